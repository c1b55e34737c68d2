"""Several processes write to one record: each begins as soon as it can, and not when it happens to look."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tejun.store.driver import dbapi as sqlite3

from tests.support.records import record
from tests.support.stores import open_store

HELD = 0.24
"""Seconds after which SQLite, left to itself, would sleep for 88 ms more (1, 2, 5, 10, 15, 20, 25, 25, 25, 50 ms …)."""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Any]:
    """Another process, so far as the file can tell."""
    open_store(tmp_path / "tejun.db").close()
    with closing(sqlite3.connect(tmp_path / "tejun.db", isolation_level=None)) as connection:
        yield connection


def test_a_writer_goes_on_as_soon_as_the_other_is_done(tmp_path: Path, other: Any) -> None:
    waits = []
    with open_store(tmp_path / "tejun.db") as store, ThreadPoolExecutor(1) as pool:
        for _ in range(4):
            other.execute("BEGIN IMMEDIATE")
            appended = pool.submit(lambda: (store.append(record()), time.perf_counter())[1])
            time.sleep(HELD)
            assert not appended.done()
            other.execute("ROLLBACK")
            released = time.perf_counter()
            waits.append(appended.result(timeout=10) - released)
    assert min(waits) < 0.04
