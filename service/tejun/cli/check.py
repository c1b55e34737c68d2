"""`tejun check`: facts in, a decision out, on this machine alone; of one file, or of each in a folder.

Always holds: without `--record` nothing is kept; with it, a decision is in the record before anything is printed of it.
"""

from datetime import date
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.locate import locator
from tejun.cli.parameters import option
from tejun.cli.session import Session
from tejun.cli.usage import CommandLineError
from tejun.cli.values import DATE, Day
from tejun.decide import Decided
from tejun.explain import explain
from tejun.model.intake import read_facts
from tejun.operations.deciding import Desk, desk
from tejun.present import wording
from tejun.present.decision import Output
from tejun.terms import HOLDS
from tejun.words import Language, Message


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
    with desk(program, as_of, record=record) as at:
        if Path(file).is_dir():
            if form == "markdown" or show_all:
                raise CommandLineError(Message("cli.usage.folder_form"), context)
            from tejun.cli.folder import check_folder  # noqa: PLC0415 - 2 ms that a file need not wait

            return check_folder(Path(file), at, session=session, form=form)
        return _check_file(file, at, session=session, form=form, show_all=show_all)


def _check_file(file: str, at: Desk, *, session: Session, form: str, show_all: bool) -> int:
    facts = read_facts(*options.read_file(file, session))
    decided = at.decide(facts)
    output = Output(
        decision=decided.decision,
        explanation=explain(
            decided.decision,
            decided.bundle.catalog,
            language=session.language,
            document=decided.input.value,
            locate=locator(facts.source),
        ),
        closing=_closing(decided, at, session.language),
        file=session.file,
        show_all=show_all,
    )
    output.write(form)
    return 0 if decided.decision["outcome"] in HOLDS else 1


def _closing(decided: Decided, at: Desk, language: Language) -> str:
    if at.store is None:
        return wording.NOT_RECORDED.in_(language)
    return wording.RECORDED.fill(id=decided.decision["id"], database=at.settings.database).in_(
        language
    )
