"""Many applications go in at once: each gets its decision or its problem, and none disturbs another."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import event
from starlette.testclient import TestClient
from tejun.api.parameters import BATCH_MAX_ITEMS
from tejun.api.shapes import BatchAnswer, BatchSummary
from tejun.app import create_app
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Evaluation
from tejun.settings import Settings
from tejun.store.driver import dbapi as sqlite3
from tejun.store.store import Store

from tests.api.support import PRECHECKS, application, post, problem, recorded
from tests.support.desk import NOW

BATCH = "/v1/batch/programs/kprogram-2026/prechecks"
KEY = {"Idempotency-Key": "day-1"}


def facts(name: str = "complete", **application_part: Any) -> dict[str, Any]:
    """One of the fixtures' applications, with other words about the application itself."""
    value: dict[str, Any] = json.loads(application(name))
    value["application"].update(application_part)
    return value


def send(
    client: TestClient, inputs: dict[str, Any], *, query: str = "", **headers: str
) -> Response:
    body = json.dumps({"inputs": inputs}, ensure_ascii=False).encode()
    return post(client, body, BATCH + query, **headers)


def test_every_application_gets_the_decision_that_it_would_get_alone(client: TestClient) -> None:
    names = ("complete", "typical", "foreign-partner")
    response = send(client, {name: facts(name) for name in names})
    answer = BatchAnswer.model_validate(response.json())
    assert response.status_code == 200
    assert list(response.json()["responses"]) == list(names)
    for name in names:
        alone = post(client, application(name)).json()
        together = answer.model_dump(mode="json")["responses"][name]["decision"]
        for key in ("outcome", "summary", "digests"):
            assert together[key] == alone[key]


def test_the_summary_says_at_a_glance_which_need_what(client: TestClient) -> None:
    inputs = {"a": facts("typical"), "b": facts(), "c": facts(program="other-2026"), "d": facts()}
    summary = send(client, inputs).json()["summary"]
    assert {outcome: ids for outcome, ids in summary.items() if ids} == {
        "action_required": ["a"],
        "prepared": ["b", "d"],
        "not_decided": ["c"],
    }
    assert list(summary) == list(BatchSummary.model_fields)


def test_what_is_answered_is_what_is_in_the_record_byte_for_byte(client: TestClient) -> None:
    response = send(client, {"a": facts(), "申請 2": facts("typical")})
    decisions = [one["decision"] for one in response.json()["responses"].values()]
    assert recorded(client) == 2
    for decision in decisions:
        kept = client.get(f"/v1/decisions/{decision['id']}")
        assert kept.content in response.content


def test_a_mistake_in_one_item_leaves_the_others_decided(client: TestClient) -> None:
    wrong = facts()
    wrong["people"][1]["institution"] = "nowhere"
    response = send(client, {"a": facts(), "b/2": wrong, "c": 7, "d": facts("typical")})
    responses = response.json()["responses"]
    assert response.status_code == 207
    assert [response["status"] for response in responses.values()] == [201, 422, 422, 201]
    assert recorded(client) == 2
    BatchAnswer.model_validate(response.json())


def test_the_places_of_a_mistake_lead_into_the_body_that_was_sent(client: TestClient) -> None:
    wrong = facts()
    wrong["people"][1]["institution"] = "nowhere"
    body = json.dumps({"inputs": {"a": facts(), "b/2": wrong}}, indent=1).encode()
    item = post(client, body, BATCH).json()["responses"]["b/2"]
    (place,) = item["problem"]["errors"]
    assert place["pointer"] == "/inputs/b~12/people/1/institution"
    assert '"nowhere"' in body.decode().splitlines()[place["line"] - 1]


def test_a_problem_is_the_one_that_the_item_would_have_alone(client: TestClient) -> None:
    wrong = facts(program="other-2026")
    headers = {"Accept-Language": "ja", "X-Request-ID": "r-1"}
    alone = post(client, json.dumps(wrong).encode(), **headers)
    batch = send(client, {"a": wrong}, **headers)
    assert batch.json()["responses"]["a"] == {"status": 409, "problem": alone.json()}
    assert batch.headers["content-language"] == "ja"


class _FailsOn:
    """An engine that breaks down over one application."""

    name, version = "wasm", "test"

    def __init__(self, engine: WasmEngine, word: bytes) -> None:
        self._engine, self._word = engine, word

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        if self._word in input_document:
            raise RuntimeError(input_document.decode())
        return self._engine.evaluate(bundle, input_document)

    def close(self) -> None: ...


def test_what_nobody_foresaw_in_one_item_leaves_the_others_decided(
    editions: Path, engine: WasmEngine, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    broken = _FailsOn(engine, b"Unlucky")
    app = create_app(Settings(bundles=editions), engine=broken, store=store, clock=lambda: NOW)
    with TestClient(app) as client:
        response = send(client, {"a": facts(), "b": facts(title="Unlucky")})
    responses = response.json()["responses"]
    assert [response["status"] for response in responses.values()] == [201, 500]
    assert responses["b"]["problem"]["type"] == "urn:tejun:problem:internal"
    assert "RuntimeError" in caplog.text
    assert "佐藤" in application().decode()
    assert "佐藤" not in caplog.text + json.dumps(responses["b"], ensure_ascii=False)


def test_a_record_that_cannot_be_kept_is_a_problem_of_each_item(
    client: TestClient, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "tejun.db") as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    response = send(client, {"a": facts(), "b": facts()})
    assert response.status_code == 207
    assert {one["status"] for one in response.json()["responses"].values()} == {503}
    assert all(one["problem"]["retryable"] for one in response.json()["responses"].values())
    assert recorded(client) == 0


def test_a_batch_is_recorded_in_one_transaction(client: TestClient, store: Store) -> None:
    store.make_ready()
    commits: list[object] = []
    event.listen(store._database.writing, "commit", commits.append)
    inputs = {str(number): facts(id=str(number)) for number in range(12)}
    assert send(client, inputs).status_code == 200
    assert recorded(client) == 12
    assert len(commits) == 1


def test_the_day_holds_for_the_whole_batch(client: TestClient) -> None:
    answer = send(client, {"a": facts(), "b": facts("typical")}, query="?as_of=2026-11-01").json()
    assert {response["decision"]["as_of"] for response in answer["responses"].values()} == {
        "2026-11-01"
    }


def test_each_decision_of_a_batch_is_a_line_of_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "tejun.decisions")
    response = send(client, {"a": facts(), "b": facts("typical")}, **{"X-Request-ID": "r-7"})
    lines = [
        json.loads(record.getMessage()) for record in caplog.records if "decisions" in record.name
    ]
    sent = {one["decision"]["id"] for one in response.json()["responses"].values()}
    assert {line["id"] for line in lines} == sent
    assert {line["request_id"] for line in lines} == {"r-7"}


def test_a_batch_of_the_largest_size_is_decided_whole(client: TestClient) -> None:
    inputs = {f"{number:03}": facts(id=f"app-{number}") for number in range(BATCH_MAX_ITEMS)}
    response = send(client, inputs)
    assert response.status_code == 200
    assert list(response.json()["responses"]) == list(inputs)
    asked = [one["decision"]["application"]["id"] for one in response.json()["responses"].values()]
    assert asked == [f"app-{number}" for number in range(BATCH_MAX_ITEMS)]
    assert recorded(client) == BATCH_MAX_ITEMS


# --- Idempotency-Key ---------------------------------------------------------------------------


def test_a_batch_sent_again_under_its_key_gives_the_same_decisions(client: TestClient) -> None:
    inputs = {"a": facts(), "b": facts("typical")}
    first, again = (send(client, inputs, **KEY) for _ in range(2))
    assert again.content == first.content
    assert recorded(client) == 2


def test_a_batch_sent_again_decides_only_what_had_a_problem(client: TestClient) -> None:
    first = send(client, {"a": facts(), "b": facts(program="other-2026")}, **KEY).json()
    again = send(client, {"a": facts(), "b": facts()}, **KEY).json()
    assert again["responses"]["a"] == first["responses"]["a"]
    assert again["responses"]["b"]["status"] == 201
    assert recorded(client) == 2


def test_other_facts_under_the_key_of_an_item_are_refused_for_that_item(
    client: TestClient,
) -> None:
    send(client, {"a": facts(), "b": facts()}, **KEY)
    again = send(client, {"a": facts("typical"), "b": facts()}, **KEY).json()["responses"]
    assert again["a"]["problem"]["type"] == "urn:tejun:problem:idempotency-key-reused"
    assert again["b"]["status"] == 201
    assert recorded(client) == 2


def test_an_item_is_the_single_precheck_under_the_same_key(client: TestClient) -> None:
    batch = send(client, {"a": facts()}, **KEY).json()["responses"]["a"]["decision"]
    assert post(client, application(), **{"Idempotency-Key": "day-1/a"}).json() == batch
    assert recorded(client) == 1


def test_batches_that_race_under_one_key_give_one_set_of_decisions(client: TestClient) -> None:
    inputs = {str(number): facts(id=str(number)) for number in range(8)}
    with ThreadPoolExecutor(4) as pool:
        answers = {
            item.content for item in pool.map(lambda _: send(client, inputs, **KEY), range(4))
        }
    assert len(answers) == 1
    assert recorded(client) == 8


# --- what is no batch --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "pointer", "says"),
    [
        ([], "", "no object “inputs”"),
        ({}, "/inputs", "no object “inputs”"),
        ({"inputs": [facts()]}, "/inputs", "no object “inputs”"),
        ({"inputs": {"a": facts()}, "as_of": "2026-11-20"}, "/as_of", "no key “as_of”"),
        ({"inputs": {}}, "/inputs", "0 applications"),
        ({"inputs": {str(n): {} for n in range(101)}}, "/inputs", "101 applications"),
        ({"inputs": {"": facts()}}, "/inputs/", "0 characters"),
        ({"inputs": {"x" * 101: facts()}}, "/inputs/" + "x" * 101, "101 characters"),
    ],
)
def test_a_body_that_is_no_batch_is_refused_whole(
    client: TestClient, body: Any, pointer: str, says: str
) -> None:
    found = problem(post(client, json.dumps(body).encode(), BATCH), 422, "invalid-batch")
    assert (found["errors"][0]["pointer"], recorded(client)) == (pointer, 0)
    assert says in found["detail"]


def test_a_body_that_is_not_strict_json_is_refused_whole(client: TestClient) -> None:
    body = json.dumps({"inputs": {"a": facts(), "b": facts()}}).replace('"b":', '"a":').encode()
    assert (
        "stands twice" in problem(post(client, body, BATCH), 400, "unreadable-document")["detail"]
    )
    assert recorded(client) == 0


@pytest.mark.parametrize("chunked", [False, True])
def test_a_batch_over_the_size_limit_is_to_be_sent_in_several(
    client: TestClient, chunked: bool
) -> None:
    body = b'{"inputs":{}}' + b" " * (8 * 1024 * 1024)
    content: Any = iter([body[: 1 << 20], body[1 << 20 :]]) if chunked else body
    response = client.post(BATCH, content=content, headers={"Content-Type": "application/json"})
    assert "several batches" in problem(response, 413, "too-large")["advice"]


def test_a_program_or_day_without_an_edition_is_said_once(client: TestClient) -> None:
    unknown = post(client, b'{"inputs":{"a":{}}}', BATCH.replace("2026", "2025"))
    problem(unknown, 404, "unknown-program")
    problem(send(client, {"a": facts()}, query="?as_of=2020-01-01"), 404, "unknown-program")
    problem(send(client, {"a": facts()}, query="?asof=2026-11-20"), 422, "invalid-parameter")
    assert recorded(client) == 0


def test_a_batch_and_a_single_precheck_give_equal_results(client: TestClient) -> None:
    day = "?as_of=2026-11-20"
    together = send(client, {"a": facts("typical")}, query=day).json()["responses"]["a"]["decision"]
    alone = post(client, application("typical"), PRECHECKS + day).json()
    assert together["findings"] == alone["findings"]
