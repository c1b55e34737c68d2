"""`tejun check`: facts in, a decision out, on this machine alone.

Always holds: without `--record` nothing is kept; with it, the decision is in the record before anything is printed.
"""

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from service.bundle.registry import Registry
from service.cli import options, wording
from service.cli.engine import embedded
from service.cli.locate import locator
from service.cli.output import Output
from service.decide import Decided, decide
from service.errors import Language
from service.explain import explain
from service.model.intake import Facts, read_facts
from service.model.terms import HOLDS
from service.settings import Settings

if TYPE_CHECKING:
    from service.store.store import Store


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

    Needs no server and sends nothing anywhere. The funding agency decides; this never does.

    \b
    Exit codes: 0 prepared, replaced or out of scope
                1 something is open: not met, missing, or to be consulted
                2 it could not be run; standard error says what to do

    \b
    Examples:
      tejun check application.yaml --program kprogram-2026
      tejun check application.yaml --as-of 2026-11-20 --lang ja --all
      tejun check - --format json < application.json > decision.json
      tejun check application.yaml --record
    """
    session = options.session_of(context)
    facts = read_facts(*options.read_file(file, session))
    settings = Settings.from_env(os.environ)
    decided = _decided(facts, settings, program=program, as_of=as_of, record=record)
    output = Output(
        decision=decided.decision,
        explanation=explain(
            decided.decision,
            decided.bundle.catalog,
            language=session.language,
            document=decided.input.value,
            locate=locator(facts.source),
        ),
        closing=_closing(decided, settings, record=record, language=session.language),
        file=session.file,
        show_all=show_all,
    )
    output.write(form)
    return 0 if decided.decision["outcome"] in HOLDS else 1


def _decided(
    facts: Facts, settings: Settings, *, program: str | None, as_of: date | None, record: bool
) -> Decided:
    now = datetime.now(UTC)
    store = _open_store(settings) if record else None
    engine = embedded(settings)
    try:
        return decide(
            facts,
            program=program or facts.document["application"]["program"],
            as_of=as_of or now.astimezone().date(),
            now=now,
            registry=Registry.load(settings.bundles),
            engine=engine,
            store=store,
        )
    finally:
        engine.close()
        if store is not None:
            store.close()


def _open_store(settings: Settings) -> "Store":
    from service.store.store import Store  # noqa: PLC0415 - SQLModel takes half a second to import

    return Store.open(settings.database)


def _closing(decided: Decided, settings: Settings, *, record: bool, language: Language) -> str:
    if not record:
        return wording.NOT_RECORDED.in_(language)
    return wording.RECORDED.in_(language).format(
        id=decided.decision["id"], database=settings.database
    )
