"""The write-ahead log of the record, and the sync that makes what was committed to it durable.

Several processes write to one record. SQLite, left to it (synchronous=FULL), syncs the log while it holds the lock on
writing, and the next process waits for the disk as well; `Wal` syncs when the lock is free again, and one sync covers
whatever anybody has committed by then.

Always holds: where `sync` returns, all that was committed to the log before, by whichever process, is on the disk. An
error of the disk is reported once to each open file, and the system then forgets what it could not write: so the file
stays open from the start, one thread asks at a time, and after an error `sync` never returns again. Only the log is
opened here: to close the file itself or its `-shm` would release the locks that SQLite holds on them (POSIX).

May not know: SQL, or what is in the log.
"""

import os
import threading
from pathlib import Path

from tejun.store import errors


def can_sync() -> bool:
    """Whether this system has what it takes; where it has not (Windows, macOS), SQLite is to sync by itself."""
    return hasattr(os, "fdatasync")


class Wal:
    """The log of the record at `path`, which a connection has open, and keeps open, in WAL mode."""

    def __init__(self, path: Path) -> None:
        real = path.resolve()  # SQLite puts the log beside the file that a link leads to
        self._path = real.with_name(real.name + "-wal")
        self._lock = threading.Lock()
        self._failed = False
        try:
            self._file: int | None = os.open(self._path, os.O_RDWR)
            _sync_names_in(self._path.parent)
        except FileNotFoundError:
            raise errors.moved_file(Path(self._path.name)) from None
        except OSError as error:
            raise errors.not_confirmed(Path(self._path.name)) from error

    def sync(self) -> None:
        """Returns when all that was committed is on the disk. Raises StoreError."""
        with self._lock:
            if self._file is None:
                raise errors.store_closed()
            if self._failed:
                raise errors.not_confirmed(Path(self._path.name))
            try:
                os.fdatasync(self._file)
            except OSError as error:
                self._failed = True
                raise errors.not_confirmed(Path(self._path.name)) from error
            self._check_in_place(self._file)

    def close(self) -> None:
        """Ends it; nothing is confirmed any more."""
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _check_in_place(self, file: int) -> None:
        """SQLite goes on writing to a log that was moved or deleted, and would not find it again."""
        try:
            in_place = os.path.samestat(os.fstat(file), self._path.stat())
        except OSError:
            in_place = False
        if not in_place:
            raise errors.moved_file(Path(self._path.name))


def _sync_names_in(folder: Path) -> None:
    """A file that is on the disk under no name is lost: SQLite would see to this when it first syncs a new log."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
