"""The programs whose editions are at hand, and what each asks for."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from service.api.shapes import DayParameters, EditionList, EditionView, ProgramView, RequirementView
from service.api.state import Parts
from service.bundle.archive import Bundle

router = APIRouter()


@router.get(
    "/v1/programs",
    operation_id="programs",
    summary="Every edition of every program",
    response_description="The editions, by program and sequence.",
)
def programs(parts: Parts) -> EditionList:
    """Editions not yet in force are listed too: see `effective_from`."""
    editions = sorted(parts.registry.all(), key=lambda one: (one.program, one.sequence))
    return EditionList(programs=[EditionView(**_edition(bundle)) for bundle in editions])


@router.get(
    "/v1/programs/{program}",
    operation_id="program",
    summary="The edition of a program that is in force, and what it asks for",
    response_description="The edition, its parameters and requirements.",
)
def program(program: str, day: Annotated[DayParameters, Query()], parts: Parts) -> ProgramView:
    """The requirements are in the order of the source's clauses."""
    bundle = parts.registry.bundle(program, day.as_of or parts.today())
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
        "revision": bundle.revision,
        "digest": bundle.digest,
    }


def _requirement(item: dict[str, Any]) -> RequirementView:
    return RequirementView.model_validate({key: item[key] for key in RequirementView.model_fields})
