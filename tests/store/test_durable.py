"""Nothing is given out as recorded before it is on the disk, whoever committed it, and whatever the disk says."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event
from tejun.errors import StoreError, UnknownDecisionError
from tejun.store import preparing
from tejun.store.driver import dbapi
from tejun.store.driver import dbapi as sqlite3
from tejun.store.records import Report
from tejun.store.reports import Reports
from tejun.store.store import Store

from tests.support.records import record
from tests.support.stores import open_store

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fdatasync"), reason="SQLite syncs by itself on this system"
)

REPORT = Report(received_at="2026-11-20T01:02:03+00:00", labels={"a": b"{}"}, decisions=())


class Disk:
    """Stands before os.fdatasync: notes what is synced, and fails when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.events: list[str] = []
        self.fails = False
        self.before: Callable[[], object] = lambda: None
        self._sync = os.fdatasync
        monkeypatch.setattr(os, "fdatasync", self._fdatasync)

    def _fdatasync(self, file: int) -> None:
        self.before()
        name = Path(f"/proc/self/fd/{file}").readlink().name
        self.events.append(f"sync {name}")
        if self.fails:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self._sync(file)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tejun.db"


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def store(path: Path, disk: Disk) -> Iterator[Store]:
    with open_store(path) as store:
        store.make_ready()
        disk.events.clear()
        yield store


def note_commits(store: Store, disk: Disk) -> None:
    """`commit` in the events: when SQLite is about to. What another connection sees says when it has."""
    event.listen(store._database.writing, "commit", lambda _: disk.events.append("commit"))


def rows(path: Path) -> int:
    with closing(sqlite3.connect(path)) as other:
        return int(other.execute("SELECT count(*) FROM decisions").fetchone()[0])


def test_it_is_committed_then_synced_then_answered(store: Store, disk: Disk, path: Path) -> None:
    seen: list[int] = []
    note_commits(store, disk)
    disk.before = lambda: seen.append(rows(path))
    store.append(record())
    disk.events.append("answer")
    assert disk.events == ["commit", "sync tejun.db-wal", "answer"]
    assert seen == [1], "committed when it is synced"


def test_while_the_disk_takes_its_time_nobody_is_answered_and_the_next_process_writes(
    store: Store, disk: Disk, path: Path
) -> None:
    syncing, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        syncing.set()
        go_on.wait(10)

    disk.before = wait
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(store.append, record())
        assert syncing.wait(10)
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # the lock is free
            other.execute("ROLLBACK")
        assert not answer.done()
        go_on.set()
        answer.result(10)


def test_a_batch_is_synced_once(store: Store, disk: Disk) -> None:
    store.append_all([record() for _ in range(20)])
    assert disk.events == ["sync tejun.db-wal"]


def test_what_opas_report_is_synced_too(tmp_path: Path, disk: Disk) -> None:
    with Reports.open(tmp_path / "reports.db") as reports:
        disk.events.clear()
        reports.append(REPORT)
        assert disk.events == ["sync reports.db-wal"]


def test_what_the_disk_does_not_confirm_is_not_answered(store: Store, disk: Disk) -> None:
    disk.fails = True
    with pytest.raises(StoreError) as error:
        store.append(record())
    assert "not confirm" in error.value.detail.in_("en")
    assert "not known" in error.value.detail.in_("en")
    assert "Idempotency-Key" in error.value.advice.in_("ja")


def test_reports_that_the_disk_did_not_confirm_are_refused_until_the_file_is_opened_again(
    tmp_path: Path, disk: Disk
) -> None:
    with Reports.open(tmp_path / "reports.db") as reports:
        disk.fails = True
        with pytest.raises(StoreError) as error:
            reports.append(REPORT)
        assert "not confirm" in error.value.detail.in_("en")
        disk.fails = False
        with pytest.raises(StoreError):
            reports.append(REPORT)  # it was just tried
        reports._tried = -100.0
        reports.append(REPORT)
        assert reports.problem() is None


def ways_to_be_answered(store: Store, decision_id: str) -> list[Callable[[], object]]:
    """All that asks the record for something of it, by the key `k` where one is needed."""
    return [
        lambda: store.append(record()),
        lambda: store.by_key("k"),
        lambda: store.get(decision_id),
        lambda: store.over_inputs(["00"]),
        store.check_writable,
    ]


def test_after_an_error_of_the_disk_nothing_is_given_out_until_it_is_opened_again(
    store: Store, disk: Disk, path: Path
) -> None:
    """A second sync would succeed, without what the first one lost."""
    lost = record(key="k")
    disk.fails = True
    with pytest.raises(StoreError):
        store.append(lost)
    disk.fails = False
    attempts: list[Callable[[], object]] = [
        lambda: store.append(record(key="k")),
        *ways_to_be_answered(store, lost.decision_id),
    ]
    for attempt in attempts:
        with pytest.raises(StoreError) as error:
            attempt()
        assert "not confirm" in error.value.detail.in_("en")
    store.close()
    with open_store(path) as again:
        assert again.append(record(key="k")) == lost


@pytest.mark.parametrize("instead", [None, b"", b"another file's"])
def test_where_the_log_is_no_longer_in_its_place_nothing_is_given_out(
    store: Store, path: Path, instead: bytes | None
) -> None:
    stored = store.append(record(key="k"))
    assert store.by_key("k") == stored  # a reader that has the log open reads on in what is gone
    log = path.with_name("tejun.db-wal")
    log.unlink()
    if instead is not None:
        log.write_bytes(instead)
    for attempt in ways_to_be_answered(store, stored.decision_id):
        with pytest.raises(StoreError) as error:
            attempt()
        assert "tejun.db-wal was moved or deleted" in error.value.detail.in_("en")
    log.unlink(missing_ok=True)


def test_a_record_that_is_moved_away_while_it_is_synced_is_not_answered(
    store: Store, disk: Disk, path: Path
) -> None:
    disk.before = lambda: path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(StoreError) as error:
        store.append(record())
    assert "tejun.db was moved or deleted" in error.value.detail.in_("en")


@pytest.fixture
def unsynced(store: Store, path: Path) -> Iterator[str]:
    """The id of a decision that another process has committed under the key `k`, and not synced."""
    store.append(record(decision_id="first"))
    [sealed] = store.keys.seal([record(decision_id="theirs", key="k")])
    rows = {"decisions": sealed.row, "decision_values": {"sequence": 2, **sealed.values}}
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA synchronous=OFF")
        for table, row in rows.items():
            names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
            insert = f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608
            other.execute(insert, dict(row))
        yield "theirs"


def test_what_another_process_committed_is_synced_before_it_is_given_out(
    store: Store, disk: Disk, unsynced: str
) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: store.append(record(key="k")),
        lambda: store.by_key("k"),
        lambda: store.get(unsynced),
        lambda: store.over_inputs(["00"]),
    ]
    for attempt in attempts:
        disk.events.clear()
        attempt()
        assert disk.events == ["sync tejun.db-wal"]
    repeated = store.append(record(key="k"))
    assert repeated.decision_id == unsynced


def test_what_another_process_committed_is_not_given_out_where_the_disk_fails(
    store: Store, disk: Disk, unsynced: str
) -> None:
    disk.fails = True
    with pytest.raises(StoreError):
        store.by_key("k")


def test_a_key_that_nobody_used_costs_no_sync(store: Store, disk: Disk) -> None:
    assert store.by_key("new") is None
    with pytest.raises(UnknownDecisionError):
        store.get("none")
    assert disk.events == []


def test_a_checkpoint_between_commit_and_sync_is_no_harm(
    store: Store, disk: Disk, path: Path
) -> None:
    def checkpoint() -> None:
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0

    disk.before = checkpoint
    appended = [store.append(record()) for _ in range(3)]
    assert [store.get(each.decision_id) for each in appended] == appended


def test_the_log_lies_beside_the_file_that_a_link_leads_to(tmp_path: Path, disk: Disk) -> None:
    (tmp_path / "disk").mkdir()
    link = tmp_path / "tejun.db"
    link.symlink_to(tmp_path / "disk" / "real.db")
    with open_store(link) as store:
        store.make_ready()
        disk.events.clear()
        store.append(record())
    assert disk.events == ["sync real.db-wal"]


def test_closing_gives_the_log_back_and_nothing_is_given_out_afterwards(path: Path) -> None:
    open_files = len(list(Path("/proc/self/fd").iterdir()))
    with open_store(path) as store:
        stored = store.append(record())
    with pytest.raises(StoreError) as error:
        store.get(stored.decision_id)
    assert "shutting down" in error.value.detail.in_("en")
    store._database.reading.dispose()
    assert len(list(Path("/proc/self/fd").iterdir())) == open_files


def synchronous(store: Store) -> set[int]:
    """What every writing connection has: the one that prepared the file, and later ones."""
    with (
        store._database.writing.connect() as first,
        closing(store._database.writing.raw_connection()) as later,
    ):
        driver: Any = later.driver_connection
        return {
            first.exec_driver_sql("PRAGMA synchronous").scalar_one(),
            driver.execute("PRAGMA synchronous").fetchone()[0],
        }


def test_sqlite_syncs_no_commits_where_we_do(store: Store) -> None:
    assert synchronous(store) == {1}


def test_sqlite_syncs_each_commit_where_we_cannot(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fdatasync")
    with open_store(path) as store:
        assert synchronous(store) == {2}
        appended = store.append(record(key="k"))
        assert store.by_key("k") == store.get(appended.decision_id) == appended


def test_sqlite_syncs_each_commit_where_the_file_system_has_no_wal() -> None:
    """SQLite then keeps the mode that it had, and there is no log."""
    engine = create_engine("sqlite://", module=dbapi)
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        [mode] = driver.execute("PRAGMA journal_mode=WAL").fetchone()
        assert mode == "memory"
        assert preparing._choose_who_syncs(engine, driver, mode)
        assert driver.execute("PRAGMA synchronous").fetchone() == (2,)
    engine.dispose()


def test_the_name_of_a_new_log_is_on_the_disk_before_anything_is_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[os.stat_result] = []
    fsync = os.fsync

    def noted(file: int) -> None:
        synced.append(os.fstat(file))
        fsync(file)

    monkeypatch.setattr(os, "fsync", noted)
    with open_store(tmp_path / "tejun.db"):
        assert any(os.path.samestat(status, tmp_path.stat()) for status in synced)
