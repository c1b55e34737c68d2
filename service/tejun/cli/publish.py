"""`tejun publish`, `withdraw` and `rollback`: what an edition must pass is looked at here, then it is published, here
or at a service.

Always holds: each step is shown as it is done; nothing is published of which a check was refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tejun.authoring.build import build
from tejun.authoring.module import find_capabilities
from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.signatures import signed as signed_archive
from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.named import read_file
from tejun.cli.parameters import argument, option
from tejun.cli.values import DATE, FILE, FOLDER, PROGRAM, TEXT, Day, PathTo, Reason
from tejun.errors import InvalidInputError, PublicationError, SignatureError
from tejun.operations.publishing import Publisher
from tejun.policytest import Fixtures
from tejun.present import publication_words
from tejun.present.publication import Steps
from tejun.publish import build_rollback, next_edition, run_checks
from tejun.publish import publish as publish_edition
from tejun.publish.remote import RemoteService
from tejun.registry import Publication, SignedPublication, errors, publication, timeline
from tejun.toolchain import find_opa
from tejun.words import LANGUAGES, Message

REFUSED = 1


@dataclass(frozen=True)
class Asked:
    """What `publish` and `rollback` are both asked: key and place, which fixtures, why, and whether to do it."""

    key: str | None
    to: str | None
    fixtures: Path | None
    no_fixtures: bool
    reason: str
    dry_run: bool


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
    """Gathers the options of `Asked` into one argument."""

    @wraps(command)
    def gathered(context: click.Context, /, **given: Any) -> int:
        asked = Asked(**{one.name: given.pop(one.name) for one in fields(Asked)})
        return command(context, asked=asked, **given)

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
    context: click.Context,
    /,
    *,
    program: str,
    policies: Path,
    file: Path | None,
    asked: Asked,
) -> int:
    """Publishes the edition that is built or given; gives 1 where it is refused."""
    steps = Steps(options.session_of(context).language)
    publisher = Publisher.of(asked.key, asked.to, steps.language)
    run = publisher.fixtures(asked.fixtures, none=asked.no_fixtures)
    if file is not None:
        archive, told = read_file(file), steps.words(publication_words.GIVEN, file=file)
    else:
        archive = signed_archive(build(policies, program, opa=find_opa()), publisher.key)
        told = steps.words(publication_words.BUILT, policies=policies)
    bundle = read_archive(archive)
    _see_program(bundle, program)
    _show(publisher, steps, bundle, told)
    statement = publication.of_edition(
        bundle, publisher.log(program), published_at=publisher.now, reason=_why(asked, run)
    )
    return _publish(publisher, steps, statement, archive, fixtures=run, dry_run=asked.dry_run)


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
    context: click.Context,
    /,
    *,
    program: str,
    edition: str,
    effective_from: date,
    asked: Asked,
) -> int:
    """Publishes an earlier edition's content as a new one; gives 1 where it is refused."""
    steps = Steps(options.session_of(context).language)
    publisher = Publisher.of(asked.key, asked.to, steps.language)
    run = publisher.fixtures(asked.fixtures, none=asked.no_fixtures)
    log = _log(publisher, program)
    published = timeline.editions(log)
    earlier = next((one for one in published if one.edition == edition), None)
    if earlier is None:
        raise errors.unknown_edition(program, edition, published)
    content = build_rollback(
        publisher.registry.open(earlier),
        next_edition(published, effective_from),
        opa=find_opa(),
        capabilities=find_capabilities(),
    )
    archive = signed_archive(content, publisher.key)
    bundle = read_archive(archive)
    _show(publisher, steps, bundle, steps.words(publication_words.RESTORED, earlier=edition))
    statement = publication.of_edition(
        bundle, log, published_at=publisher.now, reason=_why(asked, run)
    )
    return _publish(publisher, steps, statement, archive, fixtures=run, dry_run=asked.dry_run)


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
    steps = Steps(options.session_of(context).language)
    publisher = Publisher.of(key, to, steps.language)
    log = _log(publisher, program)
    statement = publication.of_withdrawal(edition, log, published_at=publisher.now, reason=reason)
    return _publish(publisher, steps, statement, None, fixtures=None, dry_run=dry_run)


def _show(publisher: Publisher, steps: Steps, bundle: Bundle, told: str) -> None:
    """Which edition it is, where its archive is from (`told`), and what it changes."""
    steps.title(bundle)
    steps.done("archive", f"{told}: {bundle.digest}")
    steps.changes(publisher.find_previous_edition(bundle), bundle)


def _publish(
    publisher: Publisher,
    steps: Steps,
    statement: Publication,
    archive: bytes | None,
    *,
    fixtures: Fixtures | None,
    dry_run: bool,
) -> int:
    signed = publication.sign(statement, publisher.key)
    try:
        _look_and_publish(publisher, steps, signed, archive, fixtures=fixtures, dry_run=dry_run)
    except (PublicationError, SignatureError) as error:
        steps.refused(error)
        return REFUSED
    if dry_run:
        steps.say(publication_words.DRY_RUN)
    else:
        _tell(publisher, steps, statement)
    return 0


def _look_and_publish(
    publisher: Publisher,
    steps: Steps,
    signed: SignedPublication,
    archive: bytes | None,
    *,
    fixtures: Fixtures | None,
    dry_run: bool,
) -> None:
    now, today = publisher.now, publisher.today
    log = publisher.log(signed.publication.program)
    with publisher.check_context(log, fixtures) as context:
        if not publisher.service and not dry_run:
            publish_edition(
                signed,
                archive,
                registry=publisher.registry,
                context=context,
                now=now,
                today=today,
                on_check=steps.check,
            )
            return
        run_checks(signed, archive, context, now=now, today=today, on_check=steps.check)
    if publisher.service and not dry_run:
        _send(publisher.service, steps, signed, archive)


def _send(
    service: RemoteService, steps: Steps, signed: SignedPublication, archive: bytes | None
) -> None:
    steps.say(publication_words.AT_THE_SERVICE, url=service.url)
    try:
        checks = service.publish(signed, archive)
    except PublicationError as error:
        steps.places(error.places)
        raise
    steps.remote(checks)


def _tell(publisher: Publisher, steps: Steps, statement: Publication) -> None:
    told = (
        publication_words.PUBLISHED if statement.kind == "edition" else publication_words.WITHDRAWN
    )
    steps.say(told, edition=statement.edition, file=statement.file_name, place=publisher.where)
    steps.standing(publisher.log(statement.program), publisher.today)


def _log(publisher: Publisher, program: str) -> Sequence[Publication]:
    """What was published of a program that must be there. Raises UnknownProgramError."""
    log = publisher.log(program)
    if not log:
        known = () if publisher.service else publisher.registry.programs()
        raise errors.unknown_program(program, known)
    return log


def _see_program(bundle: Bundle, program: str) -> None:
    if bundle.program != program:
        raise InvalidInputError(
            Message("cli.see_program.detail", program=bundle.program, program_2=program),
            Message("cli.see_program.advice"),
        )


def _why(asked: Asked, fixtures: Fixtures | None) -> str:
    """The reason as it is published: that no fixtures were run stands in it."""
    if fixtures:
        return asked.reason
    without = " / ".join(publication_words.WITHOUT_FIXTURES.in_(language) for language in LANGUAGES)
    return f"{asked.reason}（{without}）"
