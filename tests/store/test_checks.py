"""A file is looked through when it is opened: its pages always, after an unclean end all of it, and never for long."""

import shutil
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import StoreError, UnknownDecisionError
from tejun.operations.installation import _database, _reports
from tejun.settings import Settings
from tejun.store import checks, driver
from tejun.store.checks import ended_unclean, look_through
from tejun.store.driver import dbapi
from tejun.store.errors import record_file
from tejun.store.reports import Reports

from tests.support import earlier
from tests.support.records import record
from tests.support.stores import open_store


def spoil_index(path: Path) -> None:
    """The index no longer says what its rows say; each page by itself is sound."""
    with closing(dbapi.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '(key_id)', '(institution)')"
            " WHERE name = 'ix_decisions_key_id'"
        )
        connection.commit()


def spoil_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[16_384 * 2 : 16_384 * 8] = b"\xaa" * (16_384 * 6)
    path.write_bytes(data)


def left_behind(path: Path) -> Path:
    """A copy of the files as a process leaves them that is killed."""
    with open_store(path) as store:
        store.append(record(decision_id="last"))
        folder = path.with_name("copy")
        folder.mkdir()
        for name in ("tejun.db", "tejun.db-wal", "tejun.db.master-key"):
            shutil.copy(path.with_name(name), folder)
    return folder / "tejun.db"


def test_after_an_end_as_it_should_be_the_pages_are_looked_at(recorded: Path) -> None:
    assert not ended_unclean(record_file(recorded))
    spoil_pages(recorded)
    with pytest.raises(StoreError) as error:
        open_store(recorded)
    said = error.value.detail.in_("en")
    assert f"The record {recorded} is damaged" in said
    assert "restore it from a copy" in error.value.advice.in_("en")
    assert "バックアップから戻して" in error.value.advice.in_("ja")


def test_after_an_unclean_end_the_indexes_are_looked_at_too(recorded: Path) -> None:
    spoil_index(recorded)
    open_store(recorded).close()
    killed = left_behind(recorded)
    assert ended_unclean(record_file(killed))
    with pytest.raises(StoreError) as error:
        open_store(killed)
    assert "is damaged" in error.value.detail.in_("en")
    assert "index ix_decisions_key_id" in error.value.detail.in_("en")


def test_what_a_killed_process_left_is_opened_and_whole(recorded: Path) -> None:
    with open_store(left_behind(recorded)) as store:
        assert store.is_looked_through
        assert store.get("last").decision_id == "last"


def test_a_log_whose_record_is_gone_is_not_thrown_away(recorded: Path) -> None:
    """SQLite would make a new record, and delete the log."""
    killed = left_behind(recorded)
    killed.rename(killed.with_name("elsewhere"))
    for empty in (False, True):
        if empty:
            killed.touch()
        with pytest.raises(StoreError) as error:
            open_store(killed)
        assert f"{killed} is not there, and its log tejun.db-wal is" in error.value.detail.in_("en")
        [found] = _database(Settings(database=killed))
        assert found.level == "fail"
    killed.with_name("elsewhere").replace(killed)
    with open_store(killed) as store:
        assert store.get("last").decision_id == "last"


@pytest.fixture
def crashed(recorded: Path) -> Path:
    """The three files as a killed process leaves them, with the last decision in the log only."""
    with open_store(recorded) as store:
        store.append(record(decision_id="last"))
        folder = recorded.with_name("crashed")
        folder.mkdir()
        for name in ("tejun.db", "tejun.db-wal", "tejun.db-shm", "tejun.db.master-key"):
            shutil.copy(recorded.with_name(name), folder)
    return folder / "tejun.db"


def test_a_record_whose_log_is_gone_is_refused_until_it_is_back_or_given_up(crashed: Path) -> None:
    log = crashed.with_name("tejun.db-wal")
    log.rename(crashed.with_name("elsewhere"))
    with pytest.raises(StoreError) as error:
        open_store(crashed)
    assert "its log tejun.db-wal is gone" in error.value.detail.in_("en")
    assert "delete tejun.db-shm" in error.value.advice.in_("en")
    crashed.with_name("elsewhere").rename(log)
    with open_store(crashed) as store:
        assert store.get("last").decision_id == "last"


def test_a_record_whose_log_is_given_up_goes_on_without_it(crashed: Path) -> None:
    for suffix in ("-wal", "-shm"):
        crashed.with_name(f"tejun.db{suffix}").unlink()
    with open_store(crashed) as store, pytest.raises(UnknownDecisionError):
        store.get("last")


@pytest.mark.parametrize("index", [b"", bytes(32_768), b"notes\n" * 1_000])
def test_an_index_that_names_nothing_unsaved_keeps_no_record_from_opening(
    recorded: Path, index: bytes
) -> None:
    recorded.with_name("tejun.db-shm").write_bytes(index)
    open_store(recorded).close()


def test_reports_whose_log_or_file_is_gone_are_begun_anew(recorded: Path) -> None:
    """They are no record: what is missing was to be sent again anyway."""
    path = recorded.with_name("reports.db")
    path.with_name("reports.db-wal").write_bytes(b"notes\n" * 1_000)
    with Reports.open(path) as reports:
        assert reports.problem() is None


def test_a_damaged_file_of_reports_is_a_problem_with_what_to_do(recorded: Path) -> None:
    reports = recorded.with_name("reports.db")
    with Reports.open(reports):
        pass
    data = reports.read_bytes()
    reports.write_bytes(data[:16_384] + b"\xaa" * (len(data) - 16_384))
    with Reports.open(reports) as opened:
        problem = opened.problem()
        assert problem is not None
        assert "damaged" in problem.detail.in_("en")
        assert "move the file away" in problem.advice.in_("en")


class Slow:
    """A connection whose check goes on until it is interrupted, as that of a large file does."""

    def __init__(self) -> None:
        self._interrupted = threading.Event()
        self.asked: list[str] = []

    def interrupt(self) -> None:
        self._interrupted.set()

    def execute(self, sql: str) -> Any:
        self.asked.append(sql)
        assert self._interrupted.wait(10)
        error = dbapi.OperationalError("interrupted")
        error.sqlite_errorcode = dbapi.SQLITE_INTERRUPT
        raise error


@pytest.mark.parametrize("unclean", [False, True])
def test_a_check_that_takes_too_long_is_ended_and_said_to_be(
    recorded: Path, monkeypatch: pytest.MonkeyPatch, *, unclean: bool
) -> None:
    monkeypatch.setattr(checks, "SECONDS_AFTER_UNCLEAN_END" if unclean else "SECONDS", 0.05)
    slow = Slow()
    assert look_through(slow, record_file(recorded), unclean=unclean) is False
    assert ("integrity_check" in slow.asked[0]) is unclean


def test_sqlite_ends_a_check_when_it_is_asked_to(recorded: Path) -> None:
    """An interrupt reaches it in the midst of the check."""
    with closing(dbapi.connect(recorded, check_same_thread=False)) as connection:
        connection.set_progress_handler(connection.interrupt, 1)
        with pytest.raises(dbapi.OperationalError) as error:
            connection.execute("PRAGMA integrity_check").fetchall()
        assert error.value.sqlite_errorcode == dbapi.SQLITE_INTERRUPT


def test_doctor_says_that_a_record_was_not_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = tmp_path / "tejun.db"
    with open_store(recorded) as store:
        store.append(earlier.record())
    [diagnosis] = _database(Settings(database=recorded))
    assert diagnosis.level == "ok"
    monkeypatch.setattr("tejun.store.preparing.look_through", lambda *_, unclean: False)
    [diagnosis] = _database(Settings(database=recorded))
    assert diagnosis.level == "warn"
    assert diagnosis.advice is not None
    assert "integrity_check" in diagnosis.advice.in_("en")


def test_doctor_warns_of_reports_that_cannot_be_kept_and_fails_nothing(recorded: Path) -> None:
    settings = Settings(database=recorded)
    assert _reports(settings).level == "ok", "there is none yet"
    place = recorded.with_name("tejun-reports.db")
    Reports.open(place).close()
    assert _reports(settings).level == "ok"
    place.write_bytes(b"notes\n" * 1_000)
    diagnosis = _reports(settings)
    assert diagnosis.level == "warn"
    assert diagnosis.advice is not None
    assert "TEJUN_REPORTS" in diagnosis.advice.in_("en")
    elsewhere = Settings(database=recorded, reports=recorded.with_name("nowhere") / "reports.db")
    assert _reports(elsewhere).level == "warn"


def test_a_service_says_in_its_log_what_was_not_looked_through_and_what_is_old(
    recorded: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with open_store(recorded) as store:
        store.log_warnings()
        assert caplog.messages == []
    monkeypatch.setattr("tejun.store.preparing.look_through", lambda *_, unclean: False)
    monkeypatch.setattr(driver, "is_mended", lambda: False)
    with open_store(recorded) as store:
        store.log_warnings()
    old, large = caplog.messages
    assert "older than 3.51.3" in old
    assert "tejun.db is too large" in large
