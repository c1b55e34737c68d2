"""Arguments that several commands take, and how a document is read from a file or standard input.

May not know: what is done with a document.
"""

import os
import sys
from pathlib import Path

import click

from tejun.cli.parameters import LANGUAGE, argument, option
from tejun.cli.session import Session
from tejun.cli.values import FILE, Choice, NewFile, PathTo
from tejun.errors import UnreadableDocumentError
from tejun.reading import MAX_BYTES, Bounds, Syntax, read_bytes
from tejun.settings import read_max_values
from tejun.words import Message
from tejun.words.system import system_reason

_SYNTAX: dict[str, Syntax] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def _set_language(context: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """Taken first of all, so that errors in the other arguments speak the same language."""
    session = context.find_object(Session)
    if session is not None and value in {"ja", "en"}:
        session.language = "ja" if value == "ja" else "en"
    return value


language_option = option("--lang", **LANGUAGE)

format_option = option(
    "--format",
    "form",
    type=Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help=Message("cli.help.option.format"),
)

all_option = option("--all", "show_all", is_flag=True, help=Message("cli.help.option.all"))

key_option = option("--key", metavar=FILE, help=Message("cli.help.option.key"))

out_option = option(
    "--out",
    type=NewFile(),
    metavar=FILE,
    help=Message("cli.help.option.out"),
)

file_argument = argument("file", type=PathTo(path_type=str), metavar=FILE)


def session_of(context: click.Context) -> Session:
    """The session that `run` made."""
    session = context.find_object(Session)
    return session if session is not None else Session(language="en")


def read_file(name: str, session: Session) -> tuple[bytes, Syntax, Bounds]:
    """A document's bytes (no more than one over the limit), its syntax, by its name or its first character, and how
    much of it is to be read."""
    session.file = "-" if name == "-" else name
    bounds = Bounds(
        size=MAX_BYTES, values=read_max_values(os.environ), values_set_by="TEJUN_MAX_VALUES"
    )
    if name == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return data, _sniff(data), bounds
    path = Path(name)
    data = _bytes_of(path)
    return data, _SYNTAX.get(path.suffix.lower()) or _sniff(data), bounds


def _bytes_of(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise UnreadableDocumentError(
            Message("cli.file.missing")
            if missing
            else Message("cli.file.unreadable", reason=system_reason(error)),
            Message("cli.file.advice", cwd=Path.cwd()),
        ) from error


def _sniff(data: bytes) -> Syntax:
    """JSON facts are an object; YAML that begins with a brace is JSON too, or near enough to be told so."""
    return "json" if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["} else "yaml"
