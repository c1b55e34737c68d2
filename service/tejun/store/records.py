"""What is stored: the record of a decision, that something was erased, and what OPAs report of themselves.

Always holds: a record is complete before it is written and never changes afterwards; its bytes are the very bytes that
were answered and evaluated. What stays of it when it is erased, its codes, says nothing of people. Of what an OPA
reports, inputs and results are stored as values that are made of their digests with a key of the record's: a report can
be stored and compared without storing what an institution sent to its own OPA, and nobody can try out what it was.

May not know: SQL, or the form in which an OPA reports.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from tejun.errors import AlteredRecordError, KeyReusedError
from tejun.words import Bilingual, Message, Words

KIND, PUBLICATION, ERASURE, LOOK, FORMER = (
    "decision",
    "publication",
    "erasure",
    "look",
    "former-log",
)
"""The kinds of entries in the log."""

DECISION, INPUT = "decision", "input"
"""The parts of a decision's record that are sealed, and that may be erased: its entry has a commitment to each."""

ROW = "row"
"""The part of its entry that commits to what the record keeps beside the codes, the sealed bytes among it."""


@dataclass(frozen=True)
class FoundBy:
    """By what of its codes a decision is found when decisions are listed; see `tejun.store.index_tables`."""

    edition: str
    outcome: str
    engine: str
    engine_version: str
    as_of: str
    findings: str = field(repr=False)


@dataclass(frozen=True)
class Description:
    """What is kept of a record beside what is sealed of it.

    `codes` is canonical JSON, which says nothing that a submitter wrote. `application` is its id, `institution` who
    leads it; either is empty where the facts do not say it. `result` is the digest of the result, `sha256:<hex>`.
    `found_by` follows from the codes, and need not be given.
    """

    codes: bytes = field(repr=False)
    application: str
    institution: str
    result: str = ""
    found_by: FoundBy | None = field(default=None, compare=False, repr=False)


Describe = Callable[[bytes, bytes], Description]
"""What makes the description of a decision and its input. Raises ValueError for what is none."""


@dataclass(frozen=True)
class Idempotency:
    """A caller's own name for one request, and the digest of what it asked.

    The key stands for one request for ever: with another `fingerprint` it is refused.
    """

    key: str
    fingerprint: str


@dataclass(frozen=True)
class Record:
    """One decision as recorded: its canonical JSON, the canonical input document, the bundle's revision.

    `description` is made of the two. `recorded_at` is aware, in UTC.
    """

    decision_id: str
    program: str
    recorded_at: datetime
    decision: bytes = field(repr=False)
    input: bytes = field(repr=False)
    revision: str
    description: Description
    idempotency: Idempotency | None = None


@dataclass(frozen=True)
class PeriodOver:
    """That the time was over for which a program keeps what was entered: `years`, from the last decision or from the
    project's end, and the last day (YYYY-MM-DD)."""

    years: int
    start: Literal["decision", "end"]
    until: str

    @property
    def words(self) -> Words:
        """It as a reason."""
        if self.start == "end":
            return Message("store.period_over.end", years=self.years, until=self.until)
        return Message("store.period_over.decision", years=self.years, until=self.until)


@dataclass(frozen=True)
class Erasure:
    """That the keys of an application were destroyed: when (aware, in UTC), why, of how many decisions, and which.

    `reason` is text, in the language of who erased it. `period`: where it was erased since that was over; earlier
    erasures say so in the text alone.
    """

    id: str
    program: str
    application: str
    erased_at: datetime
    reason: str
    decisions: int
    keys: tuple[str, ...]
    period: PeriodOver | None = None

    @property
    def why(self) -> Words:
        """The reason, in the reader's language where it is known in both."""
        return Bilingual(self.reason, self.reason) if self.period is None else self.period.words


@dataclass(frozen=True)
class Codes:
    """What can be read of a decision by everybody who may read the record, also when it is erased.

    `application` is its id, as its key or its erasure has it; empty where the key is gone otherwise.
    """

    decision_id: str
    program: str
    application: str
    institution: str
    recorded_at: datetime
    revision: str
    codes: bytes = field(repr=False)
    erasure: Erasure | None = None


def read_moment(text: str) -> datetime:
    """The moment, where it is written as tejun does: as text, too, later ones come after. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() != timedelta(0) or moment.isoformat() != text:
        raise ValueError(text)
    return moment


def altered(name: str, part: Words) -> AlteredRecordError:
    """The error that names a decision, or a place of the log, and what is not as it was."""
    return AlteredRecordError(
        Message("store.altered.detail", id=name[:64], part=part),
        Message("store.altered.advice"),
    )


def key_reused(key: str) -> KeyReusedError:
    """That another request has used this idempotency key."""
    return KeyReusedError(
        Message("store.key_reused.detail", name=key), Message("store.key_reused.advice")
    )


def key_of_erased(key: str) -> KeyReusedError:
    """That what was recorded under this idempotency key was erased."""
    return KeyReusedError(
        Message("store.key_of_erased.detail", name=key), Message("store.key_of_erased.advice")
    )


# --- what OPAs report ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class LoggedDecision:
    """One decision of an OPA, from its decision log.

    `entry_digest` is that of the whole entry as it was sent: the id is a word of the sender, and who sends a false
    entry under it must not keep the true one out. `decided_at` is as the OPA wrote it (RFC 3339). `program` and
    `edition` are those that `revision` is of, where that is known here. `outcome` is an outcome of the model, or
    `undefined`, `error`, `malformed`, `masked`, `other`, `unreadable`: `tejun.fleet.decisions`. Digests are
    `sha256:<hex>`, and in what is kept values in their places (`tejun.store.comparing`); an entry that cannot be read
    has its own as its id. `details` is canonical JSON.
    """

    entry_digest: str
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
class OpaStatus:
    """What an OPA says of its own state, without what changes from minute to minute; canonical JSON."""

    opa: str
    substance: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Report:
    """One message of an OPA. `received_at` is RFC 3339, UTC; `labels` has each OPA's by its id, as canonical JSON."""

    received_at: str
    labels: dict[str, bytes]
    decisions: tuple[LoggedDecision, ...] = ()
    status: OpaStatus | None = None


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
class LogEntry:
    """A decision of an OPA in the store. `number` counts them in the order in which they came."""

    number: int
    received_at: str
    decision: LoggedDecision


@dataclass(frozen=True, kw_only=True)
class ServiceDecision:
    """What there is to compare of a decision that this service made: values, as a report has them that is kept.

    `recorded_at` is RFC 3339, UTC.
    """

    decision_id: str
    recorded_at: str
    revision: str
    input_digest: str
    result_digest: str
