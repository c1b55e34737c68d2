"""Nothing in PostgreSQL's tables is changed or removed, whoever connects; a service's role may not even try."""

from pathlib import Path

import psycopg
import pytest
from tejun.store.postgres.place import Place
from tejun.store.postgres.rights import table_names
from tejun.store.protocol import Rights
from tejun.store.store import Store

from tests.support.postgres import ADMIN, OWNER, SERVICE, PostgresServer
from tests.support.records import record
from tests.support.stores import open_in_postgres

pytestmark = pytest.mark.postgres

ATTEMPTS = [
    "UPDATE {table} SET sequence = sequence",
    "UPDATE {table} SET sequence = 1 WHERE false",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
]
NO_SEQUENCE = {"log_hashes": "level", "erased_keys": "key_id", "data_keys": "key_id"}
ONLY_ADDED = tuple(table for table in table_names() if table != "data_keys")


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
        "UPDATE data_keys SET made_at = 'x'",
        "WITH d AS (DELETE FROM data_keys RETURNING *) SELECT * FROM d",
    ],
)
def test_of_keys_that_of_lookups_stays_and_the_others_only_go(
    postgres_server: PostgresServer, database: str, statement: str
) -> None:
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        postgres_server.run(statement, database=database)


@pytest.mark.parametrize(
    "attempt", ["UPDATE data_keys SET made_at = 'x'", "TRUNCATE data_keys", "DROP TABLE data_keys"]
)
def test_a_service_has_of_keys_the_rights_that_it_needs(
    postgres_server: PostgresServer, database: str, attempt: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres_server.run(attempt, database=database, role=SERVICE)
    wrapped_anew = "UPDATE data_keys SET wrapped = wrapped"
    postgres_server.run(wrapped_anew, database=database, role=SERVICE)


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
        database=database,
    )
    with opened(postgres_server.place(database)) as store:
        found = store.look_at_rights()
    assert found == Rights(("UPDATE",), ("statements", "log_hashes", "data_keys"))
