"""Recorded decisions, evaluated again: one, or all that are in the record.

Always holds: nothing is recorded. A record is held to its entry of the log and to its digests first, so that what is
replayed is what was decided, and an edition to its signature. What can't be replayed is given with the reason, and
never left out.

May not know: how a replay is shown.
"""

import dataclasses
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Literal

from tejun.audit.replay import Replay, replay, unreplayable
from tejun.errors import (
    AlteredRecordError,
    ArchiveMissingError,
    BundleError,
    ErasedRecordError,
    EvaluationError,
    NotFoundError,
    UnknownDecisionError,
)
from tejun.operations.recorded import find_codes, find_record, require_record
from tejun.operations.workplace import Workplace, open_all

EngineName = Literal["wasm", "opa"]


@contextmanager
def by_engine(workplace: Workplace, name: EngineName) -> Iterator[Workplace]:
    """The same workplace, which evaluates by the engine of its own process, or by an OPA that is started for it.

    Nothing stands in for that OPA: what it does not evaluate is not evaluated. Raises ToolMissingError.
    """
    if name == "wasm":
        yield workplace
        return
    from tejun.engine.choose import opa_of  # noqa: PLC0415 - only who asks an OPA pays for it

    own = dataclasses.replace(workplace.settings, engine="opa")
    with closing(opa_of(own, lambda: open_all(workplace.registry)[0])) as engine:
        yield workplace.with_engine(engine)


def replay_decision(workplace: Workplace, decision_id: str) -> Replay:
    """What comes of evaluating the decision again, by the workplace's engine.

    Raises UnknownDecisionError, AlteredRecordError, SealError, RegistryError, ToolMissingError or StoreError.
    """
    find_codes(workplace, decision_id)
    try:
        record = find_record(workplace, decision_id)
    except ErasedRecordError as error:
        return unreplayable(decision_id, error)
    try:
        bundle = workplace.registry.bundle_by_revision(record.revision)
        return replay(record.decision, record.input, bundle, workplace.engine)
    except (NotFoundError, BundleError, ArchiveMissingError, EvaluationError) as error:
        return unreplayable(decision_id, error)


def replay_all(workplace: Workplace) -> Iterator[Replay]:
    """The same of every decision that is in the record when it begins, in the order in which they were recorded.

    A record that was altered is given as one that can't be replayed, and the others go on. Raises what
    `replay_decision` raises else, AlteredRecordError where the log or the record lacks one, and UnknownDecisionError
    where there is no record.
    """
    require_record(workplace)
    workplace.store.log.require_whole()
    for decision_id in workplace.store.log.decision_ids():
        try:
            yield replay_decision(workplace, decision_id)
        except (AlteredRecordError, UnknownDecisionError) as error:
            yield unreplayable(decision_id, error)
