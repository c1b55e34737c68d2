"""How the tests of the API ask, and what they hold every problem to."""

import json
from functools import cache
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from tests.support.cases import load_yaml
from tests.support.desk import APPLICATIONS

PRECHECKS = "/v1/programs/kprogram-2026/prechecks"
JSON = {"Content-Type": "application/json"}


@cache
def application(name: str = "complete") -> bytes:
    """One of the fixtures' applications, as the JSON that is posted."""
    value = load_yaml(APPLICATIONS / f"{name}.yaml")
    return json.dumps(value, ensure_ascii=False).encode()


def post(client: TestClient, body: bytes, path: str = PRECHECKS, **headers: str) -> Response:
    return client.post(path, content=body, headers={**JSON, **headers})


def recorded(client: TestClient) -> int:
    """How many decisions are in the record."""
    store = client.app.state.parts.workplace.store  # type: ignore[attr-defined]
    with store._database.reading.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM decisions").scalar_one())


def problem(response: Response, status: int, code: str) -> dict[str, Any]:
    """Holds the response to being that problem, whole; gives its body."""
    assert response.status_code == status, response.text[:400]
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    body: dict[str, Any] = response.json()
    assert set(body) == {
        *("type", "title", "status", "detail", "advice", "retryable", "errors", "request_id")
    }
    assert body["type"] == f"urn:tejun:problem:{code}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["advice"]
    assert body["request_id"] == response.headers["x-request-id"]
    assert body["retryable"] == ("retry-after" in response.headers)
    return body
