"""A fleet of OPAs: what they report, how they stand, and the configuration on which they run.

Always holds: a report is on the disk when its function returns.

May not know: HTTP.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tejun.bundle import signatures
from tejun.fleet.config import ConfigRequest
from tejun.fleet.decisions import count_unreadable, read_log
from tejun.fleet.editions import editions_by_revision, revisions_in_force
from tejun.fleet.status import read_status
from tejun.fleet.view import FleetDecisionList, FleetList, decision_view, opa_view
from tejun.operations.workplace import Workplace
from tejun.reading import COUNTED, Bounds
from tejun.registry import Edition
from tejun.signing import PublicKey


@dataclass(frozen=True)
class TakenLog:
    """What was taken of a decision log: from which OPAs, how many decisions, how many of them could not be read."""

    opas: tuple[str, ...]
    decisions: int
    unreadable: int


def take_log(
    workplace: Workplace,
    unpack: Callable[[], bytes],
    bounds: Bounds = COUNTED,
    *,
    on_read: Callable[[], None] = lambda: None,
) -> TakenLog:
    """Keeps an OPA's decision log; of inputs and results only what nobody can try out.

    `unpack` gives it; `on_read` is called when all that is left is to keep what was read of it.

    Raises UnreadableDocumentError, TooLargeError, SealError where the master key is not at hand, or StoreError.
    """
    editions = editions_by_revision(workplace.registry)
    report = read_log(unpack(), editions, workplace.now(), bounds)
    on_read()
    workplace.reports.append(workplace.store.hidden(report))
    return TakenLog(
        tuple(sorted(report.labels)), len(report.decisions), count_unreadable(report.decisions)
    )


def take_status(
    workplace: Workplace,
    unpack: Callable[[], bytes],
    bounds: Bounds = COUNTED,
    *,
    on_read: Callable[[], None] = lambda: None,
) -> None:
    """Keeps an OPA's status; see `take_log`. Raises UnreadableDocumentError, TooLargeError or StoreError."""
    report = read_status(unpack(), workplace.now(), bounds)
    on_read()
    workplace.reports.append(report)


def list_opas(workplace: Workplace, *, cursor: str | None, limit: int) -> FleetList:
    """The OPAs that have reported, newest first, behind the cursor. Raises StoreError."""
    known = workplace.reports.opas(before=_number(cursor), limit=limit + 1)
    editions = editions_by_revision(workplace.registry)
    current = revisions_in_force(editions, workplace.registry, workplace.today())
    return FleetList(
        opas=[opa_view(opa, editions, current) for opa in known[:limit]],
        next_cursor=_cursor([opa.number for opa in known], limit),
    )


def list_decisions(
    workplace: Workplace,
    *,
    opa: str | None,
    outcome: str | None,
    cursor: str | None,
    limit: int,
) -> FleetDecisionList:
    """The decisions that OPAs logged, newest first, each beside those of this service's own. Raises StoreError."""
    stored = workplace.reports.decisions(
        before=_number(cursor), limit=limit + 1, opa=opa, outcome=outcome
    )
    shown = stored[:limit]
    inputs = (found.decision.input_digest for found in shown)
    own = workplace.store.over_inputs(value for value in inputs if value is not None)
    return FleetDecisionList(
        decisions=[decision_view(found, own) for found in shown],
        next_cursor=_cursor([found.number for found in stored], limit),
    )


def opa_configuration(
    workplace: Workplace, program: str, *, url: str, call: str | None, logs: bool
) -> ConfigRequest:
    """What an OPA's configuration is made from, for the edition in force. `url` is the service's.

    Raises UnknownProgramError, UnknownCallError, BundleError or RegistryError.
    """
    edition = workplace.registry.in_force(program, workplace.today(), call=call)
    return ConfigRequest(
        program=program, url=url, keys=_keys(workplace, edition), call=call, logs=logs
    )


def _keys(workplace: Workplace, edition: Edition) -> tuple[PublicKey, ...]:
    """OPA knows no last day of a key, so one that is past it is left out, unless it signed what is in force."""
    trusted, today = workplace.trusted, workplace.today()
    bundle = workplace.registry.open(edition)
    signer = signatures.verify(bundle, trusted, on=edition.published_at.date())
    return tuple(
        key
        for key in trusted
        if key == signer or key.trusted_until is None or today <= key.trusted_until
    )


def _number(cursor: str | None) -> int | None:
    return None if cursor is None else int(cursor)


def _cursor(numbers: Sequence[int], limit: int) -> str | None:
    """The number of the last one that is shown, where there are more."""
    return str(numbers[limit - 1]) if len(numbers) > limit else None
