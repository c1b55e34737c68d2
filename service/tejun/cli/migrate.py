"""`tejun migrate`: brings the record to the form that this tejun knows, and says what it did."""

import os

import click

from tejun.cli import options
from tejun.cli.at_hand import keys_at_hand
from tejun.cli.command import command
from tejun.cli.unsafe import warn_of_lost_record
from tejun.operations.migrating import Migrated, migrate_record
from tejun.operations.workplace import settings_for_command
from tejun.words import Message, Words


@command(help=Message("cli.help.migrate"))
@options.language_option
@click.pass_context
def migrate(context: click.Context) -> None:
    """Prints one line."""
    settings, language = settings_for_command(os.environ), options.session_of(context).language
    warn_of_lost_record(settings, language)
    migrated = migrate_record(settings, keys_at_hand(settings))
    click.echo(_words(migrated).in_(language))


def _words(migrated: Migrated) -> Words:
    place, before, after = migrated.place, migrated.before, migrated.after
    if before is None:
        return Message("cli.migrate.made", record=place, version=after)
    if before == after:
        return Message("cli.migrate.newest", record=place, version=after)
    return Message("cli.migrate.done", record=place, before=before, version=after)
