"""`tejun convert`: facts written in YAML, as the strict JSON that the service takes."""

import json

import click

from tejun.cli.options import file_argument, language_option, read_file, session_of
from tejun.reading import read_document


@click.command()
@file_argument
@language_option
@click.pass_context
def convert(context: click.Context, file: str) -> None:
    """Print FILE (YAML or JSON, - for standard input) as strict JSON.

    It says whether the file can be read, not whether the facts fit their form: `tejun check` does.

    \b
    Example:
      tejun convert application.yaml > application.json
    """
    document = read_document(*read_file(file, session_of(context)))
    click.echo(json.dumps(document.value, ensure_ascii=False, indent=2))
