"""Two decisions of one application beside each other: as rows of text, and as a JSON document (`tejun/comparison/1`).

Always holds: what stands in the facts is shown only where that was asked for: a place says where, not what, by the ids
that the submitter gave; a finding is shown by its codes. No name is, of whom or of what. Changes are numbered from 1.

May not know: how decisions are evaluated, or who may see facts.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from tejun.audit.causes import Causes
from tejun.audit.comparing import (
    SCHEMA,
    Changed,
    ComparedRecords,
    DecisionComparison,
    MovedFinding,
)
from tejun.explain import words as explained
from tejun.explain.context import Context, build_context
from tejun.model.json_types import DecisionJson, FindingJson
from tejun.present.moments import in_tokyo
from tejun.present.rows import GAP, Block, Heading, Row, Span, Style
from tejun.words import Language, Message, Words, joined

_MOST_SHOWN = 160
"""How many characters of a value a row shows; JSON has the whole."""

_KINDS = {
    "added": Message("present.comparison.added"),
    "removed": Message("present.comparison.removed"),
    "changed": Message("present.comparison.changed"),
    "reordered": Message("present.comparison.reordered"),
}
_OTHER_VALUES = Message("present.comparison.other_values")
_STOPPED = {
    "evaluations": Message("present.comparison.stopped.evaluations"),
    "seconds": Message("present.comparison.stopped.seconds"),
    "changes": Message("present.comparison.stopped.changes"),
}
_FACTS = Message("present.comparison.facts")
_NOT_ALL = Message("present.comparison.not_all")
_OF_FINDING = ("requirement", "subject", "status", "reason", "reads", "layer", "enforcement")
"""What of a finding says nothing of what stands in the facts."""


@dataclass(frozen=True)
class ComparisonPresentation:
    """A comparison; `with_values` where its reader may see what stands in the facts."""

    compared: ComparedRecords = field(repr=False)
    language: Language
    with_values: bool = False

    @property
    def _found(self) -> DecisionComparison:
        return self.compared.comparison

    @cached_property
    def _contexts(self) -> tuple[Context, ...]:
        return tuple(
            build_context(side.catalog, side.document, None, language=self.language)
            for side in self.compared.sides
        )

    def json(self) -> str:
        """The whole as one JSON document."""
        return json.dumps(self.document(), ensure_ascii=False, indent=2)

    def document(self) -> dict[str, Any]:
        """The same as a value of JSON."""
        found = self._found
        return {
            "schema": SCHEMA,
            "before": _decided(found.before),
            "after": _decided(found.after),
            "changes": [self._change(n, each) for n, each in enumerate(found.changes, 1)],
            "outcome": {**asdict(found.outcome), "by": _numbered(found.outcome.by)},
            "findings": [
                {
                    "requirement": each.requirement,
                    "subject": each.subject,
                    "before": self._finding(each.before),
                    "after": self._finding(each.after),
                    "title": self._title(each),
                    "subject_label": self._subject(each),
                    "by": _numbered(each.by),
                }
                for each in found.findings
            ],
            "idle": [number + 1 for number in found.idle],
            "evaluations": found.evaluations,
            "stopped": found.stopped,
        }

    def _finding(self, finding: FindingJson | None) -> dict[str, Any] | None:
        """Without what its words are about, where facts are not to be shown: names, among others."""
        if finding is None:
            return None
        names = _OF_FINDING if not self.with_values else tuple(finding)
        return {name: cast("dict[str, Any]", finding)[name] for name in names}

    def _change(self, number: int, change: Changed) -> dict[str, Any]:
        shown = {"number": number, **asdict(change)}
        if not self._shows_values_of(change):
            del shown["before"], shown["after"]
        return shown

    def _shows_values_of(self, change: Changed) -> bool:
        return self.with_values or change.what not in {"facts", "fa"}

    def _title(self, moved: MovedFinding) -> str:
        titles = (
            context.text(context.requirements.get(moved.requirement, {}).get("title"))
            for context in self._contexts
        )
        return next((title for title in titles if title), moved.requirement)

    def _subject(self, moved: MovedFinding) -> str:
        """As the decision names it that has the finding; by its id alone, where facts are not to be shown."""
        if not self.with_values:
            return self._subject_by_id(moved.subject)
        later, earlier = self._contexts
        context = later if moved.after is not None else earlier
        return context.labels.subject_name(moved.subject)

    def _subject_by_id(self, subject: str) -> str:
        kind, _, name = subject.partition(":")
        label = self._said(explained.SUBJECTS[kind]) if kind in explained.SUBJECTS else kind
        return f"{label} [{name}]" if name else label

    # --- as rows ----------------------------------------------------------------------------------

    def blocks(self) -> Iterator[Block]:
        """As rows of text."""
        found = self._found
        yield Row((), (Span(self._application(), "strong"),))
        for words, decision in (
            (Message("present.comparison.before"), found.before),
            (Message("present.comparison.after"), found.after),
        ):
            yield Row((Span(f"{self._said(words)}: ", "quiet"),), (Span(self._about(decision)),))
        yield Heading(self._counted(Message("present.comparison.changes"), found.changes), 1)
        for number, change in enumerate(found.changes, 1):
            yield from self._change_rows(number, change)
        if found.outcome.before != found.outcome.after:
            yield Heading(self._said(Message("present.comparison.outcome")), 1)
            yield Row((Span("  "),), (Span(self._outcome_words(), "strong"),))
            yield from self._causes(found.outcome.by)
        yield Heading(self._counted(Message("present.comparison.findings"), found.findings), 1)
        for moved in found.findings:
            yield from self._finding_rows(moved)
        yield GAP
        yield from self._notes()

    def _application(self) -> str:
        decision = self._found.after
        application = decision["application"]
        title = f" {application['title']}" if self.with_values else ""
        return f"{decision['program']} {application['id']}{title}"

    def _about(self, decision: DecisionJson) -> str:
        return self._said(
            Message(
                "present.comparison.decision",
                id=decision["id"],
                recorded=in_tokyo(datetime.fromisoformat(decision["decided_at"])),
                edition=decision["edition"],
                as_of=decision["as_of"],
                outcome=explained.HEADLINES[decision["outcome"]],
            )
        )

    def _counted(self, words: Message, items: tuple[Any, ...]) -> str:
        return f"{self._said(words)} ({len(items)})"

    def _change_rows(self, number: int, change: Changed) -> Iterator[Row]:
        lead = Span(f"{number:>4}. ")
        if change.what in {"facts", "fa"}:
            source = _FACTS if change.what == "facts" else explained.SOURCES["fa"]
            words = f"[{self._said(_KINDS[change.kind])}] {self._said(source)} "
            yield Row((lead,), (Span(words), Span(change.place, "place")))
            if self.with_values and change.kind != "reordered":
                values = f"{_shown(change, 'before')} → {_shown(change, 'after')}"
                yield Row((Span("      "),), (Span(values, "quiet"),))
            return
        yield Row((lead,), (Span(self._whole_words(change)),))

    def _whole_words(self, change: Changed) -> str:
        if change.what == "edition":
            editions = {
                name: Message("present.comparison.edition_of", **value)
                for name, value in (("before", change.before), ("after", change.after))
            }
            return self._said(Message("present.comparison.edition", **editions))
        if change.what == "mode":
            modes = {
                name: explained.MODES[value]
                for name, value in (("before", change.before), ("after", change.after))
            }
            return self._said(Message("present.comparison.mode", **modes))
        return self._said(
            Message("present.comparison.as_of", before=change.before, after=change.after)
        )

    def _outcome_words(self) -> str:
        outcome = self._found.outcome
        before, after = (explained.HEADLINES[name] for name in (outcome.before, outcome.after))
        return f"{self._said(before)} → {self._said(after)}"

    def _finding_rows(self, moved: MovedFinding) -> Iterator[Row]:
        later, earlier = self._contexts
        before, after = self._state(moved.before, earlier), self._state(moved.after, later)
        style: Style = moved.after["status"] if moved.after else ""
        yield Row(
            (Span("  "),),
            (
                Span(self._subject(moved), "strong"),
                Span(" — "),
                Span(self._title(moved), "strong"),
                Span(f" ({moved.requirement}): ", "quiet"),
                Span(f"{before} → "),
                Span(after, style),
                Span(self._said(_OTHER_VALUES) if before == after else ""),
            ),
        )
        yield from self._causes(moved.by)

    def _state(self, finding: FindingJson | None, context: Context) -> str:
        """By its codes; where facts may be shown, by the words that it was explained with."""
        if finding is None:
            return self._said(Message("present.replay.no_finding"))
        status = explained.STATUS[finding["status"]]
        reasons = context.requirements.get(finding["requirement"], {}).get("reasons", {})
        words = context.text(reasons.get(finding["reason"], {}).get("message"))
        reason = finding["reason"]
        if self.with_values and words is not None:
            reason = f"{reason} {context.filler.fill(words, finding['params'])}"
        return self._said(Message("present.replay.status", status=status, reason=reason))

    def _causes(self, by: Causes) -> Iterator[Row]:
        if not by:
            yield self._cause(Message("present.comparison.not_found"))
        alone = [number for together in by if len(together) == 1 for number in together]
        if alone:
            numbers = self._numbers(alone)
            several = len(alone) > 1
            yield self._cause(
                Message("present.comparison.by.any", numbers=numbers)
                if several
                else Message("present.comparison.by.one", number=numbers)
            )
        for together in by:
            if len(together) > 1:
                numbers = self._numbers(together)
                yield self._cause(Message("present.comparison.by.all", numbers=numbers))

    def _cause(self, words: Words) -> Row:
        return Row((Span("      ← ", "quiet"),), (Span(self._said(words)),))

    def _numbers(self, numbers: Iterable[int]) -> str:
        return joined(_runs(numbers), self.language)

    def _notes(self) -> Iterator[Row]:
        found = self._found
        if found.idle and found.stopped is None:
            numbers = self._numbers(found.idle)
            yield self._note(Message("present.comparison.idle", numbers=numbers))
        yield self._note(Message("present.comparison.how", count=found.evaluations))
        if found.stopped is not None:
            yield self._note(_STOPPED[found.stopped])
            missing = sum(not moved.by for moved in found.findings)
            missing += found.outcome.before != found.outcome.after and not found.outcome.by
            yield self._note(
                Message("present.comparison.missing", count=missing) if missing else _NOT_ALL
            )
        if not self.with_values and any(not self._shows_values_of(c) for c in found.changes):
            yield self._note(Message("present.comparison.without_values"))

    def _note(self, words: Words) -> Row:
        return Row((), (Span(self._said(words), "quiet"),))

    def _said(self, words: Words) -> str:
        return words.in_(self.language)


def _decided(decision: DecisionJson) -> dict[str, Any]:
    names = ("id", "edition", "base", "mode", "as_of", "decided_at", "outcome")
    return {
        **{name: cast("dict[str, Any]", decision)[name] for name in names},
        "revision": decision["bundle"]["revision"],
    }


def _numbered(by: Causes) -> list[list[int]]:
    return [[number + 1 for number in together] for together in by]


def _shown(change: Changed, name: str) -> str:
    pointer, value = (
        (change.pointer_before, change.before)
        if name == "before"
        else (change.pointer_after, change.after)
    )
    if pointer is None:
        return explained.UNKNOWN
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def _runs(numbers: Iterable[int]) -> Iterator[str]:
    """The numbers from 1, three and more that follow one another as a range."""
    run: list[int] = []
    for number in [*sorted(numbers), -1]:
        if run and number != run[-1] + 1:
            if len(run) > 2:
                yield f"{run[0] + 1}–{run[-1] + 1}"
            else:
                yield from (str(each + 1) for each in run)
            run = []
        run.append(number)
