"""Erasing what an application's decisions say: its keys are destroyed, its codes and proofs stay.

Always holds: an erasure is recorded, with when and why, and entered in the log. What it cannot reach is said: copies
that were made before.

May not know: how it is asked for, or shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tejun.errors import NotFoundError, StoreError
from tejun.operations.master_key import find_left_master_keys
from tejun.operations.workplace import Workplace
from tejun.settings import Settings
from tejun.store.records import Erasure, PeriodOver
from tejun.store.unfinished import find_at_work, find_left
from tejun.words import Language, Message, Words
from tejun.words.quoting import quoted

if TYPE_CHECKING:
    from tejun.store.kept import Kept


@dataclass(frozen=True)
class Erased:
    """What was erased, where the same may still be read, and what ends that.

    `in_log`: that it is also in the record's own log, as this says.
    """

    erasure: Erasure
    remains: tuple[Words, ...]
    advice: Words
    in_log: Words | None = None


def find_kept(workplace: Workplace, program: str, application: str) -> "Kept":
    """What can be read of the application. Raises NotFoundError or StoreError; makes no record where there is none."""
    found = workplace.store.kept(program, application) if workplace.has_record() else []
    if not found:
        raise _nothing_of(program, application)
    return found[0]


def erase(
    workplace: Workplace,
    program: str,
    application: str,
    reason: str,
    *,
    seen: "Kept | None" = None,
) -> Erased:
    """Destroys the keys of the application. `seen`: what there was of it when somebody decided so; None for whatever
    there is by then, so that nobody keeps it from being erased by deciding on it again and again.

    Raises NotFoundError, KeptChangedError where it is another by now, ClockError or StoreError, also where it is
    erased, and an index had kept values from being found.
    """
    if seen is None:
        find_kept(workplace, program, application)
    return _erased(workplace, _destroy(workplace, program, application, reason, seen=seen))


def erase_over(workplace: Workplace, seen: "Kept", period: PeriodOver, language: Language) -> None:
    """The same of what was kept for as long as it was to be; the record's own log is for the caller to empty.

    `language`: that of the text that is recorded beside the period. Raises what `erase` raises.
    """
    reason = period.words.in_(language)
    _destroy(workplace, seen.program, seen.application, reason, seen=seen, period=period)


def _destroy(
    workplace: Workplace,
    program: str,
    application: str,
    reason: str,
    *,
    seen: "Kept | None",
    period: PeriodOver | None = None,
) -> Erasure:
    now = workplace.now()
    erasure = workplace.store.erase(program, application, reason, now, seen=seen, period=period)
    if erasure is None:
        raise _nothing_of(program, application)
    return erasure


def finish_erasing(workplace: Workplace, program: str, application: str) -> Erased | None:
    """Ends what an earlier process may have left unfinished: the log of the record is emptied.

    None where the application was never erased, or can be read again. Raises AlteredRecordError or StoreError, also
    where something stands in the record that may have kept a copy.
    """
    if not workplace.has_record() or workplace.store.kept(program, application):
        return None
    workplace.store.require_entries_of(program, application)
    erasure = workplace.store.last_erasure(program, application)
    if erasure is None:
        return None
    workplace.store.require_own()
    return _erased(workplace, erasure)


def _erased(workplace: Workplace, erasure: Erasure) -> Erased:
    remains = tuple(find_remains(workplace.settings))
    advice = Message("operations.erasing.rotate")
    return Erased(erasure, remains, advice, leave_nothing(workplace))


def leave_nothing(workplace: Workplace) -> Words | None:
    """Takes what was erased out of the record's own log; where another process reads in it, gives words that say so.

    Raises StoreError, also where an index has kept values from being found, which are taken out then.
    """
    left = workplace.store.take_out_left()
    in_log = _empty_log(workplace)
    if left:
        raise StoreError(
            Message("operations.erasing.left.detail", count=left),
            Message("operations.erasing.left.advice"),
        )
    return in_log


def _empty_log(workplace: Workplace) -> Words | None:
    from tejun.store.errors import LogInUseError  # noqa: PLC0415 - SQLModel takes half a second to import

    try:
        workplace.store.empty_log()
    except LogInUseError as error:
        return error.detail
    return None


def find_remains(settings: Settings) -> Iterator[Words]:
    """Where what was erased may still be read."""
    from tejun.store.places import find_in_clear  # noqa: PLC0415 - SQLModel takes half a second to import

    for path in find_in_clear(settings.database):
        yield Message("operations.erasing.in_clear", path=path)
    parent = settings.database.absolute().parent
    for path in find_left(parent):
        yield Message("operations.erasing.unfinished", path=path)
    for path in find_at_work(parent):
        yield Message("operations.erasing.at_work", path=path)
    left = find_left_master_keys(settings)
    if left is not None:
        yield Message("operations.erasing.left_keys", path=left)
    yield Message("operations.erasing.backups")
    if settings.database_url is not None:
        yield Message("operations.erasing.table")
        yield Message("operations.erasing.server")


def _nothing_of(program: str, application: str) -> NotFoundError:
    return NotFoundError(
        Message(
            "operations.erasing.nothing.detail",
            program=quoted(program),
            application=quoted(application),
        ),
        Message("operations.erasing.nothing.advice"),
    )
