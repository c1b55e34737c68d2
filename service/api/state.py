"""What the doors of the API share, and how they reach it.

May not know: HTTP.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, cast

from fastapi import Depends, Request

from service.bundle.registry import Registry
from service.engine.protocol import Engine
from service.settings import Settings
from service.store.store import Store

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
    room: Room = field(default_factory=Room)

    def today(self) -> date:
        """The day in Tokyo: the funding agencies' day."""
        return self.clock().astimezone(JST).date()


async def _services(request: Request) -> Services:
    return cast("Services", request.app.state.services)


Parts = Annotated[Services, Depends(_services)]
