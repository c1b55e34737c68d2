"""The options by which recorded decisions are selected, for each command that takes a selection.

May not know: what is done with the decisions.
"""

from datetime import date, datetime
from typing import TypedDict

from tejun.cli.parameters import Callback, option
from tejun.cli.values import DATE, PROGRAM, TEXT, Day, MomentOf
from tejun.words import Message

_ID = Message("cli.placeholder.id")
_MOMENT = Message("cli.placeholder.moment")


class Asked(TypedDict):
    """What of `Selection` is asked for, by the options."""

    program: str | None
    edition: str | None
    application: str | None
    institution: str | None
    outcome: str | None
    requirement: str | None
    reason: str | None
    engine: str | None
    engine_version: str | None
    as_of: date | None
    recorded_from: datetime | None
    recorded_to: datetime | None
    known_at: datetime | None
    latest: bool


_OPTIONS = (
    option("--program", metavar=PROGRAM, help=Message("cli.help.decisions.program")),
    option("--edition", metavar=TEXT, help=Message("cli.help.decisions.edition")),
    option("--application", metavar=_ID, help=Message("cli.help.decisions.application")),
    option("--institution", metavar=TEXT, help=Message("cli.help.decisions.institution")),
    option("--outcome", metavar=TEXT, help=Message("cli.help.decisions.outcome")),
    option("--requirement", metavar=_ID, help=Message("cli.help.decisions.requirement")),
    option("--reason", metavar=TEXT, help=Message("cli.help.decisions.reason")),
    option("--engine", metavar=TEXT, help=Message("cli.help.decisions.engine")),
    option("--engine-version", metavar=TEXT, help=Message("cli.help.decisions.engine_version")),
    option("--as-of", type=Day(), metavar=DATE, help=Message("cli.help.decisions.as_of")),
    option(
        "--from",
        "recorded_from",
        type=MomentOf("beginning"),
        metavar=_MOMENT,
        help=Message("cli.help.decisions.from"),
    ),
    option(
        "--to",
        "recorded_to",
        type=MomentOf("end"),
        metavar=_MOMENT,
        help=Message("cli.help.decisions.to"),
    ),
    option(
        "--known-at",
        type=MomentOf("last"),
        metavar=_MOMENT,
        help=Message("cli.help.decisions.known_at"),
    ),
    option("--latest", is_flag=True, help=Message("cli.help.decisions.latest")),
)
"""In the order of the help."""


def selection_options(function: Callback) -> Callback:
    """Gives a command all of them."""
    for each in reversed(_OPTIONS):
        function = each(function)
    return function
