"""A record put back into PostgreSQL, from a file that has all of it.

Always holds: all of it or nothing, in one transaction; the log is held to the decisions before it is committed.

May not know: where the file is from.
"""

import os
from collections.abc import Callable

from sqlalchemy import Connection

from tejun.store import copying, log
from tejun.store.keys import FindMasters, Keyring
from tejun.store.opening import Opener
from tejun.store.postgres import errors
from tejun.store.postgres.database import PostgresDatabase
from tejun.store.postgres.place import Place
from tejun.store.protocol import Database
from tejun.store.records import Codes, Record
from tejun.transparency.tree import TreeHead

_NUMBERED = """
SELECT setval(pg_get_serial_sequence('{table}', 'sequence'), max(sequence)) FROM {table} HAVING max(sequence) > 0
"""


def restore(
    place: Place,
    source: Database,
    *,
    require: Callable[[Record], object],
    require_codes: Callable[[Codes], object],
    masters: FindMasters,
) -> TreeHead:
    """Copies the record into the database at the place, which must be empty; gives the head of its log.

    `require` looks at a record by itself, `require_codes` at one that was erased, and `masters` gives the master keys
    with which records are opened. Raises AlteredRecordError, SealError or StoreError.
    """
    with PostgresDatabase(place) as target:
        if "OWNER" not in target.look_at_rights().excess:
            raise errors.needs_owner(place.name)
        with source.open_to_give_out() as reading, target.open_to_write() as writing:
            if not copying.is_empty(writing):
                raise errors.not_empty(place.name)
            for table, rows in copying.read_pages(reading):
                copying.write_page(writing, table, rows)
            _number_on(writing)
            keys = Keyring(target.open_to_look, target.open_to_write, masters, os.urandom)
            *_, checked = log.check_log(
                writing, opener=Opener(keys), require=require, require_codes=require_codes
            )
            return checked.head


def _number_on(connection: Connection) -> None:
    """What is recorded from now on is numbered from there: the rows brought their numbers along."""
    for table in copying.TABLES:
        column = table.c.get("sequence")
        if column is not None and column.primary_key:
            connection.exec_driver_sql(_NUMBERED.format(table=table.name))
