"""The table by which recorded decisions are listed, and its indexes.

May not know: transactions, or what is made of a row.
"""

from typing import Any, ClassVar

from sqlalchemy import Index, Table
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

from tejun.store.columns import COUNT

ORDERED = ("recorded", "sequence")
"""The order of every listing: each index has it, so that a page is read from where it begins."""

LEADING = ("application", "institution")
"""The columns that an index begins with: of their values there are many. Others are sought among rows in that order."""

BESIDE = ("program", "edition", "outcome", "engine", "engine_version", "as_of", "application")
"""What the index of all of them has, too: what is sought among many rows is read from few pages."""


class DecisionIndexRow(SQLModel, table=True):
    """By what a decision is found, beside it: nothing that its codes and its open columns do not say.

    `sequence` is the decision's, `recorded` its moment in microseconds since 1970 (UTC). `findings` has each
    requirement and reason of what is open, once: `,REQ-A:reason,REQ-B:reason,`.
    """

    __tablename__ = "decision_index"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        Index("ix_decision_index_recorded", *ORDERED, *BESIDE),
        Index("ix_decision_index_application", "application", *ORDERED, "program"),
        Index("ix_decision_index_institution", "institution", *ORDERED),
        {"sqlite_strict": True},
    )

    sequence: int = Field(
        primary_key=True, sa_type=COUNT, sa_column_kwargs={"autoincrement": False}
    )
    recorded: int = Field(sa_type=COUNT)
    program: str = Field(sa_type=SqlText)
    application: str = Field(sa_type=SqlText)
    institution: str = Field(sa_type=SqlText)
    edition: str = Field(sa_type=SqlText)
    outcome: str = Field(sa_type=SqlText)
    engine: str = Field(sa_type=SqlText)
    engine_version: str = Field(sa_type=SqlText)
    as_of: str = Field(sa_type=SqlText)
    findings: str = Field(sa_type=SqlText)


DECISION_INDEX: Table = SQLModel.metadata.tables["decision_index"]
