"""`tejun convert`: facts written in YAML, as the strict JSON that the service takes."""

import json

import click

from tejun.cli.command import command
from tejun.cli.options import file_argument, language_option, read_file, session_of
from tejun.reading import read_document
from tejun.words import Message


@command(help=Message("cli.help.convert"))
@file_argument
@language_option
@click.pass_context
def convert(context: click.Context, file: str) -> None:
    """Prints the document as JSON."""
    document = read_document(*read_file(file, session_of(context)))
    click.echo(json.dumps(document.value, ensure_ascii=False, indent=2))
