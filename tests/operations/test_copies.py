"""A copy of the record has all of it, and is put back whole, or not at all, in either database."""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from tejun.errors import (
    AlteredRecordError,
    ErasedRecordError,
    InvalidInputError,
    SealError,
    StoreError,
    TejunError,
)
from tejun.operations import copies
from tejun.operations.copies import back_up, restore
from tejun.operations.erasing import find_remains
from tejun.operations.log import look_over
from tejun.operations.production import find_unfinished_copies
from tejun.own_files import give_name
from tejun.settings import Settings
from tejun.store.driver import dbapi
from tejun.store.records import Record
from tejun.store.reports import Reports
from tejun.store.seen import SeenStatement, SeenStatements
from tejun.store.store import Store
from tejun.store.unfinished import find_at_work, find_left, remove_left, unfinished_copy
from tejun.transparency.tree import TreeHead

from tests.support import earlier
from tests.support.former import enter_decisions, put_in, write_former
from tests.support.postgres import OWNER, PostgresServer
from tests.support.records import NOW
from tests.support.records_of_both import Home, PostgresHome, SqliteHome, attack
from tests.support.stores import MASTER_KEY, MASTERS, open_store

COUNT = 70
SECOND, SEVENTH = (earlier.records(8)[place].decision_id for place in (1, 7))
SEEN = SeenStatement(
    program="p", number=1, digest="sha256:1", first_seen=NOW, found=True, content=b"{}"
)


def settings_of(home: Home, *, as_owner: bool = False) -> Settings:
    if isinstance(home, SqliteHome):
        return Settings(database=home.path, master_key=MASTER_KEY)
    assert isinstance(home, PostgresHome)
    server = PostgresServer(home.folder, home.folder, home.port)
    url = server.url(home.database, OWNER) if as_owner else home.place.url
    return Settings(database_url=url, master_key=MASTER_KEY)


@pytest.fixture
def source(home: Home) -> Home:
    """Real decisions, something seen, and a checkpoint."""
    with home.open(masters=MASTERS) as store:
        store.append_all(earlier.records(COUNT))
        store.statements.of("here").remember([SEEN], now=NOW)
        store.log.keep_checkpoint(3, b"note")
    return home


@pytest.fixture
def copy(source: Home, tmp_path: Path) -> Path:
    """A copy of it."""
    file = tmp_path / "copy" / "tejun-copy.db"
    file.parent.mkdir()
    back_up(settings_of(source), file)
    return file


def see_all(store: Store, source: Home) -> None:
    with source.open(masters=MASTERS) as original:
        for each in earlier.records(COUNT):
            assert store.get(each.decision_id) == original.get(each.decision_id) == each
        assert store.log.head() == original.log.head()
        assert store.log.prove(SEVENTH).hashes == original.log.prove(SEVENTH).hashes
    assert store.statements.of("here").recall() == SeenStatements(NOW, (SEEN,))
    assert store.log.checkpoints(3) == (b"note",)


def test_a_copy_is_a_file_with_all_that_was_recorded(source: Home, copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in copy.parent.iterdir()] == [copy.name], "one file, and no log"
    with open_store(copy, masters=MASTERS) as store:
        see_all(store, source)


def test_it_is_put_back_into_a_file_and_goes_on(source: Home, copy: Path, tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY)
    restored = restore(settings, copy)
    assert restored.head.size == COUNT + 2
    with open_store(settings.database, masters=MASTERS) as store:
        see_all(store, source)
        store.append(earlier.records(COUNT + 1)[-1])
        assert store.log.head().size == COUNT + 3


@pytest.mark.postgres
def test_it_is_put_back_into_postgresql_and_goes_on(
    source: Home, copy: Path, postgres_server: PostgresServer
) -> None:
    before = copy.read_bytes()
    home = PostgresHome(
        postgres_server.folder, postgres_server.port, postgres_server.new_database()
    )
    with pytest.raises(StoreError) as error:
        restore(settings_of(home), copy)
    assert "only the role that owns the tables" in error.value.detail.in_("en")
    assert restore(settings_of(home, as_owner=True), copy).head.size == COUNT + 2
    with home.open(masters=MASTERS) as store:
        see_all(store, source)
        store.append(earlier.records(COUNT + 1)[-1])
        store.log.keep_checkpoint(4, b"later")
        assert store.log.head().size == COUNT + 3
    with pytest.raises(StoreError) as error:
        restore(settings_of(home, as_owner=True), copy)
    assert "has a record already" in error.value.detail.in_("en")
    assert copy.read_bytes() == before, "the copy stays as it is"


@pytest.mark.parametrize("to", ["file", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_what_was_erased_before_a_copy_is_in_none(
    source: Home, tmp_path: Path, request: pytest.FixtureRequest, to: str
) -> None:
    file, home = tmp_path / "copy.db", empty_home(to, tmp_path / "restored.db", request)
    application = earlier.record().description.application
    with source.open(masters=MASTERS) as store:
        assert store.erase(earlier.PROGRAM, application, "asked for", NOW) is not None
    back_up(settings_of(source), file)
    as_owner = to == "postgresql"
    assert restore(settings_of(home, as_owner=as_owner), file).head.size == COUNT + 3
    with home.stranger() as stranger:
        values = "SELECT input_digest, result_digest FROM decision_values"
        assert set(stranger.execute(values).fetchall()) == {(None, None)}
    with home.open(masters=MASTERS) as store:
        with pytest.raises(ErasedRecordError):
            store.get(SEVENTH)
        assert store.log.prove(SEVENTH).opened is None


@pytest.mark.parametrize("suffix", ["", "-wal", "-journal", "-shm"])
def test_a_record_that_is_begun_while_a_copy_is_put_back_is_not_replaced(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    file = tmp_path / "restored.db"
    begun = file.with_name(file.name + suffix)

    def look_over_and_begin(store: Store) -> TreeHead:
        head = look_over(store)
        begun.write_bytes(b"another's")
        return head

    monkeypatch.setattr(copies, "look_over", look_over_and_begin)
    with pytest.raises(InvalidInputError) as error:
        restore(Settings(database=file, master_key=MASTER_KEY), copy)
    assert "is there already" in error.value.detail.in_("en")
    assert begun.read_bytes() == b"another's"
    assert [path.name for path in tmp_path.glob("*restored*")] == [begun.name]


def put_into(settings: Settings, copy: Path) -> None:
    """Under the name that the settings give to the record, a copy is put back."""
    restore(settings, copy)


def copy_to(settings: Settings, copy: Path) -> None:
    """A copy is made under that name."""
    back_up(replace(settings, database=copy), settings.database)


def leave_journal(path: Path) -> None:
    """A file as a process leaves it that is killed while it writes: SQLite takes back what it finds in the journal."""
    with closing(dbapi.connect(path, isolation_level=None)) as connection:
        for statement in ("PRAGMA cache_size=1", "CREATE TABLE t (a)", "BEGIN"):
            connection.execute(statement)
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 5000,)] * 300)
        journal = path.with_name(f"{path.name}-journal").read_bytes()
        connection.execute("ROLLBACK")
    path.with_name(f"{path.name}-journal").write_bytes(journal)


@pytest.mark.parametrize("attempt", [put_into, copy_to])
def test_beside_what_another_file_has_left_there_is_no_copy(
    tmp_path: Path, attempt: Callable[[Settings, Path], None]
) -> None:
    """Where the file alone is moved away, SQLite takes the journal for that of the copy, and the copy is empty."""
    copy = tmp_path / "copy.db"
    with open_store(copy, masters=MASTERS) as store:
        store.append_all(earlier.records(COUNT))
    settings = Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY)
    journal, index = (tmp_path / f"restored.db-{suffix}" for suffix in ("journal", "shm"))
    leave_journal(settings.database)
    for left, named in (
        (settings.database, f"{settings.database}, {journal}"),
        (journal, f"{journal}"),
        (index, f"{index}"),
    ):
        left.touch()
        before = {path: path.read_bytes() for path in tmp_path.glob("restored*")}
        with pytest.raises(InvalidInputError) as error:
            attempt(settings, copy)
        said = error.value.detail.in_("en")
        assert said.startswith(f"{named} is there already. What SQLite finds beside ")
        assert "together" in error.value.advice.in_("en")
        assert {path: path.read_bytes() for path in tmp_path.glob("restored*")} == before
        left.unlink()
    attempt(settings, copy)
    with open_store(settings.database, masters=MASTERS) as store:
        assert store.log.head().size == COUNT


@pytest.fixture
def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system on which a file has one name."""

    def refuses(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuses)


@pytest.mark.usefixtures("without_links")
def test_where_two_names_cannot_be_shared_a_copy_is_put_back_all_the_same(
    source: Home, copy: Path, tmp_path: Path
) -> None:
    settings = Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY)
    restore(settings, copy)
    with open_store(settings.database, masters=MASTERS) as store:
        see_all(store, source)


@pytest.mark.usefixtures("without_links")
@pytest.mark.parametrize("attempt", [put_into, copy_to])
@pytest.mark.parametrize("comes", ["a file", "a link", "a folder"])
def test_neither_replaces_it_there_what_came_at_the_last_moment(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    attempt: Callable[[Settings, Path], None],
    comes: str,
) -> None:
    """Behind the last look at the name."""
    copy = tmp_path / "copy.db"
    open_store(copy, masters=MASTERS).close()
    settings = Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY)

    def begin_and_give_name(made: Path, file: Path) -> None:
        if comes == "a file":
            file.write_bytes(b"another's")
        elif comes == "a link":
            file.symlink_to("nowhere")
        else:
            file.mkdir()
        give_name(made, file)

    monkeypatch.setattr(copies, "give_name", begin_and_give_name)
    with pytest.raises(InvalidInputError) as error:
        attempt(settings, copy)
    assert "restored.db is there already" in error.value.detail.in_("en")
    assert settings.database.is_symlink() == (comes == "a link")
    assert settings.database.is_dir() == (comes == "a folder")
    assert comes != "a file" or settings.database.read_bytes() == b"another's"
    assert list(tmp_path.glob(".tejun-*")) == []


@pytest.mark.usefixtures("without_links")
@pytest.mark.parametrize("attempt", [put_into, copy_to])
@pytest.mark.parametrize("has", [("renameat2",), ("renamex_np",), ()])
def test_where_a_file_system_can_only_replace_it_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    attempt: Callable[[Settings, Path], None],
    has: tuple[str, ...],
) -> None:
    copy = tmp_path / "copy.db"
    open_store(copy, masters=MASTERS).close()

    def refuses(*_: object) -> int:
        ctypes.set_errno(errno.EINVAL)
        return -1

    system = SimpleNamespace(**dict.fromkeys(has, refuses))
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: system)
    settings = Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY)
    with pytest.raises(InvalidInputError) as error:
        attempt(settings, copy)
    assert "restored.db did not get its name" in error.value.detail.in_("en")
    assert not settings.database.exists()
    assert list(tmp_path.glob(".tejun-*")) == []


def erase_mine(source: Home) -> None:
    """Erases the application of all the decisions that there are."""
    with source.open(masters=MASTERS) as store:
        application = earlier.record().description.application
        assert store.erase(earlier.PROGRAM, application, "asked for", NOW) is not None


def require_without_keys(copy: Path, entries: int) -> None:
    with open_store(copy, masters=MASTERS) as store:
        assert store.log.head().size == entries
        assert store.kept() == []
        with pytest.raises(ErasedRecordError):
            store.get(SEVENTH)


def test_what_is_erased_while_a_copy_is_made_is_not_in_it(
    source: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_over: list[int] = []

    def look_over_and_erase(store: Store) -> TreeHead:
        head = look_over(store)
        if not looked_over:
            erase_mine(source)
        looked_over.append(head.size)
        return head

    monkeypatch.setattr(copies, "look_over", look_over_and_erase)
    copy = tmp_path / "copy" / "copy.db"
    copy.parent.mkdir()
    assert back_up(settings_of(source), copy).head.size == COUNT + 3
    assert looked_over == [COUNT + 2, COUNT + 3]
    require_without_keys(copy, COUNT + 3)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_nothing_is_erased_while_a_copy_gets_its_name(
    source: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked at before, and one that is killed right behind has nothing that was erased earlier."""
    copy = tmp_path / "copy" / "copy.db"
    copy.parent.mkdir()
    erased: list[float] = []
    named: list[float] = []

    def erase_and_look() -> None:
        erase_mine(source)
        erased.append(time.monotonic())

    erasing = threading.Thread(target=erase_and_look)

    link = os.link

    def link_slowly(*names: Path) -> None:
        erasing.start()
        time.sleep(0.5)
        link(*names)
        named.append(time.monotonic())

    monkeypatch.setattr(os, "link", link_slowly)
    assert back_up(settings_of(source), copy).head.size == COUNT + 2
    erasing.join()
    assert named < erased
    with source.open(masters=MASTERS) as store, pytest.raises(ErasedRecordError):
        store.get(SEVENTH)


def test_what_is_erased_right_before_a_copy_gets_its_name_is_not_in_it(
    source: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy" / "copy.db"
    copy.parent.mkdir()
    before: list[Path] = []

    def sync_and_erase(path: Path) -> None:
        if not before:
            before.append(path)
            erase_mine(source)

    monkeypatch.setattr(copies, "sync", sync_and_erase)
    assert back_up(settings_of(source), copy).head.size == COUNT + 3
    assert before
    require_without_keys(copy, COUNT + 3)


def test_where_a_service_alone_may_write_a_copy_is_made_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an old SQLite: to keep others from writing, nothing is written."""
    monkeypatch.setattr("tejun.store.driver.is_mended", lambda: False)
    settings = Settings(database=tmp_path / "tejun.db", master_key=MASTER_KEY)
    with open_store(settings.database, masters=MASTERS) as service:
        service.append_all(earlier.records(COUNT))
        with open_store(settings.database, masters=MASTERS) as second:
            assert not second._database.may_write()
        assert back_up(settings, tmp_path / "copy.db").head.size == COUNT
        service.append(earlier.records(COUNT + 1)[-1])


def test_a_file_that_gets_the_copys_name_meanwhile_stays(
    source: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy" / "copy.db"
    copy.parent.mkdir()
    monkeypatch.setattr(copies, "sync", lambda _: copy.write_bytes(b"another's"))
    with pytest.raises(InvalidInputError) as error:
        back_up(settings_of(source), copy)
    assert "is there already" in error.value.detail.in_("en")
    assert copy.read_bytes() == b"another's"
    assert list(copy.parent.iterdir()) == [copy]


def test_where_something_is_erased_each_time_there_is_no_copy(
    source: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Record] = []

    def look_over_and_erase(store: Store) -> TreeHead:
        head = look_over(store)
        erase_mine(source)
        with source.open(masters=MASTERS) as original:
            tries.append(earlier.records(COUNT + len(tries) + 1)[-1])
            original.append(tries[-1])
        return head

    monkeypatch.setattr(copies, "look_over", look_over_and_erase)
    copy = tmp_path / "copy" / "copy.db"
    copy.parent.mkdir()
    with pytest.raises(StoreError) as error:
        back_up(settings_of(source), copy)
    assert "something was erased each time" in error.value.detail.in_("en")
    assert len(tries) == 5
    assert list(copy.parent.iterdir()) == []


def test_what_is_only_recorded_while_a_copy_is_made_does_not_begin_it_anew(
    source: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase_mine(source)  # before it is begun

    def look_over_and_record(store: Store) -> TreeHead:
        with source.open(masters=MASTERS) as original:
            original.append(earlier.records(COUNT + 1)[-1])
        return look_over(store)

    monkeypatch.setattr(copies, "look_over", look_over_and_record)
    copy = tmp_path / "copy" / "copy.db"
    copy.parent.mkdir()
    assert back_up(settings_of(source), copy).head.size == COUNT + 3


def empty_home(dialect: str, path: Path, request: pytest.FixtureRequest) -> Home:
    """Where nothing was recorded yet; in a file, nothing is there."""
    if dialect == "file":
        return SqliteHome(path)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return PostgresHome(server.folder, server.port, server.new_database())


def test_a_copy_says_nothing_without_the_master_key(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(SealError) as error:
        restore(Settings(database=tmp_path / "restored.db"), copy)
    assert "restored.db.master-key, is not there" in error.value.detail.in_("en")
    assert not (tmp_path / "restored.db").exists()


@pytest.mark.parametrize("version", [1, 5])
@pytest.mark.parametrize("to", ["file", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_a_copy_that_an_earlier_tejun_made_is_sealed_and_put_back(
    tmp_path: Path, request: pytest.FixtureRequest, version: int, to: str
) -> None:
    file = write_former(tmp_path / "copy.db", version=version)
    put_in(file, earlier.records(3))
    if version == 5:
        enter_decisions(file)
    with closing(dbapi.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")  # a copy has no log beside it
    before = file.read_bytes()
    settings = Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY)
    home = empty_home(to, settings.database, request)
    if to == "postgresql":
        settings = settings_of(home, as_owner=True)
    restored = restore(settings, file)
    with home.open(masters=MASTERS) as store:
        assert store.log.head() == restored.head
        assert store.get(SECOND) == earlier.records(2)[1]
    assert file.read_bytes() == before
    assert list(tmp_path.glob(".tejun-*")) == []


def test_of_a_copy_that_is_sealed_first_its_user_hears_what_became_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy = write_former(tmp_path / "copy.db", version=5)
    put_in(copy, earlier.records(3))
    enter_decisions(copy)
    restore(Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY), copy)
    [said] = [each for each in caplog.messages if "earlier form" in each]
    assert f"{copy} has the earlier form 5" in said
    assert ".tejun-copy-" not in said
    assert copy.is_file()


def test_a_record_that_was_altered_is_not_copied(source: Home, tmp_path: Path) -> None:
    attack(source, ("decisions",), ATTACKS[0])
    with pytest.raises(AlteredRecordError):
        back_up(settings_of(source), tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy*"))


ATTACKS = [
    "UPDATE decisions SET input = x'7b7d' WHERE sequence = 8",
    "DELETE FROM decisions WHERE sequence = 8",
    "DELETE FROM log_entries WHERE number = 7",
    "UPDATE decision_values SET input_digest = randomblob(32) WHERE sequence = 8",
    "UPDATE decision_values SET input_digest = NULL, result_digest = NULL WHERE sequence = 8",
    "DELETE FROM decision_values WHERE sequence = 8",
]


@pytest.mark.parametrize("sql", ATTACKS)
@pytest.mark.parametrize("to", ["file", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_a_copy_that_was_altered_is_not_put_back(
    tmp_path: Path, request: pytest.FixtureRequest, sql: str, to: str
) -> None:
    file = tmp_path / "copy.db"
    with open_store(file, masters=MASTERS) as store:
        store.append_all(earlier.records(9))
    attack(SqliteHome(file), ("decisions", "decision_values", "log_entries"), sql)
    settings = Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY)
    home: Home = SqliteHome(tmp_path / "another.db")
    if to == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        home = PostgresHome(server.folder, server.port, server.new_database())
        settings = settings_of(home, as_owner=True)
    with pytest.raises(AlteredRecordError) as error:
        restore(settings, file)
    assert "7" in error.value.detail.in_("en")
    assert not (tmp_path / "restored.db").exists()
    with home.open(masters=MASTERS) as store:
        assert store.log.head().size == 0


def _in_use(copy: Path, settings: Settings) -> TejunError:
    shutil.copyfile(copy, copy.with_name("live.db"))
    copy.with_name("live.db-wal").write_bytes(b"pages")
    with pytest.raises(InvalidInputError) as error:
        restore(settings, copy.with_name("live.db"))
    return error.value


def _in_the_midst(copy: Path, settings: Settings) -> TejunError:
    shutil.copyfile(copy, copy.with_name("live.db"))
    copy.with_name("live.db-journal").write_bytes(b"pages")
    with pytest.raises(InvalidInputError) as error:
        restore(settings, copy.with_name("live.db"))
    return error.value


def _there_already(copy: Path, settings: Settings) -> TejunError:
    settings.database.write_bytes(b"something")
    with pytest.raises(InvalidInputError) as error:
        restore(settings, copy)
    assert settings.database.read_bytes() == b"something"
    return error.value


def _no_such_copy(copy: Path, settings: Settings) -> TejunError:
    with pytest.raises(InvalidInputError) as error:
        restore(settings, copy.with_name("none.db"))
    return error.value


def _no_record(copy: Path, settings: Settings) -> TejunError:
    with pytest.raises(InvalidInputError) as error:
        back_up(settings, copy.with_name("another.db"))
    return error.value


def _copy_there_already(copy: Path, settings: Settings) -> TejunError:
    with pytest.raises(InvalidInputError) as error:
        back_up(replace(settings, database=copy), copy)
    return error.value


def _no_folder(copy: Path, settings: Settings) -> TejunError:
    with pytest.raises(InvalidInputError) as error:
        back_up(replace(settings, database=copy), copy.parent / "none" / "copy.db")
    return error.value


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (_in_use, "live.db-wal beside it: it is a record in use, and no copy"),
        (_in_the_midst, "live.db-journal beside it: it is a record in use, and no copy"),
        (_there_already, "Nothing was replaced"),
        (_no_such_copy, "none.db is not there"),
        (_no_record, "restored.db is not there"),
        (_copy_there_already, "is there already"),
        (_no_folder, "none is not there"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_everything_as_it_was(
    tmp_path: Path, attempt: Callable[[Path, Settings], TejunError], words: str
) -> None:
    copy = tmp_path / "copy.db"
    open_store(copy, masters=MASTERS).close()
    error = attempt(copy, Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY))
    assert words in f"{error.detail.in_('en')} {error.advice.in_('en')}"


def _text(file: Path) -> None:
    file.write_bytes(b"no database" * 1000)


def _nothing(file: Path) -> None:
    file.touch()


def _other_program(file: Path) -> None:
    with closing(dbapi.connect(file)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.commit()


def _reports(file: Path) -> None:
    Reports.open(file).close()


@pytest.mark.parametrize("make", [_text, _nothing, _other_program, _reports])
def test_what_is_no_record_is_named_as_its_user_knows_it(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    file = tmp_path / "copy.db"
    make(file)
    with pytest.raises(InvalidInputError) as error:
        restore(Settings(database=tmp_path / "restored.db", master_key=MASTER_KEY), file)
    assert error.value.detail.in_("en") == f"{file} is no record of tejun, and no copy of one."
    assert "TEJUN_DATABASE" not in error.value.advice.in_("en")
    assert not (tmp_path / "restored.db").exists()


@pytest.mark.parametrize("to", ["file", pytest.param("postgresql", marks=pytest.mark.postgres)])
@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO log_checkpoints (size, note) VALUES (1, x'00')",
        "UPDATE log_entries SET entry = zeroblob(32)",
        "DROP TABLE log_hashes",
    ],
)
def test_a_copy_of_an_earlier_tejun_that_is_refused_is_named_as_its_user_knows_it(
    tmp_path: Path, to: str, change: str, request: pytest.FixtureRequest
) -> None:
    copy = write_former(tmp_path / "copy.db", version=5)
    put_in(copy, earlier.records(3))
    enter_decisions(copy)
    with closing(dbapi.connect(copy, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER log_entries_are_never_changed")
        connection.execute(change)
    home = empty_home(to, tmp_path / "restored.db", request)
    with pytest.raises(TejunError) as error:
        restore(settings_of(home, as_owner=True), copy)
    said = f"{error.value.detail.in_('en')} {error.value.advice.in_('en')}"
    assert ".tejun-copy-" not in said
    assert f"The record {copy}" in said


def test_a_damaged_copy_is_named_as_its_user_knows_it(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    open_store(file, masters=MASTERS).close()
    data = file.read_bytes()
    file.write_bytes(data[:8192] + bytes(len(data) - 8192))
    settings = replace(settings_of(home), database=tmp_path / "restored.db")
    with pytest.raises(StoreError) as error:
        restore(settings, file)
    assert f"The record {file}: it is damaged" in error.value.detail.in_("en")
    assert "another copy" in error.value.advice.in_("en")
    assert not (tmp_path / "restored.db").exists()


# --- what a killed process leaves -------------------------------------------------------------------


def test_what_a_killed_backup_left_is_named_and_the_next_one_removes_it(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "tejun.db", bundles=tmp_path)
    with open_store(settings.database) as store:
        store.append(earlier.record())
    left = leave(tmp_path, settings.database)
    assert [each.detail.in_("en") for each in find_unfinished_copies(settings)] == [
        f"A backup that was killed has left a copy of the record: {left}."
    ]
    assert str(left) in " ".join(words.in_("en") for words in find_remains(settings))
    back_up(settings, tmp_path / "copy.db")
    assert not left.exists()
    assert list(find_unfinished_copies(settings)) == []


def leave(parent: Path, copied: Path) -> Path:
    """A folder as a killed process leaves it: with all that may lie in it, and locked no more."""
    with unfinished_copy(parent) as made:
        for suffix in ("", "-wal", "-shm", "-journal", "-writer", ".in-clear-5", ".unfinished-wal"):
            shutil.copyfile(copied, made.with_name(made.name + suffix))
        return Path(shutil.copytree(made.parent, f"{made.parent}-killed"))


def test_a_folder_that_is_at_work_is_left_alone(tmp_path: Path) -> None:
    with unfinished_copy(tmp_path) as first, unfinished_copy(tmp_path) as second:
        assert first.parent.is_dir()
        assert second.parent.is_dir()
        assert list(find_left(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


def test_a_backup_at_work_is_named_as_that_when_something_is_erased(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "tejun.db")
    with unfinished_copy(tmp_path) as made:
        [said] = [each for each in find_remains(settings) if str(made.parent) in each.in_("en")]
        assert "a copy of the record is being made" in said.in_("en")
        assert list(find_at_work(tmp_path)) == [made.parent]
        assert list(find_unfinished_copies(replace(settings, bundles=tmp_path))) == []
    (tmp_path / "copied").touch()
    leave(tmp_path, tmp_path / "copied")
    assert list(find_at_work(tmp_path)) == []


def test_a_link_and_a_file_of_such_a_name_are_no_folder_of_ours(tmp_path: Path) -> None:
    (tmp_path / "copied").touch()
    target = leave(tmp_path, tmp_path / "copied").rename(tmp_path / "target")
    (tmp_path / ".tejun-copy-link").symlink_to(target)
    (tmp_path / ".tejun-copy-file").touch()
    remove_left(tmp_path)
    assert len(list(target.iterdir())) == 8
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("name", [".tejun-notes", ".tejun-copy-notes"])
@pytest.mark.parametrize("holds", ["thesis.txt", "copy.db", "made-by-tejun"])
@pytest.mark.parametrize("attempt", [back_up, restore])
def test_a_folder_that_tejun_did_not_make_stays_and_is_not_named(
    tmp_path: Path, attempt: Callable[[Settings, Path], object], name: str, holds: str
) -> None:
    settings = Settings(database=tmp_path / "tejun.db", bundles=tmp_path)
    with open_store(settings.database, masters=MASTERS) as store:
        store.append(earlier.record())
    settings = replace(settings, master_key=MASTER_KEY)
    mine = tmp_path / name / holds
    mine.parent.mkdir()
    mine.write_text("mine")
    if attempt is restore:
        back_up(settings, tmp_path / "copy.db")
        settings.database.unlink()
    attempt(settings, tmp_path / "copy.db")
    assert mine.read_text() == "mine"
    assert list(find_unfinished_copies(settings)) == []
    assert name not in " ".join(words.in_("en") for words in find_remains(settings))


def test_what_somebody_has_put_beside_a_copy_that_was_left_stays(tmp_path: Path) -> None:
    (tmp_path / "copied").touch()
    left = leave(tmp_path, tmp_path / "copied")
    for name in ("thesis.txt", "copy.db.txt"):
        (left / name).write_text("mine")
    remove_left(tmp_path)
    assert sorted(path.name for path in left.iterdir()) == ["copy.db.txt", "thesis.txt"]
    assert list(find_left(tmp_path)) == []


def test_what_cannot_be_removed_goes_on_being_named(tmp_path: Path) -> None:
    (tmp_path / "copied").touch()
    left = leave(tmp_path, tmp_path / "copied")
    (left / "copy.db").unlink()
    (left / "copy.db").mkdir()
    remove_left(tmp_path)
    assert list(find_left(tmp_path)) == [left]


@pytest.mark.slow
def test_a_backup_that_is_killed_at_any_time_leaves_nothing_for_good(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "tejun.db")
    with open_store(settings.database) as store:
        store.append_all(earlier.records(COUNT))
    environ = {**os.environ, "TEJUN_DATABASE": str(settings.database)}
    command = [str(Path(sys.executable).parent / "tejun"), "backup", str(tmp_path / "killed.db")]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as killed:
        while killed.poll() is None and not list(tmp_path.glob(".tejun-*/copy.db")):
            time.sleep(0.002)
        killed.kill()
    assert list(find_left(tmp_path)), "it was killed while it made the copy"
    back_up(settings, tmp_path / "copy.db")
    assert list(tmp_path.glob(".tejun-*")) == []
