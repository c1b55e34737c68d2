"""One SQLite file of the store: opened or made, migrated, written in turns, synced, and watched while it is open.

Always holds: `open_to_write` ends when what was written is on the disk, and `open_to_give_out` when all that was read
is. Several processes may have the file open: writers take turns (BEGIN IMMEDIATE with a busy timeout), readers never
wait for a turn. A file that is damaged, not ours, or of a later tejun is refused before anything is written to it; one
of an earlier tejun is migrated in one transaction. Where the file, its log or its `-shm` is no longer in its place,
nothing is written or given out.

Whatever is removed is overwritten where it stood (secure_delete): with a wrapped key that stays behind, what was erased
could be read. What moved to another page may stay in the slack of the first: such keys are kept where nothing moves
(`tejun.store.columns`), and what goes with them stands in rows that don't, and in no index (`tejun.store.tables`).

Where the system can (`tejun.store.wal`), SQLite does not sync what it commits (WAL, synchronous=NORMAL): this does,
when the next process may write already. What another process has committed can thus be read before it is on the disk,
and is synced before it is given out. Elsewhere SQLite syncs each commit (synchronous=FULL).

May not know: what is in the tables.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Insert, create_engine, event

from tejun.errors import StoreError
from tejun.store import driver, errors, guards, texts
from tejun.store.checks import Look, check_complete, look_for
from tejun.store.driver import dbapi
from tejun.store.errors import DatabaseFile, record_file
from tejun.store.mending import Mended
from tejun.store.parts import Differences, warnings
from tejun.store.places import Places, check_may_be_written, make_private, remove_left_journal
from tejun.store.preparing import prepare_file, see_prepared, when_free
from tejun.store.protocol import Database, Rights
from tejun.store.sole import SoleWriter
from tejun.store.tables import Schema
from tejun.store.wal import Wal

LEAST_FREE_BYTES = 64 * 1024 * 1024
"""With less room on the disk a file is not ready: a few large records would fill the rest."""

MOST_LOG_BYTES = 64 * 1024 * 1024
"""What a large transaction leaves of the log; SQLite would keep all of it until the file is closed."""

BUSY_SECONDS = 5.0
"""How long to wait for another process that writes."""

_CACHE_SIZE = -2000
"""As SQLite has it: two megabytes of pages for each connection."""

_TURN_MS = 1
"""How long SQLite itself waits before it is asked again. Left to wait longer, it sleeps for 1, 2, 5, 10, 15, 20, 25 ms
between two looks: a process whose turn has come sleeps on, and its callers wait."""


def check_room(file: DatabaseFile) -> None:
    """Whether the disk of the file, which need not be there yet, has room for more. Raises StoreError or OSError."""
    if shutil.disk_usage(file.path.absolute().parent).free < LEAST_FREE_BYTES:
        raise errors.disk_full(file.without_folder())


class SqliteDatabase(Database):
    """An open file; safe to share between threads. Raises StoreError where it cannot be used.

    `looks_through`: within a bound, all of it (`tejun.store.checks`), which takes the longer the larger it is.
    """

    def __init__(
        self,
        file: DatabaseFile,
        schema: Schema,
        *,
        busy_seconds: float = BUSY_SECONDS,
        looks_through: bool = True,
    ) -> None:
        self._file = file
        self._schema = schema
        self._shown = file.without_folder()
        self.writing = _engine(file, writes=True, busy_seconds=busy_seconds)
        self.reading = _engine(file, writes=False, busy_seconds=busy_seconds)
        self._sole: SoleWriter | None = None
        self._wal: Wal | None = None
        self._closed = False
        try:
            with _as_store_errors(file):
                self._open(schema, busy_seconds, look_for(file, looks_through=looks_through))
        except BaseException:
            self.close()
            raise

    def _open(self, schema: Schema, busy_seconds: float, look: Look) -> None:
        file = self._file
        if file.is_kept:
            check_complete(file)
        check_may_be_written(file)
        make_private(file)
        if not driver.is_mended():
            self._sole = SoleWriter(file)
        if self.may_write():
            prepared = prepare_file(
                self.writing, file, schema, busy_seconds=busy_seconds, look=look
            )
        else:
            prepared = see_prepared(self.reading, file, schema)
        self.is_looked_through = prepared.is_looked_through
        self.version_before = prepared.version
        self._places = Places(file, has_log=prepared.has_log)
        if prepared.has_log:  # with which nobody uses a journal
            remove_left_journal(file.path)
        self._wal = None if prepared.syncs_itself else Wal(file)
        self.sync()

    def may_write(self) -> bool:
        """Whether this process may: where SQLite is old, one alone does."""
        return self._sole is None or self._sole.is_ours

    @contextmanager
    def open_to_write(self) -> Iterator[Connection]:
        """One transaction, committed and on the disk at the end: whatever is written goes through here."""
        with self.as_store_errors():
            self.check_usable()
            with self.writing.begin() as connection:
                yield connection
            self.sync()

    @contextmanager
    def hold_turn(self) -> Iterator[Connection]:
        """See `tejun.store.protocol`."""
        with self.as_store_errors():
            self.check_in_place()
            with self.writing.begin() as connection:
                yield connection

    def empty_log(self) -> None:
        """See `tejun.store.protocol`: the log has pages as they were; it is cut as soon as nobody reads in it."""
        with self.as_store_errors():
            self.check_usable()
            with closing(self.writing.raw_connection()) as pooled:
                raw: Any = pooled.driver_connection

                def cut() -> None:
                    busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                    if busy:
                        raise errors.log_in_use(self._shown)

                _until_done(cut, BUSY_SECONDS)

    def try_to_write(self, statement: Insert, values: Mapping[str, Any]) -> None:
        """Writes it as far as to the log, and undoes it: a disk that has no more room for the log says so only then.

        Raises StoreError.
        """
        with self.as_store_errors():
            self.check_usable()
            with self.writing.connect() as connection, connection.begin() as attempt:
                raw: Any = connection.connection.driver_connection
                raw.execute(
                    "PRAGMA cache_size=1"
                )  # what does not fit in memory goes into the log before the end
                try:
                    texts.require_put(connection, statement, values)
                finally:
                    attempt.rollback()
                    raw.execute(f"PRAGMA cache_size={_CACHE_SIZE}")
            self.sync()

    @contextmanager
    def open_to_look(self) -> Iterator[Connection]:
        """To read what may not be on the disk yet: it is for `sync` to say.

        It is looked first whether all is in its place: a connection that opens would make a new log where one is gone.
        """
        with self.as_store_errors():
            self.check_in_place()
            with self.reading.connect() as connection:
                yield connection

    def sync(self) -> None:
        """What was committed and read may be given out when this returns. Raises StoreError."""
        if self._wal is not None:
            self._wal.sync()
        self.check_in_place()

    def check_in_place(self) -> None:
        """SQLite goes on writing to a file that was moved or deleted: what is written would be lost.

        What is in a log that is gone is saved into the file. Raises StoreError.
        """
        if self._closed:
            raise errors.store_closed()
        missing = self._places.find_missing()
        if missing is None:
            return
        if self._places.is_only_log_gone():
            raise errors.moved_log(missing.without_folder(), saved=self._save_log())
        raise errors.moved_file(missing.without_folder())

    def _save_log(self) -> bool:
        """Brings what the log holds, which only this and other processes that have it open still see, into the file.

        Whether all of it is there. Nobody writes to the log any more: each process looks before it writes.
        """
        if not self.may_write():
            return False
        try:
            with closing(self.writing.raw_connection()) as pooled:
                raw: Any = pooled.driver_connection
                busy, frames, saved = raw.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
                return not busy and bool(frames == saved)
        except Exception as error:
            if not errors.is_sqlite(error):
                raise
            return False

    def is_sound(self) -> bool:
        """Whether it is in its place, and the disk has confirmed what it was asked to."""
        try:
            self.check_usable()
        except StoreError:
            return False
        return True

    def check_room(self) -> None:
        """Whether the disk has room. Raises StoreError."""
        check_room(self._file)

    def copy_to(self, path: Path) -> None:
        """See `tejun.store.protocol`."""
        with self.as_store_errors():
            self.check_in_place()
            make_private(record_file(path))
            with closing(self.reading.raw_connection()) as pooled:
                raw: Any = pooled.driver_connection
                raw.execute("PRAGMA query_only=OFF")  # it writes elsewhere
                try:
                    raw.execute("VACUUM INTO ?", (str(path),))
                finally:
                    raw.execute("PRAGMA query_only=ON")
        self.sync()

    def warnings(self) -> Iterator[str]:
        """See `tejun.store.protocol`."""
        if not driver.is_mended():
            old = f"SQLite {driver.VERSION} is older than {errors.MENDED}"
            yield f"{old}: only one process may write to the record."
        if not self.is_looked_through:
            yield f"{self._shown.path} is too large to have been looked through in time."
        yield from warnings(self.look_at_rights().differences)

    def look_at_rights(self) -> Rights:
        """A file knows no roles; what guards it can be taken away by whoever can write to it. Raises StoreError."""
        with self.open_to_look() as connection:
            return Rights(differences=self.find_differences(connection))

    def find_differences(self, connection: Connection) -> Differences:
        """See `tejun.store.protocol`."""
        return guards.find_differences(connection, self._schema)

    def mend(self, *, puts_back: bool, drop: Sequence[str]) -> Mended:
        """See `tejun.store.mending`; of what was removed nothing stays, once the log is emptied (`empty_log`).

        Raises StoreError or InvalidInputError.
        """
        with self.open_to_write() as connection:
            return guards.mend(connection, self._schema, puts_back=puts_back, drop=drop)

    def as_store_errors(self) -> AbstractContextManager[None]:
        """Errors name the file without its folder: while the service runs, its callers read them."""
        return _as_store_errors(self._shown)

    def close(self) -> None:
        """Closes the file; nothing is given out any more."""
        self._closed = True
        if self._wal is not None:
            self._wal.close()
        self.writing.dispose()
        self.reading.dispose()
        if self._sole is not None:
            self._sole.close()

    def check_usable(self) -> None:
        """Whether what is written could be confirmed, and no other process writes that must be alone.

        Raises StoreError.
        """
        if not self.may_write():
            raise errors.another_writer(self._shown)
        self.check_in_place()
        if self._wal is not None:
            self._wal.check()


@contextmanager
def _as_store_errors(file: DatabaseFile) -> Iterator[None]:
    """Raises every failure of SQLite as a StoreError."""
    try:
        yield
    except Exception as error:
        if not errors.is_sqlite(error):
            raise
        raise errors.from_sqlite(error, file) from error


def _engine(file: DatabaseFile, *, writes: bool, busy_seconds: float) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file.path)),
        module=dbapi,
        pool_size=1 if writes else 8,
        max_overflow=_more_connections(writes=writes),
        connect_args={"timeout": busy_seconds},
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        connection.isolation_level = (
            None  # transactions begin at our BEGIN, not where Python guesses
        )
        connection.execute("PRAGMA synchronous=FULL" if writes else "PRAGMA query_only=ON")
        if writes:
            connection.execute(f"PRAGMA busy_timeout={_TURN_MS}")
            # Not for what is deleted alone: when a page splits, a row that moves stays in the old one, too.
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute(f"PRAGMA journal_size_limit={MOST_LOG_BYTES}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        if writes:
            when_free(lambda: raw.execute("BEGIN IMMEDIATE"), busy_seconds)
        else:
            raw.execute("BEGIN")

    return engine


def _more_connections(*, writes: bool) -> int:
    if writes:
        return 2 if driver.is_mended() else 0
    return 56


def _until_done(attempt: Callable[[], None], seconds: float) -> None:
    """Tries until it succeeds. Raises the last StoreError."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except StoreError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.01)
