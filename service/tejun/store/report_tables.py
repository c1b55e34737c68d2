"""The tables of what OPAs report, and how much of it is kept.

Always holds: what the file holds of each OPA and in all is counted by triggers in the same transaction, so that nobody
has to count rows: `opas.decisions` and `opas.bytes`, and the one row of `totals`.

May not know: how a report is read, or when it is cleaned up.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, Table
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

from tejun.store.tables import Migration, Schema

APPLICATION_ID = 0x74656A72
"""`tejr` in the header of the file: reports, and no record."""


@dataclass(frozen=True)
class Quota:
    """How much is kept of what OPAs report; the oldest goes first. `bytes_in_all` is what rows hold."""

    bytes_in_all: int = 256 * 1024 * 1024

    @property
    def rows_in_all(self) -> int:
        """Decisions, of all OPAs."""
        return self.bytes_in_all // 1024

    @property
    def bytes_per_opa(self) -> int:
        """Of the decisions of one OPA: a sixteenth of all."""
        return self.bytes_in_all // 16

    @property
    def rows_per_opa(self) -> int:
        """Decisions of one OPA."""
        return self.rows_in_all // 16

    @property
    def opas(self) -> int:
        """How many OPAs are known; each has a new id when it starts, so those of before pile up."""
        return self.bytes_in_all // (16 * 1024)

    @property
    def bytes_of_opas(self) -> int:
        """What their labels and statuses hold."""
        return self.bytes_in_all // 4


class OpaRow(SQLModel, table=True):
    """An OPA that has reported, when, and what it last said of itself; what of its decisions is here."""

    __tablename__ = "opas"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        Index("opas_by_last_seen", "last_seen", "sequence"),
        {"sqlite_strict": True},
    )

    sequence: int | None = Field(default=None, primary_key=True)
    opa: str = Field(sa_type=SqlText, unique=True)
    first_seen: str = Field(sa_type=SqlText)
    last_seen: str = Field(sa_type=SqlText)
    labels: bytes = Field(sa_type=LargeBinary)
    status: bytes | None = Field(default=None, sa_type=LargeBinary)
    last_decision: str | None = Field(default=None, sa_type=SqlText)
    decisions: int = Field(default=0)
    bytes: int = Field(default=0)


class OpaDecisionRow(SQLModel, table=True):
    """A decision that an OPA logged: `tejun.store.records.LoggedDecision`. `size`: what the row holds, in bytes."""

    __tablename__ = "opa_decisions"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        Index("opa_decisions_by_opa", "opa", "sequence"),
        Index("opa_decisions_by_outcome", "outcome", "sequence"),
        {"sqlite_strict": True},
    )

    sequence: int | None = Field(default=None, primary_key=True)
    entry_digest: str = Field(sa_type=SqlText, unique=True)
    decision_id: str = Field(sa_type=SqlText)
    opa: str = Field(sa_type=SqlText)
    received_at: str = Field(sa_type=SqlText)
    decided_at: str | None = Field(default=None, sa_type=SqlText)
    path: str = Field(sa_type=SqlText)
    revision: str | None = Field(default=None, sa_type=SqlText)
    program: str | None = Field(default=None, sa_type=SqlText)
    edition: str | None = Field(default=None, sa_type=SqlText)
    outcome: str = Field(sa_type=SqlText)
    input_digest: str | None = Field(default=None, sa_type=SqlText)
    result_digest: str | None = Field(default=None, sa_type=SqlText)
    details: bytes = Field(sa_type=LargeBinary)
    size: int


class TotalsRow(SQLModel, table=True):
    """What the file holds; one row."""

    __tablename__ = "totals"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True)
    decisions: int
    bytes: int
    opas: int
    bytes_of_opas: int


OPAS: Table = SQLModel.metadata.tables["opas"]
OPA_DECISIONS: Table = SQLModel.metadata.tables["opa_decisions"]
TOTALS: Table = SQLModel.metadata.tables["totals"]

OWN_BYTES = "length({0}.labels) + coalesce(length({0}.status), 0) + 2 * length({0}.opa) + 200"
"""What the row of an OPA holds, as SQL."""

_OF_NEW, _OF_OLD = OWN_BYTES.format("NEW"), OWN_BYTES.format("OLD")


def _count_opas() -> tuple[str, ...]:
    update = "UPDATE totals SET opas = opas + {}, bytes_of_opas = bytes_of_opas + ({}) - ({});"
    return (
        f"CREATE TRIGGER count_opa AFTER INSERT ON opas BEGIN {update.format(1, _OF_NEW, 0)} END",
        f"CREATE TRIGGER discount_opa AFTER DELETE ON opas BEGIN {update.format(-1, 0, _OF_OLD)} END",
        f"""CREATE TRIGGER recount_opa AFTER UPDATE OF labels, status ON opas
        BEGIN {update.format(0, _OF_NEW, _OF_OLD)} END""",
    )


_COUNT_DECISIONS = (
    """CREATE TRIGGER count_decision AFTER INSERT ON opa_decisions BEGIN
    UPDATE totals SET decisions = decisions + 1, bytes = bytes + NEW.size;
    UPDATE opas SET decisions = decisions + 1, bytes = bytes + NEW.size,
        last_decision = coalesce(NEW.decided_at, last_decision) WHERE opa = NEW.opa; END""",
    """CREATE TRIGGER discount_decision AFTER DELETE ON opa_decisions BEGIN
    UPDATE totals SET decisions = decisions - 1, bytes = bytes - OLD.size;
    UPDATE opas SET decisions = decisions - 1, bytes = bytes - OLD.size WHERE opa = OLD.opa; END""",
)

_WITHOUT_DIGESTS = """
UPDATE opa_decisions SET input_digest = NULL, result_digest = NULL, entry_digest = lower(hex(randomblob(32)))
"""
"""Files of the first version have digests as they are: who guessed at an input could see whether that was right."""

_WITHOUT_NAMES = """
UPDATE opa_decisions SET decision_id = lower(hex(randomblob(32))) WHERE outcome = 'unreadable'
"""
"""Those of the second have the digest of an entry that cannot be read as its id; and of what the first had, some stayed
where nothing was overwritten."""

REPORTS = Schema(
    APPLICATION_ID,
    (
        Migration(
            (OPAS, OPA_DECISIONS, TOTALS),
            ("INSERT INTO totals VALUES (1, 0, 0, 0, 0)", *_count_opas(), *_COUNT_DECISIONS),
        ),
        Migration(statements=(_WITHOUT_DIGESTS,)),
        Migration(statements=(_WITHOUT_NAMES,), takes_out=True),
    ),
)
