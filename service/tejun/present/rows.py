"""An explanation laid out as rows, for whatever prints them.

Always holds: the same words and order in a terminal and in a pipe; what must be done stands before what was found, and
what needs nothing is one row for each clause unless all is asked for.

May not know: colours, widths, terminals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tejun.explain import Explanation
from tejun.explain.shape import Clause, FindingView, IndicatorView, Read, Task, TaskSubject
from tejun.present.labels import place_within
from tejun.terms import OPEN, STATUSES, Outcome, Status
from tejun.words import Language, Message

Style = Literal["", "strong", "quiet", "place"] | Status


@dataclass(frozen=True)
class Span:
    """Words in one style."""

    text: str
    style: Style = ""


@dataclass(frozen=True)
class Row:
    """A row: `lead` stands before the words, which are set flush behind it where they take several lines."""

    lead: tuple[Span, ...]
    words: tuple[Span, ...]


@dataclass(frozen=True)
class Banner:
    """The outcome."""

    outcome: Outcome
    headline: str
    advice: str


@dataclass(frozen=True)
class Heading:
    """The title of a part (1), or of a group in it (2)."""

    text: str
    level: Literal[1, 2]


Block = Banner | Heading | Row
GAP = Row((), ())

MOST_READS = 4
"""How many places are shown for one finding unless all is asked for."""


@dataclass(frozen=True)
class Layout:
    """Lays out one explanation; `file` is the name under which the submitted document was read, if it is at hand."""

    explanation: Explanation
    file: str | None
    show_all: bool

    @property
    def _language(self) -> Language:
        return self.explanation.language

    def blocks(self) -> Iterator[Block]:
        """Everything but the footer."""
        outcome = self.explanation.outcome
        yield Banner(outcome.code, outcome.headline, outcome.advice)
        yield from self._head()
        yield from self._next()
        yield from self._indicators()
        yield Heading(Message("present.words.clauses").in_(self._language), 1)
        for clause in self.explanation.clauses:
            yield from self._clause(clause)

    def _head(self) -> Iterator[Block]:
        head = self.explanation.header
        facts = (
            (
                Message("present.words.application"),
                f"{head.application_title} ({head.application})",
            ),
            (Message("present.labels.program"), f"{head.program_title} ({head.program})"),
            (Message("present.words.as_of"), f"{head.as_of} ({head.mode_label})"),
        )
        yield GAP
        for label, value in facts:
            yield Row((Span(f"{label.in_(self._language)}: ", "quiet"),), (Span(value),))
        yield GAP
        yield Row((), tuple(self._counts()))

    def _counts(self) -> Iterator[Span]:
        for i, count in enumerate(self.explanation.summary):
            yield Span(" · " if i else "", "quiet")
            yield Span(count.text, count.status if count.count else "quiet")

    def _next(self) -> Iterator[Block]:
        yield Heading(Message("present.words.next").in_(self._language), 1)
        if not self.explanation.next:
            yield Row((Span("  "),), (Span(Message("present.words.nothing").in_(self._language)),))
        for group in self.explanation.next:
            holders = {subject.holder for task in group.tasks for subject in task.subjects}
            common = holders.pop() if len(holders) == 1 else None
            title = group.label if common in {None, group.label} else f"{group.label} — {common}"
            yield Heading(f"{title} ({len(group.tasks)})", 2)
            for number, task in enumerate(group.tasks, 1):
                yield from self._task(number, task, common)

    def _task(self, number: int, task: Task, common: str | None) -> Iterator[Block]:
        aside = "" if task.enforcement == "binding" else f" — {task.enforcement_label}"
        yield Row(
            (Span(f"{number:>4}. "),),
            (
                Span(f"[{task.status_label}] ", task.status),
                Span(task.title, "strong"),
                Span(f" ({task.requirement}){aside}", "quiet"),
            ),
        )
        yield Row((Span(_INDENT),), (Span(task.message),))
        yield Row((Span(f"{_INDENT}→ "),), (Span(task.remedy, "strong"),))
        for subject in task.subjects:
            yield self._task_subject(subject, common)

    def _task_subject(self, subject: TaskSubject, common: str | None) -> Row:
        who = subject.label
        if subject.holder not in {subject.label, common}:
            who = subject.holder if subject.holder.startswith(who) else f"{who} / {subject.holder}"
        place = () if subject.read is None else (Span("  "), self._place(subject.read))
        return Row((Span(f"{_INDENT}- "),), (Span(who), *place))

    def _place(self, read: Read) -> Span:
        if read.source != "submitted":
            within = place_within(read)
            return Span(f"{within} ({read.source_label})" if within else read.source_label, "place")
        absent = "" if read.present else " " + Message("present.absent").in_(self._language)
        if read.line is None or self.file is None:
            return Span(f"{read.label}{absent}", "place")
        return Span(f"{self.file}:{read.line} {read.label}{absent}", "place")

    def _clause(self, clause: Clause) -> Iterator[Block]:
        yield Heading(clause.label, 2)
        shown = [f for f in clause.findings if self.show_all or f.status in OPEN]
        for finding in sorted(shown, key=lambda finding: STATUSES.index(finding.status)):
            yield from self._finding(finding)
        folded = [f.status for f in clause.findings if not self.show_all and f.status not in OPEN]
        if folded:
            yield Row((Span("  "),), tuple(self._folded(folded)))

    def _folded(self, statuses: list[Status]) -> Iterator[Span]:
        present = [status for status in STATUSES if status in statuses]
        labels = {count.status: count.label for count in self.explanation.summary}
        for i, status in enumerate(present):
            yield Span(" · " if i else "", "quiet")
            yield Span(f"[{labels[status]}] {statuses.count(status)}", status)

    def _finding(self, finding: FindingView) -> Iterator[Block]:
        lead = Span(f"  [{finding.status_label}] ", finding.status)
        yield Row(
            (lead,),
            (
                Span(finding.subject_label, "strong"),
                Span(" — "),
                Span(finding.title, "strong"),
                Span(f" ({finding.requirement}): ", "quiet"),
                Span(finding.message),
            ),
        )
        if finding.imposed_by:
            text = f"{finding.layer_label}: {finding.imposed_by}"
            yield Row((Span(f"{_INDENT}§ "),), (Span(text, "quiet"),))
        if finding.remedy:
            yield Row((Span(f"{_INDENT}→ "),), (Span(f"{finding.remedy} ({finding.holder})"),))
        if finding.disposition:
            answer = finding.disposition
            words = (answer.result_label, answer.by, answer.on, answer.reference)
            text = f"{' / '.join(words)} ({answer.teller_label})"
            yield Row((Span(f"{_INDENT}= "),), (Span(text),))
        most = len(finding.reads) if self.show_all else MOST_READS
        for read in finding.reads[:most]:
            yield Row((Span(_INDENT),), (self._place(read),))
        if finding.reads[most:]:
            more = Message("present.more", count=len(finding.reads) - most).in_(self._language)
            yield Row((Span(_INDENT),), (Span(more, "quiet"),))

    def _indicators(self) -> Iterator[Block]:
        if not self.explanation.indicators:
            return
        yield Heading(Message("present.words.indicators").in_(self._language), 1)
        for indicator in self.explanation.indicators:
            yield self._indicator(indicator)

    def _indicator(self, indicator: IndicatorView) -> Row:
        status = f"[{indicator.status_label}] " if indicator.status_label else "- "
        place = (Span("  "), self._place(indicator.reads[0])) if indicator.reads else ()
        text = f"{indicator.subject_label} — {indicator.title}: {indicator.kind_label} "
        return Row(
            (Span(f"  {status}", indicator.status or ""),),
            (Span(text), Span(f"({indicator.key})", "quiet"), *place),
        )


_INDENT = "      "
