"""What OPAs report is kept: durably, once, within a quota, and without keeping decisions waiting."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tejun.errors import StoreError
from tejun.store.driver import dbapi as sqlite3
from tejun.store.records import LoggedDecision, OpaStatus, Report
from tejun.store.report_tables import Quota
from tejun.store.reports import Reports

from tests.support.records import record
from tests.support.stores import open_store

MOMENT = "2026-11-20T01:02:03+00:00"
SMALL = Quota(bytes_in_all=1024 * 1024)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.db"


@pytest.fixture
def reports(path: Path) -> Iterator[Reports]:
    with Reports.open(path) as reports:
        assert reports.problem() is None
        yield reports


@pytest.fixture
def small(path: Path) -> Iterator[Reports]:
    with Reports.open(path, quota=SMALL) as reports:
        yield reports


def decision(decision_id: str, opa: str = "a") -> LoggedDecision:
    return LoggedDecision(
        entry_digest=f"sha256:{opa}/{decision_id}",
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


def _of_the_second_version(path: Path) -> None:
    """As an earlier tejun left it: nothing that it removed was overwritten."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute(
            "UPDATE opa_decisions SET decision_id = 'name-' || entry_digest WHERE sequence % 2"
        )
        connection.execute("UPDATE opa_decisions SET outcome = 'unreadable' WHERE sequence % 2")
        connection.execute(
            "UPDATE opa_decisions SET input_digest = NULL, entry_digest = lower(hex(randomblob(32)))"
        )
        connection.commit()
        connection.execute("PRAGMA user_version=2")


def test_nothing_of_an_earlier_versions_digests_stays_anywhere_in_the_file(path: Path) -> None:
    many = [replace(decision(f"d-{n}"), input_digest=f"sha256:i{n:0>60}") for n in range(1000)]
    with Reports.open(path) as reports:
        reports.append(report(*many))
    _of_the_second_version(path)
    assert b"sha256:i0" in path.read_bytes(), "it stays where nobody looks"
    for _ in range(2):
        with Reports.open(path) as reports:
            assert reports.problem() is None
            assert len(names(reports)) == 1000
            files = [each.read_bytes() for each in path.parent.glob(f"{path.name}*")]
            assert not [data for data in files if b"sha256:i0" in data or b"name-sha256" in data]
            assert [name for name in names(reports) if name.startswith("d-")] == [
                f"d-{n}" for n in reversed(range(1, 1000, 2))
            ]


def test_while_somebody_reads_what_was_there_before_it_is_not_taken_for_done(path: Path) -> None:
    with Reports.open(path) as reports:
        reports.append(report(decision("d-1")))
    _of_the_second_version(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM opa_decisions").fetchall()
        with Reports.open(path) as reports:
            assert reports.problem() is not None
        assert reader.execute("PRAGMA user_version").fetchone() == (2,)
    with Reports.open(path) as reports:
        assert reports.problem() is None


def report(*decisions: LoggedDecision, opa: str = "a", status: bytes | None = None) -> Report:
    opas = {opa, *(logged.opa for logged in decisions)}
    return Report(
        received_at=MOMENT,
        labels=dict.fromkeys(sorted(opas), b'{"id":"a"}'),
        decisions=decisions,
        status=None if status is None else OpaStatus(opa=opa, substance=status),
    )


def names(reports: Reports, opa: str | None = None) -> list[str]:
    return [entry.decision.decision_id for entry in reports.decisions(limit=100_000, opa=opa)]


def test_what_was_reported_is_read_back_whole(path: Path) -> None:
    with Reports.open(path) as reports:
        reports.append(report(decision("d"), status=b'{"x":1}'))
    with Reports.open(path) as reports:
        (entry,) = reports.decisions(limit=10)
        assert entry.decision == decision("d")
        assert entry.received_at == MOMENT
        (opa,) = reports.opas(limit=10)
        assert (opa.opa, opa.decisions, opa.status) == ("a", 1, b'{"x":1}')
        assert opa.last_decision == "2026-11-20T01:02:03Z"


def test_an_entry_that_comes_again_is_one_row(reports: Reports) -> None:
    reports.append(report(decision("d"), decision("e"), decision("d")))
    reports.append(report(decision("d"), decision("f")))
    assert names(reports) == ["f", "e", "d"]
    assert reports.opas(limit=10)[0].decisions == 3


@pytest.mark.parametrize("false_opa", ["a", "somebody else"])
def test_a_false_entry_under_the_id_of_a_true_one_does_not_keep_it_out(
    reports: Reports, false_opa: str
) -> None:
    true = decision("d")
    false = replace(true, opa=false_opa, outcome="error", entry_digest="sha256:false")
    reports.append(report(false))
    reports.append(report(true))
    assert [entry.decision for entry in reports.decisions(limit=10)] == [true, false]


def test_a_status_takes_the_place_of_the_last_and_a_log_leaves_it(reports: Reports) -> None:
    for status in (b"1", b"2", None):
        reports.append(report(status=status))
    (opa,) = reports.opas(limit=10)
    assert opa.status == b"2"


def test_a_large_batch_is_stored_whole(reports: Reports) -> None:
    batch = [decision(f"d-{number}") for number in range(3_000)]
    for _ in range(2):
        reports.append(report(*batch))
    assert len(names(reports)) == 3_000


# --- what it costs, and whom it keeps waiting ----------------------------------------------------


def crowd(opas: int, label: str = "") -> Report:
    return report(*(decision(f"d{label}", f"opa-{label}-{number}") for number in range(opas)))


def test_what_a_report_costs_grows_with_its_entries_and_not_with_its_opas_too(
    reports: Reports,
) -> None:
    """Ten times as many: in the square of it, that would be a hundred times as long."""
    reports.append(crowd(200, "warm"))

    def seconds(opas: int, label: str) -> float:
        begun = time.thread_time()
        reports._commit([crowd(opas, label)])
        return time.thread_time() - begun

    few = min(seconds(300, f"few-{number}") for number in range(3))
    assert seconds(3_000, "many") < 25 * few


def test_decisions_do_not_wait_while_reports_are_written(path: Path, tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "tejun.db") as store,
        Reports.open(path, timeout_seconds=20) as reports,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        ThreadPoolExecutor(8) as pool,
    ):
        other.execute("BEGIN IMMEDIATE")
        waiting = [pool.submit(reports.append, report(decision(str(n)))) for n in range(4)]
        begun = time.monotonic()
        store.append(record())
        store.check_writable()
        assert time.monotonic() - begun < 0.9, "they wait a second for the lock"
        assert not all(future.done() for future in waiting)
        other.execute("ROLLBACK")
        for future in waiting:
            with suppress(StoreError):
                future.result(20)


def test_many_report_while_decisions_are_made_and_none_finds_the_file_locked(
    path: Path, tmp_path: Path
) -> None:
    with (
        open_store(tmp_path / "tejun.db") as store,
        Reports.open(path) as first,
        Reports.open(path) as second,
        ThreadPoolExecutor(24) as pool,
    ):

        def work(number: int) -> None:
            if number % 3 == 0:
                store.append(record(decision_id=f"own-{number}"))
                return
            opa = f"opa-{number % 7}"
            reports = first if number % 2 else second
            reports.append(report(decision(f"d-{number}", opa), opa=opa, status=b"{}"))

        list(pool.map(work, range(300)))
        assert len(names(first)) == 200
        assert sum(opa.decisions for opa in first.opas(limit=10)) == 200
        assert store.get("own-297").decision_id == "own-297"


def test_a_report_that_cannot_be_written_takes_none_of_those_beside_it(
    reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lone surrogate, which no reader should have let through."""
    poisoned = report(replace(decision("poison"), path="\ud800"), opa="b")
    held, started = threading.Event(), threading.Event()
    commit = reports._writer._commit

    def wait(batch: object) -> object:
        started.set()
        held.wait(10)
        return commit(batch)  # type: ignore[arg-type]

    monkeypatch.setattr(reports._writer, "_commit", wait)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(reports.append, report(decision("first")))
        started.wait(10)
        good = [pool.submit(reports.append, report(decision("1")))]
        bad = pool.submit(reports.append, poisoned)
        good.append(pool.submit(reports.append, report(decision("2"))))
        while reports._writer._queue.qsize() < 3:
            time.sleep(0.001)
        held.set()
        first.result(10)
        for future in good:
            future.result(10)
        with pytest.raises(Exception, match="surrogates"):
            bad.result(10)
    assert sorted(names(reports)) == ["1", "2", "first"]
    assert [opa.opa for opa in reports.opas(limit=10)] == ["a"]


def test_of_a_report_that_does_not_fit_nothing_is_stored(reports: Reports) -> None:
    too_much = replace(decision("e"), details=bytes(10_000_000))
    with reports._usable().writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 10}")
        connection.rollback()
    with pytest.raises(StoreError):
        reports.append(report(decision("d"), too_much, status=b"{}"))
    assert names(reports) == []
    assert reports.opas(limit=10) == []
    assert "full" in str(reports.problem())
    reports.append(report(decision("d")))
    assert reports.problem() is None


def test_closed_reports_are_refused(path: Path) -> None:
    reports = Reports.open(path)
    reports.close()
    with pytest.raises(StoreError):
        reports.append(report(decision("d")))
    with suppress(StoreError):
        reports.close()


# --- how much is kept ----------------------------------------------------------------------------


def test_of_each_opa_the_newest_are_kept_and_another_opa_loses_nothing(small: Reports) -> None:
    small.append(report(decision("old", "quiet")))
    for start in range(0, 200, 20):
        small.append(report(*(decision(f"{number:03}") for number in range(start, start + 20))))
    kept = names(small, opa="a")
    assert kept == [f"{number:03}" for number in range(199, 199 - SMALL.rows_per_opa, -1)]
    assert names(small, opa="quiet") == ["old"]


def test_what_comes_again_after_it_was_removed_is_new(small: Reports) -> None:
    small.append(report(decision("d")))
    small.append(report(*(decision(f"e-{number}") for number in range(SMALL.rows_per_opa))))
    assert "d" not in names(small)
    small.append(report(decision("d")))
    assert names(small)[0] == "d"


def test_opas_that_were_silent_longest_go_first_with_what_they_logged(small: Reports) -> None:
    for number in range(2 * SMALL.opas):
        moment = f"2026-11-20T01:02:{number:06}"
        one = report(decision("d", f"opa-{number}"), opa=f"opa-{number}", status=b"{}")
        small.append(replace(one, received_at=moment))
        small.append(replace(report(opa="steady"), received_at=moment))
    known = [opa.opa for opa in small.opas(limit=1_000)]
    assert len(known) == SMALL.opas
    assert "steady" in known
    assert f"opa-{2 * SMALL.opas - 1}" in known
    assert {entry.decision.opa for entry in small.decisions(limit=1_000)} <= set(known)


SIZES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 60), st.sampled_from([2, 900, 9_000, 30_000])),
    max_size=12,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=SIZES)
def test_whatever_is_sent_the_counts_are_right_and_the_quota_holds(
    tmp_path: Path, sent: list[tuple[int, int, int]]
) -> None:
    path = tmp_path / "any.db"
    path.unlink(missing_ok=True)
    with Reports.open(path, quota=SMALL) as reports:
        for turn, (opa, entries, size) in enumerate(sent):
            logged = (
                replace(decision(f"{turn}-{n}", f"opa-{opa}"), details=bytes(size))
                for n in range(entries)
            )
            reports.append(report(*logged, opa=f"opa-{turn}", status=bytes(size)))
        with reports._usable().reading.connect() as connection:

            def ask(sql: str) -> tuple[int, ...]:
                return tuple(connection.exec_driver_sql(sql).one())

            decisions, size, opas, of_opas = ask(
                "SELECT decisions, bytes, opas, bytes_of_opas FROM totals"
            )
            assert (decisions, size) == ask(
                "SELECT count(*), coalesce(sum(size), 0) FROM opa_decisions"
            )
            assert (decisions, size, opas) == ask(
                "SELECT coalesce(sum(decisions), 0), coalesce(sum(bytes), 0), count(*) FROM opas"
            )
            assert decisions <= SMALL.rows_in_all
            assert size <= SMALL.bytes_in_all
            assert opas <= SMALL.opas
            assert of_opas <= SMALL.bytes_of_opas
            most, largest = ask(
                "SELECT coalesce(max(decisions), 0), coalesce(max(bytes), 0) FROM opas"
            )
            assert most <= SMALL.rows_per_opa
            assert largest <= SMALL.bytes_per_opa


def test_the_file_stops_growing(small: Reports, path: Path) -> None:
    """Many times as much as is kept is sent, by ever new OPAs, each with a status."""
    sizes = []
    for turn in range(10):
        for number in range(20):
            opa = f"opa-{turn}-{number}"
            logged = (replace(decision(f"d-{n}", opa), details=bytes(8_000)) for n in range(7))
            small.append(report(*logged, opa=opa, status=bytes(4_000)))
        sizes.append(path.stat().st_size)
    assert sizes[-1] < 3 * SMALL.bytes_in_all
    assert sizes[-1] <= 1.25 * sizes[5]


# --- a file that cannot be used ------------------------------------------------------------------


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE guests (name)")


SPOILED = {
    "no database": lambda path: path.write_bytes(b"notes\n" * 1_000),
    "another program's": foreign,
    "a folder": lambda path: path.mkdir(),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a record": lambda path: open_store(path).close(),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_file_that_cannot_be_used_is_a_problem_and_no_error(path: Path, spoil: object) -> None:
    spoil(path)  # type: ignore[operator]
    with Reports.open(path) as reports:
        problem = reports.problem()
        assert problem is not None
        assert "reports.db" in problem.detail.in_("en")
        assert str(path) not in problem.detail.in_("en"), "callers of the service read this"
        assert "OPA" in problem.detail.in_("ja")
        with pytest.raises(StoreError):
            reports.append(report(decision("d")))
        with pytest.raises(StoreError):
            reports.opas(limit=1)
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
        reports._tried = -100.0
        reports.append(report(decision("d")))
        assert reports.problem() is None


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_a_file_that_was_deleted_is_noticed_and_another_is_made(
    reports: Reports, path: Path, suffix: str
) -> None:
    reports.append(report(decision("d")))
    path.with_name(path.name + suffix).unlink()
    assert "moved or deleted" in str(reports.problem())
    with pytest.raises(StoreError):
        reports.append(report(decision("e")))
    reports._tried = -100.0
    reports.append(report(decision("e")))
    assert reports.problem() is None
    assert "e" in names(reports)


def test_only_its_owner_may_read_it(reports: Reports, path: Path) -> None:
    reports.append(report(decision("d")))
    modes = {name.name: name.stat().st_mode & 0o777 for name in path.parent.glob("reports.db*")}
    assert modes.keys() >= {"reports.db", "reports.db-wal", "reports.db-shm"}
    assert set(modes.values()) == {0o600}
