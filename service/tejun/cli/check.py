"""`tejun check`: facts in, a decision out, on this machine alone; of one file, or of each in a folder.

Always holds: without `--record` nothing is kept; with it, a decision is in the record before anything is printed of it.
"""

from datetime import date
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.folder import check_folder
from tejun.cli.locate import locator
from tejun.cli.session import Session
from tejun.decide import Decided
from tejun.explain import explain
from tejun.model.intake import read_facts
from tejun.operations.deciding import Desk, desk
from tejun.present import wording
from tejun.present.decision import Output
from tejun.terms import HOLDS
from tejun.words import Language


@click.command()
@options.file_argument
@click.option(
    "--program",
    metavar="SLUG",
    help="The program; left out, the one that the facts name (application.program).",
)
@click.option(
    "--as-of",
    type=options.Day(),
    metavar="DATE",
    help="The day for which the facts are judged, e.g. 2026-11-20; default today.",
)
@options.language_option
@options.format_option
@options.all_option
@click.option("--record", is_flag=True, help="Keep the decision in the local record.")
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
    """Check the facts in FILE (YAML or JSON, - for standard input) and say what is to be done next, and by whom.

    Where FILE is a folder, each .yaml, .yml and .json file in it that holds facts is checked: one line for each, then
    how many stand where; `--format json` gives one object a line.

    Needs no server and sends nothing anywhere. The funding agency decides; this never does.

    \b
    Exit codes: 0 prepared, replaced or out of scope
                1 something is open: not met, missing, or to be consulted
                2 it could not be run, or a file of a folder could not be checked; what to do is said

    \b
    Examples:
      tejun check application.yaml --program kprogram-2026
      tejun check application.yaml --as-of 2026-11-20 --lang ja --all
      tejun check - --format json < application.json > decision.json
      tejun check application.yaml --record
      tejun check applications/ --as-of 2026-11-20
    """
    session = options.session_of(context)
    with desk(program, as_of, record=record) as at:
        if Path(file).is_dir():
            if form == "markdown" or show_all:
                raise click.UsageError("A folder is shown as text or json, without --all.")
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
