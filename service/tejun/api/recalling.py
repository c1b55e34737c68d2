"""How many work on recorded decisions at once: who reads one waits for a turn, who has one evaluated again, or made a
page of, is refused where all places are taken.

Always holds: reading takes a moment and waits for reading alone. What takes seconds has places of its own, which nobody
waits for; evaluating ends soon after its caller is gone.

May not know: what is answered.
"""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, Query, Request

from tejun.api import problems
from tejun.api.bodies import turn, watched
from tejun.api.languages import wants_html
from tejun.api.parameters import ExplanationParameters
from tejun.api.state import Parts, ServiceParts

Clock = Callable[[], float]


async def _turn_to_recall(parts: Parts) -> AsyncIterator[None]:
    """Holds no thread while it waits."""
    async with turn(parts.recalled):
        yield


IN_TURN = [Depends(_turn_to_recall)]


@asynccontextmanager
async def _evaluating(request: Request, parts: ServiceParts) -> AsyncIterator[Clock]:
    """One of the places to evaluate. Raises ProblemError where all are taken."""
    if not parts.tracing.acquire(blocking=False):
        raise problems.busy()
    try:
        async with watched(request) as require_caller:

            def seconds() -> float:
                require_caller()
                return time.monotonic()

            yield seconds
    finally:
        parts.tracing.release()


async def _place_to_evaluate(request: Request, parts: Parts) -> AsyncIterator[Clock]:
    async with _evaluating(request, parts) as clock:
        yield clock


async def _place_or_turn(
    request: Request, parameters: Annotated[ExplanationParameters, Query()], parts: Parts
) -> AsyncIterator[Clock]:
    """A trace and a remedy evaluate, and a page of all that explains a large decision takes seconds, too; an
    explanation alone only reads."""
    if parameters.depth == "full" and not wants_html(request.headers.get("accept")):
        async with turn(parts.recalled):
            yield time.monotonic
    else:
        async with _evaluating(request, parts) as clock:
            yield clock


WhileEvaluating = Annotated[Clock, Depends(_place_to_evaluate)]
"""Seconds, for as long as the caller waits: it raises CallerGoneError once nobody does."""

WhileExplaining = Annotated[Clock, Depends(_place_or_turn)]
"""The same where what is asked for takes long; else seconds, in a turn to read."""
