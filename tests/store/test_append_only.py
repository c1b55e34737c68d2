"""Nothing in the record is changed, removed or replaced, whoever opens the file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tejun.store.driver import dbapi as sqlite3
from tejun.store.store import Store

from tests.support.records import record


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Any]:
    """A connection of another program to a file that holds two decisions."""
    path = tmp_path / "tejun.db"
    with Store.open(path) as store:
        store.append(record(decision_id="d", key="k"))
        store.append(record(decision_id="e"))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


INSERT = "INSERT INTO decisions VALUES (NULL, '{}', 'p', 't', 'r', NULL, NULL, x'00', x'00')"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET decision = x'00'",
        "UPDATE decisions SET program = program",
        "UPDATE decisions SET sequence = sequence + 10",
        "DELETE FROM decisions",
        "DELETE FROM decisions WHERE decision_id = 'd'",
        "REPLACE INTO decisions VALUES (1, 'new', 'p', 't', 'r', NULL, NULL, x'00', x'00')",
        INSERT.format("d").replace("INSERT", "REPLACE"),
        "REPLACE INTO decisions VALUES (NULL, 'new', 'p', 't', 'r', 'k', 'f', x'00', x'00')",
        INSERT.format("d") + " ON CONFLICT (decision_id) DO UPDATE SET decision = x'00'",
    ],
)
def test_a_record_is_never_changed_removed_or_replaced(stranger: Any, statement: str) -> None:
    before = stranger.execute("SELECT * FROM decisions").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute(statement)
    stranger.rollback()
    assert stranger.execute("SELECT * FROM decisions").fetchall() == before


def test_a_new_row_is_welcome(stranger: Any) -> None:
    stranger.execute(INSERT.format("new"))
    assert stranger.execute("SELECT count(*) FROM decisions").fetchone() == (3,)


def test_a_value_of_another_type_is_refused(stranger: Any) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        stranger.execute(
            "INSERT INTO decisions VALUES (NULL, 'new', 'p', 't', 'r', NULL, NULL, 'text', x'00')"
        )
