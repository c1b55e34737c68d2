"""A recorded decision can be asked for again, and be explained in either language and either form."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tejun.api import bodies
from tejun.api.record_shapes import Replay
from tejun.app import create_app
from tejun.audit.receipt import read_receipt, verify_receipt
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Evaluation
from tejun.errors import EvaluationError
from tejun.model.decision import DecisionCodes
from tejun.operations.erasing import erase
from tejun.settings import Settings
from tejun.store.store import Store
from tejun.transparency.checkpoint import Log
from tejun.transparency.proof import read_log_proof
from tejun.words import Bilingual

from tests.api.support import application, post, problem
from tests.support.fakes import RaisingEngine


@pytest.fixture
def place(client: TestClient) -> str:
    """Where the decision on the typical application is."""
    return str(post(client, application("typical")).headers["location"])


@pytest.mark.parametrize("name", ["x", "01a20a81-57f2-7893-b798-f0f0b991835f", "決定", "%00", "'"])
@pytest.mark.parametrize("suffix", ["", "/input", "/codes", "/explanation", "/receipt"])
def test_a_decision_that_nobody_made_is_not_found(
    client: TestClient, name: str, suffix: str
) -> None:
    problem(client.get(f"/v1/decisions/{name}{suffix}"), 404, "unknown-decision")


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("?lang=ja", None, "ja"),
        ("?lang=en", "ja", "en"),
        ("", "ja,en;q=0.8", "ja"),
        ("", "en-GB, ja;q=0.9", "en"),
        ("", "de", "en"),
        ("", None, "en"),
    ],
)
def test_an_explanation_is_in_the_language_asked_for(
    client: TestClient, place: str, *, query: str, accepted: str | None, language: str
) -> None:
    headers = {"Accept-Language": accepted} if accepted else {}
    response = client.get(f"{place}/explanation{query}", headers=headers)
    assert response.status_code == 200
    assert response.headers["content-language"] == language
    body = response.json()
    assert body["language"] == language
    assert body["header"]["decision"] == place.rpartition("/")[2]
    findings = [finding for clause in body["clauses"] for finding in clause["findings"]]
    assert len(findings) == len(client.get(place).json()["findings"])
    assert all(finding["message"] and finding["quote"] for finding in findings)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/markdown, application/json;q=0.5", "text/markdown; charset=utf-8"),
        ("application/json", "application/json"),
        ("text/markdown;q=0.1, application/json", "application/json"),
        ("*/*", "application/json"),
        ("text/markdown;q=nonsense", "application/json"),
    ],
)
def test_an_explanation_has_the_form_that_is_liked_better(
    client: TestClient, place: str, accept: str, media_type: str
) -> None:
    response = client.get(f"{place}/explanation", headers={"Accept": accept})
    assert response.headers["content-type"] == media_type
    assert "accept" in response.headers["vary"].lower()


def test_a_language_that_there_is_not_is_refused(client: TestClient, place: str) -> None:
    body = problem(client.get(f"{place}/explanation?lang=fr"), 422, "invalid-parameter")
    assert [error["message"] for error in body["errors"]] == ["lang is ja or en."]


PLACES = ("", "/input", "/codes", "/explanation", "/receipt")
"""All that is given out of one decision."""


@pytest.mark.parametrize("what", PLACES)
@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [("?lang=ja", "en", "ja"), ("?lang=en", "ja", "en"), ("", "ja", "ja"), ("", "fr", "en")],
)
def test_what_is_said_of_a_decision_that_is_not_there_is_in_the_language_asked_for(
    client: TestClient, what: str, *, query: str, accepted: str, language: str
) -> None:
    unknown = "/v1/decisions/019f4f10-0000-7000-8000-000000000001"
    response = client.get(f"{unknown}{what}{query}", headers={"Accept-Language": accepted})
    said = problem(response, 404, "unknown-decision")
    assert response.headers["content-language"] == language
    assert ("確認" in said["detail"]) == (language == "ja")


@pytest.mark.parametrize("what", PLACES)
def test_a_language_changes_nothing_of_what_was_recorded_and_another_parameter_is_refused(
    client: TestClient, place: str, what: str
) -> None:
    plain, asked = client.get(f"{place}{what}"), client.get(f"{place}{what}?lang=en")
    assert (asked.status_code, asked.content) == (200, plain.content)
    for query in ("?lang=fr", "?language=ja", "?lang=ja&as_of=2026-11-20"):
        refused = client.get(f"{place}{what}{query}")
        assert problem(refused, 422, "invalid-parameter")
        assert refused.headers["content-language"] == ("ja" if "lang=ja" in query else "en")


def test_explaining_evaluates_nothing(
    client: TestClient, place: str, editions: Path, store: Store
) -> None:
    engine = RaisingEngine(
        EvaluationError(Bilingual(ja="停止", en="gone"), Bilingual(ja="待つ", en="wait"))
    )
    app = create_app(Settings(bundles=editions), engine=engine, store=store)
    with TestClient(app) as other:
        assert other.get(f"{place}/explanation").status_code == 200
        assert other.get(place).status_code == 200


def test_a_decision_whose_edition_is_gone_can_still_be_asked_for(
    client: TestClient, place: str, *, tmp_path: Path, engine: WasmEngine, store: Store
) -> None:
    (tmp_path / "empty").mkdir()
    app = create_app(Settings(bundles=tmp_path / "empty"), engine=engine, store=store)
    with TestClient(app) as other:
        assert other.get(place).status_code == 200
        assert "registry" in problem(other.get(f"{place}/explanation"), 404, "not-found")["advice"]


# --- receipts ------------------------------------------------------------------------------------


def test_without_the_master_key_codes_and_receipts_are_still_given(
    client: TestClient, place: str
) -> None:
    workplace = client.app.state.parts.workplace  # type: ignore[attr-defined]
    codes = client.get(f"{place}/codes").content
    with Store.open(workplace.store.path) as without:
        app = create_app(workplace.settings, registry=workplace.registry, store=without)
        with TestClient(app) as other:
            response = other.get(f"{place}/receipt")
            assert response.status_code == 200, response.text
            receipt = read_receipt(response.content)
            assert (receipt.decision, receipt.codes) == (None, codes)
            assert other.get(f"{place}/codes").content == codes
            for form in ("tlog-proof", "cose"):
                assert other.get(f"{place}/receipt?format={form}").status_code in {200, 422}


def test_a_receipt_is_verified_without_the_service(client: TestClient, place: str) -> None:
    response = client.get(f"{place}/receipt")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    receipt = read_receipt(response.content)
    assert receipt.decision is not None
    assert receipt.decision.document == client.get(place).content
    assert receipt.codes == client.get(f"{place}/codes").content
    assert receipt.input is None
    key = client.app.state.parts.workplace.log_key.signer.key  # type: ignore[attr-defined]
    assert verify_receipt(receipt, Log(key.name, (key,))).checkpoint.head.size == 1


def test_a_receipt_in_the_forms_of_others(client: TestClient, place: str) -> None:
    text = client.get(f"{place}/receipt?format=tlog-proof")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert read_log_proof(text.content).index == 0
    problem(client.get(f"{place}/receipt?format=cose"), 422, "proof-refused")
    post(client, application("typical"))
    cose = client.get(f"{place}/receipt?format=cose")
    assert cose.headers["content-type"] == "application/cose"
    assert cose.content[:2] == b"\xd2\x84"
    problem(client.get(f"{place}/receipt?format=xml"), 422, "invalid-parameter")


# --- evaluated again ----------------------------------------------------------------------------------


def test_a_decision_that_comes_out_again_is_reproduced(client: TestClient, place: str) -> None:
    answer = client.post(f"{place}/replay")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    body = Replay.model_validate_json(answer.content)
    assert (body.decision, body.verdict, body.why) == (place.rpartition("/")[2], "reproduced", None)
    assert body.recorded == body.replayed
    assert (body.findings, body.indicators) == ([], [])
    assert body.engine is not None
    assert body.engine.name == "wasm"


def test_one_that_does_not_is_shown_with_what_was_recorded(
    client: TestClient, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = client.get(place).json()["findings"][0]
    engine = client.app.state.parts.workplace.engine  # type: ignore[attr-defined]

    def evaluate(bundle: Bundle, document: bytes) -> Evaluation:
        evaluation = WasmEngine.evaluate(engine, bundle, document)
        findings = evaluation.result["findings"]
        changed = [
            {**each, "params": {"other": 1}}
            if (each["requirement"], each["subject"])
            == (recorded["requirement"], recorded["subject"])
            else each
            for each in findings
        ]
        return replace(evaluation, result={**evaluation.result, "findings": changed})

    monkeypatch.setattr(engine, "evaluate", evaluate, raising=False)
    body = client.post(f"{place}/replay").json()
    assert body["verdict"] == "diverged"
    [finding] = body["findings"]
    assert finding["recorded"] == recorded
    assert finding["replayed"] == {**recorded, "params": {"other": 1}}


def test_one_that_nobody_made_is_not_found_to_evaluate(client: TestClient) -> None:
    problem(client.post("/v1/decisions/x/replay"), 404, "unknown-decision")


def test_where_too_much_is_evaluated_already_the_caller_comes_again(
    client: TestClient, place: str
) -> None:
    tracing = client.app.state.parts.tracing  # type: ignore[attr-defined]
    with tracing, tracing:
        problem(client.post(f"{place}/replay"), 503, "busy")
    assert client.post(f"{place}/replay").status_code == 200


@pytest.mark.parametrize(
    ("method", "suffix"),
    [("GET", ""), ("GET", "/input"), ("GET", "/explanation"), ("GET", "/receipt")],
)
def test_of_recorded_decisions_two_are_in_memory_at_once(
    client: TestClient, place: str, monkeypatch: pytest.MonkeyPatch, *, method: str, suffix: str
) -> None:
    """Of a large one record, explanation and answer take tens of megabytes: thirty at once took seven hundred."""
    monkeypatch.setattr(bodies, "TURN_SECONDS", 0.05)
    recalled = client.app.state.parts.recalled  # type: ignore[attr-defined]
    for _ in range(2):
        client.portal.call(recalled.acquire)  # type: ignore[union-attr]
    problem(client.request(method, f"{place}{suffix}"), 503, "busy")
    client.portal.call(recalled.release)  # type: ignore[union-attr]
    assert client.request(method, f"{place}{suffix}").status_code == 200


BROWSERS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(("query", "languages"), [("?lang=ja", "ja, en"), ("", "en, ja")])
def test_a_browser_is_given_one_page_in_both_languages_without_what_stands_in_the_facts(
    client: TestClient, place: str, query: str, languages: str
) -> None:
    answer = client.get(f"{place}/explanation{query}", headers={"Accept": BROWSERS})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == languages
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    receipt = read_receipt(client.get(f"{place}/receipt").content)
    assert receipt.digest in answer.text
    assert "Winding-induced bias in fibre-optic inertial sensors" not in answer.text


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/markdown, text/html;q=0.5"])
def test_who_likes_another_form_better_is_given_no_page(
    client: TestClient, place: str, accept: str
) -> None:
    answer = client.get(f"{place}/explanation", headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] in {"application/json", "text/markdown"}


# --- what was erased ---------------------------------------------------------------------------------


@pytest.fixture
def erased(client: TestClient, place: str) -> str:
    """The same place, after the application's keys were destroyed."""
    parts = client.app.state.parts  # type: ignore[attr-defined]
    application_id = client.get(place).json()["application"]["id"]
    erase(parts.workplace, "kprogram-2026", application_id, "asked for by the applicant")
    return place


@pytest.mark.parametrize("suffix", ["", "/explanation"])
def test_an_erased_decision_is_gone_and_says_where_its_codes_are(
    client: TestClient, erased: str, suffix: str
) -> None:
    said = problem(client.get(f"{erased}{suffix}"), 410, "record-erased")
    assert "asked for by the applicant" in said["detail"]
    assert "/codes" in said["advice"]
    assert said["retryable"] is False


def test_its_codes_are_what_they_were(client: TestClient, place: str) -> None:
    before = client.get(f"{place}/codes")
    whole = client.get(place).json()
    parts = client.app.state.parts  # type: ignore[attr-defined]
    erase(parts.workplace, "kprogram-2026", whole["application"]["id"], "x")
    after = client.get(f"{place}/codes")
    assert (before.status_code, before.content) == (after.status_code, after.content)
    assert after.headers["cache-control"] == "no-store"
    codes = DecisionCodes.model_validate_json(after.content)
    assert (codes.id, codes.outcome) == (whole["id"], whole["outcome"])
    assert len(codes.findings) == len(whole["findings"])
    assert whole["application"]["title"] not in after.text


def test_it_cannot_be_evaluated_again(client: TestClient, erased: str) -> None:
    body = client.post(f"{erased}/replay?lang=ja").json()
    assert (body["verdict"], body["why"]["code"]) == ("unreplayable", "record-erased")
    assert "消去" in body["why"]["detail"]
    assert "findings" not in body


def test_its_receipt_is_verified_by_its_codes(client: TestClient, erased: str) -> None:
    receipt = read_receipt(client.get(f"{erased}/receipt").content)
    assert (receipt.decision, receipt.input) == (None, None)
    assert receipt.codes == client.get(f"{erased}/codes").content
    key = client.app.state.parts.workplace.log_key.signer.key  # type: ignore[attr-defined]
    verify_receipt(receipt, Log(key.name, (key,)))


def test_who_sends_a_request_again_whose_decision_was_erased_learns_nothing_of_it(
    client: TestClient,
) -> None:
    key = {"Idempotency-Key": "k"}
    first = post(client, application("typical"), **key).json()
    parts = client.app.state.parts  # type: ignore[attr-defined]
    erase(parts.workplace, "kprogram-2026", first["application"]["id"], "x")
    same, another = (
        problem(post(client, application(name), **key), 422, "idempotency-key-reused")
        for name in ("typical", "complete")
    )
    assert same["detail"] == another["detail"]
    assert first["id"] not in str(same)
    assert post(client, application("typical")).status_code == 201
