"""The tables of the record, the triggers that make them append-only, and the migrations of the file.

Always holds: rows are only ever added, but for those of keys, which may be deleted, and wrapped anew, and the values of
a decision whose key is named as erased, which may be taken out. The triggers are in the file itself, so they bind every
program that opens it: UPDATE and DELETE abort, and so does an INSERT that would replace a row (REPLACE need not fire
DELETE triggers). A key that was erased does not come back. A migration only adds.

May not know: transactions, threads, or what the bytes mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Connection, LargeBinary, Table
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Field, SQLModel

from tejun.store.columns import COUNT
from tejun.store.former_heads import FORMER_LOGS
from tejun.store.index_tables import DECISION_INDEX
from tejun.store.key_tables import DATA_KEYS, ERASED_KEYS, ERASURES, LOOKUP_PART
from tejun.store.log_tables import LOG_CHECKPOINTS, LOG_ENTRIES, LOG_HASHES
from tejun.store.statement_tables import REGISTRY_LOOKS, STATEMENTS

APPLICATION_ID = 0x74656A75
"""`teju` in the header of the file: marks it as a record, unlike any other SQLite database."""


class DecisionRow(SQLModel, table=True):
    """One recorded decision; see `tejun.store.sealed`. Only for SQL: it validates nothing.

    `request_key` is made with the record's lookup key. `codes` and `parts`, the commitments to what is sealed, are
    canonical JSON; `secret`, `decision` and `input` are sealed with the data key of `key_id`.
    """

    __tablename__ = "decisions"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True, sa_type=COUNT)
    decision_id: str = Field(sa_type=SqlText, unique=True)
    program: str = Field(sa_type=SqlText)
    institution: str = Field(sa_type=SqlText)
    recorded_at: str = Field(sa_type=SqlText)
    revision: str = Field(sa_type=SqlText)
    request_key: bytes | None = Field(default=None, sa_type=LargeBinary, unique=True)
    key_id: str = Field(sa_type=SqlText, index=True)
    codes: bytes = Field(sa_type=LargeBinary)
    parts: bytes = Field(sa_type=LargeBinary)
    secret: bytes = Field(sa_type=LargeBinary)
    decision: bytes = Field(sa_type=LargeBinary)
    input: bytes = Field(sa_type=LargeBinary)


class DecisionValueRow(SQLModel, table=True):
    """By what a decision is compared: values of its input and result, made with the record's lookup key.

    `sequence` is the decision's. When it is erased they are taken out, and the row stays: in SQLite rows that stay move
    to no other page, where their copies would be left behind. For the same reason no index has them.
    """

    __tablename__ = "decision_values"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int = Field(
        primary_key=True, sa_type=COUNT, sa_column_kwargs={"autoincrement": False}
    )
    input_digest: bytes | None = Field(default=None, sa_type=LargeBinary)
    result_digest: bytes | None = Field(default=None, sa_type=LargeBinary)


DECISIONS: Table = SQLModel.metadata.tables["decisions"]
DECISION_VALUES: Table = SQLModel.metadata.tables["decision_values"]


def _append_only(table: str, thing: str, *, same: str) -> tuple[str, ...]:
    """The triggers that let rows only be added; `same` says which row a new one (NEW) would replace."""
    abort = f"BEGIN SELECT RAISE(ABORT, 'the record is append-only: a {thing} is never"
    exists = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of this file only
    return (
        f"CREATE TRIGGER {table}_are_never_changed BEFORE UPDATE ON {table} {abort} changed'); END",
        f"CREATE TRIGGER {table}_are_never_deleted BEFORE DELETE ON {table} {abort} deleted'); END",
        f"CREATE TRIGGER {table}_are_never_replaced BEFORE INSERT ON {table} WHEN {exists} {abort} replaced'); END",
    )


_KEYS_ALONE = (
    """
CREATE TRIGGER data_keys_are_never_changed BEFORE UPDATE OF key_id, program, application, part ON data_keys
BEGIN SELECT RAISE(ABORT, 'the record is append-only: a key is only wrapped anew'); END
    """,
    f"""
CREATE TRIGGER data_keys_are_never_deleted BEFORE DELETE ON data_keys
    WHEN OLD.part = '{LOOKUP_PART}' AND OLD.program = '' AND OLD.application = ''
BEGIN SELECT RAISE(ABORT, 'the record is append-only: the lookup key is never deleted'); END
    """,
    """
CREATE TRIGGER data_keys_are_never_replaced BEFORE INSERT ON data_keys WHEN
    EXISTS (SELECT 1 FROM data_keys WHERE key_id = NEW.key_id
        OR (program = NEW.program AND application = NEW.application AND part = NEW.part))
    OR EXISTS (SELECT 1 FROM erased_keys WHERE key_id = NEW.key_id)
BEGIN SELECT RAISE(ABORT, 'the record is append-only: a key is never replaced'); END
    """,
)

_VALUES_ALONE = """
CREATE TRIGGER decision_values_are_never_changed BEFORE UPDATE ON decision_values WHEN
    NEW.sequence <> OLD.sequence OR NEW.input_digest IS NOT NULL OR NEW.result_digest IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM decisions d JOIN erased_keys e ON e.key_id = d.key_id
        WHERE d.sequence = OLD.sequence)
BEGIN SELECT RAISE(ABORT, 'the record is append-only: values are only taken out, of what was erased'); END
"""


@dataclass(frozen=True)
class Migration:
    """What the next version of a file adds.

    `takes_out`: something of which nothing may stay in the file. Its statements may be run again: the file has its new
    version when nothing is left, and not before.
    """

    tables: tuple[Table, ...] = ()
    statements: tuple[str, ...] = ()
    takes_out: bool = False


@dataclass(frozen=True)
class Schema:
    """What marks a file as this one (`PRAGMA application_id`), and how it came to be what it is now.

    The first migration makes a new file, of version `first`; each later one is applied once, by whichever tejun opens
    the file first. A file of a version before `first` is left as it is.
    """

    application_id: int
    migrations: tuple[Migration, ...]
    first: int = 1

    @property
    def version(self) -> int:
        """The value of `PRAGMA user_version`."""
        return self.first + len(self.migrations) - 1

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of them, in their order."""
        return tuple(table for each in self.migrations for table in each.tables)

    def since(self, version: int) -> tuple[Migration, ...]:
        """What a file of this version lacks; 0 is a new one."""
        return self.migrations[max(0, version - self.first + 1) :]


def take_steps(connection: Connection, steps: Sequence[Migration]) -> None:
    """Makes what these add; a table that is there stays."""
    there = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    made = set(there.scalars())
    for migration in steps:
        for table in migration.tables:
            if table.name not in made:
                for statement in _creation(table):
                    connection.exec_driver_sql(statement)
        for statement in migration.statements:
            connection.exec_driver_sql(statement)


@cache
def _creation(table: Table) -> tuple[str, ...]:
    """How SQLite is told to make the table and its indexes: worked out once in a process, not for each file."""
    dialect = sqlite.dialect()
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    return (
        str(CreateTable(table).compile(dialect=dialect)),
        *(str(CreateIndex(index).compile(dialect=dialect)) for index in indexes),
    )


_APPEND_ONLY = (
    *_append_only(
        "decisions",
        "decision",
        same="sequence = NEW.sequence OR decision_id = NEW.decision_id"
        " OR request_key = NEW.request_key",
    ),
    _VALUES_ALONE,
    *_append_only("decision_values", "value", same="sequence = NEW.sequence")[1:],
    *_append_only("decision_index", "row of the index", same="sequence = NEW.sequence"),
    *_append_only(
        "erasures", "note", same="sequence = NEW.sequence OR erasure_id = NEW.erasure_id"
    ),
    *_append_only("erased_keys", "key that is gone", same="key_id = NEW.key_id"),
    *_append_only(
        "statements",
        "statement",
        same="sequence = NEW.sequence OR (place = NEW.place AND digest = NEW.digest)",
    ),
    *_append_only("registry_looks", "look", same="sequence = NEW.sequence OR place = NEW.place"),
    *_append_only(
        "log_entries",
        "log entry",
        same="number = NEW.number"
        " OR (kind = NEW.kind AND (record = NEW.record OR sequence = NEW.sequence))",
    ),
    *_append_only("log_hashes", "log hash", same="level = NEW.level AND number = NEW.number"),
    *_append_only("log_checkpoints", "checkpoint", same="sequence = NEW.sequence"),
    *_append_only("former_logs", "former log", same="sequence = NEW.sequence"),
)

RECORD = Schema(
    APPLICATION_ID,
    (
        Migration(
            (
                DECISIONS,
                DECISION_VALUES,
                DECISION_INDEX,
                DATA_KEYS,
                ERASURES,
                ERASED_KEYS,
                STATEMENTS,
                REGISTRY_LOOKS,
                LOG_ENTRIES,
                LOG_HASHES,
                LOG_CHECKPOINTS,
                FORMER_LOGS,
            ),
            (*_APPEND_ONLY, *_KEYS_ALONE),
        ),
    ),
    first=6,
)
"""Files of versions 1 to 5 have decisions in clear: they are brought into a new one (`tejun.store.former`)."""
