"""What the doors of the API share, and how they reach it.

May not know: HTTP.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, cast

from anyio import CapacityLimiter
from fastapi import Depends, Request

from tejun.api.watch import Watch
from tejun.operations.workplace import Workplace

MEGABYTE = 1024 * 1024
_REPORT_THREADS = 9


LINGERS_SECONDS = 1.0
"""A body that has been on its way for longer goes where its bytes are needed: an honest one is here by then."""


class Arrival:
    """A body on its way in, and the bytes of it that are here; `drop` ends it."""

    def __init__(self, begun: float, drop: Callable[[], None]) -> None:
        self.begun = begun
        self.drop = drop
        self.held = 0
        self.is_dropped = False


class Room:
    """How many bodies may be in hand at once, and how many bytes of them all, also of those that are on their way.

    A body takes its place when all of it is here: whoever sends slowly holds bytes alone, and goes first where those
    are needed. Entered and left on the event loop only, so plain numbers are enough.
    """

    def __init__(
        self,
        places: int = 64,
        size: int = 48 * MEGABYTE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._free = places
        self._bytes_free = size
        self._clock = clock
        self._arriving: dict[Arrival, None] = {}

    def arrive(self, drop: Callable[[], None]) -> Arrival:
        """A body begins to come."""
        arrival = Arrival(self._clock(), drop)
        self._arriving[arrival] = None
        return arrival

    def hold(self, arrival: Arrival, size: int) -> bool:
        """Takes so many bytes more, where there are as many, or others make room."""
        if arrival.is_dropped:
            return False
        while self._bytes_free < size:
            if not self._drop_one(but=arrival):
                return False
        self._bytes_free -= size
        arrival.held += size
        return True

    def enter(self) -> bool:
        """Takes a place, where there is one."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    def leave(self) -> None:
        """Gives the place back."""
        self._free += 1

    def arrived(self, arrival: Arrival) -> None:
        """All of it is here: it is dropped no more."""
        self._arriving.pop(arrival, None)

    def forget(self, arrival: Arrival) -> None:
        """Gives its bytes back."""
        self.arrived(arrival)
        self._bytes_free += arrival.held
        arrival.held = 0

    def _drop_one(self, *, but: Arrival) -> bool:
        """Of those that linger, the one that has been on its way longest."""
        latest = self._clock() - LINGERS_SECONDS
        for arrival in self._arriving:  # in the order in which they came
            if arrival.begun > latest:
                return False
            if arrival is not but and arrival.held:
                arrival.is_dropped = True
                self.forget(arrival)
                arrival.drop()
                return True
        return False


@dataclass(frozen=True)
class ServiceParts:
    """The parts of one running HTTP service: the workplace of every use case, and what HTTP adds to it."""

    workplace: Workplace
    watch: Watch
    room: Room = field(default_factory=Room)
    publications: Room = field(default_factory=Room)
    publication_turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """How many publications are read and looked at cheaply at once: one may be 24 MB."""
    publishing: Room = field(default_factory=lambda: Room(2))
    """How many are looked at dearly: compiled, and run on every case."""
    log_room: Room = field(default_factory=lambda: Room(8, 24 * MEGABYTE))
    status_room: Room = field(default_factory=lambda: Room(512, 16 * MEGABYTE))
    """A whole fleet reports in the same second when an edition is published."""
    large: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """How many large bodies are worked on at once, and large reports: one may take a hundred megabytes and a second of
    processor time."""
    large_held: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    """How many there are in memory: one that is worked on, and one that only waits for the disk."""
    recalled: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    """How many recorded decisions are read at once: of a large one record, explanation and answer take some tens of
    megabytes, and one thread works at a time. What evaluates one takes seconds, and no such turn: see `tracing`."""
    log_turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """How many decision logs are unpacked and read at once: an OPA sends them again."""
    status_turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(8))
    report_threads: CapacityLimiter = field(
        default_factory=lambda: CapacityLimiter(_REPORT_THREADS)
    )
    """Reports have threads of their own, one for each turn: those of decisions never wait for the disk of reports."""
    tracing: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(2))
    """How many recorded decisions are evaluated again at once. A trace is a process of OPA, which may take a hundred
    megabytes."""


async def _parts(request: Request) -> ServiceParts:
    return cast("ServiceParts", request.app.state.parts)


Parts = Annotated[ServiceParts, Depends(_parts)]
