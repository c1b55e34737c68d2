"""A server that is there and does not answer: everybody is told so in some seconds, and nothing is lost or forked.

A frozen server (SIGSTOP) looks like one whose machine stands still, or to which the way is cut: the system goes on to
take what is sent.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tejun.errors import StoreError
from tejun.store.postgres import connecting, exchange, migrating
from tejun.store.postgres.database import PostgresDatabase
from tejun.store.postgres.place import Patience, Place
from tejun.store.store import Store

from tests.store.postgres.test_faults import said, see_whole
from tests.support.postgres import OWNER, PostgresServer
from tests.support.records import record
from tests.support.stores import open_in_postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

AWAY = "there is no connection to the server"
LOCKED = "another process keeps it locked"
SLOW = "the server did not finish in time"
PATIENT = Patience(5.0, None)


def opened(place: Place, patience: Patience = PATIENT) -> Store:
    return open_in_postgres(place, Path("tejun.db"), patience=patience)


def database_of(place: Place) -> str:
    return place.shown.rpartition("/")[2]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is soon asked whether it is there, and has no margin."""
    monkeypatch.setattr(exchange, "SILENT_SECONDS", 0.3)
    monkeypatch.setattr(exchange, "PROBE_SECONDS", 2)
    monkeypatch.setattr(exchange, "AWAY_SECONDS", 0.5)
    monkeypatch.setattr(connecting, "MARGIN_SECONDS", 0.0)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds


ASKED: dict[str, Callable[[Store], Any]] = {
    "reads": lambda store: store.get("before"),
    "lists": lambda store: store.listing.programs(),
    "writes": lambda store: store.append(record()),
    "tries a write": Store.check_writable,
    "verifies": lambda store: list(store.check_log(lambda _: None)),
}


def told(ask: Callable[[Store], Any], store: Store) -> list[str]:
    """What is said to who asks twice, each time within some seconds; '' where he was answered."""
    heard = []
    for _ in range(2):
        with within(20):
            try:
                ask(store)
                heard.append("")
            except StoreError as error:
                heard.append(said(error))
    return heard


@pytest.mark.usefixtures("hasty")
def test_of_a_server_that_is_frozen_whoever_asks_is_told(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    """Each on a record that he has open himself; all wait at once."""
    with ExitStack() as stack, ThreadPoolExecutor(len(ASKED)) as pool:
        stores = [stack.enter_context(opened(postgres_place)) for _ in ASKED]
        stores[0].append(record(decision_id="before"))
        for ask, store in zip(ASKED.values(), stores, strict=True):
            ask(store)
        with postgres_server.frozen():
            heard = list(pool.map(told, ASKED.values(), stores))
        assert [
            name
            for name, words in zip(ASKED, heard, strict=True)
            if not all(AWAY in it for it in words)
        ] == []
        time.sleep(exchange.AWAY_SECONDS)
        for number, (ask, store) in enumerate(zip(ASKED.values(), stores, strict=True)):
            ask(store)
            store.append(record(decision_id=f"after-{number}"))
    see_whole(postgres_place, ["before", *(f"after-{number}" for number in range(len(ASKED)))])


@pytest.mark.usefixtures("hasty")
def test_what_was_under_way_when_the_server_froze_is_undone_or_in_doubt(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    """Threads record all the time; nothing that was answered is lost, and whoever sends again gets what stands."""
    answered: list[str] = []
    refused: list[str] = []
    ended = False

    def record_on(store: Store, name: int) -> None:
        number = 0
        while not ended:
            number += 1
            key = f"{name}-{number}"
            while True:
                with suppress(StoreError):
                    answered.append(store.append(record(key=key, size=2_000)).decision_id)
                    break
                refused.append(key)

    with opened(postgres_place) as one, opened(postgres_place) as other:
        threads = [
            Thread(target=record_on, args=(store, name))
            for name, store in enumerate((one, other, one, other))
        ]
        for thread in threads:
            thread.start()
        for _ in range(2):
            wait_for_more(answered)
            count = len(refused)
            with postgres_server.frozen():
                wait_for_more(refused, count)
        wait_for_more(answered)
        ended = True
        for thread in threads:
            thread.join()
    assert len(answered) == len(set(answered)), "each key gives one decision"
    assert see_whole(postgres_place, answered) == len(answered)


def wait_for_more(those: list[str], than: int | None = None) -> None:
    least = len(those) + 10 if than is None else than + 1
    deadline = time.monotonic() + 60
    while len(those) < least:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.usefixtures("hasty")
def test_a_commit_that_takes_too_long_is_in_doubt_and_may_stand(
    postgres_server: PostgresServer, postgres_place: Place
) -> None:
    """PostgreSQL is not asked to end it by itself: of one that waits for a second server it would say that all is
    well."""
    postgres_server.run(
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$",
        "CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON log_entries DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION wait()",
        database=database_of(postgres_place),
    )
    with opened(postgres_place, Patience(5.0, 0.7)) as store:
        with pytest.raises(StoreError) as error:
            store.append(record(key="k"))
        assert "Whether it was recorded is not known. Send it again" in said(error.value)
        postgres_server.run(
            "DROP TRIGGER waits ON log_entries", database=database_of(postgres_place)
        )
        again = store.append(record(key="k"))
    assert see_whole(postgres_place, [again.decision_id]) == 1


@pytest.mark.usefixtures("hasty")
def test_a_server_that_works_long_and_answers_others_is_waited_for(
    postgres_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    answers = exchange.Reach.answers

    def see(reach: exchange.Reach) -> bool:
        seen.append(answers(reach))
        return seen[-1]

    monkeypatch.setattr(exchange.Reach, "answers", see)
    with PostgresDatabase(postgres_place, PATIENT) as database:
        for opening in (database.open_to_look, database.open_to_write):
            before = len(seen)
            with opening() as connection:
                connection.exec_driver_sql("SELECT pg_sleep(1)")
            assert len(seen) > before
    assert all(seen)


def test_a_statement_that_takes_longer_than_it_may_is_ended_and_said(postgres_place: Place) -> None:
    with PostgresDatabase(postgres_place, Patience(5.0, 0.3)) as database:
        with within(2), pytest.raises(StoreError) as error, database.open_to_look() as connection:
            connection.exec_driver_sql("SELECT pg_sleep(3)")
        assert SLOW in said(error.value)
        with database.open_to_look() as connection:
            assert connection.exec_driver_sql("SELECT pg_sleep(0.1), 1").one()[1] == 1


@pytest.mark.parametrize(
    "ask", [ASKED["reads"], ASKED["writes"], ASKED["verifies"]], ids=["reads", "writes", "verifies"]
)
def test_who_waits_for_a_table_that_is_locked_is_told_so(
    postgres_server: PostgresServer, postgres_place: Place, ask: Callable[[Store], Any]
) -> None:
    """As `VACUUM FULL data_keys, decision_values` has it, which docs/sealing.md advises."""
    with opened(postgres_place, Patience(0.3, 10.0)) as store:
        store.append(record(decision_id="before"))
        with postgres_server.connect(database_of(postgres_place)) as other, other.transaction():
            other.execute("LOCK TABLE data_keys, decisions IN ACCESS EXCLUSIVE MODE")
            with within(5), pytest.raises(StoreError) as error:
                ask(store)
            assert LOCKED in said(error.value)
        ask(store)


def test_tables_that_somebody_uses_are_not_waited_for_without_end(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another session has made one of the names, and not committed it."""
    monkeypatch.setattr(migrating, "FOR_CHANGES", Patience(0.3, None))
    postgres_server.run(f"CREATE DATABASE unmade OWNER {OWNER}")
    place = postgres_server.place("unmade", OWNER)
    with postgres_server.connect("unmade", OWNER) as other:
        with other.transaction(force_rollback=True):
            other.execute("CREATE TABLE tejun_version (version_num text)")
            with within(5), pytest.raises(StoreError) as error:
                migrating.migrate(place)
            assert LOCKED in said(error.value)
        assert migrating.migrate(place) is None
