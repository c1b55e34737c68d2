"""The fleet of OPAs as people see it: who has which edition, what went wrong, what was decided elsewhere.

May not know: how an OPA reports.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from tejun.api.shapes import FleetDecisionParameters, PageParameters
from tejun.api.state import Parts
from tejun.fleet.editions import editions_of, in_force
from tejun.fleet.shape import FleetDecisionList, FleetList
from tejun.fleet.view import decision_view, opa_view

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
    known = parts.store.fleet.opas(before=_number(page.cursor), limit=page.limit + 1)
    editions = editions_of(parts.registry)
    current = in_force(editions, parts.registry, parts.today())
    return FleetList(
        opas=[opa_view(one, editions, current) for one in known[: page.limit]],
        next_cursor=_cursor([one.number for one in known], page.limit),
    )


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
    fleet = parts.store.fleet
    stored = fleet.decisions(
        before=_number(page.cursor), limit=page.limit + 1, opa=page.opa, outcome=page.outcome
    )
    shown = stored[: page.limit]
    inputs = (one.decision.input_digest for one in shown)
    own = fleet.service_decisions(digest for digest in inputs if digest is not None)
    return FleetDecisionList(
        decisions=[decision_view(one, own) for one in shown],
        next_cursor=_cursor([one.number for one in stored], page.limit),
    )


def _number(cursor: str | None) -> int | None:
    return None if cursor is None else int(cursor)


def _cursor(numbers: list[int], limit: int) -> str | None:
    """The number of the last one that is shown, where there are more."""
    return str(numbers[limit - 1]) if len(numbers) > limit else None
