"""Recorded decisions and their explanations.

Always holds: a decision is answered with the very bytes that were recorded; an explanation is made from the
record and the catalog of the edition that decided, and evaluates nothing.

May not know: how an explanation is worded.
"""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import JSONResponse, Response

from service.api.languages import language_of, wants_markdown
from service.api.shapes import ExplanationParameters
from service.api.state import Parts
from service.explain import Explanation, explain, to_json, to_markdown
from service.model.decision import Decision

router = APIRouter()

DecisionId = Annotated[
    str, Path(description="the decision's id (UUIDv7)", json_schema_extra={"format": "uuid"})
]
_PRIVATE = {"Cache-Control": "no-store"}


@router.get(
    "/v1/decisions/{decision_id}",
    operation_id="decision",
    summary="A recorded decision, as it was answered",
    response_model=Decision,
    response_description="The decision, byte for byte as recorded.",
)
def decision(decision_id: DecisionId, parts: Parts) -> Response:
    """Gives the recorded bytes: canonical JSON (RFC 8785)."""
    record = parts.store.get(decision_id)
    return Response(record.decision, media_type="application/json", headers=_PRIVATE)


@router.get(
    "/v1/decisions/{decision_id}/explanation",
    operation_id="explanation",
    summary="A recorded decision, explained in ja or en",
    response_model=Explanation,
    response_description="The explanation, by clause of the source.",
    responses={
        200: {"content": {"text/markdown": {"schema": {"type": "string"}}}},
    },
)
def explanation(
    request: Request,
    decision_id: DecisionId,
    parameters: Annotated[ExplanationParameters, Query()],
    parts: Parts,
) -> Response:
    """JSON, or Markdown where `Accept` likes text/markdown better."""
    record = parts.store.get(decision_id)
    bundle = parts.registry.bundle_by_revision(record.revision)
    language = parameters.lang or language_of(request.headers.get("accept-language"))
    told = explain(
        json.loads(record.decision),
        bundle.catalog,
        language=language,
        document=json.loads(record.input),
    )
    headers = {**_PRIVATE, "Content-Language": language, "Vary": "Accept, Accept-Language"}
    if wants_markdown(request.headers.get("accept")):
        return Response(to_markdown(told), media_type="text/markdown", headers=headers)
    return JSONResponse(to_json(told), headers=headers)
