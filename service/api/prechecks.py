"""POST a set of facts, get a recorded decision.

Always holds: the 201 goes out after the record is on the disk; the body that goes out is the very bytes recorded.

May not know: how a decision is made.
"""

import json
import logging
import time
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

from service import canonical
from service.api.bodies import JsonBody
from service.api.shapes import DayParameters, IdempotencyKey
from service.api.state import Parts
from service.decide import Recorded, decide_recorded
from service.model.decision import Decision
from service.model.intake import Facts, read_facts
from service.store.records import Idempotency

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
    """The body is a facts document (`tejun/facts/1`).

    The decision says where the application stands against the procedure and the program; the funding agency decides.
    It is recorded before it is answered, and names its program, edition, bundle, engine and version.
    """
    begun = time.perf_counter()
    facts = read_facts(body)
    recorded = decide_recorded(
        facts,
        program=program,
        as_of=day.as_of or parts.today(),
        now=parts.clock(),
        registry=parts.registry,
        engine=parts.engine,
        store=parts.store,
        idempotency=_idempotency(idempotency_key, facts, program=program, as_of=day.as_of),
    )
    _log(recorded, request, program=program, begun=begun)
    place = f"{request.scope.get('root_path', '')}/v1/decisions/{recorded.decision_id}"
    headers = {"Location": place, "Cache-Control": "no-store"}
    return Response(recorded.body, 201, media_type="application/json", headers=headers)


def _idempotency(
    key: str | None, facts: Facts, *, program: str, as_of: date | None
) -> Idempotency | None:
    """What was asked under the key: where no day was named, it stays the same request after midnight."""
    if key is None:
        return None
    day = None if as_of is None else as_of.isoformat()
    asked = {"program": program, "as_of": day, "facts": facts.digest}
    return Idempotency(key, canonical.digest(canonical.dumps(asked)))


def _log(recorded: Recorded, request: Request, *, program: str, begun: float) -> None:
    """One line of JSON for each decision, with nothing of a person in it."""
    line = {
        "event": "decision",
        "id": recorded.decision_id,
        "program": program,
        "outcome": recorded.outcome,
        "repeated": recorded.repeated,
        "ms": round((time.perf_counter() - begun) * 1000, 1),
        "request_id": request.state.request_id,
    }
    _LOG.info("%s", json.dumps(line))
