"""Deciding on one application: recorded or not; under a key of the caller's own once, however often it is asked.

Always holds: what is given as recorded is on the disk. The day for which facts are judged is the caller's to say; the
moment that dates a decision is the workplace's.

May not know: how a decision is made (`tejun.decide`), arguments, HTTP.
"""

from collections.abc import Callable
from datetime import date

from tejun import canonical
from tejun.decide import NewDecision, RecordedDecision, UnrecordedDecision, steps
from tejun.errors import KeyReusedError, UnknownProgramError
from tejun.model.intake import Facts, place_in
from tejun.operations.workplace import Workplace
from tejun.registry import Registry
from tejun.registry.errors import unknown_program
from tejun.store.records import Idempotency
from tejun.words import Message

_PROGRAM = ("application", "program")

__all__ = [
    "NewDecision",
    "RecordedDecision",
    "decide",
    "decide_once",
    "decide_without_recording",
]


def decide(
    workplace: Workplace,
    facts: Facts,
    *,
    as_of: date,
    program: str | None = None,
    record: bool = False,
) -> NewDecision:
    """The decision for the day, recorded where that is asked. `program`: None for the one that the facts name.

    Raises UnknownProgramError, UnknownCallError, WrongProgramError, BundleError, EvaluationError, ClockError or
    StoreError.
    """
    now = workplace.now()  # a clock that is wrong hides programs, too: it is said first
    asked = program or facts.document["application"]["program"]
    if asked not in workplace.registry.programs():
        raise _unknown_program(asked, workplace.registry, None if program else facts)
    return steps.decide(
        facts,
        program=asked,
        as_of=as_of,
        now=now,
        registry=workplace.registry,
        engine=workplace.engine,
        store=workplace.store if record else None,
    )


def _unknown_program(program: str, registry: Registry, facts: Facts | None) -> UnknownProgramError:
    """Says where it was looked for, and the place in the facts, where they name it."""
    here = Message("operations.deciding.no_such_program", program=program)
    return UnknownProgramError(
        Message("operations.deciding.unknown_program", program=program, place=registry.location),
        unknown_program(program, registry.programs()).advice,
        places=() if facts is None else (place_in(facts.source, _PROGRAM, here),),
    )


def decide_once(
    workplace: Workplace,
    read: Callable[[], Facts],
    *,
    program: str,
    as_of: date | None = None,
    key: str | None = None,
) -> RecordedDecision:
    """The decision, recorded; under a key of the caller's own the one that was recorded the first time.

    `read` gives the facts. `as_of`: None for today. Raises KeyReusedError where the key stands for another request, and
    what `read` and `decide` raise.
    """
    with workplace.turn():
        made = decide_without_recording(
            workplace, read(), program=program, as_of=as_of, key=key, today=workplace.today()
        )
    [recorded] = steps.record_decisions([made], workplace.store)
    if isinstance(recorded, KeyReusedError):
        raise recorded
    return recorded


def decide_without_recording(
    workplace: Workplace,
    facts: Facts,
    *,
    program: str,
    as_of: date | None,
    key: str | None,
    today: date,
) -> RecordedDecision | UnrecordedDecision:
    """The decision, which is not to be given before it is recorded, or what was recorded under the key.

    `as_of`: None for `today`. Raises what `decide_once` raises.
    """
    return steps.decide_without_recording(
        facts,
        program=program,
        as_of=as_of or today,
        now=workplace.now(),
        registry=workplace.registry,
        engine=workplace.engine,
        store=workplace.store,
        idempotency=_idempotency(key, program, as_of, facts) if key is not None else None,
    )


def _idempotency(key: str, program: str, as_of: date | None, facts: Facts) -> Idempotency:
    """What was asked under the key: where no day was named, it stays the same request after midnight."""
    day = None if as_of is None else as_of.isoformat()
    request = {"program": program, "as_of": day, "facts": facts.digest}
    return Idempotency(key, canonical.digest(canonical.dumps(request)))
