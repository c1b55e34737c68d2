"""Whether the process lives, and whether it can decide and record.

Always holds: ready means that a decision could be made and recorded right now: the record takes a write, and at
least one edition evaluates to a whole decision. Nothing is recorded by asking.

May not know: what is wrong with a part; the part's own error says it.
"""

from fastapi import APIRouter

from tejun.api import refusals
from tejun.api.problem import ProblemError
from tejun.api.shapes import Alive, Ready, Words
from tejun.api.state import Parts
from tejun.errors import TejunError
from tejun.operations.readiness import check_readiness

router = APIRouter()


@router.get("/healthz", operation_id="healthz", summary="Whether the process lives")
async def healthz() -> Alive:
    """Asks nothing of the store or the engine."""
    return Alive()


@router.get("/readyz", operation_id="readyz", summary="Whether decisions can be made and recorded")
def readyz(parts: Parts) -> Ready:
    """Tries a write, undone, and an evaluation of each program's edition, not recorded.

    What is wrong with the registry is told beside: its last good state goes on deciding.
    """
    try:
        ready = check_readiness(parts.workplace)
    except TejunError as error:
        raise ProblemError(refusals.not_ready(error)) from error
    if not ready.programs:
        raise ProblemError(refusals.not_ready(None))
    return Ready(
        programs=ready.programs,
        engine=ready.engine,
        circuit=ready.circuit,
        registry_problems=[
            Words(ja=error.detail.in_("ja"), en=error.detail.in_("en"))
            for error in ready.registry_problems
        ],
    )
