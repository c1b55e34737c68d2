"""The store: opens the file of the record, appends to it, reads from it. What OPAs report is in `tejun.store.fleet`.

Always holds: `append` returns after the record is on the disk, and nothing is given out as recorded that is not.
Several processes may have the file open: writers take turns (BEGIN IMMEDIATE with a busy timeout), readers never wait
for a turn. A file that is damaged, not ours, or of a later tejun is refused before anything is written to it; a file of
an earlier tejun is migrated in one transaction.

Where the system can (`tejun.store.wal`), SQLite does not sync what it commits (WAL, synchronous=NORMAL): the store
does, when the next process may write already. What another process has committed can thus be read before it is on the
disk, and is synced before it is given out. Elsewhere SQLite syncs each commit (synchronous=FULL).

May not know: how a decision was made, or who asked for it.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, Row, create_engine, event, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import SQLAlchemyError

from tejun.errors import UnknownDecisionError
from tejun.store import errors
from tejun.store.fleet import Fleet
from tejun.store.records import Idempotency, Record
from tejun.store.statements import Statements
from tejun.store.tables import APPLICATION_ID, DECISIONS, MIGRATIONS, SCHEMA_VERSION
from tejun.store.wal import Wal, can_sync
from tejun.store.writer import Writer
from tejun.words import Message

QUEUE_LIMIT = 256
"""How many callers may wait for what they have recorded; more are refused at once."""

PAGE_BYTES = 16_384
"""Records are tens to hundreds of kilobytes: larger pages than SQLite's 4096 make fewer of them."""

LEAST_FREE_BYTES = 64 * 1024 * 1024
"""With less room on the disk the store is not ready: a few large records would fill the rest."""


_BUSY_MS = 5_000
"""How long to wait for another process that writes."""

_TURN_MS = 1
"""How long SQLite itself waits before it is asked again. Left to wait longer, it sleeps for 1, 2, 5, 10, 15, 20, 25 ms
between two looks: a process whose turn has come sleeps on, and its callers wait."""


def check_room(path: Path) -> None:
    """Whether the disk of the record, which need not be there yet, has room for more. Raises StoreError or OSError."""
    if shutil.disk_usage(path.absolute().parent).free < LEAST_FREE_BYTES:
        raise errors.disk_full(Path(path.name))


class Store:
    """The record in one SQLite file; safe to share between threads. `Store.open` makes one, `close` ends it."""

    def __init__(self, path: Path, *, timeout_seconds: float, queue_limit: int) -> None:
        self._path = path
        self._writing = _engine(path, writes=True)
        self._reading = _engine(path, writes=False)
        with _as_store_errors(path):
            syncs_itself = _prepare_file(self._writing, path)
            self._file_id = _file_id(path)
            self._wal = None if syncs_itself else Wal(path)
            self._sync()
        self._writer = Writer(self._commit, timeout_seconds=timeout_seconds, limit=queue_limit)
        self.statements = Statements(self._open_to_write, self._open_to_give_out)
        self.fleet = Fleet(
            self._open_to_write,
            self._open_to_give_out,
            timeout_seconds=timeout_seconds,
            limit=queue_limit,
        )

    @classmethod
    def open(
        cls, path: Path, *, timeout_seconds: float = 10.0, queue_limit: int = QUEUE_LIMIT
    ) -> Self:
        """Opens the file, or makes it. `timeout_seconds`: how long a write may take. Raises StoreError."""
        return cls(path, timeout_seconds=timeout_seconds, queue_limit=queue_limit)

    def append(self, record: Record) -> Record:
        """Makes the record durable and returns it; where its idempotency key is known, returns the earlier record.

        Raises StoreError. Whether an earlier record answers the same request is for the caller to check.
        """
        return self._writer.append(record)

    def append_all(self, records: Sequence[Record]) -> Sequence[Record]:
        """The same for several records in one transaction: all of them, or none. Raises StoreError."""

        return self._writer.append_all(records) if records else ()

    def get(self, decision_id: str) -> Record:
        """The record of a decision. Raises UnknownDecisionError or StoreError."""
        record = self._find(DECISIONS.c.decision_id == decision_id)
        if record is None:
            raise _unknown_decision(decision_id)
        return record

    def by_key(self, key: str) -> Record | None:
        """The record made under an idempotency key, if any. Raises StoreError."""
        return self._find(DECISIONS.c.idempotency_key == key)

    def check_writable(self) -> None:
        """Tries a write and rolls it back; checks that the disk has room and confirms. Raises StoreError."""
        with self._as_store_errors():
            self._check_in_place()
            check_room(self._path)
            with self._writing.connect() as connection, connection.begin() as attempt:
                connection.execute(insert(DECISIONS), [_PROBE])
                attempt.rollback()
            self._sync()

    def close(self) -> None:
        """Writes what waits and closes the file."""
        self._writer.close()
        self.fleet.close()
        if self._wal is not None:
            self._wal.close()
        self._writing.dispose()
        self._reading.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _commit(self, batch: Sequence[Record]) -> Sequence[Record]:
        """Writes a batch in one transaction; see `tejun.store.writer`."""
        with self._open_to_write() as connection:
            earlier_records = [
                _record_under_same_key(connection, record, batch[:i])
                for i, record in enumerate(batch)
            ]
            new = [
                _to_row(record)
                for record, earlier in zip(batch, earlier_records, strict=True)
                if earlier is None
            ]
            if new:
                # Straight to the driver: SQLAlchemy would work out the statement anew each time.
                connection.exec_driver_sql(_INSERT, new)
        return [earlier or record for record, earlier in zip(batch, earlier_records, strict=True)]

    def _find(self, condition: Any) -> Record | None:
        with self._as_store_errors(), self._reading.connect() as connection:
            record = _find_record(connection, condition)
        if record is not None:  # most keys are new, and what is not there need not be synced
            self._sync()
        return record

    @contextmanager
    def _open_to_give_out(self) -> Iterator[Connection]:
        """To read; at the end, all that could be read is on the disk."""
        with self._as_store_errors(), self._reading.connect() as connection:
            yield connection
        self._sync()

    @contextmanager
    def _open_to_write(self) -> Iterator[Connection]:
        """One transaction, committed and on the disk at the end: whatever is written goes through here."""
        with self._as_store_errors():
            self._check_in_place()
            with self._writing.begin() as connection:
                yield connection
            if self._wal is not None:
                self._wal.sync()
                self._check_in_place()

    def _sync(self) -> None:
        """What was committed and read may be given out when this returns. Raises StoreError."""
        if self._wal is not None:
            self._wal.sync()

    def _check_in_place(self) -> None:
        """SQLite goes on writing to a file that was moved or deleted: such a record would be lost."""
        if _file_id(self._path) != self._file_id:
            raise errors.moved_file(Path(self._path.name))

    def _as_store_errors(self) -> AbstractContextManager[None]:
        """Errors name the file without its folder: while the service runs, its callers read them."""
        return _as_store_errors(Path(self._path.name))


@contextmanager
def _as_store_errors(path: Path) -> Iterator[None]:
    """Raises every failure of SQLite as a StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise errors.from_sqlite(error, path) from error


def _engine(path: Path, *, writes: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=1 if writes else 8,
        max_overflow=2 if writes else 56,
        connect_args={"timeout": _BUSY_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        connection.isolation_level = (
            None  # transactions begin at our BEGIN, not where Python guesses
        )
        connection.execute("PRAGMA synchronous=FULL" if writes else "PRAGMA query_only=ON")
        if writes:
            connection.execute(f"PRAGMA busy_timeout={_TURN_MS}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if writes:
            _take_turn(driver)
        else:
            driver.execute("BEGIN")

    return engine


def _take_turn(driver: sqlite3.Connection) -> None:
    """Begins to write as soon as nobody else does. Raises sqlite3.OperationalError."""
    deadline = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise


def _prepare_file(engine: Engine, path: Path) -> bool:
    """Brings a new or older file to the newest schema; whether SQLite syncs each commit.

    Raises StoreError where the file is not ours or damaged.
    """
    syncs_itself = _choose_wal(engine, path)
    with engine.begin() as connection:
        if _is_new(lambda sql: connection.exec_driver_sql(sql).scalar_one(), path):
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        for migration in MIGRATIONS[version:]:
            for table in migration.tables:
                table.create(connection)
            for statement in migration.statements:
                connection.exec_driver_sql(statement)
        if version < SCHEMA_VERSION:
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    return syncs_itself


def _choose_wal(engine: Engine, path: Path) -> bool:
    """Switches the file to WAL: outside a transaction, as SQLite requires, and with retries, since SQLite does not wait
    for this lock while another process does the same. Whether SQLite syncs each commit."""
    deadline = time.monotonic() + _BUSY_MS / 1000
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        while True:
            try:
                if _is_new(lambda sql: connection.execute(sql).fetchone()[0], path):
                    connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
                [mode] = connection.execute("PRAGMA journal_mode=WAL").fetchone()
                return _choose_who_syncs(engine, connection, mode)
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)


def _choose_who_syncs(engine: Engine, connection: Any, journal_mode: str) -> bool:
    """Whether SQLite does: where we cannot, or the file system has no WAL."""
    if journal_mode != "wal" or not can_sync():
        return True
    _sync_no_commits(connection)
    event.listen(engine, "connect", _sync_no_commits)
    return False


def _sync_no_commits(connection: Any, _: Any = None) -> None:
    """In WAL, SQLite then syncs at checkpoints only; the file stays consistent whenever the power fails."""
    connection.execute("PRAGMA synchronous=NORMAL")


def _is_new(query: Callable[[str], int], path: Path) -> bool:
    """Whether the file is empty. Raises StoreError where it is another program's, or a later tejun's."""
    application_id, version = query("PRAGMA application_id"), query("PRAGMA user_version")
    if application_id == APPLICATION_ID:
        if version > SCHEMA_VERSION:
            raise errors.newer_file(path, version, SCHEMA_VERSION)
        return False
    if application_id or version or query("SELECT count(*) FROM sqlite_master"):
        raise errors.foreign_file(path)
    return True


def _file_id(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _record_under_same_key(
    connection: Connection, record: Record, preceding: Sequence[Record]
) -> Record | None:
    """The record with the same idempotency key that came before: in the file, or in the same batch (`preceding`)."""
    if record.idempotency is None:
        return None
    key = record.idempotency.key
    return _find_record(connection, DECISIONS.c.idempotency_key == key) or next(
        (
            other
            for other in preceding
            if other.idempotency is not None and other.idempotency.key == key
        ),
        None,
    )


def _find_record(connection: Connection, condition: Any) -> Record | None:
    row = connection.execute(select(DECISIONS).where(condition)).one_or_none()
    return None if row is None else _to_record(row)


def _to_row(record: Record) -> dict[str, Any]:
    idempotency = record.idempotency
    return {
        "decision_id": record.decision_id,
        "program": record.program,
        "recorded_at": record.recorded_at.isoformat(),
        "revision": record.revision,
        "idempotency_key": idempotency.key if idempotency else None,
        "fingerprint": idempotency.fingerprint if idempotency else None,
        "decision": record.decision,
        "input": record.input,
    }


def _to_record(row: Row[Any]) -> Record:
    record = Record(
        decision_id=row.decision_id,
        program=row.program,
        recorded_at=datetime.fromisoformat(row.recorded_at),
        decision=row.decision,
        input=row.input,
        revision=row.revision,
    )
    if row.idempotency_key is None:
        return record
    return replace(record, idempotency=Idempotency(row.idempotency_key, row.fingerprint))


_PROBE = {
    "decision_id": "",
    "program": "",
    "recorded_at": "",
    "revision": "",
    "idempotency_key": None,
    "fingerprint": None,
    "decision": b"",
    "input": bytes(4 * PAGE_BYTES),  # takes new pages, so that a file at its limit shows
}

_INSERT = str(
    insert(DECISIONS).compile(dialect=sqlite.dialect(paramstyle="named"), column_keys=list(_PROBE))
)


def _unknown_decision(decision_id: str) -> UnknownDecisionError:
    shown = decision_id[:64]
    return UnknownDecisionError(
        Message("store.unknown.detail", id=shown),
        Message("store.unknown.advice"),
    )
