"""A worker among others: it ends with the supervisor that started it, and keeps to a core of its own.

Where the supervisor is killed, its workers would serve on, and hold the port: who starts the service again is told that
the address is in use, and nobody stops them. Where there is a worker for each core, one that stays on its own finds
there what it used last; the threads of all, sent from core to core, take each other's caches (docs/decisions/0033).

Always holds: a worker ends as an operator would end it, with what it has begun. Where cores cannot be told apart or
there are more or fewer of them than workers, each worker goes where the system sends it.

May not know: what is served.
"""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterable
from multiprocessing import current_process, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

from tejun.cli.tally import Tally, find_tally


def is_worker() -> bool:
    """Whether a supervisor started this process."""
    return parent_process() is not None


def begin_worker(workers: int) -> None:
    """To be called first in the main thread of each of that many workers; a process that nobody started goes on."""
    supervisor = parent_process()
    if supervisor is None or supervisor.pid is None:
        return
    threading.Thread(target=_wait, args=(supervisor,), name="tejun-orphan", daemon=True).start()
    _keep_to_core(supervisor.pid, workers)


def _wait(supervisor: BaseProcess) -> None:
    supervisor.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _keep_to_core(supervisor: int, workers: int) -> None:
    """Threads that this one starts from now on keep to it, too."""
    if not hasattr(os, "sched_setaffinity"):
        return
    try:
        cores = os.sched_getaffinity(supervisor)
        if workers == len(cores) > 1:
            taken = [os.sched_getaffinity(sibling) for sibling in _children(supervisor)]
            os.sched_setaffinity(0, {core_for(_number(), cores, taken)})
    except OSError:
        return


def core_for(number: int, cores: set[int], taken: Iterable[set[int]]) -> int:
    """The core that the fewest others keep to, of those their turn's: `number` is which of the workers this one is.

    Who begins at the same time sees nobody yet, and has another number; who comes in place of another finds its core.
    """
    in_turn = sorted(cores)
    start = number % len(in_turn)
    kept = Counter(core for allowed in taken if len(allowed) == 1 for core in allowed)
    return min(in_turn[start:] + in_turn[:start], key=kept.__getitem__)


def tally_of_worker() -> Tally | None:
    """How many connections the workers beside this one have, where they can see that of each other."""
    supervisor = parent_process()
    if supervisor is None or supervisor.pid is None:
        return None
    try:
        return find_tally(supervisor.pid, _children(supervisor.pid))
    except OSError:
        return None


def _children(supervisor: int) -> list[int]:
    """This process and its siblings. Raises OSError where the system does not say."""
    text = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text("ascii")
    return [int(child) for child in text.split()]


def _number() -> int:
    """The supervisor counts whom it starts, in the name."""
    digits = current_process().name.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else os.getpid()
