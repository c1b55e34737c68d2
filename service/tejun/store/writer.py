"""The one thread that writes, and the group commit.

The protocol, for each caller's records (a decision, all those of a batch, or what an OPA reports):
1. the caller puts its records in a bounded queue and waits; a full queue is an error at once;
2. the thread takes whatever waits, as one batch, and writes it in one BEGIN IMMEDIATE transaction;
3. after COMMIT, and a sync of the log once for the batch (`tejun.store.wal`), each caller wakes with its records;
4. where anything fails up to COMMIT, the transaction is rolled back; every caller of the batch wakes with the error.
   Where it lies in what was to be written (`errors.is_of_content`), each caller's records are tried by themselves.

Always holds: where an append returns, its records are on the disk, whole; where it raises, nothing of them was
written, except that of a disk that hangs or does not confirm nobody can say, and the error says so. The thread
outlives every failure.

May not know: what a record is.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tejun.errors import StoreError
from tejun.store import errors

MAX_BATCH = 64
"""A transaction with this many records takes no more callers, so that the first of them does not wait long."""

R = TypeVar("R")
S = TypeVar("S")

Commit = Callable[[Sequence[R]], Sequence[S]]
"""Makes a batch durable, all or nothing; returns for each what is in the file under its key now: itself, or what was
there before. Raises StoreError."""


@dataclass(eq=False)
class _Pending(Generic[R, S]):
    """What a caller waits for; `results` are the records in the file under their keys, once it is `done`."""

    records: Sequence[R]
    done: threading.Event = field(default_factory=threading.Event)
    started: bool = False
    cancelled: bool = False
    results: Sequence[S] = ()
    error: Exception | None = None


class Writer(Generic[R, S]):
    """Takes records from many threads and commits them in groups. `timeout_seconds` in seconds."""

    def __init__(
        self,
        commit: Commit[R, S],
        *,
        timeout_seconds: float,
        limit: int,
        name: str = "tejun-record",
    ) -> None:
        self._commit = commit
        self._timeout_seconds = timeout_seconds
        self._queue: queue.Queue[_Pending[R, S] | None] = queue.Queue(maxsize=limit)
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def append(self, record: R) -> S:
        """Waits until the record is durable; returns the one in the file under its key. Raises StoreError."""
        [result] = self.append_all([record])
        return result

    def append_all(self, records: Sequence[R]) -> Sequence[S]:
        """The same for several records in one transaction, all or none of them; returns one for each."""
        pending: _Pending[R, S] = _Pending(records)
        with self._lock:
            if self._closed:
                raise errors.store_closed()
            try:
                self._queue.put_nowait(pending)
            except queue.Full:
                raise errors.queue_full() from None
        if not pending.done.wait(self._timeout_seconds):
            self._give_up(pending)
        if isinstance(pending.error, StoreError):  # each caller its own: tracebacks are not shared
            raise StoreError(pending.error.detail, pending.error.advice) from pending.error
        if pending.error is not None:
            raise pending.error
        return pending.results

    def close(self) -> None:
        """Writes what waits, then ends the thread. Later appends are refused."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._queue.put(None)
        self._thread.join()

    def _give_up(self, pending: _Pending[R, S]) -> None:
        with self._lock:
            pending.cancelled = not pending.started
        if pending.cancelled:
            raise errors.too_slow(self._timeout_seconds)
        if not pending.done.wait(self._timeout_seconds):
            raise errors.outcome_unknown(2 * self._timeout_seconds)

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = self._start_batch([first, *self._take_waiting(len(first.records))])
            if batch:
                self._write(batch)

    def _take_waiting(self, count: int) -> Iterator[_Pending[R, S]]:
        """What waits by now, until the batch, which has `count` records already, is full."""
        while count < MAX_BATCH:
            try:
                pending = self._queue.get_nowait()
            except queue.Empty:
                return
            if pending is None:
                self._queue.put(None)  # the sign to end is for the loop, after this batch
                return
            count += len(pending.records)
            yield pending

    def _start_batch(self, batch: list[_Pending[R, S]]) -> list[_Pending[R, S]]:
        with self._lock:
            for pending in batch:
                pending.started = not pending.cancelled
        return [pending for pending in batch if pending.started]

    def _write(self, batch: Sequence[_Pending[R, S]]) -> None:
        try:
            records = [record for pending in batch for record in pending.records]
            results = iter(self._commit(records))
        except Exception as error:  # noqa: BLE001 - it is raised again in each caller, and this thread must live
            if len(batch) > 1 and errors.is_of_content(error):
                for pending in batch:
                    self._write([pending])
                return
            for pending in batch:
                pending.error = error
        else:
            for pending in batch:
                pending.results = [next(results) for _ in pending.records]
        for pending in batch:
            pending.done.set()
