"""`tejun decisions`: what was decided, of whichever program, application, institution, finding or day; to look at, or
as a file for others."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Unpack

import click
from click.core import ParameterSource

from tejun.audit.listed import ListedDecision
from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.echo import show_rows
from tejun.cli.files import new_file, require_free
from tejun.cli.parameters import option
from tejun.cli.selecting import Asked, selection_options
from tejun.cli.usage import CommandLineError
from tejun.cli.values import NUMBER, TEXT, Choice, Number
from tejun.operations.listing import (
    DecisionPage,
    Selection,
    list_every_decision,
    list_some_decisions,
)
from tejun.operations.recorded import titles_of
from tejun.operations.workplace import Workplace
from tejun.present import decisions as shown
from tejun.present.parquet import require_parquet, write_parquet
from tejun.words import Language, Message

_ALTERED = 2
_FORMS = ("text", "json", "jsonl", "csv", "parquet", "opa-log")
_NAME = "tejun"
"""Whose record it is, where neither its log nor the service has a name."""
_PAGES = frozenset({"text", "json"})


@command("decisions", help=Message("cli.help.decisions"))
@selection_options
@option(
    "--format",
    "form",
    type=Choice(_FORMS),
    default="text",
    show_default=True,
    help=Message("cli.help.decisions.format"),
)
@option(
    "--limit",
    type=Number(1, 10_000),
    default=100,
    show_default=True,
    metavar=NUMBER,
    help=Message("cli.help.decisions.limit"),
)
@option("--cursor", metavar=TEXT, help=Message("cli.help.decisions.cursor"))
@options.out_option
@options.language_option
@click.pass_context
def decisions(
    context: click.Context,
    /,
    *,
    form: str,
    limit: int,
    cursor: str | None,
    out: Path | None,
    **asked: Unpack[Asked],
) -> int:
    """Prints a page, or all of a selection; gives 2 where something was altered."""
    _require_together(form, cursor, out, context)
    language = options.session_of(context).language
    selection = Selection(**asked)
    with workplace_at_hand() as workplace:
        if form in _PAGES:
            page = list_some_decisions(workplace, selection, limit=limit, cursor=cursor)
            return _show_page(page, form, language)
        listed = _Counted(list_every_decision(workplace, selection))
        write = _writer(form, language, workplace)
        return _export(listed, write, out, language)


def _require_together(
    form: str, cursor: str | None, out: Path | None, context: click.Context
) -> None:
    """Raises CommandLineError or InvalidInputError."""
    if cursor is not None and form not in _PAGES:
        raise CommandLineError(Message("cli.usage.cursor_of_all"), context)
    if form not in _PAGES and _is_given(context, "limit"):
        raise CommandLineError(Message("cli.usage.limit_of_all"), context)
    if out is None and form == "parquet":
        raise CommandLineError(Message("cli.usage.parquet_where"), context)
    if out is not None and form in _PAGES:
        raise CommandLineError(Message("cli.usage.page_out"), context)
    if out is not None:
        require_free(out)
    if form == "parquet":
        require_parquet()


def _is_given(context: click.Context, name: str) -> bool:
    """Whether an option with a default stands on the command line."""
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _show_page(page: DecisionPage, form: str, language: Language) -> int:
    if form == "json":
        document = shown.page_as_json(page.decisions, page.next_cursor, language)
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for each in page.decisions:
            show_rows(shown.decision_rows(each, language))
        more = shown.more_line(len(page.decisions), page.next_cursor, language)
        if more is not None:
            click.echo(more, err=True)
    return _ALTERED if any(each.state == "altered" for each in page.decisions) else 0


class _Counted:
    """Decisions that go by, and how many of them were altered."""

    def __init__(self, listed: Iterable[ListedDecision]) -> None:
        self._listed = listed
        self.count = self.altered = 0

    def __iter__(self) -> Iterator[ListedDecision]:
        for each in self._listed:
            self.count += 1
            self.altered += each.state == "altered"
            yield each


_Write = Callable[[Iterable[ListedDecision], IO[bytes]], None]


def _export(listed: _Counted, write: _Write, out: Path | None, language: Language) -> int:
    if out is None:
        sys.stdout.flush()
        write(listed, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        with new_file(out) as file:
            write(listed, file)
        click.echo(Message("cli.decisions.written", count=listed.count, path=out).in_(language))
    if listed.altered:
        click.echo(Message("cli.decisions.altered", count=listed.altered).in_(language), err=True)
    return _ALTERED if listed.altered else 0


def _writer(form: str, language: Language, workplace: Workplace) -> _Write:
    """How decisions are written in this form."""
    name = workplace.settings.new_log_origin or _NAME
    lines: Mapping[str, Callable[[Iterable[ListedDecision]], Iterable[bytes]]] = {
        "csv": lambda listed: shown.csv_of(listed, language, titles_of(workplace)),
        "jsonl": lambda listed: (shown.json_line(each, language) for each in listed),
        "opa-log": lambda listed: (shown.opa_log_line(each, name) for each in listed),
    }

    def write(listed: Iterable[ListedDecision], file: IO[bytes]) -> None:
        if form == "parquet":
            write_parquet(listed, file, language)
        else:
            file.writelines(lines[form](listed))

    return write
