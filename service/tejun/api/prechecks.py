"""POST a set of facts, get a recorded decision.

Always holds: the 201 goes out after the record is on the disk; the body that goes out is the very bytes recorded. Each
decision is one line of the log.

May not know: how a decision is made.
"""

import json
import logging
import time
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

from tejun import canonical
from tejun.api.bodies import JsonBody
from tejun.api.shapes import DayParameters, IdempotencyKey
from tejun.api.state import Parts, Services
from tejun.decide import Recorded, Unrecorded, decide_unrecorded, record_all
from tejun.errors import KeyReusedError
from tejun.model.decision import Decision
from tejun.model.intake import Facts, read_facts
from tejun.store.records import Idempotency

router = APIRouter()
_LOG = logging.getLogger("tejun.decisions")


@dataclass(frozen=True)
class Asked:
    """What is asked of some facts: the program, the day where one was named, the caller's key where there is one."""

    program: str
    as_of: date | None
    key: str | None
    request_id: str


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
    asked = Asked(program, day.as_of, idempotency_key, request.state.request_id)
    made = unrecorded(read_facts(body), asked, parts=parts, today=parts.today())
    [recorded] = record_all([made], parts.store)
    if isinstance(recorded, KeyReusedError):
        raise recorded
    log(recorded, asked, begun=begun)
    place = f"{request.scope.get('root_path', '')}/v1/decisions/{recorded.decision_id}"
    headers = {"Location": place, "Cache-Control": "no-store"}
    return Response(recorded.body, 201, media_type="application/json", headers=headers)


def unrecorded(
    facts: Facts, asked: Asked, *, parts: Services, today: date
) -> Recorded | Unrecorded:
    """The decision on the facts, not yet in the record, or what is in it under the key.

    Raises what `tejun.decide.decide_unrecorded` raises.
    """
    return decide_unrecorded(
        facts,
        program=asked.program,
        as_of=asked.as_of or today,
        now=parts.clock(),
        registry=parts.registry,
        engine=parts.engine,
        store=parts.store,
        idempotency=_idempotency(asked, facts),
    )


def _idempotency(asked: Asked, facts: Facts) -> Idempotency | None:
    """What was asked under the key: where no day was named, it stays the same request after midnight."""
    if asked.key is None:
        return None
    day = None if asked.as_of is None else asked.as_of.isoformat()
    what = {"program": asked.program, "as_of": day, "facts": facts.digest}
    return Idempotency(asked.key, canonical.digest(canonical.dumps(what)))


def log(recorded: Recorded, asked: Asked, *, begun: float) -> None:
    """One line of JSON for each decision, with nothing of a person in it; `begun` by `time.perf_counter`."""
    line = {
        "event": "decision",
        "id": recorded.decision_id,
        "program": asked.program,
        "outcome": recorded.outcome,
        "repeated": recorded.repeated,
        "ms": round((time.perf_counter() - begun) * 1000, 1),
        "request_id": asked.request_id,
    }
    _LOG.info("%s", json.dumps(line))
