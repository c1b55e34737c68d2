"""`tejun explain`: a recorded decision, explained again from the record and its bundle's catalog; one requirement of
it, traced through the source of its rules; what would settle it; or the whole as one page to be filed."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict, Unpack

import click

from tejun.audit.filing import Traced
from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.echo import show
from tejun.cli.files import require_free, write_once
from tejun.cli.lines import echo_problems
from tejun.cli.parameters import argument, option
from tejun.cli.usage import CommandLineError
from tejun.cli.values import FILE, NUMBER, TEXT, Choice, NewFile, Number, decision_id_of
from tejun.errors import MasterUnavailableError, SealError
from tejun.operations import recorded
from tejun.operations.remedying import Bounds, remedy_recorded
from tejun.present.decision import DecisionPresentation, read_from_record
from tejun.present.erased import CodesPresentation
from tejun.present.remedy import RemedyPresentation
from tejun.present.trace import TracePresentation
from tejun.words import Language, Message

_FORMS = ("text", "json", "markdown", "html")
_TRACED = ("none", "open", "all")
_BOUNDS = Bounds()
_MOST = 100_000


class _Asked(TypedDict):
    """What is asked of a decision beside its explanation: `requirement` is to be traced, `settled` to be settled."""

    requirement: str | None
    settle: bool
    settled: str | None
    subject: str | None
    evaluations: int | None
    seconds: int | None


@command("explain", help=Message("cli.help.explain"))
@argument("decision_id", type=decision_id_of, metavar=Message("cli.placeholder.id"))
@options.language_option
@option(
    "--format",
    "form",
    type=Choice(_FORMS),
    default="text",
    show_default=True,
    help=Message("cli.help.explain.format"),
)
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
@option(
    "--evaluations",
    type=Number(2, _MOST),
    metavar=NUMBER,
    help=Message("cli.help.explain.evaluations", default=_BOUNDS.evaluations),
)
@option(
    "--seconds",
    type=Number(1, _MOST),
    metavar=NUMBER,
    help=Message("cli.help.explain.seconds", default=int(_BOUNDS.seconds)),
)
@option("--traces", type=Choice(_TRACED), help=Message("cli.help.explain.traces"))
@option("--out", type=NewFile(), metavar=FILE, help=Message("cli.help.explain.out"))
@click.pass_context
def explain_recorded(
    context: click.Context,
    /,
    *,
    decision_id: str,
    form: str,
    show_all: bool,
    traces: Traced | None,
    out: Path | None,
    **asked: Unpack[_Asked],
) -> None:
    """Shows a recorded decision, the trace of one requirement of it, or what would settle it; or writes the whole to a
    new file."""
    _see_what_is_asked(context, asked)
    requirement, subject = asked["requirement"], asked["subject"]
    language = options.session_of(context).language
    if form == "html" and requirement is None and asked["settled"] is None:
        _file(decision_id, language, traced=traces or "open", settled=_bounds(asked), out=out)
        return
    if form == "html" or traces is not None or out is not None:
        raise CommandLineError(Message("cli.usage.html_alone"), context)
    with workplace_at_hand(recalls=True) as workplace:
        bounds = _bounds(asked)
        if bounds is not None:
            remedy = remedy_recorded(
                workplace,
                decision_id,
                language=language,
                requirement=asked["settled"],
                subject=subject,
                bounds=bounds,
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


def _file(
    decision_id: str,
    language: Language,
    *,
    traced: Traced,
    settled: Bounds | None,
    out: Path | None,
) -> None:
    from tejun.operations.filing import file_recorded  # noqa: PLC0415 - nothing else needs it
    from tejun.present.filing import FilingPresentation  # noqa: PLC0415 - as above

    if out is not None:
        require_free(out)
    with workplace_at_hand(recalls=True) as workplace:
        filed = file_recorded(
            workplace,
            decision_id,
            language,
            traced=traced,
            settled=settled,
            progress=_show_progress(language),
        )
    page = FilingPresentation(filed, with_facts=True).html().encode()
    if out is not None:
        write_once(out, page)
        click.echo(str(out))
        return
    sys.stdout.flush()
    click.echo(page, nl=False)


def _show_progress(language: Language) -> Callable[[int, int], None]:
    """Says on standard error how many traces are made: in a terminal each time, else before the first."""
    is_watched = sys.stderr.isatty()

    def show(made: int, of: int) -> None:
        if made == 0 or is_watched:
            said = Message("cli.explain.traced", made=made, of=of).in_(language)
            click.echo(
                f"\r{said}" if is_watched else said, err=True, nl=not is_watched or made == of
            )

    return show


def _bounds(asked: _Asked) -> Bounds | None:
    """Of looking for what settles it; None where that is not asked for."""
    if not asked["settle"]:
        return None
    return Bounds(
        asked["evaluations"] or _BOUNDS.evaluations, float(asked["seconds"] or _BOUNDS.seconds)
    )


def _see_what_is_asked(context: click.Context, asked: _Asked) -> None:
    trace, settled = asked["requirement"], asked["settled"]
    if asked["settle"] and trace is not None:
        raise CommandLineError(Message("cli.usage.trace_or_remedy"), context)
    is_bounded = (asked["evaluations"], asked["seconds"]) != (None, None)
    if is_bounded and not asked["settle"]:
        raise CommandLineError(Message("cli.usage.bounds_alone"), context)
    if settled is not None and not asked["settle"]:
        raise CommandLineError(Message("cli.usage.requirement_alone"), context)
    if asked["subject"] is not None and trace is None and settled is None:
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
