"""The store: the record of decisions, appended to and read. What OPAs report is in `tejun.store.reports`.

Always holds: `append` returns after the record is on the disk, and nothing is given out as recorded that is not
(`tejun.store.database`).

May not know: how a decision was made, or who asked for it.
"""

import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, literal_column, select

from tejun.store import driver, log
from tejun.store.database import PAGE_BYTES, Closing, Database
from tejun.store.errors import MENDED, record_file
from tejun.store.public_log import PublicLog, unknown_decision
from tejun.store.quota import chunks
from tejun.store.records import Idempotency, Record, ServiceDecision
from tejun.store.statements import Statements
from tejun.store.tables import DECISIONS, INPUT_DIGEST, RECORD
from tejun.store.texts import insertion
from tejun.store.writer import Writer
from tejun.transparency.tree import Frontier

_LOG = logging.getLogger("tejun.record")

QUEUE_LIMIT = 256
"""How many callers may wait for what they have recorded; more are refused at once."""

MAX_COMPARED = 10
"""How many of the service's decisions are compared with one that an OPA made; hundreds would show no more."""


class Store(Closing):
    """The record in one SQLite file; safe to share between threads. `Store.open` makes one, `close` ends it."""

    def __init__(
        self, path: Path, *, timeout_seconds: float, queue_limit: int, random: log.RandomBytes
    ) -> None:
        self.path = path
        self._random = random
        self._frontier = Frontier()
        self._database = Database(record_file(path), RECORD)
        if self._database.may_write():
            self._enter_what_is_there()
        self._writer = Writer(self._commit, timeout_seconds=timeout_seconds, limit=queue_limit)
        opened = self._database.open_to_write, self._database.open_to_give_out
        self.statements = Statements(*opened)
        self.log = PublicLog(*opened, read=_to_record)

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
        return cls(path, timeout_seconds=timeout_seconds, queue_limit=queue_limit, random=random)

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
            raise unknown_decision(decision_id)
        return record

    def check_log(
        self, require: Callable[[Record], object], *, at_sizes: Collection[int] = ()
    ) -> Iterator[log.Checked]:
        """Holds every entry of the log to its decision; see `tejun.store.log.check_log`.

        Raises AlteredRecordError or StoreError.
        """
        with self._database.open_to_give_out() as connection:
            yield from log.check_log(
                connection, read=_to_record, require=require, at_sizes=at_sizes
            )

    def by_key(self, key: str) -> Record | None:
        """The record made under an idempotency key, if any. Raises StoreError."""
        return self._find(DECISIONS.c.idempotency_key == key)

    def over_inputs(self, input_digests: Iterable[str]) -> list[ServiceDecision]:
        """The decisions made over these inputs: of each input and revision the last MAX_COMPARED. Raises StoreError."""
        with self._database.open_to_give_out() as connection:
            return [
                ServiceDecision(**row)
                for digests in chunks(sorted(set(input_digests)))
                for row in connection.execute(_over_inputs(digests)).mappings()
            ]

    def log_warnings(self) -> None:
        """Says what an operator of a service should know of the file that was opened."""
        if not driver.is_mended():
            old = "SQLite %s is older than %s: only one process may write to the record."
            _LOG.warning(old, driver.VERSION, MENDED)
        if not self.is_looked_through:
            _LOG.warning("%s is too large to have been looked through in time.", self.path.name)

    @property
    def is_looked_through(self) -> bool:
        """Whether there was time to check all of the file when it was opened."""
        return self._database.is_looked_through

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
                connection.exec_driver_sql(_INSERT, list(map(_to_row, new)))
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
                    connection, known=self._frontier, random=self._random, read=_to_record
                )
            self._frontier = frontier

    def _find(self, condition: Any) -> Record | None:
        with self._database.open_to_look() as connection:
            record = _find_record(connection, condition)
        if record is not None:  # most keys are new, and what is not there need not be synced
            self._database.sync()
        return record


def _over_inputs(input_digests: Sequence[str]) -> Select[Any]:
    input_digest: ColumnElement[str] = literal_column(INPUT_DIGEST)
    last = func.row_number().over(
        partition_by=(input_digest, DECISIONS.c.revision), order_by=DECISIONS.c.sequence.desc()
    )
    ranked = (
        select(
            DECISIONS.c.decision_id,
            DECISIONS.c.revision,
            input_digest.label("input_digest"),
            func.json_extract(literal_column("CAST(decision AS TEXT)"), "$.digests.result").label(
                "result_digest"
            ),
            last.label("last"),
        )
        .where(input_digest.in_(input_digests))
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
    "input": bytes(16 * PAGE_BYTES),  # as a large record, so that a file at its limit shows
}

_INSERT = insertion(DECISIONS, without="sequence")
