"""The only way in which an edition is published or withdrawn; the command and the API both use it.

The order:

1. the signatures, and whether it may follow what was published: where that does not hold, nothing else of the edition
   is examined, and none of its code is run. What was published is public, so that anybody can send it again: to refuse
   it must cost little;
2. every other check (`tejun.publish.checks`), all of them, so that one answer has every reason;
3. the registry: the archive under its digest, then the statement, which brings it into force in one step.

May not know: HTTP, terminals.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from tejun.bundle.archive import Bundle
from tejun.errors import PublicationError
from tejun.publish import checks, predecessors
from tejun.publish.checks import Check, CheckContext
from tejun.registry import Edition, Publication, Registry, SignedPublication
from tejun.words import Message, Words

OnCheck = Callable[[Check], None]
"""Called with each check when it is done."""


def publish(
    signed: SignedPublication,
    archive: bytes | None,
    *,
    registry: Registry,
    context: CheckContext,
    now: datetime,
    today: date,
    on_check: OnCheck = lambda _: None,
) -> tuple[Edition, tuple[Check, ...]]:
    """Runs the checks and publishes. `now` is aware; `today` is the funding agency's day.

    Raises SignatureError, PublicationError with every reason, BundleError, InvalidInputError or RegistryError.
    """
    finished = run_checks(signed, archive, context, now=now, today=today, on_check=on_check)
    return registry.publish(signed, archive), finished


def run_checks(
    signed: SignedPublication,
    archive: bytes | None,
    context: CheckContext,
    *,
    now: datetime,
    today: date,
    on_check: OnCheck = lambda _: None,
) -> tuple[Check, ...]:
    """The checks, none of which refuses. Raises what `publish` raises, before anything is published."""
    bundle = checks.verify_signatures(signed, archive, context.trusted)
    order = checks.check_order(
        signed.publication, context.log, now=now, today=today, skew=context.skew
    )
    finished: list[Check] = []
    for stage in ((checks.signature_check(signed.key), order), _dear_checks(bundle, context, now)):
        for check in stage:
            on_check(check)
            finished.append(check)
        _refuse(signed, finished)
    return tuple(finished)


def refuse_early(
    signed: SignedPublication,
    log: Sequence[Publication],
    *,
    now: datetime,
    today: date,
    skew: timedelta,
) -> None:
    """What the statement alone says, at no cost, to a caller whom nobody knows. Raises PublicationError."""
    order = checks.check_order(signed.publication, log, now=now, today=today, skew=skew)
    _refuse(signed, [order])


def _refuse(signed: SignedPublication, finished: Sequence[Check]) -> None:
    reasons = [place for check in finished for place in check.refusals]
    if reasons:
        raise PublicationError(
            _refused(signed.publication, len(reasons)), _ADVICE, places=tuple(reasons)
        )


def _dear_checks(bundle: Bundle | None, context: CheckContext, now: datetime) -> Iterator[Check]:
    if bundle is None:
        return
    yield checks.check_decides(bundle, context.engine, now=now)
    yield checks.check_compiled(bundle, opa=context.opa, capabilities=context.capabilities)
    if bundle.restores:
        yield predecessors.check_restores(bundle, context)
        yield predecessors.check_same_decisions(bundle, context)
    else:
        yield checks.check_fixtures(bundle, context)
    yield predecessors.check_asks_no_less(bundle, context)


_ADVICE = Message("publish.refused.advice")


def _refused(new: Publication, count: int) -> Words:
    if count == 1:
        return Message("publish.refused.detail_of_one", program=new.program, edition=new.edition)
    return Message("publish.refused.detail", program=new.program, edition=new.edition, count=count)
