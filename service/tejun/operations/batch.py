"""Deciding on many applications that come in one document.

Always holds: every decision that is given is on the disk; a mistake in one application leaves the others as they are,
and all that were decided are recorded in one transaction.

May not know: HTTP, or in which form the answers go out.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from tejun.decide import RecordedDecision, UnrecordedDecision, record_decisions
from tejun.errors import TejunError
from tejun.model.intake import validate_facts
from tejun.operations.deciding import decide_without_recording
from tejun.operations.workplace import Workplace
from tejun.reading import Document

_THREADS = 8
"""Items of one batch in hand at once. The engine in the process evaluates as many as there are cores; an OPA, which is
asked over HTTP, as many as come."""


@dataclass(frozen=True)
class BatchItem:
    """What came of one application of a batch: its decision, or why there is none; and how long that took."""

    id: str
    result: RecordedDecision | Exception
    seconds: float


@dataclass(frozen=True)
class _ItemInHand:
    """An item in hand: when it was begun (`time.perf_counter`), and what came of it so far."""

    id: str
    begun: float
    result: RecordedDecision | UnrecordedDecision | Exception


@dataclass(frozen=True)
class Batch:
    """What came: facts stand below `/inputs/<id>`, for each of the ids."""

    document: Document = field(repr=False)
    ids: Sequence[str]


def decide_batch(
    workplace: Workplace,
    read: Callable[[], Batch],
    *,
    program: str,
    as_of: date | None = None,
    key: str | None = None,
    go_on: Callable[[], None] = lambda: None,
    on_decided: Callable[[], None] = lambda: None,
) -> list[BatchItem]:
    """Decides on the facts that `read` gives, each for itself, all for one day; an item for each id.

    Each is decided once under `<key>/<id>`. Where they cannot be recorded, none of them is. `go_on` is called before
    each and before they are recorded, and ends it all by raising, where nobody waits for them any more; `on_decided`
    when all that is left is to record them; of what came nothing is held by then. Raises UnknownProgramError,
    UnknownCallError or BundleError where the program has no edition to decide by, and what `read` raises.
    """
    items = _decided(workplace, read(), program=program, as_of=as_of, key=key, go_on=go_on)
    go_on()
    on_decided()
    return _recorded(workplace, items)


def _decided(
    workplace: Workplace,
    batch: Batch,
    *,
    program: str,
    as_of: date | None,
    key: str | None,
    go_on: Callable[[], None],
) -> list[_ItemInHand]:
    """The items, none of which is recorded yet; they hold nothing of what came, unless nobody foresaw an error."""
    today = workplace.today()
    workplace.registry.in_force(program, as_of or today)  # said once, not of each item

    def decide_item(name: str) -> _ItemInHand:
        go_on()
        begun = time.perf_counter()
        try:
            with workplace.turn():
                decided = decide_without_recording(
                    workplace,
                    validate_facts(batch.document, ("inputs", name)),
                    program=program,
                    as_of=as_of,
                    key=None if key is None else f"{key}/{name}",
                    today=today,
                )
            return _ItemInHand(name, begun, decided)
        except TejunError as error:
            return _ItemInHand(name, begun, _without_trace(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other items are to be answered
            return _ItemInHand(name, begun, error)

    with ThreadPoolExecutor(_THREADS, "tejun-batch") as threads:
        return list(threads.map(decide_item, batch.ids))


def _without_trace(error: TejunError) -> TejunError:
    """The same: its trace, and those of what it came from, hold all that was in hand, and say nothing to anybody."""
    each: BaseException | None = error
    while each is not None:
        each.__traceback__ = None
        each = each.__context__
    return error


def _recorded(workplace: Workplace, items: Sequence[_ItemInHand]) -> list[BatchItem]:
    """The items with what stands in the record; where that fails, with why."""
    made = [item.result for item in items if not isinstance(item.result, Exception)]
    outcomes: Iterable[RecordedDecision | Exception]
    try:
        outcomes = record_decisions(made, workplace.store)
    except Exception as error:  # noqa: BLE001 - as above
        outcomes = [error] * len(made)
    each_outcome, now = iter(outcomes), time.perf_counter()
    return [
        BatchItem(
            item.id,
            item.result if isinstance(item.result, Exception) else next(each_outcome),
            now - item.begun,
        )
        for item in items
    ]
