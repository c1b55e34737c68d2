"""The client of all measurements: raw HTTP over kept connections, the same for whatever is asked.

May not know: who answers.
"""

import http.client
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

JSON = {"Content-Type": "application/json"}
Ask = Callable[[], None]


@dataclass(frozen=True)
class Target:
    """Something that answers a POST."""

    port: int
    path: str
    body: bytes

    def caller(self) -> Ask:
        """Asks once, over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

        def ask() -> None:
            connection.request("POST", self.path, self.body, JSON)
            response = connection.getresponse()
            answer = response.read()
            if response.status not in {200, 201} or len(answer) < 1000:
                raise AssertionError(f"{response.status}: {answer[:400]!r}")

        return ask


def latencies(ask: Ask, seconds: float, *, least: int = 10) -> list[float]:
    """How long each call takes, one after another, in seconds; `least` of them at least."""
    ask()
    times: list[float] = []
    deadline = time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < deadline:
        begun = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begun)
    return times


def answers(callers: Sequence[Ask], seconds: float) -> tuple[int, float]:
    """How many answers several callers at once get, and in how many seconds; each makes two calls at least."""
    begun = time.perf_counter()
    counts = _together(callers, lambda made: made < 2 or time.perf_counter() < begun + seconds)
    return sum(counts), time.perf_counter() - begun


def calls(callers: Sequence[Ask], number: int) -> None:
    """That many calls, shared among the callers."""
    _together(callers, lambda made: made < number // len(callers))


def _together(callers: Sequence[Ask], goes_on: Callable[[int], bool]) -> list[int]:
    """Each caller in a thread of its own, while `goes_on` says so of the calls that it made."""
    with ThreadPoolExecutor(len(callers)) as pool:
        return list(pool.map(lambda ask: _repeat(ask, goes_on), callers))


def _repeat(ask: Ask, goes_on: Callable[[int], bool]) -> int:
    made = 0
    while goes_on(made):
        ask()
        made += 1
    return made


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the others lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
