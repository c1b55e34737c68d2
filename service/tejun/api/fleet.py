"""The fleet of OPAs as people see it: who has which edition, what went wrong, what was decided elsewhere.

May not know: how an OPA reports.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from tejun.api.parameters import FleetDecisionParameters, PageParameters
from tejun.api.state import Parts
from tejun.fleet.view import FleetDecisionList, FleetList
from tejun.operations.fleet import list_decisions, list_opas

router = APIRouter()


@router.get(
    "/v1/fleet",
    operation_id="fleet",
    summary="The OPAs that have reported, and whether each has the edition that is in force",
    response_description="The OPAs, newest first.",
)
def fleet(response: Response, page: Annotated[PageParameters, Query()], parts: Parts) -> FleetList:
    """An OPA says these things of itself; nothing here was verified but which edition a revision is."""
    response.headers["Cache-Control"] = "no-store"
    return list_opas(parts.workplace, cursor=page.cursor, limit=page.limit)


@router.get(
    "/v1/fleet/decisions",
    operation_id="fleet_decisions",
    summary="The decisions that OPAs made and logged",
    response_description="The decisions, newest first.",
)
def fleet_decisions(
    response: Response, page: Annotated[FleetDecisionParameters, Query()], parts: Parts
) -> FleetDecisionList:
    """Each beside the decisions of this service over the same input with the same bundle, where there are any."""
    response.headers["Cache-Control"] = "no-store"
    return list_decisions(
        parts.workplace,
        opa=page.opa,
        outcome=page.outcome,
        cursor=page.cursor,
        limit=page.limit,
    )
