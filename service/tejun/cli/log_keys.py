"""What a command says of the log's key that it has just made."""

import click

from tejun.operations.log_key import LogKey
from tejun.present.log import log_key_line
from tejun.words import Language


def say_key_that_was_made(key: LogKey, language: Language) -> None:
    """On standard error: what is printed is for a file."""
    if key.made is not None:
        click.echo(log_key_line(key.signer.key, key.made).in_(language), err=True)
