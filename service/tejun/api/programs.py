"""The programs whose editions are at hand, and what each asks for."""

from collections.abc import Iterable
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
from tejun.bundle.archive import Bundle
from tejun.registry import Edition, Registry, timeline

router = APIRouter()


@router.get(
    "/v1/programs",
    operation_id="programs",
    summary="Every edition of every program",
    response_description="The editions, by program and sequence.",
)
def programs(which: Annotated[EditionParameters, Query()], parts: Parts) -> EditionList:
    """Those that are not withdrawn, not yet in force among them; with `as_of`, only those in force on the day."""
    registry = parts.registry
    editions = [one for program in registry.programs() for one in _listed(registry, program, which)]
    return EditionList(programs=[EditionView(**_edition(registry.open(one))) for one in editions])


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
    bundle = parts.registry.bundle(
        program, which.as_of or parts.today(), call=which.call, known_at=which.known_at
    )
    return content(bundle)


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


def _listed(registry: Registry, program: str, which: EditionParameters) -> Iterable[Edition]:
    """In the order of their sequence."""
    standing = [
        one
        for one in registry.editions(program)
        if one.is_published(which.known_at) and which.call in {None, one.call}
    ]
    if which.as_of is not None:
        calls = timeline.calls(standing, known_at=which.known_at)
        found = (
            timeline.in_force(standing, which.as_of, call=call, known_at=which.known_at)
            for call in calls
        )
        standing = [one for one in found if one is not None]
    return sorted(standing, key=lambda one: one.sequence)


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
