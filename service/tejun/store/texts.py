"""SQL in the words of one database or the other: what differs between them is said here and nowhere else.

What is run for each decision is worked out once, and then given to the driver as it stands: to SQLite's past
SQLAlchemy, which takes as long to hand a statement on as SQLite takes to run it.

Always holds: columns and tables are named by the tables' own definitions. What PostgreSQL is asked goes through
SQLAlchemy, which sees by an error that the server was away.

May not know: when a statement is run.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import URL, ClauseElement, Connection, Dialect, Insert, Table, insert

from tejun.store.errors import not_recorded

_DRIVERS: Mapping[str, tuple[str, str]] = {
    "sqlite": ("sqlite", "named"),
    "postgresql": ("postgresql+psycopg", "pyformat"),
}
"""How SQLAlchemy names what it speaks through, and how that writes the name of a parameter."""


def statement(connection: Connection, clause: ClauseElement) -> str:
    """Its text for the connection's driver; each of its parameters is named."""
    return _statement(clause, connection.dialect.name)


def put(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, without: str = ""
) -> None:
    """Inserts rows of all columns but one, which the database fills in. Raises StoreError where it kept not all."""
    if not rows:
        return
    insertion = _insertion(table, without, connection.dialect.name)
    if _run(connection, insertion, rows).rowcount != len(rows):
        raise not_recorded()


def rows_of(connection: Connection, clause: ClauseElement, **parameters: Any) -> list[Any]:
    """All rows that a statement gives."""
    found = _run(connection, statement(connection, clause), [parameters])
    return list(found.fetchall())


def _run(connection: Connection, text: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Runs it with each of these rows of parameters; gives the driver's cursor, or what stands for it."""
    given = [dict(row) for row in rows]
    if connection.dialect.name != "sqlite":
        return connection.exec_driver_sql(text, given)
    raw: Any = connection.connection.driver_connection
    return raw.execute(text, given[0]) if len(given) == 1 else raw.executemany(text, given)


def require_put(connection: Connection, statement: Insert, values: Mapping[str, Any]) -> None:
    """Inserts one row, of whatever types. Raises StoreError where it was not kept."""
    counted = statement.execution_options(preserve_rowcount=True)
    if connection.execute(counted, values).rowcount != 1:
        raise not_recorded()


@cache
def _dialect(name: str) -> Dialect:
    """Loaded when it is first needed: there is one in a process."""
    driver, parameters = _DRIVERS[name]
    kind: Any = URL.create(driver).get_dialect()
    dialect: Dialect = kind(paramstyle=parameters)
    return dialect


@cache
def _statement(clause: ClauseElement, dialect: str) -> str:
    return str(clause.compile(dialect=_dialect(dialect)))


@cache
def _insertion(table: Table, without: str, dialect: str) -> str:
    columns = [column.name for column in table.c if column.name != without]
    return str(insert(table).compile(dialect=_dialect(dialect), column_keys=columns))
