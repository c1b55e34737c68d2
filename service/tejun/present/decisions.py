"""Recorded decisions listed: as rows for people, as JSON, as OPA's own decision log, and as tables for a
spreadsheet (CSV).

Always holds: what was altered is shown as that and as nothing else, what was erased is said to be. No cell of a table
begins as a formula does, whatever an institution calls itself: a spreadsheet would work it out. A column of a table
stays what it is and where it is: others come behind it.

May not know: how decisions are found, colours, terminals.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

import orjson

from tejun.audit.listed import ListedDecision, OpenFinding, Recorded, TitlesOf
from tejun.explain import words as explained
from tejun.fleet.opa_log import log_entry, log_line
from tejun.present.folder import LABELS, STYLES
from tejun.present.moments import in_tokyo
from tejun.present.rows import Block, Row, Span
from tejun.reading.lenient import read_own
from tejun.terms import JST, OPEN, STATUSES
from tejun.words import Language, Message, Words

SCHEMA = "tejun/decisions/1"

_STATES: Mapping[str, Words] = {
    "recorded": Message("present.decisions.recorded"),
    "erased": Message("present.decisions.erased"),
    "altered": Message("present.decisions.altered"),
}


# --- for people ----------------------------------------------------------------------------------


def decision_rows(listed: ListedDecision, language: Language) -> Iterator[Block]:
    """When, what came out, of which application; below it the id, and what is left to do."""
    said = listed.recorded
    if said is None:
        state = _STATES["altered"].in_(language)
        yield Row((Span(f"{state}  ", "unsatisfied"),), (Span(listed.id),))
        detail = "" if listed.alteration is None else listed.alteration.detail.in_(language)
        yield Row((Span("    "),), (Span(detail),))
        return
    named = f"  {said.application}  {said.program} {said.edition}"
    yield Row(
        (Span(f"{in_tokyo(said.recorded_at)}  "),),
        (
            Span(LABELS[said.outcome].in_(language), STYLES[said.outcome]),
            Span(f"{named}  {said.institution}".rstrip()),
        ),
    )
    about = [Message("present.decisions.as_of", day=said.as_of).in_(language)]
    about += [count.in_(language) for count in _counts(said)]
    if listed.erasure is not None:
        about.insert(0, _STATES["erased"].in_(language))
    yield Row((Span("    "),), (Span(f"{listed.id}  {' · '.join(about)}", "quiet"),))


def _counts(said: Recorded) -> Iterator[Words]:
    """How many findings leave something to do, by their status."""
    for status in STATUSES:
        if status in OPEN and said.summary[status]:
            yield Message(
                "present.decisions.count",
                status=explained.STATUS[status],
                count=said.summary[status],
            )


def more_line(count: int, cursor: str | None, language: Language) -> str | None:
    """What is said below a page of so many: that there are none, or how to get the next; None where it is the last."""
    if cursor is not None:
        return Message("present.decisions.more", cursor=cursor).in_(language)
    return None if count else Message("present.decisions.none").in_(language)


# --- as JSON -------------------------------------------------------------------------------------


def decision_as_json(listed: ListedDecision, language: Language) -> dict[str, Any]:
    """All of it; a moment is RFC 3339, in UTC."""
    said = listed.recorded
    if said is None:
        return {"id": listed.id, "state": listed.state, "why": _why(listed, language)}
    document: dict[str, Any] = {"id": listed.id, "state": listed.state, **asdict(said)}
    document["recorded_at"] = _moment(said.recorded_at.isoformat())
    document["engine"] = {"name": said.engine, "version": said.engine_version}
    del document["engine_version"]
    erasure = listed.erasure
    if erasure is not None:
        at = _moment(erasure.erased_at.isoformat())
        document["erased"] = {"at": at, "reason": erasure.why.in_(language)}
    return document


def _moment(text: str) -> str:
    return text.replace("+00:00", "Z")


def _why(listed: ListedDecision, language: Language) -> dict[str, str]:
    error = listed.alteration
    if error is None:
        return {}
    said = {name: getattr(error, name).in_(language) for name in ("title", "detail", "advice")}
    return {"code": error.code, **said}


def page_as_json(
    page: Iterable[ListedDecision], cursor: str | None, language: Language
) -> dict[str, Any]:
    """A page as one document, with the cursor of the next."""
    decisions = [decision_as_json(each, language) for each in page]
    return {"schema": SCHEMA, "decisions": decisions, "next_cursor": cursor}


def json_line(listed: ListedDecision, language: Language) -> bytes:
    """One line of JSON Lines."""
    return orjson.dumps(decision_as_json(listed, language), option=orjson.OPT_APPEND_NEWLINE)


def opa_log_line(listed: ListedDecision, name: str) -> bytes:
    """The decision as a line of OPA's own decision log, by its codes: neither input nor result is in it. `name` says
    whose record it is. Nothing for one that was altered."""
    if not listed.codes:
        return b""
    return log_line(log_entry(read_own(listed.codes), {"id": name}))


# --- as a table ----------------------------------------------------------------------------------

HEADINGS: Mapping[str, Words] = {
    "id": Message("present.decisions.heading.id"),
    "state": Message("present.decisions.heading.state"),
    "recorded_at": Message("present.decisions.heading.recorded_at"),
    "program": Message("present.decisions.heading.program"),
    "edition": Message("present.decisions.heading.edition"),
    "base": Message("present.decisions.heading.base"),
    "application": Message("present.decisions.heading.application"),
    "institution": Message("present.decisions.heading.institution"),
    "mode": Message("present.decisions.heading.mode"),
    "as_of": Message("present.decisions.heading.as_of"),
    "outcome": Message("present.decisions.heading.outcome"),
    **{status: explained.STATUS[status] for status in STATUSES},
    "findings": Message("present.decisions.heading.findings"),
    "engine": Message("present.decisions.heading.engine"),
    "engine_version": Message("present.decisions.heading.engine_version"),
    "revision": Message("present.decisions.heading.revision"),
    "erased_at": Message("present.decisions.heading.erased_at"),
    "erased_because": Message("present.decisions.heading.erased_because"),
}
"""The columns of a table, in their order; what they hold are codes, in whichever language the headings are."""

IN_WORDS: Mapping[str, Words] = {
    "recorded_on": Message("present.decisions.heading.recorded_on"),
    "state_words": Message("present.decisions.heading.state_words"),
    "program_title": Message("present.decisions.heading.program_title"),
    "outcome_words": Message("present.decisions.heading.outcome_words"),
    "findings_titles": Message("present.decisions.heading.findings_titles"),
    "altered_how": Message("present.decisions.heading.altered_how"),
}
"""The columns behind those in CSV, for people: in the language of the headings, and a day that a spreadsheet knows for
one."""

_MARK = "\ufeff"
"""By which a spreadsheet knows the text for UTF-8."""

_BEGIN_FORMULAS = frozenset("=+-@")
_BREAK_CELLS = frozenset("\t\r\n")


def csv_of(
    listed: Iterable[ListedDecision],
    language: Language,
    titles_of: TitlesOf,
    *,
    goes_on: bool = False,
) -> Iterator[bytes]:
    """A table as RFC 4180 has it, in UTF-8 with its mark, some bytes at a time; the headings in the language.

    `goes_on`: what follows on another part of the same table, which had both.
    """
    columns = {**HEADINGS, **IN_WORDS}
    if not goes_on:
        yield _MARK.encode() + _csv_line([words.in_(language) for words in columns.values()])
    for each in listed:
        cells = {**cells_of(each, language), **words_of(each, language, titles_of)}
        yield _csv_line([cells.get(name, "") for name in columns])


def cells_of(listed: ListedDecision, language: Language) -> dict[str, Any]:
    """What a decision has in each column; what it has none of is not in it."""
    cells: dict[str, Any] = {"id": listed.id, "state": listed.state}
    said = listed.recorded
    if said is None:
        return cells
    cells |= {name: getattr(said, name) for name in HEADINGS if hasattr(said, name)}
    cells.update({str(status): count for status, count in said.summary.items()})
    cells["recorded_at"] = in_tokyo(said.recorded_at)
    cells["findings"] = " ".join(map(_finding, said.findings))
    erasure = listed.erasure
    if erasure is not None:
        cells["erased_at"] = in_tokyo(erasure.erased_at)
        cells["erased_because"] = erasure.why.in_(language)
    return cells


def words_of(listed: ListedDecision, language: Language, titles_of: TitlesOf) -> dict[str, str]:
    """The same in words, and what was altered. A requirement whose edition is not at hand is its id."""
    cells = {"state_words": _STATES[listed.state].in_(language)}
    if listed.alteration is not None:
        cells["altered_how"] = listed.alteration.detail.in_(language)
    said = listed.recorded
    if said is None:
        return cells
    titles = titles_of(said.revision)
    requirements = dict.fromkeys(finding.requirement for finding in said.findings)
    named: Mapping[str, Words] = titles.requirements
    return {
        **cells,
        "recorded_on": said.recorded_at.astimezone(JST).date().isoformat(),
        "program_title": "" if titles.program is None else titles.program.in_(language),
        "outcome_words": LABELS[said.outcome].in_(language),
        "findings_titles": _BETWEEN_TITLES.join(
            named[each].in_(language) if each in named else each for each in requirements
        ),
    }


_BETWEEN_TITLES = "; "
"""Titles themselves have commas."""


def _finding(finding: OpenFinding) -> str:
    return f"{finding.requirement}:{finding.reason}"


def _csv_line(cells: Iterable[Any]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow([as_cell(each) for each in cells])
    return line.getvalue().encode("utf-8", "replace")


def as_cell(value: Any) -> Any:
    """What stands in a cell: a text that would be a formula has an apostrophe in front, which a spreadsheet hides."""
    if not isinstance(value, str) or not value:
        return value
    first = unicodedata.normalize("NFKC", value.lstrip()[:1])
    is_formula = first in _BEGIN_FORMULAS or value[0] in _BREAK_CELLS
    return f"'{value}" if is_formula else value
