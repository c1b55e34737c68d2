"""What OPAs report, in a file of its own beside the record: the decisions that they logged, and how each stands.

Always holds: `append` returns after everything in the report is on the disk, and what is listed is there too; an entry
that is sent again is one row. The file is kept within a quota, of each OPA and in all, by removing what is oldest
(`tejun.store.quota`); what a report costs grows with its entries and with nothing else. No decision waits for this
file: where it cannot be used, reports are refused and `problem` says why, and it is opened again when it can be.

May not know: the form in which an OPA reports, which edition is in force, or who asks.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from tejun.errors import StoreError
from tejun.store import errors
from tejun.store.database import SqliteDatabase
from tejun.store.errors import reports_file
from tejun.store.protocol import Closing
from tejun.store.quota import clean_up
from tejun.store.records import KnownOpa, LogEntry, LoggedDecision, Report
from tejun.store.report_tables import OPA_DECISIONS, OPAS, REPORTS, Quota
from tejun.store.writer import Writer

QUEUE_LIMIT = 64
"""How many reports may wait to be written; more are refused at once, and OPAs send them again."""

_BUSY_SECONDS = 1.0
_RETRY_SECONDS = 1.0
"""How long to wait for another process, and before a file that cannot be used is tried again."""

_LOOK_SECONDS = 0.2
"""How long to wait to learn whether there is a problem."""


class Reports(Closing):
    """What OPAs have reported; safe to share between threads. `open` makes one, `close` ends it."""

    def __init__(self, path: Path, quota: Quota, *, timeout_seconds: float) -> None:
        self.path = path
        self._file = reports_file(path)
        self._quota = quota
        self._lock = threading.Lock()
        self._database: SqliteDatabase | None = None
        self._problem: StoreError | None = None
        self._tried = -_RETRY_SECONDS
        self._closed = False
        with suppress(StoreError):
            self._usable()
        self._writer: Writer[Report, Report] = Writer(
            self._commit, timeout_seconds=timeout_seconds, limit=QUEUE_LIMIT, name="tejun-reports"
        )

    @classmethod
    def open(cls, path: Path, *, quota: Quota | None = None, timeout_seconds: float = 10.0) -> Self:
        """Opens the file, or makes it. Raises nothing: what is wrong with it is the `problem`."""
        return cls(path, quota or Quota(), timeout_seconds=timeout_seconds)

    def append(self, report: Report) -> None:
        """Makes the report durable. Raises StoreError."""
        self._writer.append(report)

    def problem(self) -> StoreError | None:
        """Why nothing can be kept at present, or the last report could not be; None where all is well."""
        try:
            database = self._usable(wait=_LOOK_SECONDS)
            database.check_usable()
            database.check_room()
        except StoreError as error:
            return error
        return self._problem

    def opas(self, *, before: int | None = None, limit: int) -> list[KnownOpa]:
        """OPAs as they last reported, newest first; only those numbered below `before`. Raises StoreError."""
        with self._open_to_give_out() as connection:
            rows = connection.execute(_page(select(OPAS), OPAS, before, limit))
            return [_to_known_opa(row) for row in rows]

    def decisions(
        self,
        *,
        before: int | None = None,
        limit: int,
        opa: str | None = None,
        outcome: str | None = None,
    ) -> list[LogEntry]:
        """Logged decisions, newest first; only those numbered below `before`. Raises StoreError."""
        query = select(OPA_DECISIONS)
        if opa is not None:
            query = query.where(OPA_DECISIONS.c.opa == opa)
        if outcome is not None:
            query = query.where(OPA_DECISIONS.c.outcome == outcome)
        with self._open_to_give_out() as connection:
            rows = connection.execute(_page(query, OPA_DECISIONS, before, limit))
            return [_to_log_entry(row) for row in rows]

    def close(self) -> None:
        """Writes what waits, then closes the file."""
        self._writer.close()
        with self._lock:
            self._closed = True
            if self._database is not None:
                self._database.close()

    def _usable(self, *, wait: float = -1) -> SqliteDatabase:
        """The open file; opened again where it could not be used before, but not at once. Raises StoreError.

        `wait`: how long to wait for a thread that opens it, in seconds; -1: until it has.
        """
        if not self._lock.acquire(timeout=wait):
            raise errors.busy_file(self._file)
        try:
            if self._closed:
                raise errors.store_closed()
            if self._database is not None:
                return self._database
            if self._problem is not None and time.monotonic() - self._tried < _RETRY_SECONDS:
                raise self._problem
            try:
                self._database = SqliteDatabase(self._file, REPORTS, busy_seconds=_BUSY_SECONDS)
                self._problem = None
            except StoreError as error:
                self._problem = error
                raise
            finally:
                self._tried = time.monotonic()
            return self._database
        finally:
            self._lock.release()

    @contextmanager
    def _using(self) -> Iterator[SqliteDatabase]:
        """The open file; one that is no longer in its place is let go, and opened again by whoever comes next."""
        database = self._usable()
        try:
            yield database
        except StoreError as error:
            if not database.is_sound():
                self._let_go(database, error)
            raise

    def _let_go(self, database: SqliteDatabase, error: StoreError) -> None:
        with self._lock:
            if self._database is database:
                self._database, self._problem = None, error
                database.close()

    @contextmanager
    def _open_to_give_out(self) -> Iterator[Connection]:
        with self._using() as database, database.open_to_give_out() as connection:
            yield connection

    def _commit(self, batch: Sequence[Report]) -> Sequence[Report]:
        try:
            with self._using() as database, database.open_to_write() as connection:
                for report in batch:
                    _add(connection, report)
                opas = {opa for report in batch for opa in report.labels}
                added = sum(len(report.decisions) + len(report.labels) for report in batch)
                clean_up(connection, self._quota, opas, added)
        except StoreError as error:
            self._problem = error
            raise
        self._problem = None
        return batch


def _add(connection: Connection, report: Report) -> None:
    """Adds what is not in the file yet."""
    status = report.status
    seen = {"first_seen": report.received_at, "last_seen": report.received_at}
    statuses = {} if status is None else {status.opa: status.substance}
    opas = [
        {"opa": opa, **seen, "labels": labels, "status": statuses.get(opa)}
        for opa, labels in report.labels.items()
    ]
    if opas:
        connection.execute(_UPSERT_OPA, opas)
    if report.decisions:
        rows = [_to_row(logged, report.received_at) for logged in report.decisions]
        connection.execute(_ADD_DECISION, rows)


def _upsert_opa() -> Any:
    add = upsert(OPAS)
    changed = {
        "last_seen": add.excluded.last_seen,
        "labels": add.excluded.labels,
        "status": func.coalesce(add.excluded.status, OPAS.c.status),
    }
    return add.on_conflict_do_update(index_elements=[OPAS.c.opa], set_=changed)


_UPSERT_OPA = _upsert_opa()
_ADD_DECISION = upsert(OPA_DECISIONS).on_conflict_do_nothing(
    index_elements=[OPA_DECISIONS.c.entry_digest]
)
_ROW_BYTES = 400
"""What a row takes beside its own words, with its places in the indexes."""


def _to_row(logged: LoggedDecision, received_at: str) -> dict[str, Any]:
    row = asdict(logged)
    words = (
        value if isinstance(value, bytes) else str(value or "").encode() for value in row.values()
    )
    size = _ROW_BYTES + sum(map(len, words))
    return {**row, "received_at": received_at, "size": size}


def _page(query: Select[Any], table: Any, before: int | None, limit: int) -> Select[Any]:
    if before is not None:
        query = query.where(table.c.sequence < before)
    return query.order_by(table.c.sequence.desc()).limit(limit)


def _to_known_opa(row: Row[Any]) -> KnownOpa:
    return KnownOpa(
        number=row.sequence,
        opa=row.opa,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        labels=row.labels,
        decisions=row.decisions,
        last_decision=row.last_decision,
        status=row.status,
    )


def _to_log_entry(row: Row[Any]) -> LogEntry:
    values = {field.name: getattr(row, field.name) for field in fields(LoggedDecision)}
    return LogEntry(
        number=row.sequence, received_at=row.received_at, decision=LoggedDecision(**values)
    )
