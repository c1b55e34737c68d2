"""The tables in PostgreSQL are made and changed by `migrate` alone, whole or not at all, and are what the code says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine
from sqlmodel import SQLModel
from tejun.errors import StoreError
from tejun.store import comparing
from tejun.store.postgres.connecting import IN_USE, VERSION_TABLE
from tejun.store.postgres.migrating import migrate, read_scripts
from tejun.store.postgres.place import Place
from tejun.store.postgres.rights import table_names
from tejun.store.store import Store
from tejun.store.tables import APPLICATION_ID, RECORD

from tests.support.postgres import OWNER, PostgresServer
from tests.support.records import record
from tests.support.records_of_both import Home
from tests.support.stores import open_in_postgres

pytestmark = pytest.mark.postgres


@pytest.fixture
def bare(postgres_server: PostgresServer) -> Iterator[str]:
    """A database with nothing in it."""
    name = postgres_server.new_database(like="template0")
    yield name
    postgres_server.run(f"DROP DATABASE {name} WITH (FORCE)")


def opened(place: Place) -> Store:
    return open_in_postgres(place, Path("tejun.db"))


def set_version(server: PostgresServer, database: str, version: int) -> None:
    with server.connect(database) as connection:
        connection.execute("UPDATE tejun_version SET version_num = %s", (str(version),))


def said(place: Place) -> str:
    """Why it cannot be opened."""
    with pytest.raises(StoreError) as error:
        opened(place)
    return f"{error.value.detail.in_('en')} {error.value.advice.in_('en')}"


def test_a_record_is_made_once(postgres_server: PostgresServer, bare: str) -> None:
    place = postgres_server.place(bare, OWNER)
    assert "has no tables yet. Run `tejun migrate`" in said(place)
    assert migrate(place) is None
    assert migrate(place) == RECORD.version
    with opened(place) as store:
        store.append(record(decision_id="d"))
    assert migrate(place) == RECORD.version
    with opened(place) as store:
        assert store.get("d").decision_id == "d"


@pytest.mark.parametrize(
    ("version", "words"),
    [(5, "form 5, in which nothing is sealed"), (99, "Update tejun")],
)
def test_tables_of_another_tejun_are_left_alone(
    postgres_server: PostgresServer, bare: str, version: int, words: str
) -> None:
    place = postgres_server.place(bare, OWNER)
    migrate(place)
    set_version(postgres_server, bare, version)
    assert words in said(place)


@pytest.mark.parametrize(
    ("version", "words"), [(5, "the earlier form 5, in which"), (99, "newer form 99")]
)
def test_tables_of_another_tejun_are_not_migrated(
    postgres_server: PostgresServer, bare: str, version: int, words: str
) -> None:
    place = postgres_server.place(bare, OWNER)
    migrate(place)
    set_version(postgres_server, bare, version)
    with pytest.raises(StoreError) as error:
        migrate(place)
    assert words in error.value.detail.in_("en")


def test_a_database_of_another_program_is_left_as_it_is(
    postgres_server: PostgresServer, bare: str
) -> None:
    postgres_server.run("CREATE TABLE decisions (name text)", database=bare)
    with pytest.raises(StoreError) as error:
        migrate(postgres_server.place(bare, OWNER))
    assert "decisions" in error.value.detail.in_("en")
    with postgres_server.connect(bare) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == [("decisions",)]


def test_a_step_that_fails_leaves_nothing(postgres_server: PostgresServer, bare: str) -> None:
    there = "CREATE FUNCTION tejun_append_only() RETURNS int LANGUAGE sql AS 'SELECT 1'"
    postgres_server.run(there, database=bare)
    with pytest.raises(StoreError):
        migrate(postgres_server.place(bare, OWNER))
    with postgres_server.connect(bare) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == []


def test_nothing_is_changed_while_a_service_has_it_open(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    database = postgres_place.shown.rpartition("/")[2]
    with opened(postgres_place), pytest.raises(StoreError) as error:
        migrate(postgres_server.place(database, OWNER))
    assert "is in use" in error.value.detail.in_("en")
    assert migrate(postgres_server.place(database, OWNER)) == RECORD.version


def test_while_it_is_changed_nobody_opens_it(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    with postgres_server.connect(postgres_place.shown.rpartition("/")[2]) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", (APPLICATION_ID, IN_USE))
        assert "being changed at this moment" in said(postgres_place)
    opened(postgres_place).close()


def test_text_is_kept_as_utf_8_or_not_at_all(postgres_server: PostgresServer) -> None:
    postgres_server.run(
        f"CREATE DATABASE latin TEMPLATE template0 ENCODING 'SQL_ASCII' OWNER {OWNER}"
    )
    with pytest.raises(StoreError) as error:
        migrate(postgres_server.place("latin", OWNER))
    assert "SQL_ASCII" in error.value.detail.in_("en")


# --- the tables and the code -------------------------------------------------------------------------


def differences(connection: Connection) -> list[Any]:
    def is_ours(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
        table = name if kind == "table" else getattr(getattr(thing, "table", None), "name", name)
        return table in set(table_names())

    options = {"include_object": is_ours, "compare_type": True, "version_table": VERSION_TABLE}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, SQLModel.metadata))


def test_what_is_migrated_is_what_the_code_says(home: Home) -> None:
    """Both databases: a column that only one of the two has would stand here."""
    with home.open() as store, store._database.reading.connect() as connection:
        assert differences(connection) == []


def test_a_difference_is_seen(postgres_server: PostgresServer) -> None:
    database = postgres_server.new_database()
    postgres_server.run("ALTER TABLE decisions ADD COLUMN more text", database=database)
    postgres_server.run("ALTER TABLE log_checkpoints ALTER size TYPE int", database=database)
    engine = create_engine(
        "postgresql+psycopg://", module=psycopg, creator=lambda: postgres_server.connect(database)
    )
    with engine.connect() as connection:
        assert len(differences(connection)) == 2
    engine.dispose()


def test_both_databases_count_their_versions_alike() -> None:
    assert read_scripts().get_heads() == [str(RECORD.version)]


def test_only_the_last_values_are_looked_through_and_no_decision(postgres_place: Place) -> None:
    with opened(postgres_place) as store:
        store.append_all([record(decision_id=f"d-{number}") for number in range(50)])
        assert store.over_inputs(["00"]) == []
        with store._database.reading.connect() as connection:
            asked = comparing._over_inputs([b"x"]).compile(
                connection, compile_kwargs={"render_postcompile": True}
            )
            connection.exec_driver_sql("SET enable_seqscan = off")
            found = connection.exec_driver_sql(f"EXPLAIN {asked}", dict(asked.params)).all()
    plan = "\n".join(line for (line,) in found)
    assert re.search(r"decision_values_pkey.*\n.*Index Cond: \(sequence > ", plan), plan
    assert "Seq Scan on decisions" not in plan, plan
