"""The instances of one policy: a few, made when they are first needed, each lent to one evaluation at a time.

The one that came back last goes out first: what it touched of its memory is still in the processor's cache.

Always holds: no instance is lent twice at once; one that is poisoned, or that was not to be kept, is closed and makes
room for another; after `close` none goes out, whoever waits for one included.

May not know: what an instance evaluates.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tejun.engine.embedded.instance import Instance


class PoolTimeoutError(Exception):
    """No instance came free in time."""


class PoolClosedError(Exception):
    """The policy is no longer served."""


@dataclass
class Loan:
    """An instance in use; `kept` may be set to False to have it replaced."""

    instance: Instance
    kept: bool = True


class InstancePool:
    """At most `size` instances; `make` makes one. `patience` in seconds is how long to wait for one."""

    def __init__(self, size: int, make: Callable[[], Instance], *, patience: float) -> None:
        self._size = size
        self._make = make
        self._patience = patience
        self._free = threading.Semaphore(size)
        self._idle: list[Instance] = []
        self._lock = threading.Lock()
        self._closed = False
        self.instances_recreated = 0

    @contextmanager
    def borrow(self) -> Iterator[Loan]:
        """An instance of one's own for as long as the block takes. Raises PoolTimeoutError or PoolClosedError."""
        if not self._free.acquire(timeout=self._patience):
            raise PoolTimeoutError
        try:
            loan = Loan(self._take() or self._make())
            try:
                yield loan
            finally:
                self._give_back(loan)
        finally:
            self._free.release()

    def close(self) -> None:
        """Closes what is idle; what is lent is closed when it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for instance in idle:
            instance.close()
        self._free.release(self._size)  # whoever waits gets its answer

    def _take(self) -> Instance | None:
        with self._lock:
            if self._closed:
                raise PoolClosedError
            return self._idle.pop() if self._idle else None

    def _give_back(self, loan: Loan) -> None:
        with self._lock:
            keep = loan.kept and not loan.instance.poisoned
            if keep and not self._closed:
                self._idle.append(loan.instance)
                return
            self.instances_recreated += not self._closed
        loan.instance.close()
