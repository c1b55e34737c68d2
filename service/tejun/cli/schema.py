"""`tejun schema`: the form of the facts."""

from pathlib import Path

import click

from tejun.cli.options import language_option
from tejun.model.intake import facts_schema_text


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file instead."
)
@language_option
def schema(out: Path | None) -> None:
    """Print the JSON Schema (2020-12) of the facts; an editor that knows it completes and checks as you type.

    \b
    Example:
      tejun schema --out facts.schema.json
    """
    if out is None:
        click.echo(facts_schema_text(), nl=False)
    else:
        out.write_text(facts_schema_text(), encoding="utf-8")
        click.echo(str(out))
