"""`tejun editions`: what was published of a program, and what is in force on a day, as known at a moment.

May not know: how what is in force follows from what was published (`tejun.registry.timeline`).
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

import click

from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.parameters import argument, option
from tejun.cli.values import DATE, PROGRAM, Choice, Day, Moment
from tejun.errors import UnknownProgramError
from tejun.registry import Edition, Registry
from tejun.settings import Settings
from tejun.words import Language, Message, Template

_EDITION = Template("cli.edition.edition_from_call", "edition", "since", "until", "call")
_UNTIL = Template("cli.until", "until")
_IN_FORCE = Template("cli.in_force", "day")
_PUBLISHED = Template("cli.published", "at", "key", "reason")
_WITHDRAWN = Template("cli.withdrawn.withdrawn", "at", "reason")
_RESTORES = Template("cli.restores", "archive")
_NONE = Template("cli.none", "day")


@command("editions", help=Message("cli.help.editions"))
@argument("program", metavar=PROGRAM)
@option("--as-of", type=Day(), metavar=DATE, help=Message("cli.help.editions.as_of"))
@option(
    "--known-at",
    type=Moment(),
    metavar=Message("cli.placeholder.moment"),
    help=Message("cli.help.editions.known_at"),
)
@option(
    "--call", metavar=Message("cli.placeholder.reference"), help=Message("cli.help.editions.call")
)
@option(
    "--format",
    "form",
    type=Choice(["text", "json"]),
    default="text",
    help=Message("cli.help.editions.format"),
)
@options.language_option
@click.pass_context
def list_editions(
    context: click.Context,
    /,
    *,
    program: str,
    as_of: date | None,
    known_at: datetime | None,
    call: str | None,
    form: str,
) -> int:
    """Prints what was published; gives 1 where nothing is in force on the day."""
    settings = Settings.from_env(os.environ)
    registry = Registry.from_settings(settings)
    published = [*_known(registry.editions(program), known_at)]
    day = as_of or datetime.now(UTC).astimezone().date()
    in_force = _in_force(registry, program, day, call=call, known_at=known_at)
    if form == "json":
        listed = [_described(one, registry) for one in published]
        document = {"as_of": day, "in_force": in_force and in_force.edition, "editions": listed}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
    else:
        language = options.session_of(context).language
        for line in _lines(published, registry, in_force, day=day, language=language):
            click.echo(line)
    return 0 if in_force else 1


def _known(published: Iterable[Edition], known_at: datetime | None) -> Iterator[Edition]:
    """The editions as they were known at the moment: what came later is left out."""
    for one in published:
        if known_at is None:
            yield one
        elif one.published_at <= known_at:
            later = one.withdrawal is not None and one.withdrawal.at > known_at
            yield replace(one, withdrawal=None) if later else one


def _in_force(
    registry: Registry, program: str, day: date, *, call: str | None, known_at: datetime | None
) -> Edition | None:
    try:
        return registry.in_force(program, day, call=call, known_at=known_at)
    except UnknownProgramError:  # none on that day: the list says so
        return None


def _described(one: Edition, registry: Registry) -> dict[str, Any]:
    return {**asdict(one), "key": _key(one, registry)}


def _key(one: Edition, registry: Registry) -> str:
    return registry.publications(one.program)[one.number - 1].key.id


def _lines(
    published: list[Edition],
    registry: Registry,
    in_force: Edition | None,
    *,
    day: date,
    language: Language,
) -> Iterator[str]:
    def said(text: Message | Template, **values: object) -> str:
        return text.fill(**values).in_(language)

    for one in published:
        until = said(_UNTIL, until=one.effective_until) if one.effective_until else ""
        line = said(
            _EDITION, edition=one.edition, since=one.effective_from, until=until, call=one.call
        )
        answers = in_force is not None and in_force.edition == one.edition
        yield line + (said(_IN_FORCE, day=day) if answers else "")
        key = _key(one, registry)
        yield f"    {said(_PUBLISHED, at=_stamp(one.published_at), key=key, reason=one.reason)}"
        if one.restores:
            yield f"    {said(_RESTORES, archive=one.restores)}"
        if one.withdrawal:
            withdrawn = one.withdrawal
            yield f"    {said(_WITHDRAWN, at=_stamp(withdrawn.at), reason=withdrawn.reason)}"
    if in_force is None:
        yield said(_NONE, day=day)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
