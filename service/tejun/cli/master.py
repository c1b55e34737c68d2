"""`tejun master`: a new master key in the place of the old one, and the end of the old one."""

import os
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.command import Group
from tejun.cli.confirm import confirm
from tejun.cli.parameters import option
from tejun.cli.values import FILE, PathTo
from tejun.operations.rotating import Rotation, alone, begin_rotation, destroy_older, wrap_anew
from tejun.operations.workplace import Workplace, open_workplace, settings_for_command
from tejun.words import Language, Message

NOT_CONFIRMED = 1

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
def rotate(context: click.Context, /, *, take: Path | None) -> None:
    """Wraps every key anew; says how far it came, and at the end what may be destroyed."""
    language = options.session_of(context).language
    settings = settings_for_command(os.environ)
    with open_workplace(settings) as workplace, alone(settings):
        rotation = begin_rotation(workplace, taken=take, random=os.urandom)
        if rotation.is_new:
            begun = Message("cli.master.begun", path=rotation.file or "", id=rotation.current)
            click.echo(begun.in_(language))
        count = _wrap(workplace, rotation, language) if workplace.has_record() else 0
    click.echo(Message("cli.master.done", count=count, id=rotation.current).in_(language))
    for older in rotation.older:
        click.echo(Message("cli.master.may_go", id=older).in_(language))


def _wrap(workplace: Workplace, rotation: Rotation, language: Language) -> int:
    """How many keys there are; each step is said on standard error."""
    count = 0
    for progress in wrap_anew(workplace, rotation):
        count = progress.keys
        words = Message("cli.master.progress", count=progress.looked_at, size=progress.keys)
        click.echo(words.in_(language), err=True)
    return count


@master.command("destroy-old", help=Message("cli.help.master.destroy_old"))
@option("--yes", is_flag=True, help=Message("cli.help.erase.yes"))
@options.language_option
@click.pass_context
def destroy_old(context: click.Context, /, *, yes: bool) -> int:
    """Takes the old keys out of the file; gives 1 where nobody has said yes."""
    language = options.session_of(context).language
    settings = settings_for_command(os.environ)
    with open_workplace(settings) as workplace, alone(settings):
        question = Message("cli.master.question")
        if not yes and not confirm(question, language, context=context):
            click.echo(Message("cli.master.left").in_(language), err=True)
            return NOT_CONFIRMED
        rotation = destroy_older(workplace, random=os.urandom)
    for older in rotation.older:
        gone = Message("cli.master.gone", id=older, path=rotation.file or "")
        click.echo(gone.in_(language))
    click.echo(Message("cli.master.copies").in_(language))
    return 0
