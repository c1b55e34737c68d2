"""Erasing an application takes as long in a large record as in a small one: meanwhile nobody records anything."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tejun.store import erasing, named
from tejun.store.records import Erasure
from tejun.store.store import Store
from tejun.store.tables import DECISION_VALUES, RECORD

from tests.support.records import NOW, record
from tests.support.records_of_both import Home, SqliteHome, new_home

PROGRAM = "kprogram-2026"
FEW, MANY = 1_000, 100_000
ALIKE = 1.5
"""By what the database itself counts, which is the same each time."""


def fill(home: Home, count: int) -> None:
    """An application of two decisions, and of another many more, which are copies of one."""
    with home.open() as store:
        store.append_all([record(decision_id=name, application="gone") for name in ("g-1", "g-2")])
        store.append(record(decision_id="k-1", application="kept"))
    numbers = f"WITH RECURSIVE n (i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"  # noqa: S608
    others = (
        "program, institution, recorded_at, revision, key_id, codes, parts, secret, decision, input"
    )
    drawn = {"sqlite": "randomblob(32)", "postgresql": "sha256(i::text::bytea)"}[home.dialect]
    with home.stranger() as stranger:
        stranger.execute(
            f"INSERT INTO decisions (sequence, decision_id, {others}) {numbers}"  # noqa: S608
            f" SELECT i, 'k-' || i, {others} FROM n, decisions WHERE decision_id = 'k-1'"
        )
        stranger.execute(
            f"INSERT INTO decision_values {numbers} SELECT i, {drawn}, {drawn} FROM n"  # noqa: S608
        )
        if (
            home.dialect == "postgresql"
        ):  # in SQLite it keeps samples, beside which nothing is erased
            stranger.execute("ANALYZE")


def erase(store: Store, application: str = "gone") -> Erasure | None:
    return store.erase(PROGRAM, application, "asked for", NOW)


def steps_of(store: Store, log: Path, do: Callable[[], object]) -> tuple[int, int]:
    """How many steps SQLite takes on the connection that has the lock, to empty its log too; and how many bytes the log
    has before.
    """
    counted = [0]

    def count() -> None:
        counted[0] += 1

    with store._database.writing.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(count, 10)
        connection.rollback()
    do()
    written = log.stat().st_size
    store.empty_log()
    assert log.stat().st_size == 0
    return counted[0] * 10, written


@pytest.mark.slow
def test_it_holds_the_lock_of_a_file_no_longer_in_a_large_record(tmp_path: Path) -> None:
    found = {}
    for count in (FEW, MANY):
        home = SqliteHome(tmp_path / str(count) / "tejun.db")
        home.path.parent.mkdir()
        fill(home, count)
        log = home.path.with_name("tejun.db-wal")
        with home.open(looks_through=False) as store:
            store.empty_log()
            erased = steps_of(store, log, partial(erase, store))
            again = steps_of(store, log, partial(erase, store))
            assert again[0] < erased[0] / 2, "nothing is left to take out"
            found[count] = erased
    few, many = found[FEW], found[MANY]
    assert many[0] < ALIKE * few[0]
    assert many[1] < ALIKE * few[1]


@pytest.mark.slow
@pytest.mark.postgres
def test_it_reads_a_few_rows_of_a_large_record_in_a_server(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    fill(home, MANY)
    counted = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"
    with home.open() as store, store._database.open_to_write() as connection:
        named.require_own(connection, store.keys, PROGRAM, "gone")
        erasure = erasing.make_erasure(connection, (PROGRAM, "gone"), "asked for", NOW)
        assert erasure is not None
        erasing.write(store._database, connection, erasure, salt=bytes(32))
        assert connection.exec_driver_sql(counted).scalar_one() < FEW


def test_no_index_has_the_values_that_are_taken_out(home: Home) -> None:
    """SQLite would have to make it anew each time: entries move from page to page, and leave copies behind."""
    tables = [table for each in RECORD.migrations for table in each.tables]
    assert DECISION_VALUES in tables
    home.open().close()
    indexes = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'decision_values'",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE tablename = 'decision_values'",
    }
    with home.stranger() as stranger:
        found = [name for (name,) in stranger.execute(indexes[home.dialect]).fetchall()]
    assert [each for each in found if not each.endswith("(sequence)")] == []
