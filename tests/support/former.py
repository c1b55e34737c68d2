"""Files of the record as earlier tejuns made them, in clear (`version-*.sql`, beside the store's tests)."""

import os
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tejun.store.driver import dbapi
from tejun.store.records import INPUT, KIND, Record
from tejun.store.tables import APPLICATION_ID
from tejun.transparency.leaves import SALT_BYTES, commit_part, make_opening
from tejun.transparency.tree import Frontier, append, hash_leaf

_SCRIPTS = Path(__file__).parents[1] / "store"


def write_former(path: Path, *, version: int) -> Path:
    """A file of this version; those of 1 and 2 have decisions in them."""
    path.write_bytes(_former(version))
    return path


@cache
def _former(version: int) -> bytes:
    """Its bytes, made once."""
    script = (_SCRIPTS / f"version-{version}.sql").read_text("utf-8")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "former.db"
        _write(path, version, script)
        return path.read_bytes()


def _write(path: Path, version: int, script: str) -> None:
    with closing(dbapi.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={version}")
        connection.executescript(script)


def put_in(path: Path, records: Sequence[Record]) -> None:
    """These decisions in the place of those that are in it, without an entry in a log."""
    columns = "decision_id, program, recorded_at, revision, decision, input"
    with closing(dbapi.connect(path)) as connection:
        connection.execute("DROP TRIGGER decisions_are_never_deleted")
        connection.execute("DELETE FROM decisions")
        for each in records:
            made = each.recorded_at.isoformat(), each.revision, each.decision, each.input
            connection.execute(
                f"INSERT INTO decisions ({columns}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608
                (each.decision_id, each.program, *made),
            )
        connection.commit()


def enter_decisions(path: Path) -> None:
    """Makes the log of a file of version 5 anew, of all decisions in it, as that tejun entered them."""
    with closing(dbapi.connect(path)) as connection:
        for table in ("log_entries", "log_hashes"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_are_never_deleted")
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        frontier = Frontier()
        query = "SELECT sequence, decision_id, decision, input FROM decisions ORDER BY sequence"
        for row in connection.execute(query).fetchall():
            frontier = _enter(connection, frontier, row)
        connection.commit()


def _enter(connection: Any, frontier: Frontier, row: Any) -> Frontier:
    sequence, name, decision, document = row
    salt, input_salt = os.urandom(SALT_BYTES), os.urandom(SALT_BYTES)
    parts = {INPUT: commit_part(name, INPUT, document, salt=input_salt)}
    entry = make_opening(KIND, name, decision, salt=salt, parts=parts).entry
    entered = frontier.size, KIND, name, sequence, salt, input_salt, entry
    connection.execute("INSERT INTO log_entries VALUES (?, ?, ?, ?, ?, ?, ?)", entered)
    frontier, stored = append(frontier, hash_leaf(entry))
    hashes = [(each.level, each.index, each.value) for each in stored if each.level]
    connection.executemany("INSERT INTO log_hashes VALUES (?, ?, ?)", hashes)
    return frontier
