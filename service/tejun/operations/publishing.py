"""What a publisher has at hand for one command: the key, those trusted, the place where editions are published.

Always holds: a key that is not trusted here is refused before anything is built or looked at.

May not know: where the edition comes from.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from tejun.authoring.module import find_capabilities
from tejun.bundle.archive import Bundle
from tejun.errors import InvalidInputError
from tejun.operations.engine import embedded
from tejun.policytest import Fixtures
from tejun.publish import CheckContext, find_previous_edition
from tejun.publish.remote import RemoteService
from tejun.registry import Publication, Registry
from tejun.settings import Settings
from tejun.signing import SigningKey, TrustedKeys, read_signing_key, trusted_keys_or_example
from tejun.toolchain import find_opa_or_none
from tejun.words import Language, Message

FIXTURES = Path("fixtures")


@dataclass(frozen=True)
class Publisher:
    """For one command. `now` is aware, `today` the day here; `service` is where to publish, if not in the registry."""

    settings: Settings
    key: SigningKey
    trusted: TrustedKeys
    service: RemoteService | None
    now: datetime
    today: date

    @classmethod
    def of(cls, key: str | None, to: str | None, language: Language) -> "Publisher":
        """Raises InvalidInputError, BundleError or RegistryError."""
        settings = Settings.from_env(os.environ)
        trusted = trusted_keys_or_example(settings.trusted_keys)
        signing = signing_key(key, settings)
        if signing.public.id not in trusted.by_id:
            raise _not_trusted(signing, trusted)
        service = RemoteService.at(to, language) if to else None
        now = datetime.now(UTC)
        return cls(settings, signing, trusted, service, now, now.astimezone().date())

    @cached_property
    def registry(self) -> Registry:
        """The registry here. Raises RegistryError."""
        return Registry.load(self.settings.bundles, self.trusted, may_be_new=True)

    @property
    def where(self) -> str:
        """The place that is published to, for people."""
        return self.service.url if self.service else self.registry.location

    def find_previous_edition(self, bundle: Bundle) -> Bundle | None:
        """The edition that stands before it, where it is at hand."""
        return None if self.service else find_previous_edition(bundle, self.registry)

    def log(self, program: str) -> Sequence[Publication]:
        """The program's publications. Raises BundleError or RegistryError."""
        if self.service:
            return self.service.log(program, self.trusted)
        return self.registry.log(program)

    @contextmanager
    def check_context(
        self, log: Sequence[Publication], fixtures: Fixtures | None
    ) -> Iterator[CheckContext]:
        """What is at hand to look at an edition with."""
        with closing(embedded(self.settings, pool_size=None)) as engine:
            yield CheckContext(
                log=log,
                trusted=self.trusted,
                engine=engine,
                registry=None if self.service else self.registry,
                fixtures=fixtures,
                opa=find_opa_or_none(),
                capabilities=find_capabilities(),
            )

    def fixtures(self, named: Path | None, *, none: bool) -> Fixtures | None:
        """The fixtures to run. Raises InvalidInputError."""
        if none:
            return None
        folder = named or self.settings.fixtures or FIXTURES
        if not folder.is_dir():
            raise _no_fixtures(folder)
        return Fixtures.open(folder)


def signing_key(named: str | None, settings: Settings) -> SigningKey:
    """The key that signs. Raises InvalidInputError."""
    value = named or settings.signing_key
    if value is None:
        raise InvalidInputError(
            Message("operations.signing_key.detail"),
            Message("operations.signing_key.advice"),
        )
    return read_signing_key(value)


def _not_trusted(key: SigningKey, trusted: TrustedKeys) -> InvalidInputError:
    known = ", ".join(sorted(trusted.by_id))
    return InvalidInputError(
        Message("operations.not_trusted.detail", id=key.public.id, known=known),
        Message("operations.not_trusted.advice"),
    )


def _no_fixtures(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.no_fixtures.detail", folder=folder),
        Message("operations.no_fixtures.advice"),
    )
