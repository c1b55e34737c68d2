"""Statements as the driver takes them: what is run for each decision is not worked out anew each time.

Always holds: columns and tables are named by the tables' own definitions.

May not know: when a statement is run.
"""

from sqlalchemy import ClauseElement, Table, insert
from sqlalchemy.dialects import sqlite


def statement(clause: ClauseElement) -> str:
    """Its text; each of its parameters is named, `:name`."""
    return str(clause.compile(dialect=sqlite.dialect(paramstyle="named")))


def insertion(table: Table, *, without: str = "") -> str:
    """What inserts a row of all columns but one, which the database fills in."""
    columns = [column.name for column in table.c if column.name != without]
    dialect = sqlite.dialect(paramstyle="named")
    return str(insert(table).compile(dialect=dialect, column_keys=columns))
