"""A process that writes to the record, and is killed at one of its steps.

A step is whatever a power cut could fall before or after: each statement that is sent to the database, from the opening
on, each commit, and each sync of SQLite's log.

Always holds: the process ends by SIGKILL at the step that was asked for, without a last word; what it was answered by
then was sent off first.

May not know: what must hold afterwards.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect
from tejun.store.seen import SeenStatement
from tejun.store.store import Store

from tests.support.records import NOW, record
from tests.support.records_of_both import Home

NEVER = 0
"""The step of a process that is not killed."""

Answered = tuple[str, str]
"""What the record has answered for: what was done (`recorded`, `erased`, `seen`), and the name of it."""

Work = Callable[[Store, Callable[[Answered], None]], object]
"""What the process does; it says each thing that the record has answered for."""


def work(home: Home, done: Pipe, do: Work, kill_at: int) -> None:
    """Runs in a process of its own; sends what was answered, and last how many steps there were."""
    with _counted(kill_at) as steps, home.open() as store:
        do(store, done.send)
    done.send(steps[0])
    done.close()


def do_some(store: Store, answered: Callable[[Answered], None]) -> None:
    """Decisions one after another, several as one, one that is erased, and a statement of a registry."""
    for _ in range(2):
        answered(("recorded", store.append(record(size=20_000)).decision_id))
    for each in store.append_all([record(), record(key="the same"), record(size=2_000)]):
        answered(("recorded", each.decision_id))
    gone = store.append(record(application=f"of {os.getpid()}"))
    store.erase(gone.program, f"of {os.getpid()}", "withdrawn", NOW)
    answered(("erased", gone.decision_id))
    digest = f"sha256:{uuid4().hex}"
    seen = SeenStatement(
        program="kprogram-2026",
        number=1,
        digest=digest,
        first_seen=NOW,
        found=False,
        content=digest.encode(),
    )
    store.statements.of("here").remember([seen], now=NOW)
    answered(("seen", digest))


@contextmanager
def _counted(kill_at: int) -> Iterator[list[int]]:
    """Counts steps, of whichever thread, and kills this process at that one."""
    steps, lock = [0], threading.Lock()

    def step(*_: Any) -> None:
        with lock:
            steps[0] += 1
            if steps[0] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
                signal.pause()

    def around(do: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*given: Any, **named: Any) -> Any:
            step()
            result = do(*given, **named)
            step()
            return result

        return stepped

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "after_cursor_execute", step)
    with (
        patch.object(DefaultDialect, "do_commit", around(DefaultDialect.do_commit)),
        patch.object(os, "fdatasync", around(os.fdatasync)),
    ):
        yield steps
