"""The tables of keys: wrapped data keys, which alone may be deleted, and what says that they were.

May not know: transactions, what a key seals, or who may wrap one.
"""

from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Table, UniqueConstraint
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

from tejun.store.columns import COUNT, OnPagesOfItsOwn

LOOKUP_PART = "lookup"
"""The part of the one key that is never deleted: by it records are found, and it seals nothing."""


class DataKeyRow(SQLModel, table=True):
    """A data key, wrapped by a master key (`tejun.sealing`): of an application, or of one sender's part of it.

    `part` is empty for the whole. The record's own lookup key has neither program nor application. `wrapped` stands
    last: of a file whose keys were erased nothing of them is left.
    """

    __tablename__ = "data_keys"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("program", "application", "part"),
        {"sqlite_strict": True},
    )

    key_id: str = Field(primary_key=True, sa_type=SqlText)
    program: str = Field(sa_type=SqlText)
    application: str = Field(sa_type=SqlText)
    part: str = Field(sa_type=SqlText)
    wrapped: bytes = Field(sa_type=OnPagesOfItsOwn)


class ErasureRow(SQLModel, table=True):
    """That keys were deleted: `content` is the statement that the log commits to (`tejun/erasure/1`)."""

    __tablename__ = "erasures"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True, sa_type=COUNT)
    erasure_id: str = Field(sa_type=SqlText, unique=True)
    program: str = Field(sa_type=SqlText)
    application: str = Field(sa_type=SqlText)
    erased_at: str = Field(sa_type=SqlText)
    content: bytes = Field(sa_type=LargeBinary)


class ErasedKeyRow(SQLModel, table=True):
    """A key that is gone for ever, and by which erasure."""

    __tablename__ = "erased_keys"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    key_id: str = Field(primary_key=True, sa_type=SqlText)
    erasure_id: str = Field(sa_type=SqlText, index=True)


DATA_KEYS: Table = SQLModel.metadata.tables["data_keys"]
IS_LOOKUP = (
    (DATA_KEYS.c.program == "")
    & (DATA_KEYS.c.application == "")
    & (DATA_KEYS.c.part == LOOKUP_PART)
)
"""The row of the lookup key: its whole place says so, since others may be put in."""

IS_OF_APPLICATION = ~IS_LOOKUP
"""Every other row."""

ERASURES: Table = SQLModel.metadata.tables["erasures"]
ERASED_KEYS: Table = SQLModel.metadata.tables["erased_keys"]
