"""Publishing an edition, rolling back to an earlier one, withdrawing one: here, or at a service elsewhere.

Always holds: a key that is not trusted here is refused before anything is built or looked at; nothing is published of
which a check was refused; each step is told when it is done.

May not know: how a step is shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tejun.authoring.build import build_archive
from tejun.authoring.module import find_capabilities
from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.signatures import add_signature
from tejun.errors import InvalidInputError, PublicationError, SignatureError
from tejun.operations.archives import find_signing_key, read_file
from tejun.operations.publications import check_context, publish_here
from tejun.operations.workplace import Workplace
from tejun.policytest import Fixtures
from tejun.publish import build_rollback, find_previous_edition, next_edition, run_checks
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
from tejun.toolchain import find_opa
from tejun.words import LANGUAGES, Language, Message, Words

__all__ = [
    "Ending",
    "OnStep",
    "PublicationRefused",
    "PublishRequest",
    "Step",
    "publish_file",
    "publish_sources",
    "roll_back",
    "withdraw",
]

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


def publish_sources(
    workplace: Workplace, program: str, policies: Path, request: PublishRequest, *, on_step: OnStep
) -> Ending:
    """Builds the program's edition from the folder of policies, signs it and publishes it.

    Raises InvalidInputError, BundleError, RegistryError or ToolMissingError where it cannot be looked at.
    """
    publisher = _publisher(workplace, request, on_step)
    archive = add_signature(build_archive(policies, program, opa=find_opa()), publisher.key)
    return _publish_archive(
        publisher,
        program,
        archive,
        source=Message("operations.publishing.built", policies=policies),
    )


def publish_file(
    workplace: Workplace, program: str, file: Path, request: PublishRequest, *, on_step: OnStep
) -> Ending:
    """Publishes the signed archive in the file. Raises what `publish_sources` raises, or OSError."""
    publisher = _publisher(workplace, request, on_step)
    return _publish_archive(
        publisher,
        program,
        read_file(file),
        source=Message("operations.publishing.given", file=file),
    )


def roll_back(
    workplace: Workplace,
    program: str,
    edition: str,
    request: PublishRequest,
    *,
    effective_from: date,
    on_step: OnStep,
) -> Ending:
    """Publishes the earlier edition's content again, as a new and later one. Raises what `publish_sources` raises."""
    publisher = _publisher(workplace, request, on_step)
    published = timeline.editions(publisher.known_log(program))
    earlier = next((found for found in published if found.edition == edition), None)
    if earlier is None:
        raise errors.unknown_edition(program, edition, published)
    content = build_rollback(
        workplace.registry.open(earlier),
        next_edition(published, effective_from),
        opa=find_opa(),
        capabilities=find_capabilities(),
    )
    archive = add_signature(content, publisher.key)
    return _publish_archive(
        publisher,
        program,
        archive,
        source=Message("operations.publishing.restored", earlier=edition),
    )


def withdraw(
    workplace: Workplace, program: str, edition: str, request: PublishRequest, *, on_step: OnStep
) -> Ending:
    """Takes the edition back: from now on it is in force on no day. Raises what `publish_sources` raises."""
    publisher = _publisher(workplace, request, on_step, runs_fixtures=False)
    statement = publication.of_withdrawal(
        edition,
        publisher.known_log(program),
        published_at=publisher.now,
        reason=request.reason,
    )
    return _publish(publisher, statement, None)


@dataclass(frozen=True)
class _Publisher:
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


def _publisher(
    workplace: Workplace, request: PublishRequest, on_step: OnStep, *, runs_fixtures: bool = True
) -> _Publisher:
    """Raises InvalidInputError where the key is not at hand or not trusted here, or nothing may be sent to the URL."""
    trusted = workplace.trusted
    key = find_signing_key(workplace.settings, request.key)
    if key.public.id not in trusted.by_id:
        raise _not_trusted(key, trusted)
    service = RemoteService.at(request.to, request.language) if request.to else None
    fixtures = _fixtures(workplace, request) if runs_fixtures else None
    return _Publisher(workplace, request, on_step, key, service, fixtures, workplace.now())


def _publish_archive(
    publisher: _Publisher, program: str, archive: bytes, *, source: Words
) -> Ending:
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
    return _publish(publisher, statement, archive)


def _publish(publisher: _Publisher, statement: Publication, archive: bytes | None) -> Ending:
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
    publisher: _Publisher, signed: SignedPublication, archive: bytes | None
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


def _reason(publisher: _Publisher) -> str:
    """The reason as it is published: that no fixtures were run stands in it, for every reader of the statement."""
    reason = publisher.request.reason
    if publisher.fixtures:
        return reason
    note = Message("operations.publishing.without_fixtures")
    return f"{reason}（{' / '.join(note.in_(language) for language in LANGUAGES)}）"


def _other_program(bundle: Bundle, program: str) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.publishing.other_program.detail", found=bundle.program, asked=program),
        Message("operations.publishing.other_program.advice"),
    )


def _not_trusted(key: SigningKey, trusted: TrustedKeys) -> InvalidInputError:
    known = ", ".join(sorted(trusted.by_id))
    return InvalidInputError(
        Message("operations.publishing.not_trusted.detail", id=key.public.id, known=known),
        Message("operations.publishing.not_trusted.advice"),
    )


def _no_fixtures(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.publishing.no_fixtures.detail", folder=folder),
        Message("operations.publishing.no_fixtures.advice"),
    )
