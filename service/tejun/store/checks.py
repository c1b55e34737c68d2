"""Whether a file is complete, whenever one is opened; and whether SQLite finds it whole, within a bound.

Always holds: it only reads. A record whose log was taken away, cut off or exchanged, or a log whose record was taken
away, is refused: SQLite would make what is missing anew, and what was answered last would be gone without a word. Where
the last process that had the file open did not end as it should (its log lies beside the file), every page and index is
looked at (`integrity_check`), else the pages (`quick_check`).

May not know: what is in the tables.
"""

import threading
import time
from enum import Enum, auto
from pathlib import Path
from typing import Any

from tejun.errors import StoreError
from tejun.store import errors
from tejun.store.driver import dbapi
from tejun.store.errors import DatabaseFile
from tejun.store.places import INDEX, LOG, beside
from tejun.store.wal_index import Unsaved, find_unsaved, is_of_this_start

SECONDS, SECONDS_AFTER_UNCLEAN_END = 2.0, 10.0
"""How long it may take: a gigabyte is read in some seconds."""

_LOOKS, _PAUSE_SECONDS = 3, 0.05
"""Another process may open or close the file at this moment: what is wrong is so at every look."""


def check_complete(file: DatabaseFile) -> None:
    """Whether what belongs together is there, before anything is opened. Raises StoreError."""
    for _ in range(_LOOKS - 1):
        if _incomplete(file) is None:
            return
        time.sleep(_PAUSE_SECONDS)
    problem = _incomplete(file)
    if problem is not None:
        raise problem


def _incomplete(file: DatabaseFile) -> StoreError | None:
    log, index = beside(file.path, LOG), beside(file.path, INDEX)
    at_link = file.path.with_name(file.path.name + LOG)
    if file.path.is_symlink() and _size(at_link) and not _same(at_link, log):
        return errors.log_at_link(file.at(at_link), file)
    if not _size(file.path):
        return errors.log_alone(file.beside(LOG), file) if _size(log) else None
    unsaved = find_unsaved(index)
    if unsaved is None:
        return None
    if _size(log) is None:
        return errors.log_gone(file.beside(LOG), file.beside(INDEX), file)
    if is_of_this_start(index) and not _has(log, unsaved):
        return errors.log_other(file.beside(LOG), file.beside(INDEX), file)
    return None


def _has(log: Path, unsaved: Unsaved) -> bool:
    """Whether the log has it; who may not read it is told by SQLite."""
    try:
        return unsaved.is_in(log)
    except OSError:
        return True


def _same(log: Path, other: Path) -> bool:
    try:
        return log.samefile(other)
    except OSError:
        return False


def _size(path: Path) -> int | None:
    """Of what is there."""
    try:
        return path.stat().st_size
    except OSError:
        return None


class Look(Enum):
    """How far a file is looked through when it is opened."""

    NOT_AT_ALL = auto()
    PAGES = auto()
    AFTER_UNCLEAN_END = auto()


def look_for(file: DatabaseFile, *, looks_through: bool) -> Look:
    """The look that a file needs, before it is opened; none where whoever opens it asks for little of it."""
    if not looks_through:
        return Look.NOT_AT_ALL
    return Look.AFTER_UNCLEAN_END if ended_unclean(file) else Look.PAGES


def ended_unclean(file: DatabaseFile) -> bool:
    """Whether something lies in the log, which a process takes away when it ends; or another has the file open."""
    return bool(_size(beside(file.path, LOG)))


def look_through(connection: Any, file: DatabaseFile, *, unclean: bool) -> bool:
    """Whether the time was enough to look through all of it. Raises StoreError where SQLite finds it damaged."""
    question = "PRAGMA integrity_check(1)" if unclean else "PRAGMA quick_check(1)"
    timer = threading.Timer(SECONDS_AFTER_UNCLEAN_END if unclean else SECONDS, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        found = str(connection.execute(question).fetchone()[0])
    except dbapi.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == dbapi.SQLITE_INTERRUPT:
            return False
        raise
    finally:
        timer.cancel()
    if found != "ok":
        raise errors.damaged_file(file, " ".join(found.split()))
    return True
