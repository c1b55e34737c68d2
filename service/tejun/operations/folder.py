"""Checking the applications in a folder, one after another.

Always holds: they come in the order of their names, each before the next one is read; one that cannot be checked leaves
the others as they are. A file that is no facts document is left aside.

May not know: how a file is shown to have come out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tejun.errors import EvaluationError, InvalidInputError, NotFoundError, TejunError
from tejun.model.intake import Facts, validate_facts
from tejun.operations.deciding import NewDecision, decide
from tejun.operations.workplace import Workplace
from tejun.reading import Document, Syntax, read_document

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_OF_ONE_FILE = (InvalidInputError, NotFoundError, EvaluationError)
"""What may be wrong with one application and right with the next; a record that cannot be kept ends the run."""

ReadFile = Callable[[Path], tuple[bytes, Syntax]]
"""Gives a file's bytes and the syntax that they are in. Raises InvalidInputError."""


@dataclass(frozen=True)
class CheckedFile:
    """An application that was decided."""

    path: Path
    facts: Facts
    decided: NewDecision


@dataclass(frozen=True)
class FailedFile:
    """A file that could not be read, or on whose facts there is no decision."""

    path: Path
    error: TejunError


@dataclass(frozen=True)
class OtherFile:
    """A file that is no facts document."""

    path: Path


FileResult = CheckedFile | FailedFile | OtherFile


def files_to_check(folder: Path) -> list[Path]:
    """The files of a folder that may hold facts, by name. Raises OSError."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()
    )


def check_files(
    workplace: Workplace,
    paths: Iterable[Path],
    read_file: ReadFile,
    *,
    as_of: date,
    program: str | None = None,
    record: bool = False,
) -> Iterator[FileResult]:
    """What comes of each file, in order, as soon as it is known. `program`: None for the one that the facts name.

    Raises StoreError, BundleError or RegistryError.
    """

    def check(path: Path) -> FileResult:
        try:
            document = read_document(*read_file(path))
            if not _is_facts(document):
                return OtherFile(path)
            facts = validate_facts(document)
            decided = decide(workplace, facts, as_of=as_of, program=program, record=record)
            return CheckedFile(path, facts, decided)
        except _OF_ONE_FILE as error:
            return FailedFile(path, error)

    return map(check, paths)


def _is_facts(document: Document) -> bool:
    """Whether it says so. Where it says nothing, an application makes it facts: the missing `schema` is then named."""
    value = document.value
    if not isinstance(value, dict):
        return False
    schema = value.get("schema")
    return str(schema).startswith("tejun/facts/") if schema is not None else "application" in value
