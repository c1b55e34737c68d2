"""Whether the process lives, and whether it can decide and record.

Always holds: ready means that a decision could be made and recorded right now: the record takes a write, and at
least one edition evaluates to a whole decision. Nothing is recorded by asking.

May not know: what is wrong with a part; the part's own error says it.
"""

from fastapi import APIRouter

from tejun.api import problems
from tejun.api.problems import ProblemError
from tejun.api.shapes import Alive, Ready, words_of
from tejun.api.state import Parts
from tejun.errors import TejunError
from tejun.operations.readiness import check_readiness

router = APIRouter()


@router.get("/healthz", operation_id="healthz", summary="Whether the process lives")
async def healthz() -> Alive:
    """Looks at neither the record nor the engine."""
    return Alive()


@router.get("/readyz", operation_id="readyz", summary="Whether decisions can be made and recorded")
def readyz(parts: Parts) -> Ready:
    """Tries a write, undone, and an evaluation of each program's edition, not recorded.

    A fault of the registry does not make it unready, and stands in `registry_problems`: the editions read before go on
    deciding. So it is with the file of what OPAs report, and `reports_problem`.
    """
    try:
        ready = check_readiness(parts.workplace)
    except TejunError as error:
        raise ProblemError(problems.not_ready(error)) from error
    if not ready.programs:  # no part failed: nothing has been published yet
        raise ProblemError(problems.not_ready(None))
    return Ready(
        programs=ready.programs,
        engine=ready.engine,
        circuit=ready.circuit,
        registry_problems=[words_of(error) for error in ready.registry_problems],
        registry_seen_since=ready.seen_since,
        reports_problem=None if ready.reports_problem is None else words_of(ready.reports_problem),
    )
