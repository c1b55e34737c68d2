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

_REPORT_THREADS = 8


class Room:
    """How many bodies may be in hand at once: each holds megabytes while it waits for its turn.

    Entered and left on the event loop only, so a plain number is enough.
    """

    def __init__(self, places: int = 64) -> None:
        self._free = places

    def enter(self) -> bool:
        """Takes a place, where there is one."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    def leave(self) -> None:
        """Gives the place back."""
        self._free += 1


@dataclass(frozen=True)
class ServiceParts:
    """The parts of one running HTTP service: the workplace of every use case, and what HTTP adds to it."""

    workplace: Workplace
    watch: Watch
    room: Room = field(default_factory=Room)
    publications: Room = field(default_factory=lambda: Room(2))
    log_room: Room = field(default_factory=lambda: Room(8))
    """Decision logs unpack to much: few at once, and an OPA sends its batch again."""
    status_room: Room = field(default_factory=lambda: Room(512))
    """A whole fleet reports in the same second when an edition is published."""
    reporting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_REPORT_THREADS))
    report_threads: CapacityLimiter = field(
        default_factory=lambda: CapacityLimiter(_REPORT_THREADS)
    )
    """Reports have threads of their own; who holds a place in `reporting` finds one free."""
    tracing: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(2))
    """How many traces may be made at once: each is a process of OPA, which may take a hundred megabytes."""


async def _parts(request: Request) -> ServiceParts:
    return cast("ServiceParts", request.app.state.parts)


Parts = Annotated[ServiceParts, Depends(_parts)]
