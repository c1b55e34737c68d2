"""The registry and the record's place, looked at again and again; whoever waits for another edition is woken.

Three things can put another edition into force: a publication or a withdrawal elsewhere, which a look finds; one that
this process made itself; and midnight in Tokyo. All three show as a change of the same small value, compared several
times a second.

Always holds: waiting holds no thread and never outlasts the service; a look runs in a thread, one at a time; what is
wrong with the registry is logged once, when it appears and when it is over. Used on the event loop only.

May not know: who waits, or for which program.
"""

import asyncio
import contextlib
import logging
import time

from starlette.concurrency import run_in_threadpool

from tejun.errors import TejunError
from tejun.operations.workplace import Workplace

TICK_SECONDS = 0.2
"""How soon a change is seen, once it is known to the process."""

_LOG = logging.getLogger("tejun.registry")
_RECORD_LOG = logging.getLogger("tejun.record")


class Watch:
    """Watches one registry: `run` is the task, `news` what others wait for."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._registry = workplace.registry
        self._refresh_seconds = workplace.settings.refresh_interval
        self._turn = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._looked = -TICK_SECONDS
        self._logged_problems: frozenset[str] = frozenset()
        self._logged_record_problem: str | None = None
        self.closed = False

    async def run(self) -> None:
        """Looks, and wakes whoever waits, until it is cancelled."""
        self._log_problems()
        state, due = self._state(), time.monotonic() + self._refresh_seconds
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if time.monotonic() >= due:
                await self.look()
                due = time.monotonic() + self._refresh_seconds
            before, state = state, self._state()
            if state != before:
                self._wake()

    async def look(self) -> None:
        """Looks at the registry, unless it has just been looked at; whoever asks while a look goes on shares it."""
        if self._looking is None or self._looking.done():
            if time.monotonic() - self._looked < TICK_SECONDS:
                return
            self._looking = asyncio.create_task(self._look())
        await asyncio.shield(self._looking)

    async def news(self) -> None:
        """Returns when another edition may be in force, or the service ends."""
        if not self.closed:
            await self._turn.wait()

    def close(self) -> None:
        """Lets go of everybody who waits."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()

    async def _look(self) -> None:
        await run_in_threadpool(self._look_at_record)
        try:
            await run_in_threadpool(self._registry.refresh)
        except Exception as error:  # noqa: BLE001 - the next look may do better, and this must go on
            _LOG.warning("the registry could not be looked at: %s", type(error).__name__)
        self._looked = time.monotonic()
        self._log_problems()

    def _look_at_record(self) -> None:
        """What was answered is saved from a log that was deleted as soon as that is seen, whoever asks or not."""
        problem = None
        try:
            self._workplace.store.check_in_place()
        except TejunError as error:
            problem = error.detail.in_("en")
            if problem != self._logged_record_problem:
                _RECORD_LOG.error("%s %s", problem, error.advice.in_("en"))
        self._logged_record_problem = problem

    def _log_problems(self) -> None:
        problems = {
            error.detail.in_("en"): error.advice.in_("en") for error in self._registry.problems
        }
        for detail in problems.keys() - self._logged_problems:
            _LOG.warning("%s %s The last good state stays in force.", detail, problems[detail])
        for detail in self._logged_problems - problems.keys():
            _LOG.info("over: %s", detail)
        self._logged_problems = frozenset(problems)

    def _state(self) -> tuple[object, ...]:
        """What decides which editions are in force: the day, and how many publications each program has."""
        programs = self._registry.programs()
        return self._workplace.today(), *((program, self._length(program)) for program in programs)

    def _length(self, program: str) -> int:
        with contextlib.suppress(TejunError):
            return len(self._registry.log(program))
        return -1
