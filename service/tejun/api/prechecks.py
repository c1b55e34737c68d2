"""POST a set of facts, get a recorded decision.

Always holds: the 201 goes out after the record is on the disk; the body that goes out is the very bytes recorded. Each
decision is one line of the log. A request that goes the short way (`_Route`) gets what FastAPI would have given it.

May not know: how a decision is made.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.routing import APIRoute
from pydantic.json_schema import SkipJsonSchema
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from tejun.api.bodies import JsonBody, json_body
from tejun.api.parameters import DayParameters, IdempotencyKey
from tejun.api.state import Parts
from tejun.model.decision import Decision
from tejun.model.intake import read_facts
from tejun.operations.deciding import RecordedDecision, decide_once

_LOG = logging.getLogger("tejun.decisions")
_HELD = "fastapi_inner_astack"
"""Where FastAPI has, in a request's scope, what is held until the answer is sent."""
_NO_DAY, _ONE_DAY = b"", re.compile(rb"as_of=([0-9]{4}-[0-9]{2}-[0-9]{2})")
_PLAIN_PROGRAM = re.compile(r"[a-z0-9-]{1,100}")


class _Route(APIRoute):
    """Goes the short way with a plain request: FastAPI's dependencies take a quarter of the event loop's time for it,
    and have nothing to say. Every other one, whatever may be wrong with it among them, goes FastAPI's."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        usual = super().get_route_handler()

        async def handle(request: Request) -> Response:
            day = _plain_day(request)
            return await (usual(request) if day is None else _answer(request, day))

        return handle


def _plain_day(request: Request) -> DayParameters | None:
    """The day that a request names that says nothing else beside its body; None for every other request."""
    scope = request.scope
    named = _ONE_DAY.fullmatch(scope["query_string"])
    if (
        (named is None and scope["query_string"] != _NO_DAY)
        or any(name == b"idempotency-key" for name, _ in scope["headers"])
        or not _PLAIN_PROGRAM.fullmatch(scope["path_params"]["program"])
        or not isinstance(scope.get(_HELD), AsyncExitStack)
    ):
        return None
    try:
        return DayParameters.model_validate({"as_of": named[1].decode()} if named else {})
    except ValueError:  # no such day
        return None


async def _answer(request: Request, day: DayParameters) -> Response:
    parts = request.app.state.parts
    held: AsyncExitStack = request.scope[_HELD]
    body = await held.enter_async_context(json_body(request, parts))
    program = request.scope["path_params"]["program"]
    return await run_in_threadpool(
        precheck, request=request, program=program, day=day, body=body, parts=parts
    )


router = APIRouter(route_class=_Route)


@router.post(
    "/v1/programs/{program}/prechecks",
    operation_id="precheck",
    summary="Check the facts of an application against a program, and record the decision",
    status_code=201,
    response_model=Decision,
    response_description="The decision, recorded.",
)
def precheck(
    *,
    request: Request,
    program: str,
    day: Annotated[DayParameters, Query()],
    body: JsonBody,
    parts: Parts,
    idempotency_key: Annotated[
        IdempotencyKey | SkipJsonSchema[None],
        Header(
            alias="Idempotency-Key",
            description="names this request: sent again, it gives the decision that was recorded the first time",
        ),
    ] = None,
) -> Response:
    """The body is a facts document (`tejun/facts/2`).

    The decision says where the application stands against the procedure and the program; the funding agency decides.
    It is recorded before it is answered, and names its program, edition, bundle, engine and version.
    """
    begun = time.perf_counter()
    recorded = decide_once(
        parts.workplace,
        partial(read_facts, body.content, bounds=body.bounds),
        program=program,
        as_of=day.as_of,
        key=idempotency_key,
    )
    seconds = time.perf_counter() - begun
    log_decision(recorded, program, seconds=seconds, request_id=request.state.request_id)
    place = f"{request.scope.get('root_path', '')}/v1/decisions/{recorded.decision_id}"
    headers = {"Location": place, "Cache-Control": "no-store"}
    return Response(recorded.body, 201, media_type="application/json", headers=headers)


def log_decision(
    recorded: RecordedDecision, program: str, *, seconds: float, request_id: str
) -> None:
    """One line of JSON for each decision, with nothing of a person in it."""
    line = {
        "event": "decision",
        "id": recorded.decision_id,
        "program": program,
        "outcome": recorded.outcome,
        "repeated": recorded.repeated,
        "ms": round(seconds * 1000, 1),
        "request_id": request_id,
    }
    _LOG.info("%s", json.dumps(line))
