"""A decision to be filed: one HTML page in both languages, from the outcome down to the lines of its rules.

Always holds: the page is whole by itself: no script, nothing from elsewhere. Whatever a title or name holds, it cannot
become markup, nor turn the words around it. Every clause, finding and place of the facts has an anchor, and the
contents lead to each. What stands in the facts is shown only where that was asked for.

May not know: how a decision is found, or who may see facts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tejun.audit.filing import FiledDecision
from tejun.audit.remedy import RemedyView
from tejun.explain import Explanation
from tejun.explain.context import build_context
from tejun.explain.shape import FindingView, IndicatorView, Read
from tejun.present.filing_words import WORDS
from tejun.present.labels import TRACE_LEGEND, place_within
from tejun.present.moments import in_tokyo
from tejun.present.plain import one_line
from tejun.present.read_facts import ReadFact, read_facts
from tejun.present.remedy import RemedyPresentation
from tejun.present.render import environment
from tejun.present.rows import Banner, Block, Heading
from tejun.present.rules import Rules, rules_of
from tejun.terms import OPEN
from tejun.trace.lines import TraceLine, subject_lines
from tejun.trace.view import SubjectTrace
from tejun.words import Language, Message, Words

_QUIET_ZONE = 4
"""Modules of white around a QR code, as ISO/IEC 18004 asks for."""


_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_CODE = re.compile("`([^`]+)`")
"""What words name as code; every other part of a text that is split by it."""


@dataclass(frozen=True)
class FiledFinding:
    """A finding in one language: its number among the decision's, and each place that it reads with its number."""

    number: int
    view: FindingView
    facts: tuple[tuple[int, Read], ...]


@dataclass(frozen=True)
class FiledClause:
    """The findings under a clause; clauses are numbered from 1."""

    number: int
    label: str
    findings: tuple[FiledFinding, ...]


@dataclass(frozen=True)
class Part:
    """The whole explanation in one language."""

    language: Language
    explanation: Explanation
    clauses: tuple[FiledClause, ...]
    indicators: tuple[tuple[IndicatorView, tuple[tuple[int, Read], ...]], ...]
    remedy: tuple[Block, ...]

    def word(self, name: str) -> str:
        """One of the page's words."""
        return WORDS[name].in_(self.language)


@dataclass(frozen=True)
class FiledTrace:
    """How one finding came about: its number, and the lines in both languages."""

    finding: int
    subject: SubjectTrace
    lines: tuple[tuple[TraceLine, str], ...]


@dataclass(frozen=True)
class FilingPresentation:
    """A decision to be filed; `with_facts` where its readers may see what stands in the facts."""

    filed: FiledDecision = field(repr=False)
    with_facts: bool

    def html(self) -> str:
        """The page."""
        filed = self.filed
        remedies = filed.remedies or (None, None)
        parts = tuple(map(self._part, filed.explanations, remedies))
        traces = tuple(self._traces())
        page = environment().get_template("filing.html.j2")
        return page.render(
            parts=parts,
            first=parts[0],
            decision=filed.decision,
            decided_at=in_tokyo(datetime.fromisoformat(filed.decision["decided_at"])),
            bundle=filed.bundle,
            digest=filed.digest,
            mark=_mark(filed.decision["id"]),
            qr=_qr_code(filed.digest),
            facts=self._facts,
            with_facts=self.with_facts,
            rules=self._rules,
            traces=traces,
            traced=frozenset(trace.finding for trace in traces),
            untraced=self._untraced(),
            both=self._both,
            languages=self._languages,
            legend=TRACE_LEGEND,
            open=OPEN,
            line=one_line,
            within=place_within,
            lines_of=_lines,
            kind_of=_kind,
            code=_code,
            code_in=_CODE.split,
            values_in=self._values,
            holds=_holds,
            cut=_cut,
        )

    @property
    def _languages(self) -> tuple[Language, ...]:
        return tuple(explanation.language for explanation in self.filed.explanations)

    def _both(self, name: str) -> Iterator[tuple[Language, str]]:
        """One of the page's words in each language."""
        return ((language, WORDS[name].in_(language)) for language in self._languages)

    def _values(self, value: Words) -> tuple[str, ...]:
        """In each language; once where they are the same."""
        return tuple(dict.fromkeys(value.in_(language) for language in self._languages))

    # --- what the page is made of -----------------------------------------------------------------

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, str], int]:
        """The number of each finding, from 1."""
        return {
            (finding["requirement"], finding["subject"]): number
            for number, finding in enumerate(self.filed.decision["findings"], 1)
        }

    @cached_property
    def _facts(self) -> tuple[ReadFact, ...]:
        filed = self.filed
        labels = tuple(
            build_context(filed.bundle.catalog, filed.document, None, language=language).labels
            for language in self._languages
        )
        decision = filed.decision
        return read_facts(decision["findings"], decision["indicators"], filed.document, labels)

    @cached_property
    def _fact_numbers(self) -> Mapping[str, int]:
        return {fact.pointer: fact.number for fact in self._facts}

    @cached_property
    def _rules(self) -> tuple[Rules, ...]:
        requirements = {finding["requirement"] for finding in self.filed.decision["findings"]}
        return rules_of(self.filed.bundle, requirements)

    def _part(self, explanation: Explanation, remedy: RemedyView | None) -> Part:
        clauses = tuple(
            FiledClause(number, clause.label, tuple(map(self._finding, clause.findings)))
            for number, clause in enumerate(explanation.clauses, 1)
        )
        indicators = self.filed.decision["indicators"]
        read = tuple(
            (view, self._places(each["reads"], view.reads))
            for each, view in zip(indicators, explanation.indicators, strict=True)
        )
        steps = () if remedy is None else tuple(RemedyPresentation(remedy, show_all=True).blocks())
        return Part(explanation.language, explanation, clauses, read, steps)

    def _finding(self, view: FindingView) -> FiledFinding:
        number = self._numbers[view.requirement, view.subject]
        pointers = self.filed.decision["findings"][number - 1]["reads"]
        return FiledFinding(number, view, self._places(pointers, view.reads))

    def _places(self, pointers: list[str], reads: tuple[Read, ...]) -> tuple[tuple[int, Read], ...]:
        numbers = (self._fact_numbers[pointer] for pointer in pointers)
        return tuple(zip(numbers, reads, strict=True))

    def _traces(self) -> Iterator[FiledTrace]:
        for view in self.filed.traces:
            for subject in view.subjects:
                number = self._numbers[view.requirement, subject.subject]
                yield FiledTrace(number, subject, tuple(self._lines(subject)))

    def _untraced(self) -> list[tuple[Words, list[str]]]:
        """Each reason why there is no trace, with the requirements that have none for it."""
        found: dict[str, tuple[Words, list[str]]] = {}
        for requirement, why in self.filed.untraced.items():
            found.setdefault(why.in_("en"), (why, []))[1].append(requirement)
        return list(found.values())

    def _lines(self, subject: SubjectTrace) -> Iterator[tuple[TraceLine, str]]:
        """Each line, and its words in both languages where they are words."""
        in_each = (
            subject_lines(subject, language=language, show_all=False)
            for language in self._languages
        )
        for first, second in zip(*in_each, strict=True):
            yield first, _both_in(first, second)


def _both_in(first: TraceLine, second: TraceLine) -> str:
    """The line, what stands in brackets behind a file in both languages. A remark is much longer than what it says, and
    names the same in both."""
    if first.kind != "file" or first.text == second.text:
        return first.text
    path, _, role = first.text.partition(" (")
    return f"{path} ({role.removesuffix(')')} / {second.text.partition(' (')[2]}"


def _kind(block: Block) -> str:
    """How a row is set that others lay out too."""
    return (
        "banner"
        if isinstance(block, Banner)
        else "heading"
        if isinstance(block, Heading)
        else "row"
    )


def _mark(decision_id: str) -> str:
    """What stands at the foot of each printed page: the decision's id, which can end no string of CSS."""
    return decision_id if _ID.fullmatch(decision_id) else ""


def _lines(text: str) -> Iterator[str]:
    return map(one_line, text.split("\n"))


def _code(text: str) -> str:
    """A line of code, its tabs as they are."""
    return "\t".join(map(one_line, text.split("\t")))


def _holds(count: int, language: Language) -> str:
    return Message("present.filing.holds", count=count).in_(language)


def _cut(count: int, language: Language) -> str:
    return Message("present.filing.cut", count=count).in_(language)


def _qr_code(text: str) -> str:
    """As SVG for HTML; black on white, whatever the page has."""
    import segno  # noqa: PLC0415 - for this page alone

    code = segno.make(text, error="m", micro=False)
    return code.svg_inline(scale=3, border=_QUIET_ZONE, light="#fff", omitsize=True)
