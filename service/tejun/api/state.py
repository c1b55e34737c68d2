"""What the doors of the API share, and how they reach it.

May not know: HTTP.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, cast

from fastapi import Depends, Request

from tejun.api.watch import Watch
from tejun.engine.protocol import Engine
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.store import Store

JST = timezone(timedelta(hours=9), "JST")
"""Asia/Tokyo, which has had no other offset since 1951."""

Clock = Callable[[], datetime]
"""Gives an aware `now`."""


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
class Services:
    """The parts of one running service."""

    settings: Settings
    registry: Registry
    engine: Engine
    store: Store
    clock: Clock
    watch: Watch
    room: Room = field(default_factory=Room)
    publications: Room = field(default_factory=lambda: Room(2))
    log_room: Room = field(default_factory=lambda: Room(8))
    """Decision logs unpack to much: few at once, and an OPA sends its batch again."""
    status_room: Room = field(default_factory=lambda: Room(512))
    """A whole fleet reports in the same second when an edition is published."""
    tracing: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(2))
    """How many traces may be made at once: each is a process of OPA, which may take a hundred megabytes."""

    def today(self) -> date:
        """The day in Tokyo: the funding agencies' day."""
        return day_of(self.clock())


def day_of(moment: datetime) -> date:
    """The day in Tokyo."""
    return moment.astimezone(JST).date()


async def _services(request: Request) -> Services:
    return cast("Services", request.app.state.services)


Parts = Annotated[Services, Depends(_services)]
