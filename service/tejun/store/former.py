"""Files of versions 1 to 5, in which decisions stand in clear: each is brought into a new file, sealed, with a log.

The new file is written beside the old one, held to it record by record, and on the disk before anything is renamed;
then the old one gets a second name, `<name>.in-clear-<version>`, and the new one takes its place, at one moment. Who
deletes the old one is a person: until then it is named (`find_in_clear`).

Always holds: whenever it is broken off, the old file or the new one is in the place, whole. Of several processes one
does it, and the others wait; none that has the old file open goes on with it. A file that has a log is held to it
first, and refused where it does not fit; so is one with a decision that is not what its own digests say, before the new
file takes its place. The log is made anew, and its last entry then says which head the old one had; one that a witness
has cosigned is not, and its file is refused.

May not know: what a decision means: who opens the file gives what describes one.
"""

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tejun.errors import AlteredRecordError, StoreError
from tejun.own_files import give_name, sync
from tejun.sealing import RandomBytes
from tejun.store import errors, log, recording
from tejun.store.apart import opened_head
from tejun.store.checks import check_complete
from tejun.store.database import BUSY_SECONDS, SqliteDatabase
from tejun.store.driver import dbapi
from tejun.store.errors import DatabaseFile, FormerFileError, record_file
from tejun.store.former_fit import (
    Former,
    find_record,
    read_records,
    read_statements,
    require_fit,
)
from tejun.store.keys import FindMasters, Keyring
from tejun.store.opening import Opener
from tejun.store.places import in_clear_name, make_private, real_path, remove_left_journal
from tejun.store.records import Describe, Record, altered
from tejun.store.tables import APPLICATION_ID, RECORD
from tejun.transparency.tree import Frontier
from tejun.words import Message

_LOG = logging.getLogger("tejun.record")

UNFINISHED = ".unfinished"
"""What the new file's name ends with until it is whole. Whoever finds one that is left deletes it."""


@dataclass(frozen=True)
class Sealing:
    """What a new file is sealed with; `require` looks at each record by itself, and raises AlteredRecordError."""

    masters: FindMasters
    describe: Describe
    require: Callable[[Record], object]
    random: RandomBytes


def open_file(file: DatabaseFile, sealing: Sealing, *, looks_through: bool) -> SqliteDatabase:
    """The record in a file, brought forward where it is of a former version, which it then says.

    Raises StoreError, SealError, InvalidInputError for the master key, or AlteredRecordError.
    """
    path = file.path
    try:
        return SqliteDatabase(file, RECORD, looks_through=looks_through)
    except FormerFileError:
        before = _bring_forward(file, sealing)
    except StoreError:
        if not _unfinished(real_path(path)).exists():
            raise
        before = _bring_forward(file, sealing)  # where another process does it, waits for that
    database = SqliteDatabase(file, RECORD, looks_through=looks_through)
    if before is not None:
        database.version_before = before
        _say_what_was_done(file, before)
    return database


def _say_what_was_done(file: DatabaseFile, version: int) -> None:
    """Whoever opens a record, and be it to read, is told that its file is another one now; of a copy that is put back
    the file itself is as it was."""
    kept = in_clear_name(real_path(file.path), version)
    words = Message("store.former.sealed", path=file.path, version=version, kept=kept)
    if file.copy_of is not None:
        words = Message("store.former.sealed_copy", path=file.copy_of, version=version)
    _LOG.warning("%s", words.in_("en"), extra={"words": words})


def find_former_version(path: Path) -> int | None:
    """The version of a file that whoever opens it next brings forward; None of any other, and where none can be read.

    It leaves each byte as it is. Raises StoreError where what belongs to the file is gone, or it can't be looked at.
    """
    file = record_file(path)
    check_complete(file)
    if not path.is_file():
        return None
    try:
        with opened_head(real_path(path)) as opened:
            return _version_in(opened)
    except dbapi.Error:
        return None
    except OSError as error:
        raise errors.former_not_replaced(file, error) from error


def _bring_forward(file: DatabaseFile, sealing: Sealing) -> int | None:
    """Brings a file of a former version into a new one, in its place; gives the version, None where it is none such."""
    path = real_path(file.path)
    file = file.at(path)
    with _as_store_errors(file), _alone(path.parent):
        version = _version_of(path)  # another process may have done it meanwhile
        if version is None:
            return None
        with closing(_open_alone(file)) as old, _left_where_altered(file):
            fit = require_fit(  # first: where something was changed, no master key is made
                old, file, version, describe=sealing.describe, require=sealing.require
            )
            _replace(old, file, fit, sealing)
        return version


@contextmanager
def _left_where_altered(file: DatabaseFile) -> Iterator[None]:
    """Where something was changed, the old file stays, and there is no new one."""
    try:
        yield
    except AlteredRecordError as error:
        _remove(_unfinished(file.path))
        raise errors.former_altered(file, error.detail) from error


def _version_of(path: Path) -> int | None:
    """The version of a file of a former version; None of any other. Raises the driver's errors."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(dbapi.connect(uri, uri=True, timeout=BUSY_SECONDS)) as connection:
        return _version_in(connection)


def _version_in(connection: Any) -> int | None:
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    is_former = application == APPLICATION_ID and 0 < version < RECORD.first
    return int(version) if is_former else None


def _unfinished(path: Path) -> Path:
    """Where the new file lies until it is whole."""
    return path.with_name(path.name + UNFINISHED)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until no other process brings a file in this folder forward."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none: who is second finds the file in use
    except ImportError:
        yield
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def _open_alone(file: DatabaseFile) -> Any:
    """The old file, all of it in one piece, which nobody else has open from now on. Raises StoreError."""
    connection = dbapi.connect(file.path, isolation_level=None, timeout=0.05)
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            [mode] = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
        except dbapi.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != dbapi.SQLITE_BUSY:
                connection.close()
                raise
            mode = "wal"
        if mode == "delete":
            remove_left_journal(
                file.path
            )  # who is killed from now on leaves none beside the new file
            return connection
        if time.monotonic() > deadline:
            connection.close()
            raise errors.former_in_use(file)
        time.sleep(0.02)


def _replace(old: Any, file: DatabaseFile, former: Former, sealing: Sealing) -> None:
    path, new = file.path, _unfinished(file.path)
    _remove(new)
    with SqliteDatabase(file.at(new), RECORD) as database:
        made = _Making(old, database, sealing)
        made.write(former)
        made.look_over()
    if path.with_name(f"{new.name}-wal").exists():
        raise errors.former_in_use(file.at(new))
    sync(new)
    _keep_old(old, file, former.version)
    new.replace(path)
    sync(path.parent)
    _remove(new)


def _remove(new: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal", "-writer"):
        new.with_name(new.name + suffix).unlink(missing_ok=True)


def _keep_old(old: Any, file: DatabaseFile, version: int) -> None:
    """The old file under its second name, for its owner alone; where names cannot be shared, a copy of it.

    The old file itself is not opened: to close it would release the locks that SQLite holds on it (POSIX).
    """
    path, kept = file.path, in_clear_name(file.path, version)
    path.chmod(0o600)
    if not kept.exists():
        try:
            kept.hardlink_to(path)
        except FileExistsError:  # it has come meanwhile, or is a link that leads nowhere
            raise errors.former_kept(file, kept) from None
        except OSError:
            _keep_copy(old, file, kept)
    sync(path.parent)


def _keep_copy(old: Any, file: DatabaseFile, kept: Path) -> None:
    partial = kept.with_name(kept.name + UNFINISHED)
    partial.unlink(missing_ok=True)
    make_private(record_file(partial))
    old.execute("COMMIT")  # nothing was written, and the lock is the connection's
    try:
        with closing(dbapi.connect(partial)) as copy:
            old.backup(copy)
        sync(partial)
        give_name(partial, kept)
    except FileExistsError:
        raise errors.former_kept(file, kept) from None
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _as_store_errors(file: DatabaseFile) -> Iterator[None]:
    try:
        yield
    except (OSError, dbapi.Error) as error:
        raise errors.former_not_replaced(file, error) from error


# --- the new file ---------------------------------------------------------------------------------------


class _Making:
    """The new file, written from the old one and held to it."""

    def __init__(self, old: Any, database: SqliteDatabase, sealing: Sealing) -> None:
        self._old = old
        self._database = database
        self._sealing = sealing
        self._keys = Keyring(
            database.open_to_look, database.open_to_write, sealing.masters, sealing.random
        )
        self._count = 0

    def write(self, former: Former) -> None:
        """All that the old file has, in its order; at the end, the head that its log had."""
        frontier = Frontier()
        for records in read_records(self._old, self._sealing.describe):
            sealed = self._keys.seal(records)
            with self._database.open_to_write() as connection:
                frontier, keys = recording.insert(connection, self._keys, sealed, known=frontier)
            self._keys.learn(keys)
            self._count += len(records)
        self._write_statements(former.version)
        if former.head is not None:
            with self._database.open_to_write() as connection:
                recording.insert_former_head(
                    connection, former.version, former.head, random=self._sealing.random
                )

    def _write_statements(self, version: int) -> None:
        statements, looks = read_statements(self._old, version)
        with self._database.open_to_write() as connection:
            recording.insert_looks(connection, looks, random=self._sealing.random)
            recording.insert_statements(connection, statements, random=self._sealing.random)

    def look_over(self) -> None:
        """Entry by entry, each record against that of the old file. Raises AlteredRecordError."""
        seen = 0

        def require(record: Record) -> None:
            nonlocal seen
            seen += 1
            if find_record(self._old, record.decision_id, self._sealing.describe) != record:
                raise altered(record.decision_id, Message("store.former.another"))

        with self._database.open_to_give_out() as connection:
            opener = Opener(self._keys)
            for _ in log.check_log(connection, opener=opener, require=require):
                pass
        if seen != self._count:
            raise altered("/", Message("store.former.another"))
