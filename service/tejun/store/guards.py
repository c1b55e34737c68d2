"""What stands in a file of the store beside rows: found in it, held to what a new file has, and brought back to that.

May not know: what is in the tables.
"""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, create_engine

from tejun.store.driver import dbapi
from tejun.store.mending import Mended, choose, not_taken, require_mendable
from tejun.store.parts import Differences, Part, Texts, compare
from tejun.store.tables import Schema, take_steps

_FOUND = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
"""What has no text is the index of a constraint, which its table's text names."""

_ANALYSED = Part("TABLE", "sqlite_stat1"), "CREATE TABLE sqlite_stat1(tbl,idx,stat)"
"""Where somebody ran ANALYZE: how many rows there are. Samples of what they hold (`sqlite_stat4`) are too much."""

_COUNTERS = Part("TABLE", "sqlite_sequence")
"""SQLite's own, of the last number of each AUTOINCREMENT: once it is made nothing removes it."""


def find_differences(connection: Connection, schema: Schema) -> Differences:
    """How the file differs from a new one."""
    found = {each: sql for each, sql in _find(connection).items() if (each, sql) != _ANALYSED}
    if _COUNTERS in found and _is_empty(connection, _COUNTERS):
        del found[_COUNTERS]
    return compare(_made(schema), found)


def mend(connection: Connection, schema: Schema, *, puts_back: bool, drop: Sequence[str]) -> Mended:
    """See `tejun.store.mending`, in the connection's transaction. Raises StoreError or InvalidInputError."""
    differences = find_differences(connection, schema)
    removed = choose(differences, drop)
    for each in removed:
        connection.exec_driver_sql(_drop(each))
    back = require_mendable(differences) if puts_back else ()
    back = not_taken(back, differences, removed)
    for each in back:
        connection.exec_driver_sql(_drop(each))
        connection.exec_driver_sql(_made(schema)[each])
    return Mended(removed, back, find_differences(connection, schema))


@cache
def _made(schema: Schema) -> Texts:
    """What a new file has, found in one that is made in memory."""
    engine = create_engine("sqlite://", module=dbapi)
    try:
        with engine.begin() as connection:
            take_steps(connection, schema.migrations)
            return _find(connection)
    finally:
        engine.dispose()


def _find(connection: Connection) -> Texts:
    return {
        Part(kind.upper(), name, table if kind in {"index", "trigger"} else ""): sql
        for kind, name, table, sql in connection.exec_driver_sql(_FOUND)
    }


def _is_empty(connection: Connection, table: Part) -> bool:
    rows = connection.exec_driver_sql(f"SELECT 1 FROM {_name(table)} LIMIT 1")  # noqa: S608 - quoted
    return rows.first() is None


def _drop(part: Part) -> str:
    if part == _COUNTERS:
        return f"DELETE FROM {_name(part)}"  # noqa: S608 - SQLite lets nobody remove it
    return f"DROP {part.kind} IF EXISTS {_name(part)}"


def _name(part: Part) -> str:
    name = part.name.replace('"', '""')
    return f'"{name}"'
