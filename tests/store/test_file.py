"""A file that cannot be trusted or written is refused with words that help, and is left as it was."""

import resource
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tejun.errors import StoreError
from tejun.store.driver import dbapi as sqlite3
from tejun.store.store import Store
from tejun.store.tables import APPLICATION_ID, RECORD

from tests.support.records import record
from tests.support.stores import open_store


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as error:
        open_store(path).close()
    assert str(path) in error.value.detail.in_("en")
    assert error.value.advice.in_("ja")
    return error.value


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database\n" * 100)
    assert "not an SQLite file" in refusal(path).detail.in_("en")
    assert path.read_text() == "not a database\n" * 100


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE guests (name)",),
        ("PRAGMA user_version = 7",),
        ("PRAGMA application_id = 252006675",),
    ],
)
def test_another_programs_database_is_refused_and_left_alone(
    tmp_path: Path, statements: tuple[str, ...]
) -> None:
    path = tmp_path / "other.db"
    sql(path, *statements)
    before = path.read_bytes()
    assert "another program" in refusal(path).detail.in_("en")
    assert path.read_bytes() == before


def test_a_record_of_a_later_tejun_is_refused_and_left_alone(recorded: Path) -> None:
    sql(recorded, f"PRAGMA user_version = {RECORD.version + 1}")
    before = recorded.read_bytes()
    assert "Update tejun" in refusal(recorded).advice.in_("en")
    assert recorded.read_bytes() == before


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path).detail.in_("en")


def test_a_link_to_itself_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tejun.db").symlink_to("tejun.db")
    assert "cannot be opened" in refusal(tmp_path / "tejun.db").detail.in_("en")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path / "nowhere" / "tejun.db").advice.in_("en")


def test_the_error_says_that_a_record_is_damaged(recorded: Path) -> None:
    """The head is whole, so it opens; what cannot be read is an error and never an unknown decision."""
    data = bytearray(recorded.read_bytes())
    data[16_384 * 2 :] = b"\xaa" * (len(data) - 16_384 * 2)
    recorded.write_bytes(data)
    with pytest.raises(StoreError) as error, open_store(recorded) as store:
        store.get("d-150")
    assert "damaged" in error.value.detail.in_("en")


def test_a_record_that_is_moved_away_takes_no_more(recorded: Path) -> None:
    with open_store(recorded) as store:
        shutil.move(recorded, recorded.with_name("elsewhere.db"))
        for attempt in (lambda: store.append(record()), store.check_writable):
            with pytest.raises(StoreError) as error:
                attempt()
            assert "moved or deleted" in error.value.detail.in_("en")
            assert str(recorded) not in error.value.detail.in_("en"), (
                "callers of the service read this"
            )


def test_the_file_says_what_it_is(recorded: Path) -> None:
    with closing(sqlite3.connect(recorded)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (RECORD.version,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_full_disk_is_an_error_and_what_was_recorded_stays(tmp_path: Path) -> None:
    path, first = tmp_path / "tejun.db", record()
    with open_store(path) as store:
        store.append(first)
        _limit_pages(store, 20)
        with pytest.raises(StoreError) as error:
            store.append(record(decision_id="big", size=2_000_000))
        assert "full" in error.value.detail.in_("en")
        assert error.value.retryable
        small = record()
        store.append(small)
        assert store.get(small.decision_id) == small
        _limit_pages(store, 1_000_000)
        store.append(record(decision_id="big", size=2_000_000))
        assert store.get(first.decision_id) == first


def _limit_pages(store: Store, pages: int) -> None:
    """SQLite raises SQLITE_FULL beyond it; the setting is the writing connection's own."""
    with store._database.writing.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_log_that_cannot_grow_shows_before_anything_is_to_be_recorded(tmp_path: Path) -> None:
    """A quota, or a limit of the process: the disk itself has room."""
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append(record(decision_id="first"))
        size = path.with_name("tejun.db-wal").stat().st_size
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (max(size, path.stat().st_size), hard))
            with pytest.raises(StoreError) as error:
                store.check_writable()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert "tejun.db: reading or writing it failed" in error.value.detail.in_("en")
        store.check_writable()
        assert store.get("first").decision_id == "first"
    with open_store(path) as store:
        assert store.get("first").decision_id == "first"


def test_what_is_tried_is_neither_there_nor_in_the_way(tmp_path: Path) -> None:
    with open_store(tmp_path / "tejun.db") as store:
        for number in range(5):
            store.check_writable()
            store.append(record(decision_id=f"d-{number}"))
        with store._database.writing.connect() as connection:
            count = "SELECT count(*) FROM decisions"
            assert connection.exec_driver_sql(count).scalar_one() == 5
            assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == -2000


def test_readers_cannot_write(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "tejun.db") as store,
        store._database.reading.connect() as connection,
    ):
        assert connection.exec_driver_sql("PRAGMA query_only").scalar_one() == 1
