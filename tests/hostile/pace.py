"""How long an honest pre-check waits beside an attack, and beside as many honest ones a second.

The same number of requests a second goes to the same service from a process of its own, hostile in one turn and honest
in the next; pre-checks are asked at a steady pace meanwhile, and each is measured from when it was due, so that one
that comes late delays none of the others' clocks.

May not know: what is hostile.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from tests.api.support import PRECHECKS, application
from tests.bench.load import Target, latencies, quantile
from tests.hostile import senders
from tests.hostile.items import Item, Request
from tests.hostile.requests import Requests
from tests.hostile.senders import Tally
from tests.hostile.stage import AS_OF, Stage

MOST = 3.0
"""The p99 beside an attack, as a multiple of that beside honest requests."""
PROBES = 20.0
"""Pre-checks a second."""
SHARE = 0.5
"""The load, as a part of what one honest client gets done when it asks without a pause."""
THREADS = 4
_SETTLE = 1.0


@dataclass
class Pace:
    """Seconds until each answer, beside honest requests and beside hostile ones; how many of them came a second."""

    rate: float
    honest: list[float] = field(default_factory=list)
    hostile: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return quantile(self.hostile, 0.99) / quantile(self.honest, 0.99)

    def __str__(self) -> str:
        rows = [
            f"  beside {self.rate:.0f} {name} requests a second: p50 {quantile(times, 0.5) * 1000:.1f} ms, "
            f"p99 {quantile(times, 0.99) * 1000:.1f} ms, of {len(times)}"
            for name, times in (("honest", self.honest), ("hostile", self.hostile))
        ]
        return "\n".join([*rows, f"  p99, hostile over honest: {self.ratio:.2f} (at most {MOST})"])


def honest_request() -> Request:
    """A pre-check of a usual application."""
    start = f"POST {PRECHECKS}?as_of={AS_OF} HTTP/1.1".encode()
    lines = (b"Host: 127.0.0.1", b"Content-Type: application/json")
    return Request(start, lines, application("typical"), has_length=True)


def compare(stage: Stage, seed: str, *, seconds: float, turns: int) -> Pace:
    """Both, in turns."""
    target = Target(stage.server.port, f"{PRECHECKS}?as_of={AS_OF}", application("typical"))
    alone = latencies(target.caller(), 3.0)
    pace = Pace(SHARE * len(alone) / sum(alone))
    for turn in range(turns):
        for times, requests in ((pace.honest, None), (pace.hostile, stage.requests())):
            load = partial(_send, stage.server.port, requests, f"{seed}:{turn}", pace.rate)
            times.extend(_beside(stage, load, seconds))
    return pace


def _beside(stage: Stage, load: Callable[[], None], seconds: float) -> list[float]:
    """Seconds until each pre-check is answered, beside a process that loads the service."""
    other = multiprocessing.get_context("spawn").Process(target=load, daemon=True)
    other.start()
    try:
        time.sleep(_SETTLE)
        return list(_probe(stage, seconds))
    finally:
        other.kill()
        other.join()


def _send(port: int, requests: Requests | None, seed: str, rate: float) -> None:
    """Until it is killed."""
    honest = honest_request()
    nothing = Item("precheck", 0, ())
    items = (nothing if requests is None else requests.draw(f"{seed}:{n}") for n in count())
    make = (lambda _: honest) if requests is None else requests.make
    senders.run(port, items, make, threads=THREADS, tally=Tally(), pace=rate)


def _probe(stage: Stage, seconds: float) -> Iterator[float]:
    """One after another, each at its time."""
    body, headers = application("typical"), {"Content-Type": "application/json"}
    with closing(stage.server.connect()) as connection:
        begun = time.perf_counter()
        for number in range(int(seconds * PROBES)):
            due = begun + number / PROBES
            time.sleep(max(0.0, due - time.perf_counter()))
            connection.request("POST", f"{PRECHECKS}?as_of={AS_OF}", body, headers)
            response = connection.getresponse()
            response.read()
            assert response.status == 201, response.status
            yield time.perf_counter() - due
