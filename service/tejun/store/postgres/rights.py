"""What the role of this process may do to the record beyond reading and adding, and beyond erasing.

The triggers of the tables refuse to change or remove a row, whoever asks; who owns the tables, or is superuser, can
take the triggers away. So a service has a role of its own, which is neither (docs/postgresql.md).

May not know: where that is shown.
"""

from sqlalchemy import Connection

from tejun.store.key_tables import DATA_KEYS
from tejun.store.postgres.connecting import VERSION_TABLE
from tejun.store.tables import DECISION_VALUES, RECORD
from tejun.store.values import VALUES

_CHANGED = {
    DATA_KEYS.name: [DATA_KEYS.c.wrapped.name],
    DECISION_VALUES.name: [column.name for column in VALUES],
}
"""The columns that may be changed: keys are wrapped anew, values taken out."""

_RIGHTS = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
_QUERY = """
SELECT pg_has_role(c.relowner, 'USAGE'), EXISTS (SELECT 1 FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname::text <> ALL (%s::text[])
        AND has_column_privilege(c.oid, a.attnum, 'UPDATE')),
    has_table_privilege(c.oid, 'DELETE'),
    has_table_privilege(c.oid, 'TRUNCATE'), has_table_privilege(c.oid, 'TRIGGER')
FROM pg_class c WHERE c.oid = to_regclass(%s)
"""
_MAY_NUMBER = """
SELECT has_any_column_privilege(c.oid, 'INSERT') AND NOT pg_has_role(c.relowner, 'USAGE')
FROM pg_class c WHERE c.oid = to_regclass(%s)
"""


def table_names() -> tuple[str, ...]:
    """The tables of the record."""
    return tuple(table.name for table in RECORD.tables)


def find_excess(connection: Connection) -> tuple[str, ...]:
    """What the role may do and needs not, in SQL's words; `OWNER` where a table is its own, or anybody's; `INSERT`
    where it may say which version the tables are of.
    """
    found: set[str] = set()
    for table in (*table_names(), VERSION_TABLE):
        changed = _CHANGED.get(table, [])
        owns, *may = connection.exec_driver_sql(_QUERY, (changed, table)).one()
        rights = {right for right, has in zip(_RIGHTS, may, strict=True) if has}
        found |= rights - ({"DELETE"} if table == DATA_KEYS.name else set())
        found |= {"OWNER"} if owns else set()
    if connection.exec_driver_sql(_MAY_NUMBER, (VERSION_TABLE,)).scalar_one():
        found.add("INSERT")
    return tuple(right for right in ("OWNER", *_RIGHTS, "INSERT") if right in found)
