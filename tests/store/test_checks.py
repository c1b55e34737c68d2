"""A file is looked through when it is opened: its pages always, after an unclean end all of it, and never for long."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import StoreError, UnknownDecisionError
from tejun.operations.installation import _database, _reports
from tejun.settings import Settings
from tejun.store import checks, driver
from tejun.store.checks import ended_unclean, look_through
from tejun.store.columns import PAGE_BYTES
from tejun.store.driver import dbapi
from tejun.store.errors import record_file
from tejun.store.reports import Reports
from tejun.store.wal_index import find_unsaved

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
        return copied(recorded, "crashed")


def copied(path: Path, name: str) -> Path:
    folder = path.with_name(name)
    folder.mkdir()
    names = [path.with_name(f"tejun.db{end}") for end in ("", "-wal", "-shm", ".master-key")]
    # by another process: to close them in this one would release SQLite's locks
    subprocess.run(["cp", "-p", *names, folder], check=True)
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


def one_bit_of(frame: int) -> Callable[[bytes], bytes]:
    def changed(log: bytes) -> bytes:
        at = 32 + (frame % frames_of(log)) * FRAME + 24 + 100
        return log[:at] + bytes([log[at] ^ 1]) + log[at + 1 :]

    return changed


FRAME = 24 + PAGE_BYTES


def frames_of(log: bytes) -> int:
    return (len(log) - 32) // FRAME


OTHER_LOGS: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut in two": lambda log: log[: len(log) // 2],
    "without its last frame": lambda log: log[:-FRAME],
    "without its last byte": lambda log: log[:-1],
    "its last page changed": one_bit_of(-1),
    "its first page changed": one_bit_of(0),
    "its salts changed": lambda log: log[:16] + bytes(8) + log[24:],
    "something else": lambda log: bytes(reversed(log)),
}


@pytest.mark.parametrize("changed", OTHER_LOGS.values(), ids=OTHER_LOGS)
def test_a_record_whose_log_is_not_all_there_is_refused_until_it_is(
    crashed: Path, changed: Callable[[bytes], bytes]
) -> None:
    """SQLite goes on with what it finds, and what was answered last is gone."""
    log = crashed.with_name("tejun.db-wal")
    whole = log.read_bytes()
    log.write_bytes(changed(whole))
    for _ in range(2):
        with pytest.raises(StoreError) as error:
            open_store(crashed, looks_through=False)
        assert "its log tejun.db-wal is not the one that was there" in error.value.detail.in_("en")
        assert "delete tejun.db-shm" in error.value.advice.in_("en")
    log.write_bytes(whole)
    with open_store(crashed) as store:
        assert store.get("last").decision_id == "last"


def test_a_log_in_which_more_was_begun_than_the_index_knows_is_whole(crashed: Path) -> None:
    """A process was killed in a write: no answer was given."""
    log = crashed.with_name("tejun.db-wal")
    log.write_bytes(log.read_bytes() + bytes(FRAME + 100))
    with open_store(crashed) as store:
        assert store.get("last").decision_id == "last"


def test_a_log_that_was_saved_and_begun_anew_is_whole(recorded: Path) -> None:
    with open_store(recorded) as store:
        store.append(record(decision_id="before"))
        with closing(dbapi.connect(recorded)) as other:
            for mode in ("FULL", "RESTART"):
                other.execute(f"PRAGMA wal_checkpoint({mode})")
            kept = copied(recorded, "saved")
        store.append(record(decision_id="last"))
        again = copied(recorded, "again")
    kept.with_name("tejun.db-wal").write_bytes(b"")  # all of it is in the record itself
    with open_store(kept) as store:
        assert store.get("before").decision_id == "before"
    with open_store(again) as store:
        assert store.get("last").decision_id == "last"


def test_an_index_from_before_the_system_started_says_nothing(crashed: Path) -> None:
    """After a power failure an older one may lie there: it is never brought to the disk."""
    crashed.with_name("tejun.db-wal").write_bytes(b"")
    os.utime(crashed.with_name("tejun.db-shm"), (0, 0))
    with open_store(crashed) as store, pytest.raises(UnknownDecisionError):
        store.get("last")


def test_while_somebody_is_at_work_others_open_it_and_locks_stay(recorded: Path) -> None:
    """Of this process, and of another."""
    with open_store(recorded) as store:
        store.append(record(decision_id="one"))
        assert find_unsaved(recorded.with_name("tejun.db-shm")) is None
        with open_store(recorded) as second:
            second.append(record(decision_id="two"))
        seen = in_another_process(recorded)
        assert seen == (True, True)
        store.append(record(decision_id="three"))
    assert find_unsaved(recorded.with_name("tejun.db-shm")) is None


def in_another_process(path: Path) -> tuple[bool, bool]:
    """Whether it sees that the file is in use, and finds its log whole."""
    script = (
        "import sys; from pathlib import Path; from tejun.store.wal_index import find_unsaved\n"
        "path = Path(sys.argv[1]); found = find_unsaved(path.with_name(path.name + '-shm'))\n"
        "assert found; print(found.in_use, found.is_in(path.with_name(path.name + '-wal')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    in_use, is_whole = done.stdout.split()
    return in_use == "True", is_whole == "True"


def test_a_log_beside_a_link_is_not_passed_over(crashed: Path) -> None:
    there = crashed.with_name("there.db")
    crashed.rename(there)
    crashed.symlink_to(there.name)
    with pytest.raises(StoreError) as error:
        open_store(crashed)
    assert f"{crashed} is a link, and a log tejun.db-wal" in error.value.detail.in_("en")
    for suffix in ("-wal", "-shm"):
        crashed.with_name(f"tejun.db{suffix}").rename(there.with_name(f"there.db{suffix}"))
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
