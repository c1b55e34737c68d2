"""What the doors of the API share, and how they reach it.

May not know: HTTP.
"""

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Services:
    """The parts of one running service."""

    settings: Settings
    registry: Registry
    engine: Engine
    store: Store
    clock: Clock

    def today(self) -> date:
        """The day in Tokyo: the funding agencies' day."""
        return self.clock().astimezone(JST).date()


async def _services(request: Request) -> Services:
    return cast("Services", request.app.state.services)


Parts = Annotated[Services, Depends(_services)]
