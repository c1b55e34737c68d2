"""`tejun key`: a pair of keys, to sign editions with and to hold signatures to.

Always holds: no file is written over; the private key is for its owner's eyes only.
"""

import os
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.parameters import option
from tejun.cli.values import FILE, PathTo
from tejun.errors import InvalidInputError
from tejun.signing import make_key
from tejun.words import Message


@command(help=Message("cli.help.key"))
@option(
    "--out",
    type=PathTo(path_type=Path, dir_okay=False),
    metavar=FILE,
    default=Path("signing-key.pem"),
    show_default=True,
    help=Message("cli.help.key.out"),
)
@options.language_option
@click.pass_context
def key(context: click.Context, out: Path) -> None:
    """Writes a pair of keys and prints its id."""
    public = out.with_suffix(".pub.pem")
    for path in (out, public):
        if path.exists():
            raise _is_there(path)
    pem, made = make_key()
    language = options.session_of(context).language
    if not out.parent.exists():
        out.parent.mkdir(parents=True)
        click.echo(Message("cli.key.folder", folder=out.parent).in_(language))
    _write(out, pem, mode=0o600)
    _write(public, made.public.pem, mode=0o644)
    words = Message("cli.key.made", id=made.public.id, private=out, public=public)
    for line in (words, Message("cli.key.next")):
        click.echo(line.in_(language))


def _write(path: Path, content: str, *, mode: int) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
            file.write(content)
    except FileExistsError as error:
        raise _is_there(path) from error


def _is_there(path: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("cli.key.exists.detail", path=path),
        Message("cli.key.exists.advice"),
    )
