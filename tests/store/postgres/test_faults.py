"""What happens to the record when its server, a process or a connection goes: nothing that was answered is lost, there
is one log, and it goes on by itself when the server is back."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from tejun.errors import StoreError
from tejun.store.postgres import connecting
from tejun.store.postgres.database import PostgresDatabase
from tejun.store.postgres.place import Patience, Place
from tejun.store.protocol import Database
from tejun.store.store import Store
from tejun.store.tables import APPLICATION_ID

from tests.support.postgres import PostgresServer
from tests.support.records import record
from tests.support.stores import open_in_postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


LOOK = "INSERT INTO registry_looks (place, looked_at) VALUES ('{}', 't')"


def opened(place: Place) -> Store:
    return open_in_postgres(place, Path("tejun.db"))


def said(error: StoreError) -> str:
    return f"{error.detail.in_('en')} {error.advice.in_('en')}"


def see_whole(place: Place, answered: list[str]) -> int:
    """All that was answered is there, and each decision has its entry, in one order; gives how many there are."""
    with opened(place) as store:
        assert all(store.get(name).decision_id == name for name in answered)
        *_, checked = store.check_log(lambda _: None)
    return checked.head.size


@contextmanager
def asking(store: Store, threads: int = 4) -> Iterator[tuple[list[str], list[str]]]:
    """Threads that record one after another; what was answered, and what was said where nothing was."""
    answered: list[str] = []
    refused: list[str] = []
    stopped = Event()

    def ask(_: int) -> None:
        while not stopped.is_set():
            try:
                answered.append(store.append(record(size=2_000)).decision_id)
            except StoreError as error:
                refused.append(said(error))

    with ThreadPoolExecutor(threads) as pool:
        asked = pool.map(ask, range(threads))
        try:
            yield answered, refused
        finally:
            stopped.set()
        list(asked)


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize(
    "end", [PostgresServer.kill, PostgresServer.stop], ids=["killed", "stopped"]
)
def test_a_server_that_goes_under_load_and_comes_back_loses_nothing(
    postgres_server: PostgresServer, postgres_place: Place, end: Callable[[PostgresServer], None]
) -> None:
    with opened(postgres_place) as store, asking(store) as (answered, refused):
        for _ in range(2):
            count = len(answered)
            wait_for(lambda: len(answered) > count + 20)  # noqa: B023 - asked at once
            end(postgres_server)
            wait_for(lambda: bool(refused))
            postgres_server.start()
        count = len(answered)
        wait_for(lambda: len(answered) > count + 20)
    assert see_whole(postgres_place, answered) >= len(answered)
    for words in set(refused):
        assert words.startswith("The record in PostgreSQL"), words
        assert any(
            each in words
            for each in ("no connection to the server", "starting up", "Whether it was recorded")
        ), words


def test_a_server_that_restarts_in_a_transaction_leaves_nothing_of_it(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    def restart_in_the_midst(database: Database) -> None:
        with database.open_to_write() as connection:
            connection.exec_driver_sql(LOOK.format("p"))
            postgres_server.stop()
            postgres_server.start()
            connection.exec_driver_sql(LOOK.format("q"))

    with opened(postgres_place) as store:
        store.append(record(decision_id="before"))
        with pytest.raises(StoreError) as error:
            restart_in_the_midst(store._database)
        assert "there is no connection to the server" in said(error.value)
        assert store.statements.of("p").recall().since is None
        store.append(record(decision_id="after"))
    assert see_whole(postgres_place, ["before", "after"]) == 2


def test_a_connection_that_is_lost_while_it_commits_leaves_a_doubt_and_says_so(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    database = postgres_place.shown.rpartition("/")[2]
    postgres_server.run(
        "CREATE FUNCTION go() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
        "CREATE CONSTRAINT TRIGGER goes AFTER INSERT ON log_entries DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION go()",
        database=database,
    )
    with opened(postgres_place) as store:
        with pytest.raises(StoreError) as error:
            store.append(record(key="k"))
        assert "Whether it was recorded is not known. Send it again" in said(error.value)
        postgres_server.run("DROP TRIGGER goes ON log_entries", database=database)
        again = store.append(record(key="k"))
        assert store.by_key("k") == again
    assert see_whole(postgres_place, [again.decision_id]) == 1


def test_who_waits_for_a_turn_that_does_not_come_is_told_so(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    database = postgres_place.shown.rpartition("/")[2]
    lock = (APPLICATION_ID, connecting.SEQUENCER)
    with (
        postgres_server.connect(database) as other,
        PostgresDatabase(postgres_place, Patience(0.1, 1.0)) as waiting,
    ):
        other.execute("SELECT pg_advisory_lock(%s, %s)", lock)
        with pytest.raises(StoreError) as error, waiting.open_to_write():
            pass
        assert "another process keeps it locked" in said(error.value)
        other.execute("SELECT pg_advisory_unlock(%s, %s)", lock)
        with waiting.open_to_write():
            pass


def test_a_process_that_hangs_in_its_turn_loses_it(
    postgres_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "HELD_SECONDS", 0.2)

    def hang(hanging: Database, other: Database) -> None:
        with hanging.open_to_write() as connection:
            connection.exec_driver_sql(LOOK.format("hanging"))
            with other.open_to_write() as turn:
                turn.exec_driver_sql(LOOK.format("other"))

    with PostgresDatabase(postgres_place) as hanging, PostgresDatabase(postgres_place) as other:
        with pytest.raises(StoreError):
            hang(hanging, other)
        with other.open_to_look() as seen:
            places = seen.exec_driver_sql("SELECT place FROM registry_looks").scalars().all()
    assert places == ["other"]


# --- processes -----------------------------------------------------------------------------------
