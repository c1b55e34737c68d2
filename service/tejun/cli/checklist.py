"""`tejun checklist`: what a program asks for, as a checklist to print or to read on the web."""

from datetime import date
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.parameters import argument, option
from tejun.cli.values import DATE, PROGRAM, Choice, Day
from tejun.operations.editions import find_in_force, naming_the_registry, open_edition
from tejun.present.checklist import checklist
from tejun.present.render import to_html, to_markdown
from tejun.words import Message

_WRITERS = {"html": to_html, "markdown": to_markdown}


@command("checklist", help=Message("cli.help.checklist"))
@argument("program", metavar=PROGRAM)
@option("--as-of", type=Day(), metavar=DATE, help=Message("cli.help.checklist.as_of"))
@options.language_option
@option(
    "--format",
    "form",
    type=Choice(list(_WRITERS)),
    default="html",
    show_default=True,
    help=Message("cli.help.checklist.format"),
)
@options.out_option
@click.pass_context
def print_checklist(
    context: click.Context,
    /,
    *,
    program: str,
    as_of: date | None,
    form: str,
    out: Path | None,
) -> None:
    """Writes the checklist of the edition in force on the day."""
    with (
        workplace_at_hand() as workplace,
        naming_the_registry(workplace),
    ):
        bundle = open_edition(workplace, find_in_force(workplace, program, as_of=as_of))
    text = _WRITERS[form](checklist(bundle.catalog, options.session_of(context).language))
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(str(out))
