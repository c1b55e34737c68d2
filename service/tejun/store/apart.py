"""A file of SQLite opened to look at it alone: whatever a process has left beside it, each byte stays as it is.

SQLite writes what it finds in a log or a journal into the file, also for who only reads, and takes away what is beside
it when it ends. So where something lies there, a copy of the file and of that is opened, in a folder of its own; one
that a killed process leaves goes as that of a backup does. Where others write meanwhile, so that no copy comes out
whole, the file itself is opened: what is beside it is theirs, and they take it away.

Always holds: to copy is to close the file, which releases the locks that SQLite holds on it in this process (POSIX):
who has it open itself looks at it there.

May not know: what is in the file.
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tejun.store.database import BUSY_SECONDS
from tejun.store.driver import dbapi
from tejun.store.places import INDEX, LOG, beside
from tejun.store.unfinished import unfinished_copy

_JOURNAL = "-journal"
_TRIES = 3
_AT_ONCE = 1 << 20
_MOST_OF_A_PAGE = 1 << 16


@contextmanager
def opened_to_look(path: Path, *, deadline: float | None = None) -> Iterator[Any]:
    """All of it, as it is at this moment; where it is copied until the deadline of `time.monotonic`.

    Raises TimeoutError, OSError or the driver's errors.
    """
    with _looked_at(path, size=None, deadline=deadline) as where, closing(_open(where)) as opened:
        yield opened


@contextmanager
def opened_head(path: Path) -> Iterator[Any]:
    """Enough of it to ask for what stands in its first page, of a file of any size. Raises the same."""
    with (
        _looked_at(path, size=_MOST_OF_A_PAGE, deadline=None) as where,
        closing(_open(where)) as opened,
    ):
        yield opened


def _open(path: Path) -> Any:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = dbapi.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA query_only=ON")
    connection.execute("BEGIN")
    return connection


@contextmanager
def _looked_at(path: Path, *, size: int | None, deadline: float | None) -> Iterator[Path]:
    """Where to open it: in its place, or, where something is beside it, `size` bytes of it and all of that copied."""
    if not any(beside(path, suffix).exists() for suffix in (LOG, _JOURNAL, INDEX)):
        yield path
        return
    with unfinished_copy(path.absolute().parent, removes_left=False) as copy:
        for _ in range(_TRIES):
            before = _states(path)
            _copy(path, copy, size, deadline)
            for suffix in (LOG, _JOURNAL):
                _copy(beside(path, suffix), beside(copy, suffix), None, deadline)
            if _states(path) == before:
                yield copy
                return
        yield path


def _states(path: Path) -> list[tuple[int, ...] | None]:
    """By which it is seen that one was written, or is another."""
    return [_state(beside(path, suffix)) for suffix in ("", LOG, _JOURNAL)]


def _state(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _copy(source: Path, copy: Path, size: int | None, deadline: float | None) -> None:
    """A copy for this user alone, as long as the source, and up to `size` what is in it; none of what is not there."""
    copy.unlink(missing_ok=True)
    try:
        read = source.open("rb")
    except FileNotFoundError:
        return
    with read, copy.open("xb") as written:
        copy.chmod(0o600)
        while data := read.read(_AT_ONCE if size is None else size):
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError
            written.write(data)
            if size is not None:
                break
        written.truncate(source.stat().st_size)
