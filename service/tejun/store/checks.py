"""Whether SQLite finds a file whole: looked at whenever one is opened, within a bound.

Always holds: it only reads. Where the last process that had the file open did not end as it should (its log lies beside
the file), every page and index is looked at (`integrity_check`), else the pages (`quick_check`).

May not know: what is in the tables.
"""

import threading
from typing import Any

from tejun.store import errors
from tejun.store.driver import dbapi
from tejun.store.errors import DatabaseFile
from tejun.store.places import LOG, beside

SECONDS, SECONDS_AFTER_UNCLEAN_END = 2.0, 10.0
"""How long it may take: a gigabyte is read in some seconds."""


def ended_unclean(file: DatabaseFile) -> bool:
    """Whether something lies in the log, which a process takes away when it ends; or another has the file open."""
    try:
        return beside(file.path, LOG).stat().st_size > 0
    except OSError:
        return False


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
