"""Every error, whoever raised it, is problem+json with advice, in the caller's language, with nothing of the inside."""

import asyncio
import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message
from tejun import errors
from tejun.api.languages import language_of
from tejun.api.state import Room
from tejun.app import create_app
from tejun.engine.embedded import clock
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.errors import EvaluationError, EvaluationTimeoutError, TejunError
from tejun.settings import Settings
from tejun.store.store import Store
from tejun.words import Bilingual

from tests.api.support import PRECHECKS, application, post, problem, recorded
from tests.support import crowd, shared
from tests.support.desk import NOW
from tests.support.fakes import RaisingEngine, SpoilingEngine


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/", "/v1/programs/", "/docs", "/redoc", "//", "/決定"]
)
def test_a_path_that_there_is_not(client: TestClient, path: str) -> None:
    assert "/openapi.json" in problem(client.get(path), 404, "not-found")["advice"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/decisions/x", "GET, HEAD, OPTIONS"),
        ("PUT", "/v1/programs", "GET, HEAD, OPTIONS"),
        ("GET", PRECHECKS, "OPTIONS, POST"),
        ("HEAD", PRECHECKS, "OPTIONS, POST"),
        ("TRACE", "/healthz", "GET, HEAD, OPTIONS"),
        ("BREW", "/healthz", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_method_that_is_not_possible_names_those_that_are(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    response = client.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    if method != "HEAD":
        problem(response, 405, "method-not-allowed")


@pytest.mark.parametrize("path", ["/v1/programs", PRECHECKS])
def test_options_are_answered_and_open_nothing_to_other_origins(
    client: TestClient, path: str
) -> None:
    response = client.options(path, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 204
    assert "OPTIONS" in response.headers["allow"]
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/v1/programs", "/v1/schemas/facts", "/healthz", "/nowhere"])
def test_head_is_get_without_its_body(client: TestClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == whole.status_code
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ja", "ja"),
        ("ja-JP, en;q=0.5", "ja"),
        ("en, ja", "en"),
        ("en;q=0.2, ja;q=0.9", "ja"),
        ("fr, *;q=0.5", "en"),
        ("ja;q=0, en", "en"),
        ("ja;q=2, ;;;,q=1", "en"),
        ("", "en"),
        (None, "en"),
        ("," * 100_000, "en"),
    ],
)
def test_the_language_is_the_better_liked_one(accepted: str | None, language: str) -> None:
    assert language_of(accepted) == language


def test_a_problem_is_said_in_japanese_where_that_is_asked_for(client: TestClient) -> None:
    response = post(client, b"{}", **{"Accept-Language": "ja"})
    body = problem(response, 422, "invalid-facts")
    assert response.headers["content-language"] == "ja"
    assert body["title"] == "記載内容が様式に合いません"
    assert "何も記録されていません" in body["advice"]
    assert body["errors"][0]["message"] == "「schema」がありません。値は tejun/facts/2 です。"


@pytest.mark.parametrize("given", ["abc-1", "a/b:c+d=", "x" * 128])
def test_the_callers_own_request_id_comes_back(client: TestClient, given: str) -> None:
    response = client.get("/nowhere", headers={"X-Request-ID": given})
    assert problem(response, 404, "not-found")["request_id"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, "<script>", "a b", "é"])
def test_a_request_id_of_another_form_is_replaced(client: TestClient, given: str) -> None:
    response = client.get("/healthz", headers={b"x-request-id": given.encode("latin-1")})
    assert response.headers["x-request-id"] not in {"", given}


# --- what goes wrong inside --------------------------------------------------------------------


def asked_of(
    editions: Path,
    engine: Engine,
    store: Store,
    *,
    status: int = 503,
    code: str,
    facts: bytes = b"",
) -> dict[str, object]:
    """The problem that a pre-check gets from a service with that engine; nothing is recorded."""
    app = create_app(Settings(bundles=editions), engine=engine, store=store, clock=lambda: NOW)
    with TestClient(app) as client:
        body = problem(post(client, facts or application()), status, code)
        assert recorded(client) == 0
        return body


def test_an_evaluation_that_runs_out_of_time_may_be_tried_again(
    editions: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real engine, given far less time than an application of very many people takes."""
    monkeypatch.setattr(clock, "TICK_SECONDS", 0.001)
    engine = WasmEngine(deadline_seconds=0.001, cache=shared.modules())
    facts = crowd.body(200)
    body = asked_of(editions, engine, store, facts=facts, code="evaluation-timeout")
    engine.close()
    assert body["retryable"]


def test_an_evaluation_that_outgrows_its_memory_is_no_decision(
    editions: Path, store: Store
) -> None:
    engine = WasmEngine(deadline_seconds=60, memory_mb=1, cache=shared.modules())
    body = asked_of(editions, engine, store, status=413, code="evaluation-limit")
    engine.close()
    assert not body["retryable"]


@pytest.mark.parametrize("kind", [EvaluationError, EvaluationTimeoutError])
def test_an_engine_that_fails_is_a_problem(
    editions: Path, store: Store, kind: type[EvaluationError]
) -> None:
    engine = RaisingEngine(kind(Bilingual(ja="停止", en="gone"), Bilingual(ja="待つ", en="wait")))
    asked_of(editions, engine, store, code=kind.code)


def test_a_policy_that_falls_silent_is_a_problem(
    editions: Path, engine: WasmEngine, store: Store
) -> None:
    silent = SpoilingEngine(engine, lambda result: result["findings"].pop())
    assert "missing" in str(asked_of(editions, silent, store, code="evaluation-failed")["detail"])


def test_what_nobody_foresaw_is_an_internal_problem_without_its_inside(
    editions: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    engine = RaisingEngine(RuntimeError("secret: 佐藤 /srv/tejun"))
    body = asked_of(editions, engine, store, status=500, code="internal")
    assert "secret" not in str(body)
    (entry,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "RuntimeError" in entry.getMessage()
    assert str(body["request_id"]) in entry.getMessage()
    assert "佐藤" not in caplog.text


def test_a_full_disk_is_a_problem_and_the_service_goes_on(client: TestClient, store: Store) -> None:
    with store._database.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 8")
    body = problem(post(client, application()), 503, "store-unavailable")
    assert "full" in body["detail"]
    assert recorded(client) == 0
    with store._database.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert post(client, application()).status_code == 201


def test_more_requests_than_there_is_room_for_are_refused_and_the_room_is_given_back(
    editions: Path, store: Store
) -> None:
    engine = RaisingEngine(
        EvaluationError(Bilingual(ja="停止", en="gone"), Bilingual(ja="待つ", en="wait"))
    )
    app = create_app(Settings(bundles=editions), engine=engine, store=store, clock=lambda: NOW)
    facts, room = application(), Room(3)
    with TestClient(app) as client, ThreadPoolExecutor(3) as pool:
        app.state.parts = replace(app.state.parts, room=room)
        engine.gate.clear()
        waiting = [pool.submit(post, client, facts) for _ in range(3)]
        while room._free:
            time.sleep(0.001)
        problem(post(client, facts), 503, "busy")
        assert client.get("/healthz").status_code == 200
        engine.gate.set()
        for waiter in waiting:
            problem(waiter.result(), 503, "evaluation-failed")
        problem(post(client, b"{}"), 422, "invalid-facts")
    assert [room.enter() for _ in range(4)] == [True, True, True, False]


def test_a_body_that_comes_too_slowly_is_given_up(client: TestClient) -> None:
    """Spoken to as a server does: the first half of the body comes, the rest never does."""
    parts = client.app.state.parts  # type: ignore[attr-defined]
    settings = replace(parts.workplace.settings, body_seconds=0.05)
    workplace = replace(parts.workplace, settings=settings)
    client.app.state.parts = replace(parts, workplace=workplace)  # type: ignore[attr-defined]
    halves: list[Message] = [{"type": "http.request", "body": b"{", "more_body": True}]
    sent: list[Message] = []

    async def receive() -> Message:
        if not halves:
            await asyncio.sleep(60)
        return halves.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": PRECHECKS, "headers": headers}
    asyncio.run(client.app({**scope, "query_string": b""}, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["type"] == "urn:tejun:problem:request-timeout"
    assert recorded(client) == 0


def test_every_error_of_the_domain_has_words_in_both_languages_and_a_status() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, TejunError)
    ]
    assert len(kinds) > 12
    for kind in kinds:
        assert kind.title.in_("ja")
        assert kind.title.in_("en")
        assert 400 <= kind.status <= 599
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes)


# --- what stands more than once ----------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["as_of=2026-11-20&as_of=2026-11-21", "as_of=2026-11-20&as%5Fof=2026-11-20", "as_of=&as_of="],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_parameter_that_is_repeated_is_refused_and_nothing_recorded(
    client: TestClient, method: str, query: str
) -> None:
    answer = (
        client.get(f"/v1/programs/kprogram-2026?{query}")
        if method == "GET"
        else post(client, application(), f"{PRECHECKS}?{query}")
    )
    body = problem(answer, 422, "invalid-parameter")
    assert [place["message"] for place in body["errors"]] == ["“as_of” stands more than once."]
    assert recorded(client) == 0


def test_an_idempotency_key_that_is_repeated_is_refused(client: TestClient) -> None:
    headers = [
        ("Content-Type", "application/json"),
        ("Idempotency-Key", "a"),
        ("Idempotency-Key", "b"),
    ]
    answer = client.post(PRECHECKS, content=application(), headers=headers)
    assert "Idempotency-Key" in problem(answer, 422, "invalid-parameter")["detail"]
    assert recorded(client) == 0
