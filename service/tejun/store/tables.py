"""The tables of the record, the triggers that make them append-only, and the migrations of the file.

Always holds: rows of decisions and statements are only ever added. The triggers are in the file itself, so they bind
every program that opens it: UPDATE and DELETE abort, and so does an INSERT that would replace a row (REPLACE need not
fire DELETE triggers). A migration only adds, so that what an earlier tejun recorded stays as it was.

May not know: transactions, threads, or what the bytes mean.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Table
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

from tejun.store.log_tables import LOG_BEGINNINGS, LOG_CHECKPOINTS, LOG_ENTRIES, LOG_HASHES
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


DECISIONS: Table = SQLModel.metadata.tables["decisions"]

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
    """What the next version of a file adds."""

    tables: tuple[Table, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """What marks a file as this one (`PRAGMA application_id`), and how it came to be what it is now.

    The first migration makes a new file; each later one is applied once, by whichever tejun opens the file first.
    """

    application_id: int
    migrations: tuple[Migration, ...]

    @property
    def version(self) -> int:
        """The value of `PRAGMA user_version`."""
        return len(self.migrations)


RECORD = Schema(
    APPLICATION_ID,
    (
        Migration(
            (DECISIONS,),
            _append_only(
                "decisions",
                "decision",
                same="sequence = NEW.sequence OR decision_id = NEW.decision_id"
                " OR idempotency_key = NEW.idempotency_key",
            ),
        ),
        Migration(statements=(f"CREATE INDEX decisions_by_input ON decisions ({INPUT_DIGEST})",)),
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
        Migration(
            (LOG_ENTRIES, LOG_HASHES, LOG_BEGINNINGS),
            (
                "INSERT INTO log_beginnings SELECT coalesce(max(sequence), 0) FROM decisions",
                *_append_only("log_beginnings", "log beginning", same="TRUE"),
                *_append_only(
                    "log_entries",
                    "log entry",
                    same="number = NEW.number OR sequence = NEW.sequence"
                    " OR (kind = NEW.kind AND record = NEW.record)",
                ),
                *_append_only(
                    "log_hashes", "log hash", same="level = NEW.level AND number = NEW.number"
                ),
            ),
        ),
        Migration(
            (LOG_CHECKPOINTS,),
            _append_only("log_checkpoints", "checkpoint", same="sequence = NEW.sequence"),
        ),
    ),
)
"""The second version also had tables for what OPAs report, which has a file of its own since the third: a file of the
second keeps them as they are, and nobody reads or writes them."""
