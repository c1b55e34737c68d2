"""Copies of the record: made whole, put back whole, each held to its own log before it counts.

Always holds: a copy is a file like that of a record in SQLite, whichever database it is of. Nothing that is there is
replaced: what is to be made lies under another name until it was looked over; what a process left that was killed is
removed by the next. What was erased before a copy has its name is not in it: while it gets one, nobody erases, so that
one whose process was killed right then is a copy like any other. The key of the log is no part of it.

May not know: how what was done is shown.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tejun.decide.codes import describe
from tejun.decide.digests import require_own_codes, require_unaltered
from tejun.errors import InvalidInputError, StoreError
from tejun.operations.log import look_over
from tejun.operations.workplace import MasterKeys, open_record, place_of
from tejun.own_files import give_name, sync
from tejun.settings import Settings
from tejun.store.parts import NONE, Differences
from tejun.store.records import altered
from tejun.store.unfinished import unfinished_copy
from tejun.transparency.tree import TreeHead
from tejun.words import Message

if TYPE_CHECKING:
    from tejun.store.store import Store

_LOG, _JOURNAL, _INDEX = "-wal", "-journal", "-shm"
"""What SQLite has beside a file: what it finds there it takes for that file's own, and writes into it."""

_SQLITE, _HEAD_BYTES = b"SQLite format 3\0", 72
"""What a file of SQLite begins with, up to the id of the application that it is of."""

_NOT_DONE_HERE = errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP
"""What a file system says that can't give a file a name without replacing another."""

_MOST_TRIES = 5
"""How often a copy is begun, where something is erased each time while it is made."""


@dataclass(frozen=True)
class Copied:
    """A copy that was looked over: where it is, and the head of its log. `differences`: what the record that was copied
    has, or lacks, beside its rows, and so the copy, where a file was made of a file."""

    place: Path | str
    head: TreeHead
    differences: Differences = NONE


class _ErasedMeanwhileError(Exception):
    """Something was erased that the copy still has."""


def back_up(settings: Settings, file: Path, keys: MasterKeys | None = None) -> Copied:
    """Makes a copy of the record; `keys` are its master keys. Where something is erased meanwhile, begins anew.

    Raises InvalidInputError, AlteredRecordError or StoreError.
    """
    keys = keys or MasterKeys(settings)
    if settings.database_url is None and not settings.database.exists():
        raise _no_such(settings.database)
    for _ in range(_MOST_TRIES):
        with suppress(_ErasedMeanwhileError):
            return _copy_of(settings, file, keys)
    raise StoreError(
        Message("operations.copies.erased.detail", path=file),
        Message("operations.copies.erased.advice"),
    )


def _copy_of(settings: Settings, file: Path, keys: MasterKeys) -> Copied:
    """Raises _ErasedMeanwhileError where something was erased until it got its name; then there is none."""
    with _begun(file) as unfinished, open_record(settings, keys) as record:
        record.copy_to(unfinished)
        with _open_copy(unfinished, keys) as copy:
            head, differences = look_over(copy), copy.look_at_rights().differences
        if record.log.head_at(head.size) != head:
            raise altered(f"1–{head.size}", Message("operations.copies.another_head"))
        sync(unfinished)  # before: nobody records meanwhile
        with record.log.without_erasures(since=head.size) as is_without:
            if not is_without:
                raise _ErasedMeanwhileError
            _give_name(unfinished, file)
        sync(file.absolute().parent)
    return Copied(file, head, differences)


def restore(settings: Settings, file: Path, keys: MasterKeys | None = None) -> Copied:
    """Puts the record that a copy has where the settings say, which must have none; `keys` are its master keys.

    Raises InvalidInputError, AlteredRecordError or StoreError.
    """
    if not file.is_file():
        raise _no_such(file)
    for log in (file.with_name(file.name + suffix) for suffix in (_LOG, _JOURNAL)):
        if log.exists() and log.stat().st_size:
            raise InvalidInputError(
                Message("operations.copies.in_use.detail", path=file, log=log.name),
                Message("operations.copies.in_use.advice"),
            )
    _require_record(file)
    if settings.database_url is None:
        return _restore_file(settings, file, keys or MasterKeys(settings))
    return _restore_in_postgres(settings, file, keys or MasterKeys(settings))


def _require_record(file: Path) -> None:
    """That it is a record, as its first bytes say: SQLite would make one of an empty file."""
    from tejun.store.tables import APPLICATION_ID  # noqa: PLC0415 - SQLModel takes half a second to import

    with file.open("rb") as opened:
        head = opened.read(_HEAD_BYTES)
    is_record = head.startswith(_SQLITE) and head.endswith(APPLICATION_ID.to_bytes(4, "big"))
    if len(head) < _HEAD_BYTES or not is_record:
        raise InvalidInputError(
            Message("operations.copies.no_record.detail", path=file),
            Message("operations.copies.no_record.advice"),
        )


def _restore_file(settings: Settings, file: Path, keys: MasterKeys) -> Copied:
    with _begun(settings.database) as unfinished:
        shutil.copyfile(file, unfinished)
        with _open_copy(unfinished, keys, file) as record:
            head, differences = look_over(record), record.look_at_rights().differences
        sync(unfinished)
        _give_name(unfinished, settings.database)
        sync(settings.database.absolute().parent)
    return Copied(settings.database, head, differences)


def _open_copy(path: Path, keys: MasterKeys, file: Path | None = None) -> "Store":
    """A copy opens with the master keys of the record; `file` is the one that is put back, where one is."""
    from tejun.store.errors import record_file  # noqa: PLC0415 - SQLModel takes half a second to import
    from tejun.store.store import Store  # noqa: PLC0415 - as above

    named = record_file(path, copy_of=file)
    return Store.open(named, masters=keys.find, describe=describe, require=require_unaltered)


def _restore_in_postgres(settings: Settings, file: Path, keys: MasterKeys) -> Copied:
    """From a copy of the file: to open one may bring it forward, and the file is to stay as it is."""
    from tejun.store.database import SqliteDatabase  # noqa: PLC0415 - as above
    from tejun.store.errors import record_file  # noqa: PLC0415
    from tejun.store.postgres import restoring  # noqa: PLC0415
    from tejun.store.tables import RECORD  # noqa: PLC0415

    with unfinished_copy(file.absolute().parent) as path:
        shutil.copyfile(file, path)
        _open_copy(path, keys, file).close()  # one of an earlier tejun is sealed then
        with SqliteDatabase(record_file(path, copy_of=file), RECORD) as source:
            head = restoring.restore(
                place_of(settings),
                source,
                require=require_unaltered,
                require_codes=require_own_codes,
                masters=keys.find,
            )
            return Copied(settings.record, head)


@contextmanager
def _begun(file: Path) -> Iterator[Path]:
    """An empty file, for this user alone, to be filled and given that name; without one it is gone at the end."""
    _require_free(file)
    if not file.absolute().parent.is_dir():
        raise _no_such(file.absolute().parent)
    with unfinished_copy(file.absolute().parent) as unfinished:
        unfinished.touch(0o600)
        yield unfinished


def _require_free(file: Path) -> None:
    """That nothing has the name, and nothing is beside it: with another record's, the file would be one no more."""
    places = (file.with_name(file.name + suffix) for suffix in ("", _LOG, _JOURNAL, _INDEX))
    there = [place for place in places if os.path.lexists(place)]
    if there == [file]:
        raise _there_already(file)
    if there:
        raise InvalidInputError(
            Message(
                "operations.copies.beside.detail", paths=", ".join(map(str, there)), file=file.name
            ),
            Message("operations.copies.beside.advice", file=file.name),
        )


def _give_name(made: Path, file: Path) -> None:
    """Another name for the file in its place; who has begun a record there meanwhile keeps it."""
    _require_free(file)
    try:
        give_name(made, file)
    except FileExistsError:
        raise _there_already(file) from None
    except OSError as error:
        if error.errno not in _NOT_DONE_HERE:
            raise
        raise InvalidInputError(
            Message("operations.copies.no_name.detail", path=file),
            Message("operations.copies.no_name.advice"),
        ) from error


def _there_already(path: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.copies.exists.detail", path=path),
        Message("operations.copies.exists.advice"),
    )


def _no_such(path: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.copies.not_there.detail", path=path),
        Message("operations.copies.not_there.advice"),
    )
