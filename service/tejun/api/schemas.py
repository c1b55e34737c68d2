"""The JSON Schema of what is submitted."""

from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from tejun.model.intake import facts_schema_text

router = APIRouter()
MEDIA_TYPE = "application/schema+json"


@router.get(
    "/v1/schemas/facts",
    operation_id="facts_schema",
    summary="The form of the facts, as a JSON Schema (2020-12)",
    response_class=Response,
    responses={
        200: {
            "description": "The schema.",
            "content": {MEDIA_TYPE: {"schema": {"type": "object"}}},
        }
    },
)
async def facts_schema() -> Any:
    """The same as `tejun schema` prints."""
    return Response(_text(), media_type=MEDIA_TYPE, headers={"Cache-Control": "max-age=3600"})


@cache
def _text() -> str:
    return facts_schema_text()
