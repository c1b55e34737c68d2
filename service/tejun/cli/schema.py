"""`tejun schema`: the form of the facts."""

from pathlib import Path

import click

from tejun.cli.command import command
from tejun.cli.options import language_option, out_option
from tejun.model.intake import facts_schema_text
from tejun.words import Message


@command(help=Message("cli.help.schema"))
@out_option
@language_option
def schema(out: Path | None) -> None:
    """Prints the schema of the facts, or writes it to a file."""
    if out is None:
        click.echo(facts_schema_text(), nl=False)
    else:
        out.write_text(facts_schema_text(), encoding="utf-8")
        click.echo(str(out))
