"""A record that an earlier tejun made is opened, gets what it lacks, and is otherwise left as it was."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import StoreError
from tejun.store import store as store_module
from tejun.store.store import Store
from tejun.store.tables import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, Migration

from tests.support.records import record


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A file of the first version, with two decisions in it."""
    path = tmp_path / "tejun.db"
    script = Path(__file__).with_name("version-1.sql").read_text("utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA user_version=1")
        connection.executescript(script)
    return path


def query(path: Path, *questions: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(question).fetchall() for question in questions]


SCHEMA = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY name"
DECISIONS = "SELECT * FROM decisions"


def test_it_has_afterwards_what_a_new_one_has(first_version: Path, tmp_path: Path) -> None:
    Store.open(first_version).close()
    Store.open(tmp_path / "new.db").close()
    questions = SCHEMA, "PRAGMA user_version", "PRAGMA application_id"
    assert query(first_version, *questions) == query(tmp_path / "new.db", *questions)


def test_its_decisions_are_as_they_were_and_more_can_come(first_version: Path) -> None:
    before = query(first_version, DECISIONS)
    with Store.open(first_version) as store:
        store.append(record(decision_id="new"))
        assert store.get("new").decision_id == "new"
        assert store.by_key("key") == store.get("decision-1")
    assert query(first_version, f"{DECISIONS} WHERE sequence <= 2") == before
    with (
        closing(sqlite3.connect(first_version)) as stranger,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        stranger.execute("DELETE FROM decisions")


def test_its_decisions_are_found_by_their_input(first_version: Path) -> None:
    with Store.open(first_version) as store:
        (decision,) = store.fleet.service_decisions([f"sha256:{1:064d}", "sha256:none"])
    assert decision.decision_id == "decision-1"
    assert decision.result_digest == f"sha256:{1:064d}"


def test_many_that_open_it_at_once_bring_it_forward_once(first_version: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Store.open(first_version).close(), range(16)))
    assert query(first_version, "PRAGMA user_version") == [[(SCHEMA_VERSION,)]]


def test_a_step_that_fails_leaves_it_as_it_was(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = query(first_version, SCHEMA, "PRAGMA user_version", DECISIONS)
    broken = (*MIGRATIONS, Migration((), ("CREATE TABLE opas (name)",)))  # is there by then
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "MIGRATIONS", broken)
        with pytest.raises(StoreError):
            Store.open(first_version)
    assert query(first_version, SCHEMA, "PRAGMA user_version", DECISIONS) == before
    Store.open(first_version).close()


def test_decisions_are_found_by_the_index_and_not_one_by_one(tmp_path: Path) -> None:
    statements: list[str] = []
    path = tmp_path / "tejun.db"
    with Store.open(path) as store:
        with store._reading.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.set_trace_callback(statements.append)
            connection.rollback()
        store.fleet.service_decisions(["sha256:x"])
    (question,) = [statement for statement in statements if statement.startswith("SELECT")]
    plan = query(path, f"EXPLAIN QUERY PLAN {question}")[0]
    assert any("decisions_by_input" in step[-1] for step in plan), plan
