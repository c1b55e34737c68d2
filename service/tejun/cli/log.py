"""`tejun log`: the head of the record's own log, and whether the record still is what it was when a head was noted."""

import os
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.command import Group
from tejun.cli.parameters import option
from tejun.cli.values import FILE, PathTo
from tejun.operations import log as operations
from tejun.operations.workplace import open_workplace, settings_for_command
from tejun.words import Message

_EVERY = 10_000
"""After so many records it is said how far it came."""

log = Group("log", help=Message("cli.help.log"))


@log.command(help=Message("cli.help.log.head"))
@options.language_option
def head() -> None:
    """Prints the head."""
    with open_workplace(settings_for_command(os.environ)) as workplace:
        click.echo(operations.head_text(operations.read_log_head(workplace)))


@log.command(help=Message("cli.help.log.verify"))
@option(
    "--against",
    type=PathTo(path_type=Path, dir_okay=False),
    metavar=FILE,
    help=Message("cli.help.log.verify.against"),
)
@options.language_option
@click.pass_context
def verify(context: click.Context, against: Path | None) -> None:
    """Looks at every record; says how far it came, and at the end the head."""
    language = options.session_of(context).language
    noted = None if against is None else operations.read_head(against)
    last = 0
    with open_workplace(settings_for_command(os.environ)) as workplace:
        for progress in operations.verify_log(workplace, noted):
            if progress.head is not None:
                text = operations.head_text(progress.head)
                words = Message("cli.log.verified", count=progress.count)
                click.echo(words.in_(language))
                click.echo(text)
            elif progress.count - last >= _EVERY:
                last = progress.count
                words = Message("cli.log.progress", count=progress.count, size=progress.size)
                click.echo(words.in_(language), err=True)
