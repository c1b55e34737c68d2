"""Where what stands in the record keeps it from being written to, that is said: it is no fault of the disk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tejun.errors import AlteredRecordError, StoreError
from tejun.store.store import Store

from tests.store.test_statements import FIRST
from tests.support.postgres import OWNER
from tests.support.records import NOW, record
from tests.support.records_of_both import Home, PostgresHome, SqliteHome, attack


@pytest.fixture
def full(home: Home) -> Home:
    """A record with one decision."""
    with home.open() as store:
        store.append(record(decision_id="d"))
    return home


def plant(home: Home, table: str, does: str) -> None:
    """A trigger that does this to each row that is put in: IGNORE or ABORT, as SQLite says it."""
    if not isinstance(home, PostgresHome):
        with home.stranger() as stranger:
            stranger.execute(
                f"CREATE TRIGGER zz BEFORE INSERT ON {table} BEGIN SELECT RAISE({does}); END"
            )
        return
    body = "RETURN NULL" if does == "IGNORE" else "RAISE EXCEPTION 'canary-sql'"
    home._server.run(
        f"CREATE FUNCTION zz() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; END $$",
        f"CREATE TRIGGER zz BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION zz()",
        database=home.database,
        role=OWNER,
    )


def new(store: Store) -> object:
    return store.append(record(decision_id="new", application="new"))


def look(store: Store) -> None:
    store.statements.of("here").remember([FIRST], now=NOW)


WRITES: dict[str, Callable[[Store], object]] = {
    "decisions": new,
    "decision_values": new,
    "decision_index": new,
    "data_keys": new,
    "log_entries": new,
    "registry_looks": look,
    "statements": look,
    "log_checkpoints": lambda store: store.log.keep_checkpoint(1, b"note"),
}


@pytest.mark.parametrize(("table", "write"), WRITES.items(), ids=WRITES)
def test_what_the_database_takes_away_is_not_said_to_be_recorded(
    full: Home, table: str, write: Callable[[Store], object]
) -> None:
    plant(full, table, "IGNORE")
    with full.open() as store:
        head = store.log.head()
        with pytest.raises(StoreError) as error:
            write(store)
        assert error.value.detail.in_("en").startswith("Nothing was recorded")
        assert "tejun doctor" in error.value.advice.in_("en")
        assert store.log.head() == head
        *_, checked = store.check_log(lambda _: None)
        assert checked.head == head


@pytest.mark.parametrize(("table", "write"), WRITES.items(), ids=WRITES)
def test_what_the_database_refuses_is_no_fault_of_the_disk(
    full: Home, table: str, write: Callable[[Store], object]
) -> None:
    plant(full, table, "ABORT, 'canary-sql'")
    with full.open() as store, pytest.raises(StoreError) as error:
        write(store)
    said = f"{error.value.detail.in_('en')} {error.value.advice.in_('en')}"
    assert "what is in it refuses what was to be written" in said
    assert "tejun doctor" in said
    assert "disk" not in said
    assert "canary" not in said


MORE = {
    "decisions": (
        "decision_id, program, institution, recorded_at, revision, key_id, codes, parts, secret, decision, input",
        "'more' || NEW.sequence, '', '', '', '', '', NEW.codes, NEW.parts, NEW.secret, NEW.decision, NEW.input",
    ),
    "statements": (
        "place, program, number, digest, first_seen, found, content",
        "'more', NEW.program, NEW.number, NEW.digest, NEW.first_seen, NEW.found, NEW.content",
    ),
}


@pytest.mark.parametrize("table", MORE)
def test_what_the_database_puts_in_beside_it_is_not_said_to_be_recorded(
    tmp_path: Path, table: str
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    columns, row = MORE[table]
    with home.open() as store:
        store.append(record(decision_id="d"))
        with home.stranger() as stranger:
            puts_in = f"INSERT INTO {table} ({columns}) VALUES ({row})"  # noqa: S608 - see MORE
            stranger.execute(f"CREATE TRIGGER zz AFTER INSERT ON {table} BEGIN {puts_in}; END")
        with pytest.raises(StoreError) as error:
            WRITES[table](store)
        assert error.value.detail.in_("en").startswith("Nothing was recorded")
        *_, checked = store.check_log(lambda _: None)
        assert checked.head.size == 1


def test_a_record_that_keeps_nothing_is_not_writable(full: Home) -> None:
    plant(full, "decisions", "IGNORE")
    with full.open() as store, pytest.raises(StoreError) as error:
        store.check_writable()
    assert error.value.detail.in_("en").startswith("Nothing was recorded")


def test_values_that_somebody_put_in_for_a_decision_to_come_are_named(full: Home) -> None:
    attack(full, [], "INSERT INTO decision_values VALUES (2, NULL, NULL)")
    with full.open() as store:
        with pytest.raises(StoreError) as refused:
            new(store)
        assert "what is in it refuses" in refused.value.detail.in_("en")
        with pytest.raises(AlteredRecordError) as altered:
            list(store.check_log(lambda _: None))
        assert "#2" in altered.value.detail.in_("en")
