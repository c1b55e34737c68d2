"""The bundle endpoint, as OPA's downloader speaks to it: tags, preferences, and the wait for another edition."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient
from tejun.api import watch
from tejun.app import create_app
from tejun.bundle.archive import read_archive
from tejun.bundle.signatures import add_signature
from tejun.engine.embedded.wasm import WasmEngine
from tejun.operations.editions import Edition, find_in_force
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import problem
from tests.support.bundles import tiny_archive
from tests.support.published import KEY, publish, withdraw

PATH = "/bundles/tiny-2026.tar.gz"
PREFER = "modes=snapshot,delta;wait={}"
BUNDLES = "application/vnd.openpolicyagent.bundles"
CALL = "架空の公募要領"


def later(call: str = CALL, day: str = "2026-06-01") -> bytes:
    """The second edition."""
    return tiny_archive(call, edition="2", sequence=2, effective_from=day)


@dataclass
class Tower:
    """A clock that a test sets."""

    now: datetime = datetime(2026, 11, 20, 3, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def tower() -> Tower:
    return Tower()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    publish(folder, tiny_archive())
    return folder


@pytest.fixture
def app(place: Path, store: Store, engine: WasmEngine, tower: Tower) -> FastAPI:
    settings = Settings(bundles=str(place), refresh_seconds=0.05)
    return create_app(settings, engine=engine, store=store, clock=tower)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def tag(client: TestClient, path: str = PATH) -> str:
    return str(client.get(path).headers["etag"])


def poll(client: TestClient, *, has: str, wait: int, path: str = PATH) -> Response:
    return client.get(path, headers={"If-None-Match": has, "Prefer": PREFER.format(wait)})


# --- at once -------------------------------------------------------------------------------------


def test_the_edition_in_force_comes_as_it_was_published(client: TestClient, place: Path) -> None:
    publish(place, later(day="2027-04-01"))
    answer = client.get(PATH)
    assert answer.status_code == 200
    assert answer.content == add_signature(tiny_archive(), KEY)
    assert answer.headers["etag"] == f'"{read_archive(answer.content).digest}"'
    assert answer.headers["content-type"] == "application/gzip"
    assert answer.headers["cache-control"] == "no-cache"


def test_head_has_the_headers_without_the_archive(client: TestClient) -> None:
    got, head = client.get(PATH), client.head(PATH)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-length"] == str(len(got.content))


def test_who_has_it_already_gets_304_with_the_tag(client: TestClient) -> None:
    mine = tag(client)
    for has in (mine, f"W/{mine}", f'"other", {mine}', "*"):
        answer = client.get(PATH, headers={"If-None-Match": has})
        assert answer.status_code == 304, has
        assert answer.content == b""
        assert answer.headers["etag"] == mine


@pytest.mark.parametrize("has", ['"other"', "", "garbage", '"*"'])
def test_who_has_another_gets_the_archive(client: TestClient, has: str) -> None:
    assert client.get(PATH, headers={"If-None-Match": has}).status_code == 200


def test_who_would_wait_is_told_that_it_may_and_gets_the_first_at_once(client: TestClient) -> None:
    begun = monotonic()
    answer = client.get(PATH, headers={"Prefer": PREFER.format(30)})
    assert answer.headers["content-type"] == BUNDLES
    assert monotonic() - begun < 5


def test_each_edition_can_be_asked_for_for_good_a_withdrawn_one_too(
    client: TestClient, place: Path, tower: Tower
) -> None:
    publish(place, later())
    withdraw(place, "tiny-2026", "2", at=tower.now)
    client.get(PATH, headers={"If-None-Match": '"another"'})  # makes the service look
    assert tag(client) == tag(client, "/bundles/tiny-2026/1.tar.gz")
    answer = client.get("/bundles/tiny-2026/2.tar.gz")
    assert answer.content == add_signature(later(), KEY)
    assert "immutable" in answer.headers["cache-control"]
    has = {"If-None-Match": answer.headers["etag"]}
    assert client.get("/bundles/tiny-2026/2.tar.gz", headers=has).status_code == 304


def test_each_call_has_its_own(client: TestClient, place: Path) -> None:
    publish(place, later("別の公募"))
    client.get(PATH, headers={"If-None-Match": '"another"'})
    first, second = (
        client.get(PATH, params={"call": call}).headers["etag"] for call in (CALL, "別の公募")
    )
    assert first == tag(client, "/bundles/tiny-2026/1.tar.gz")
    assert second == tag(client, "/bundles/tiny-2026/2.tar.gz") == tag(client)


def test_what_is_not_there_is_a_problem(client: TestClient) -> None:
    problem(client.get("/bundles/none.tar.gz"), 404, "unknown-program")
    problem(client.get("/bundles/tiny-2026/9.tar.gz"), 404, "unknown-edition")
    problem(client.get(PATH, params={"call": "none"}), 404, "unknown-call")
    problem(client.get(PATH, params={"cal": "x"}), 422, "invalid-parameter")
    problem(client.get(PATH, params={"call": ""}), 422, "invalid-parameter")
    problem(client.get("/bundles/tiny-2026"), 404, "not-found")


# --- waiting -------------------------------------------------------------------------------------


def after(
    pool: ThreadPoolExecutor, client: TestClient, happens: Callable[[], object], *, wait: int = 30
) -> tuple[Response, float]:
    """The answer to one who waits with what is in force, and the seconds between the event and the answer."""
    has = tag(client)
    waiting: Future[Response] = pool.submit(poll, client, has=has, wait=wait)
    sleep(0.3)
    assert not waiting.done()
    begun = monotonic()
    happens()
    answer = waiting.result(20)
    assert answer.headers.get("etag") != has
    return answer, monotonic() - begun


def test_a_publication_ends_the_wait(
    pool: ThreadPoolExecutor, client: TestClient, place: Path
) -> None:
    answer, seconds = after(pool, client, lambda: publish(place, later()))
    assert answer.status_code == 200
    assert read_archive(answer.content).edition == "2"
    assert answer.headers["content-type"] == BUNDLES
    assert seconds < 1.0


def test_a_withdrawal_ends_the_wait_and_brings_the_edition_before_back(
    pool: ThreadPoolExecutor, client: TestClient, place: Path, tower: Tower
) -> None:
    publish(place, later())
    client.get(PATH, headers={"If-None-Match": '"another"'})
    answer, seconds = after(pool, client, lambda: withdraw(place, "tiny-2026", "2", at=tower.now))
    assert read_archive(answer.content).edition == "1"
    assert seconds < 1.0


def test_a_withdrawal_that_leaves_nothing_in_force_is_told(
    pool: ThreadPoolExecutor, client: TestClient, place: Path, tower: Tower
) -> None:
    answer, _ = after(pool, client, lambda: withdraw(place, "tiny-2026", "1", at=tower.now))
    problem(answer, 404, "unknown-program")


def test_midnight_in_tokyo_ends_the_wait(
    pool: ThreadPoolExecutor, client: TestClient, place: Path, tower: Tower
) -> None:
    publish(place, later(day="2026-12-01"))
    tower.now = datetime(2026, 11, 30, 14, 59, 59, tzinfo=UTC)
    client.get(PATH, headers={"If-None-Match": '"another"'})

    def midnight() -> None:
        tower.now = datetime(2026, 11, 30, 15, 0, 0, tzinfo=UTC)

    answer, seconds = after(pool, client, midnight)
    assert read_archive(answer.content).edition == "2"
    assert seconds < 1.0


def test_what_this_process_published_itself_ends_the_wait_at_once(
    *, pool: ThreadPoolExecutor, place: Path, store: Store, engine: WasmEngine, tower: Tower
) -> None:
    settings = Settings(bundles=str(place), refresh_seconds=3600)
    app = create_app(settings, engine=engine, store=store, clock=tower)
    with TestClient(app) as client:

        def published() -> None:
            publish(place, later())
            app.state.parts.workplace.registry.refresh()  # as publishing through it does

        assert after(pool, client, published)[1] < 1.0


def test_news_of_another_program_does_not_end_the_wait(
    pool: ThreadPoolExecutor, client: TestClient, place: Path
) -> None:
    has = tag(client)
    waiting = pool.submit(poll, client, has=has, wait=1)
    sleep(0.2)
    publish(place, tiny_archive(program="other-2026"))
    begun = monotonic()
    assert waiting.result(20).status_code == 304
    assert monotonic() - begun > 0.4


def test_when_nothing_happens_the_wait_ends_with_304_in_its_time(client: TestClient) -> None:
    has = tag(client)
    begun = monotonic()
    answer = poll(client, has=has, wait=1)
    assert answer.status_code == 304
    assert answer.headers["etag"] == has
    assert 1.0 <= monotonic() - begun < 3.0


def test_a_process_that_is_behind_looks_before_it_gives_an_old_edition(
    place: Path, store: Store, engine: WasmEngine, tower: Tower
) -> None:
    settings = Settings(bundles=str(place), refresh_seconds=3600)
    with TestClient(create_app(settings, engine=engine, store=store, clock=tower)) as client:
        new = publish(place, later())
        assert tag(client) != f'"{new.archive}"', "it has not looked"
        has = {"If-None-Match": f'"{new.archive}"'}  # from a process that has
        assert client.get(PATH, headers=has).status_code == 304


# --- many, and those who leave -------------------------------------------------------------------


def in_service(app: FastAPI, then: Callable[[], Any]) -> None:
    async def run() -> None:
        async with app.router.lifespan_context(app):
            await then()

    asyncio.run(run())


async def ask(
    app: FastAPI, has: str, *, wait: int = 30, leaves: asyncio.Event | None = None
) -> int:
    """The status of a poll, asked without a server between; a client that leaves when it is told to."""
    headers = [(b"if-none-match", has.encode()), (b"prefer", PREFER.format(wait).encode())]
    scope = {
        "type": "http",
        "method": "GET",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "headers": headers,
        "root_path": "",
        "scheme": "http",
        "server": ("test", 80),
        "http_version": "1.1",
    }
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await (leaves or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        said.append(message)

    await app(scope, receive, send)
    return int(said[0]["status"])


def in_force(app: FastAPI) -> Edition:
    return find_in_force(app.state.parts.workplace, "tiny-2026")


def test_hundreds_wait_without_a_thread_and_all_are_told(app: FastAPI, place: Path) -> None:
    async def many() -> None:
        has = f'"{in_force(app).archive}"'
        before = threading.active_count()
        waiting = [asyncio.create_task(ask(app, has)) for _ in range(500)]
        await asyncio.sleep(0.5)
        assert not any(waiter.done() for waiter in waiting)
        assert threading.active_count() <= before + 2, "one that looks, and one to spare"
        await asyncio.to_thread(publish, place, later())
        begun = monotonic()
        assert await asyncio.gather(*waiting) == [200] * 500
        assert monotonic() - begun < 5.0

    in_service(app, many)


def test_a_client_that_leaves_is_let_go_at_once(app: FastAPI) -> None:
    async def leaving() -> None:
        leaves = asyncio.Event()
        waiting = asyncio.create_task(ask(app, f'"{in_force(app).archive}"', leaves=leaves))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        begun = monotonic()
        leaves.set()
        await waiting
        assert monotonic() - begun < 0.5
        assert len(asyncio.all_tasks()) <= 3, "nothing of it is left behind"

    in_service(app, leaving)


def test_the_end_of_the_service_ends_every_wait(app: FastAPI) -> None:
    async def ending() -> None:
        waiting = asyncio.create_task(ask(app, f'"{in_force(app).archive}"'))
        await asyncio.sleep(0.2)
        app.state.parts.watch.close()
        begun = monotonic()
        assert await waiting == 304
        assert monotonic() - begun < 0.5
        assert await ask(app, f'"{in_force(app).archive}"') == 304, "nobody begins to wait"

    in_service(app, ending)


# --- the registry in the background --------------------------------------------------------------


def test_what_is_wrong_with_the_registry_is_logged_once_and_told_while_it_lasts(
    client: TestClient, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "tejun.registry")
    bad = place / "tiny-2026.2.json"
    bad.write_text("{}")
    registry = client.app.state.parts.workplace.registry  # type: ignore[attr-defined]
    wait_for(lambda: registry.problems)
    sleep(5 * watch.TICK_SECONDS)
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1, said
    assert "The last good state stays in force." in said[0]
    assert client.get(PATH).status_code == 200
    bad.unlink()
    wait_for(lambda: not registry.problems)
    wait_for(lambda: caplog.records[-1].getMessage().startswith("over: "))


def test_a_look_that_fails_as_nobody_foresaw_is_not_the_last(
    client: TestClient, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = client.app.state.parts.workplace.registry  # type: ignore[attr-defined]
    with monkeypatch.context() as patched:
        patched.setattr(registry, "refresh", lambda: 1 / 0)
        sleep(3 * watch.TICK_SECONDS)
    new = publish(place, later())
    wait_for(lambda: tag(client) == f'"{new.archive}"')


def wait_for(condition: Callable[[], object]) -> None:
    deadline = monotonic() + 10
    while not condition():
        assert monotonic() < deadline
        sleep(0.02)
