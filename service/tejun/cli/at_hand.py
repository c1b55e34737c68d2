"""What a command works with: the workplace that the settings name, and its master keys.

Always holds: whoever's command makes a master key is told on standard error, in the moment when it is made: nobody
finds out later that there is one to keep.

May not know: any command.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tejun.cli.parameters import session_language
from tejun.operations.workplace import MasterKeys, Workplace, open_workplace, settings_for_command
from tejun.settings import Settings


@contextmanager
def workplace_at_hand(
    settings: Settings | None = None, *, registry_may_be_new: bool = False, recalls: bool = False
) -> Iterator[Workplace]:
    """The workplace of these settings, or of those of the environment; see `open_workplace`."""
    named = settings or settings_for_command(os.environ)
    with open_workplace(
        named,
        master_keys=keys_at_hand(named),
        registry_may_be_new=registry_may_be_new,
        recalls=recalls,
    ) as workplace:
        yield workplace


def keys_at_hand(settings: Settings) -> MasterKeys:
    """The master keys of the record."""
    language = session_language(click.get_current_context())

    def say(path: Path) -> None:
        from tejun.present.sealing import master_key_line  # noqa: PLC0415 - once in a record's life

        click.echo(master_key_line(path).in_(language), err=True)

    return MasterKeys(settings, say_made=say)
