"""Checking the applications in a folder, one after another.

Always holds: they come in the order of their names, each before the next one is read; one that cannot be checked leaves
the others as they are. A file that is no facts document is left aside; one that is empty, or a link to nowhere, may
have been an application: it cannot be checked.

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
from tejun.reading import Bounds, Document, Syntax, read_document

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_OFFICE_SUFFIXES = frozenset(
    {".xlsx", ".xls", ".xlsm", ".csv", ".ods", ".docx", ".doc", ".odt", ".pdf"}
)
"""In which an application may have been saved by mistake."""

_OF_ONE_FILE = (InvalidInputError, NotFoundError, EvaluationError)
"""What may be wrong with one application and right with the next; a record that cannot be kept ends the run."""

ReadFile = Callable[[Path], tuple[bytes, Syntax, Bounds]]
"""Gives a file's bytes, the syntax that they are in, and how much of them is read. Raises InvalidInputError."""


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


@dataclass(frozen=True)
class Contents:
    """What a folder has in it, by name: the files to check; and what is not looked at, office documents and folders."""

    to_check: tuple[Path, ...]
    office: tuple[Path, ...]
    folders: tuple[Path, ...]


def contents_of(folder: Path) -> Contents:
    """Looks through a folder, hidden files and an office program's locks aside. Raises OSError."""
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    files = [path for path in paths if path.is_file() or not path.exists()]  # a link to nowhere
    return Contents(
        to_check=tuple(path for path in files if path.suffix.lower() in _SUFFIXES),
        office=tuple(path for path in files if path.suffix.lower() in _OFFICE_SUFFIXES),
        folders=tuple(path for path in paths if path.is_dir()),
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
    """Whether it says so. Where it says nothing, an application makes it facts: the missing `schema` is then named; and
    an empty one counts as facts, of which all is missing."""
    value = document.value
    if value is None:
        return True
    if not isinstance(value, dict):
        return False
    schema = value.get("schema")
    return str(schema).startswith("tejun/facts/") if schema is not None else "application" in value
