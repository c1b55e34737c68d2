"""`tejun publish`, `withdraw` and `rollback`: what an edition must pass is looked at here, then it is published, here
or at a service.

Always holds: each step is shown as it is done; nothing is published of which a check was refused.
"""

import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.lines import echo_lines, echo_refusal
from tejun.cli.parameters import argument, option
from tejun.cli.values import DATE, FILE, FOLDER, PROGRAM, TEXT, Day, PathTo, Reason
from tejun.operations import publishing
from tejun.operations.publishing import Ending, PublicationRefused, PublishRequest, Step
from tejun.operations.workplace import Workplace, settings_for_command
from tejun.present.publication import ending_lines, step_lines
from tejun.words import Language, Message

REFUSED = 1


_TO = option("--to", metavar=Message("cli.placeholder.url"), help=Message("cli.help.publish.to"))
_DRY_RUN = option("--dry-run", is_flag=True, help=Message("cli.help.publish.dry_run"))


_WHY: Mapping[str, Any] = {
    "type": Reason(),
    "metavar": TEXT,
    "help": Message("cli.help.publish.reason"),
}
_ASKED = (
    _DRY_RUN,
    option("--reason", default="", **_WHY),
    option("--no-fixtures", is_flag=True, help=Message("cli.help.publish.no_fixtures")),
    option(
        "--fixtures",
        type=PathTo(path_type=Path, file_okay=False),
        metavar=FOLDER,
        help=Message("cli.help.publish.fixtures"),
    ),
    _TO,
    options.key_option,
)


def _asked(command: Callable[..., int]) -> Callable[..., int]:
    """Gathers the options in `_ASKED` into one argument."""

    @wraps(command)
    def gathered(context: click.Context, /, **given: Any) -> int:
        names = ("key", "to", "fixtures", "no_fixtures", "reason", "dry_run")
        language = options.session_of(context).language
        request = PublishRequest(**{name: given.pop(name) for name in names}, language=language)
        return command(context, request=request, **given)

    for decorate in _ASKED:
        gathered = decorate(gathered)
    return gathered


@command(help=Message("cli.help.publish"))
@argument("program", metavar=PROGRAM)
@option(
    "--policies",
    type=PathTo(path_type=Path, file_okay=False),
    metavar=FOLDER,
    default=Path("policies"),
    show_default=True,
    help=Message("cli.help.publish.policies"),
)
@option(
    "--archive",
    "file",
    type=PathTo(path_type=Path, dir_okay=False),
    metavar=FILE,
    help=Message("cli.help.publish.archive"),
)
@options.language_option
@click.pass_context
@_asked
def publish(
    _: click.Context,
    /,
    *,
    program: str,
    policies: Path,
    file: Path | None,
    request: PublishRequest,
) -> int:
    """Publishes the edition that is built or given; gives 1 where it is refused."""

    def run(workplace: Workplace, on_step: publishing.OnStep) -> Ending:
        if file is not None:
            return publishing.publish_file(workplace, program, file, request, on_step=on_step)
        return publishing.publish_sources(workplace, program, policies, request, on_step=on_step)

    return _run(run, request.language)


@command(help=Message("cli.help.rollback"))
@argument("program", metavar=PROGRAM)
@argument("edition", metavar=Message("cli.placeholder.edition"))
@option(
    "--effective-from",
    type=Day(),
    metavar=DATE,
    required=True,
    help=Message("cli.help.rollback.effective_from"),
)
@options.language_option
@click.pass_context
@_asked
def rollback(
    _: click.Context,
    /,
    *,
    program: str,
    edition: str,
    effective_from: date,
    request: PublishRequest,
) -> int:
    """Publishes an earlier edition's content as a new one; gives 1 where it is refused."""

    def run(workplace: Workplace, on_step: publishing.OnStep) -> Ending:
        return publishing.roll_back(
            workplace, program, edition, request, effective_from=effective_from, on_step=on_step
        )

    return _run(run, request.language)


@command(help=Message("cli.help.withdraw"))
@argument("program", metavar=PROGRAM)
@argument("edition", metavar=Message("cli.placeholder.edition"))
@option("--reason", required=True, **_WHY)
@options.key_option
@_TO
@_DRY_RUN
@options.language_option
@click.pass_context
def withdraw(
    context: click.Context,
    /,
    *,
    program: str,
    edition: str,
    reason: str,
    key: str | None,
    to: str | None,
    dry_run: bool,
) -> int:
    """Publishes that the edition is withdrawn; gives 1 where that is refused."""
    language = options.session_of(context).language
    request = PublishRequest(key=key, to=to, reason=reason, dry_run=dry_run, language=language)

    def run(workplace: Workplace, on_step: publishing.OnStep) -> Ending:
        return publishing.withdraw(workplace, program, edition, request, on_step=on_step)

    return _run(run, language)


def _run(operation: Callable[[Workplace, publishing.OnStep], Ending], language: Language) -> int:
    """Shows each step as it is done, and how it ended; the exit code."""

    def on_step(step: Step) -> None:
        echo_lines(step_lines(step, language))

    settings = settings_for_command(os.environ)
    with workplace_at_hand(settings, registry_may_be_new=True, recalls=True) as workplace:
        ending = operation(workplace, on_step)
    if isinstance(ending, PublicationRefused):
        echo_refusal(ending.error, language)
        return REFUSED
    echo_lines(ending_lines(ending, language))
    return 0
