"""Who evaluates recorded decisions keeps nobody from reading them, and does not go on for a caller who has left."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tejun.api import decisions
from tejun.api.recalling import _evaluating
from tejun.errors import CallerGoneError
from tejun.words import Message

from tests.api.support import application, post, problem

LONG = {
    "remedy": ("GET", "/explanation?depth=remedy", "remedy_recorded"),
    "trace": ("GET", "/explanation?depth=trace&requirement=RS-P1-03", "trace_recorded"),
    "replay": ("POST", "/replay", "replay_decision"),
    "page": ("GET", "/explanation", "file_recorded"),
    "compare": ("GET", "/compare/x", "compare_recorded"),
}
GONE = CallerGoneError(Message("api.caller_gone.detail"), Message("api.busy.advice"))
SHORT = ["", "/input", "/codes", "/explanation", "/receipt"]


@pytest.fixture
def place(client: TestClient) -> str:
    return post(client, application()).headers["location"]


def ask(client: TestClient, place: str, method: str, suffix: str) -> Response:
    """What is asked of the explanation alone is asked for as a page."""
    headers = {"Accept": "text/html"} if suffix == "/explanation" else {}
    return client.request(method, f"{place}{suffix}", headers=headers)


class Evaluating:
    """Two callers of the same, in the middle of it until `end`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, client: TestClient, place: str) -> None:
        self.monkeypatch, self.client, self.place = monkeypatch, client, place
        self.pool = ThreadPoolExecutor(2)
        self.begun, self.ended = threading.Semaphore(0), threading.Event()

    def begin(self, method: str, suffix: str, name: str) -> list[Future[Response]]:
        def slow(*_: object, **__: object) -> Any:
            self.begun.release()
            assert self.ended.wait(20)
            raise GONE

        self.monkeypatch.setattr(decisions, name, slow)
        asked = [self.pool.submit(ask, self.client, self.place, method, suffix) for _ in "ab"]
        assert all(self.begun.acquire(timeout=10) for _ in asked)
        return asked

    def end(self) -> None:
        self.ended.set()
        self.pool.shutdown()


@pytest.fixture
def evaluating(
    monkeypatch: pytest.MonkeyPatch, client: TestClient, place: str
) -> Iterator[Evaluating]:
    made = Evaluating(monkeypatch, client, place)
    yield made
    made.end()


@pytest.mark.parametrize("what", LONG)
def test_while_two_take_long_the_third_is_refused_at_once_and_others_read(
    client: TestClient, place: str, evaluating: Evaluating, what: str
) -> None:
    asked = evaluating.begin(*LONG[what])
    for method, suffix, _ in LONG.values():
        problem(ask(client, place, method, suffix), 503, "busy")
    assert client.get("/v1/decisions?limit=1").status_code == 200
    for suffix in SHORT:
        assert client.get(f"{place}{suffix}").status_code == 200, suffix
    evaluating.end()
    assert {each.result().status_code for each in asked} == {408}
    assert ask(client, place, *LONG[what][:2]).status_code == 408


def test_what_is_wrong_with_a_parameter_is_said_once(client: TestClient, place: str) -> None:
    said = problem(client.get(f"{place}/explanation?depth=foo"), 422, "invalid-parameter")
    assert said["detail"].count("depth") == 1


class Leaving:
    """A request whose caller leaves as soon as it is looked for."""

    async def receive(self) -> dict[str, str]:
        return {"type": "http.disconnect"}


def test_nothing_more_is_evaluated_once_the_caller_is_gone(client: TestClient) -> None:
    parts = client.app.state.parts  # type: ignore[attr-defined]

    async def work() -> None:
        async with _evaluating(Leaving(), parts) as seconds:  # type: ignore[arg-type]
            assert seconds() > 0
            await asyncio.sleep(0.01)
            seconds()

    with pytest.raises(CallerGoneError):
        asyncio.run(work())
    for _ in range(2):
        assert parts.tracing.acquire(blocking=False)
        parts.tracing.release()


@pytest.mark.parametrize("what", ["remedy", "compare"])
def test_evaluating_asks_whether_its_caller_waits(
    client: TestClient, place: str, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """By the clock that is given to it."""
    given: list[Any] = []

    def note(*_: object, clock: Any, **__: object) -> Any:
        given.append(clock())
        raise GONE

    method, suffix, name = LONG[what]
    monkeypatch.setattr(decisions, name, note)
    client.request(method, f"{place}{suffix}")
    assert len(given) == 1
