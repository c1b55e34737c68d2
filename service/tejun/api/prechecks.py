"""POST a set of facts, get a recorded decision.

Always holds: the 201 goes out after the record is on the disk; the body that goes out is the very bytes recorded. Each
decision is one line of the log.

May not know: how a decision is made.
"""

import json
import logging
import time
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

from tejun.api.bodies import JsonBody
from tejun.api.parameters import DayParameters, IdempotencyKey
from tejun.api.state import Parts
from tejun.model.decision import Decision
from tejun.model.intake import read_facts
from tejun.operations.deciding import RecordedDecision, decide_once

router = APIRouter()
_LOG = logging.getLogger("tejun.decisions")


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
