"""`tejun figures`: how recorded decisions came out for applications, counted; to read, as data, or as a page."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.echo import show_rows
from tejun.cli.files import new_file, require_free, write_once
from tejun.cli.parameters import option
from tejun.cli.selecting import Asked, selection_options
from tejun.cli.usage import CommandLineError
from tejun.cli.values import NUMBER, Choice, Number
from tejun.operations.figuring import (
    AT_LEAST,
    DIMENSIONS,
    FLOOR,
    Dimension,
    find_figures,
)
from tejun.operations.listing import Selection
from tejun.present.figures import FiguresPresentation
from tejun.present.figures_page import figures_page
from tejun.present.figures_table import COLUMNS, long_rows
from tejun.present.parquet import require_parquet, write_rows
from tejun.words import Message

_ALTERED = 2
_FORMS = ("text", "json", "parquet", "html")
_MOST = 1000


@command("figures", help=Message("cli.help.figures"))
@option(
    "--by",
    type=Choice(DIMENSIONS),
    multiple=True,
    help=Message("cli.help.figures.by"),
)
@option(
    "--at-least",
    type=Number(FLOOR, _MOST),
    default=AT_LEAST,
    show_default=True,
    metavar=NUMBER,
    help=Message("cli.help.figures.at_least"),
)
@selection_options
@option(
    "--format",
    "form",
    type=Choice(_FORMS),
    default="text",
    show_default=True,
    help=Message("cli.help.figures.format"),
)
@options.out_option
@options.language_option
@click.pass_context
def figures(
    context: click.Context,
    /,
    *,
    by: Sequence[Dimension],
    at_least: int,
    form: str,
    out: Path | None,
    **asked: Unpack[Asked],
) -> int:
    """Prints or writes them; gives 2 where something was altered."""
    _require_where(form, out, context)
    language = options.session_of(context).language
    selection, once_each = Selection(**asked), tuple(dict.fromkeys(by))
    with workplace_at_hand() as workplace:
        found = find_figures(workplace, selection, by=once_each, at_least=at_least)
    shown = FiguresPresentation(found, language)
    if form == "text":
        show_rows(shown.blocks())
    elif form == "parquet" and out is not None:
        with new_file(out) as file:
            write_rows(long_rows(shown), COLUMNS, file)
    else:
        text = figures_page(found, language) if form == "html" else _json(shown)
        if out is None:
            click.echo(text, nl=False)
        else:
            write_once(out, text.encode())
    if out is not None:
        click.echo(Message("cli.figures.written", path=out).in_(language))
    if found.says_of_others:
        message = Message("cli.figures.says_of_others", count=at_least)
        click.echo(message.in_(language), err=True)
    if found.altered.count:
        message = Message(
            "cli.figures.altered", count=found.altered.count, names=found.altered.names
        )
        click.echo(message.in_(language), err=True)
    return _ALTERED if found.altered.count else 0


def _require_where(form: str, out: Path | None, context: click.Context) -> None:
    """Raises CommandLineError, InvalidInputError or ToolMissingError."""
    if out is None and form == "parquet":
        raise CommandLineError(Message("cli.usage.parquet_where"), context)
    if out is not None and form == "text":
        raise CommandLineError(Message("cli.usage.text_out"), context)
    if out is not None:
        require_free(out)
    if form == "parquet":
        require_parquet()


def _json(shown: FiguresPresentation) -> str:
    return json.dumps(shown.document(), ensure_ascii=False, indent=2) + "\n"
