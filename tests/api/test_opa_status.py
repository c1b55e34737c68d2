"""The statuses that OPAs send, and the fleet as it is then shown."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.fleet.decisions import MAX_DETAIL_BYTES
from tejun.fleet.status import MAX_SUBSTANCE_BYTES
from tejun.fleet.texts import MAX_LABEL_BYTES
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import JSON, problem
from tests.support.desk import NOW
from tests.support.reporting import (
    LABELS,
    entry,
    list_opas,
    only_decision,
    reports_of,
    send_log,
    send_status,
    status,
)


def test_an_opa_with_the_edition_in_force_is_current(client: TestClient, bundle: Bundle) -> None:
    send_status(client, status(bundle))
    (opa,) = list_opas(client)
    assert opa["id"] == "opa-1"
    assert opa["labels"] == LABELS
    assert opa["current"] is True
    assert opa["plugins"] == {"bundle": "OK", "status": "NOT_READY"}
    (has,) = opa["bundles"]
    assert (has["edition"], has["revision"]) == (bundle.edition, bundle.revision)
    assert has["errors"] == []
    assert has["last_successful_activation"] == "2026-11-20T03:00:00Z"


def test_an_opa_with_another_revision_or_none_is_not_current(
    client: TestClient, bundle: Bundle
) -> None:
    for other in ({"active_revision": "sha256:" + "0" * 64}, {"active_revision": ""}):
        send_status(client, status(bundle, **other))
        (opa,) = list_opas(client)
        assert opa["current"] is False
        assert opa["bundles"][0]["edition"] is None
    send_status(client, {"labels": LABELS})
    assert list_opas(client)[0]["current"] is False, "without a bundle, too"


def test_why_an_opa_could_not_use_a_bundle_is_shown(client: TestClient, bundle: Bundle) -> None:
    wrong = {
        "code": "bundle_error",
        "message": "compile error",
        "errors": [
            {"code": "rego_type_error", "message": "undefined", "location": {"file": "a", "row": 3}}
        ],
    }
    send_status(client, status(bundle, **wrong))
    assert list_opas(client)[0]["bundles"][0]["errors"] == [
        {"code": "bundle_error", "message": "compile error"},
        {"code": "rego_type_error", "message": "undefined"},
    ]


def test_decisions_that_an_opa_could_not_send_are_shown(client: TestClient, bundle: Bundle) -> None:
    lost = {"code": "decision_log_error", "message": "unauthorized", "http_code": "401"}
    send_status(client, {**status(bundle), "decision_logs": lost})
    assert list_opas(client)[0]["log_errors"] == [
        {"code": "decision_log_error", "message": "unauthorized"}
    ]


def test_the_last_status_is_kept_and_when_it_came(
    editions: Path, engine: WasmEngine, store: Store, bundle: Bundle
) -> None:
    moments = iter(range(1, 1000))
    clock = lambda: NOW.replace(microsecond=next(moments))  # noqa: E731
    app = create_app(Settings(bundles=str(editions)), engine=engine, store=store, clock=clock)
    with TestClient(app) as client:
        send_status(client, status(bundle))
        first = list_opas(client)[0]
        send_status(client, status(bundle, last_request="2026-11-20T03:05:00Z"))
        again = list_opas(client)[0]
        assert again["last_seen"] > first["last_seen"]
        assert again["first_seen"] == first["first_seen"]
        send_status(client, status(bundle, code="bundle_error", message="x"))
        send_status(client, status(bundle))
        assert list_opas(client)[0]["bundles"][0]["errors"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"labels": {"id": ""}}',
        b'{"labels": {"id": 5}}',
        b"\xff",
        b"[" * 99_999,
    ],
)
def test_what_is_no_status_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/status", content=body, headers=JSON)
    problem(answer, 400, "unreadable-document")
    assert list_opas(client) == []


def test_a_status_of_any_shape_is_bounded(client: TestClient, store: Store) -> None:
    odd = {
        "labels": {"id": "\ud800", "\ud800": "x", **{f"k{i}": "x" * 1000 for i in range(100)}},
        "bundles": {f"b{i}": {"message": "x" * 1_000, "code": 5, "errors": 5} for i in range(100)},
        "plugins": [1],
        "decision_logs": "x",
    }
    send_status(client, odd)
    (opa,) = list_opas(client)
    assert opa["id"] == "?"
    assert 2 < len(opa["labels"]) <= 32
    assert len(str(opa["labels"])) < MAX_LABEL_BYTES + 1_000
    assert len(opa["bundles"]) == 64


def test_it_may_come_packed_and_under_the_name_of_a_partition(
    client: TestClient, bundle: Bundle
) -> None:
    assert send_log(client, status(bundle), path="/status").status_code == 200
    assert send_log(client, status(bundle), path="/status/tokyo").status_code == 200
    assert len(list_opas(client)) == 1


def test_opas_come_newest_first_in_pages(client: TestClient) -> None:
    for number in range(3):
        send_status(client, {"labels": {"id": f"opa-{number}"}})
    first = client.get("/v1/fleet", params={"limit": 2}).json()
    rest = client.get("/v1/fleet", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [opa["id"] for opa in first["opas"] + rest["opas"]] == ["opa-2", "opa-1", "opa-0"]
    assert rest["next_cursor"] is None


def test_an_opa_that_never_says_its_state_is_known_by_its_decisions(
    client: TestClient, bundle: Bundle
) -> None:
    send_log(
        client, [entry(bundle), entry(bundle, decision_id="2", timestamp="2026-11-20T09:00:00Z")]
    )
    (opa,) = list_opas(client)
    assert opa["decisions"] == 2
    assert opa["last_decision"] == "2026-11-20T09:00:00Z"
    assert opa["labels"] == LABELS
    assert opa["current"] is False


def test_of_a_status_and_a_log_no_more_is_kept_than_an_opa_can_need(
    client: TestClient, bundle: Bundle
) -> None:
    """A packed body unpacks to much: what is stored of it is bounded, and says what was left out."""
    word = "語" * 300
    compiled = [{"code": word, "message": word, "location": {"file": word}}] * 10
    spoiled = {"name": word, "code": word, "message": word, "errors": compiled}
    bundles = {f"{number}{word}": spoiled for number in range(64)}
    labels = {"id": "opa-1", **{f"{number}{word}": word for number in range(40)}}
    message = {"labels": labels, "bundles": bundles, "plugins": {word: {"state": word}}}
    send_log(client, message, path="/status")
    logged = entry(bundle, labels=labels, bundles=bundles, erased=[f"/a/{word}"] * 64)
    send_log(client, [logged])
    with reports_of(client)._usable().reading.connect() as connection:
        [held] = connection.exec_driver_sql("SELECT bytes_of_opas + bytes FROM totals").one()
    assert held < MAX_SUBSTANCE_BYTES + MAX_LABEL_BYTES + MAX_DETAIL_BYTES + 4_000
    (opa,) = list_opas(client)
    assert opa["id"] == "opa-1"
    assert only_decision(client)["labels"] == {}
