"""Nothing in the record is changed, removed or replaced, whoever opens the file."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from tejun.store.driver import dbapi as sqlite3

from tests.support.records import NOW, record
from tests.support.records_of_both import REFUSED, Home, in_dialect
from tests.support.stores import open_store


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Any]:
    """A connection of another program to a file that holds two decisions."""
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append(record(decision_id="d", key="k"))
        store.append(record(decision_id="e"))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


COLUMNS = (
    "sequence, decision_id, program, institution, recorded_at, revision, request_key, key_id, codes, parts,"
    " secret, decision, input"
)
VALUES = "'p', 'i', 't', 'r', {key}, 'key', x'00', x'00', x'00', x'00', x'00'"


def inserting(decision_id: str, *, sequence: str = "NULL", key: str = "NULL") -> str:
    values = VALUES.format(key=key)
    row = f"{sequence}, '{decision_id}', {values}"
    return f"INSERT INTO decisions ({COLUMNS}) VALUES ({row})"  # noqa: S608


def replacing(decision_id: str, **values: str) -> str:
    return inserting(decision_id, **values).replace("INSERT", "REPLACE")


KNOWN_KEY = "(SELECT request_key FROM decisions WHERE decision_id = 'd')"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET decision = x'00'",
        "UPDATE decisions SET program = program",
        "UPDATE decisions SET sequence = sequence + 10",
        "DELETE FROM decisions",
        "DELETE FROM decisions WHERE decision_id = 'd'",
        replacing("new", sequence="1"),
        replacing("d"),
        replacing("new", key=KNOWN_KEY),
        inserting("d") + " ON CONFLICT (decision_id) DO UPDATE SET decision = x'00'",
    ],
)
def test_a_record_is_never_changed_removed_or_replaced(stranger: Any, statement: str) -> None:
    before = stranger.execute("SELECT * FROM decisions").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute(statement)
    stranger.rollback()
    assert stranger.execute("SELECT * FROM decisions").fetchall() == before


def test_a_new_row_is_welcome(stranger: Any) -> None:
    stranger.execute(inserting("new"))
    assert stranger.execute("SELECT count(*) FROM decisions").fetchone() == (3,)


def test_a_value_of_another_type_is_refused(stranger: Any) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        stranger.execute(inserting("new", key="'text'"))


# --- keys alone -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE data_keys SET key_id = 'x'",
        "UPDATE data_keys SET application = 'x' WHERE application = 'a'",
        "UPDATE data_keys SET part = 'x'",
        "DELETE FROM data_keys WHERE part = 'lookup'",
        "DELETE FROM data_keys",
        "REPLACE INTO data_keys SELECT * FROM data_keys",
        "REPLACE INTO data_keys SELECT 'other', program, application, part, wrapped FROM data_keys",
        "INSERT INTO data_keys SELECT key_id, 'p', 'x', '', x'00' FROM erased_keys",
        "UPDATE erasures SET content = x'00'",
        "DELETE FROM erasures",
        "DELETE FROM erased_keys",
        "UPDATE erased_keys SET key_id = 'x'",
    ],
)
def test_of_a_key_nothing_is_changed_but_how_it_is_wrapped(home: Home, statement: str) -> None:
    with home.open() as store:
        store.append_all([record(), record(application="gone")])
        store.erase("kprogram-2026", "gone", "asked for", NOW)
    if home.dialect == "postgresql" and statement.startswith("REPLACE"):
        statement = statement.replace("REPLACE", "INSERT")
    with home.stranger() as stranger, pytest.raises(REFUSED):
        stranger.execute(in_dialect(statement, home.dialect))


def test_a_key_is_wrapped_anew_and_deleted(home: Home) -> None:
    with home.open() as store:
        store.append(record())
    with home.stranger() as stranger:
        stranger.execute(in_dialect("UPDATE data_keys SET wrapped = x'00'", home.dialect))
        with suppress(*REFUSED):  # in PostgreSQL none goes that nothing says to be erased
            stranger.execute("DELETE FROM data_keys WHERE application = 'a'")
        stranger.execute(
            "INSERT INTO erased_keys SELECT key_id, 'e' FROM data_keys WHERE part = ''"
        )
        stranger.execute("DELETE FROM data_keys WHERE application = 'a'")
        assert stranger.execute("SELECT part FROM data_keys").fetchall() == [("lookup",)]


# --- values alone -----------------------------------------------------------------------------------

TAKEN_OUT = "UPDATE decision_values SET input_digest = NULL, result_digest = NULL"
REPLACING = "REPLACE INTO decision_values SELECT sequence, x'00', x'00' FROM decision_values"


@pytest.mark.parametrize(
    ("statement", "of"),
    [
        (TAKEN_OUT, None),
        (TAKEN_OUT, "there"),
        ("UPDATE decision_values SET input_digest = NULL", "there"),
        ("UPDATE decision_values SET input_digest = x'00'", "there"),
        ("UPDATE decision_values SET input_digest = x'00'", "gone"),
        ("UPDATE decision_values SET result_digest = x'00'", "gone"),
        ("UPDATE decision_values SET sequence = 99", "gone"),
        ("UPDATE decision_values SET sequence = sequence + 10", None),
        ("DELETE FROM decision_values", None),
        ("DELETE FROM decision_values", "there"),
        ("DELETE FROM decision_values", "gone"),
        (REPLACING, None),
        (REPLACING, "gone"),
    ],
)
def test_values_are_taken_out_of_what_was_erased_and_nothing_else_is_done_to_them(
    home: Home, statement: str, of: str | None
) -> None:
    with home.open() as store:
        store.append_all(
            [record(decision_id="there"), record(decision_id="gone", application="gone")]
        )
        store.erase("kprogram-2026", "gone", "asked for", NOW)
    if home.dialect == "postgresql" and statement.startswith("REPLACE"):
        statement = statement.replace("REPLACE", "INSERT")
    with home.stranger() as stranger:
        before = stranger.execute("SELECT * FROM decision_values ORDER BY sequence").fetchall()
        assert [None in row for row in before] == [False, True]
        with pytest.raises(REFUSED):
            stranger.execute(in_dialect(f"{statement}{_where(of)}", home.dialect))
        after = stranger.execute("SELECT * FROM decision_values ORDER BY sequence").fetchall()
        assert after == before
        stranger.execute(f"{TAKEN_OUT}{_where('gone')}")


def _where(name: str | None) -> str:
    """That a row of values is of this decision."""
    number = f"(SELECT d.sequence FROM decisions d WHERE d.decision_id = '{name}')"  # noqa: S608
    return "" if name is None else f" WHERE sequence = {number}"
