"""Runs a command and turns everything that can go wrong into words and an exit code.

Always holds: the code is 0 (it holds), 1 (it does not) or 2 (it could not be run; stderr says what happened, where, and
what to do), 130 when interrupted. There is never a traceback, unless TEJUN_DEBUG is set.

May not know: what any command does.
"""

import logging
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from tejun.cli.echo import printable
from tejun.cli.group import tejun
from tejun.cli.session import Session, language_of
from tejun.cli.usage import words_of
from tejun.errors import InvalidInputError, Place, TejunError
from tejun.words import CatalogError, Language, Message, Words, read_catalogs
from tejun.words.system import system_reason

COULD_NOT_RUN = 2
INTERRUPTED = 130

_ADVICE = Message("present.what_to_do")


def run(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Runs `tejun` with the arguments and gives its exit code."""
    try:
        return _run(arguments, environ)
    except CatalogError as error:  # there are no words to say it in
        if environ.get("TEJUN_DEBUG"):
            traceback.print_exc()
        click.echo(f"tejun: {error}", err=True)
        return COULD_NOT_RUN


def _run(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    session = Session(language=language_of(environ, arguments))
    read_catalogs(session.language)
    _never_fail_on_a_character()
    try:
        with _saying_what_becomes_of_the_record(session.language):
            code = tejun.main(
                args=list(arguments), prog_name="tejun", standalone_mode=False, obj=session
            )
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_has_gone()
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except CatalogError:
        raise
    except Exception as error:  # noqa: BLE001 - the one handler: everything becomes words and a code
        if environ.get("TEJUN_DEBUG"):
            traceback.print_exc()
        _report(error, session)
        return COULD_NOT_RUN
    return code if isinstance(code, int) else 0


class _OnStandardError(logging.Handler):
    """What is logged in words, in the language of the session."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def emit(self, record: logging.LogRecord) -> None:
        words: Words | None = getattr(record, "words", None)
        if words is not None:
            click.echo(printable(f"tejun: {words.in_(self._language)}"), err=True)


@contextmanager
def _saying_what_becomes_of_the_record(language: Language) -> Iterator[None]:
    log, handler = logging.getLogger("tejun.record"), _OnStandardError(language)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


def _never_fail_on_a_character() -> None:
    """A terminal that lacks a character shows a question mark for it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _reader_has_gone() -> int:
    """`tejun … | head`: say nothing more, and let the shutdown of Python flush into nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return COULD_NOT_RUN


def _report(error: Exception, session: Session) -> None:
    language = session.language
    if isinstance(error, NoArgsIsHelpError):
        click.echo(words_of(error).in_(language), err=True)
    elif isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "tejun"
        advice = Message("cli.usage.advice", command=command).in_(language)
        _say(words_of(error).in_(language), advice, language=language)
    elif isinstance(error, TejunError):
        _say_of_ours(error, session)
    elif isinstance(error, OSError):
        where, reason = _of_the_system(error)
        advice = Message("cli.system.advice").in_(language)
        _say(f"{where}{reason.in_(language)}", advice, language=language)
    else:
        kind_and_words = f"{type(error).__name__}: {error}"[:400]
        what = Message("cli.internal.detail", what=kind_and_words)
        advice = Message("cli.internal.advice").in_(language)
        _say(what.in_(language), advice, language=language)


def _of_the_system(error: OSError) -> tuple[str, Words]:
    """Which file, with a colon, and why; where the folder is missing in which it would stand, that folder."""
    name = error.filename
    if not name or not isinstance(
        name, str | bytes | os.PathLike
    ):  # it may be a descriptor's number
        return "", system_reason(error)
    path = Path(os.fsdecode(name))
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return f"{path.parent}: ", Message("cli.system.no_such_folder")
    return f"{path}: ", system_reason(error)


def _say_of_ours(error: TejunError, session: Session) -> None:
    language = session.language
    of_the_file = isinstance(error, InvalidInputError) and session.file and not error.places
    where = f"{session.file}: " if of_the_file else ""
    lines = [f"{where}{error.detail.in_(language)}"]
    lines += [
        f"{_where(place, session.file)}: {place.message.in_(language)}" for place in error.places
    ]
    lines.append(f"{_ADVICE.in_(language)}: {error.advice.in_(language)}")
    said = [f"tejun: {error.title.in_(language)}", *map(_below, lines)]
    click.echo(printable("\n".join(said)), err=True)


def _below(text: str) -> str:
    """Indented; a line that begins in it, as in what somebody has entered, is none of ours."""
    return "  " + "\n    ".join(text.splitlines())


def _where(place: Place, file: str | None) -> str:
    """Line and place in the submitted file; of a source tree, where none is submitted, the pointer names the file."""
    line = "" if place.line is None else f":{place.line}"
    return f"{file}{line} {place.shown}" if file else f"{place.pointer}{line}"


def _say(what: str, advice: str, *, language: Language) -> None:
    text = f"tejun: {what}\n  {_ADVICE.in_(language)}: {advice}"
    click.echo(printable(text), err=True)
