"""`tejun backup` and `tejun restore`: a copy of the record, made and put back, each looked over before it counts."""

import os
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.at_hand import keys_at_hand
from tejun.cli.command import command
from tejun.cli.parameters import argument
from tejun.cli.values import FILE, PathTo
from tejun.operations.copies import Copied, back_up, restore
from tejun.operations.log import head_text
from tejun.operations.workplace import settings_for_command
from tejun.words import Message, Words


@command(help=Message("cli.help.backup"))
@argument("file", type=PathTo(path_type=Path, dir_okay=False), metavar=FILE)
@options.language_option
@click.pass_context
def backup(context: click.Context, file: Path) -> None:
    """Prints what is in the copy, and the head of its log."""
    settings = settings_for_command(os.environ)
    copied = back_up(settings, file, keys_at_hand(settings))
    words = Message("cli.backup.made", place=copied.place, count=copied.head.size)
    _say(context, words, copied)


@command("restore", help=Message("cli.help.restore"))
@argument("file", type=PathTo(path_type=Path, dir_okay=False), metavar=FILE)
@options.language_option
@click.pass_context
def restore_record(context: click.Context, file: Path) -> None:
    """Prints what is in the record now, and the head of its log."""
    settings = settings_for_command(os.environ)
    copied = restore(settings, file, keys_at_hand(settings))
    words = Message("cli.restore.done", place=copied.place, count=copied.head.size)
    _say(context, words, copied)


def _say(context: click.Context, words: Words, copied: Copied) -> None:
    from tejun.operations.mending import words_of  # noqa: PLC0415 - SQLModel takes half a second to import

    language = options.session_of(context).language
    click.echo(words.in_(language))
    click.echo(head_text(copied.head))
    for differs, advice in words_of(copied.differences):
        click.echo(differs.in_(language), err=True)
        click.echo(f"  → {advice.in_(language)}", err=True)
