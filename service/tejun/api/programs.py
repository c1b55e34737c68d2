"""The programs whose editions are at hand, and what each asks for."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from tejun.api.shapes import (
    EditionList,
    EditionParameters,
    EditionView,
    ProgramView,
    RequirementView,
)
from tejun.api.state import Parts
from tejun.operations.editions import Bundle, find_in_force, list_programs, open_edition

router = APIRouter()


@router.get(
    "/v1/programs",
    operation_id="programs",
    summary="Every edition of every program",
    response_description="The editions, by program and sequence.",
)
def programs(which: Annotated[EditionParameters, Query()], parts: Parts) -> EditionList:
    """Those that are not withdrawn, not yet in force among them; with `as_of`, only those in force on the day."""
    workplace = parts.workplace
    editions = list_programs(workplace, as_of=which.as_of, call=which.call, known_at=which.known_at)
    bundles = (open_edition(workplace, edition) for edition in editions)
    return EditionList(programs=[EditionView(**_edition(bundle)) for bundle in bundles])


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


def content(bundle: Bundle) -> ProgramView:
    """The edition, and all that it asks for."""
    about = bundle.catalog["program"]
    return ProgramView(
        **_edition(bundle),
        contact=about["contact"],
        sources=about["sources"],
        call=about["call"],
        forms=about["forms"],
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
