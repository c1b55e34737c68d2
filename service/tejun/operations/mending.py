"""What the record has beside its rows, where that is not as tejun makes it: named, and set right.

Always holds: nothing is set right before the record was held to its log, and nothing is removed that was not named.

May not know: how it is shown.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from tejun.decide.digests import require_own_codes, require_unaltered
from tejun.errors import TejunError
from tejun.operations.diagnosis import Diagnosis, Part
from tejun.operations.log import require_kept_checkpoints
from tejun.operations.workplace import MasterKeys, open_record, place_of
from tejun.settings import Settings
from tejun.store import mending
from tejun.store.parts import Differences, listed
from tejun.words import Message, Words


@dataclass(frozen=True)
class Mended:
    """What was removed and what was put back, in SQL's words; and what is not as tejun makes it still."""

    removed: tuple[str, ...]
    put_back: tuple[str, ...]
    left: tuple[Words, ...]


def mend_record(
    settings: Settings, keys: MasterKeys | None = None, *, puts_back: bool, drop: Sequence[str]
) -> Mended:
    """Puts back what is gone or another, and removes what is too much and has one of these names.

    Raises AlteredRecordError, ForkError, InvalidInputError for a name that nothing has, SealError or StoreError.
    """
    _require_whole(settings, keys)
    if settings.database_url is None:
        return _mend_file(settings, puts_back=puts_back, drop=drop)
    from tejun.store.postgres.migrating import mend  # noqa: PLC0415 - nobody else needs it

    return _to_mended(mend(place_of(settings), puts_back=puts_back, drop=drop))


def _mend_file(settings: Settings, *, puts_back: bool, drop: Sequence[str]) -> Mended:
    """Where another process reads in the file's log, what was removed may stay there, and that is said."""
    from tejun.store.database import SqliteDatabase  # noqa: PLC0415 - SQLModel takes half a second to import
    from tejun.store.errors import LogInUseError, record_file  # noqa: PLC0415
    from tejun.store.tables import RECORD  # noqa: PLC0415

    file = record_file(settings.database)
    with SqliteDatabase(file, RECORD, looks_through=False) as database:
        mended = database.mend(puts_back=puts_back, drop=drop)
        try:
            database.empty_log()
        except LogInUseError:
            return _to_mended(mended, Message("operations.mending.in_log"))
    return _to_mended(mended)


def _to_mended(mended: mending.Mended, *left: Words) -> Mended:
    removed, put_back = (tuple(map(str, parts)) for parts in (mended.removed, mended.put_back))
    return Mended(removed, put_back, (*(words for words, _ in words_of(mended.left)), *left))


def _require_whole(settings: Settings, keys: MasterKeys | None) -> None:
    """Every entry is that of its record, as far as the master keys at hand open it."""
    with open_record(settings, keys) as store:
        for _ in store.check_log(
            require_unaltered, require_codes=require_own_codes, may_stay_sealed=True
        ):
            pass
        require_kept_checkpoints(store, settings)


def diagnose_again(parts: tuple[Part, ...], settings: Settings) -> Iterator[Diagnosis]:
    """The same where the record could not be looked over: what stands in it may be why."""
    if settings.database_url is None and not settings.database.is_file():
        return
    with suppress(TejunError):
        with open_record(settings, looks_through=False) as store:
            found = store.look_at_rights().differences
        yield from diagnose(parts, found)


def diagnose(parts: tuple[Part, ...], found: Differences) -> Iterator[Diagnosis]:
    """What differs from what tejun makes, each with what to do."""
    for words, advice in words_of(found):
        yield Diagnosis("fail", (*parts, words), advice)


def words_of(found: Differences) -> Iterator[tuple[Words, Words]]:
    """What differs, and what to do, for people."""
    if found.gone:
        gone = Message("operations.mending.gone", parts=listed(found.gone))
        yield gone, Message("operations.mending.gone.advice")
    if found.another:
        another = Message("operations.mending.another", parts=listed(found.another))
        yield another, Message("operations.mending.another.advice")
    if found.added:
        added = Message("operations.mending.added", parts=listed(found.added))
        yield added, Message("operations.mending.added.advice")
