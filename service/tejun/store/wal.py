"""The write-ahead log of a file, and the sync that makes what was committed to it durable.

Several processes write to one file. SQLite, left to it (synchronous=FULL), syncs the log while it holds the lock on
writing, and the next process waits for the disk as well; `Wal` syncs when the lock is free again, and one sync covers
whatever anybody has committed by then.

Always holds: where `sync` returns, all that was committed to the log before, by whichever process, is on the disk. An
error of the disk is reported once to each open file, and the system then forgets what it could not write: so the file
stays open from the start, one thread asks at a time, and after an error `sync` never returns again. Only the log is
opened here: to close the file itself or its `-shm` would release the locks that SQLite holds on them (POSIX).

May not know: SQL, or what is in the log.
"""

import errno
import os
import threading

from tejun.own_files import sync
from tejun.store import errors
from tejun.store.errors import DatabaseFile
from tejun.store.places import LOG, beside


def can_sync() -> bool:
    """Whether this system has what it takes; where it has not (Windows, macOS), SQLite is to sync by itself."""
    return hasattr(os, "fdatasync")


class Wal:
    """The log of the file, which a connection has open, and keeps open, in WAL mode."""

    def __init__(self, file: DatabaseFile) -> None:
        self._log = file.without_folder().beside(LOG)
        self._lock = threading.Lock()
        self._failed = False
        path = beside(file.path, LOG)
        try:
            self._file: int | None = os.open(path, os.O_RDWR)
            sync(path.parent)  # as SQLite would when it first syncs a new log
        except FileNotFoundError:
            raise errors.moved_file(self._log) from None
        except PermissionError as error:
            raise errors.read_only_file(file.beside(LOG)) from error
        except OSError as error:
            if error.errno == errno.EROFS:
                raise errors.read_only_file(file.beside(LOG)) from error
            raise errors.not_confirmed(self._log) from error

    def check(self) -> None:
        """Whether what is written now could be confirmed. Raises StoreError."""
        with self._lock:
            self._see_usable()

    def sync(self) -> None:
        """Returns when all that was committed is on the disk. Raises StoreError."""
        with self._lock:
            try:
                os.fdatasync(self._see_usable())
            except OSError as error:
                self._failed = True
                raise errors.not_confirmed(self._log) from error

    def close(self) -> None:
        """Ends it; nothing is confirmed any more."""
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _see_usable(self) -> int:
        if self._file is None:
            raise errors.store_closed()
        if self._failed:
            raise errors.not_confirmed(self._log)
        return self._file
