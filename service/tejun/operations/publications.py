"""Signed statements, whoever made them, on their way into force here.

Always holds: the authority to publish is the signature; nothing is published of which a check was refused.

May not know: where a statement comes from.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from tejun.authoring.effects import effects_of_base
from tejun.authoring.module import find_capabilities
from tejun.operations.workplace import Workplace, embedded_engine
from tejun.policytest import Fixtures
from tejun.publish import Check, CheckContext, publish, refuse_early
from tejun.registry import Edition, Publication, Registry, SignedPublication, publication
from tejun.toolchain import find_opa_or_none

__all__ = [
    "Check",
    "SignedPublication",
    "check_context",
    "publish_here",
    "publish_signed",
    "read_statement",
    "refuse_what_cannot_follow",
]


def read_statement(workplace: Workplace, content: bytes) -> SignedPublication:
    """A statement that somebody signed. Raises SignatureError where nobody did whose editions are taken."""
    return publication.read(content, workplace.trusted)


def refuse_what_cannot_follow(workplace: Workplace, signed: SignedPublication) -> None:
    """Looks at no more than the statement and what this process knows: cheap, before anything dear is begun.

    Raises PublicationError.
    """
    now = workplace.now()
    log = workplace.registry.log(signed.publication.program)
    refuse_early(signed, log, now=now, today=workplace.day_of(now), skew=_skew(workplace))


def publish_signed(
    workplace: Workplace,
    signed: SignedPublication,
    archive: bytes | None,
    *,
    fixtures: Path | None,
) -> tuple[Edition, tuple[Check, ...]]:
    """Looks at what was signed from all sides, and puts it into force here; what was looked at comes with it.

    Raises SignatureError, PublicationError with every reason, BundleError, InvalidInputError or RegistryError.
    """
    opened = None if fixtures is None else Fixtures.open(fixtures)
    return publish_here(workplace, signed, archive, fixtures=opened, now=workplace.now())


def publish_here(
    workplace: Workplace,
    signed: SignedPublication,
    archive: bytes | None,
    *,
    fixtures: Fixtures | None,
    now: datetime,
    on_check: Callable[[Check], None] = lambda _: None,
) -> tuple[Edition, tuple[Check, ...]]:
    """The one way into force in the registry here, `now` being the moment. Raises what `publish_signed` raises."""
    registry = workplace.registry
    registry.refresh()
    log = registry.log(signed.publication.program)
    with check_context(workplace, log, fixtures, registry=registry) as context:
        return publish(
            signed,
            archive,
            registry=registry,
            context=context,
            now=now,
            today=workplace.day_of(now),
            on_check=on_check,
        )


@contextmanager
def check_context(
    workplace: Workplace,
    log: Sequence[Publication],
    fixtures: Fixtures | None,
    *,
    registry: Registry | None,
) -> Iterator[CheckContext]:
    """What is at hand to look at an edition with; an engine of its own: one that may be refused takes no place among
    those that decide."""
    with closing(embedded_engine(workplace.settings)) as engine:
        yield CheckContext(
            log=log,
            trusted=workplace.trusted,
            engine=engine,
            registry=registry,
            fixtures=fixtures,
            opa=find_opa_or_none(),
            capabilities=find_capabilities(),
            effects_of_base=effects_of_base,
            skew=_skew(workplace),
        )


def _skew(workplace: Workplace) -> timedelta:
    return timedelta(seconds=workplace.settings.clock_skew_seconds)
