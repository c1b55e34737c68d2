"""A new master key in the place of the old one: every data key is wrapped anew, and no sealed value is touched.

The keys stand in one file, the newest first: from the moment that the new one is in front, it wraps; the old one stays
behind it until nothing needs it, so that this may be broken off at any time and begun anew. Whoever then destroys the
old one, everywhere, ends what older backups still could open.

Always holds: a key is put in front only of one that opens the record. One is only taken out of the file once nothing in
the record needs it, and only one that was looked at. A second new key is not made before the first one has wrapped
everything and the old one is gone. Of several processes one changes the keys, and what it found in the file still
stands there when it replaces it.

May not know: how far it came is shown, or where copies of the keys are.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tejun.errors import InvalidInputError, MasterMissingError, SealError
from tejun.operations.master_key import file_of_keys, find_service
from tejun.operations.workplace import Workplace
from tejun.own_files import held, remove_unfinished, replace_file
from tejun.reading import read_bytes
from tejun.sealing import Masters, RandomBytes, make_master_key, read_masters
from tejun.settings import Settings, master_key_beside
from tejun.words import Message, Words
from tejun.words.quoting import quoted
from tejun.words.system import system_reason

if TYPE_CHECKING:
    from tejun.store.erasing import Rewrapped, UnreadableKey

_MOST_NAMES = 8
"""A longer list helps nobody."""

KEYS_LEFT_ADVICE: Words = Message("operations.rotating.unreadable.advice")
"""What to do where keys could not be wrapped anew."""


@dataclass(frozen=True)
class Rotation:
    """The keys by which everything is to be wrapped: `current`, and those behind it, by their ids.

    `file` is where they stand; None where they are no file of ours. `is_new`: whether the first was put there now.
    """

    masters: Masters
    file: Path | None
    is_new: bool

    @property
    def current(self) -> str:
        """The id of the key that wraps."""
        return self.masters.current.id

    @property
    def older(self) -> tuple[str, ...]:
        """Those of the others."""
        return tuple(master.id for master in self.masters.older)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """For as long as keys are changed: nobody else does. Raises InvalidInputError where somebody is at it."""
    file = file_of_keys(settings)
    if file is None or not file.exists():  # what is not there says so itself
        yield
        return
    with held(file) as is_ours:
        if not is_ours:
            raise _not_alone(file)
        yield


def begin_rotation(
    workplace: Workplace, *, taken: Path | None = None, random: RandomBytes
) -> Rotation:
    """Puts a new master key in front of the one that there is; where there are several already, goes on with these.
    To be called, with all that follows of it, `alone`.

    `taken`: a file with the key that is to be the new one. Raises InvalidInputError where the keys cannot be changed
    here, or another new key than the one taken is in front already, AlteredRecordError, SealError where the key that
    there is does not open the record's, or StoreError.
    """
    settings = workplace.settings
    file = file_of_keys(settings)
    masters = _masters(settings, random)
    if masters.older:
        if taken is not None and _id_of(_taken(taken, random), random) != masters.current.id:
            raise _under_way(masters)
        return Rotation(masters, file, is_new=False)
    if file is None:
        raise _elsewhere()
    _require_opening(workplace)
    before = _text(file)
    first = make_master_key(random) if taken is None else _taken(taken, random)
    if _id_of(first, random) == masters.current.id:
        raise _wraps_already(masters)
    _replace(file, before, f"{first}\n{before}")
    return Rotation(_masters(settings, random), file, is_new=True)


def _require_opening(workplace: Workplace) -> None:
    """That the record's keys open here: another in front of one that opens nothing is of no use. Raises SealError."""
    if not workplace.has_record():
        return
    try:
        workplace.store.keys.find_lookup()
    except MasterMissingError as error:
        advice = Message("operations.rotating.missing.advice")
        raise MasterMissingError(error.detail, advice) from error


def wrap_anew(workplace: Workplace, rotation: Rotation) -> Iterator["Rewrapped"]:
    """Wraps every key with the current master; gives how far it came, and which keys it left.

    Raises SealError or StoreError.
    """
    workplace.store.check_writable()  # whoever wrote with the old key at hand has finished then
    yield from workplace.store.rewrap(rotation.masters)


def remove_left_keys(settings: Settings) -> Path | None:
    """Removes what a killed process has left beside the keys, which wraps nothing yet, or is there twice; gives what it
    was. To be called `alone`. Raises InvalidInputError.
    """
    file = file_of_keys(settings)
    try:
        return None if file is None else remove_unfinished(file)
    except OSError as error:
        raise _not_written(file, error) from error


def destroy_older(workplace: Workplace, *, random: RandomBytes) -> Rotation:
    """Takes every key but the first out of the file, after all is wrapped by that one; gives what was there. To be
    called `alone`.

    Raises InvalidInputError where there is no other, or they are no file of ours; SealError, also where a key of the
    record cannot be unwrapped: who puts it back from a backup needs what had wrapped it; or StoreError.
    """
    settings = workplace.settings
    file = file_of_keys(settings)
    rotation = Rotation(_masters(settings, random), file, is_new=False)
    if file is None:
        raise _elsewhere()
    if not rotation.older:
        raise _no_older(file)
    before = _text(file)
    kept = _without(before, rotation, random)
    if workplace.has_record():
        unreadable: Sequence[UnreadableKey] = ()
        for step in wrap_anew(workplace, rotation):
            unreadable = step.unreadable
        if unreadable:
            raise _still_needed(unreadable)
    _replace(file, before, kept)
    return rotation


def _without(text: str, rotation: Rotation, random: RandomBytes) -> str:
    """The keys without those that are older: the first, and whatever was put behind it since they were read."""
    first, *behind = _lines(text)
    kept = [line for line in behind if _id_of(line, random) not in rotation.older]
    return "".join(f"{line}\n" for line in (first, *kept))


def _id_of(line: str, random: RandomBytes) -> str:
    return read_masters(line, random, find_service).current.id


def _masters(settings: Settings, random: RandomBytes) -> Masters:
    value = settings.master_key or str(master_key_beside(settings.database))
    return read_masters(value, random, find_service)


def _taken(file: Path, random: RandomBytes) -> str:
    read_masters(str(file), random, find_service)  # its owner's alone, and a key
    return _lines(_text(file))[0]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _text(file: Path) -> str:
    return read_bytes(file).decode("ascii")


def _replace(file: Path, before: str, text: str) -> None:
    """The file has these keys, if it still has those of before: a person may have changed it meanwhile."""
    if _text(file) != before:
        raise _not_alone(file)
    try:
        replace_file(file, text.encode())
    except OSError as error:
        raise _not_written(file, error) from error


def _not_written(file: Path | None, error: OSError) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.rotating.not_written", path=file or "", reason=system_reason(error)),
        Message("operations.rotating.elsewhere.advice"),
    )


def _elsewhere() -> InvalidInputError:
    """The keys stand where this command does not write: in the environment."""
    return InvalidInputError(
        Message("operations.rotating.elsewhere.detail"),
        Message("operations.rotating.elsewhere.advice"),
    )


def _wraps_already(masters: Masters) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.rotating.wraps_already.detail", id=masters.current.id),
        Message("operations.rotating.wraps_already.advice"),
    )


def _under_way(masters: Masters) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.rotating.under_way.detail", id=masters.current.id),
        Message("operations.rotating.under_way.advice"),
    )


def _not_alone(file: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.rotating.not_alone.detail", path=file),
        Message("operations.rotating.not_alone.advice"),
    )


def words_on(key: "UnreadableKey") -> Words:
    """That a key was left as it is."""
    return Message(
        "operations.rotating.unreadable",
        key=quoted(key.key_id),
        application=quoted(key.application),
        program=quoted(key.program),
    )


def _still_needed(unreadable: "Sequence[UnreadableKey]") -> SealError:
    names = [quoted(each.application) for each in unreadable[:_MOST_NAMES]]
    return SealError(
        Message("operations.rotating.unreadable.detail", count=len(unreadable), applications=names),
        KEYS_LEFT_ADVICE,
    )


def _no_older(file: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.rotating.no_older.detail", path=file),
        Message("operations.rotating.no_older.advice"),
    )
