"""`GET /v1/decisions/{id}/compare/{other}`: what changed is said, and what stands in the facts is not."""

import json

import pytest
from starlette.testclient import TestClient
from tejun.api.comparison_shapes import Comparison

from tests.api.support import PRECHECKS, application, post, problem

NAME = "岡田 直人X"


@pytest.fixture
def places(client: TestClient) -> tuple[str, str]:
    """Where two decisions on the typical application are, the later one with a person's other name."""
    facts = json.loads(application("typical"))
    before = post(client, application("typical")).headers["location"]
    facts["people"][0]["name"] = NAME
    path = f"{PRECHECKS}?as_of=2026-12-27"
    after = post(client, json.dumps(facts).encode(), path).headers["location"]
    return before, after.rpartition("/")[2]


def test_two_decisions_are_compared(client: TestClient, places: tuple[str, str]) -> None:
    before, after = places
    answer = client.get(f"{before}/compare/{after}?lang=ja")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-language"] == "ja"
    body = Comparison.model_validate_json(answer.content)
    assert (body.before.id, body.after.id) == (before.rpartition("/")[2], after)
    assert [(each.what, each.place) for each in body.changes] == [
        ("as_of", ""),
        ("facts", "people[okada].name"),
    ]
    assert "before" not in answer.json()["changes"][1]
    moved = {(each.requirement, each.subject): each.by for each in body.findings}
    assert moved["RS-P1-07", "person:okada"] == [[2]]
    assert NAME[:-1] not in answer.text


def test_what_cannot_be_compared_is_a_problem(client: TestClient, places: tuple[str, str]) -> None:
    before, after = places
    facts = json.loads(application("typical"))
    facts["application"]["id"] = "another"
    other = post(client, json.dumps(facts).encode()).headers["location"].rpartition("/")[2]
    said = problem(client.get(f"{before}/compare/{other}?lang=en"), 409, "not-comparable")
    assert other in said["detail"]
    problem(client.get(f"{before}/compare/x"), 404, "unknown-decision")
    problem(client.get(f"/v1/decisions/x/compare/{after}"), 404, "unknown-decision")


def test_where_too_much_is_evaluated_already_the_caller_comes_again(
    client: TestClient, places: tuple[str, str]
) -> None:
    before, after = places
    tracing = client.app.state.parts.tracing  # type: ignore[attr-defined]
    with tracing, tracing:
        problem(client.get(f"{before}/compare/{after}"), 503, "busy")
