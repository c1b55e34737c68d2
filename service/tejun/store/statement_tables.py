"""The tables of what was seen of registries: statements, and when each registry was first looked at.

May not know: transactions, signatures, or what a statement says.
"""

from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Table, UniqueConstraint
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

from tejun.store.columns import COUNT


class StatementRow(SQLModel, table=True):
    """A statement that counted here: `tejun.store.seen.SeenStatement`."""

    __tablename__ = "statements"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("place", "digest"),
        {"sqlite_strict": True},
    )

    sequence: int | None = Field(default=None, primary_key=True, sa_type=COUNT)
    place: str = Field(sa_type=SqlText)
    program: str = Field(sa_type=SqlText)
    number: int = Field(sa_type=COUNT)
    digest: str = Field(sa_type=SqlText)
    first_seen: str = Field(sa_type=SqlText)
    found: int
    content: bytes = Field(sa_type=LargeBinary)


class RegistryLookRow(SQLModel, table=True):
    """When the registry at a place was first looked at."""

    __tablename__ = "registry_looks"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True, sa_type=COUNT)
    place: str = Field(sa_type=SqlText, unique=True)
    looked_at: str = Field(sa_type=SqlText)


STATEMENTS: Table = SQLModel.metadata.tables["statements"]
REGISTRY_LOOKS: Table = SQLModel.metadata.tables["registry_looks"]
