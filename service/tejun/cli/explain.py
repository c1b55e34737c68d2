"""`tejun explain`: a recorded decision, explained again from the record and its bundle's catalog; or one requirement of
it, traced through the source of its rules; or what would settle it."""

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.echo import show
from tejun.cli.lines import echo_problems
from tejun.cli.parameters import argument, option
from tejun.cli.usage import CommandLineError
from tejun.cli.values import TEXT
from tejun.errors import MasterUnavailableError, SealError
from tejun.operations import recorded
from tejun.operations.remedying import remedy_recorded
from tejun.present.decision import DecisionPresentation, read_from_record
from tejun.present.erased import CodesPresentation
from tejun.present.remedy import RemedyPresentation
from tejun.present.trace import TracePresentation
from tejun.words import Language, Message


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
@option("--remedy", "settle", is_flag=True, help=Message("cli.help.explain.remedy"))
@option(
    "--requirement",
    "settled",
    metavar=Message("cli.placeholder.requirement"),
    help=Message("cli.help.explain.requirement"),
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
    settle: bool,
    settled: str | None,
    subject: str | None,
) -> None:
    """Shows a recorded decision, or the trace of one requirement of it, or what would settle it."""
    _see_what_is_asked(context, trace=requirement, settle=settle, settled=settled, subject=subject)
    language = options.session_of(context).language
    with workplace_at_hand(recalls=True) as workplace:
        if settle:
            remedy = remedy_recorded(
                workplace, decision_id, language=language, requirement=settled, subject=subject
            )
            show(RemedyPresentation(remedy, show_all=show_all), form)
            return
        if requirement is not None:
            view = recorded.trace_recorded(
                workplace, decision_id, requirement, subject=subject, language=language
            )
            show(TracePresentation(view, show_all=show_all), form)
            return
        erased = recorded.find_erased(workplace, decision_id)
        if erased is not None:
            show(_of_codes(erased, language, show_all=show_all), form)
            return
        try:
            explained = recorded.explain_recorded(workplace, decision_id, language)
        except MasterUnavailableError:  # at present: what is asked for may come
            raise
        except SealError as error:
            echo_problems([error], language)
            codes = recorded.read_codes(workplace, decision_id)
            show(_of_codes(codes, language, show_all=show_all), form)
            return
    presentation = DecisionPresentation(
        decision=explained.decision,
        explanation=explained.explanation,
        closing=read_from_record(explained.decision),
        show_all=show_all,
    )
    show(presentation, form)


def _see_what_is_asked(
    context: click.Context,
    *,
    trace: str | None,
    settle: bool,
    settled: str | None,
    subject: str | None,
) -> None:
    if settle and trace is not None:
        raise CommandLineError(Message("cli.usage.trace_or_remedy"), context)
    if settled is not None and not settle:
        raise CommandLineError(Message("cli.usage.requirement_alone"), context)
    if subject is not None and trace is None and settled is None:
        raise CommandLineError(Message("cli.usage.subject_alone"), context)


def _of_codes(
    found: recorded.ReadCodes, language: Language, *, show_all: bool
) -> CodesPresentation:
    erasure = found.erasure
    return CodesPresentation(
        codes=found.codes,
        titles=found.titles,
        erased=None if erasure is None else (erasure.erased_at, erasure.why),
        language=language,
        show_all=show_all,
    )
