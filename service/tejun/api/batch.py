"""POST the facts of many applications, get a decision or a problem for each.

Always holds: every decision in an answer is on the disk before the answer goes out, and goes out as the very bytes
recorded; a mistake in one item leaves the others as they are, and is placed in the body that was sent.

May not know: how a decision is made.
"""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

from tejun import canonical
from tejun.api import problems
from tejun.api.bodies import BatchBody, Body
from tejun.api.envelope import trace
from tejun.api.languages import language_of
from tejun.api.parameters import BATCH_ID_MAX_LENGTH, BATCH_MAX_ITEMS, DayParameters, IdempotencyKey
from tejun.api.prechecks import log_decision
from tejun.api.problems import Problem, of_error
from tejun.api.shapes import BatchAnswer, BatchSummary
from tejun.api.state import Parts
from tejun.errors import TejunError
from tejun.operations.batch import Batch, BatchItem, decide_batch
from tejun.operations.deciding import RecordedDecision
from tejun.reading import read_document
from tejun.words import Language, Message

router = APIRouter()
_LOG = logging.getLogger("tejun.api")


@router.post(
    "/v1/batch/programs/{program}/prechecks",
    operation_id="batch_precheck",
    summary="Check the facts of many applications against a program, and record each decision",
    response_model=BatchAnswer,
    response_description="Every application was decided, and each decision is recorded.",
    responses={
        207: {
            "model": BatchAnswer,
            "description": "Some were not decided: `summary.not_decided` names them. The others are recorded.",
        }
    },
)
def batch_precheck(
    *,
    request: Request,
    program: str,
    day: Annotated[DayParameters, Query()],
    body: BatchBody,
    parts: Parts,
    idempotency_key: Annotated[
        IdempotencyKey | SkipJsonSchema[None],
        Header(
            alias="Idempotency-Key",
            description="names this batch: each item is a pre-check under `<key>/<id>`, so that a batch "
            "sent again gives the decisions that were recorded, and decides what had a problem",
        ),
    ] = None,
) -> Response:
    """The body is `{"inputs": {"<id>": <facts document>, …}}`, with ids of the caller's own.

    Each item is judged for itself and for the same day; `summary` has the ids by outcome. A problem is the one that the
    item would have had alone, its places in the body that was sent.
    """
    language, request_id = (
        language_of(request.headers.get("accept-language")),
        request.state.request_id,
    )
    items = decide_batch(
        parts.workplace,
        partial(_read, body),
        program=program,
        as_of=day.as_of,
        key=idempotency_key,
        go_on=body.bounds.go_on,
        on_decided=body.give_turn,
    )
    _log(items, program, request_id)
    status = 200 if all(isinstance(item.result, RecordedDecision) for item in items) else 207
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "Vary": "Accept-Language",
    }
    content = _body(items, language=language, request_id=request_id)
    return Response(content, status, media_type="application/json", headers=headers)


def _log(items: Sequence[BatchItem], program: str, request_id: str) -> None:
    """A line for each decision, and one for each thing that nobody foresaw."""
    unforeseen: dict[int, Exception] = {}
    for item in items:
        if isinstance(item.result, RecordedDecision):
            log_decision(item.result, program, seconds=item.seconds, request_id=request_id)
        elif not isinstance(item.result, TejunError):
            unforeseen[id(item.result)] = item.result
    for error in unforeseen.values():
        _LOG.error("unexpected, request %s: %s", request_id, trace(error))


def _read(body: Body) -> Batch:
    """Raises what `read_document` raises, or ProblemError where it is no batch."""
    document = read_document(body.content, "json", body.bounds)
    return Batch(document, _ids(document.value))


def _ids(value: Any) -> list[str]:
    """The ids of the items. Raises ProblemError where the body is no batch."""
    if not isinstance(value, dict) or not isinstance(value.get("inputs"), dict):
        raise problems.invalid_batch(
            "/inputs" if isinstance(value, dict) else "",
            Message("api.batch.no_inputs"),
        )
    if len(value) > 1:
        other = next(key for key in value if key != "inputs")
        raise problems.invalid_batch(
            canonical.pointer([other]),
            Message("api.batch.unknown_key", key=other[:60]),
        )
    ids = list(value["inputs"])
    if not 1 <= len(ids) <= BATCH_MAX_ITEMS:
        raise problems.invalid_batch(
            "/inputs",
            Message("api.batch.too_many", count=len(ids)),
        )
    for name in ids:
        if not 1 <= len(name) <= BATCH_ID_MAX_LENGTH:
            raise problems.invalid_batch(
                canonical.pointer(["inputs", name]),
                Message("api.batch.id_too_long", count=len(name)),
            )
    return ids


def _body(items: Sequence[BatchItem], *, language: Language, request_id: str) -> bytes:
    """The answer, with the decisions spliced in as they were recorded."""
    by_outcome: dict[str, list[str]] = {name: [] for name in BatchSummary.model_fields}
    responses = []
    for item in items:
        if isinstance(item.result, RecordedDecision):
            by_outcome[item.result.outcome].append(item.id)
            status, kind, body = 201, b"decision", item.result.body
        else:
            by_outcome["not_decided"].append(item.id)
            problem = _problem(item.result)
            status, kind = problem.status, b"problem"
            body = problem.body(language=language, request_id=request_id)
        responses.append(b'%b:{"status":%d,"%b":%b}' % (orjson.dumps(item.id), status, kind, body))
    return b'{"summary":%b,"responses":{%b}}' % (orjson.dumps(by_outcome), b",".join(responses))


def _problem(error: Exception) -> Problem:
    return of_error(error) if isinstance(error, TejunError) else problems.internal()
