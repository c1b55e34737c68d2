"""What the doors of the API share, and how they reach it.

May not know: HTTP.
"""

import asyncio
import threading
from dataclasses import dataclass, field
from typing import Annotated, cast

from anyio import CapacityLimiter
from fastapi import Depends, Request

from tejun.api.watch import Watch
from tejun.operations.workplace import Workplace

MEGABYTE = 1024 * 1024
_REPORT_THREADS = 9


class Room:
    """How many bodies may be in hand at once, and how many bytes of them all.

    Entered and left on the event loop only, so plain numbers are enough.
    """

    def __init__(self, places: int = 64, size: int = 48 * MEGABYTE) -> None:
        self._free = places
        self._bytes_free = size

    def enter(self) -> bool:
        """Takes a place, where there is one."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    def leave(self, held: int = 0) -> None:
        """Gives the place back, and the bytes that were held there."""
        self._free += 1
        self._bytes_free += held

    def hold(self, size: int) -> bool:
        """Takes so many bytes more, where there are as many."""
        if self._bytes_free < size:
            return False
        self._bytes_free -= size
        return True


@dataclass(frozen=True)
class ServiceParts:
    """The parts of one running HTTP service: the workplace of every use case, and what HTTP adds to it."""

    workplace: Workplace
    watch: Watch
    room: Room = field(default_factory=Room)
    publications: Room = field(default_factory=lambda: Room(2))
    log_room: Room = field(default_factory=lambda: Room(8, 24 * MEGABYTE))
    status_room: Room = field(default_factory=lambda: Room(512, 16 * MEGABYTE))
    """A whole fleet reports in the same second when an edition is published."""
    large: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """How many large bodies are worked on at once: one may take a hundred megabytes and a second of processor time."""
    log_turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """How many decision logs are unpacked and read at once: one may be 64 MB, and an OPA sends it again."""
    status_turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(8))
    report_threads: CapacityLimiter = field(
        default_factory=lambda: CapacityLimiter(_REPORT_THREADS)
    )
    """Reports have threads of their own, one for each turn: those of decisions never wait for the disk of reports."""
    tracing: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(2))
    """How many traces may be made at once: each is a process of OPA, which may take a hundred megabytes."""


async def _parts(request: Request) -> ServiceParts:
    return cast("ServiceParts", request.app.state.parts)


Parts = Annotated[ServiceParts, Depends(_parts)]
