"""A record that an earlier tejun made is brought into a new file, sealed and with its log, and put in its place."""

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.decide.codes import describe
from tejun.decide.digests import require_unaltered
from tejun.errors import AlteredRecordError, SealError, StoreError, TejunError
from tejun.operations.copies import restore
from tejun.operations.diagnosis import Diagnosis
from tejun.operations.installation import _former, _former_version, _in_clear
from tejun.operations.log import head_text, verify_log
from tejun.operations.migrating import migrate_record
from tejun.operations.noted import NotedHead
from tejun.operations.workplace import open_workplace
from tejun.own_files import sync
from tejun.settings import Settings, reports_beside
from tejun.store import apart, former, recording
from tejun.store.driver import dbapi as sqlite3
from tejun.store.former import find_former_version
from tejun.store.former_fit import look_at
from tejun.store.places import find_in_clear
from tejun.store.records import Record
from tejun.store.reports import Reports
from tejun.store.seen import SeenStatement, SeenStatements
from tejun.store.store import Store
from tejun.store.tables import APPLICATION_ID, RECORD, Migration, Schema
from tejun.store.unfinished import find_at_work, find_left
from tejun.transparency.tree import Frontier, TreeHead, append, hash_leaf

from tests.cli.support import tejun
from tests.store.elsewhere import FORKED, open_and_count, open_until
from tests.support import earlier
from tests.support.former import enter_decisions, put_in, write_former
from tests.support.records import NOW, record
from tests.support.records_of_both import SqliteHome, attack
from tests.support.stores import MASTERS, open_store

COUNT = 300
"""More than are brought over at once, and than one hash of the log stands for."""

SEEN = SeenStatement(
    program="p", number=1, digest="sha256:1", first_seen=NOW, found=True, content=b"{}"
)


def _insert(path: Path, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    names = ", ".join(rows[0])
    values = ", ".join(f":{name}" for name in rows[0])
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)  # noqa: S608
        connection.commit()


def _former_row(each: Record) -> dict[str, Any]:
    return {
        "decision_id": each.decision_id,
        "program": each.program,
        "recorded_at": each.recorded_at.isoformat(),
        "revision": each.revision,
        "idempotency_key": f"key of {each.decision_id}",
        "fingerprint": "f",
        "decision": each.decision,
        "input": each.input,
    }


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A file of the first version, with two decisions in it."""
    return write_former(tmp_path / "tejun.db", version=1)


@pytest.fixture
def second_version(tmp_path: Path) -> Path:
    """A file of the second version: a decision, and what an OPA reported."""
    return write_former(tmp_path / "tejun.db", version=2)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of the fifth version: real decisions, and what was seen of a registry."""
    path = write_former(tmp_path_factory.mktemp("fifth") / "tejun.db", version=5)
    _insert(path, "decisions", [_former_row(each) for each in earlier.records(COUNT)])
    enter_decisions(path)
    statement = {
        "place": "ここ",
        "program": SEEN.program,
        "number": SEEN.number,
        "digest": SEEN.digest,
        "first_seen": SEEN.first_seen.isoformat(),
        "found": 1,
        "content": SEEN.content,
    }
    _insert(path, "statements", [statement])
    _insert(path, "registry_looks", [{"place": "ここ", "looked_at": NOW.isoformat()}])
    return path.read_bytes()


@pytest.fixture
def fifth_version(made_once: bytes, tmp_path: Path) -> Path:
    """The same, in a file of the test's own."""
    path = tmp_path / "tejun.db"
    path.write_bytes(made_once)
    return path


def query(path: Path, *questions: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(question).fetchall() for question in questions]


SCHEMA = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY name"
DECISIONS = "SELECT * FROM decisions"
VERSION = "PRAGMA user_version"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_has_afterwards_what_a_new_one_has(first_version: Path, tmp_path: Path) -> None:
    with open_store(first_version) as store:
        assert store.version_before == 1
    open_store(tmp_path / "new.db").close()
    questions = SCHEMA, VERSION, "PRAGMA application_id"
    assert query(first_version, *questions) == query(tmp_path / "new.db", *questions)
    with open_store(first_version) as store:
        assert store.version_before == RECORD.version


def test_its_decisions_are_as_they_were_and_sealed_and_more_can_come(first_version: Path) -> None:
    [before] = query(first_version, DECISIONS)
    with open_store(first_version) as store:
        store.append(record(decision_id="new"))
        assert store.get("new").decision_id == "new"
        known = store.get("decision-1")
        assert store.by_key("key") == known
        assert [known.decision, known.input] == [bytes(value) for value in before[1][-2:]]
        *_, checked = store.check_log(lambda _: None)
        assert checked.head.size == 3
    assert known.decision not in first_version.read_bytes()


def test_its_decisions_are_found_by_their_input(first_version: Path) -> None:
    [before] = query(first_version, "SELECT input FROM decisions WHERE sequence = 2")
    digest = canonical.digest(before[0][0])
    with open_store(first_version) as store:
        lookup = store.keys.find_lookup()
        assert lookup is not None
        values = [lookup.input_digest(each).hex() for each in (digest, "sha256:none")]
        found = {each.decision_id: each for each in store.over_inputs(values)}
    assert found.keys() == {"decision-0", "decision-1"}
    for number in range(2):
        value = lookup.result_digest(f"sha256:{number:064d}").hex()
        assert found[f"decision-{number}"].result_digest == value


def test_all_that_a_newer_one_has_comes_along(fifth_version: Path) -> None:
    with open_store(fifth_version) as store:
        for each in earlier.records(COUNT):
            found = require_unaltered(store.get(each.decision_id))
            assert (found.decision, found.input) == (each.decision, each.input)
            assert found.description == each.description
            assert store.by_key(f"key of {each.decision_id}") == found
        assert store.statements.of("ここ").recall() == SeenStatements(NOW, (SEEN,))
        *_, checked = store.check_log(require_unaltered)
        assert checked.head.size == COUNT + 3
        store.append(earlier.record())


def old_heads(path: Path) -> list[TreeHead]:
    """The heads that the log of the file had, at each of its sizes."""
    [rows] = query(path, "SELECT entry FROM log_entries ORDER BY number")
    frontier, heads = Frontier(), []
    for (entry,) in rows:
        frontier, _ = append(frontier, hash_leaf(entry))
        heads.append(frontier.head)
    return heads


def test_the_new_log_says_which_head_the_old_one_had(fifth_version: Path, tmp_path: Path) -> None:
    *earlier_heads, last = old_heads(fifth_version)
    open_store(fifth_version).close()
    with open_workplace(Settings(database=fifth_version)) as workplace:
        assert workplace.store.log.former_head() == last
        *_, progress = verify_log(workplace, [NotedHead(last, tmp_path)])
        assert (progress.former, [each.head for each in progress.unproven]) == (last, [last])
        with pytest.raises(AlteredRecordError) as error:
            list(verify_log(workplace, [NotedHead(earlier_heads[-1], tmp_path)]))
        assert head_text(last) in error.value.detail.in_("en")
        with pytest.raises(AlteredRecordError):
            list(verify_log(workplace, [NotedHead(TreeHead(last.size, bytes(32)), tmp_path)]))


def test_whoever_holds_it_to_the_old_head_is_told_that_this_log_does_not_prove_it(
    fifth_version: Path, tmp_path: Path
) -> None:
    noted, environ = tmp_path / "head.txt", {"TEJUN_DATABASE": str(fifth_version)}
    noted.write_text(head_text(old_heads(fifth_version)[-1]), "ascii")
    open_store(fifth_version).close()
    found = tejun("log", "verify", "--against", str(noted), environ=environ)
    assert found.returncode == 1, found.stderr
    _, not_proven, head, _ = found.stdout.decode().split("\n")
    assert str(noted) in not_proven
    assert "does not prove" in not_proven
    noted.write_text(head, "ascii")
    assert tejun("log", "verify", "--against", str(noted), environ=environ).returncode == 0


def test_who_is_killed_while_it_is_sealed_leaves_no_journal_of_the_old_file(
    fifth_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        assert "tejun.db-journal" not in names_in(fifth_version.parent)
        raise KeyboardInterrupt

    monkeypatch.setattr(former, "_replace", killed)
    with pytest.raises(KeyboardInterrupt):
        open_store(fifth_version)
    monkeypatch.undo()
    with open_store(fifth_version) as store:
        assert store.version_before == 5


@pytest.mark.parametrize(
    ("journal", "stays"),
    [(bytes(4616), False), (b"", False), (bytes(27) + b"x" + bytes(600), True)],
    ids=["over", "empty", "not over"],
)
def test_a_journal_that_an_earlier_tejun_left_is_removed(
    tmp_path: Path, journal: bytes, stays: bool
) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append(earlier.record())
    path.with_name("tejun.db-journal").write_bytes(journal)
    with open_store(path) as store:
        assert store.log.size() == 1
        assert ("tejun.db-journal" in names_in(tmp_path)) == stays


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE former_logs SET content = CAST(replace(CAST(content AS TEXT), ':5', ':4') AS BLOB)",
        "UPDATE former_logs SET content = x'7b7d'",
        "UPDATE former_logs SET content = x'00'",
        "DELETE FROM former_logs",
        "INSERT INTO former_logs SELECT 9, content FROM former_logs",
    ],
)
def test_an_old_head_that_was_changed_put_in_or_taken_away_is_found(
    fifth_version: Path, sql: str
) -> None:
    open_store(fifth_version).close()
    attack(SqliteHome(fifth_version), ["former_logs"], sql)
    with open_store(fifth_version) as store, pytest.raises(AlteredRecordError):
        list(store.check_log(require_unaltered))


def test_a_record_that_had_no_log_has_no_old_head(first_version: Path) -> None:
    with open_store(first_version) as store:
        assert store.log.former_head() is None


def test_the_old_file_stays_in_clear_for_its_owner_and_is_named_until_it_is_deleted(
    fifth_version: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fifth_version.chmod(0o644)
    before = query(fifth_version, DECISIONS, SCHEMA)
    with open_store(fifth_version):
        pass
    kept = fifth_version.with_name("tejun.db.in-clear-5")
    assert query(kept, DECISIONS, SCHEMA, VERSION) == [*before, [(5,)]]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert fifth_version.stat().st_mode & 0o777 == 0o600
    assert find_in_clear(fifth_version) == (kept,)
    assert str(kept) in caplog.text
    [diagnosis] = _in_clear(Settings(database=fifth_version))
    assert diagnosis.level == "warn"
    kept.unlink()
    assert list(_in_clear(Settings(database=fifth_version))) == []
    assert names_in(fifth_version.parent) == {"tejun.db", "tejun.db.master-key"}


def test_migrate_says_which_form_it_had(fifth_version: Path) -> None:
    migrated = migrate_record(Settings(database=fifth_version))
    assert (migrated.before, migrated.after) == (5, RECORD.version)


def test_a_link_stays_a_link(fifth_version: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(fifth_version)
    with open_store(link) as store:
        assert store.version_before == 5
    assert link.is_symlink()
    assert find_in_clear(link) == (fifth_version.with_name("tejun.db.in-clear-5"),)


def test_where_a_file_can_have_no_second_name_it_is_copied(
    fifth_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    before = query(fifth_version, DECISIONS)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    open_store(fifth_version).close()
    kept = fifth_version.with_name("tejun.db.in-clear-5")
    assert query(kept, DECISIONS) == before
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not [name for name in names_in(kept.parent) if "unfinished" in name]


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("comes", ["a file", "a link"])
def test_what_gets_the_name_meanwhile_is_not_replaced(
    fifth_version: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool, comes: str
) -> None:
    kept = fifth_version.with_name("tejun.db.in-clear-5")
    before = query(fifth_version, DECISIONS)

    def come(path: Path) -> None:
        if path.name == ("tejun.db.unfinished" if has_links else "tejun.db.in-clear-5.unfinished"):
            if comes == "a file":
                kept.write_bytes(b"another's")
            else:
                kept.symlink_to("nowhere")
        sync(path)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(former, "sync", come)
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
        monkeypatch.setattr(os, "link", refuse)
    else:
        exists = Path.exists
        monkeypatch.setattr(Path, "exists", lambda path: path != kept and exists(path))
    with pytest.raises(StoreError) as error:
        open_store(fifth_version, masters=MASTERS)
    assert "tejun.db.in-clear-5 is there already" in error.value.detail.in_("en")
    assert kept.is_symlink() == (comes == "a link")
    assert comes == "a link" or kept.read_bytes() == b"another's"
    assert query(fifth_version, DECISIONS) == before
    assert not [name for name in names_in(kept.parent) if name.endswith("in-clear-5.unfinished")]


# --- what is in the way ---------------------------------------------------------------------------------


def unchanged(path: Path, before: list[Any]) -> None:
    assert query(path, SCHEMA, VERSION, DECISIONS) == before
    assert find_in_clear(path) == ()


@pytest.fixture
def before(fifth_version: Path) -> list[Any]:
    return query(fifth_version, SCHEMA, VERSION, DECISIONS)


def test_one_that_a_witness_has_cosigned_is_left_as_it_is(
    fifth_version: Path, before: list[Any]
) -> None:
    _insert(fifth_version, "log_checkpoints", [{"size": 1, "note": b"note"}])
    with pytest.raises(StoreError) as error:
        open_store(fifth_version)
    assert "a witness has cosigned" in error.value.detail.in_("en")
    assert refused_by_who_only_asks(fifth_version).detail == error.value.detail
    unchanged(fifth_version, before)


def refused_by_who_only_asks(path: Path) -> TejunError:
    """What `tejun doctor` says of it, which leaves every byte as it is."""
    version = find_former_version(path)
    assert version is not None
    files = bytes_in(path.parent)
    with pytest.raises(TejunError) as error:
        look_at(path, version, describe=describe, require=require_unaltered)
    assert bytes_in(path.parent) == files
    return error.value


def test_who_only_asks_looks_at_all_of_it_or_says_that_it_was_not_all(fifth_version: Path) -> None:
    look = partial(look_at, fifth_version, 5, describe=describe, require=require_unaltered)
    with closing(sqlite3.connect(fifth_version)) as other:
        other.execute("SELECT * FROM decisions").fetchone()
        assert look(), "also while others have it open"
    assert not look(seconds=-1)
    assert find_former_version(fifth_version) == 5


def leave_log(path: Path, *statements: str) -> None:
    """What a killed process leaves that has written these: they are in the log, and not in the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        for statement in statements:
            connection.execute(statement)
        left = {each: each.read_bytes() for each in path.parent.glob(f"{path.name}*")}
    for each, data in left.items():
        each.write_bytes(data)


def leave_log_alone(path: Path, *statements: str) -> None:
    leave_log(path, *statements)
    path.with_name(f"{path.name}-shm").unlink()


def leave_empty_log(path: Path, *statements: str) -> None:
    """As of one that was killed before it wrote."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    path.with_name(f"{path.name}-wal").touch()


def leave_journal(path: Path, *statements: str) -> None:
    """What one leaves that is killed while it writes more than these: the journal takes that back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA cache_size=1")
        for statement in (*statements, "BEGIN", "CREATE TABLE more (a)", "DROP TABLE log_hashes"):
            connection.execute(statement)
        connection.executemany("INSERT INTO more VALUES (?)", [("x" * 5000,)] * 300)
        left = {each: each.read_bytes() for each in path.parent.glob(f"{path.name}*")}
        connection.execute("ROLLBACK")
    for each, data in left.items():
        each.write_bytes(data)


LEFT = [leave_log, leave_log_alone, leave_empty_log, leave_journal]


@pytest.mark.parametrize("leave", LEFT)
@pytest.mark.parametrize("name", ["tejun.db", "tejun.db.in-clear-5"])
def test_who_only_asks_leaves_each_byte_of_what_a_killed_process_left(
    fifth_version: Path, leave: Callable[..., None], name: str
) -> None:
    if name != fifth_version.name:
        kept = fifth_version.with_name(name)
        with closing(sqlite3.connect(fifth_version)) as old, closing(sqlite3.connect(kept)) as copy:
            old.backup(copy)
    leave(fifth_version.with_name(name))
    before = bytes_in(fifth_version.parent)
    assert len(before) > 1
    found = diagnosed(fifth_version)
    assert found.level == "warn", found
    assert bytes_in(fifth_version.parent) == before
    assert names_in(fifth_version.parent) == {each.name for each in before}
    open_store(fifth_version).close()


@pytest.mark.parametrize("leave", LEFT)
def test_what_is_in_the_log_that_was_left_is_looked_at(
    fifth_version: Path, leave: Callable[..., None]
) -> None:
    leave(fifth_version, "INSERT INTO log_checkpoints (size, note) VALUES (1, x'00')")
    refused = refused_by_who_only_asks(fifth_version)
    assert "a witness has cosigned" in refused.detail.in_("en")


def test_one_to_which_others_write_meanwhile_is_looked_at_in_its_place(
    fifth_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = partial(look_at, fifth_version, 5, describe=describe, require=require_unaltered)
    with closing(sqlite3.connect(fifth_version, isolation_level=None)) as other:
        copied: list[Path] = []

        def write_and_copy(source: Path, *arguments: Any) -> None:
            copied.append(source)
            other.execute("INSERT INTO registry_looks VALUES (NULL, ?, ?)", (f"{len(copied)}", "t"))
            copy(source, *arguments)

        copy = apart._copy
        other.execute("INSERT INTO registry_looks VALUES (NULL, 'first', 't')")
        monkeypatch.setattr(apart, "_copy", write_and_copy)
        assert look()
        assert len(copied) == 9
        [[count]] = other.execute("SELECT count(*) FROM registry_looks").fetchall()
        assert count == 11
    assert names_in(fifth_version.parent) == {"tejun.db"}


def test_what_a_killed_look_leaves_goes_as_that_of_a_backup_does(fifth_version: Path) -> None:
    leave_log(fifth_version)
    with apart.opened_to_look(fifth_version):
        assert list(find_at_work(fifth_version.parent))
        assert list(find_left(fifth_version.parent)) == []
    assert list(find_at_work(fifth_version.parent)) == []


def bytes_in(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def diagnosed(path: Path) -> Diagnosis:
    """What `tejun doctor` says of it."""
    settings = Settings(database=path)
    version = _former_version(settings)
    assert version is not None
    return _former(settings, version)


def test_another_file_that_was_kept_under_its_name_is_not_lost(
    fifth_version: Path, before: list[Any], tmp_path: Path
) -> None:
    kept = fifth_version.with_name("tejun.db.in-clear-5")
    write_former(kept, version=5)
    with pytest.raises(StoreError) as error:
        open_store(fifth_version)
    assert "tejun.db.in-clear-5 is there already" in error.value.detail.in_("en")
    assert refused_by_who_only_asks(fifth_version).detail == error.value.detail
    assert query(fifth_version, SCHEMA, VERSION, DECISIONS) == before
    kept.rename(tmp_path / "elsewhere")
    open_store(fifth_version).close()


def test_a_file_of_the_same_decisions_with_another_content_is_another(
    fifth_version: Path, before: list[Any]
) -> None:
    kept = fifth_version.with_name("tejun.db.in-clear-5")
    with closing(sqlite3.connect(fifth_version)) as source, closing(sqlite3.connect(kept)) as copy:
        source.backup(copy)
    with closing(sqlite3.connect(kept)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for [name] in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE decisions SET decision = x'7b7d' WHERE sequence = 1")
        connection.commit()
    with pytest.raises(StoreError) as error:
        open_store(fifth_version)
    assert "tejun.db.in-clear-5 is there already" in error.value.detail.in_("en")
    assert query(fifth_version, SCHEMA, VERSION, DECISIONS) == before


def test_a_copy_of_a_time_that_was_broken_off_is_taken(fifth_version: Path) -> None:
    kept = fifth_version.with_name("tejun.db.in-clear-5")
    with closing(sqlite3.connect(fifth_version)) as source, closing(sqlite3.connect(kept)) as copy:
        source.backup(copy)
    open_store(fifth_version).close()
    assert find_in_clear(fifth_version) == (kept,)


def test_one_that_another_process_has_open_is_left_as_it_is(
    fifth_version: Path, before: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former, "BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(fifth_version)) as other:
        other.execute("SELECT * FROM decisions").fetchone()
        with pytest.raises(StoreError) as error:
            open_store(fifth_version)
        assert "while another process uses it" in error.value.detail.in_("en")
    unchanged(fifth_version, before)
    open_store(fifth_version).close()


def test_without_what_describes_its_decisions_it_is_refused(
    fifth_version: Path, before: list[Any]
) -> None:
    with pytest.raises(StoreError) as error:
        Store.open(fifth_version)
    assert "in which nothing is sealed" in error.value.detail.in_("en")
    unchanged(fifth_version, before)


def test_without_a_master_key_it_is_left_as_it_is(fifth_version: Path, before: list[Any]) -> None:
    def none(_: bool) -> Any:
        raise SealError(earlier_words, earlier_words)

    from tejun.words import Bilingual  # noqa: PLC0415

    earlier_words = Bilingual(ja="ない", en="none")
    with pytest.raises(SealError):
        open_store(fifth_version, masters=none)
    unchanged(fifth_version, before)


def test_a_damaged_one_is_left_as_it_is(fifth_version: Path) -> None:
    with closing(sqlite3.connect(fifth_version)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(fifth_version.read_bytes())
    data[-8192:-4096] = b"\xaa" * 4096
    fifth_version.write_bytes(data)
    with pytest.raises(StoreError) as error:
        open_store(fifth_version)
    assert "is damaged" in error.value.detail.in_("en")
    assert find_in_clear(fifth_version) == ()


def test_one_whose_new_file_is_not_the_same_is_left_as_it_is(
    fifth_version: Path, before: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = recording.insert

    def lose_one(connection: Any, keys: Any, sealed: Any, *, known: Any) -> Any:
        return insert(connection, keys, sealed[1:], known=known)

    with monkeypatch.context() as patched:
        patched.setattr(recording, "insert", lose_one)
        with pytest.raises(AlteredRecordError):
            open_store(fifth_version)
    unchanged(fifth_version, before)
    open_store(fifth_version).close()


# --- what does not fit its own log ----------------------------------------------------------------------


def tamper(path: Path, *statements: str) -> None:
    """As somebody does who has the file: no trigger is in the way, and none is left missing."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


ONE_MORE = """
INSERT INTO decisions SELECT 1000, 'one-more', program, recorded_at, revision, NULL, NULL, decision, input
FROM decisions WHERE sequence = 3
"""
TAMPERED: Mapping[str, tuple[str, ...]] = {
    "a decision says something else": (
        """
        UPDATE decisions SET decision = CAST(replace(CAST(decision AS TEXT), 'replaced', 'prepared') AS BLOB)
        WHERE sequence = 3
        """,
    ),
    "an input says something else": (
        "UPDATE decisions SET input = CAST(CAST(input AS TEXT) || ' ' AS BLOB) WHERE sequence = 300",
    ),
    "a decision is gone": ("DELETE FROM decisions WHERE sequence = 1",),
    "the last decision is gone": ("DELETE FROM decisions WHERE sequence = 300",),
    "a decision is gone with its entry": (
        "DELETE FROM decisions WHERE sequence = 1",
        "DELETE FROM log_entries WHERE sequence = 1",
    ),
    "the last is gone with its entry, and a hash is of more": (
        "DELETE FROM decisions WHERE sequence > 250",
        "DELETE FROM log_entries WHERE sequence > 250",
    ),
    "a decision was put in": (ONE_MORE,),
    "two change places": (
        "UPDATE decisions SET sequence = 9999 WHERE sequence = 3",
        "UPDATE decisions SET sequence = 3 WHERE sequence = 4",
        "UPDATE decisions SET sequence = 4 WHERE sequence = 9999",
    ),
    "an entry is another": ("UPDATE log_entries SET entry = zeroblob(32) WHERE number = 7",),
    "an entry is of another kind": ("UPDATE log_entries SET kind = 'else' WHERE number = 7",),
    "an entry has another salt": ("UPDATE log_entries SET salt = zeroblob(32) WHERE number = 7",),
    "an entry has no salt": ("UPDATE log_entries SET input_salt = x'' WHERE number = 7",),
    "a hash is another": ("UPDATE log_hashes SET value = zeroblob(32)",),
    "a hash is gone": ("DELETE FROM log_hashes",),
}


@pytest.mark.parametrize("statements", TAMPERED.values(), ids=TAMPERED)
def test_one_that_does_not_fit_its_own_log_is_left_as_it_is(
    fifth_version: Path, statements: tuple[str, ...]
) -> None:
    tamper(fifth_version, *statements)
    before = query(fifth_version, SCHEMA, VERSION, DECISIONS)
    for _ in range(2):
        with pytest.raises(AlteredRecordError) as error:
            open_store(fifth_version)
        assert refused_by_who_only_asks(fifth_version).detail == error.value.detail
    unchanged(fifth_version, before)
    assert names_in(fifth_version.parent) <= {"tejun.db", "tejun.db.master-key"}


THIRD = earlier.records(3)[2].decision_id
BESIDE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "a moment is another": (
        THIRD,
        ("UPDATE decisions SET recorded_at = '2015-01-05T00:00:00+00:00' WHERE sequence = 3",),
    ),
    "a program is another": (THIRD, ("UPDATE decisions SET program = 'p' WHERE sequence = 3",)),
    "a revision is another": (THIRD, ("UPDATE decisions SET revision = 'r' WHERE sequence = 3",)),
    "one was put in as if it were of before the log": (
        "one-more",
        (ONE_MORE, "UPDATE log_beginnings SET sequence = 1000"),
    ),
    "one that is no decision was entered": (
        THIRD,
        ("UPDATE decisions SET decision = x'ff', input = x'5b5d' WHERE sequence = 3",),
    ),
}
"""What the log of the file says nothing of, and which decision's it is."""


def migrate(path: Path) -> None:
    migrate_record(Settings(database=path))


def require_left_as_it_is(path: Path, named: str) -> None:
    before = query(path, SCHEMA, VERSION, DECISIONS)
    for _ in range(2):
        with pytest.raises(AlteredRecordError) as error:
            migrate(path)
        assert f"“{named}”" in error.value.detail.in_("en")
        assert "tejun.db is as it was, in its earlier form" in error.value.advice.in_("en")
        asked = refused_by_who_only_asks(path)
        assert (asked.detail, asked.advice) == (error.value.detail, error.value.advice)
    unchanged(path, before)
    assert names_in(path.parent) == {"tejun.db"}, "and no master key was made"


@pytest.mark.parametrize(("named", "statements"), BESIDE.values(), ids=BESIDE)
def test_one_with_a_decision_that_is_not_as_it_was_made_is_left_as_it_is(
    fifth_version: Path, named: str, statements: tuple[str, ...]
) -> None:
    tamper(fifth_version, *statements)
    if named == THIRD:
        enter_decisions(fifth_version)
    require_left_as_it_is(fifth_version, named)


NO_TEXT = """
UPDATE {table} SET {column} = CAST(x'eda080' AS TEXT) WHERE sequence = (SELECT max(sequence) FROM {table})
"""
ODD: Mapping[str, tuple[str, str]] = {
    "a moment is none": (
        THIRD,
        "UPDATE decisions SET recorded_at = 'yesterday' WHERE sequence = 3",
    ),
    "a moment has no zone": (
        THIRD,
        "UPDATE decisions SET recorded_at = substr(recorded_at, 1, 19) WHERE sequence = 3",
    ),
    "a moment is empty": (THIRD, "UPDATE decisions SET recorded_at = '' WHERE sequence = 3"),
    "a key without a fingerprint": (
        THIRD,
        "UPDATE decisions SET idempotency_key = 'x', fingerprint = NULL WHERE sequence = 3",
    ),
    **{
        f"{column} of {table} is no UTF-8": (
            "/",
            NO_TEXT.format(table=table, column=column),
        )
        for table, column in (
            ("decisions", "idempotency_key"),
            ("decisions", "recorded_at"),
            ("decisions", "revision"),
            ("decisions", "program"),
            ("statements", "first_seen"),
            ("statements", "digest"),
            ("registry_looks", "looked_at"),
        )
    },
}
"""What no tejun has written."""


@pytest.mark.parametrize(("named", "statement"), ODD.values(), ids=ODD)
def test_one_with_a_row_that_no_tejun_wrote_is_left_as_it_is(
    fifth_version: Path, named: str, statement: str
) -> None:
    tamper(fifth_version, statement)
    before = bytes_in(fifth_version.parent)
    with pytest.raises(AlteredRecordError) as error:
        migrate(fifth_version)
    assert f"“{named}”" in error.value.detail.in_("en")
    asked = refused_by_who_only_asks(fifth_version)
    assert (asked.detail, asked.advice) == (error.value.detail, error.value.advice)
    assert diagnosed(fifth_version).level == "fail"
    assert names_in(fifth_version.parent) == {each.name for each in before} == {"tejun.db"}


NULLS = "recorded_at", "revision", "program", "decision", "input"


@pytest.mark.parametrize("column", NULLS)
@pytest.mark.parametrize("value", ["NULL", "7"])
def test_so_is_one_whose_tables_were_made_otherwise(
    fifth_version: Path, column: str, value: str
) -> None:
    """Its columns take anything."""
    tamper(
        fifth_version,
        "CREATE TABLE loose AS SELECT * FROM decisions",
        "DROP TABLE decisions",
        "ALTER TABLE loose RENAME TO decisions",
        f"UPDATE decisions SET {column} = {value} WHERE sequence = 3",  # noqa: S608
    )
    refused_by_who_only_asks(fifth_version)
    assert diagnosed(fifth_version).level == "fail"
    with pytest.raises(TejunError):
        migrate(fifth_version)
    assert names_in(fifth_version.parent) == {"tejun.db"}


@pytest.mark.parametrize("kept", ["nothing", "folder", "of no UTF-8"])
def test_what_has_the_name_of_the_earlier_file_is_named_whatever_it_is(
    fifth_version: Path, kept: str
) -> None:
    there = fifth_version.with_name("tejun.db.in-clear-5")
    if kept == "folder":
        there.mkdir()
    elif kept == "nothing":
        there.write_bytes(b"nothing")
    else:
        with closing(sqlite3.connect(fifth_version)) as old, closing(sqlite3.connect(there)) as new:
            old.backup(new)
        tamper(there, "UPDATE decisions SET revision = CAST(x'eda080' AS TEXT)")
    asked = refused_by_who_only_asks(fifth_version)
    assert "tejun.db.in-clear-5 is there already" in asked.detail.in_("en")
    with pytest.raises(StoreError) as error:
        migrate(fifth_version)
    assert error.value.detail == asked.detail


def test_so_is_one_from_before_there_was_a_log(tmp_path: Path) -> None:
    """Its decisions are made up: they are none that tejun has made."""
    require_left_as_it_is(write_former(tmp_path / "tejun.db", version=1), "decision-0")


@pytest.mark.parametrize("version", [1, 2])
def test_one_from_before_there_was_a_log_is_brought_over_where_nothing_was_changed(
    tmp_path: Path, version: int
) -> None:
    path = write_former(tmp_path / "tejun.db", version=version)
    put_in(path, earlier.records(3))
    migrate(path)
    with open_store(path) as store:
        assert [store.get(each.decision_id).input for each in earlier.records(3)]
        assert store.log.head().size == 3


def test_a_backup_of_an_earlier_tejun_that_was_altered_is_not_put_back(tmp_path: Path) -> None:
    copy = write_former(tmp_path / "copy.db", version=1)
    with pytest.raises(AlteredRecordError):
        restore(Settings(database=tmp_path / "restored.db"), copy)
    assert not (tmp_path / "restored.db").exists()
    assert query(copy, VERSION) == [[(1,)]]


def test_what_no_log_was_of_is_taken_over_as_it_stands(fifth_version: Path) -> None:
    tamper(
        fifth_version,
        "UPDATE registry_looks SET looked_at = '2001-01-01T00:00:00+00:00'",
        "UPDATE decisions SET idempotency_key = 'another' WHERE sequence = 3",
    )
    migrate(fifth_version)
    with open_store(fifth_version) as store:
        seen = store.statements.of("ここ").recall()
        assert seen.since is not None
        assert seen.since.year == 2001
        known = store.by_key("another")
        assert known is not None
        assert known.decision_id == THIRD


def test_what_was_recorded_before_there_was_a_log_may_have_no_entry_yet(
    fifth_version: Path,
) -> None:
    """It was entered when the file was next opened, some at a time."""
    tamper(
        fifth_version,
        "UPDATE log_beginnings SET sequence = 300",
        "DELETE FROM log_entries WHERE sequence > 64",
        "DELETE FROM log_hashes",
    )
    with open_store(fifth_version) as store:
        *_, checked = store.check_log(require_unaltered)
        assert checked.head.size == COUNT + 3


def test_of_what_was_recorded_before_the_log_none_is_passed_over(fifth_version: Path) -> None:
    tamper(
        fifth_version,
        "UPDATE log_beginnings SET sequence = 200",
        "DELETE FROM log_entries WHERE sequence > 64",
        "DELETE FROM log_hashes",
    )
    with pytest.raises(AlteredRecordError):
        open_store(fifth_version)


# --- broken off, and at once ----------------------------------------------------------------------------


STEPS = [
    "_open_alone after",
    *(
        f"{name} {when}"
        for name in ("sync", "hardlink_to", "replace")
        for when in ("before", "after")
    ),
]


@pytest.mark.parametrize("step", STEPS)
def test_broken_off_at_any_step_it_is_whole_and_is_done_the_next_time(
    fifth_version: Path, step: str
) -> None:
    process = FORKED.Process(target=open_until, args=(fifth_version, step))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    for expected in (5 if step != "replace after" else RECORD.version, RECORD.version):
        assert query(fifth_version, VERSION) == [[(expected,)]]
        with open_store(fifth_version) as store:
            store.get(earlier.records(1)[0].decision_id)
            *_, checked = store.check_log(require_unaltered)
            assert checked.head.size == COUNT + 3
    [[count]] = query(
        fifth_version.with_name("tejun.db.in-clear-5"), "SELECT count(*) FROM decisions"
    )
    assert count == (COUNT,)
    assert not [name for name in names_in(fifth_version.parent) if "unfinished" in name]


def test_several_processes_at_once_bring_it_forward_once(fifth_version: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=FORKED) as pool:
        sizes = list(pool.map(open_and_count, [fifth_version] * 6))
    assert sizes == [COUNT + 3] * 6
    assert len(find_in_clear(fifth_version)) == 1


def test_many_threads_that_open_it_at_once_bring_it_forward_once(first_version: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: open_store(first_version).close(), range(16)))
    assert query(first_version, VERSION) == [[(RECORD.version,)]]


# --- the versions from now on ---------------------------------------------------------------------------


def test_a_step_that_fails_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append(record())
    before = query(path, SCHEMA, VERSION, DECISIONS)
    again = Migration(statements=("CREATE TABLE decisions (name)",))  # is there by then
    broken = Schema(APPLICATION_ID, (*RECORD.migrations, again), first=RECORD.first)
    with monkeypatch.context() as patched:
        patched.setattr(former, "RECORD", broken)
        with pytest.raises(StoreError):
            open_store(path)
    assert query(path, SCHEMA, VERSION, DECISIONS) == before
    open_store(path).close()


def test_a_later_step_is_applied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tejun.db"
    open_store(path).close()
    more = Migration(statements=("CREATE TABLE more (name)",))
    monkeypatch.setattr(
        former,
        "RECORD",
        Schema(APPLICATION_ID, (*RECORD.migrations, more), first=RECORD.first),
    )
    for before in (RECORD.version, RECORD.version + 1):
        with open_store(path) as store:
            assert store.version_before == before


def test_only_the_last_values_are_looked_through_and_no_decision(tmp_path: Path) -> None:
    statements: list[str] = []
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.make_ready()
        with store._database.reading.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.set_trace_callback(statements.append)
            connection.rollback()
        store.over_inputs(["00"])
    (question,) = [statement for statement in statements if statement.startswith("WITH")]
    plan = query(path, f"EXPLAIN QUERY PLAN {question}")[0]
    steps = [step[-1] for step in plan]
    assert "SEARCH decision_values USING INTEGER PRIMARY KEY (rowid>?)" in steps, plan
    assert not any(step.startswith(("SCAN decision", "SCAN data_keys")) for step in steps), plan


REPORTED = (
    "SELECT * FROM opas",
    "SELECT * FROM opa_statuses",
    "SELECT * FROM opa_decisions",
)


def test_what_opas_reported_into_the_record_stays_in_the_old_file(second_version: Path) -> None:
    """Nobody reads or writes it any more; who wants it can ask for it with any SQLite."""
    before = query(second_version, *REPORTED)
    assert all(before)
    with open_store(second_version) as store, Reports.open(reports_beside(second_version)) as new:
        assert store.get("decision-1") == store.by_key("key")
        store.append(record(decision_id="new"))
        assert new.problem() is None
        assert new.opas(limit=1) == []
        assert new.decisions(limit=1) == []
    assert query(second_version.with_name("tejun.db.in-clear-2"), *REPORTED) == before


def test_a_new_record_has_no_place_for_reports(tmp_path: Path) -> None:
    open_store(tmp_path / "new.db").close()
    [tables] = query(tmp_path / "new.db", "SELECT name FROM sqlite_master WHERE type = 'table'")
    assert ("decisions",) in tables
    assert not [name for (name,) in tables if name.startswith("opa")]
