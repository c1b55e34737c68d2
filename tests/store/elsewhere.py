"""What other processes do with a record while a test looks on.

They are forked from a process that has imported all of it once: to import it anew took each most of a second.

Always holds: that process has opened no record, so that those forked from it share nothing but code.

May not know: what must hold afterwards.
"""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tejun.store import former

from tests.support.records import record
from tests.support.records_of_both import Home
from tests.support.stores import open_store

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.store.elsewhere", "tests.store.killing"])


def write(home: Home, count: int, key: str | None = None) -> list[str]:
    """Opens the record and appends from four threads; gives the ids that stand."""

    def append(_: int) -> str:
        return store.append(record(size=3_000, key=key)).decision_id

    with home.open() as store, ThreadPoolExecutor(4) as pool:
        return list(pool.map(append, range(count)))


def open_until(path: Path, step: str) -> None:
    """Brings a record of an earlier tejun forward; ends as a killed process does, before or after the step."""
    name, when = step.split()
    place: Any = Path if hasattr(Path, name) else former
    function: Callable[..., Any] = getattr(place, name)

    def die(*args: Any, **kwargs: Any) -> Any:
        if when == "after":
            function(*args, **kwargs)
        os._exit(9)

    setattr(place, name, die)
    open_store(path).close()


def open_and_count(path: Path) -> int:
    """How many entries the log has once the record is open."""
    with open_store(path) as store:
        *_, checked = store.check_log(lambda _: None)
    return checked.head.size
