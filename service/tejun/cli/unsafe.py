"""How a command says what is unsafe and keeps it from nothing.

May not know: what is unsafe.
"""

import click

from tejun.operations.production import Unsafe, find_lost_record
from tejun.settings import Settings
from tejun.words import Language, Message


def warn(unsafe: Unsafe, language: Language) -> None:
    """On standard error, where the log of the service goes."""
    label = Message("cli.serve.warning").in_(language)
    words = unsafe.detail.in_(language), unsafe.advice.in_(language)
    click.echo(f"tejun: {label}: {words[0]}\n  → {words[1]}", err=True)


def warn_of_lost_record(settings: Settings, language: Language) -> None:
    """To be called before a record is made: under the same key, its log would look like another tree of the old one."""
    for unsafe in find_lost_record(settings):
        warn(unsafe, language)
