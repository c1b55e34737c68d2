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
from tejun.operations.explaining import explain_decided
from tejun.operations.folder import (
    CheckedFile,
    FailedFile,
    FileResult,
    OtherFile,
    check_files,
    files_to_check,
)
from tejun.operations.workplace import Workplace
from tejun.present import folder as folders
from tejun.present.rows import Block
from tejun.reading import Syntax
from tejun.terms import HOLDS
from tejun.words import Language, Message


def check_folder(
    folder: Path, workplace: Workplace, asked: Asked, *, session: Session, form: str
) -> int:
    """Checks and prints; gives the exit code. `form`: `text` or `json`.

    Raises InvalidInputError where there are no facts in it, StoreError, BundleError or RegistryError.
    """
    paths = files_to_check(folder)
    results: list[FileResult] = []

    def coming() -> Iterator[FileResult]:
        for result in check_files(workplace, paths, _reader(session), **asked):
            results.append(result)
            yield result

    if form == "json":
        for result in coming():
            _print_json(result, session.language)
    else:
        show_each((_rows(result, session.language) for result in coming()), total=len(paths))
    files = [_shown(result) for result in results if not isinstance(result, OtherFile)]
    if not files:
        raise _no_facts(folder)
    if form == "text":
        others = [result.path for result in results if isinstance(result, OtherFile)]
        record = workplace.settings.database if asked["record"] else None
        show_rows(folders.summary(files, others, record=record, language=session.language))
    return _exit_code(files)


def _reader(session: Session) -> Callable[[Path], tuple[bytes, Syntax]]:
    def read_file(path: Path) -> tuple[bytes, Syntax]:
        try:
            return options.read_file(str(path), session)
        finally:
            session.file = None  # what is wrong with one file is told beside its name

    return read_file


def _shown(result: CheckedFile | FailedFile) -> folders.File:
    if isinstance(result, CheckedFile):
        return folders.DecidedFile(result.path, result.decided.decision)
    return folders.UndecidedFile(result.path, result.error)


def _rows(result: FileResult, language: Language) -> Iterable[Block]:
    return () if isinstance(result, OtherFile) else folders.rows(_shown(result), language)


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


def _no_facts(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("cli.folder.no_facts.detail", folder=folder),
        Message("cli.folder.no_facts.advice"),
    )
