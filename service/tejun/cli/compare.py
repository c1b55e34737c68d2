"""`tejun compare`: two recorded decisions of one application, and which change between them moved which finding."""

import click

from tejun.audit.causes import Limits
from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.echo import show_rows
from tejun.cli.parameters import argument, option
from tejun.cli.values import NUMBER, Choice, Number, decision_id_of
from tejun.operations.comparing import compare_recorded
from tejun.present.comparison import ComparisonPresentation
from tejun.words import Message

_MOST = 100_000


@command("compare", help=Message("cli.help.compare"))
@argument("before", type=decision_id_of, metavar=Message("cli.placeholder.id"))
@argument("after", type=decision_id_of, metavar=Message("cli.placeholder.id"))
@option("--values", is_flag=True, help=Message("cli.help.compare.values"))
@option(
    "--evaluations",
    type=Number(2, _MOST),
    metavar=NUMBER,
    default=2000,
    show_default=True,
    help=Message("cli.help.compare.evaluations"),
)
@option(
    "--seconds",
    type=Number(1, _MOST),
    metavar=NUMBER,
    default=60,
    show_default=True,
    help=Message("cli.help.compare.seconds"),
)
@option(
    "--changes",
    type=Number(1, _MOST),
    metavar=NUMBER,
    default=2000,
    show_default=True,
    help=Message("cli.help.compare.changes"),
)
@option(
    "--format",
    "form",
    type=Choice(("text", "json")),
    default="text",
    show_default=True,
    help=Message("cli.help.compare.format"),
)
@options.language_option
@click.pass_context
def compare_decisions(
    context: click.Context,
    /,
    *,
    before: str,
    after: str,
    values: bool,
    evaluations: int,
    seconds: int,
    changes: int,
    form: str,
) -> int:
    """Shows what changed; gives 1 where something did."""
    with workplace_at_hand(recalls=True) as workplace:
        found = compare_recorded(
            workplace, before, after, limits=Limits(evaluations, float(seconds), changes)
        )
    language = options.session_of(context).language
    presentation = ComparisonPresentation(found, language, with_values=values)
    if form == "json":
        click.echo(presentation.json())
    else:
        show_rows(presentation.blocks())
    return 1 if found.comparison.changes else 0
