"""The fleet of OPAs as people see it: who has which edition, what went wrong, what was decided elsewhere.

May not know: how an OPA reports.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from tejun.api.shapes import FleetDecisionParameters, PageParameters
from tejun.api.state import Parts
from tejun.fleet.editions import editions_by_revision, revisions_in_force
from tejun.fleet.view import FleetDecisionList, FleetList, decision_view, opa_view

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
    opas = parts.store.fleet.opas(before=_number(page.cursor), limit=page.limit + 1)
    editions = editions_by_revision(parts.registry)
    current = revisions_in_force(editions, parts.registry, parts.today())
    return FleetList(
        opas=[opa_view(opa, editions, current) for opa in opas[: page.limit]],
        next_cursor=_cursor([opa.number for opa in opas], page.limit),
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
    entries = fleet.decisions(
        before=_number(page.cursor), limit=page.limit + 1, opa=page.opa, outcome=page.outcome
    )
    shown = entries[: page.limit]
    inputs = (entry.decision.input_digest for entry in shown)
    service_decisions = fleet.service_decisions(digest for digest in inputs if digest is not None)
    return FleetDecisionList(
        decisions=[decision_view(entry, service_decisions) for entry in shown],
        next_cursor=_cursor([entry.number for entry in entries], page.limit),
    )


def _number(cursor: str | None) -> int | None:
    return None if cursor is None else int(cursor)


def _cursor(numbers: list[int], limit: int) -> str | None:
    """The number of the last one that is shown, where there are more."""
    return str(numbers[limit - 1]) if len(numbers) > limit else None
