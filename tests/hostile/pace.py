"""How long an honest pre-check waits beside an attack, and beside as many honest ones a second.

The same number of requests a second goes to the same service from a process of its own, hostile in one turn and honest
in the next; pre-checks are asked at a steady pace meanwhile, and each is measured from when it was due, so that one
that comes late delays none of the others' clocks.

May not know: what is hostile.
"""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Literal

from tests.api.support import PRECHECKS, application
from tests.bench.load import Target, latencies, quantile
from tests.hostile import senders
from tests.hostile.items import Item, Request
from tests.hostile.requests import Requests
from tests.hostile.senders import Tally
from tests.hostile.stage import AS_OF, Stage

Sort = Literal["honest", "hostile", "large"]
"""`large`: of the hostile ones those with large bodies alone."""

MOST = 3.0
"""The p99 beside an attack, as a multiple of that beside honest requests."""
MOST_PROBES = 20.0
"""Pre-checks a second that are measured."""
PROBES, SHARE = 0.2, 0.5
"""These at most, and the load, as parts of what one honest client gets done when it asks without a pause: were it more
than all, each would wait for those before it, and honest requests would be the worst."""
THREADS = 4
_SETTLE = 1.0


LARGE_BYTES = 20_000


@dataclass
class Pace:
    """Seconds until each answer, beside each sort of requests, of which `rate` came a second."""

    rate: float
    probes: float
    beside: dict[Sort, list[float]] = field(
        default_factory=lambda: {"honest": [], "hostile": [], "large": []}
    )

    @property
    def is_held(self) -> bool:
        """Whether honest requests wait no longer than they may."""
        return all(self.ratio(sort) <= MOST for sort in self.beside)

    def ratio(self, sort: Sort) -> float:
        """The p99 beside requests of that sort, as a multiple of that beside honest ones."""
        return quantile(self.beside[sort], 0.99) / quantile(self.beside["honest"], 0.99)

    def __str__(self) -> str:
        return "\n".join(
            f"beside {self.rate:.0f} {sort} requests a second: p50 {quantile(times, 0.5) * 1000:.1f} ms, "
            f"p99 {quantile(times, 0.99) * 1000:.1f} ms, of {len(times)}; {self.ratio(sort):.2f} times honest"
            for sort, times in self.beside.items()
        )


@cache
def honest_request() -> Request:
    """A pre-check of a usual application."""
    start = f"POST {PRECHECKS}?as_of={AS_OF} HTTP/1.1".encode()
    lines = (b"Host: 127.0.0.1", b"Content-Type: application/json")
    return Request(start, lines, application("typical"), has_length=True)


def compare(stage: Stage, seed: str, *, seconds: float, turns: int) -> Pace:
    """Both, in turns."""
    target = Target(stage.server.port, f"{PRECHECKS}?as_of={AS_OF}", application("typical"))
    alone = latencies(target.caller(), 3.0)
    done = len(alone) / sum(alone)
    pace = Pace(SHARE * done, min(MOST_PROBES, PROBES * done))
    for turn in range(turns):
        for sort, times in pace.beside.items():
            load = Load(stage.server.port, sort, stage.requests(), f"{seed}:{turn}", pace.rate)
            times.extend(beside_load(stage, load, pace.probes, seconds))
    return pace


@dataclass(frozen=True)
class Load:
    """Requests of a sort to a port, so many a second. As a value it goes to another process."""

    port: int
    sort: Sort
    requests: Requests
    seed: str
    rate: float

    def send(self) -> None:
        """Until the process is ended."""
        senders.run(
            self.port, self._items(), self._make, threads=THREADS, tally=Tally(), pace=self.rate
        )

    def _items(self) -> Iterator[Item]:
        items = (self.requests.draw(f"{self.seed}:{number}") for number in count())
        if self.sort != "large":
            return items
        return (item for item in items if len(self.requests.make(item).wire) > LARGE_BYTES)

    def _make(self, item: Item) -> Request:
        return honest_request() if self.sort == "honest" else self.requests.make(item)


def beside_load(stage: Stage, load: Load, probes: float, seconds: float) -> list[float]:
    """Seconds until each pre-check is answered, so many a second, beside a process that loads the service."""
    other = multiprocessing.get_context("spawn").Process(target=load.send, daemon=True)
    other.start()
    try:
        time.sleep(_SETTLE)
        return list(_probe(stage, probes, seconds))
    finally:
        other.kill()
        other.join()


def _probe(stage: Stage, probes: float, seconds: float) -> Iterator[float]:
    """One after another, each at its time."""
    body, headers = application("typical"), {"Content-Type": "application/json"}
    with closing(stage.server.connect()) as connection:
        begun = time.perf_counter()
        for number in range(int(seconds * probes)):
            due = begun + number / probes
            time.sleep(max(0.0, due - time.perf_counter()))
            connection.request("POST", f"{PRECHECKS}?as_of={AS_OF}", body, headers)
            response = connection.getresponse()
            response.read()
            assert response.status == 201, response.status
            yield time.perf_counter() - due
