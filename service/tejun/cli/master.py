"""`tejun master`: a new master key in the place of the old one, and the end of the old one."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import Group
from tejun.cli.confirm import confirm
from tejun.cli.parameters import option
from tejun.cli.values import FILE, PathTo
from tejun.operations.rotating import (
    KEYS_LEFT_ADVICE,
    Rotation,
    alone,
    begin_rotation,
    destroy_older,
    remove_left_keys,
    words_on,
    wrap_anew,
)
from tejun.operations.workplace import Workplace, settings_for_command
from tejun.words import Language, Message, Words

NOT_CONFIRMED = 1
KEYS_LEFT = 1

master = Group("master", help=Message("cli.help.master"))


@master.command(help=Message("cli.help.master.rotate"))
@option(
    "--take",
    type=PathTo(path_type=Path, dir_okay=False, exists=True),
    metavar=FILE,
    help=Message("cli.help.master.rotate.take"),
)
@options.language_option
@click.pass_context
def rotate(context: click.Context, /, *, take: Path | None) -> int:
    """Wraps every key anew; says how far it came, and what may be destroyed; gives 1 where a key was left."""
    language = options.session_of(context).language
    settings = settings_for_command(os.environ)
    with workplace_at_hand(settings) as workplace, alone(settings):
        rotation = begin_rotation(workplace, taken=take, random=os.urandom)
        if rotation.is_new:
            begun = Message("cli.master.begun", path=rotation.file or "", id=rotation.current)
            click.echo(begun.in_(language))
        else:
            click.echo(Message("cli.master.goes_on", id=rotation.current).in_(language))
        has_record = workplace.has_record()
        count, left = _wrap(workplace, rotation, language) if has_record else (0, ())
    if left:
        for words in (*left, KEYS_LEFT_ADVICE):
            click.echo(words.in_(language), err=True)
        return KEYS_LEFT
    click.echo(Message("cli.master.done", count=count, id=rotation.current).in_(language))
    for older in rotation.older:
        click.echo(Message("cli.master.may_go", id=older).in_(language))
    return 0


def _wrap(
    workplace: Workplace, rotation: Rotation, language: Language
) -> tuple[int, Sequence[Words]]:
    """How many keys there are, and words on those that were left; each step is said on standard error."""
    last = None
    for last in wrap_anew(workplace, rotation):
        words = Message("cli.master.progress", count=last.looked_at, size=last.keys)
        click.echo(words.in_(language), err=True)
    return (0, ()) if last is None else (last.keys, [words_on(key) for key in last.unreadable])


@master.command("destroy-old", help=Message("cli.help.master.destroy_old"))
@option("--yes", is_flag=True, help=Message("cli.help.erase.yes"))
@options.language_option
@click.pass_context
def destroy_old(context: click.Context, /, *, yes: bool) -> int:
    """Takes the old keys out of the file; gives 1 where nobody has said yes."""
    language = options.session_of(context).language
    settings = settings_for_command(os.environ)
    with workplace_at_hand(settings) as workplace, alone(settings):
        question = Message("cli.master.question")
        if not yes and not confirm(question, language, context=context):
            click.echo(Message("cli.master.left").in_(language), err=True)
            return NOT_CONFIRMED
        left = remove_left_keys(settings)
        if left is not None:
            click.echo(Message("cli.master.removed", path=left).in_(language))
        rotation = destroy_older(workplace, random=os.urandom)
    for older in rotation.older:
        gone = Message("cli.master.gone", id=older, path=rotation.file or "")
        click.echo(gone.in_(language))
    click.echo(Message("cli.master.copies").in_(language))
    return 0
