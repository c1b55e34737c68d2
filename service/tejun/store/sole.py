"""The one process that writes to a file, where SQLite is older than the one with the WAL-reset bug mended.

Always holds: of all that open the file through tejun, one at a time has the lock, which ends with its process. It is on
a file of its own beside the others, on which SQLite has its locks.

May not know: SQL.
"""

import os
from contextlib import suppress

from tejun.own_files import try_lock
from tejun.store.errors import DatabaseFile
from tejun.store.places import beside

SUFFIX = "-writer"


class SoleWriter:
    """The lock, held until it is closed; `is_ours` says whether this is the process that may write."""

    def __init__(self, file: DatabaseFile) -> None:
        self._file: int | None = None
        with suppress(OSError):  # SQLite's own error says more
            self._file = os.open(beside(file.path, SUFFIX), os.O_CREAT | os.O_RDWR, 0o600)
        self.is_ours = self._file is None or try_lock(self._file)

    def close(self) -> None:
        """Lets another process write."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
