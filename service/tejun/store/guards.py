"""The triggers that a file of the store has, held to those with which its tables were made.

Who can write to a file can take them away, and rows could be changed from then on; the log would show that afterwards.

May not know: what is in the tables.
"""

import re

from sqlalchemy import Connection

from tejun.store.tables import Schema

_MADE = re.compile(r"CREATE TRIGGER (\w+) BEFORE .*? ON (\w+)\b", re.DOTALL)
_FOUND = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def find_unguarded(connection: Connection, schema: Schema) -> tuple[str, ...]:
    """The tables of which a trigger is gone, or another one than it was."""
    found = {name: _plain(sql) for name, sql in connection.exec_driver_sql(_FOUND)}
    unguarded = [
        table for sql, trigger, table in _triggers(schema) if found.get(trigger) != _plain(sql)
    ]
    return tuple(dict.fromkeys(unguarded))


def _triggers(schema: Schema) -> list[tuple[str, str, str]]:
    """Each as it is made, with its name and its table."""
    statements = (sql for each in schema.migrations for sql in each.statements)
    made = ((sql, _MADE.match(sql.strip())) for sql in statements)
    return [(sql, match[1], match[2]) for sql, match in made if match is not None]


def _plain(sql: str) -> str:
    return " ".join(sql.split())
