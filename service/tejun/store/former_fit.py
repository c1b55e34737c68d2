"""Whether a file of a former version can be brought forward, and what it holds: looked at before anything is made of
it, and by who only asks what will become of it.

Always holds: it only reads, and who only asks leaves each byte as it is. A file that has a log is held to it, and each
decision to what its own digests say.

May not know: how a new file is made.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from tejun.errors import AlteredRecordError
from tejun.store import errors, former_log, log
from tejun.store.apart import opened_to_look
from tejun.store.checks import look_through
from tejun.store.driver import dbapi
from tejun.store.errors import DatabaseFile, record_file
from tejun.store.places import in_clear_name, real_path
from tejun.store.records import Describe, Description, Idempotency, Record, altered
from tejun.transparency.tree import TreeHead
from tejun.words import Message

SECONDS = 5.0
"""How long who only asks looks at a file; whoever brings it forward looks at all of it."""

_STEPS = 1_000
"""After how many of SQLite's steps the time is looked at."""

_WITH_STATEMENTS = 3
"""The version from which on a file has these."""

_WITH_CHECKPOINTS = 5
"""The version from which on a file has what a witness has cosigned."""

_COLUMNS = "sequence, decision_id, program, recorded_at, revision, idempotency_key, fingerprint, decision, input"
_DECISIONS = f"SELECT {_COLUMNS} FROM decisions WHERE sequence > ? ORDER BY sequence LIMIT ?"  # noqa: S608
_DECISION = f"SELECT {_COLUMNS} FROM decisions WHERE decision_id = ?"  # noqa: S608
_EVERY_ROW = "SELECT * FROM decisions ORDER BY sequence"
_STATEMENTS = "SELECT place, program, number, digest, first_seen, found, content FROM statements ORDER BY sequence"
_LOOKS = "SELECT place, looked_at FROM registry_looks ORDER BY sequence"

Require = Callable[[Record], object]
Rows = list[Mapping[str, Any]]


@dataclass(frozen=True)
class Former:
    """What a file was: its version, and the head of its log, where it had one."""

    version: int
    head: TreeHead | None


def require_fit(
    old: Any, file: DatabaseFile, version: int, *, describe: Describe, require: Require
) -> Former:
    """That a file, which `old` has open, can be brought forward; what it is.

    `require` raises AlteredRecordError. Raises StoreError, AlteredRecordError, or the driver's errors.
    """
    kept = in_clear_name(file.path, version)
    old.text_factory = _text
    look_through(old, file, unclean=True)
    _require_no_witness(old, file, version)
    head = former_log.require_own_log(old) if version >= former_log.FIRST else None
    if kept.exists() and not _is_kept(old, file.path, kept):
        raise errors.former_kept(file, kept)
    for records in read_records(old, describe):
        for each in records:
            require(each)
    read_statements(old, version)
    return Former(version, head)


def look_at(
    path: Path, version: int, *, describe: Describe, require: Require, seconds: float = SECONDS
) -> bool:
    """The same, of a file that others may have open, within some seconds; whether they were enough for all of it.

    Raises StoreError or AlteredRecordError.
    """
    path = real_path(path)
    file, deadline = record_file(path), time.monotonic() + seconds
    try:
        with opened_to_look(path, deadline=deadline) as old:
            old.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            require_fit(old, file, version, describe=describe, require=require)
    except AlteredRecordError as error:
        raise errors.former_altered(file, error.detail) from error
    except TimeoutError:
        return False
    except (OSError, dbapi.Error) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == dbapi.SQLITE_INTERRUPT:
            return False
        raise errors.former_not_replaced(file, error) from error
    return True


def _require_no_witness(old: Any, file: DatabaseFile, version: int) -> None:
    if version < _WITH_CHECKPOINTS:
        return
    if old.execute("SELECT 1 FROM log_checkpoints LIMIT 1").fetchone() is not None:
        raise errors.former_witnessed(file)


def _is_kept(old: Any, path: Path, kept: Path) -> bool:
    """Whether it is there under its second name already, from a time that was broken off."""
    if kept.samefile(path):
        return True
    with closing(_rows_of(kept)) as others:
        mine = old.execute(_EVERY_ROW)
        return all(row == other for row, other in zip_longest(mine, others))


def _rows_of(kept: Path) -> Generator[Any]:
    """What it has; of what is none such file, something that is no row."""
    try:
        with opened_to_look(kept) as opened:
            yield from opened.execute(_EVERY_ROW)
    except (OSError, dbapi.Error):
        yield "no row"


# --- what it holds --------------------------------------------------------------------------------------


def read_records(old: Any, describe: Describe) -> Iterator[Sequence[Record]]:
    """All of them in their order, some at a time."""
    last = 0
    while rows := old.execute(_DECISIONS, (last, log.AT_ONCE)).fetchall():
        yield [_record(row, describe) for row in rows]
        last = rows[-1][0]


def find_record(old: Any, decision_id: str, describe: Describe) -> Record | None:
    """One of them."""
    row = old.execute(_DECISION, (decision_id,)).fetchone()
    return None if row is None else _record(row, describe)


def read_statements(old: Any, version: int) -> tuple[Rows, Rows]:
    """What was seen of registries, and when each was first looked at; nothing in a version that had none."""
    if version < _WITH_STATEMENTS:
        return [], []
    return _rows(old.execute(_STATEMENTS)), _rows(old.execute(_LOOKS))


def _rows(cursor: Any) -> Rows:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _record(row: Sequence[Any], describe: Describe) -> Record:
    _, decision_id, program, recorded_at, revision, key, fingerprint, decision, document = row
    texts, bodies = (decision_id, program, recorded_at, revision), (decision, document)
    asked = () if key is None else (key, fingerprint)
    are_texts = all(isinstance(each, str) for each in (*texts, *asked))
    if not (are_texts and all(isinstance(each, bytes) for each in bodies)):
        raise altered(str(decision_id), Message("store.former.no_row"))
    return Record(
        decision_id=decision_id,
        program=program,
        recorded_at=_moment(decision_id, recorded_at),
        decision=decision,
        input=document,
        revision=revision,
        description=_describe(describe, decision, document),
        idempotency=None if key is None else Idempotency(key, fingerprint),
    )


def _moment(decision_id: str, recorded_at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(recorded_at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise altered(decision_id, Message("store.former.no_row"))
    return moment


def _text(data: bytes) -> str:
    """SQLite keeps any bytes as a text, and tejun wrote none that are no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise altered("/", Message("store.former.no_text")) from None


def _describe(describe: Describe, decision: bytes, document: bytes) -> Description:
    """What is no decision is brought over as it is: whoever looks at it then sees that it was altered."""
    try:
        return describe(decision, document)
    except (ValueError, TypeError, AttributeError, LookupError):
        return Description(b"{}", "", "")
