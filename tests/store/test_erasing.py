"""With its key an application's facts are gone, wherever they stand; its codes and its proof stay."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update
from tejun import canonical
from tejun.errors import (
    AlteredRecordError,
    ErasedRecordError,
    KeyReusedError,
    MasterMissingError,
    SealError,
    StoreError,
)
from tejun.sealing import LocalMaster, Masters, master_id_of
from tejun.store import erasing, recording
from tejun.store.database import SqliteDatabase
from tejun.store.driver import dbapi
from tejun.store.errors import (
    KeptChangedError,
    LogInUseError,
    RotatedElsewhereError,
    record_file,
)
from tejun.store.keys import without_masters
from tejun.store.parts import Differences
from tejun.store.records import Record
from tejun.store.store import Store
from tejun.store.tables import DECISION_VALUES, Migration, Schema

from tests.sealing.service import KeyService
from tests.support.records import NOW, record
from tests.support.records_of_both import Home, SqliteHome, attack, guard_again, in_dialect
from tests.support.stores import open_store

PROGRAM = "kprogram-2026"


def whole(_: Record) -> None:
    """Every record is as it is."""


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """Two decisions on the application `gone`, one of them under a key, and one on `kept`."""
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone", key="k"))
        store.append(record(decision_id="k-1", application="kept"))
        store.append(record(decision_id="g-2", application="gone"))
        yield store


def erase(store: Store, application: str = "gone") -> None:
    erasure = store.erase(PROGRAM, application, "期間の満了", NOW + timedelta(days=400))
    assert erasure is not None


def test_a_decision_that_was_erased_says_when_and_why_and_keeps_its_codes(store: Store) -> None:
    before = store.codes("g-1")
    erase(store)
    attempts: list[Callable[[], object]] = [
        lambda: store.get("g-1"),
        lambda: store.get("g-2"),
    ]
    for attempt in attempts:
        with pytest.raises(ErasedRecordError) as error:
            attempt()
        assert "erased on 2027-12-25: 期間の満了" in error.value.detail.in_("en")
    after = store.codes("g-1")
    assert replace(after, erasure=None) == before
    assert after.erasure is not None
    assert (after.erasure.application, after.erasure.decisions) == ("gone", 2)
    assert store.get("k-1").decision_id == "k-1"


def test_the_log_goes_on_to_hold(store: Store) -> None:
    before = store.log.head()
    erase(store)
    *_, checked = store.check_log(whole, at_sizes=[before.size])
    assert checked.then == {before.size: before}
    assert checked.head.size == before.size + 1


def test_what_is_recorded_afterwards_has_a_key_of_its_own(home: Home, store: Store) -> None:
    with home.open() as other:
        assert other.get("g-1").decision_id == "g-1", "the key is in the other's memory"
        [late] = other.keys.seal([record(decision_id="late", application="gone")])
        erase(store)
        with pytest.raises(ErasedRecordError):
            other.get("g-1")
        other._commit([late])
        new = other.append(record(decision_id="new", application="gone"))
        assert store.get("new") == new
        assert store.get("late") == late.record
        with pytest.raises(ErasedRecordError):
            store.get("g-2")
        *_, checked = store.check_log(whole)
        assert checked.head.size == 6
        erase(store)
        with pytest.raises(ErasedRecordError):
            other.get("new")


def test_one_that_has_no_key_is_not_erased(store: Store) -> None:
    erase(store)
    assert store.erase(PROGRAM, "gone", "again", NOW) is None
    assert store.erase(PROGRAM, "never", "none", NOW) is None
    assert store.erase("", "", "the lookup key", NOW) is None
    assert store.log.head().size == 4


def test_an_erasure_that_fails_erases_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("tejun.store.log.enter", fail)
        with pytest.raises(ZeroDivisionError):
            erase(store)
    assert store.get("g-1").decision_id == "g-1"
    assert store.codes("g-1").erasure is None


@pytest.mark.parametrize(
    "trigger",
    [
        "BEFORE DELETE ON data_keys BEGIN SELECT RAISE(IGNORE); END",
        "BEFORE UPDATE ON decision_values BEGIN SELECT RAISE(IGNORE); END",
    ],
)
def test_what_the_database_keeps_is_not_said_to_be_erased(
    tmp_path: Path, trigger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nobody has seen what keeps it."""
    monkeypatch.setattr(SqliteDatabase, "find_differences", lambda *_: Differences())
    home = SqliteHome(tmp_path / "tejun.db")
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
        with home.stranger() as stranger:
            stranger.execute(f"CREATE TRIGGER planted {trigger}")
        with pytest.raises(StoreError) as error:
            erase(store)
        assert "Nothing of “gone” was erased" in error.value.detail.in_("en")
        with home.stranger() as stranger:
            stranger.execute("DROP TRIGGER planted")
        assert store.get("g-1") is not None
        erase(store)
        with pytest.raises(ErasedRecordError):
            store.get("g-1")


def test_nothing_is_erased_that_was_not_seen(home: Home, store: Store) -> None:
    [seen] = store.kept(PROGRAM, "gone")
    with home.open() as other:
        other.append(record(decision_id="g-3", application="gone"))
        with pytest.raises(KeptChangedError):
            store.erase(PROGRAM, "gone", "asked for", NOW, seen=seen)
        assert other.get("g-1").decision_id == "g-1"
        assert store.log.head().size == 4
        [seen] = store.kept(PROGRAM, "gone")
        other.append(record(decision_id="k-2", application="kept"))
        assert store.erase(PROGRAM, "gone", "asked for", NOW, seen=seen) is not None
        with pytest.raises(KeptChangedError):
            store.erase(PROGRAM, "gone", "asked for", NOW, seen=seen)


def renamed(table: str, *pairs: tuple[str, str]) -> str:
    """One after the other, wherever a name stands in the table."""
    return "".join(
        f"UPDATE {table} SET application = '{new}' WHERE application = '{old}';"  # noqa: S608
        for old, new in pairs
    )


def damaged(name: str) -> str:
    return f"UPDATE decisions SET codes = x'7b7d' WHERE decision_id = '{name}';"  # noqa: S608


SWAP = ("gone", "-"), ("kept", "gone"), ("-", "kept")
SWAPPED = renamed("data_keys", *SWAP) + renamed("decision_index", *SWAP)
KEY_RENAMED = renamed("data_keys", ("gone", "else"))
PUT_IN = """
INSERT INTO data_keys SELECT 'ffff', program, 'gone', part, wrapped FROM data_keys WHERE application = 'kept';
"""
UNREADABLE = "UPDATE data_keys SET wrapped = x'00' WHERE application = 'gone';"
ALTERED = ("data_keys", "decision_index", "decisions")
NOT_ITS_OWN = {
    "names have changed places": SWAPPED,
    "names have, and a row is damaged": SWAPPED + damaged("k-1"),
    "its key has another name": KEY_RENAMED,
    "its key has another name, and there is one of nothing": KEY_RENAMED + PUT_IN,
    "neither key nor row says whose it is": UNREADABLE + damaged("g-2"),
}


@pytest.mark.parametrize("sql", NOT_ITS_OWN.values(), ids=NOT_ITS_OWN)
def test_nothing_is_erased_that_may_be_another_applications(
    home: Home, store: Store, sql: str
) -> None:
    attack(home, ALTERED, sql)
    guard_again(home, ALTERED)
    before = keys_of(home)
    with home.open() as other:
        with pytest.raises(AlteredRecordError) as error:
            other.erase(PROGRAM, "gone", "asked for", NOW)
        assert "application gone" in error.value.detail.in_("en")
        assert "tejun log verify" in error.value.advice.in_("en")
        assert other.log.head().size == 3
    assert keys_of(home) == before


def test_nothing_is_erased_while_the_key_of_another_of_its_decisions_is_away(
    home: Home, store: Store
) -> None:
    """Put back later, it would open what was said to be erased."""
    aside = "DELETE FROM data_keys WHERE application = 'gone';"
    attack(home, ALTERED, aside + renamed("decision_index", ("gone", "else")))
    guard_again(home, ALTERED)
    with home.open() as other:
        other.append(record(decision_id="g-3", application="gone"))
        with pytest.raises(AlteredRecordError) as error:
            other.erase(PROGRAM, "gone", "asked for", NOW)
        assert "g-1" in error.value.detail.in_("en")
        erasure = other.erase(PROGRAM, "kept", "asked for", NOW)
        assert erasure is not None
        assert erasure.decisions == 1


ITS_OWN = {
    "its key cannot be opened": UNREADABLE,
    "a row is damaged": damaged("g-2"),
    "another's decision is listed under its name": (
        "UPDATE decision_index SET application = 'gone' WHERE application = 'kept';"
    ),
}


@pytest.mark.parametrize("sql", ITS_OWN.values(), ids=ITS_OWN)
def test_what_is_its_own_is_erased_by_the_key_or_by_the_log(
    home: Home, store: Store, sql: str
) -> None:
    attack(home, ALTERED, sql)
    guard_again(home, ALTERED)
    with home.open() as other:
        erasure = other.erase(PROGRAM, "gone", "asked for", NOW)
        assert erasure is not None
        assert (erasure.application, erasure.decisions) == ("gone", 2)
        assert other.get("k-1").decision_id == "k-1"


def test_without_the_master_key_the_log_alone_says_whose_it_is(home: Home, store: Store) -> None:
    with home.open(masters=without_masters) as other:
        assert other.erase(PROGRAM, "gone", "asked for", NOW) is not None
    attack(home, ALTERED, damaged("k-1"))
    with home.open(masters=without_masters) as other, pytest.raises(AlteredRecordError):
        other.erase(PROGRAM, "kept", "asked for", NOW)


def keys_of(home: Home) -> list[Any]:
    with home.stranger() as stranger:
        return list(stranger.execute("SELECT key_id FROM data_keys ORDER BY key_id").fetchall())


def test_the_last_erasure_of_an_application_is_found(store: Store) -> None:
    assert store.last_erasure(PROGRAM, "gone") is None
    erase(store)
    found = store.last_erasure(PROGRAM, "gone")
    assert found is not None
    assert (found.reason, found.decisions) == ("期間の満了", 2)
    assert store.last_erasure(PROGRAM, "kept") is None
    assert store.last_erasure("another", "gone") is None


def test_a_guess_at_an_input_that_was_erased_finds_nothing(store: Store) -> None:
    lookup = store.keys.make_lookup()
    guess = lookup.input_digest(canonical.digest(record().input)).hex()
    assert {each.decision_id for each in store.over_inputs([guess])} == {"g-1", "k-1", "g-2"}
    erase(store)
    assert {each.decision_id for each in store.over_inputs([guess])} == {"k-1"}


def test_what_is_compared_is_sought_among_the_last_decisions(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that were erased count: by how many are found, nobody sees that one is gone."""
    with home.open() as store:
        value = store.keys.make_lookup().input_digest(canonical.digest(record().input)).hex()
        assert store.over_inputs([value]) == []
        for name in ("1", "2", "gone", "3"):
            store.append(record(decision_id=name, application=name))
        erase(store)

        def found_among(count: int) -> set[str]:
            monkeypatch.setattr("tejun.store.comparing.LOOKED_THROUGH", count)
            return {each.decision_id for each in store.over_inputs([value])}

        assert found_among(1) == {"3"}
        assert found_among(2) == {"3"}
        assert found_among(3) == {"2", "3"}
        assert found_among(4) == {"1", "2", "3"}


def stored_bytes(home: Home, decision_id: str) -> set[bytes]:
    """All bytes in the row of a decision, and in that of its values."""
    query = (
        "SELECT d.*, v.input_digest, v.result_digest FROM decisions d"
        " LEFT JOIN decision_values v ON v.sequence = d.sequence WHERE d.decision_id = "
    )
    with home.stranger() as stranger:
        row = stranger.execute(f"{query}'{decision_id}'").fetchone()
    return {bytes(value) for value in row if isinstance(value, bytes | memoryview)}


def test_whoever_has_the_record_and_sends_a_guess_at_what_was_erased_sees_nothing(
    home: Home, store: Store
) -> None:
    """The very request that was erased, recorded anew: nothing of it is as it was then. Of a living one much is."""

    def guess(name: str) -> set[bytes]:
        store.append(record(decision_id=name, application="gone", key=f"of {name}"))
        return stored_bytes(home, name)

    both = stored_bytes(home, "g-1") & stored_bytes(home, "g-2")
    assert len(both & guess("right")) == 2, "as long as nothing was erased"
    erase(store)
    again = guess("again")
    for name in ("g-1", "g-2", "right"):
        assert not stored_bytes(home, name) & again, name
    assert stored_bytes(home, "k-1") & again == both
    erase(store)
    assert not stored_bytes(home, "again") & both
    *_, checked = store.check_log(whole)
    assert checked.head.size == 7


def test_whoever_asks_under_the_key_of_an_erased_one_is_told_the_same(store: Store) -> None:
    """The request that was erased, or a guess at it: nobody sees which of them it was."""
    erase(store)
    guesses: list[Callable[[], object]] = [
        lambda: store.by_key("k"),
        lambda: store.append(record(key="k")),
        lambda: store.append(record(key="k", fingerprint="another")),
    ]
    said = set()
    for guess in guesses:
        with pytest.raises(KeyReusedError) as error:
            guess()
        said.add(error.value.detail.in_("en"))
    assert said == {"What was recorded under the Idempotency-Key “k” was erased."}
    assert store.by_key("new") is None
    assert store.log.head().size == 4


# --- in SQLite's files ----------------------------------------------------------------------------------


def files_of(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def wrapped_key(path: Path, application: str) -> bytes:
    connection = dbapi.connect(path)
    [wrapped] = connection.execute(
        "SELECT wrapped FROM data_keys WHERE application = ?", (application,)
    ).fetchone()
    connection.close()
    return bytes(wrapped).lstrip(b"\0")


def test_the_wrapped_keys_are_nowhere_in_the_file_nor_in_its_log(tmp_path: Path) -> None:
    """So many that their table has several pages: rows move from one to another as it grows."""
    path = tmp_path / "tejun.db"
    names = [f"a-{number}" for number in range(200)]
    with open_store(path) as store:
        for name in names:
            store.append(record(application=name))
        keys = {name: wrapped_key(path, name) for name in names}
        there = files_of(path)
        assert [name for name in names if keys[name] not in there] == []
        for name in names[::2]:
            assert store.erase(PROGRAM, name, "asked for", NOW) is not None
        store.empty_log()
        left = files_of(path)
        assert [name for name in names[::2] if keys[name] in left] == []
        assert {left.count(keys[name]) for name in names[1::2]} == {1}
        for name in names[1::2]:
            assert store.erase(PROGRAM, name, "asked for", NOW) is not None
        store.empty_log()
        left = files_of(path)
        assert [name for name in names if keys[name] in left] == []


def values_in(path: Path) -> dict[str, set[bytes]]:
    """By application, the values by which its decisions are compared."""
    connection = dbapi.connect(path)
    rows = connection.execute(
        "SELECT k.application, v.input_digest, v.result_digest FROM decision_values v"
        " JOIN decisions d ON d.sequence = v.sequence JOIN data_keys k ON k.key_id = d.key_id"
    ).fetchall()
    connection.close()
    found: dict[str, set[bytes]] = {}
    for application, *values in rows:
        found.setdefault(application, set()).update(values)
    return found


def of_their_own(application: str, count: int) -> list[Record]:
    """Decisions, each over another input and with another result."""
    return [
        replace(
            made,
            input=made.decision_id.encode(),
            description=replace(made.description, result=f"sha256:{made.decision_id}"),
        )
        for made in (record(application=application) for _ in range(count))
    ]


def test_no_value_of_what_was_erased_is_in_the_file_nor_in_its_log(tmp_path: Path) -> None:
    """So many that they have several pages."""
    path = tmp_path / "tejun.db"
    names = [f"a-{number}" for number in range(30)]
    with open_store(path) as store:
        for _ in range(3):
            for name in names:
                store.append_all(of_their_own(name, 10))
        values = values_in(path)
        assert {len(values[name]) for name in names} == {60}
        there = values
        for some in (names[::2], names[1::2]):
            for name in some:
                assert store.erase(PROGRAM, name, "asked for", NOW) is not None
            store.empty_log()
            left, there = files_of(path), values_in(path)
            assert [name for name in some if any(value in left for value in values[name])] == []
            assert there == {name: values[name] for name in there}
        assert there == {}
        *_, checked = store.check_log(whole)
        assert checked.head.size == 30 * 30 + 30


def test_values_that_are_taken_out_in_any_order_are_left_nowhere(tmp_path: Path) -> None:
    """By chance, but by the same each time: an index of these values would keep some that are gone."""
    path, drawn = tmp_path / "tejun.db", random.Random(1)  # noqa: S311 - to be the same each time
    schema = Schema(1, (Migration((DECISION_VALUES,)),))
    rows = [
        {
            "sequence": number,
            "input_digest": drawn.randbytes(32),
            "result_digest": drawn.randbytes(32),
        }
        for number in range(6_000)
    ]
    shuffled = list(range(200))
    drawn.shuffle(shuffled)
    with SqliteDatabase(record_file(path), schema) as database:
        for start in range(0, len(rows), 10):
            with database.open_to_write() as connection:
                connection.execute(insert(DECISION_VALUES), rows[start : start + 10])
        for each in shuffled:
            with database.open_to_write() as connection:
                of_it = DECISION_VALUES.c.sequence % len(shuffled) == each
                connection.execute(
                    update(DECISION_VALUES)
                    .where(of_it)
                    .values(input_digest=None, result_digest=None)
                )
        database.empty_log()
        left = files_of(path)
    values = [value for row in rows for value in row.values() if isinstance(value, bytes)]
    assert [value.hex() for value in values if value in left] == []


def test_a_log_that_an_earlier_process_left_full_is_emptied_by_another(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as serving, open_store(path) as killed:
        serving.append(record(application="a"))
        key = wrapped_key(path, "a")
        assert killed.erase(PROGRAM, "a", "asked for", NOW) is not None
        assert key in files_of(path)
        with open_store(path) as later:
            later.empty_log()
        assert key not in files_of(path)


def test_a_reader_that_keeps_the_log_is_said_and_the_key_is_gone_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tejun.store.database.BUSY_SECONDS", 0.05)
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append(record(decision_id="d"))
        reader = dbapi.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM decisions").fetchone()
        erase(store, "a")
        with pytest.raises(LogInUseError) as error:
            store.empty_log()
        assert "may still be in its log tejun.db-wal" in error.value.detail.in_("en")
        with pytest.raises(ErasedRecordError):
            store.get("d")
        reader.close()
        store.empty_log()


# --- wrapping anew --------------------------------------------------------------------------------------


def master(number: int) -> LocalMaster:
    return LocalMaster(bytes([number]) * 32, lambda size: bytes([number]) * size)


def opened(home: Home, *masters: LocalMaster) -> Store:
    return home.open(masters=lambda _: Masters(masters[0], masters[1:]))


@pytest.fixture
def rotated(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Seven applications under the first master key."""
    monkeypatch.setattr(erasing, "AT_ONCE", 3)
    with opened(home, master(1)) as store:
        store.append_all(
            [record(decision_id=f"d-{number}", application=f"a-{number}") for number in range(7)]
        )
    return home


def test_all_keys_are_wrapped_anew_and_the_old_master_key_opens_nothing_any_more(
    rotated: Home,
) -> None:
    copy = rotated.copy(1)
    with opened(rotated, master(2), master(1)) as store:
        steps = list(store.rewrap(Masters(master(2), (master(1),))))
        assert [step.looked_at for step in steps] == [3, 6, 8]
        assert (steps[-1].keys, steps[-1].wrapped) == (8, 8), "seven, and the one of lookups"
        assert [step.wrapped for step in store.rewrap(Masters(master(2)))] == [0, 0, 0]
    with opened(rotated, master(2)) as store:
        assert store.get("d-3").decision_id == "d-3"
        *_, checked = store.check_log(whole)
        assert checked.head.size == 7
    with opened(rotated, master(1)) as store, pytest.raises(SealError):
        store.get("d-3")
    with opened(copy, master(2)) as store, pytest.raises(SealError):
        store.get("d-3")


def test_a_rotation_that_was_broken_off_is_begun_anew(rotated: Home) -> None:
    both = Masters(master(2), (master(1),))
    with opened(rotated, master(2), master(1)) as store:
        first, *_ = store.rewrap(both)
        assert first.wrapped in {3, 4}, (
            "three of the first, and the one of lookups before any other"
        )
    with opened(rotated, master(2), master(1)) as store:
        assert store.get("d-3").decision_id == "d-3", "some are wrapped by one, some by the other"
        assert sum(1 for _ in store.rewrap(both)) == 3
    with opened(rotated, master(2)) as store:
        assert [store.get(f"d-{number}").decision_id for number in range(7)]


def meanwhile(masters: Masters, act: Callable[[], object]) -> Masters:
    """The same masters; while the first key is wrapped anew, another machine does this."""
    done: list[object] = []

    class Meanwhile(Masters):
        def rewrap(self, wrapped: bytes, *, associated: bytes) -> bytes:
            anew = super().rewrap(wrapped, associated=associated)
            if not done:
                done.append(True)
                act()
            return anew

    return Meanwhile(masters.current, masters.older)


def test_who_comes_second_with_another_new_master_wraps_nothing(rotated: Home) -> None:
    """Two machines, each with a file of keys of its own: no lock keeps them apart."""
    first, second = Masters(master(2), (master(1),)), Masters(master(3), (master(1),))
    with opened(rotated, master(2), master(1)) as one, opened(rotated, master(3), master(1)) as two:
        with pytest.raises(RotatedElsewhereError) as error:
            list(two.rewrap(meanwhile(second, lambda: next(iter(one.rewrap(first))))))
        assert "at the same time" in error.value.detail.in_("en")
        names = [f"a-{number}" for number in range(7)]
        assert master(3).id not in {wrapped_by(rotated, name) for name in names}
        with pytest.raises(MasterMissingError):  # afterwards its masters are not the record's
            list(two.rewrap(second))
        list(one.rewrap(first))
    with opened(rotated, master(2)) as store:
        assert [store.get(f"d-{number}").decision_id for number in range(7)]


@pytest.mark.parametrize("of", ["part >= ''", "application = 'a-3'"], ids=["all", "one"])
def test_what_keeps_a_key_as_it_was_is_not_another_machine(rotated: Home, of: str) -> None:
    kept = {
        "sqlite": f"CREATE TRIGGER t BEFORE UPDATE ON data_keys WHEN old.{of} BEGIN SELECT raise(IGNORE); END",
        "postgresql": "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
        "CREATE TRIGGER t BEFORE UPDATE ON data_keys FOR EACH ROW"
        f" WHEN (old.{of}) EXECUTE FUNCTION t()",
    }
    with rotated.stranger() as stranger:
        stranger.execute(kept[rotated.dialect])
    with opened(rotated, master(2), master(1)) as store, pytest.raises(StoreError) as error:
        list(store.rewrap(Masters(master(2), (master(1),))))
    assert not isinstance(error.value, RotatedElsewhereError)
    assert "keeps a key from being wrapped" in error.value.detail.in_("en")
    with rotated.stranger() as stranger:
        stranger.execute(
            "DROP TRIGGER t" + (" ON data_keys" if rotated.dialect != "sqlite" else "")
        )
    with opened(rotated, master(2), master(1)) as store:
        list(store.rewrap(Masters(master(2), (master(1),))))


def test_who_comes_second_with_the_same_new_master_goes_on(rotated: Home) -> None:
    both = Masters(master(2), (master(1),))
    with opened(rotated, master(2), master(1)) as one, opened(rotated, master(2), master(1)) as two:
        *_, last = two.rewrap(meanwhile(both, lambda: next(iter(one.rewrap(both)))))
        assert last.looked_at == last.keys == 8
    with opened(rotated, master(2)) as store:
        assert [store.get(f"d-{number}").decision_id for number in range(7)]


def wrapped_by(home: Home, application: str) -> str:
    """The id of the master that has wrapped the application's key."""
    with home.stranger() as stranger:
        query = "SELECT wrapped FROM data_keys WHERE application = "
        [wrapped] = stranger.execute(f"{query}'{application}'").fetchone()
    return master_id_of(bytes(wrapped).lstrip(b"\0"))


def test_a_new_key_is_wrapped_by_the_master_that_wraps_the_records_own(rotated: Home) -> None:
    both = Masters(master(2), (master(1),))
    with opened(rotated, master(2), master(1)) as store:
        store.append(record(application="before"))
        assert wrapped_by(rotated, "before") == master(1).id
        early = store.keys.seal([record(decision_id="early", application="meanwhile")])
        next(iter(store.rewrap(both)))
        store.append(record(application="after"))
        store._commit(early)
        assert {wrapped_by(rotated, name) for name in ("after", "meanwhile")} == {master(2).id}
        list(store.rewrap(both))
    with opened(rotated, master(2)) as store:
        assert store.get("early").decision_id == "early"
        *_, checked = store.check_log(whole)
        assert checked.head.size == 10


def test_who_has_only_a_master_that_was_replaced_seals_nothing_new(rotated: Home) -> None:
    """Another machine, with a copy of the key: what it wrapped would be lost when that is destroyed, too."""
    with opened(rotated, master(1)) as other, opened(rotated, master(2), master(1)) as store:
        other.check_master()
        early = other.keys.seal([record(decision_id="early", application="early")])
        list(store.rewrap(Masters(master(2), (master(1),))))
        attempts: list[Callable[[], object]] = [
            lambda: other.append(record(decision_id="new", application="new")),
            lambda: other._commit(early),
            other.check_master,
        ]
        for attempt in attempts:
            with pytest.raises(SealError) as error:
                attempt()
            assert master(2).id in error.value.detail.in_("en")
        assert store.log.head().size == 7
        assert {each.application for each in store.kept()} == {f"a-{n}" for n in range(7)}


def test_a_service_that_wraps_is_asked_before_the_turn_to_write_is_taken(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = KeyService("arn:of-the-test")
    calls = []
    real = recording.insert

    def counted(*args: Any, **options: Any) -> Any:
        before = service.calls
        done = real(*args, **options)
        calls.append(service.calls - before)
        return done

    monkeypatch.setattr(recording, "insert", counted)
    with home.open(masters=lambda _: Masters(service)) as store:
        store.append_all([record(application=f"a-{number}") for number in range(3)])
        store.append(record(application="a-0"))
        store.append(record(application="late"))
    assert calls == [0, 0, 0]
    assert service.calls == 5, "four applications, and the key of lookups"


def test_a_key_that_is_erased_meanwhile_stays_so(rotated: Home) -> None:
    class Meanwhile(Masters):
        """While they wrap, every application is erased."""

        def rewrap(self, wrapped: bytes, *, associated: bytes) -> bytes:
            for number in range(7):
                rotating.erase(PROGRAM, f"a-{number}", "asked for", NOW)
            return super().rewrap(wrapped, associated=associated)

    with opened(rotated, master(2), master(1)) as rotating:
        steps = list(rotating.rewrap(Meanwhile(master(2), (master(1),))))
        assert steps[-1].wrapped <= 1, "the lookup key alone is left"
        with pytest.raises(ErasedRecordError):
            rotating.get("d-3")
        *_, checked = rotating.check_log(whole)
        assert checked.head.size == 14


PLANT = "INSERT INTO data_keys SELECT 'planted', 'kprogram-2026', 'planted', '', {} FROM data_keys"
PLANTED = {
    "garbage": PLANT.format("x'00'") + " WHERE part = 'lookup'",
    "of another place": PLANT.format("wrapped") + " WHERE application = 'a-2'",
    "a part of an application": "INSERT INTO data_keys SELECT 'planted', program, application, 'p', wrapped"
    " FROM data_keys WHERE application = 'a-2'",
    "a second one of lookups": "INSERT INTO data_keys SELECT 'planted', 'kprogram-2026', 'planted', part, wrapped"
    " FROM data_keys WHERE part = 'lookup'",
}


@pytest.mark.parametrize("sql", PLANTED.values(), ids=PLANTED)
def test_a_key_that_was_put_in_keeps_no_other_from_being_wrapped_and_can_be_erased(
    rotated: Home, sql: str
) -> None:
    with rotated.stranger() as stranger:
        stranger.execute(in_dialect(sql, rotated.dialect))
    with opened(rotated, master(2), master(1)) as store:
        *_, last = store.rewrap(Masters(master(2), (master(1),)))
        [left] = last.unreadable
        assert (left.key_id, last.keys, last.wrapped) == ("planted", 9, 8)
        with pytest.raises(AlteredRecordError) as error:
            list(store.check_log(whole))
        assert left.application in error.value.detail.in_("en")
        [kept] = store.kept(PROGRAM, left.application)
        assert kept.decisions == (left.application == "a-2")
        assert store.erase(PROGRAM, left.application, "put in", NOW, seen=kept) is not None
        *_, last = store.rewrap(Masters(master(2), (master(1),)))
        assert last.unreadable == ()
        *_, checked = store.check_log(whole)
        assert checked.head.size == 8
    with opened(rotated, master(2)) as store:
        assert store.get("d-3").decision_id == "d-3"


def test_with_the_masters_of_another_record_nothing_is_wrapped(rotated: Home) -> None:
    with opened(rotated, master(1)) as store, pytest.raises(SealError):
        list(store.rewrap(Masters(master(3), (master(2),))))


def test_nothing_of_how_a_key_was_wrapped_is_left_in_the_file(tmp_path: Path) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with opened(home, master(1)) as store:
        store.append(record())
        before = wrapped_key(home.path, "a")
        list(store.rewrap(Masters(master(2), (master(1),))))
        assert before not in files_of(home.path)
        assert wrapped_key(home.path, "a") in files_of(home.path)
