"""What came of the applications in a folder: a row or an object for each, and how many stand where.

Always holds: each application is one row, or one line of JSON; the worst stand first in the table.

May not know: how they were decided.
"""

import json
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tejun.errors import TejunError
from tejun.explain import Explanation, explanation_as_json
from tejun.explain.words import STATUS
from tejun.present.decision import NOT_RECORDED
from tejun.present.rows import GAP, Block, Heading, Row, Span, Style
from tejun.terms import HOLDS, STATUSES
from tejun.words import Language, Message, Words

_NOT_CHECKED = "not_checked"
"""Stands where an outcome would, for a file on which there is no decision."""

LABELS: Mapping[str, Message] = {
    _NOT_CHECKED: Message("present.folder.outcomes.not_checked"),
    "action_required": Message("present.folder.outcomes.action_required"),
    "information_required": Message("explain.status.missing_information"),
    "consultation_required": Message("present.folder.outcomes.consultation_required"),
    "prepared": Message("present.folder.outcomes.prepared"),
    "replaced": Message("present.folder.outcomes.replaced"),
    "out_of_scope": Message("present.folder.outcomes.out_of_scope"),
}
"""Outcomes in few words, the worst first."""

STYLES: Mapping[str, Style] = {
    _NOT_CHECKED: "unsatisfied",
    "action_required": "unsatisfied",
    "information_required": "missing_information",
    "consultation_required": "consult_fa",
    "prepared": "satisfied",
    "replaced": "satisfied",
    "out_of_scope": "not_applicable",
}


@dataclass(frozen=True)
class DecidedFile:
    """An application on which there is a decision, as plain JSON; `remarks` are on what the application itself has."""

    path: Path
    decision: Mapping[str, Any]
    remarks: Sequence[str] = ()

    @property
    def outcome(self) -> str:
        """The decision's."""
        return str(self.decision["outcome"])


@dataclass(frozen=True)
class UndecidedFile:
    """An application on which there is none, and why."""

    path: Path
    error: TejunError

    @property
    def outcome(self) -> str:
        """What stands in its place."""
        return _NOT_CHECKED


File = DecidedFile | UndecidedFile


def rows(file: File, language: Language) -> Iterator[Block]:
    """One row, marked where the check has something to note; and what is wrong where there is no decision."""
    label = Span(LABELS[file.outcome].in_(language), STYLES[file.outcome])
    name = Span(f"{file.path.name}: ")
    if isinstance(file, DecidedFile):
        summary = file.decision["summary"]
        counts = " · ".join(f"{STATUS[name].in_(language)} {summary[name]}" for name in STATUSES)
        mark = Message("present.folder.mark", count=len(file.remarks)).in_(language)
        marks = (Span(f" {mark}", "strong"),) if file.remarks else ()
        yield Row((), (name, label, Span(f" — {counts}", "quiet"), *marks))
        return
    error = file.error
    yield Row((), (name, label, Span(f" — {error.title.in_(language)}")))
    for place in error.places:
        line = "" if place.line is None else f":{place.line}"
        where = Span(f"{file.path}{line} {place.shown}", "place")
        yield Row((Span("  "),), (where, Span(f": {place.message.in_(language)}")))
    if not error.places:
        where = Span(str(file.path), "place")
        yield Row((Span("  "),), (where, Span(f": {error.detail.in_(language)}")))
    yield Row((Span("  → "),), (Span(error.advice.in_(language), "strong"),))


def decided_json(file: DecidedFile, explanation: Explanation) -> str:
    """The decision and its explanation, in one line."""
    shown = {
        "file": str(file.path),
        "decision": file.decision,
        "explanation": explanation_as_json(explanation),
    }
    return json.dumps(shown, ensure_ascii=False)


def undecided_json(file: UndecidedFile, language: Language) -> str:
    """Why there is no decision, in one line."""
    error = file.error
    problem = {
        "code": error.code,
        "title": error.title.in_(language),
        "detail": error.detail.in_(language),
        "advice": error.advice.in_(language),
        "errors": [
            {
                "pointer": place.pointer,
                "line": place.line,
                "message": place.message.in_(language),
            }
            for place in error.places
        ],
    }
    return json.dumps({"file": str(file.path), "problem": problem}, ensure_ascii=False)


def summary(files: Sequence[File], notes: Iterable[Words], language: Language) -> Iterator[Block]:
    """How many stand where, and what is to be said below."""
    count = len(files)
    table = (
        Message("present.folder.table.one", count=count)
        if count == 1
        else Message("present.folder.table", count=count)
    )
    yield Heading(table.in_(language), 1)
    for outcome, label in LABELS.items():
        names = [file.path.name for file in files if file.outcome == outcome]
        if names:
            lead = Span(f"  {label.in_(language)} {len(names)}: ", STYLES[outcome])
            yield Row((lead,), (Span(", ".join(names)),))
    yield GAP
    for note in notes:
        yield Row((), (Span(note.in_(language), "quiet"),))


def not_looked_at(office: Sequence[Path], folders: Sequence[Path]) -> Words | None:
    """That office documents, which may be applications, and folders were not checked; None where there are none."""
    parts = []
    if office:
        parts.append(
            Message("present.folder.office", count=len(office), names=[p.name for p in office])
        )
    if folders:
        parts.append(
            Message("present.folder.folders", count=len(folders), names=[p.name for p in folders])
        )
    return Message("present.folder.not_looked_at", parts=parts) if parts else None


def notes(
    files: Sequence[File],
    others: Sequence[Path],
    ignored: Words | None,
    *,
    record: Path | str | None,
) -> Iterator[Words]:
    """What to do next, and what was not checked. `others` hold no facts; `record` is where decisions are kept."""
    if others:
        names = ", ".join(path.name for path in others)
        yield Message("present.folder.left_aside", count=len(others), names=names)
    if ignored is not None:
        yield ignored
    decided = [file for file in files if isinstance(file, DecidedFile)]
    still_open = [file for file in decided if file.outcome not in HOLDS]
    if still_open:
        worst = min(still_open, key=lambda file: list(LABELS).index(file.outcome))
        yield Message("present.folder.next", file=shlex.quote(str(worst.path)))
    if noted := [file for file in decided if file.remarks]:
        first = shlex.quote(str(noted[0].path))
        yield Message("present.folder.noted", count=len(noted), file=first)
    yield Message("present.folder.who_decides")
    if record is None:
        yield NOT_RECORDED
    elif len(decided) == 1:
        yield Message("present.folder.recorded.one", count=1, database=record)
    else:
        yield Message("present.folder.recorded", count=len(decided), database=record)
