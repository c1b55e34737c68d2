"""`tejun retention run`: erases what programs keep no longer, and says what it did."""

from typing import Any

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import Group
from tejun.cli.lines import echo_lines
from tejun.cli.parameters import option
from tejun.operations.erasing import find_remains
from tejun.operations.retention import (
    Found,
    LeftInLog,
    NotJudged,
    OfApplication,
    OfProgram,
    run_retention,
)
from tejun.present.catalog_words import RETAINED_FROM
from tejun.present.lines import Level, MarkedLine
from tejun.words import Language, Message, Words
from tejun.words.quoting import quoted

UNKNOWN = 1

retention = Group("retention", help=Message("cli.help.retention"))


@retention.command(help=Message("cli.help.retention.run"))
@option("--dry-run", is_flag=True, help=Message("cli.help.retention.dry_run"))
@options.language_option
@click.pass_context
def run(context: click.Context, /, *, dry_run: bool) -> int:
    """Prints each program and what was done of it; gives 1 where a program's period or an application's last day is not
    known, or where what was erased may still be in the record's own log."""
    language = options.session_of(context).language
    unknown = erased = 0
    with workplace_at_hand(recalls=True) as workplace:
        for found in run_retention(workplace, dry_run=dry_run, language=language):
            echo_lines([_line(found, language)])
            unknown += _is_left_undone(found)
            erased += isinstance(found, OfApplication) and found.state == "erased"
        remains = list(find_remains(workplace.settings)) if erased else []
    click.echo(Message("cli.retention.done", count=erased).in_(language))
    for words in remains:
        click.echo(f"  - {words.in_(language)}")
    return UNKNOWN if unknown else 0


def _is_left_undone(found: Found) -> bool:
    of_program = isinstance(found, OfProgram) and found.problem is not None
    return of_program or isinstance(found, (NotJudged, LeftInLog))


def _line(found: Found, language: Language) -> MarkedLine:
    if isinstance(found, LeftInLog):
        left = Message("cli.retention.left_in_log", why=found.words)
        return MarkedLine("warn", left.in_(language))
    if isinstance(found, OfProgram):
        level, words = _of_program(found)
        return MarkedLine(level, words.in_(language))
    level, words = _of_application(found)
    return MarkedLine(level, words.in_(language), indent="  ")


def _of_program(found: OfProgram) -> tuple[Level, Words]:
    if found.problem is not None:
        why = found.problem.detail
        return "warn", Message(
            "cli.retention.unknown", program=found.program, count=found.within, reason=why
        )
    if found.period is None:
        return "skip", Message("cli.retention.none", program=found.program, count=found.within)
    return "ok", Message(
        "cli.retention.period",
        program=found.program,
        years=found.period.years,
        start=RETAINED_FROM[found.period.start],
        count=found.within,
    )


def _of_application(found: OfApplication | NotJudged) -> tuple[Level, Words]:
    values: dict[str, Any] = {
        "application": quoted(found.kept.application),
        "count": found.kept.decisions,
    }
    if isinstance(found, NotJudged):
        return "warn", Message("cli.retention.not_judged", **values, reason=found.problem.detail)
    values["until"] = found.until
    if found.state == "erased":
        return "ok", Message("cli.retention.erased", **values)
    if found.state == "due":
        return "warn", Message("cli.retention.due", **values)
    return "skip", Message("cli.retention.running", **values)
