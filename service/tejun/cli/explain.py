"""`tejun explain`: a recorded decision, explained again from the record and its bundle's catalog; or one requirement of
it, traced through the source of its rules."""

import os
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.parameters import argument, option
from tejun.cli.usage import CommandLineError
from tejun.cli.values import TEXT
from tejun.errors import UnknownDecisionError
from tejun.explain import explain
from tejun.present import wording
from tejun.present.decision import Output
from tejun.present.trace import write_trace
from tejun.reading.lenient import read_own
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.trace.recorded import trace_recorded
from tejun.words import Message


@command("explain", help=Message("cli.help.explain"))
@argument("decision_id", metavar=Message("cli.placeholder.id"))
@options.language_option
@options.format_option
@options.all_option
@option(
    "--trace",
    "requirement",
    metavar=Message("cli.placeholder.requirement"),
    help=Message("cli.help.explain.trace"),
)
@option("--subject", metavar=TEXT, help=Message("cli.help.explain.subject"))
@click.pass_context
def explain_recorded(
    context: click.Context,
    /,
    *,
    decision_id: str,
    form: str,
    show_all: bool,
    requirement: str | None,
    subject: str | None,
) -> None:
    """Shows a recorded decision, or the trace of one requirement of it."""
    if subject is not None and requirement is None:
        raise CommandLineError(Message("cli.usage.subject_alone"), context)
    from tejun.store.store import Store  # noqa: PLC0415 - SQLModel takes half a second to import

    session = options.session_of(context)
    settings = Settings.from_env(os.environ)
    if not settings.database.exists():
        raise _no_record(settings.database)  # opening it would make an empty one
    with Store.open(settings.database) as store:
        record = store.get(decision_id)
    bundle = Registry.from_settings(settings).bundle_by_revision(record.revision)
    if requirement is not None:
        view = trace_recorded(
            record, bundle, requirement=requirement, subject=subject, language=session.language
        )
        write_trace(view, form, show_all=show_all)
        return
    decision = read_own(record.decision)
    output = Output(
        decision=decision,
        explanation=explain(
            decision,
            bundle.catalog,
            language=session.language,
            document=read_own(record.input),
        ),
        closing=wording.FROM_RECORD.fill(
            id=record.decision_id, decided_at=decision["decided_at"]
        ).in_(session.language),
        show_all=show_all,
    )
    output.write(form)


def _no_record(path: Path) -> UnknownDecisionError:
    return UnknownDecisionError(
        Message("cli.no_record.detail", path=path),
        Message("cli.no_record.advice"),
    )
