"""`tejun check DIR`: the applications in a folder, one after another.

Always holds: each is printed before the next one is read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.check import Asked
from tejun.cli.echo import show_each, show_rows
from tejun.cli.session import Session
from tejun.errors import InvalidInputError
from tejun.operations.explaining import explain_decided, remarks_on_decided
from tejun.operations.folder import (
    CheckedFile,
    FailedFile,
    FileResult,
    OtherFile,
    check_files,
    contents_of,
)
from tejun.operations.workplace import Workplace
from tejun.present import folder as folders
from tejun.present.rows import Block
from tejun.reading import Bounds, Syntax
from tejun.terms import HOLDS
from tejun.words import Language, Message, Words


def check_folder(
    folder: Path, workplace: Workplace, asked: Asked, *, session: Session, form: str
) -> int:
    """Checks and prints; gives the exit code. `form`: `text` or `json`.

    Raises InvalidInputError where there are no facts in it, StoreError, BundleError or RegistryError.
    """
    contents = contents_of(folder)
    results: list[FileResult] = []

    def coming() -> Iterator[FileResult]:
        for result in check_files(workplace, contents.to_check, _reader(session), **asked):
            results.append(result)
            yield result

    if form == "json":
        for result in coming():
            _print_json(result, session.language)
    else:
        shown = (_rows(result, session.language) for result in coming())
        show_each(shown, total=len(contents.to_check))
    files = [
        _shown(result, session.language) for result in results if not isinstance(result, OtherFile)
    ]
    ignored = folders.not_looked_at(contents.office, contents.folders)
    if not files:
        raise _no_facts(folder, ignored)
    if form == "text":
        others = [result.path for result in results if isinstance(result, OtherFile)]
        record = workplace.settings.database if asked["record"] else None
        notes = folders.notes(files, others, ignored, record=record)
        show_rows(folders.summary(files, notes, session.language))
    elif ignored is not None:
        click.echo(ignored.in_(session.language), err=True)  # standard output is for objects
    return _exit_code(files)


def _reader(session: Session) -> Callable[[Path], tuple[bytes, Syntax, Bounds]]:
    def read_file(path: Path) -> tuple[bytes, Syntax, Bounds]:
        try:
            return options.read_file(str(path), session)
        finally:
            session.file = None  # what is wrong with one file is printed beside its name

    return read_file


def _shown(result: CheckedFile | FailedFile, language: Language) -> folders.File:
    if isinstance(result, CheckedFile):
        remarks = remarks_on_decided(result.decided, language)
        return folders.DecidedFile(result.path, result.decided.decision, remarks)
    return folders.UndecidedFile(result.path, result.error)


def _rows(result: FileResult, language: Language) -> Iterable[Block]:
    return () if isinstance(result, OtherFile) else folders.rows(_shown(result, language), language)


def _print_json(result: FileResult, language: Language) -> None:
    match result:
        case CheckedFile(path, facts, decided):
            file = folders.DecidedFile(path, decided.decision)
            click.echo(folders.decided_json(file, explain_decided(decided, facts, language)))
        case FailedFile(path, error):
            click.echo(folders.undecided_json(folders.UndecidedFile(path, error), language))
        case OtherFile():
            pass


def _exit_code(files: Sequence[folders.File]) -> int:
    if any(isinstance(file, folders.UndecidedFile) for file in files):
        return 2
    return 0 if all(file.outcome in HOLDS for file in files) else 1


def _no_facts(folder: Path, ignored: Words | None) -> InvalidInputError:
    detail = Message("cli.folder.no_facts.detail", folder=folder)
    return InvalidInputError(
        Message("cli.folder.no_facts.and_ignored", detail=detail, ignored=ignored)
        if ignored
        else detail,
        Message("cli.folder.no_facts.advice"),
    )
