"""A record that an earlier tejun made is opened, gets what it lacks, and is otherwise left as it was."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import StoreError
from tejun.settings import reports_beside
from tejun.store import store as store_module
from tejun.store.driver import dbapi as sqlite3
from tejun.store.reports import Reports
from tejun.store.store import Store
from tejun.store.tables import APPLICATION_ID, RECORD, Migration, Schema

from tests.support.records import record


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A file of the first version, with two decisions in it."""
    return _written(tmp_path / "tejun.db", version=1)


@pytest.fixture
def second_version(tmp_path: Path) -> Path:
    """A file of the second version: a decision, and what an OPA reported."""
    return _written(tmp_path / "tejun.db", version=2)


def _written(path: Path, *, version: int) -> Path:
    script = Path(__file__).with_name(f"version-{version}.sql").read_text("utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={version}")
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
        (decision,) = store.over_inputs([f"sha256:{1:064d}", "sha256:none"])
    assert decision.decision_id == "decision-1"
    assert decision.result_digest == f"sha256:{1:064d}"


def test_many_that_open_it_at_once_bring_it_forward_once(first_version: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Store.open(first_version).close(), range(16)))
    assert query(first_version, "PRAGMA user_version") == [[(RECORD.version,)]]


def test_a_step_that_fails_leaves_it_as_it_was(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = query(first_version, SCHEMA, "PRAGMA user_version", DECISIONS)
    again = Migration(statements=("CREATE TABLE decisions (name)",))  # is there by then
    broken = Schema(APPLICATION_ID, (*RECORD.migrations, again))
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "RECORD", broken)
        with pytest.raises(StoreError):
            Store.open(first_version)
    assert query(first_version, SCHEMA, "PRAGMA user_version", DECISIONS) == before
    Store.open(first_version).close()


def test_decisions_are_found_by_the_index_and_not_one_by_one(tmp_path: Path) -> None:
    statements: list[str] = []
    path = tmp_path / "tejun.db"
    with Store.open(path) as store:
        with store._database.reading.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.set_trace_callback(statements.append)
            connection.rollback()
        store.over_inputs(["sha256:x"])
    (question,) = [statement for statement in statements if statement.startswith("SELECT")]
    plan = query(path, f"EXPLAIN QUERY PLAN {question}")[0]
    assert any("decisions_by_input" in step[-1] for step in plan), plan


REPORTED = (
    "SELECT * FROM opas",
    "SELECT * FROM opa_statuses",
    "SELECT * FROM opa_decisions",
)


def test_what_opas_reported_into_the_record_stays_there_as_it_was(second_version: Path) -> None:
    """Nobody reads or writes it any more; who wants it can ask for it with any SQLite."""
    before = query(second_version, *REPORTED)
    assert all(before)
    with Store.open(second_version) as store, Reports.open(reports_beside(second_version)) as new:
        assert store.get("decision-1") == store.by_key("key")
        assert [found.decision_id for found in store.over_inputs([f"sha256:{1:064d}"])] == [
            "decision-1"
        ]
        store.append(record(decision_id="new"))
        assert new.problem() is None
        assert new.opas(limit=1) == []
        assert new.decisions(limit=1) == []
    assert query(second_version, *REPORTED) == before
    assert query(second_version, "PRAGMA user_version") == [[(RECORD.version,)]]
    with (
        closing(sqlite3.connect(second_version)) as stranger,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        stranger.execute("DELETE FROM opa_decisions")


def test_a_new_record_has_no_place_for_reports(tmp_path: Path) -> None:
    Store.open(tmp_path / "new.db").close()
    [tables] = query(tmp_path / "new.db", "SELECT name FROM sqlite_master WHERE type = 'table'")
    assert ("decisions",) in tables
    assert not [name for (name,) in tables if name.startswith("opa")]
