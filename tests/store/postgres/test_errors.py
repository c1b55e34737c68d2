"""Each failure of PostgreSQL is said in words that help, and never with a password."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tejun.errors import StoreError
from tejun.store.postgres.place import Place
from tejun.store.store import Store

from tests.support.postgres import OWNER, PASSWORDS, SERVICE, PostgresServer, free_port
from tests.support.records import record
from tests.support.stores import open_in_postgres

pytestmark = pytest.mark.postgres
CANARY = "canary-7f3a"


def opened(place: Place) -> Store:
    return open_in_postgres(place, Path("tejun.db"))


def said(error: StoreError) -> str:
    return f"{error.detail.in_('en')} {error.advice.in_('en')}"


@pytest.fixture
def database(postgres_server: PostgresServer, postgres_place: Place) -> str:
    """Of a record of the test's own."""
    return postgres_place.shown.rpartition("/")[2]


UNREACHABLE: dict[str, tuple[Callable[[str, PostgresServer], str], str]] = {
    "another password": (
        lambda url, _: url.replace(PASSWORDS[SERVICE].replace(" ", "%20"), CANARY),
        "does not let this user in",
    ),
    "no such user": (
        lambda url, _: url.replace(f"//{SERVICE}:", f"//nobody:{CANARY}"),
        "does not let this user in",
    ),
    "no such database": (lambda url, _: url + "_none", "there is no such database"),
    "nobody listens": (
        lambda url, server: url.replace(str(server.port), str(free_port())),
        "there is no connection to the server",
    ),
    "no such host": (
        lambda url, _: url.replace("127.0.0.1", "nowhere.invalid"),
        "there is no connection to the server",
    ),
    "another password beside the URL": (
        lambda url, _: f"{url.replace(':the', ':x')}?password={CANARY}",
        "does not let this user in",
    ),
    "what no driver reads": (
        lambda url, _: url.replace(f"//{SERVICE}:", f"//{SERVICE}:{CANARY}%zz"),
        "TEJUN_DATABASE_URL cannot be read",
    ),
    "a parameter that there is not": (
        lambda url, _: f"{url}?{CANARY}=1",
        "TEJUN_DATABASE_URL cannot be read",
    ),
}


@pytest.mark.parametrize(("change", "words"), UNREACHABLE.values(), ids=UNREACHABLE)
def test_a_record_that_cannot_be_reached_is_said_without_its_password(
    postgres_server: PostgresServer,
    change: Callable[[str, PostgresServer], str],
    words: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    place = postgres_server.place("tejun")
    changed = replace(place, url=change(place.url, postgres_server))
    with pytest.raises(StoreError) as error:
        opened(changed)
    assert words in said(error.value)
    everything = said(error.value) + repr(changed) + caplog.text
    everything += "".join(traceback.format_exception(error.value))
    assert CANARY not in everything
    assert PASSWORDS[SERVICE].replace(" ", "%20") not in everything


LIMITED: dict[str, tuple[str, str]] = {
    "read-only": (
        "ALTER DATABASE {database} SET default_transaction_read_only = on",
        "it may not be written. See that it is the server that takes writes",
    ),
    "no rights": (
        "REVOKE INSERT ON decisions FROM tejun_service",
        "its role may not do this. Grant its role SELECT and INSERT",
    ),
}


@pytest.fixture
def limited(postgres_server: PostgresServer, database: str) -> Callable[[str], None]:
    """Does this to the database."""
    return lambda sql: postgres_server.run(sql.format(database=database), database=database)


@pytest.mark.parametrize(("statement", "words"), LIMITED.values(), ids=LIMITED)
def test_where_nothing_may_be_written_it_is_said_why(
    limited: Callable[[str], None], postgres_place: Place, statement: str, words: str
) -> None:
    limited(statement)
    with opened(postgres_place) as store:
        for attempt in (lambda: store.append(record()), store.check_writable):
            with pytest.raises(StoreError) as error:
                attempt()
            assert words in said(error.value)
            assert said(error.value).startswith("The record in PostgreSQL:"), "and not where"
        assert store.by_key("k") is None, "it is read all the same"


def test_where_no_more_connections_are_taken_it_is_said(
    limited: Callable[[str], None], postgres_place: Place
) -> None:
    limited("ALTER DATABASE {database} CONNECTION LIMIT 0")
    with pytest.raises(StoreError) as error:
        opened(postgres_place)
    assert "it takes no more connections" in said(error.value)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("disk_full", "the disk that holds it is full"),
        ("data_corrupted", "it is damaged"),
        ("index_corrupted", "it is damaged"),
        ("internal_error", "Look at the server's log"),
        ("io_error", "Look at the server's log"),
        ("cannot_connect_now", "starting up or shutting down"),
    ],
)
def test_what_the_server_says_in_the_midst_of_it_is_said_in_words(
    postgres_server: PostgresServer, postgres_place: Place, state: str, words: str
) -> None:
    database = postgres_place.shown.rpartition("/")[2]
    postgres_server.run(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION 'canary-sql' USING ERRCODE = '{state}'; END $$",
        "CREATE TRIGGER fails BEFORE INSERT ON log_entries EXECUTE FUNCTION fail()",
        database=database,
    )
    with opened(postgres_place) as store:
        with pytest.raises(StoreError) as error:
            store.append(record(decision_id="d", key="k"))
        assert words in said(error.value)
        assert "canary" not in said(error.value)
        postgres_server.run("DROP TRIGGER fails ON log_entries", database=database)
        assert store.by_key("k") is None, "nothing is half there"
        store.append(record(decision_id="d", key="k"))


def open_again_and_again(place: Place) -> None:
    """Until the server has read its settings."""
    while True:
        opened(place).close()


def test_a_server_that_confirms_what_is_not_on_its_disk_is_refused(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    postgres_server.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    try:
        with pytest.raises(StoreError) as error:
            open_again_and_again(postgres_place)
    finally:
        postgres_server.run("ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()")
    assert "Set `fsync = on`" in said(error.value)
    with postgres_server.connect() as connection:
        while connection.execute("SHOW fsync").fetchone() != ("on",):
            pass


def test_a_commit_waits_for_the_disk_whatever_a_role_is_set_to(
    postgres_server: PostgresServer, database: str, postgres_place: Place
) -> None:
    postgres_server.run(f"ALTER DATABASE {database} SET synchronous_commit = off")
    with opened(postgres_place) as store, store._database.open_to_write() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_the_owner_of_the_tables_is_told_the_command(postgres_server: PostgresServer) -> None:
    """Its default: a database that was made and not prepared."""
    postgres_server.run(f"CREATE DATABASE bare OWNER {OWNER}")
    with pytest.raises(StoreError) as error:
        opened(postgres_server.place("bare"))
    assert "tejun migrate" in said(error.value)
    assert "postgresql://127.0.0.1" in said(error.value), "who starts it may know where"
