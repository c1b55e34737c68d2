"""`tejun replay`: whether recorded decisions come out again as they were recorded."""

import json
from collections import Counter

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.lines import echo_lines
from tejun.cli.parameters import argument, option
from tejun.cli.usage import CommandLineError
from tejun.cli.values import Choice, decision_id_of
from tejun.operations import replaying
from tejun.present.replay import (
    ALTERED,
    ERASED,
    kinds_of,
    replay_as_json,
    replay_lines,
    summary_line,
)
from tejun.words import Message

_OTHERWISE, _ALTERED = 1, 2
_FORMS = ("text", "json")


@command("replay", help=Message("cli.help.replay"))
@argument("decision_id", type=decision_id_of, metavar=Message("cli.placeholder.id"), required=False)
@option("--all", "whole", is_flag=True, help=Message("cli.help.replay.all"))
@option(
    "--engine",
    type=Choice(("wasm", "opa")),
    default="wasm",
    show_default=True,
    help=Message("cli.help.replay.engine"),
)
@option(
    "--format",
    "form",
    type=Choice(_FORMS),
    default="text",
    show_default=True,
    help=Message("cli.help.replay.format"),
)
@options.language_option
@click.pass_context
def replay_recorded(
    context: click.Context,
    /,
    *,
    decision_id: str | None,
    whole: bool,
    engine: replaying.EngineName,
    form: str,
) -> int:
    """Shows what came of it; gives 0 where all that can be read came out again, 2 where something was altered."""
    if whole == (decision_id is not None):
        raise CommandLineError(Message("cli.usage.replay_what"), context)
    language = options.session_of(context).language
    counts: Counter[str] = Counter()
    with workplace_at_hand(recalls=True) as workplace, replaying.by_engine(workplace, engine) as at:
        for found in (
            replaying.replay_all(at)
            if whole
            else [replaying.replay_decision(at, decision_id or "")]
        ):
            counts.update(kinds_of(found))
            if form == "json":
                click.echo(json.dumps(replay_as_json(found, language), ensure_ascii=False))
            elif not whole or found.verdict != "reproduced":
                echo_lines(replay_lines(found, language))
    if not whole:
        return 0 if counts["reproduced"] else _OTHERWISE
    click.echo(summary_line(counts, language), err=form == "json")
    return _exit_code(counts)


def _exit_code(counts: Counter[str]) -> int:
    """What was erased on purpose can't be replayed, and nothing is wrong with that where all are asked for."""
    if counts[ALTERED]:
        return _ALTERED
    others = counts["unreplayable"] - counts[ERASED]
    return _OTHERWISE if counts["diverged"] or others else 0
