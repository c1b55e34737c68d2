"""`tejun migrate`: brings the record to the form that this tejun knows, and says what it did. What somebody has changed
beside its rows is set right when it is asked for."""

import os
from collections.abc import Iterator

import click

from tejun.cli import options
from tejun.cli.at_hand import keys_at_hand
from tejun.cli.command import command
from tejun.cli.parameters import option
from tejun.cli.unsafe import warn_of_lost_record
from tejun.operations.mending import Mended, mend_record
from tejun.operations.migrating import Migrated, migrate_record
from tejun.operations.workplace import settings_for_command
from tejun.words import Message, Words

DIFFERS_STILL = 1


@command(help=Message("cli.help.migrate"))
@option("--mend", is_flag=True, help=Message("cli.help.migrate.mend"))
@option(
    "--drop",
    metavar=Message("cli.placeholder.name"),
    multiple=True,
    help=Message("cli.help.migrate.drop"),
)
@options.language_option
@click.pass_context
def migrate(context: click.Context, /, *, mend: bool, drop: tuple[str, ...]) -> int:
    """Prints one line, and one for whatever was set right; gives 1 where something differs still after that."""
    settings, language = settings_for_command(os.environ), options.session_of(context).language
    warn_of_lost_record(settings, language)
    keys = keys_at_hand(settings)
    click.echo(_words(migrate_record(settings, keys)).in_(language))
    if not (mend or drop):
        return 0
    mended = mend_record(settings, keys, puts_back=mend, drop=drop)
    for words in _mended(mended):
        click.echo(words.in_(language))
    for words in mended.left:
        click.echo(Message("cli.migrate.left", what=words).in_(language), err=True)
    return DIFFERS_STILL if mended.left else 0


def _words(migrated: Migrated) -> Words:
    place, before, after = migrated.place, migrated.before, migrated.after
    if before is None:
        return Message("cli.migrate.made", record=place, version=after)
    if before == after:
        return Message("cli.migrate.newest", record=place, version=after)
    return Message("cli.migrate.done", record=place, before=before, version=after)


def _mended(mended: Mended) -> Iterator[Words]:
    for part in mended.removed:
        yield Message("cli.migrate.removed", part=part)
    for part in mended.put_back:
        yield Message("cli.migrate.put_back", part=part)
    if not mended.left:
        yield Message("cli.migrate.as_made")
