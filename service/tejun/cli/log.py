"""`tejun log`: the head and the checkpoints of the record's own log, and whether the record still is what it was when
one was noted."""

from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import Group
from tejun.cli.log_keys import say_key_that_was_made
from tejun.cli.parameters import argument, option
from tejun.cli.unsafe import warn_of_lost_record
from tejun.cli.values import FILE, PathTo
from tejun.operations import log as operations
from tejun.operations.checkpoints import keep_cosigned, renew_log_key, sign_head
from tejun.operations.noted import NotedHead, find_note_key, read_noted
from tejun.operations.workplace import Workplace
from tejun.reading import read_bytes
from tejun.signing import notes
from tejun.transparency.tree import TreeHead
from tejun.words import Language, Message

_EVERY = 10_000
"""After so many records it is said how far it came."""

_KEY = Message("cli.placeholder.key")

log = Group("log", help=Message("cli.help.log"))


@log.command(help=Message("cli.help.log.head"))
@option("--signed", is_flag=True, help=Message("cli.help.log.head.signed"))
@options.language_option
@click.pass_context
def head(context: click.Context, *, signed: bool) -> None:
    """Prints the head, or the checkpoint of it."""
    language = options.session_of(context).language
    with workplace_at_hand() as workplace:
        if signed:
            warn_of_lost_record(workplace.settings, language)
            say_key_that_was_made(workplace.log_key, language)
            click.echo(sign_head(workplace).data, nl=False)
        else:
            click.echo(operations.head_text(operations.read_log_head(workplace)))


@log.command(help=Message("cli.help.log.key"))
@option("--new", is_flag=True, help=Message("cli.help.log.key.new"))
@options.language_option
@click.pass_context
def key(context: click.Context, *, new: bool) -> None:
    """Prints the verifier key; with `new` the log goes on under another."""
    with workplace_at_hand() as workplace:
        found = renew_log_key(workplace) if new else workplace.log_key
        say_key_that_was_made(found, options.session_of(context).language)
        click.echo(found.signer.key.text)


@log.command(help=Message("cli.help.log.cosign"))
@argument("file", type=PathTo(path_type=Path, dir_okay=False), metavar=FILE)
@option("--witness", metavar=_KEY, required=True, help=Message("cli.help.log.cosign.witness"))
@options.language_option
@click.pass_context
def cosign(context: click.Context, file: Path, witness: str) -> None:
    """Keeps a checkpoint that a witness has cosigned."""
    language = options.session_of(context).language
    known = find_note_key(witness)
    with workplace_at_hand() as workplace:
        signed = keep_cosigned(workplace, read_bytes(file, notes.MAX_BYTES), known)
    size = signed.checkpoint.head.size
    click.echo(Message("cli.log.cosigned", size=size, witness=known.name).in_(language))


@log.command(help=Message("cli.help.log.verify"))
@option(
    "--against",
    type=PathTo(path_type=Path, dir_okay=False, exists=True),
    metavar=FILE,
    multiple=True,
    help=Message("cli.help.log.verify.against"),
)
@option("--key", metavar=_KEY, help=Message("cli.help.log.verify.key"))
@options.language_option
@click.pass_context
def verify(context: click.Context, against: tuple[Path, ...], key: str | None) -> None:
    """Looks at every record; says how far it came, and at the end the head."""
    language = options.session_of(context).language
    known = None if key is None else find_note_key(key)
    noted = [read_noted(path, known) for path in against]
    with workplace_at_hand() as workplace:
        is_proven = _look(workplace, noted, language)
    if not is_proven:
        context.exit(1)


def _look(workplace: Workplace, noted: list[NotedHead], language: Language) -> bool:
    """Whether this log proves every head that was noted."""
    last, is_proven = 0, True
    for progress in operations.verify_log(workplace, noted):
        if progress.head is not None:
            is_proven = not progress.unproven
            _show_end(progress, progress.head, language)
        elif progress.count - last >= _EVERY:
            last = progress.count
            words = Message("cli.log.progress", count=progress.count, size=progress.size)
            click.echo(words.in_(language), err=True)
    return is_proven


def _show_end(progress: operations.Progress, head: TreeHead, language: Language) -> None:
    """The head comes last on standard output, which can be kept as it is."""
    click.echo(Message("cli.log.verified", count=progress.count).in_(language))
    for noted in progress.unproven:
        words = Message("cli.log.unproven", path=noted.path, head=operations.head_text(noted.head))
        click.echo(words.in_(language))
    click.echo(operations.head_text(head))
    if progress.former is not None:
        former = operations.head_text(progress.former)
        click.echo(Message("cli.log.former", head=former).in_(language), err=True)
    if progress.sealed:
        click.echo(Message("cli.log.sealed", count=progress.sealed).in_(language), err=True)
    for said in progress.misdated:
        misdated = Message("cli.log.misdated", words=said, advice=operations.MISDATED)
        click.echo(misdated.in_(language), err=True)
