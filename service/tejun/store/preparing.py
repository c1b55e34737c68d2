"""A file of the store made ready when it is opened: looked through, switched to WAL, and brought to the newest tables.

Always holds: a file that is damaged, not ours, of a later tejun, or of one that had decisions in clear is refused
before anything is written to it; the steps from an earlier version are one transaction.

May not know: what is in the tables, or what happens to an open file.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, event

from tejun.store import errors
from tejun.store.checks import Look, look_through
from tejun.store.columns import PAGE_BYTES
from tejun.store.driver import dbapi
from tejun.store.errors import DatabaseFile
from tejun.store.tables import Schema, take_steps
from tejun.store.wal import can_sync


def when_free(attempt: Callable[[], Any], busy_seconds: float, *, pause: float = 0.0) -> Any:
    """What the attempt gives, as soon as no other process is in its way. Raises the driver's OperationalError."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            return attempt()
        except dbapi.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == dbapi.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
        if pause:
            time.sleep(pause)


@dataclass(frozen=True)
class Prepared:
    """An open file: whether it has a log (WAL), whether SQLite syncs each commit, and whether all of it was checked.

    `version`: the one that it had; None where it is new.
    """

    has_log: bool
    syncs_itself: bool
    is_looked_through: bool
    version: int | None = None


def prepare_file(
    engine: Engine, file: DatabaseFile, schema: Schema, *, busy_seconds: float, look: Look
) -> Prepared:
    """Brings a new or older file to the newest schema. Raises StoreError where the file is not ours or damaged."""
    prepared = _choose_wal(engine, file, schema, busy_seconds=busy_seconds, look=look)
    with engine.begin() as connection:
        if _is_new(lambda sql: connection.exec_driver_sql(sql).scalar_one(), file, schema):
            connection.exec_driver_sql(f"PRAGMA application_id={schema.application_id}")
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        steps = schema.since(version)
        take_steps(connection, steps)
        takes_out = version and any(migration.takes_out for migration in steps)
        if steps and not takes_out:
            connection.exec_driver_sql(f"PRAGMA user_version={schema.version}")
    if takes_out:
        _write_anew(engine, file, schema, busy_seconds=busy_seconds)
    return replace(prepared, version=version or None)


def _write_anew(engine: Engine, file: DatabaseFile, schema: Schema, *, busy_seconds: float) -> None:
    """The file with what its rows hold and nothing else; then it has the new version. Broken off, it is done again."""
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection

        def write() -> None:
            connection.execute("VACUUM")

        def cut() -> bool:
            return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

        when_free(write, busy_seconds, pause=0.01)
        deadline = time.monotonic() + busy_seconds
        while not cut():
            if time.monotonic() > deadline:
                raise errors.log_in_use(file)
            time.sleep(0.01)
        set_version = f"PRAGMA user_version={schema.version}"
        when_free(lambda: connection.execute(set_version), busy_seconds, pause=0.01)


def see_prepared(engine: Engine, file: DatabaseFile, schema: Schema) -> Prepared:
    """A file that another process may write to and this one may not: it is read, and left as it is."""
    with engine.connect() as connection:
        is_new = _is_new(lambda sql: connection.exec_driver_sql(sql).scalar_one(), file, schema)
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if is_new or version < schema.version:
        raise errors.another_writer(file)
    has_log = mode == "wal"
    return Prepared(
        has_log,
        syncs_itself=not (has_log and can_sync()),
        is_looked_through=True,
        version=version,
    )


def _choose_wal(
    engine: Engine, file: DatabaseFile, schema: Schema, *, busy_seconds: float, look: Look
) -> Prepared:
    """Looks the file through and switches it to WAL: outside a transaction, as SQLite requires, and with retries, since
    SQLite does not wait for this lock while another process does the same."""
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection

        def switch() -> tuple[str, bool]:
            checked = True
            if _is_new(lambda sql: int(connection.execute(sql).fetchone()[0]), file, schema):
                connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
            elif look is not Look.NOT_AT_ALL:
                checked = look_through(connection, file, unclean=look is Look.AFTER_UNCLEAN_END)
            return str(connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]), checked

        mode, checked = when_free(switch, busy_seconds, pause=0.01)
        syncs_itself = _choose_who_syncs(engine, connection, mode)
    return Prepared(mode == "wal", syncs_itself=syncs_itself, is_looked_through=checked)


def _choose_who_syncs(engine: Engine, connection: Any, journal_mode: str) -> bool:
    """Whether SQLite does: where we cannot, or the file system has no WAL."""
    if journal_mode != "wal" or not can_sync():
        return True
    _sync_no_commits(connection)
    event.listen(engine, "connect", _sync_no_commits)
    return False


def _sync_no_commits(connection: Any, _: Any = None) -> None:
    """In WAL, SQLite then syncs at checkpoints only; the file stays consistent whenever the power fails."""
    connection.execute("PRAGMA synchronous=NORMAL")


def _is_new(query: Callable[[str], int], file: DatabaseFile, schema: Schema) -> bool:
    """Whether the file is empty. Raises StoreError where it is another program's, or a later tejun's."""
    application_id, version = query("PRAGMA application_id"), query("PRAGMA user_version")
    if application_id == schema.application_id:
        if version > schema.version:
            raise errors.newer_file(file, version, schema.version)
        if version < schema.first:
            raise errors.former_file(file, version)
        return False
    if application_id or version or query("SELECT count(*) FROM sqlite_master"):
        raise errors.foreign_file(file)
    return True
