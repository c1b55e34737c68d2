"""The decision logs that OPAs send: what is kept of them, and that nothing in one is lost or believed."""

import gzip
import json
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tejun import canonical
from tejun.api import bodies
from tejun.app import create_app
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import Facts
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import JSON, application, post, problem
from tests.support.desk import NOW
from tests.support.reporting import (
    LABELS,
    entry,
    list_decisions,
    list_opas,
    only_decision,
    reports_of,
    send_log,
)


@pytest.fixture
def result(engine: WasmEngine, bundle: Bundle, document: bytes) -> dict[str, Any]:
    """What the edition says of the complete application."""
    return engine.evaluate(bundle, document).result


@pytest.fixture
def document(facts_of: Callable[[str], Facts]) -> bytes:
    return assemble(facts_of("complete"), as_of=NOW.date()).canonical


def test_a_decision_stands_beside_ours_over_the_same_input(
    client: TestClient, bundle: Bundle, document: bytes, result: dict[str, Any]
) -> None:
    ours = [post(client, application()).json()["id"] for _ in range(2)]
    shuffled = {**result, "findings": result["findings"][::-1]}
    sent = entry(bundle, input=json.loads(document), result=shuffled)
    assert send_log(client, [sent]).json() == {"decisions": 1, "unreadable": 0}
    decision = only_decision(client)
    assert sorted(decision["same_as"]) == sorted(ours)
    assert decision["differs_from"] == []
    assert decision["outcome"] == "prepared"
    assert (decision["program"], decision["edition"]) == (bundle.program, bundle.edition)
    assert decision["opa"] == "opa-1"
    assert decision["metrics"] == {"timer_rego_query_eval_ns": 17}


def test_a_decision_that_differs_from_ours_is_told(
    client: TestClient, bundle: Bundle, document: bytes, result: dict[str, Any]
) -> None:
    ours = post(client, application()).json()["id"]
    spoiled = {**result, "findings": result["findings"][1:]}
    send_log(client, [entry(bundle, input=json.loads(document), result=spoiled)])
    assert only_decision(client)["differs_from"] == [ours]
    assert only_decision(client)["same_as"] == []


@pytest.fixture
def ticking(registry: Registry, engine: WasmEngine, store: Store) -> Iterator[TestClient]:
    """A service whose clock goes on."""
    seconds = count()
    app = create_app(
        Settings(),
        registry=registry,
        engine=engine,
        store=store,
        clock=lambda: NOW + timedelta(seconds=next(seconds)),
    )
    with TestClient(app) as client:
        yield client


@pytest.fixture
def reported(bundle: Bundle, document: bytes, result: dict[str, Any]) -> dict[str, Any]:
    """An entry of what the edition says of the complete application."""
    return entry(bundle, input=json.loads(document), result=json.loads(json.dumps(result)))


def compared(decision: dict[str, Any]) -> list[str]:
    return [*decision["same_as"], *decision["differs_from"]]


@pytest.mark.parametrize("spoiled", [False, True], ids=["the same result", "another result"])
def test_a_guess_at_what_was_erased_is_not_confirmed_beside_what_an_opa_reported(
    ticking: TestClient,
    store: Store,
    reported: dict[str, Any],
    *,
    spoiled: bool,
) -> None:
    """Whoever may ask for checks guesses at the input, and has the guess recorded after the erasure."""
    if spoiled:
        reported["result"]["findings"].pop()
    before = post(ticking, application()).json()["id"]
    send_log(ticking, [reported])
    assert compared(only_decision(ticking)) == [before]
    [kept] = store.kept()
    assert store.erase(kept.program, kept.application, "asked for", NOW) is not None
    assert compared(only_decision(ticking)) == []
    guess = post(ticking, application())
    assert guess.status_code == 201
    assert compared(only_decision(ticking)) == []
    send_log(ticking, [{**reported, "decision_id": "d-2"}])
    newer, _ = list_decisions(ticking)
    assert compared(newer) == [guess.json()["id"]], "it came after"


def test_decisions_of_another_revision_are_not_compared(
    client: TestClient, bundle: Bundle, document: bytes, result: dict[str, Any]
) -> None:
    post(client, application())
    another = {bundle.program: {"revision": "sha256:" + "0" * 64}}
    send_log(client, [entry(bundle, bundles=another, input=json.loads(document), result=result)])
    decision = only_decision(client)
    assert (decision["same_as"], decision["differs_from"]) == ([], [])
    assert (decision["program"], decision["edition"]) == (None, None)
    assert decision["outcome"] == "prepared"


def test_nothing_of_input_or_result_is_kept(
    client: TestClient, bundle: Bundle, store: Store, result: dict[str, Any]
) -> None:
    secret = "山田太郎の個人情報"
    error = {"code": "eval_builtin_error", "message": secret}
    send_log(
        client,
        [
            entry(bundle, input={"name": secret}, result=result),
            entry(bundle, decision_id="d-2", input={"name": secret}, result=secret),
            entry(bundle, decision_id="d-3", error=error, requested_by=secret, query=secret),
            {"labels": LABELS, "name": secret},
        ],
    )
    assert len(list_decisions(client)) == 4
    reports = reports_of(client)
    reports.close()
    kept = reports.path.read_bytes()
    assert b"d-3" in kept
    assert secret.encode() not in kept
    assert ascii(secret)[1:-1].encode() not in kept


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        ({"result": ...}, "undefined"),
        ({"result": ..., "error": {"code": "eval_conflict_error", "message": "x"}}, "error"),
        ({"result": {"outcome": "prepared"}}, "malformed"),
        ({"result": "prepared"}, "malformed"),
        ({"result": None}, "malformed"),
        ({"result": ..., "erased": ["/result"]}, "masked"),
        ({"path": "system/bundles/kprogram-2026", "result": {}}, "other"),
        ({"path": ..., "query": "data", "result": {}}, "other"),
        ({"labels": {}}, "unreadable"),
        ({"labels": "x"}, "unreadable"),
        ({"decision_id": ""}, "unreadable"),
        ({"decision_id": 5}, "unreadable"),
    ],
)
def test_what_is_no_decision_never_reads_as_one(
    client: TestClient, bundle: Bundle, *, other: dict[str, Any], outcome: str
) -> None:
    send_log(client, [entry(bundle, **other)])
    decision = only_decision(client)
    assert decision["outcome"] == outcome
    assert (decision["same_as"], decision["differs_from"]) == ([], [])


def test_the_result_of_another_edition_is_no_decision_of_this_one(
    client: TestClient, bundle: Bundle, result: dict[str, Any]
) -> None:
    other = {**result, "edition": {**result["edition"], "edition": "9"}}
    send_log(client, [entry(bundle, result=other)])
    assert only_decision(client)["outcome"] == "malformed"


def test_an_input_that_was_masked_has_no_digest(client: TestClient, bundle: Bundle) -> None:
    send_log(client, [entry(bundle, erased=["/input/facts/people"])])
    [kept] = reports_of(client).decisions(limit=2)
    assert kept.decision.input_digest is None
    assert only_decision(client)["masked"] == ["/input/facts/people"]


def test_nobody_sees_in_the_file_of_reports_whether_a_guess_at_an_input_is_right(
    client: TestClient, bundle: Bundle, result: dict[str, Any]
) -> None:
    sent = entry(bundle, input={"guess": "at this"}, result=result)
    unreadable = json.dumps({**sent, "decision_id": ""})
    send_log(client, f"[{json.dumps(sent)}, {unreadable}]".encode())
    _, kept = reports_of(client).decisions(limit=3)
    assert kept.decision.input_digest
    assert kept.decision.result_digest
    guesses = [canonical.digest(canonical.dumps(guess)) for guess in (sent["input"], sent, result)]
    guesses.append(canonical.digest(unreadable.encode()))
    path = reports_of(client).path
    data = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    for guess in guesses:
        _, _, digits = guess.partition(":")
        assert digits.encode() not in data
        assert bytes.fromhex(digits) not in data
    shown = json.dumps(list_decisions(client))
    assert not [digits for digits in guesses if digits.partition(":")[2] in shown]
    assert kept.decision.input_digest not in shown, (
        "who posts a guess sees no more than that it came"
    )
    assert kept.decision.result_digest not in shown


def test_of_an_error_only_the_code_is_kept(client: TestClient, bundle: Bundle) -> None:
    send_log(client, [entry(bundle, error={"code": "eval_conflict_error", "message": "x"})])
    assert only_decision(client)["error"] == "eval_conflict_error"


def test_what_is_sent_again_is_one_row(client: TestClient, bundle: Bundle) -> None:
    batch = [entry(bundle), entry(bundle), {"no": "id"}]
    for _ in range(3):
        assert send_log(client, batch).json() == {"decisions": 3, "unreadable": 1}
    assert len(list_decisions(client)) == 2
    assert [opa["decisions"] for opa in list_opas(client)] == [1, 1]


def test_a_false_entry_under_the_id_of_a_true_one_does_not_keep_it_out(
    client: TestClient, bundle: Bundle, document: bytes, result: dict[str, Any]
) -> None:
    send_log(client, [entry(bundle, result={"outcome": "prepared"})])
    send_log(client, [entry(bundle, input=json.loads(document), result=result)])
    true, false = list_decisions(client)
    assert (true["decision_id"], false["decision_id"]) == ("d-1", "d-1")
    assert (true["outcome"], false["outcome"]) == ("prepared", "malformed")


def test_while_reports_wait_for_their_file_decisions_do_not(
    client: TestClient, bundle: Bundle
) -> None:
    """More reports wait than there are threads for decisions."""
    held, started = threading.Event(), threading.Event()
    writer = reports_of(client)._writer
    commit = writer._commit

    def wait(batch: Any) -> Any:
        started.set()
        held.wait(20)
        return commit(batch)

    writer._commit = wait
    with ThreadPoolExecutor(60) as pool:
        statuses = [
            pool.submit(client.post, "/status", content=b'{"labels":{"id":"%d"}}' % n, headers=JSON)
            for n in range(60)
        ]
        assert started.wait(10)
        assert post(client, application()).status_code == 201
        assert client.get("/readyz").status_code == 200
        assert not any(status.done() for status in statuses)
        held.set()
        assert {status.result(20).status_code for status in statuses} == {200}


BAD = {
    "a number": b"5",
    "a key twice": b'{"decision_id": "x", "labels": {"id": "a"}, "labels": {"id": "b"}}',
    "NaN": b'{"decision_id": "x", "labels": {"id": "a"}, "input": NaN}',
    "a number too large": b'{"decision_id": "x", "labels": {"id": "a"}, "input": 9007199254740993}',
    "a lone surrogate": b'{"decision_id": "\\ud800", "labels": {"id": "a"}}',
    "nested": b'{"decision_id": "x", "labels": {"id": "a"}, "input": %s}' % (b"[" * 99 + b"]" * 99),
    "nested deep": b'{"input": ["]", %s]}' % (b'[{"a":' * 50_000 + b"1" + b"}]" * 50_000),
    "digits": b'{"input": %s}' % (b"9" * 10_000),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_an_entry_that_cannot_be_read_costs_none_of_the_others(
    client: TestClient, bundle: Bundle, bad: bytes
) -> None:
    good = [
        json.dumps(entry(bundle, decision_id=name, input='[{\\",')).encode()
        for name in ("before", "after")
    ]
    answer = send_log(client, b"\n[ %s ,\t%s,%s ]\r\n" % (good[0], bad, good[1]))
    assert answer.status_code == 200
    assert answer.json() == {"decisions": 3, "unreadable": 1}
    after, lost, before = list_decisions(client)
    assert (before["decision_id"], after["decision_id"]) == ("before", "after")
    assert lost["outcome"] == "unreadable"
    assert canonical.digest(bad).partition(":")[2] not in lost["decision_id"]
    send_log(client, b"[ %s ]" % bad)
    assert [each["decision_id"] for each in list_decisions(client)].count(lost["decision_id"]) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[", b"[1", b"[1,]", b"[1 2]", b"[1]]", b"[1] x", b"null", b"\xff", b"[\xff]"],
)
def test_what_is_no_array_is_refused_and_nothing_of_it_is_kept(
    client: TestClient, bundle: Bundle, body: bytes
) -> None:
    problem(send_log(client, body), 400, "unreadable-document")
    problem(send_log(client, body, packed=False), 400, "unreadable-document")
    assert list_decisions(client) == []


def test_an_empty_log_is_taken(client: TestClient) -> None:
    assert send_log(client, b"[ ]").json() == {"decisions": 0, "unreadable": 0}


def test_it_may_come_unpacked_and_under_the_name_of_a_partition(
    client: TestClient, bundle: Bundle
) -> None:
    assert send_log(client, [entry(bundle)], packed=False).status_code == 200
    assert send_log(client, [entry(bundle, decision_id="2")], path="/logs/tokyo").status_code == 200
    assert len(list_decisions(client)) == 2


def test_a_bomb_is_refused_before_it_unpacks(client: TestClient) -> None:
    packed = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packed.compress(bytes(2**20)) for _ in range(65)) + packed.flush()
    headers = {**JSON, "Content-Encoding": "gzip"}
    body = problem(client.post("/logs", content=bomb, headers=headers), 413, "too-large")
    assert "upload_size_limit_bytes" in body["advice"]
    assert send_log(client, b"[" + b" " * 99_998 + b"]").status_code == 200


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-1], lambda data: data + b"x", lambda data: b"x" + data, lambda data: b""],
    ids=["cut short", "with more behind", "no gzip", "nothing"],
)
def test_gzip_that_is_damaged_is_refused(
    client: TestClient, spoil: Callable[[bytes], bytes]
) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"}
    answer = client.post("/logs", content=spoil(gzip.compress(b"[]")), headers=headers)
    problem(answer, 400, "unreadable-document")


def test_what_opa_does_not_send_is_refused(client: TestClient) -> None:
    plain = client.post("/logs", content=b"[]", headers={"Content-Type": "text/plain"})
    problem(plain, 415, "unsupported-media-type")
    packed = client.post("/logs", content=b"[]", headers={**JSON, "Content-Encoding": "br"})
    problem(packed, 415, "unsupported-media-type")
    large = client.post("/status", content=bytes(bodies.STATUS.sent + 1), headers=JSON)
    problem(large, 413, "too-large")


def test_where_too_many_come_at_once_they_are_to_come_again(
    client: TestClient, bundle: Bundle
) -> None:
    room = client.app.state.parts.log_room  # type: ignore[attr-defined]
    while room.enter():
        pass
    body = problem(send_log(client, [entry(bundle)]), 503, "busy")
    assert body["retryable"] is True
    room.leave()
    assert send_log(client, [entry(bundle)]).status_code == 200


def test_many_opas_report_at_once_and_nothing_is_lost(client: TestClient, bundle: Bundle) -> None:
    room = client.app.state.parts.log_room  # type: ignore[attr-defined]
    room._free = 100

    def report(number: int) -> None:
        labels = {**LABELS, "id": f"opa-{number % 20}"}
        sent = entry(bundle, labels=labels, decision_id=f"d-{number}")
        assert send_log(client, [sent]).status_code == 200
        assert send_log(client, {"labels": labels}, path="/status").status_code == 200

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(report, range(200)))
    assert len(list_decisions(client, limit=200)) == 200
    assert [opa["decisions"] for opa in list_opas(client)] == [10] * 20


# --- the list of decisions -----------------------------------------------------------------------


def test_decisions_come_newest_first_in_pages(client: TestClient, bundle: Bundle) -> None:
    send_log(client, [entry(bundle, decision_id=f"d-{number}") for number in range(5)])
    names, cursor = [], None
    while True:
        page = client.get(
            "/v1/fleet/decisions", params={"limit": 2, **({"cursor": cursor} if cursor else {})}
        ).json()
        names.append([opa["decision_id"] for opa in page["decisions"]])
        cursor = page["next_cursor"]
        send_log(client, [entry(bundle, decision_id=f"new-{len(names)}")])  # moves no page
        if cursor is None:
            break
    assert names == [["d-4", "d-3"], ["d-2", "d-1"], ["d-0"]]


def test_decisions_can_be_asked_for_by_opa_and_outcome(client: TestClient, bundle: Bundle) -> None:
    other = {**LABELS, "id": "opa-2"}
    send_log(client, [entry(bundle), entry(bundle, decision_id="d-2", labels=other, path="x")])
    assert [opa["decision_id"] for opa in list_decisions(client, opa="opa-2")] == ["d-2"]
    assert [opa["decision_id"] for opa in list_decisions(client, outcome="undefined")] == ["d-1"]
    assert list_decisions(client, opa="opa-1", outcome="other") == []


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "cursor=x", "cursor=0", "page=2"])
def test_a_parameter_that_is_not_right_is_named(client: TestClient, query: str) -> None:
    body = problem(client.get(f"/v1/fleet/decisions?{query}"), 422, "invalid-parameter")
    assert query.partition("=")[0] in body["detail"]


@pytest.fixture
def full(editions: Path, engine: WasmEngine, store: Store) -> Iterator[TestClient]:
    """A service whose disk takes no more reports."""
    app = create_app(Settings(bundles=str(editions)), engine=engine, store=store, clock=lambda: NOW)
    with TestClient(app) as client:
        with reports_of(client)._usable().writing.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            connection.rollback()
        yield client


def test_what_could_not_be_kept_is_not_taken(full: TestClient, bundle: Bundle) -> None:
    batch = [entry(bundle, decision_id=f"{number:0>300}") for number in range(500)]
    body = problem(send_log(full, batch), 503, "store-unavailable")
    assert body["retryable"] is True
    assert list_decisions(full) == []
    assert post(full, application()).status_code == 201
    ready = full.get("/readyz").json()
    assert ready["status"] == "ready"
    assert "full" in ready["reports_problem"]["en"]
