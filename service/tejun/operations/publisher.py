"""Whoever publishes from here: the key, the place, and how a statement goes there, step by step.

Always holds: a key that is not trusted here is refused before anything is built or looked at; nothing is published of
which a check was refused; each step is reported when it is done.

May not know: what an edition is built from; how a step is shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tejun.bundle.archive import Bundle, read_archive
from tejun.errors import InvalidInputError, PublicationError, SignatureError
from tejun.operations.archives import find_signing_key
from tejun.operations.publications import check_context, publish_here
from tejun.operations.workplace import Workplace
from tejun.policytest import Fixtures
from tejun.publish import find_previous_edition, run_checks
from tejun.publish.remote import RemoteService
from tejun.publish.steps import (
    DryRunPassed,
    Ending,
    PreparedEdition,
    PublicationDone,
    PublicationRefused,
    RemoteChecks,
    RemoteRefusals,
    SendingToService,
    Step,
)
from tejun.registry import Publication, SignedPublication, errors, publication, timeline
from tejun.signing import SigningKey, TrustedKeys
from tejun.words import LANGUAGES, Language, Message, Words

OnStep = Callable[[Step], None]
"""Hears of each step when it is done."""

_FIXTURES = Path("fixtures")
"""The folder of fixtures where none is named."""


@dataclass(frozen=True, kw_only=True)
class PublishRequest:
    """How something is to be published.

    `key` names the private key, else the settings do; `to` is a service's URL, None the registry here, and `language`
    the one that the service is asked in. `fixtures`: the folder, else the settings' one, else `fixtures` here. With
    `dry_run` everything is looked at and nothing is published.
    """

    key: str | None
    to: str | None
    fixtures: Path | None = None
    no_fixtures: bool = False
    reason: str
    dry_run: bool
    language: Language


@dataclass(frozen=True)
class Publisher:
    """Who publishes, at one moment: with which key, and where. `service`: None for the registry here."""

    workplace: Workplace
    request: PublishRequest
    on_step: OnStep
    key: SigningKey
    service: RemoteService | None
    fixtures: Fixtures | None
    now: datetime

    @property
    def place(self) -> str:
        """Where it is published, for people."""
        return self.service.url if self.service else self.workplace.registry.location

    def log(self, program: str) -> Sequence[Publication]:
        """The program's publications. Raises BundleError or RegistryError."""
        if self.service:
            return self.service.log(program, self.workplace.trusted)
        return self.workplace.registry.log(program)

    def known_log(self, program: str) -> Sequence[Publication]:
        """The publications of a program that must have some. Raises UnknownProgramError too."""
        log = self.log(program)
        if not log:
            known = () if self.service else self.workplace.registry.programs()
            raise errors.unknown_program(program, known)
        return log


def open_publisher(
    workplace: Workplace, request: PublishRequest, on_step: OnStep, *, runs_fixtures: bool = True
) -> Publisher:
    """Raises InvalidInputError where the key is not at hand or not trusted here, or nothing may be sent to the URL."""
    trusted = workplace.trusted
    key = find_signing_key(workplace.settings, request.key)
    if key.public.id not in trusted.by_id:
        raise _not_trusted(key, trusted)
    service = RemoteService.at(request.to, request.language) if request.to else None
    fixtures = _fixtures(workplace, request) if runs_fixtures else None
    return Publisher(workplace, request, on_step, key, service, fixtures, workplace.now())


def publish_archive(publisher: Publisher, program: str, archive: bytes, *, source: Words) -> Ending:
    """Publishes a signed archive. `source` says where it is from."""
    bundle = read_archive(archive)
    if bundle.program != program:
        raise _other_program(bundle, program)
    before = (
        None if publisher.service else find_previous_edition(bundle, publisher.workplace.registry)
    )
    publisher.on_step(PreparedEdition(bundle, source, before))
    statement = publication.of_edition(
        bundle, publisher.log(program), published_at=publisher.now, reason=_reason(publisher)
    )
    return publish_statement(publisher, statement, archive)


def publish_statement(
    publisher: Publisher, statement: Publication, archive: bytes | None
) -> Ending:
    signed = publication.sign(statement, publisher.key)
    try:
        _examine_and_publish(publisher, signed, archive)
    except (PublicationError, SignatureError) as error:
        return PublicationRefused(error)
    if publisher.request.dry_run:
        return DryRunPassed()
    editions = timeline.editions(publisher.log(statement.program))
    today = publisher.workplace.day_of(publisher.now)
    return PublicationDone(
        statement=statement,
        place=publisher.place,
        editions=editions,
        in_force=timeline.in_force(editions, today, call=None, known_at=None),
        today=today,
    )


def _examine_and_publish(
    publisher: Publisher, signed: SignedPublication, archive: bytes | None
) -> None:
    workplace, service, now = publisher.workplace, publisher.service, publisher.now
    dry_run, on_step = publisher.request.dry_run, publisher.on_step
    if service is None and not dry_run:
        publish_here(
            workplace, signed, archive, fixtures=publisher.fixtures, now=now, on_check=on_step
        )
        return
    log = publisher.log(signed.publication.program)
    registry = None if service else workplace.registry
    with check_context(workplace, log, publisher.fixtures, registry=registry) as context:
        run_checks(signed, archive, context, now=now, today=workplace.day_of(now), on_check=on_step)
    if service and not dry_run:
        _send(service, signed, archive, on_step)


def _send(
    service: RemoteService, signed: SignedPublication, archive: bytes | None, on_step: OnStep
) -> None:
    on_step(SendingToService(service.url))
    try:
        checks = service.publish(signed, archive)
    except PublicationError as error:
        on_step(RemoteRefusals(error.places))
        raise
    on_step(RemoteChecks(tuple(checks)))


def _fixtures(workplace: Workplace, request: PublishRequest) -> Fixtures | None:
    """The fixtures to run. Raises InvalidInputError."""
    if request.no_fixtures:
        return None
    folder = request.fixtures or workplace.settings.fixtures or _FIXTURES
    if not folder.is_dir():
        raise _no_fixtures(folder)
    return Fixtures.open(folder)


def _reason(publisher: Publisher) -> str:
    """The reason as it is published: that no fixtures were run stands in it, for every reader of the statement."""
    reason = publisher.request.reason
    if publisher.fixtures:
        return reason
    note = Message("operations.publisher.without_fixtures")
    return f"{reason}（{' / '.join(note.in_(language) for language in LANGUAGES)}）"


def _other_program(bundle: Bundle, program: str) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.publisher.other_program.detail", found=bundle.program, asked=program),
        Message("operations.publisher.other_program.advice"),
    )


def _not_trusted(key: SigningKey, trusted: TrustedKeys) -> InvalidInputError:
    known = ", ".join(sorted(trusted.by_id))
    return InvalidInputError(
        Message("operations.publisher.not_trusted.detail", id=key.public.id, known=known),
        Message("operations.publisher.not_trusted.advice"),
    )


def _no_fixtures(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.publisher.no_fixtures.detail", folder=folder),
        Message("operations.publisher.no_fixtures.advice"),
    )
