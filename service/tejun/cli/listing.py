"""`tejun editions`: what was published of a program, or of each; what is in force on a day, as known at a moment."""

from datetime import date, datetime

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.lines import echo_problems
from tejun.cli.parameters import argument, option
from tejun.cli.usage import CommandLineError
from tejun.cli.values import DATE, PROGRAM, Choice, Day, Moment
from tejun.operations import editions
from tejun.present.listing import Shown, all_json, all_lines, listing_json, listing_lines
from tejun.words import Message


@command("editions", help=Message("cli.help.editions"))
@argument("program", metavar=PROGRAM, required=False)
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
    program: str | None,
    as_of: date | None,
    known_at: datetime | None,
    call: str | None,
    form: str,
) -> int:
    """Prints what was published; gives 1 where nothing is in force on the day."""
    if program is None and call is not None:
        raise CommandLineError(Message("cli.usage.call_alone"), context)
    with (
        workplace_at_hand(recalls=True) as workplace,
        editions.naming_the_registry(workplace),
    ):
        day = as_of or workplace.today()
        if program is None:
            listings = editions.list_all_editions(workplace, as_of=day, known_at=known_at)
        else:
            listings = {
                program: editions.list_editions(
                    workplace, program, as_of=day, call=call, known_at=known_at
                )
            }
        place, problems = workplace.registry.location, editions.registry_problems(workplace)
    echo_problems(problems, options.session_of(context).language)
    shown = {name: _shown(listing) for name, listing in listings.items()}
    if form == "json":
        click.echo(
            all_json(shown, day=day) if program is None else listing_json(*shown[program], day=day)
        )
    else:
        language = options.session_of(context).language
        lines = (
            all_lines(shown, place, day=day, language=language)
            if program is None
            else listing_lines(*shown[program], day=day, language=language)
        )
        for line in lines:
            click.echo(line)
    return 0 if any(listing.in_force for listing in listings.values()) else 1


def _shown(listing: editions.Listing) -> Shown:
    published = [(found.edition, found.statement.key.id) for found in listing.published]
    return published, listing.in_force
