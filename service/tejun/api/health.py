"""Whether the process lives, and whether it can decide and record.

Always holds: ready means that a decision could be made and recorded right now: the record takes a write, and at
least one edition evaluates to a whole decision. Nothing is recorded by asking.

May not know: what is wrong with a part; the part's own error says it.
"""

import logging
from datetime import date

from fastapi import APIRouter

from tejun.api import refusals
from tejun.api.problem import ProblemError
from tejun.api.shapes import Alive, Ready, Words
from tejun.api.state import Parts, Services
from tejun.decide import decide
from tejun.engine.failover import Failover
from tejun.errors import TejunError
from tejun.model.sample import smallest_facts

router = APIRouter()
_LOG = logging.getLogger("tejun.api")


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
        parts.store.check_writable()
        programs = programs_that_decide(parts)
    except TejunError as error:
        raise ProblemError(refusals.not_ready(error)) from error
    if not programs:
        raise ProblemError(refusals.not_ready(None))
    problems = [
        Words(ja=one.detail.in_("ja"), en=one.detail.in_("en")) for one in parts.registry.problems
    ]
    engine = parts.engine
    return Ready(
        programs=programs,
        engine=engine.name,
        circuit=engine.circuit if isinstance(engine, Failover) else None,
        registry_problems=problems,
    )


def programs_that_decide(services: Services) -> list[str]:
    """The programs of which an edition loads and decides; raises the first error where none does."""
    good: list[str] = []
    bad: list[TejunError] = []
    for program in services.registry.programs():
        try:
            _try(program, services)
            good.append(program)
        except TejunError as error:
            _LOG.warning(
                "%s does not decide: %s %s", program, error.detail.in_("en"), error.advice.in_("en")
            )
            bad.append(error)
    if bad and not good:
        raise bad[0]
    return good


def _try(program: str, services: Services) -> None:
    """Decides on the smallest facts there are, for a day on which the newest edition is in force."""
    newest = services.registry.in_force(program, date.max)
    decide(
        smallest_facts(program, newest.call),
        program=program,
        as_of=max(date.fromisoformat(newest.effective_from), services.today()),
        now=services.clock(),
        registry=services.registry,
        engine=services.engine,
        store=None,
    )
