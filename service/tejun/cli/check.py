"""`tejun check`: facts in, a decision out, on this machine alone; of one file, or of each in a folder.

Always holds: without `--record` nothing is kept; with it, a decision is in the record before anything is printed of it.
"""

from datetime import date
from pathlib import Path
from typing import TypedDict

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.echo import show
from tejun.cli.lines import echo_problems
from tejun.cli.parameters import option
from tejun.cli.session import Session
from tejun.cli.unsafe import warn_of_lost_record
from tejun.cli.usage import CommandLineError
from tejun.cli.values import DATE, Day
from tejun.model.intake import read_facts
from tejun.operations.deciding import decide
from tejun.operations.editions import registry_problems
from tejun.operations.explaining import explain_decided
from tejun.operations.workplace import Workplace
from tejun.present.decision import NOT_RECORDED, DecisionPresentation, recorded_in
from tejun.terms import HOLDS
from tejun.words import Message


class Asked(TypedDict):
    """What is asked of each application."""

    as_of: date
    program: str | None
    record: bool


@command(help=Message("cli.help.check"))
@options.file_argument
@option(
    "--program", metavar=Message("cli.placeholder.slug"), help=Message("cli.help.check.program")
)
@option("--as-of", type=Day(), metavar=DATE, help=Message("cli.help.check.as_of"))
@options.language_option
@options.format_option
@options.all_option
@option("--record", is_flag=True, help=Message("cli.help.check.record"))
@click.pass_context
def check(
    context: click.Context,
    /,
    *,
    file: str,
    program: str | None,
    as_of: date | None,
    form: str,
    show_all: bool,
    record: bool,
) -> int:
    """Shows the decision on the facts, or those of a folder; gives 1 where something is open."""
    session = options.session_of(context)
    with workplace_at_hand(recalls=record) as workplace:
        if record:
            warn_of_lost_record(workplace.settings, session.language)
        if record and workplace.has_record():
            from tejun.operations.log import require_not_cut  # noqa: PLC0415 - SQLModel takes half a second to import

            require_not_cut(workplace)  # first: what was published is remembered in the log, too
        workplace.open_to_decide(record=record)
        echo_problems(registry_problems(workplace), session.language)
        asked = Asked(as_of=as_of or workplace.today(), program=program, record=record)
        if Path(file).is_dir():
            if form == "markdown" or show_all:
                raise CommandLineError(Message("cli.usage.folder_form"), context)
            from tejun.cli.folder import check_folder  # noqa: PLC0415 - 2 ms that a file need not wait

            return check_folder(Path(file), workplace, asked, session=session, form=form)
        return _check_file(file, workplace, asked, session=session, form=form, show_all=show_all)


def _check_file(
    file: str, workplace: Workplace, asked: Asked, *, session: Session, form: str, show_all: bool
) -> int:
    facts = read_facts(*options.read_file(file, session))
    decided = decide(workplace, facts, **asked)
    presentation = DecisionPresentation(
        decision=decided.decision,
        explanation=explain_decided(decided, facts, session.language),
        closing=recorded_in(decided.decision["id"], workplace.settings.record)
        if asked["record"]
        else NOT_RECORDED,
        file=session.file,
        show_all=show_all,
    )
    show(presentation, form)
    return 0 if decided.decision["outcome"] in HOLDS else 1
