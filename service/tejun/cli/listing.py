"""`tejun editions`: what was published of a program, and what is in force on a day, as known at a moment."""

import os
from datetime import date, datetime

import click

from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.parameters import argument, option
from tejun.cli.values import DATE, PROGRAM, Choice, Day, Moment
from tejun.operations import editions
from tejun.operations.workplace import open_workplace, settings_for_command
from tejun.present.listing import listing_json, listing_lines
from tejun.words import Message


@command("editions", help=Message("cli.help.editions"))
@argument("program", metavar=PROGRAM)
@option("--as-of", type=Day(), metavar=DATE, help=Message("cli.help.editions.as_of"))
@option(
    "--known-at",
    type=Moment(),
    metavar=Message("cli.placeholder.moment"),
    help=Message("cli.help.editions.known_at"),
)
@option(
    "--call", metavar=Message("cli.placeholder.reference"), help=Message("cli.help.editions.call")
)
@option(
    "--format",
    "form",
    type=Choice(["text", "json"]),
    default="text",
    help=Message("cli.help.editions.format"),
)
@options.language_option
@click.pass_context
def list_editions(
    context: click.Context,
    /,
    *,
    program: str,
    as_of: date | None,
    known_at: datetime | None,
    call: str | None,
    form: str,
) -> int:
    """Prints what was published; gives 1 where nothing is in force on the day."""
    with open_workplace(settings_for_command(os.environ)) as workplace:
        day = as_of or workplace.today()
        listing = editions.list_editions(
            workplace, program, as_of=day, call=call, known_at=known_at
        )
    published = [(found.edition, found.statement.key.id) for found in listing.published]
    if form == "json":
        click.echo(listing_json(published, listing.in_force, day=day))
    else:
        language = options.session_of(context).language
        for line in listing_lines(published, listing.in_force, day=day, language=language):
            click.echo(line)
    return 0 if listing.in_force else 1
