"""Which SQLite this process works with: the one that the package pysqlite3 brings, else the system's.

SQLite before 3.51.3 can damage a file in WAL mode where two connections write or checkpoint at the same moment (the
'WAL-reset bug'), and the system's is often older. Two SQLites in one process drop each other's locks on a file (POSIX),
so there is one: nothing else in tejun or its tests imports `sqlite3`.

May not know: any file.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

MENDED = (3, 51, 3)
"""The first version without the WAL-reset bug."""

_BROUGHT, _SYSTEM = "pysqlite3.dbapi2", "sqlite3"
_NAME = _BROUGHT if find_spec("pysqlite3") is not None else _SYSTEM

dbapi: Any = import_module(_NAME)
"""The module of PEP 249; `Any`, since pysqlite3 has the names of `sqlite3` and no types."""

VERSION: str = dbapi.sqlite_version
SOURCE = _NAME.partition(".")[0]


def is_mended(version: tuple[int, ...] | None = None) -> bool:
    """Whether several connections may write to one file."""
    return (version or dbapi.sqlite_version_info) >= MENDED
