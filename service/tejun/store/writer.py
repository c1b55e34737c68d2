"""The one thread that writes, and the group commit.

The protocol, for each caller's records (a decision, all those of a batch, or what an OPA reports):
1. the caller puts its records in a bounded queue and waits; a full queue is an error at once;
2. the thread takes whatever waits, as one batch, and writes it in one BEGIN IMMEDIATE transaction;
3. after COMMIT, with everything on the disk (synchronous=FULL), each caller of the batch wakes with its records;
4. where anything fails, the transaction is undone and every caller of the batch wakes with the error.

Always holds: a caller that comes back without an error has its records on the disk, whole; with one, nothing of them
was written, save for a disk that hangs, which the error then says. The thread outlives every failure.

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
"""How many records a transaction has at least before it takes no more: keeps the wait of the first of them short."""

R = TypeVar("R")

Commit = Callable[[Sequence[R]], Sequence[R]]
"""Makes a batch durable, all or nothing; gives for each the record that now stands. Raises StoreError."""


@dataclass(eq=False)
class _Waiting(Generic[R]):
    """What one caller waits for; `standing` are the records that stand afterwards, one for each."""

    records: Sequence[R]
    done: threading.Event = field(default_factory=threading.Event)
    begun: bool = False
    withdrawn: bool = False
    standing: Sequence[R] = ()
    error: Exception | None = None


class Writer(Generic[R]):
    """Takes records from many threads and commits them in groups. `patience` in seconds."""

    def __init__(
        self, commit: Commit[R], *, patience: float, limit: int, name: str = "tejun-record"
    ) -> None:
        self._commit = commit
        self._patience = patience
        self._queue: queue.Queue[_Waiting[R] | None] = queue.Queue(maxsize=limit)
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def append(self, record: R) -> R:
        """Waits until the record is durable; gives the one that stands under its idempotency key. Raises StoreError."""
        [standing] = self.append_all([record])
        return standing

    def append_all(self, records: Sequence[R]) -> Sequence[R]:
        """The same of several in one transaction, all or none of them; gives the one that stands for each."""
        waiting: _Waiting[R] = _Waiting(records)
        with self._lock:
            if self._closed:
                raise errors.closed()
            try:
                self._queue.put_nowait(waiting)
            except queue.Full:
                raise errors.full_queue() from None
        if not waiting.done.wait(self._patience):
            self._give_up(waiting)
        if isinstance(waiting.error, StoreError):  # each caller its own: tracebacks are not shared
            raise StoreError(waiting.error.detail, waiting.error.advice) from waiting.error
        if waiting.error is not None:
            raise waiting.error
        return waiting.standing

    def close(self) -> None:
        """Writes what waits, then ends the thread. No append is taken afterwards."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._queue.put(None)
        self._thread.join()

    def _give_up(self, waiting: _Waiting[R]) -> None:
        with self._lock:
            waiting.withdrawn = not waiting.begun
        if waiting.withdrawn:
            raise errors.too_slow(self._patience)
        if not waiting.done.wait(self._patience):
            raise errors.in_doubt(2 * self._patience)

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = self._begin([first, *self._more(len(first.records))])
            if batch:
                self._write(batch)

    def _more(self, count: int) -> Iterator[_Waiting[R]]:
        """Whatever else waits by now, until the batch, with `count` records already, has its size."""
        while count < MAX_BATCH:
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return
            if item is None:
                self._queue.put(None)  # the sign to end: for the loop, after this batch
                return
            count += len(item.records)
            yield item

    def _begin(self, batch: list[_Waiting[R]]) -> list[_Waiting[R]]:
        with self._lock:
            for waiting in batch:
                waiting.begun = not waiting.withdrawn
        return [waiting for waiting in batch if waiting.begun]

    def _write(self, batch: list[_Waiting[R]]) -> None:
        try:
            records = [record for waiting in batch for record in waiting.records]
            standing = iter(self._commit(records))
        except Exception as error:  # noqa: BLE001 - it is raised again in each caller, and this thread must live
            for waiting in batch:
                waiting.error = error
        else:
            for waiting in batch:
                waiting.standing = [next(standing) for _ in waiting.records]
        for waiting in batch:
            waiting.done.set()
