"""The circuit before an engine that may fail: it opens so that nobody waits for what does not answer.

    closed ── 3 failures in a row ──► open ── 10 s ──► half_open ── an answer ──► closed
                                       ▲                   │
                                       └──── a failure ────┘

Always holds: `Circuit` is a value and every step a function of it and of the time, monotonic seconds. Half-open, one
call at a time is let through; one that never reports back is given up after as long as the circuit stays open.

May not know: which engine it stands before, or what a failure is.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

FAILURES = 3
OPEN_SECONDS = 10.0

State = Literal["closed", "open", "half_open"]


@dataclass(frozen=True)
class Circuit:
    """How the last calls went. `since` is when it opened or let a probe through; None where it is closed."""

    failures: int = 0
    since: float | None = None
    probing: bool = False

    def state(self, now: float) -> State:
        """What a call would meet now."""
        if self.since is None:
            return "closed"
        return "half_open" if self.probing or now - self.since >= OPEN_SECONDS else "open"

    def asked(self, now: float) -> tuple["Circuit", bool]:
        """After a call was asked for, and whether it may go through."""
        if self.since is None:
            return self, True
        if now - self.since < OPEN_SECONDS:
            return self, False
        return replace(self, since=now, probing=True), True

    def answered(self) -> "Circuit":
        """After a call that was answered."""
        return Circuit()

    def failed(self, now: float) -> "Circuit":
        """After a call that was not. Calls from before it opened, and late, change nothing."""
        if self.since is not None and not self.probing:
            return self
        failures = self.failures + 1
        if self.probing or failures >= FAILURES:
            return Circuit(failures=failures, since=now)
        return replace(self, failures=failures)


class Breaker:
    """One circuit, shared between threads. `changed` hears of every change of state, once, in order."""

    def __init__(self, clock: Callable[[], float], changed: Callable[[State], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._circuit = Circuit()
        self._last_state: State = "closed"
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        """What a call would meet now."""
        with self._lock:
            return self._circuit.state(self._clock())

    def admits(self) -> bool:
        """Whether a call may go through; who was let through reports `answered` or `failed`."""
        with self._lock:
            circuit, through = self._circuit.asked(self._clock())
            self._become(circuit)
            return through

    def answered(self) -> None:
        with self._lock:
            self._become(self._circuit.answered())

    def failed(self) -> None:
        with self._lock:
            self._become(self._circuit.failed(self._clock()))

    def _become(self, circuit: Circuit) -> None:
        self._circuit = circuit
        state = circuit.state(self._clock())
        if state != self._last_state:
            self._last_state = state
            self._changed(state)
