"""An application goes in, a decision comes out; it is recorded, and can be asked for again."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from tejun.api import prechecks
from tejun.api.parameters import DayParameters
from tejun.app import create_app
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.decision import Decision
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import PRECHECKS, application, post, problem, recorded


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("complete", {"prepared"}),
        ("typical", {"action_required"}),
        ("foreign-partner", {"consultation_required", "information_required", "action_required"}),
    ],
)
def test_an_application_gets_a_decision(client: TestClient, name: str, outcomes: set[str]) -> None:
    response = post(client, application(name))
    assert response.status_code == 201
    assert response.headers["content-type"] == "application/json"
    decision = Decision.model_validate_json(response.content)
    assert decision.outcome in outcomes
    assert response.headers["location"] == f"/v1/decisions/{decision.id}"
    assert decision.program == "kprogram-2026"
    assert decision.edition
    assert decision.bundle.digest.startswith("sha256:")
    assert decision.engine.name == "wasm"
    assert decision.engine.version


def test_what_was_answered_is_given_again_byte_for_byte(client: TestClient) -> None:
    response = post(client, application())
    again = client.get(response.headers["location"])
    assert again.status_code == 200
    assert again.content == response.content


def test_the_typical_application_shows_all_five_statuses(client: TestClient) -> None:
    summary = post(client, application("typical")).json()["summary"]
    assert len(summary) == 5
    assert all(count > 0 for count in summary.values())


def test_the_day_is_today_in_tokyo_where_none_is_named(
    editions: Path, engine: WasmEngine, store: Store
) -> None:
    late = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)
    app = create_app(Settings(bundles=editions), engine=engine, store=store, clock=lambda: late)
    with TestClient(app) as client:
        assert post(client, application()).json()["as_of"] == "2026-11-20"
        named = post(client, application(), f"{PRECHECKS}?as_of=2026-11-01")
        assert named.json()["as_of"] == "2026-11-01"


@pytest.mark.parametrize(
    "query",
    [
        *(
            "as_of=",
            "as_of=today",
            "as_of=2026-02-30",
            "as_of=20261120",
            "as_of=2026-11-20T00:00:00",
        ),
        *("as_of=1763596800", "as_of=2026-W47-5", "as_of=２０２６-11-20", "as_of=2026-11-20%00"),
        *("asof=2026-11-20", "as_of=2026-11-20&lang=ja"),
    ],
)
def test_a_parameter_that_is_not_right_is_refused_and_nothing_recorded(
    client: TestClient, query: str
) -> None:
    body = problem(post(client, application(), f"{PRECHECKS}?{query}"), 422, "invalid-parameter")
    assert body["errors"]
    assert recorded(client) == 0


def test_a_day_before_the_first_edition_is_refused(client: TestClient) -> None:
    response = post(client, application(), f"{PRECHECKS}?as_of=2020-01-01")
    assert "2026-04-01" in problem(response, 404, "unknown-program")["advice"]


def test_a_program_that_is_not_there_is_named_with_what_was_meant(client: TestClient) -> None:
    response = post(client, application(), "/v1/programs/kprogram-2025/prechecks")
    assert "kprogram-2026" in problem(response, 404, "unknown-program")["advice"]
    assert recorded(client) == 0


def test_facts_of_another_program_are_refused(client: TestClient) -> None:
    facts = application().replace(b'"program": "kprogram-2026"', b'"program": "other-2026"')
    problem(post(client, facts), 409, "wrong-program")
    assert recorded(client) == 0


def test_each_decision_is_one_line_of_log_without_a_person_in_it(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "tejun.decisions")
    response = post(client, application(), **{"X-Request-ID": "r-1"})
    (entry,) = [record for record in caplog.records if record.name == "tejun.decisions"]
    line = json.loads(entry.getMessage())
    assert set(line) == {"event", "id", "program", "outcome", "repeated", "ms", "request_id"}
    assert (line["id"], line["request_id"]) == (response.json()["id"], "r-1")
    assert "佐藤" not in caplog.text


# --- Idempotency-Key ---------------------------------------------------------------------------

KEY = {"Idempotency-Key": "6f1c0a-1"}


def test_a_request_sent_again_under_its_key_is_one_decision(client: TestClient) -> None:
    first, again = (post(client, application(), **KEY) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert recorded(client) == 1


def test_the_same_facts_written_otherwise_are_the_same_request(client: TestClient) -> None:
    spaced = json.dumps(json.loads(application()), indent=3, sort_keys=True).encode()
    assert post(client, application(), **KEY).content == post(client, spaced, **KEY).content


@pytest.mark.parametrize(("name", "query"), [("typical", ""), ("complete", "?as_of=2026-11-19")])
def test_another_request_under_the_same_key_is_refused(
    client: TestClient, name: str, query: str
) -> None:
    post(client, application(), **KEY)
    response = post(client, application(name), PRECHECKS + query, **KEY)
    problem(response, 422, "idempotency-key-reused")
    assert recorded(client) == 1


def test_a_request_that_failed_leaves_its_key_free(client: TestClient) -> None:
    problem(post(client, b"{}", **KEY), 422, "invalid-facts")
    assert post(client, application(), **KEY).status_code == 201


@pytest.mark.parametrize("key", ["", "with space", "x" * 256, "caf\u00e9"])
def test_a_key_of_another_form_is_refused(client: TestClient, key: str) -> None:
    response = client.post(
        PRECHECKS,
        content=application(),
        headers={b"content-type": b"application/json", b"idempotency-key": key.encode("latin-1")},
    )
    problem(response, 422, "invalid-parameter")
    assert recorded(client) == 0


def test_many_who_race_under_one_key_get_one_decision(client: TestClient) -> None:
    body = application()
    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(lambda _: post(client, body, **KEY), range(24)))
    assert {response.status_code for response in responses} == {201}
    assert len({response.content for response in responses}) == 1
    assert recorded(client) == 1


@pytest.mark.parametrize(
    ("query", "headers", "short"),
    [
        ("", {}, True),
        ("?as_of=2026-11-20", {}, True),
        ("?as_of=2026-11-20", {"Accept-Language": "ja", "X-Request-ID": "r"}, True),
        ("?as_of=2026-11-20", {"Idempotency-Key": "k"}, False),
        ("?as_of=2026-11-31", {}, False),
        ("?as_of=2026-11-20&as_of=2026-11-21", {}, False),
        ("?as_of=2026-11-2%30", {}, False),
        ("?", {}, True),
    ],
)
def test_only_a_plain_request_goes_the_short_way(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    *,
    headers: dict[str, str],
    short: bool,
) -> None:
    gone: list[bool] = []

    async def answer(request: Request, day: DayParameters) -> Response:
        gone.append(True)
        return await answered(request, day)

    answered = prechecks._answer
    monkeypatch.setattr(prechecks, "_answer", answer)
    post(client, application(), f"{PRECHECKS}{query}", **headers)
    assert bool(gone) == short


def test_both_ways_lead_to_the_same_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both(path: str, body: bytes) -> list[tuple[int, set[str], object]]:
        short = post(client, body, path)
        with monkeypatch.context() as patched:
            patched.setattr(prechecks, "_plain_day", lambda _: None)
            usual = post(client, body, path)
        passing = {"id", "decided_at", "request_id"}
        return [
            (
                answer.status_code,
                set(answer.headers),
                {key: value for key, value in answer.json().items() if key not in passing},
            )
            for answer in (short, usual)
        ]

    for path, body in (
        (f"{PRECHECKS}?as_of=2026-11-20", application()),
        (PRECHECKS, application("typical")),
        (PRECHECKS.replace("kprogram", "no-such"), application()),
        (PRECHECKS, b"{"),
        (PRECHECKS, b" " * 9_000_000),
    ):
        short, usual = both(path, body)
        assert short == usual


@pytest.mark.parametrize("way", ["short", "usual"])
def test_a_body_has_its_place_until_the_answer_is_sent(client: TestClient, way: str) -> None:
    app: Any = client.app
    room = app.state.parts.room
    free: list[int] = []

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            free.append(room._free)
            await send(message)

        await app(scope, receive, sent)

    before = room._free
    headers = {"Idempotency-Key": "k"} if way == "usual" else {}
    assert post(TestClient(watched), application(), **headers).status_code == 201
    assert set(free) == {before - 1}
    assert room._free == before
