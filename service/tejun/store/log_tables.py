"""The tables of the record's own log (RFC 9162): its entries, the hashes above them, and checkpoints that witnesses
cosigned.

May not know: transactions, how an entry is made, or what a record says.
"""

from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Table, UniqueConstraint
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

from tejun.store.columns import COUNT


class LogEntryRow(SQLModel, table=True):
    """An entry: which record it commits to, with the salt of its opening (`tejun.transparency.leaves`).

    `number` counts from 0. `sequence` is that of the record in the table of its kind.
    """

    __tablename__ = "log_entries"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("kind", "record"),
        UniqueConstraint("kind", "sequence"),
        {"sqlite_strict": True},
    )

    number: int = Field(primary_key=True, sa_type=COUNT, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(sa_type=SqlText)
    record: str = Field(sa_type=SqlText)
    sequence: int = Field(sa_type=COUNT)
    salt: bytes = Field(sa_type=LargeBinary)
    entry: bytes = Field(sa_type=LargeBinary)


class LogHashRow(SQLModel, table=True):
    """A hash of a level above the entries, one for each 256 of the level below (`tejun.transparency.tree`)."""

    __tablename__ = "log_hashes"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    level: int = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_type=COUNT)
    value: bytes = Field(sa_type=LargeBinary)


class LogCheckpointRow(SQLModel, table=True):
    """A checkpoint of `size` entries that a witness has cosigned: the signed note, byte for byte."""

    __tablename__ = "log_checkpoints"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True, sa_type=COUNT)
    size: int = Field(index=True, sa_type=COUNT)
    note: bytes = Field(sa_type=LargeBinary)


LOG_ENTRIES: Table = SQLModel.metadata.tables["log_entries"]
LOG_HASHES: Table = SQLModel.metadata.tables["log_hashes"]
LOG_CHECKPOINTS: Table = SQLModel.metadata.tables["log_checkpoints"]
