"""`depth=remedy`: what would settle a recorded decision, asked of the service."""

import pytest
from starlette.testclient import TestClient
from tejun.api import decisions
from tejun.audit.remedy import Bounds
from tejun.audit.remedy.samples import SAMPLE
from tejun.operations import remedying

from tests.api.support import application, post, problem

REMEDY = {"depth": "remedy"}
OF_PAPERS = {**REMEDY, "requirement": "RS-P1-03", "subject": "person:okada"}


@pytest.fixture
def place(client: TestClient) -> str:
    """Where the explanation of the decision on the typical application is."""
    return f"{post(client, application('typical')).headers['location']}/explanation"


def test_the_whole_decision_has_rungs_and_findings(client: TestClient, place: str) -> None:
    response = client.get(place, params={**REMEDY, "lang": "ja"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-language"] == "ja"
    body = response.json()
    assert (body["schema"], body["outcome"], body["stopped"]) == (
        "tejun/remedy/1",
        "action_required",
        None,
    )
    assert [rung["outcome"] for rung in body["rungs"]] == [
        "information_required",
        "consultation_required",
        "prepared",
    ]
    assert all(rung["sets"] or rung["held_by"] for rung in body["rungs"])
    assert all(found["sets"] or (found["why"] and found["holder"]) for found in body["findings"])
    assert SAMPLE not in response.text


def test_one_finding_alone_as_json_and_as_markdown(client: TestClient, place: str) -> None:
    body = client.get(place, params=OF_PAPERS).json()
    assert [(found["requirement"], found["subject"]) for found in body["findings"]] == [
        ("RS-P1-03", "person:okada")
    ]
    response = client.get(place, params=OF_PAPERS, headers={"Accept": "text/markdown"})
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "declared anew by 2026-11-20" in response.text


def test_nothing_is_recorded(client: TestClient, place: str) -> None:
    before = client.get("/checkpoint").text
    client.get(place, params=OF_PAPERS)
    assert client.get("/checkpoint").text.splitlines()[:3] == before.splitlines()[:3]


def test_where_it_stops_it_says_so(
    client: TestClient, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "REMEDY_BOUNDS", Bounds(evaluations=3))
    body = client.get(place, params={**REMEDY, "lang": "en"}).json()
    assert (body["stopped"], body["evaluations"]) == ("evaluations", 3)
    assert any("limit of evaluations" in note for note in body["notes"])


@pytest.mark.parametrize(
    "parameters", [{**REMEDY, "subject": "person:okada"}, {"requirement": "RS-P1-03"}]
)
def test_a_subject_goes_with_a_requirement(
    client: TestClient, place: str, parameters: dict[str, str]
) -> None:
    problem(client.get(place, params=parameters), 422, "invalid-parameter")


def test_what_is_not_there_is_not_found(client: TestClient, place: str) -> None:
    response = client.get(place, params={**OF_PAPERS, "requirement": "RS-P1-3"})
    assert "RS-P1-03" in problem(response, 404, "unknown-finding")["advice"]
    problem(client.get("/v1/decisions/x/explanation", params=REMEDY), 404, "unknown-decision")


def test_an_edition_that_gives_another_result_proves_nothing(
    client: TestClient, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remedying, "prepare", lambda _: {})
    body = problem(client.get(place, params={**REMEDY, "lang": "en"}), 409, "remedy-unproven")
    assert "no steps can be proven" in body["detail"]
