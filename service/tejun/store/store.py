"""The store: the record of decisions, appended to and read. What OPAs report is in `tejun.store.reports`.

Always holds: `append` returns after the record is on the disk, and nothing is given out as recorded that is not
(`tejun.store.database`).

May not know: how a decision was made, or who asked for it.
"""

import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Column, Connection, Select, func, insert, select

from tejun.store import log
from tejun.store.database import PAGE_BYTES, SqliteDatabase
from tejun.store.errors import record_file
from tejun.store.protocol import Closing, Database, Rights
from tejun.store.public_log import PublicLog, may_name, unknown_decision
from tejun.store.quota import chunks
from tejun.store.records import Record, ServiceDecision
from tejun.store.rows import to_record, to_row
from tejun.store.statements import Statements
from tejun.store.tables import DECISIONS, RECORD
from tejun.store.texts import input_digest, insertion, result_digest
from tejun.store.writer import Writer
from tejun.transparency.tree import Frontier

if TYPE_CHECKING:
    from tejun.store.postgres.place import Place

_LOG = logging.getLogger("tejun.record")

QUEUE_LIMIT = 256
"""How many callers may wait for what they have recorded; more are refused at once."""

MAX_COMPARED = 10
"""How many of the service's decisions are compared with one that an OPA made; hundreds would show no more."""


class Store(Closing):
    """The record in one database; safe to share between threads. `Store.open` makes one, `close` ends it.

    `path`: beside it this machine keeps what is no record.
    """

    def __init__(
        self,
        database: Database,
        path: Path,
        *,
        timeout_seconds: float,
        queue_limit: int,
        random: log.RandomBytes,
    ) -> None:
        self.path = path
        self._random = random
        self._frontier = Frontier()
        self._database = database
        try:
            if database.may_write():
                self._enter_what_is_there()
        except BaseException:
            database.close()
            raise
        self._writer = Writer(self._commit, timeout_seconds=timeout_seconds, limit=queue_limit)
        opened = self._database.open_to_write, self._database.open_to_give_out
        self.statements = Statements(*opened)
        self.log = PublicLog(*opened, read=to_record)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        timeout_seconds: float = 10.0,
        queue_limit: int = QUEUE_LIMIT,
        random: log.RandomBytes = os.urandom,
    ) -> Self:
        """Opens the file, or makes it. `timeout_seconds`: how long a write may take; `random` gives so many bytes.

        Raises StoreError.
        """
        return cls(
            SqliteDatabase(record_file(path), RECORD),
            path,
            timeout_seconds=timeout_seconds,
            queue_limit=queue_limit,
            random=random,
        )

    @classmethod
    def open_in_postgres(
        cls,
        place: "Place",
        path: Path,
        *,
        timeout_seconds: float = 10.0,
        queue_limit: int = QUEUE_LIMIT,
        random: log.RandomBytes = os.urandom,
    ) -> Self:
        """Opens the record in PostgreSQL, whose tables are there. Otherwise like `open`. Raises StoreError."""
        from tejun.store.postgres.database import PostgresDatabase  # noqa: PLC0415 - its driver is not SQLite's

        return cls(
            PostgresDatabase(place),
            path,
            timeout_seconds=timeout_seconds,
            queue_limit=queue_limit,
            random=random,
        )

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
        record = self._find(DECISIONS.c.decision_id, decision_id)
        if record is None:
            raise unknown_decision(decision_id)
        return record

    def check_log(
        self, require: Callable[[Record], object], *, at_sizes: Collection[int] = ()
    ) -> Iterator[log.Checked]:
        """Holds every entry of the log to its decision; see `tejun.store.log.check_log`.

        Raises AlteredRecordError or StoreError.
        """
        with self._database.open_to_give_out() as connection:
            yield from log.check_log(connection, read=to_record, require=require, at_sizes=at_sizes)

    def by_key(self, key: str) -> Record | None:
        """The record made under an idempotency key, if any. Raises StoreError."""
        return self._find(DECISIONS.c.idempotency_key, key)

    def over_inputs(self, input_digests: Iterable[str]) -> list[ServiceDecision]:
        """The decisions made over these inputs: of each input and revision the last MAX_COMPARED. Raises StoreError."""
        with self._database.open_to_give_out() as connection:
            return [
                ServiceDecision(**row)
                for digests in chunks(sorted(set(input_digests)))
                for row in connection.execute(_over_inputs(connection, digests)).mappings()
            ]

    def look_at_rights(self) -> Rights:
        """What this process may do to the record that it need not. Raises StoreError."""
        return self._database.look_at_rights()

    def log_warnings(self) -> None:
        """Says what an operator of a service should know of the database that was opened."""
        for warning in self._database.warnings():
            _LOG.warning("%s", warning)

    @property
    def is_looked_through(self) -> bool:
        """Whether there was time to check all of the file when it was opened."""
        return self._database.is_looked_through

    @property
    def version_before(self) -> int | None:
        """The version of the tables when it was opened; None where it was made then."""
        return self._database.version_before

    def check_in_place(self) -> None:
        """Whether the file, and what SQLite keeps beside it, are where they were. Raises StoreError."""
        with self._database.as_store_errors():
            self._database.check_in_place()

    def check_writable(self) -> None:
        """Tries a write and rolls it back; checks that the disk has room and confirms. Raises StoreError."""
        with self._database.as_store_errors():
            self._database.check_usable()
            self._database.check_room()
        self._database.try_to_write(insert(DECISIONS), _PROBE)

    def copy_to(self, path: Path) -> None:
        """Makes a file with all that is recorded at this moment. Raises StoreError.

        It is to be looked at, with `check_log`, by who opens it.
        """
        self._database.copy_to(path)

    def close(self) -> None:
        """Writes what waits and closes the file."""
        self._writer.close()
        self._database.close()

    def _commit(self, batch: Sequence[Record]) -> Sequence[Record]:
        """Writes a batch in one transaction; see `tejun.store.writer`."""
        with self._database.open_to_write() as connection:
            earlier_records = [
                _record_under_same_key(connection, record, batch[:i])
                for i, record in enumerate(batch)
            ]
            new = [
                record
                for record, earlier in zip(batch, earlier_records, strict=True)
                if earlier is None
            ]
            frontier = self._frontier
            if new:
                insert_them = insertion(connection, DECISIONS, without="sequence")
                connection.exec_driver_sql(insert_them, list(map(to_row, new)))
                frontier = log.enter(connection, new, known=frontier, random=self._random)
        self._frontier = frontier
        return [earlier or record for record, earlier in zip(batch, earlier_records, strict=True)]

    def _enter_what_is_there(self) -> None:
        """What an earlier tejun recorded has no entry yet."""
        while True:
            with self._database.open_to_look() as connection:
                if not log.lacks_entries(connection):
                    return
            with self._database.open_to_write() as connection:
                frontier = log.enter_earlier(
                    connection, known=self._frontier, random=self._random, read=to_record
                )
            self._frontier = frontier

    def _find(self, column: Column[Any], name: str) -> Record | None:
        if not may_name(name):
            return None
        with self._database.open_to_look() as connection:
            record = _find_record(connection, column == name)
        if record is not None:  # most keys are new, and what is not there need not be synced
            self._database.sync()
        return record


def _over_inputs(connection: Connection, input_digests: Sequence[str]) -> Select[Any]:
    digest = input_digest(connection)
    last = func.row_number().over(
        partition_by=(digest, DECISIONS.c.revision), order_by=DECISIONS.c.sequence.desc()
    )
    ranked = (
        select(
            DECISIONS.c.decision_id,
            DECISIONS.c.revision,
            digest.label("input_digest"),
            result_digest(connection).label("result_digest"),
            last.label("last"),
        )
        .where(digest.in_(input_digests))
        .subquery()
    )
    columns = ranked.c.decision_id, ranked.c.revision, ranked.c.input_digest, ranked.c.result_digest
    return select(*columns).where(ranked.c.last <= MAX_COMPARED)


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
    return None if row is None else to_record(row)


_PROBE = {
    "decision_id": "",
    "program": "",
    "recorded_at": "",
    "revision": "",
    "idempotency_key": None,
    "fingerprint": None,
    "decision": b"",
    "input": bytes(16 * PAGE_BYTES),  # as a large record, so that a file at its limit shows
}
