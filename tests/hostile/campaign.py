"""A whole attack: requests to a service, files in its registry and in others; what fails is made small and kept.

Always holds: what is counted was sent, or lay there when it was read. A failure that does not come again alone is kept
as it was.

May not know: how much of it is wanted.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.hostile import files, registries, senders
from tests.hostile.beside import Beside, beside
from tests.hostile.files import Good
from tests.hostile.items import Failure, Item, Plant, Request
from tests.hostile.requests import Requests
from tests.hostile.senders import Tally, exchange
from tests.hostile.shrinking import (
    KEPT,
    keep,
    read_kept,
    shrink_item,
    shrink_plants,
    shrink_request,
    shrink_sequence,
)
from tests.hostile.stage import Stage, staged

FEW_TRIES = 40
"""Where each takes a service of its own."""
SECONDS_AGAIN = 15.0
MOST_AGAIN = 100
DOES_NOT_PASS = "503 that does not pass"


@dataclass
class Files:
    """How many files lay about and what became of them; the failing ones."""

    planted: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[Item, Failure]] = field(default_factory=list)


def good_registry(folder: Path) -> registries.Ground:
    """What files are made from, and where they are read."""
    return registries.ground(folder)


def drawn(of: Callable[[str], Item], seed: str, numbers: Iterable[int]) -> Iterator[Item]:
    """The items with these numbers."""
    return (of(f"{seed}:{number}") for number in numbers)


def attack(
    stage: Stage, good: Good, seed: str, numbers: Iterable[int], *, tally: Tally, threads: int
) -> Beside:
    """Sends the requests with these numbers; what went on beside."""
    requests = stage.requests()
    with beside(stage, good, f"{seed}:{getattr(numbers, 'start', 0)}") as seen:
        senders.run(
            stage.server.port,
            drawn(requests.draw, seed, numbers),
            requests.make,
            threads=threads,
            tally=tally,
            is_well=stage.is_well,
        )
    if stage.is_well():
        come_again(stage.server.port, tally)
    return seen


def come_again(port: int, tally: Tally) -> None:
    """Who was to come again later is served now, when nobody else asks: else it was no fault that passes."""
    put_off, tally.put_off = tally.put_off[:MOST_AGAIN], []
    for item, request in put_off:
        if failure := again(port, request):
            tally.fail((item, request, failure))


def litter(ground: registries.Ground, seed: str, count: int) -> Files:
    """Leaves at least so many files about, and has them read."""
    done = Files()
    number = 0
    while done.planted < count and len(done.failures) < senders.MOST_FAILURES:
        item = files.draw(f"{seed}:file:{number}")
        plants = files.make(ground.good, item)
        number += 1
        done.planted += len(plants)
        if failure := registries.attempt(ground, plants):
            done.failures.append((item, failure))
    done.seen = ground.seen
    return done


# --- what failed ---------------------------------------------------------------------------------


def again(port: int, request: Request) -> Failure | None:
    """What is wrong with it when it is sent alone."""
    failure, answers = exchange(port, request, seconds=SECONDS_AGAIN)
    if failure is None and any(answer.status == 503 for answer in answers):
        return Failure(DOES_NOT_PASS, answers[-1].body[:300].decode("utf-8", "replace"))
    return failure


def keep_request(
    requests: Requests,
    found: tuple[Item, Request, Failure],
    fails: Callable[[Request], Failure | None],
    folder: Path = KEPT,
) -> Path:
    """Makes it small while it fails the same way, and keeps it."""
    item, request, failure = found

    def is_alike(candidate: Request) -> bool:
        seen = fails(candidate)
        return seen is not None and seen.kind == failure.kind

    if is_alike(request):
        item = shrink_item(item, lambda smaller: is_alike(requests.make(smaller)))
        request = shrink_request(requests.make(item), is_alike)
    else:
        failure = replace(failure, shown=f"not seen again alone; {failure.shown}")
    return keep(folder, failure, request)


def keep_files(ground: registries.Ground, found: tuple[Item, Failure], folder: Path = KEPT) -> Path:
    """The same for files."""
    item, failure = found

    def is_alike(candidate: tuple[Plant, ...]) -> bool:
        seen = registries.attempt(ground, candidate)
        return seen is not None and seen.kind == failure.kind

    plants = files.make(ground.good, item)
    if is_alike(plants):
        item = shrink_item(item, lambda smaller: is_alike(files.make(ground.good, smaller)))
        plants = shrink_plants(files.make(ground.good, item), is_alike)
    return keep(folder, failure, plants)


def keep_harm(
    requests: Requests,
    recent: list[tuple[Item, Request]],
    failure: Failure,
    folder: Path = KEPT,
    *,
    harm: Callable[[Sequence[Request]], Failure | None] | None = None,
) -> Path:
    """Of what was sent last before the service came to harm, the least that does it to another one."""
    harm = harm or harm_of
    sent = [request for _, request in recent]

    def is_alike(candidate: Sequence[Request]) -> bool:
        seen = harm(candidate)
        return seen is not None and seen.kind == failure.kind

    if not is_alike(sent):
        return keep(folder, replace(failure, shown=f"not seen again; {failure.shown}"), sent[-1])
    request = shrink_sequence(sent, is_alike)[-1]
    if harm([request]):
        item = next(item for item, its in recent if its is request)
        item = shrink_item(item, lambda smaller: is_alike([requests.make(smaller)]))
        request = shrink_request(
            requests.make(item), lambda smaller: is_alike([smaller]), most=FEW_TRIES
        )
    return keep(folder, failure, request)


def harm_of(sent: Sequence[Request]) -> Failure | None:
    """What becomes of a service that is started for these requests."""
    with (
        tempfile.TemporaryDirectory(prefix="tejun-hostile-") as place,
        staged(Path(place)) as stage,
    ):
        for request in (*sent, HEALTHY):
            again(stage.server.port, request)
        return stage.harm()


HEALTHY = Request(b"GET /healthz HTTP/1.1", (b"Host: x",))


def replay(port: int, ground: registries.Ground, folder: Path = KEPT) -> list[tuple[Path, Failure]]:
    """Tries all that is kept; what fails still."""
    failing = []
    for path in sorted(folder.glob("*.json")):
        kept = read_kept(path)
        failure = (
            registries.attempt(ground, kept.plants)
            if kept.request is None
            else again(port, kept.request)
        )
        if failure is not None:
            failing.append((path, failure))
    return failing
