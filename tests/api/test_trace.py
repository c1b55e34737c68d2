"""`depth=trace`: how one requirement's findings came about, asked of the service."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tejun.errors import ToolMissingError
from tejun.words import Bilingual

from tests.api.support import application, post, problem

TRACE = {"depth": "trace", "requirement": "RS-P1-03", "subject": "person:okada"}


@pytest.fixture
def place(client: TestClient) -> str:
    """Where the explanation of the decision on the typical application is."""
    return f"{post(client, application('typical')).headers['location']}/explanation"


@pytest.mark.opa
def test_a_requirement_is_traced_for_a_subject(client: TestClient, place: str) -> None:
    response = client.get(place, params={**TRACE, "lang": "ja"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-language"] == "ja"
    body = response.json()
    assert body["schema"] == "tejun/trace/1"
    (subject,) = body["subjects"]
    assert (subject["subject"], subject["status_label"]) == ("person:okada", "情報不足")
    (file,) = (file for file in subject["files"] if file["path"].endswith("/lib/periods.rego"))
    lines = [line for rule in file["rules"] for line in rule["lines"]]
    assert {line["mark"] for line in lines} == {"held", "failed", None}


@pytest.mark.opa
def test_a_trace_can_be_had_as_markdown(client: TestClient, place: str) -> None:
    response = client.get(place, params=TRACE, headers={"Accept": "text/markdown"})
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "✗     covers(found.envelope.period, min(look_backs))" in response.text


@pytest.mark.parametrize(
    "parameters",
    [
        {"depth": "trace"},
        {"depth": "trace", "subject": "person:okada"},
        {"requirement": "RS-P1-03"},
        {"depth": "full", "subject": "person:okada"},
        {"depth": "deep", "requirement": "RS-P1-03"},
    ],
)
def test_a_trace_is_of_a_requirement_and_nothing_else_is(
    client: TestClient, place: str, parameters: dict[str, str]
) -> None:
    body = problem(client.get(place, params=parameters), 422, "invalid-parameter")
    assert "depth" in body["detail"]


@pytest.mark.parametrize(
    ("name", "value", "near"),
    [("requirement", "RS-P1-3", "RS-P1-03"), ("subject", "person:okado", "person:okada")],
)
def test_what_the_decision_has_no_finding_of_is_not_found(
    client: TestClient, place: str, *, name: str, value: str, near: str
) -> None:
    response = client.get(place, params={**TRACE, name: value})
    assert near in problem(response, 404, "unknown-finding")["advice"]


def test_a_decision_that_nobody_made_is_not_traced(client: TestClient) -> None:
    response = client.get("/v1/decisions/x/explanation", params=TRACE)
    problem(response, 404, "unknown-decision")


def test_without_an_opa_there_is_no_trace_and_the_explanation_goes_on(
    client: TestClient, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Path:
        raise ToolMissingError(
            Bilingual(ja="opaがありません", en="no opa"), Bilingual(ja="入れる", en="add")
        )

    monkeypatch.setattr("tejun.trace.recorded.find_opa", missing)
    problem(client.get(place, params=TRACE), 503, "tool-missing")
    assert client.get(place).status_code == 200


def test_no_more_traces_are_made_at_once_than_there_are_places_for(
    client: TestClient, place: str
) -> None:
    tracing = client.app.state.parts.tracing  # type: ignore[attr-defined]
    while tracing.acquire(blocking=False):
        pass
    problem(client.get(place, params=TRACE), 503, "busy")
    assert client.get(place).status_code == 200
