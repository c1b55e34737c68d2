"""`tejun check DIR`: the applications in a folder, one after another.

Always holds: they come in the order of their names, and each is printed before the next one is read; one that cannot be
checked leaves the others as they are. A file that is no facts document is left aside, and said to be.

May not know: terminals.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from tejun.cli import folder_words as words
from tejun.cli import options
from tejun.cli.locate import locator
from tejun.cli.session import Session
from tejun.decide import Decided
from tejun.errors import EvaluationError, InvalidInputError, NotFoundError, TejunError
from tejun.explain import explain, to_json
from tejun.explain.words import STATUS
from tejun.model.intake import Facts, facts_in
from tejun.operations.deciding import Desk
from tejun.present import decision, wording
from tejun.present.rows import GAP, Block, Heading, Row, Span
from tejun.reading import Document, read_document
from tejun.terms import HOLDS, STATUSES
from tejun.words import Language, Message

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_OF_ONE_FILE = (InvalidInputError, NotFoundError, EvaluationError)
"""What may be wrong with one application and right with the next; a record that cannot be kept ends the run."""


@dataclass(frozen=True)
class Judged:
    """An application that was decided."""

    path: Path
    facts: Facts
    decided: Decided

    @property
    def outcome(self) -> str:
        """Its outcome."""
        return str(self.decided.decision["outcome"])


@dataclass(frozen=True)
class NotChecked:
    """A file that could not be read, or on whose facts there is no decision."""

    path: Path
    error: TejunError

    @property
    def outcome(self) -> str:
        """Stands where an outcome would."""
        return words.NOT_CHECKED


@dataclass(frozen=True)
class LeftAside:
    """A file that is no facts document."""

    path: Path


Result = Judged | NotChecked | LeftAside


def check_folder(folder: Path, desk: Desk, *, session: Session, form: str) -> int:
    """Checks and prints; gives the exit code. `form`: `text` or `json`.

    Raises InvalidInputError where there are no facts in it, StoreError, BundleError or RegistryError.
    """
    paths = _candidates(folder)
    results: list[Result] = []

    def coming() -> Iterator[Result]:
        for path in paths:
            results.append(_checked(path, desk, session))
            yield results[-1]

    if form == "json":
        for result in coming():
            _print_json(result, session.language)
    else:
        each = (_rows(result, session.language) for result in coming())
        decision.show_each(each, total=len(paths))
    found = [one for one in results if not isinstance(one, LeftAside)]
    if not found:
        session.file = None
        raise _no_facts(folder)
    if form == "text":
        decision.show(_End(results, desk, session.language).blocks())
    return _exit_code(found)


def _candidates(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()
    )


def _checked(path: Path, desk: Desk, session: Session) -> Result:
    try:
        document = read_document(*options.read_file(str(path), session))
        if not _is_facts(document):
            return LeftAside(path)
        facts = facts_in(document)
        return Judged(path, facts, desk.decide(facts))
    except _OF_ONE_FILE as error:
        return NotChecked(path, error)


def _is_facts(document: Document) -> bool:
    """Whether it says so. Where it says nothing, an application makes it facts: the missing `schema` is then named."""
    value = document.value
    if not isinstance(value, dict):
        return False
    schema = value.get("schema")
    return str(schema).startswith("tejun/facts/") if schema is not None else "application" in value


def _exit_code(found: Sequence[Judged | NotChecked]) -> int:
    if any(isinstance(one, NotChecked) for one in found):
        return 2
    return 0 if all(one.outcome in HOLDS for one in found) else 1


# --- what is printed of each -------------------------------------------------------------------


def _rows(result: Result, language: Language) -> Iterator[Block]:
    """One row for an application, and what is wrong where it could not be checked."""
    if isinstance(result, LeftAside):
        return
    label = Span(words.LABELS[result.outcome].in_(language), words.STYLES[result.outcome])
    name = Span(f"{result.path.name}: ")
    if isinstance(result, Judged):
        counts = _counts(result.decided.decision["summary"], language)
        yield Row((), (name, label, Span(f" — {counts}", "quiet")))
        return
    error = result.error
    yield Row((), (name, label, Span(f" — {error.title.in_(language)}")))
    for place in error.places:
        line = "" if place.line is None else f":{place.line}"
        where = Span(f"{result.path}{line} {place.pointer or '/'}", "place")
        yield Row((Span("  "),), (where, Span(f": {place.message.in_(language)}")))
    if not error.places:
        where = Span(str(result.path), "place")
        yield Row((Span("  "),), (where, Span(f": {error.detail.in_(language)}")))
    yield Row((Span("  → "),), (Span(error.advice.in_(language), "strong"),))


def _counts(summary: dict[str, int], language: Language) -> str:
    return " · ".join(f"{STATUS[status].in_(language)} {summary[status]}" for status in STATUSES)


def _print_json(result: Result, language: Language) -> None:
    if not isinstance(result, LeftAside):
        told = {"file": str(result.path), **_as_json(result, language)}
        click.echo(json.dumps(told, ensure_ascii=False))


def _as_json(result: Judged | NotChecked, language: Language) -> dict[str, Any]:
    if isinstance(result, Judged):
        decided = result.decided
        explanation = explain(
            decided.decision,
            decided.bundle.catalog,
            language=language,
            document=decided.input.value,
            locate=locator(result.facts.source),
        )
        return {"decision": decided.decision, "explanation": to_json(explanation)}
    error = result.error
    places = [
        {"pointer": one.pointer, "line": one.line, "message": one.message.in_(language)}
        for one in error.places
    ]
    problem = {"code": error.code, "title": error.title.in_(language)}
    problem |= {"detail": error.detail.in_(language), "advice": error.advice.in_(language)}
    return {"problem": {**problem, "errors": places}}


# --- what is printed at the end ----------------------------------------------------------------


@dataclass(frozen=True)
class _End:
    """How many stand where, and what to do next."""

    results: Sequence[Result]
    desk: Desk
    language: Language

    def blocks(self) -> Iterator[Block]:
        """The rows."""
        found = [one for one in self.results if not isinstance(one, LeftAside)]
        yield Heading(words.TABLE.fill(count=len(found)).in_(self.language), 1)
        for outcome, label in words.LABELS.items():
            names = [one.path.name for one in found if one.outcome == outcome]
            if names:
                lead = Span(f"  {label.in_(self.language)} {len(names)}: ", words.STYLES[outcome])
                yield Row((lead,), (Span(", ".join(names)),))
        yield GAP
        for note in self._notes(found):
            yield Row((), (Span(note, "quiet"),))

    def _notes(self, found: Sequence[Judged | NotChecked]) -> Iterator[str]:
        aside = [one.path.name for one in self.results if isinstance(one, LeftAside)]
        if aside:
            left = words.LEFT_ASIDE.fill(count=len(aside), names=", ".join(aside))
            yield left.in_(self.language)
        judged = [one for one in found if isinstance(one, Judged) and one.outcome not in HOLDS]
        if judged:
            worst = min(judged, key=lambda one: list(words.LABELS).index(one.outcome))
            yield words.NEXT.fill(file=worst.path).in_(self.language)
        yield words.WHO_DECIDES.in_(self.language)
        if self.desk.store is None:
            yield wording.NOT_RECORDED.in_(self.language)
            return
        count = sum(isinstance(one, Judged) for one in found)
        recorded = words.RECORDED.fill(count=count, database=self.desk.settings.database)
        yield recorded.in_(self.language)


def _no_facts(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("cli.no_facts.detail", folder=folder),
        Message("cli.no_facts.advice"),
    )
