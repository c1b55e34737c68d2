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
from tejun.cli.named import read_file
from tejun.errors import InvalidInputError, PublicationError, SignatureError
from tejun.operations.publishing import Publisher
from tejun.policytest import Fixtures
from tejun.present import publication_words
from tejun.present.publication import Steps
from tejun.publish import examine, next_edition, restored
from tejun.publish import publish as publish_edition
from tejun.publish.remote import Service
from tejun.registry import Publication, Signed, errors, publication, timeline
from tejun.toolchain import find_opa
from tejun.words import LANGUAGES, Message

REFUSED = 1

_MOST_WORDS = 1900


class _Reason(click.ParamType[str]):
    """Words of the publisher's own, short enough for a statement."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words, or a usage error."""
        if len(str(value)) > _MOST_WORDS:
            self.fail(f"it is longer than {_MOST_WORDS} characters.", param, ctx)
        return str(value).strip()


@dataclass(frozen=True)
class Asked:
    """What `publish` and `rollback` are both asked: key and place, which fixtures, why, and whether to do it."""

    key: str | None
    to: str | None
    fixtures: Path | None
    no_fixtures: bool
    reason: str
    dry_run: bool


_KEY = click.option(
    "--key", metavar="FILE", help="The private key that signs; default TEJUN_SIGNING_KEY."
)
_TO = click.option(
    "--to", metavar="URL", help="A service to publish to; default the registry in TEJUN_BUNDLES."
)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Look at everything, publish nothing.")


_WHY: Mapping[str, Any] = {
    "type": _Reason(),
    "metavar": "TEXT",
    "help": "Why, in your own words; it is published with the edition.",
}
_ASKED = (
    _DRY_RUN,
    click.option("--reason", default="", **_WHY),
    click.option("--no-fixtures", is_flag=True, help="Run none; the statement will say so."),
    click.option(
        "--fixtures",
        type=click.Path(path_type=Path, file_okay=False),
        help="The folder of fixtures; default TEJUN_FIXTURES, else fixtures.",
    ),
    _TO,
    _KEY,
)


def _asked(command: Callable[..., int]) -> Callable[..., int]:
    """Gathers the options of `Asked` into one argument."""

    @wraps(command)
    def gathered(context: click.Context, /, **given: Any) -> int:
        asked = Asked(**{one.name: given.pop(one.name) for one in fields(Asked)})
        return command(context, asked=asked, **given)

    for option in _ASKED:
        gathered = option(gathered)
    return gathered


@click.command()
@click.argument("program")
@click.option(
    "--policies",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("policies"),
    show_default=True,
    help="The folder of policies to build from.",
)
@click.option(
    "--archive",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A signed archive, in the place of sources (tejun bundle build, tejun bundle sign).",
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
    """Build the edition of PROGRAM, look at it from all sides, sign it and publish it.

    What may not be published is refused with every reason, and nothing changes. docs/publishing.md goes through it.

    \b
    Exit codes: 0 published, 1 refused, 2 it could not be run
    Examples:
      tejun publish kprogram-2026 --key signing-key.pem --reason '公募要領の改正（2027年1月1日）'
      tejun publish kprogram-2026 --dry-run
      tejun publish kprogram-2026 --to https://tejun.example
    """
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


@click.command()
@click.argument("program")
@click.argument("edition")
@click.option(
    "--effective-from",
    type=options.Day(),
    metavar="DATE",
    required=True,
    help="The first day on which it decides again.",
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
    """Publish the content of the earlier EDITION of PROGRAM again, as a new and later edition.

    What was published stays as it is; the new edition names the archive that it restores, which is taken from the
    registry in TEJUN_BUNDLES. Needs opa.

    \b
    Exit codes: 0 published, 1 refused, 2 it could not be run
    Example:
      tejun rollback kprogram-2026 1 --effective-from 2027-02-01 --reason '第2版の誤りのため'
    """
    steps = Steps(options.session_of(context).language)
    publisher = Publisher.of(asked.key, asked.to, steps.language)
    run = publisher.fixtures(asked.fixtures, none=asked.no_fixtures)
    log = _log(publisher, program)
    published = timeline.editions(log)
    earlier = next((one for one in published if one.edition == edition), None)
    if earlier is None:
        raise errors.unknown_edition(program, edition, published)
    content = restored(
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


@click.command()
@click.argument("program")
@click.argument("edition")
@click.option("--reason", required=True, **_WHY)
@_KEY
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
    """Take the EDITION of PROGRAM back: from now on it is in force on no day.

    It stays readable, and what it decided is still explained from it. In force is what stands without it.

    \b
    Exit codes: 0 withdrawn, 1 refused, 2 it could not be run
    Example:
      tejun withdraw kprogram-2026 2 --reason '誤った版を公開したため'
    """
    steps = Steps(options.session_of(context).language)
    publisher = Publisher.of(key, to, steps.language)
    log = _log(publisher, program)
    statement = publication.of_withdrawal(edition, log, published_at=publisher.now, reason=reason)
    return _publish(publisher, steps, statement, None, fixtures=None, dry_run=dry_run)


def _show(publisher: Publisher, steps: Steps, bundle: Bundle, told: str) -> None:
    """Which edition it is, where its archive is from (`told`), and what it changes."""
    steps.title(bundle)
    steps.done("archive", f"{told}: {bundle.digest}")
    steps.changes(publisher.standing_before(bundle), bundle)


def _publish(
    publisher: Publisher,
    steps: Steps,
    statement: Publication,
    archive: bytes | None,
    *,
    fixtures: Fixtures | None,
    dry_run: bool,
) -> int:
    signed = publication.signed(statement, publisher.key)
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
    signed: Signed,
    archive: bytes | None,
    *,
    fixtures: Fixtures | None,
    dry_run: bool,
) -> None:
    now, today = publisher.now, publisher.today
    log = publisher.log(signed.publication.program)
    with publisher.means(log, fixtures) as means:
        if not publisher.service and not dry_run:
            publish_edition(
                signed,
                archive,
                registry=publisher.registry,
                means=means,
                now=now,
                today=today,
                tell=steps.check,
            )
            return
        examine(signed, archive, means, now=now, today=today, tell=steps.check)
    if publisher.service and not dry_run:
        _send(publisher.service, steps, signed, archive)


def _send(service: Service, steps: Steps, signed: Signed, archive: bytes | None) -> None:
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
