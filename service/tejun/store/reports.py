"""What OPAs report of themselves, as it is stored.

Always holds: nothing of an input or a result is here but digests: a report can be kept, shown and compared without
keeping what an institution sent to its own OPA.

May not know: SQL, or the form in which an OPA reports.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class LoggedDecision:
    """One decision of an OPA, from its decision log.

    `decided_at` is as the OPA wrote it (RFC 3339). `program` and `edition` are those that `revision` is of, where that
    is known here. `outcome` is an outcome of the model, or `undefined`, `error`, `malformed`, `masked`, `other`,
    `unreadable`: `tejun.fleet.decisions`. Digests are `sha256:<hex>`. `details` is canonical JSON.
    """

    decision_id: str
    opa: str
    decided_at: str | None
    path: str
    revision: str | None
    program: str | None
    edition: str | None
    outcome: str
    input_digest: str | None
    result_digest: str | None
    details: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Status:
    """What an OPA says of its own state, without what changes from minute to minute; canonical JSON."""

    opa: str
    substance: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Report:
    """One message of an OPA. `received_at` is RFC 3339, UTC; `labels` has each OPA's by its id, as canonical JSON."""

    received_at: str
    labels: dict[str, bytes]
    decisions: tuple[LoggedDecision, ...] = ()
    status: Status | None = None


@dataclass(frozen=True, kw_only=True)
class KnownOpa:
    """An OPA that has reported. `decisions` counts those logged; `status` is its last one; moments are RFC 3339."""

    number: int
    opa: str
    first_seen: str
    last_seen: str
    labels: bytes
    decisions: int
    last_decision: str | None
    status: bytes | None


@dataclass(frozen=True, kw_only=True)
class StoredDecision:
    """A decision of an OPA in the store. `number` counts them in the order in which they came."""

    number: int
    received_at: str
    decision: LoggedDecision


@dataclass(frozen=True, kw_only=True)
class OwnDecision:
    """What there is to compare of a decision that this service made."""

    decision_id: str
    revision: str
    input_digest: str
    result_digest: str
