"""The file and the two that SQLite keeps beside it, `-wal` and `-shm`: made for the user alone, and watched.

SQLite goes on with a file that was moved or deleted, and finds nothing of it when it is opened again; who deletes the
log deletes what was answered since the last checkpoint, and who deletes `-shm` takes away the locks.

Always holds: none of the three is opened here: to close one would release the locks that SQLite holds on it (POSIX).

May not know: SQL.
"""

import os
from contextlib import suppress
from pathlib import Path

from tejun.store import errors
from tejun.store.errors import DatabaseFile

LOG, INDEX, JOURNAL = "-wal", "-shm", "-journal"
_JOURNAL_HEAD = 28
"""What SQLite writes zeros over when the transaction is committed."""

_IN_CLEAR = ".in-clear-"


def make_private(file: DatabaseFile) -> None:
    """Makes a file that is not there yet, for its owner alone; SQLite makes those beside it like it."""
    with suppress(OSError):  # SQLite's own error says more
        os.close(os.open(real_path(file.path), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def check_may_be_written(file: DatabaseFile) -> None:
    """Whether this user may write to a file that is there: SQLite would make `-wal` and `-shm` read-only like it.

    Raises StoreError.
    """
    if file.path.exists() and not os.access(file.path, os.W_OK):
        raise errors.read_only_file(file)


def beside(path: Path, suffix: str) -> Path:
    """Where SQLite has its own file: beside the one that a link leads to."""
    real = real_path(path)
    return real.with_name(real.name + suffix)


def real_path(path: Path) -> Path:
    """Where its links lead; of one that leads to itself, the link (`Path.resolve` raises what is no OSError)."""
    return Path(os.path.realpath(path))


def in_clear_name(path: Path, version: int) -> Path:
    """The name of a file of a former version after it was replaced by one that is sealed."""
    return path.with_name(f"{path.name}{_IN_CLEAR}{version}")


def find_in_clear(path: Path) -> tuple[Path, ...]:
    """The files beside this one that were replaced, and have decisions in clear still."""
    real = real_path(path)
    names = (f"{real.name}{_IN_CLEAR}{version}" for version in range(1, 6))
    return tuple(found for found in map(real.with_name, names) if found.exists())


def remove_left_journal(path: Path) -> None:
    """Removes the journal of a transaction that ended, which a killed process has left beside a file: it has a page of
    what the file was then. One that is not over is SQLite's, which undoes the transaction with it."""
    journal = beside(path, JOURNAL)
    with suppress(OSError):
        with journal.open("rb") as opened:
            is_over = not any(opened.read(_JOURNAL_HEAD))
        if is_over:
            journal.unlink()


class Places:
    """Which files lay in the places when the file was opened."""

    def __init__(self, file: DatabaseFile, *, has_log: bool) -> None:
        self._file = file
        suffixes = ("", LOG, INDEX) if has_log else ("",)
        self._places = {
            suffix: beside(file.path, suffix) if suffix else file.path for suffix in suffixes
        }
        self._found = {suffix: _identity(path) for suffix, path in self._places.items()}

    def find_missing(self) -> DatabaseFile | None:
        """The first that is no longer there, or another; None where all are in their places."""
        for suffix, path in self._places.items():
            if not self._is_there(suffix, path):
                return self._file.beside(suffix)
        return None

    def is_only_log_gone(self) -> bool:
        """Whether nothing but the log is missing, and no other has come into its place.

        With another log, or another `-shm`, another process may write, whose locks are not ours.
        """
        gone = {suffix for suffix, path in self._places.items() if not self._is_there(suffix, path)}
        return gone == {LOG} and not os.path.lexists(self._places[LOG])

    def _is_there(self, suffix: str, path: Path) -> bool:
        return _identity(path) == self._found[suffix]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
