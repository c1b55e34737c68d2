"""The one way in which an edition comes into force, or is withdrawn; the command and the API both take it.

The order:

1. the signatures: where they do not hold, nothing else of the edition is looked at, and none of its code is run;
2. every other check (`tejun.publish.checks`), all of them, so that one answer has every reason;
3. the registry: the archive under its digest, then the statement, which brings it into force in one step.

May not know: HTTP, terminals.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from tejun.bundle.archive import Bundle
from tejun.errors import PublicationError
from tejun.publish import checks, earlier
from tejun.publish.checks import Check, Means
from tejun.registry import Edition, Publication, Registry, SignedPublication
from tejun.words import Message, Words

Tell = Callable[[Check], None]
"""Is told of each check when it is done."""


def publish(
    signed: SignedPublication,
    archive: bytes | None,
    *,
    registry: Registry,
    means: Means,
    now: datetime,
    today: date,
    tell: Tell = lambda _: None,
) -> tuple[Edition, tuple[Check, ...]]:
    """Examines and publishes. `now` is aware; `today` is the funding agency's day.

    Raises SignatureError, PublicationError with every reason, BundleError, InvalidInputError or RegistryError.
    """
    done = examine(signed, archive, means, now=now, today=today, tell=tell)
    return registry.publish(signed, archive), done


def examine(
    signed: SignedPublication,
    archive: bytes | None,
    means: Means,
    *,
    now: datetime,
    today: date,
    tell: Tell = lambda _: None,
) -> tuple[Check, ...]:
    """The checks, all of which held. Raises what `publish` raises, before anything is published."""
    bundle = checks.signature(signed, archive, means.trusted)
    done = []
    for check in _checks(signed, bundle, means, now=now, today=today):
        tell(check)
        done.append(check)
    reasons = [place for check in done for place in check.refusals]
    if reasons:
        raise PublicationError(
            _refused(signed.publication, len(reasons)), _ADVICE, places=tuple(reasons)
        )
    return tuple(done)


def _checks(
    signed: SignedPublication, bundle: Bundle | None, means: Means, *, now: datetime, today: date
) -> Iterator[Check]:
    yield checks.signed_by(signed.key)
    yield checks.order(signed.publication, means, now=now, today=today)
    if bundle is None:
        return
    yield checks.decides(bundle, means.engine, now=now)
    yield checks.compiled(bundle, opa=means.opa, capabilities=means.capabilities)
    if bundle.restores:
        yield earlier.restores(bundle, means)
        yield earlier.alike(bundle, means)
    else:
        yield checks.fixtures(bundle, means)
    yield earlier.tightens(bundle, means)


_ADVICE = Message("publish.advice")


def _refused(new: Publication, count: int) -> Words:
    if count == 1:
        return Message("publish.refused.once", program=new.program, edition=new.edition)
    return Message("publish.refused", program=new.program, edition=new.edition, count=count)
