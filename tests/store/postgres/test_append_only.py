"""Nothing in PostgreSQL's tables is changed or removed, whoever connects; a service's role may not even try."""

import re
from dataclasses import replace
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from tejun.store.parts import Differences, Part
from tejun.store.postgres.migrating import mend
from tejun.store.postgres.place import Place
from tejun.store.postgres.rights import table_names
from tejun.store.protocol import Rights
from tejun.store.records import Record
from tejun.store.store import Store

from tests.support.cases import ROOT
from tests.support.postgres import ADMIN, OWNER, SERVICE, PostgresServer
from tests.support.records import NOW, record
from tests.support.stores import open_in_postgres

pytestmark = pytest.mark.postgres

ATTEMPTS = [
    "UPDATE {table} SET sequence = sequence",
    "UPDATE {table} SET sequence = 1 WHERE false",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
]
NO_SEQUENCE = {"log_hashes": "level", "erased_keys": "key_id", "data_keys": "key_id"}
LOOKED_AT_BY_ROW = {"data_keys", "decision_values"}
ONLY_ADDED = tuple(table for table in table_names() if table not in LOOKED_AT_BY_ROW)


@pytest.fixture(scope="module")
def database(postgres_server: PostgresServer) -> str:
    """A record with one decision."""
    name = postgres_server.new_database()
    with opened(postgres_server.place(name)) as store:
        store.append(record(decision_id="d", key="k"))
    return name


def opened(place: Place) -> Store:
    return open_in_postgres(place, Path("tejun.db"))


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("table", ONLY_ADDED)
def test_who_has_every_right_changes_and_removes_no_row(
    postgres_server: PostgresServer, database: str, table: str, attempt: str
) -> None:
    role = ADMIN if table == "decisions" else OWNER
    sql = attempt.format(table=table).replace("sequence", NO_SEQUENCE.get(table, "sequence"))
    sql = sql.replace("key_id = 1", "key_id = '1'")
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        postgres_server.run(sql, database=database, role=role)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_service_has_not_even_the_right(
    postgres_server: PostgresServer, database: str, attempt: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres_server.run(attempt.format(table="decisions"), database=database, role=SERVICE)


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica; DELETE FROM decisions",
        "INSERT INTO decisions SELECT * FROM decisions ON CONFLICT (decision_id) DO UPDATE SET program = 'x'",
        "MERGE INTO decisions d USING decisions o ON d.sequence = o.sequence WHEN MATCHED THEN DELETE",
        "WITH gone AS (DELETE FROM decisions RETURNING *) SELECT * FROM gone",
    ],
)
def test_no_other_way_leads_around_the_triggers(
    postgres_server: PostgresServer, database: str, statement: str
) -> None:
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        postgres_server.run(statement, database=database)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE data_keys",
        "DELETE FROM data_keys",
        "UPDATE data_keys SET part = 'x'",
        "WITH d AS (DELETE FROM data_keys RETURNING *) SELECT * FROM d",
        "TRUNCATE decision_values",
        "DELETE FROM decision_values",
        "UPDATE decision_values SET input_digest = NULL, result_digest = NULL",
    ],
)
def test_of_keys_and_values_those_stay_that_nothing_says_to_be_erased(
    postgres_server: PostgresServer, database: str, statement: str
) -> None:
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        postgres_server.run(statement, database=database)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE data_keys SET part = 'x'",
        "TRUNCATE data_keys",
        "DROP TABLE data_keys",
        "UPDATE decision_values SET sequence = 9",
        "DELETE FROM decision_values",
        "TRUNCATE decision_values",
    ],
)
def test_a_service_has_of_keys_the_rights_that_it_needs(
    postgres_server: PostgresServer, database: str, attempt: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres_server.run(attempt, database=database, role=SERVICE)
    wrapped_anew = "UPDATE data_keys SET wrapped = wrapped"
    postgres_server.run(wrapped_anew, database=database, role=SERVICE)


def documented_commands() -> list[str]:
    """Of docs/sealing.md: the owner's for the tables, and the administrator's for the statistics."""
    return re.findall(r"`(VACUUM[^`]*)`", (ROOT / "docs" / "sealing.md").read_text("utf-8"))


def test_statistics_that_somebody_had_made_stay_in_their_file_until_it_is_written_anew(
    postgres_server: PostgresServer,
) -> None:
    database = postgres_server.new_database()
    names = ["first", "second", "third"]
    with opened(postgres_server.place(database)) as store:
        store.append_all([another_application(name) for name in names])
    wrapped = wrapped_key(postgres_server, database, names[0])
    postgres_server.run(
        "ALTER TABLE data_keys ALTER wrapped SET STATISTICS 100",
        "ANALYZE data_keys",
        database=database,
        role=OWNER,
    )
    mend(postgres_server.place(database, OWNER), puts_back=True, drop=())
    with opened(postgres_server.place(database)) as store:
        store.erase(record().program, names[0], "x", NOW)
    assert wrapped in file_of(postgres_server, database, "pg_statistic")
    _, command = documented_commands()
    postgres_server.run(command, database=database)
    assert wrapped not in file_of(postgres_server, database, "pg_statistic")


@pytest.mark.parametrize("erased", [0, 1, 2])
def test_what_was_erased_stays_in_the_tables_files_until_they_are_written_anew(
    postgres_server: PostgresServer, erased: int
) -> None:
    """As docs/sealing.md says, with its command."""
    database = postgres_server.new_database()
    names = ["first", "second", "third"]
    with opened(postgres_server.place(database)) as store:
        store.append_all([another_application(name) for name in names])
        wrapped = wrapped_key(postgres_server, database, names[erased])
        value = input_value(postgres_server, database, names[erased])
        store.erase(record().program, names[erased], "x", NOW)
    places = {
        "data_keys": wrapped,
        "decision_values": value,
    }
    for place, what in places.items():
        assert what in file_of(postgres_server, database, place)
    command, _ = documented_commands()
    postgres_server.run(command, database=database, role=OWNER)
    for place, what in places.items():
        assert what not in file_of(postgres_server, database, place)


def wrapped_key(server: PostgresServer, database: str, application: str) -> bytes:
    query = "SELECT wrapped FROM data_keys WHERE application = %s"
    return value_of(server, database, query, application)


def input_value(server: PostgresServer, database: str, decision_id: str) -> bytes:
    query = "SELECT input_digest FROM decision_values JOIN decisions USING (sequence) WHERE decision_id = %s"
    return value_of(server, database, query, decision_id)


def value_of(server: PostgresServer, database: str, query: LiteralString, name: str) -> bytes:
    with server.connect(database) as connection:
        row = connection.execute(query, (name,)).fetchone()
    assert row is not None
    return bytes(row[0])


def file_of(server: PostgresServer, database: str, table: str) -> bytes:
    """As it stands on the disk."""
    with server.connect(database) as connection:
        connection.execute("CHECKPOINT")
        row = connection.execute("SELECT pg_relation_filepath(%s)", (table,)).fetchone()
    assert row is not None
    return bytes((server.data / row[0]).read_bytes())


# --- keys that were erased, and those that were not ---------------------------------------------------


@pytest.fixture
def erased(postgres_server: PostgresServer) -> tuple[str, str]:
    """A database in which one application was erased and another was not, and an INSERT of the key that is gone."""
    name = postgres_server.new_database()
    with opened(postgres_server.place(name)) as store:
        store.append_all([record(decision_id="gone"), another_application("there")])
        with postgres_server.connect(name) as connection:
            row = connection.execute(
                "SELECT quote_literal(key_id), quote_literal(program), quote_literal(application),"
                " quote_literal(part), quote_literal(wrapped)"
                " FROM data_keys WHERE application = %s",
                ("a",),
            ).fetchone()
        assert row is not None
        assert store.erase(record().program, "a", "x", NOW) is not None
    return name, f"INSERT INTO public.data_keys VALUES ({', '.join(row)})"  # noqa: S608


def another_application(name: str) -> Record:
    """With an input of its own."""
    made = record(decision_id=name, application=name)
    return replace(made, input=name.encode())


@pytest.mark.parametrize(
    "before",
    [
        "SELECT 1",
        "CREATE TEMP TABLE erased_keys (key_id text, erasure_id text)",
        "CREATE TEMP VIEW erased_keys AS SELECT ''::text AS key_id WHERE false",
        "SET search_path = pg_temp, public; CREATE TEMP TABLE erased_keys (key_id text)",
    ],
)
def test_a_service_puts_no_erased_key_back(
    postgres_server: PostgresServer, erased: tuple[str, str], before: str
) -> None:
    database, insert = erased
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        postgres_server.run(before, insert, database=database, role=SERVICE)


@pytest.mark.parametrize(
    "before",
    [
        "SELECT 1",
        "CREATE TEMP TABLE erased_keys AS SELECT key_id, '' AS erasure_id FROM data_keys",
    ],
)
@pytest.mark.parametrize("role", [SERVICE, OWNER, ADMIN])
def test_a_key_that_is_not_named_as_erased_is_not_deleted(
    postgres_server: PostgresServer, erased: tuple[str, str], role: str, before: str
) -> None:
    database, _ = erased
    delete = "DELETE FROM public.data_keys WHERE application = 'there'"
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        postgres_server.run(before, delete, database=database, role=role)
    with opened(postgres_server.place(database)) as store:
        assert store.get("there").decision_id == "there"


@pytest.mark.parametrize(
    "attempt",
    [
        "INSERT INTO tejun_version VALUES ('5')",
        "UPDATE tejun_version SET version_num = '5'",
        "DELETE FROM tejun_version",
    ],
)
def test_a_service_has_no_say_in_the_version(
    postgres_server: PostgresServer, database: str, attempt: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres_server.run(attempt, database=database, role=SERVICE)


def test_nobody_else_connects_and_a_service_makes_no_tables_of_its_own(
    postgres_server: PostgresServer,
) -> None:
    postgres_server.run("CREATE ROLE stranger")
    asked = "SELECT has_database_privilege(%s, 'tejun', %s)"
    with postgres_server.connect() as connection:
        for role, right, may in (
            ("stranger", "CONNECT", False),
            ("stranger", "TEMP", False),
            (SERVICE, "CONNECT", True),
            (SERVICE, "TEMP", False),
            (OWNER, "CONNECT", True),
        ):
            assert connection.execute(asked, (role, right)).fetchone() == (may,), (role, right)


@pytest.mark.parametrize(
    ("grant", "excess"),
    [
        ("UPDATE (codes) ON decisions", "UPDATE"),
        ("UPDATE (part) ON data_keys", "UPDATE"),
        ("UPDATE ON data_keys", "UPDATE"),
        ("UPDATE (sequence) ON decision_values", "UPDATE"),
        ("DELETE ON decision_values", "DELETE"),
        ("DELETE ON log_entries", "DELETE"),
        ("INSERT ON tejun_version", "INSERT"),
        ("INSERT (version_num) ON tejun_version", "INSERT"),
        ("UPDATE (version_num) ON tejun_version", "UPDATE"),
    ],
)
def test_a_right_that_a_service_needs_not_is_named_also_for_a_column_alone(
    postgres_server: PostgresServer, grant: str, excess: str
) -> None:
    database = postgres_server.new_database()
    postgres_server.run(f"GRANT {grant} TO {SERVICE}", database=database, role=OWNER)
    with opened(postgres_server.place(database)) as store:
        assert store.look_at_rights() == Rights((excess,))


def test_a_service_may_read_and_add_and_nothing_else(postgres_place: Place) -> None:
    with opened(postgres_place) as store:
        assert store.look_at_rights() == Rights()


def test_a_role_that_may_do_more_is_named_with_what_it_may(
    postgres_server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    database = postgres_server.new_database()
    with opened(postgres_server.place(database, OWNER)) as store:
        excess = ("OWNER", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
        assert store.look_at_rights() == Rights(excess)
        store.log_warnings()
    assert "OWNER, UPDATE" in caplog.text
    postgres_server.run(
        f"GRANT UPDATE ON log_entries TO {SERVICE}",
        "ALTER TABLE log_hashes DISABLE TRIGGER append_only",
        "ALTER TABLE statements ENABLE TRIGGER append_only",  # no longer for everybody
        "DROP TRIGGER never_emptied ON data_keys",
        "DROP TRIGGER never_emptied ON decision_values",
        database=database,
    )
    with opened(postgres_server.place(database)) as store:
        found = store.look_at_rights()
    gone = tuple(
        Part("TRIGGER", "never_emptied", table) for table in ("data_keys", "decision_values")
    )
    another = tuple(Part("TRIGGER", "append_only", table) for table in ("log_hashes", "statements"))
    assert found == Rights(("UPDATE",), Differences(gone, another))
