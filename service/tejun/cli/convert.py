"""`tejun convert`: facts written in YAML, or in the earlier form, as the strict JSON that the service takes.

Always holds: what was converted is printed even where a part of it does not fit the form; what does not is then named.
"""

import json

import click

from tejun.cli.command import command
from tejun.cli.options import file_argument, language_option, read_file, session_of
from tejun.model.convert import in_form_2
from tejun.model.intake import read_facts
from tejun.reading import read_document
from tejun.words import Message


@command(help=Message("cli.help.convert"))
@file_argument
@language_option
@click.pass_context
def convert(context: click.Context, file: str) -> None:
    """Prints the document as JSON, in form 2."""
    document = read_document(*read_file(file, session_of(context)))
    value = in_form_2(document)
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(text)
    if value is not document.value:
        read_facts(text.encode())
