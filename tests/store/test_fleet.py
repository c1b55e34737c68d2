"""What OPAs report is kept: durably, once, and without keeping decisions waiting."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tejun.errors import StoreError
from tejun.store.records import LoggedDecision, OpaStatus, Report
from tejun.store.store import Store

from tests.support.records import record

MOMENT = "2026-11-20T01:02:03+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tejun.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


def decision(decision_id: str, opa: str = "a") -> LoggedDecision:
    return LoggedDecision(
        decision_id=decision_id,
        opa=opa,
        decided_at="2026-11-20T01:02:03Z",
        path="kprogram_2026_1/decision/result",
        revision="sha256:r",
        program="kprogram-2026",
        edition="1",
        outcome="prepared",
        input_digest="sha256:i",
        result_digest="sha256:o",
        details=b"{}",
    )


def report(*decisions: LoggedDecision, opa: str = "a", status: bytes | None = None) -> Report:
    return Report(
        received_at=MOMENT,
        labels={opa: b'{"id":"a"}'},
        decisions=decisions,
        status=None if status is None else OpaStatus(opa=opa, substance=status),
    )


def test_what_was_reported_is_read_back_whole(path: Path) -> None:
    with Store.open(path) as store:
        store.fleet.append(report(decision("d"), status=b'{"x":1}'))
    with Store.open(path) as store:
        (entry,) = store.fleet.decisions(limit=10)
        assert entry.decision == decision("d")
        assert entry.received_at == MOMENT
        (opa,) = store.fleet.opas(limit=10)
        assert (opa.opa, opa.decisions, opa.status) == ("a", 1, b'{"x":1}')
        assert opa.last_decision == "2026-11-20T01:02:03Z"


def test_a_decision_that_comes_again_changes_nothing(store: Store) -> None:
    store.fleet.append(report(decision("d"), decision("e")))
    store.fleet.append(report(replace(decision("d"), outcome="error"), decision("f")))
    entries = store.fleet.decisions(limit=10)
    assert [entry.decision.decision_id for entry in entries] == ["f", "e", "d"]
    assert {entry.decision.outcome for entry in entries} == {"prepared"}
    assert store.fleet.opas(limit=10)[0].decisions == 3


def test_a_large_batch_is_stored_whole(store: Store) -> None:
    batch = [decision(f"d-{number}") for number in range(3_000)]
    for _ in range(2):
        store.fleet.append(report(*batch))
    assert len(store.fleet.decisions(limit=10_000)) == 3_000


REPLACE = """
REPLACE INTO opa_decisions (decision_id, opa, received_at, path, outcome, details)
SELECT decision_id, opa, received_at, path, 'error', details FROM opa_decisions
"""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE opa_decisions SET outcome = 'prepared'",
        "DELETE FROM opa_decisions",
        REPLACE,
        "UPDATE opa_statuses SET substance = x'00'",
        "DELETE FROM opa_statuses",
        "REPLACE INTO opa_statuses VALUES (1, 'a', 't', x'00')",
    ],
)
def test_a_reported_row_is_never_changed_removed_or_replaced(
    store: Store, path: Path, statement: str
) -> None:
    store.fleet.append(report(decision("d"), status=b"{}"))
    with closing(sqlite3.connect(path)) as stranger:
        before = list(stranger.iterdump())
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            stranger.execute(statement)
        stranger.rollback()
        assert list(stranger.iterdump()) == before


def test_many_report_while_decisions_are_made_and_none_finds_the_file_locked(path: Path) -> None:
    with Store.open(path) as first, Store.open(path) as second, ThreadPoolExecutor(24) as pool:

        def work(number: int) -> None:
            store = first if number % 2 else second
            if number % 3 == 0:
                store.append(record(decision_id=f"own-{number}"))
            else:
                opa = f"opa-{number % 7}"
                store.fleet.append(report(decision(f"d-{number}", opa), opa=opa, status=b"{}"))

        list(pool.map(work, range(300)))
        assert len(first.fleet.decisions(limit=1_000)) == 200
        assert sum(opa.decisions for opa in first.fleet.opas(limit=10)) == 200
        assert second.get("own-297").decision_id == "own-297"


def test_of_a_report_that_does_not_fit_nothing_is_stored(store: Store) -> None:
    too_much = replace(decision("e"), details=bytes(10_000_000))
    with store._writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 10}")
        connection.rollback()
    with pytest.raises(StoreError):
        store.fleet.append(report(decision("d"), too_much, status=b"{}"))
    assert store.fleet.decisions(limit=10) == []
    assert store.fleet.opas(limit=10) == []


def test_a_closed_store_refuses_reports(path: Path) -> None:
    store = Store.open(path)
    store.close()
    with pytest.raises(StoreError):
        store.fleet.append(report(decision("d")))
    with suppress(StoreError):
        store.close()


def test_of_many_decisions_over_one_input_the_last_are_returned(store: Store) -> None:
    def append_decision(number: int, revision: str) -> None:
        body = b'{"digests":{"input":"sha256:i","result":"sha256:%d"}}' % number
        name = f"{revision}-{number:02}"
        store.append(replace(record(decision_id=name), decision=body, revision=revision))

    for number in range(15):
        append_decision(number, "r")
        append_decision(number, "s")
    decisions = store.fleet.service_decisions(["sha256:i", "sha256:other"])
    expected = {f"{revision}-{number:02}" for revision in "rs" for number in range(5, 15)}
    assert {decision.decision_id for decision in decisions} == expected
    assert {decision.result_digest for decision in decisions} == {
        f"sha256:{number}" for number in range(5, 15)
    }
