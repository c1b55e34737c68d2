"""A record copied row for row from one database into another, whichever they are.

Always holds: what is copied is the record of one moment, each row as it stands, in the order of its table. Nothing is
copied into a record that has something already. Memory does not grow with the record.

May not know: what the bytes mean, or whether the record is whole: its log says that.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select, tuple_

from tejun.store.log import AT_ONCE
from tejun.store.tables import RECORD

TABLES: tuple[Table, ...] = RECORD.tables
"""All of them: what was sealed goes with the wrapped keys, and opens where the master key is."""

Row = dict[str, Any]


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever recorded there."""
    return not any(connection.execute(select(table).limit(1)).first() for table in TABLES)


def read_pages(connection: Connection) -> Iterator[tuple[Table, Sequence[Row]]]:
    """All rows of the record, some at a time, each table in the order of its key."""
    for table in TABLES:
        for rows in _pages_of(connection, table):
            yield table, rows


def write_page(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Puts them in, with the numbers that they have."""
    connection.execute(insert(table), list(rows))


def _pages_of(connection: Connection, table: Table) -> Iterator[Sequence[Row]]:
    key = tuple_(*table.primary_key)
    page = select(table).order_by(*table.primary_key).limit(AT_ONCE)
    last: tuple[Any, ...] | None = None
    while True:
        query = page if last is None else page.where(key > last)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if not rows:
            return
        yield rows
        last = tuple(rows[-1][column.name] for column in table.primary_key)
