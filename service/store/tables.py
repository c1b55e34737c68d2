"""The tables of the record, and what makes them append-only.

Always holds: a row is only ever added. The triggers stand in the file itself, so they bind every program that opens
it: UPDATE and DELETE abort, and so does an INSERT that would replace a row (REPLACE fires no DELETE triggers).
`SCHEMA_VERSION` counts the changes of this file.

May not know: transactions, threads, or what the bytes mean.
"""

from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Table
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

APPLICATION_ID = 0x74656A75
"""`teju` in the header of the file: tells a record from any other SQLite database."""

SCHEMA_VERSION = 1
"""Stands in `PRAGMA user_version`."""


class DecisionRow(SQLModel, table=True):
    """One recorded decision; see `service.store.records.Record`. Only for SQL: it validates nothing."""

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


DECISIONS: Table = SQLModel.metadata.tables["decisions"]

TRIGGERS = (
    """
    CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never changed'); END
    """,
    """
    CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never deleted'); END
    """,
    """
    CREATE TRIGGER decisions_are_never_replaced BEFORE INSERT ON decisions
    WHEN EXISTS (
      SELECT 1 FROM decisions
      WHERE sequence = NEW.sequence OR decision_id = NEW.decision_id OR idempotency_key = NEW.idempotency_key
    )
    BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never replaced'); END
    """,
)
