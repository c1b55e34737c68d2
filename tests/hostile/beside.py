"""What goes on beside an attack: honest pre-checks, and files left about in the registry of the running service.

Always holds: each honest pre-check is decided as before; while files lie about, the service is ready, names them, and
serves its programs.

May not know: what else is sent.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from tejun.errors import TejunError
from tejun.registry import publication

from tests.hostile import files
from tests.hostile.files import Good
from tests.hostile.items import Failure, Item, Plant
from tests.hostile.planting import plant, restore
from tests.hostile.registries import names
from tests.hostile.stage import REFRESH_SECONDS, Stage

HONEST_PAUSE = 0.25


@dataclass
class Beside:
    """What was seen: seconds until each honest answer, how many files lay about, and what was wrong."""

    seconds: list[float] = field(default_factory=list)
    planted: int = 0
    failures: list[tuple[Item | None, Failure]] = field(default_factory=list)


@contextmanager
def beside(stage: Stage, good: Good, seed: str) -> Iterator[Beside]:
    """While the body runs. An exception in a thread is a failure."""
    seen, over = Beside(), threading.Event()
    seeds = (f"{seed}:beside:{number}" for number in count())

    def litter(stage: Stage, seen: Beside) -> None:
        _litter(stage, seen, good, next(seeds))

    threads = [
        threading.Thread(target=_repeated, args=(work, stage, seen, over))
        for work in (_honest, litter)
    ]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _repeated(
    work: Callable[[Stage, Beside], None], stage: Stage, seen: Beside, over: threading.Event
) -> None:
    while not over.is_set() and stage.is_alive():
        try:
            work(stage, seen)
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            if stage.is_alive():
                seen.failures.append((None, Failure(type(error).__name__, str(error)[:500])))
            return


def _honest(stage: Stage, seen: Beside) -> None:
    begun = time.perf_counter()
    decision = stage.precheck()
    seen.seconds.append(time.perf_counter() - begun)
    assert decision["digests"] == stage.decision["digests"]
    time.sleep(HONEST_PAUSE)


def _litter(stage: Stage, seen: Beside, good: Good, seed: str) -> None:
    item = files.draw(seed)
    plants = files.make(good, item)
    for each in plants:
        plant(stage.registry, each)
    seen.planted += len(plants)
    try:
        time.sleep(2 * REFRESH_SECONDS)
        if failure := named_by(stage, plants):
            seen.failures.append((item, failure))
    finally:
        restore(stage.registry, plants, {})


def named_by(stage: Stage, plants: tuple[Plant, ...]) -> Failure | None:
    """Whether the running service names what lies about, none of which is by a key that it trusts."""
    deadline = time.monotonic() + 30
    while True:
        problems = stage.get("/readyz")["registry_problems"]
        said = "\n".join(problem["en"] for problem in problems)
        unnamed = [each.name for each in plants if not _is_named(each, said)]
        if not unnamed or len(problems) > 100:
            break
        if time.monotonic() > deadline:
            return Failure("a bad file is not named", f"{unnamed}: {said[:500]}")
        time.sleep(REFRESH_SECONDS)
    programs = {each["slug"] for each in stage.get("/v1/programs")["programs"]}
    return (
        None
        if stage.programs <= programs
        else Failure("a program is gone", json.dumps([*programs]))
    )


def _is_named(planted: Plant, said: str) -> bool:
    try:
        parsed = publication.parse_file_name(planted.name)
    except TejunError:
        return planted.name[:80] in said
    return parsed is None or names(said, parsed[0])
