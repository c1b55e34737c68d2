"""Two recorded decisions of one application, compared.

Always holds: nothing is recorded. Both records are held to their digests first, and both editions to their signatures,
so that what is compared is what was decided. While the engine of this process evaluates, each evaluation waits for its
turn as a decision does.

May not know: how a comparison is shown, or to whom facts may be.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from tejun.audit.causes import Limits
from tejun.audit.comparing import (
    ComparedRecords,
    ComparedSide,
    Recorded,
    compare_decisions,
)
from tejun.bundle.archive import Bundle
from tejun.operations.recorded import find_record
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.store.records import Record


def compare_recorded(
    workplace: Workplace,
    decision_id: str,
    other_id: str,
    *,
    limits: Limits,
    clock: Callable[[], float] = time.monotonic,
) -> ComparedRecords:
    """Two decisions of one application beside each other, the one that was recorded earlier as `before`, whichever is
    named first; of one moment, as they are named. `clock` gives seconds.

    Raises UnknownDecisionError, ErasedRecordError, AlteredRecordError or SealError for either, NotFoundError where the
    archive of an edition is not at hand, NotComparableError, EarlierFormError, BundleError, RegistryError,
    ToolMissingError or StoreError.
    """
    records = [find_record(workplace, name) for name in (decision_id, other_id)]
    old, new = (
        _recorded(workplace, each) for each in sorted(records, key=lambda each: each.recorded_at)
    )

    def evaluate(bundle: Bundle, document: bytes) -> Mapping[str, Any]:
        with workplace.turn():
            return workplace.engine.evaluate(bundle, document).result

    comparison = compare_decisions(old, new, evaluate, clock=clock, limits=limits)
    return ComparedRecords(comparison, (_side(new), _side(old)))


def _recorded(workplace: Workplace, record: Record) -> Recorded:
    bundle = workplace.registry.bundle_by_revision(record.revision)
    return Recorded(record.decision, record.input, bundle)


def _side(recorded: Recorded) -> ComparedSide:
    return ComparedSide(recorded.bundle.catalog, read_own(recorded.input))
