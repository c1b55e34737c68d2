"""A remedy as it is shown: as text for a terminal or a pipe, as JSON, as Markdown.

Always holds: where there are no steps, it is said why, and who must act; an empty part never reads as nothing to do.

May not know: how the remedy came about.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from tejun.audit.remedy.view import (
    FindingRemedyView,
    HeldView,
    RemedyView,
    RungView,
    SetView,
    StepView,
)
from tejun.present.markdown import code, plain
from tejun.present.rows import GAP, Banner, Block, Heading, Row, Span
from tejun.words import Message

MOST_HELD = 6
"""How many findings that hold an outcome are shown unless all are asked for."""

_INDENT = "      "


@dataclass(frozen=True)
class RemedyPresentation:
    """A remedy; text shows the first set of each finding, unless all are asked for."""

    view: RemedyView
    show_all: bool = False

    def json(self) -> str:
        """The view as one JSON document."""
        return json.dumps(asdict(self.view), ensure_ascii=False, indent=2)

    def markdown(self) -> str:
        """The whole remedy, every set included."""
        return remedy_to_markdown(self.view)

    def blocks(self) -> Iterator[Block]:
        """The remedy as rows: what settles the outcome, then each finding."""
        view = self.view
        yield Banner(view.outcome, view.outcome_label, self._said(Message("present.remedy.lead")))
        for rung in view.rungs:
            yield Heading(self._said(_to_outcome(rung)), 1)
            yield from self._rung(rung)
        if view.findings:
            yield Heading(self._said(_FINDINGS), 1)
        for finding in view.findings:
            yield from self._finding(finding)
        yield GAP
        for note in view.notes:
            yield Row((), (Span(note, "quiet"),))

    def _rung(self, rung: RungView) -> Iterator[Block]:
        for steps in rung.sets:
            yield from self._set(steps)
        yield from self._held(_HELD, [held for held in rung.held_by if held.stopped is None])
        yield from self._held(_UNHEARD, [held for held in rung.held_by if held.stopped is not None])
        if not rung.sets and not rung.held_by:
            yield Row((Span("  "),), (Span(self._said(_NOT_FOUND)),))

    def _held(self, lead: Message, held: Sequence[HeldView]) -> Iterator[Block]:
        if held:
            yield Row((Span("  "),), (Span(self._said(lead)),))
        most = len(held) if self.show_all else MOST_HELD
        for each in held[:most]:
            yield Row((Span(f"{_INDENT}- "),), tuple(_held(each)))
        if held[most:]:
            more = Message("present.remedy.more", count=len(held) - most)
            yield Row((Span(_INDENT),), (Span(self._said(more), "quiet"),))

    def _finding(self, finding: FindingRemedyView) -> Iterator[Block]:
        yield Row(
            (Span(f"  [{finding.status_label}] ", finding.status),),
            (
                Span(finding.subject_label, "strong"),
                Span(" — "),
                Span(finding.title, "strong"),
                Span(f" ({finding.requirement})", "quiet"),
            ),
        )
        shown = finding.sets if self.show_all else finding.sets[:1]
        for i, steps in enumerate(shown):
            if i:
                yield Row((Span(f"{_INDENT}  "),), (Span(self._said(_OR), "quiet"),))
            yield from self._set(steps)
        if finding.sets[len(shown) :]:
            more = Message("present.remedy.other_ways", count=len(finding.sets) - len(shown))
            yield Row((Span(_INDENT),), (Span(self._said(more), "quiet"),))
        if finding.why is not None:
            yield Row((Span(f"{_INDENT}= "),), (Span(f"{finding.why} ({finding.holder})"),))
        if finding.first:
            yield Row((Span(_INDENT),), (Span(self._said(_FIRST), "quiet"),))
        for step in finding.first:
            yield _step(step)
        if finding.then:
            yield Row((Span(_INDENT),), (Span(self._said(_THEN), "quiet"),))
        for step in finding.then:
            yield _step(step)

    def _set(self, steps: SetView) -> Iterator[Block]:
        for step in steps.steps:
            yield _step(step)
        for note in steps.notes:
            yield Row((Span(f"{_INDENT}  "),), (Span(note, "quiet"),))

    def _said(self, said: Message) -> str:
        return said.in_(self.view.language)


def _step(step: StepView) -> Row:
    return Row(
        (Span(f"{_INDENT}→ "),),
        (
            Span(step.text, "strong"),
            Span(f" ({step.holder})  "),
            Span(step.place, "place"),
        ),
    )


def _held(held: HeldView) -> Iterator[Span]:
    yield Span(held.subject_label, "strong")
    yield Span(f" — {held.title} ({held.requirement}): {held.why}")
    if held.holder:
        yield Span(f" ({held.holder})")


def _to_outcome(rung: RungView) -> Message:
    return Message("present.remedy.to_outcome", outcome=rung.outcome_label)


def remedy_to_markdown(view: RemedyView) -> str:
    """The whole remedy as headings and lists; whatever a value holds, it cannot become markup."""
    return "\n".join(_markdown(RemedyPresentation(view, show_all=True).blocks())) + "\n"


def _markdown(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Banner():
                yield from (f"# {plain(block.headline)}", "", plain(block.advice))
            case Heading():
                yield from ("", f"{'#' * (block.level + 1)} {plain(block.text)}", "")
            case Row():
                yield _item(block)


def _item(row: Row) -> str:
    lead = "".join(span.text for span in row.lead)
    text = " ".join(_words(row.words))
    within = "  " if lead.startswith(_INDENT) else ""
    return f"{within}- {_mark(lead.strip())}{text}" if text else ""


def _words(spans: Iterable[Span]) -> Iterator[str]:
    """The words of a row, and places as code."""
    for is_place, group in groupby(spans, key=lambda span: span.style == "place"):
        yield (code if is_place else plain)("".join(span.text for span in group))


def _mark(lead: str) -> str:
    """What stands before the words of a row: a status is strong, and a dash is the item's own."""
    if lead in {"", "-"}:
        return ""
    status = lead.removeprefix("[").removesuffix("]")
    return f"{lead} " if status == lead else f"**{plain(status)}** "


_FINDINGS = Message("present.remedy.findings")
_HELD = Message("present.remedy.held")
_NOT_FOUND = Message("present.remedy.not_found")
_OR = Message("present.remedy.or")
_FIRST = Message("present.remedy.first")
_THEN = Message("present.remedy.then")
_UNHEARD = Message("present.remedy.unheard")
