"""The errors of the record's file, in words for the person who runs the service.

Always holds: every failure of SQLite becomes a StoreError that names the file and says what to do; SQL and the values
in it are never shown.

May not know: what was to be written.
"""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tejun.errors import StoreError
from tejun.words import Message, Words

_ADVICE: dict[int, tuple[Words, Words]] = {
    sqlite3.SQLITE_FULL: (
        Message("store.full.reason"),
        Message("store.full.advice"),
    ),
    sqlite3.SQLITE_READONLY: (
        Message("store.read_only.reason"),
        Message("store.read_only.advice"),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        Message("store.cannot_open.reason"),
        Message("store.cannot_open.advice"),
    ),
    sqlite3.SQLITE_NOTADB: (
        Message("store.not_sqlite.reason"),
        Message("store.not_sqlite.advice"),
    ),
    sqlite3.SQLITE_CORRUPT: (
        Message("store.damaged.reason"),
        Message("store.damaged.advice"),
    ),
    sqlite3.SQLITE_BUSY: (
        Message("store.busy.reason"),
        Message("store.busy.advice"),
    ),
}
_OTHER = (
    Message("store.other.reason"),
    Message("store.other.advice"),
)


def from_sqlite(error: SQLAlchemyError | sqlite3.Error, path: Path) -> StoreError:
    """The StoreError for a failure of SQLite over the file at `path`."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return _from_code(code, path)


def disk_full(path: Path) -> StoreError:
    """There is no room for more records."""
    return _from_code(sqlite3.SQLITE_FULL, path)


def foreign_file(path: Path) -> StoreError:
    """The file is some other program's database."""
    return StoreError(
        Message("store.foreign.detail", path=path),
        Message("store.foreign.advice"),
    )


def newer_file(path: Path, version: int, known: int) -> StoreError:
    """The file was made by a later tejun."""
    return StoreError(
        Message("store.newer.detail", path=path, version=version, known=known),
        Message("store.newer.advice"),
    )


def moved_file(path: Path) -> StoreError:
    """The file was moved, replaced or deleted while the service had it open."""
    return StoreError(
        Message("store.moved.detail", path=path),
        Message("store.moved.advice"),
    )


def queue_full() -> StoreError:
    """As many records wait to be written as may wait."""
    return StoreError(
        Message("store.full_queue"),
        _TRY_LATER,
    )


def too_slow(seconds: float) -> StoreError:
    """The record could not be written in time and was taken out of the queue."""

    return StoreError(
        Message("store.too_slow", seconds=seconds),
        _TRY_LATER,
    )


def outcome_unknown(seconds: float) -> StoreError:
    """The write has begun and does not come back: it may still succeed or fail."""
    return StoreError(
        Message("store.in_doubt.detail", seconds=seconds),
        Message("store.in_doubt.advice"),
    )


def not_confirmed(path: Path) -> StoreError:
    """The disk failed to keep what was committed: it may be there or lost, and nobody can tell."""
    return StoreError(
        Message("store.not_confirmed.detail", path=path),
        Message("store.not_confirmed.advice"),
    )


def store_closed() -> StoreError:
    """The store was closed: the process is ending."""
    return StoreError(Message("store.closed"), _TRY_LATER)


_TRY_LATER = Message("api.busy.advice")


def _from_code(code: int, path: Path) -> StoreError:
    problem, advice = _ADVICE.get(code, _OTHER)
    return StoreError(Message("store.unusable.detail", path=path, reason=problem), advice)
