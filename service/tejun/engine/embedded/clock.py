"""The clock of the deadlines: a thread that counts up the epoch of an engine of wasmtime.

Compiled code looks at the epoch wherever it enters a function or a loop, so nothing runs on past its deadline, whatever
it does; what that costs, and what else would, docs/decisions/0023 has. How often the clock ticks costs nothing.

Always holds: a deadline is never earlier than what was asked for, and at most two ticks later.

May not know: what is evaluated.
"""

import math
import threading

import wasmtime

TICK_SECONDS = 0.05


class Clock:
    """Ticks from the first `start` until `close`. Safe to share between threads."""

    def __init__(self, engine: wasmtime.Engine) -> None:
        self._engine = engine
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @staticmethod
    def ticks(seconds: float) -> int:
        """How many ticks a deadline is ahead; the first of them may come at once."""
        return math.ceil(seconds / TICK_SECONDS) + 1

    def start(self) -> None:
        """Starts the clock, where it does not run yet."""
        with self._lock:
            if self._thread is None and not self._ended.is_set():
                self._thread = threading.Thread(target=self._run, name="epoch-clock", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stops it for good."""
        self._ended.set()
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while not self._ended.wait(TICK_SECONDS):
            self._engine.increment_epoch()
