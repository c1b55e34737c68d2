"""The tables of the record, the triggers that make them append-only, and the migrations of the file.

Always holds: rows of decisions, statements, statuses and logged decisions are only ever added. The triggers are in the
file itself, so they bind every program that opens it: UPDATE and DELETE abort, and so does an INSERT that would replace
a row (REPLACE fires no DELETE triggers). A migration only adds, so that what an earlier tejun recorded stays as it was.

May not know: transactions, threads, or what the bytes mean.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, Table
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

from tejun.store.statement_tables import REGISTRY_LOOKS, STATEMENTS

APPLICATION_ID = 0x74656A75
"""`teju` in the header of the file: marks it as a record, unlike any other SQLite database."""


class DecisionRow(SQLModel, table=True):
    """One recorded decision; see `tejun.store.records.Record`. Only for SQL: it validates nothing."""

    __tablename__ = "decisions"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True)
    decision_id: str = Field(sa_type=SqlText, unique=True)
    program: str = Field(sa_type=SqlText)
    recorded_at: str = Field(sa_type=SqlText)
    revision: str = Field(sa_type=SqlText)
    idempotency_key: str | None = Field(default=None, sa_type=SqlText, unique=True)
    fingerprint: str | None = Field(default=None, sa_type=SqlText)
    decision: bytes = Field(sa_type=LargeBinary)
    input: bytes = Field(sa_type=LargeBinary)


class OpaRow(SQLModel, table=True):
    """An OPA that has reported, and when: the only table whose rows change, since it records nothing for good."""

    __tablename__ = "opas"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True)
    opa: str = Field(sa_type=SqlText, unique=True)
    first_seen: str = Field(sa_type=SqlText)
    last_seen: str = Field(sa_type=SqlText)
    labels: bytes = Field(sa_type=LargeBinary)
    decisions: int
    last_decision: str | None = Field(default=None, sa_type=SqlText)


class OpaStatusRow(SQLModel, table=True):
    """A status of an OPA that differs from the one before: `tejun.store.records.OpaStatus`."""

    __tablename__ = "opa_statuses"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        Index("opa_statuses_by_opa", "opa", "sequence"),
        {"sqlite_strict": True},
    )

    sequence: int | None = Field(default=None, primary_key=True)
    opa: str = Field(sa_type=SqlText)
    received_at: str = Field(sa_type=SqlText)
    substance: bytes = Field(sa_type=LargeBinary)


class OpaDecisionRow(SQLModel, table=True):
    """A decision that an OPA logged: `tejun.store.records.LoggedDecision`."""

    __tablename__ = "opa_decisions"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        Index("opa_decisions_by_opa", "opa", "sequence"),
        Index("opa_decisions_by_outcome", "outcome", "sequence"),
        {"sqlite_strict": True},
    )

    sequence: int | None = Field(default=None, primary_key=True)
    decision_id: str = Field(sa_type=SqlText, unique=True)
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


DECISIONS: Table = SQLModel.metadata.tables["decisions"]
OPAS: Table = SQLModel.metadata.tables["opas"]
OPA_STATUSES: Table = SQLModel.metadata.tables["opa_statuses"]
OPA_DECISIONS: Table = SQLModel.metadata.tables["opa_decisions"]

INPUT_DIGEST = """
CASE WHEN json_valid(CAST(decision AS TEXT)) THEN json_extract(CAST(decision AS TEXT), '$.digests.input') END
""".strip()
"""The digest of the input of a recorded decision; the index has the very same expression."""


def _append_only(table: str, thing: str, *, same: str) -> tuple[str, ...]:
    """The triggers that let rows only be added; `same` says which row a new one (NEW) would replace."""
    abort = f"BEGIN SELECT RAISE(ABORT, 'the record is append-only: a {thing} is never"
    exists = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of this file only
    return (
        f"CREATE TRIGGER {table}_are_never_changed BEFORE UPDATE ON {table} {abort} changed'); END",
        f"CREATE TRIGGER {table}_are_never_deleted BEFORE DELETE ON {table} {abort} deleted'); END",
        f"CREATE TRIGGER {table}_are_never_replaced BEFORE INSERT ON {table} WHEN {exists} {abort} replaced'); END",
    )


@dataclass(frozen=True)
class Migration:
    """What the next version of the file adds."""

    tables: tuple[Table, ...]
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        (DECISIONS,),
        _append_only(
            "decisions",
            "decision",
            same="sequence = NEW.sequence OR decision_id = NEW.decision_id OR idempotency_key = NEW.idempotency_key",
        ),
    ),
    Migration(
        (OPAS, OPA_STATUSES, OPA_DECISIONS),
        (
            *_append_only("opa_statuses", "status", same="sequence = NEW.sequence"),
            *_append_only(
                "opa_decisions",
                "logged decision",
                same="sequence = NEW.sequence OR decision_id = NEW.decision_id",
            ),
            f"CREATE INDEX decisions_by_input ON decisions ({INPUT_DIGEST})",
        ),
    ),
    Migration(
        (STATEMENTS, REGISTRY_LOOKS),
        (
            *_append_only(
                "statements",
                "statement",
                same="sequence = NEW.sequence OR (place = NEW.place AND digest = NEW.digest)",
            ),
            *_append_only(
                "registry_looks", "look", same="sequence = NEW.sequence OR place = NEW.place"
            ),
        ),
    ),
)
"""The first makes a new file; each later one is applied once, by whichever tejun opens the file first."""

SCHEMA_VERSION = len(MIGRATIONS)
"""The value of `PRAGMA user_version`."""
