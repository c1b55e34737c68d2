"""The programs whose editions are at hand, and what each asks for; and the form of the facts, the same for all."""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from tejun.api.parameters import EditionParameters
from tejun.api.shapes import EditionList, EditionView, ProgramView, RequirementView, words_of
from tejun.api.state import Parts
from tejun.model.intake import facts_schema_text
from tejun.operations.editions import Bundle, find_in_force, list_programs, open_edition

router = APIRouter()
SCHEMA_MEDIA_TYPE = "application/schema+json"


@router.get(
    "/v1/programs",
    operation_id="programs",
    summary="Every edition of every program",
    response_description="The editions, by program and sequence.",
)
def programs(which: Annotated[EditionParameters, Query()], parts: Parts) -> EditionList:
    """Those that are not withdrawn, not yet in force among them; with `as_of`, only those in force on the day."""
    listing = list_programs(
        parts.workplace, as_of=which.as_of, call=which.call, known_at=which.known_at
    )
    return EditionList(
        programs=[EditionView(**_edition(bundle)) for bundle in listing.bundles],
        registry_problems=[words_of(error) for error in listing.problems],
    )


@router.get(
    "/v1/programs/{program}",
    operation_id="program",
    summary="The edition of a program that is in force, and what it asks for",
    response_description="The edition, its parameters and requirements.",
)
def program(
    program: str, which: Annotated[EditionParameters, Query()], parts: Parts
) -> ProgramView:
    """The requirements are in the order of the source's clauses."""
    edition = find_in_force(
        parts.workplace, program, as_of=which.as_of, call=which.call, known_at=which.known_at
    )
    return content(open_edition(parts.workplace, edition))


@router.get(
    "/v1/schemas/facts",
    operation_id="facts_schema",
    summary="The form of the facts, as a JSON Schema (2020-12)",
    response_class=Response,
    responses={
        200: {
            "description": "The schema.",
            "content": {SCHEMA_MEDIA_TYPE: {"schema": {"type": "object"}}},
        }
    },
)
async def facts_schema() -> Any:
    """The same as `tejun schema` prints."""
    return Response(
        _schema(), media_type=SCHEMA_MEDIA_TYPE, headers={"Cache-Control": "max-age=3600"}
    )


@cache
def _schema() -> str:
    return facts_schema_text()


def content(bundle: Bundle) -> ProgramView:
    """The edition, and all that it asks for."""
    about = bundle.catalog["program"]
    return ProgramView(
        **_edition(bundle),
        contact=about["contact"],
        sources=about["sources"],
        call=about["call"],
        designation=about.get("designation", {}),
        fund=about.get("fund", {}),
        forms=about["forms"],
        retention=about.get("retention"),
        parameters=about["parameters"],
        requirements=[_requirement(item) for item in bundle.catalog["requirements"]],
    )


def _edition(bundle: Bundle) -> dict[str, Any]:
    about = bundle.catalog["program"]
    return {
        "slug": bundle.program,
        "title": about["title"],
        "funding_agency": about["funding_agency"],
        "example": about["example"],
        "edition": bundle.edition,
        "base": bundle.base,
        "sequence": bundle.sequence,
        "effective_from": bundle.effective_from,
        "effective_until": bundle.effective_until,
        "revision": bundle.revision,
        "digest": bundle.digest,
    }


def _requirement(item: dict[str, Any]) -> RequirementView:
    return RequirementView.model_validate({key: item[key] for key in RequirementView.model_fields})
