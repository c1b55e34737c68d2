"""The record in PostgreSQL: written in turns by whichever process, read by all.

Always holds: see `tejun.store.protocol`. Who writes has the sequencer's lock from before the first statement until the
commit is seen by everybody: so decisions and the entries of the log stand in one order. A commit is confirmed when the
server has it on its disk, and nobody sees it sooner: nothing has to be synced here. Where the connection is lost in
the midst of a commit, nobody can say whether it stands, and the error says so. After the server was away, the next that
asks is connected anew.

May not know: what is in the tables.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Insert, RootTransaction
from sqlalchemy.exc import DBAPIError

from tejun.errors import StoreError
from tejun.store import copying, parts, texts
from tejun.store.database import SqliteDatabase
from tejun.store.errors import record_file, store_closed
from tejun.store.parts import Differences
from tejun.store.postgres import connecting, errors, guards, rights
from tejun.store.postgres.place import FOR_WORK, Patience, Place
from tejun.store.protocol import Database, Rights
from tejun.store.tables import APPLICATION_ID, RECORD
from tejun.words import Words

_READERS, _MORE_READERS = 4, 8
_TAKE_TURN = f"SELECT pg_advisory_xact_lock({APPLICATION_ID}, {connecting.SEQUENCER})"


class PostgresDatabase(Database):
    """An open database; safe to share between threads. Raises StoreError where it cannot be used."""

    def __init__(self, place: Place, patience: Patience | None = None) -> None:
        patience = patience or FOR_WORK
        self._name = place.name
        self._closed = False
        self.writing = connecting.engine(
            place,
            lambda raw: connecting.settle_to_write(raw, self._name, patience),
            patience,
            pool_size=1,
            more=2,
        )
        self.reading = connecting.engine(
            place,
            lambda raw: connecting.settle_to_read(raw, patience),
            patience,
            pool_size=_READERS,
            more=_MORE_READERS,
        )
        try:
            with as_store_errors(place.name), self.writing.connect(), self.reading.connect():
                self._name = place.name_for_callers  # from now on, who asks a service reads it
        except BaseException:
            self.close()
            raise

    def may_write(self) -> bool:
        """Every process may: they take turns."""
        return True

    @contextmanager
    def open_to_write(self) -> Iterator[Connection]:
        """See `tejun.store.protocol`."""
        with self.as_store_errors():
            self.check_usable()
            with self.writing.connect() as connection:
                transaction = connection.begin()
                try:
                    connection.exec_driver_sql(_TAKE_TURN)
                    yield connection
                except BaseException:
                    transaction.rollback()
                    raise
                self._commit(transaction)

    def _commit(self, transaction: RootTransaction) -> None:
        try:
            transaction.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                raise errors.in_doubt(self._name) from error
            raise

    @contextmanager
    def open_to_look(self) -> Iterator[Connection]:
        """See `tejun.store.protocol`; what is read is on the disk."""
        with self.as_store_errors():
            self.check_usable()
            with self.reading.connect() as connection:
                yield connection

    def sync(self) -> None:
        """The server has done it."""
        self.check_usable()

    def try_to_write(self, statement: Insert, values: Mapping[str, Any]) -> None:
        """Writes it and undoes it, in turn."""
        with self.as_store_errors():
            self.check_usable()
            with self.writing.connect() as connection, connection.begin() as attempt:
                try:
                    connection.exec_driver_sql(_TAKE_TURN)
                    texts.require_put(connection, statement, values)
                finally:
                    attempt.rollback()

    def check_usable(self) -> None:
        """Whether it is open."""
        if self._closed:
            raise store_closed()

    def check_room(self) -> None:
        """The server's disk is not seen from here."""

    def check_in_place(self) -> None:
        """Nobody moves a server's files under it; whether it is there, the next statement sees."""
        self.check_usable()

    @contextmanager
    def as_store_errors(self) -> Iterator[None]:
        """See `tejun.store.protocol`: errors do not name the host."""
        with as_store_errors(self._name):
            yield

    def copy_to(self, path: Path) -> None:
        """See `tejun.store.protocol`."""
        with SqliteDatabase(record_file(path), RECORD) as copy, self.open_to_give_out() as reading:
            for table, rows in copying.read_pages(reading):
                with copy.open_to_write() as writing:
                    copying.write_page(writing, table, rows)

    def warnings(self) -> Iterator[str]:
        """What the role may do and needs not."""
        found = self.look_at_rights()
        if found.excess:
            yield f"The role may do more than read and add to the record: {', '.join(found.excess)}."
        yield from parts.warnings(found.differences)

    def look_at_rights(self) -> Rights:
        """What the role may do and needs not, and how the tables differ. Raises StoreError."""
        with self.open_to_look() as connection:
            return Rights(rights.find_excess(connection), self.find_differences(connection))

    def find_differences(self, connection: Connection) -> Differences:
        """See `tejun.store.protocol`."""
        return guards.find_differences(connection)

    def close(self) -> None:
        """Closes the connections; nothing is given out any more."""
        self._closed = True
        self.writing.dispose()
        self.reading.dispose()


@contextmanager
def as_store_errors(name: Words) -> Iterator[None]:
    """Raises every failure as a StoreError; one that is already is left as it is."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        if not errors.is_postgres(error):
            raise
        raise errors.from_postgres(error, name) from error
