"""What an OPA sends to the service, as OPA 1.22 writes it; and what the service then shows of it."""

import gzip
import json
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient
from tejun.bundle.archive import Bundle
from tejun.store.reports import Reports

from tests.api.support import JSON

LABELS = {"id": "opa-1", "version": "1.22.2", "app": "tejun"}


def entry(bundle: Bundle, **other: Any) -> dict[str, Any]:
    """An entry of OPA's decision log, as OPA 1.22 writes it; `...` leaves a field out."""
    written = {
        "labels": LABELS,
        "decision_id": "d-1",
        "bundles": {bundle.program: {"revision": bundle.revision}},
        "path": bundle.entrypoint,
        "input": {"schema": "tejun/input/2"},
        "requested_by": "192.0.2.1:5",
        "timestamp": "2026-11-20T03:04:05.678Z",
        "metrics": {"timer_rego_query_eval_ns": 17, "counter_server_query_cache_hit": 1},
        "req_id": 1,
        **other,
    }
    return {key: value for key, value in written.items() if value is not ...}


def reports_of(client: TestClient) -> Reports:
    """The file of what OPAs report, of the service that the client asks."""
    reports: Reports = client.app.state.parts.workplace.reports  # type: ignore[attr-defined]
    return reports


def send_log(
    client: TestClient, entries: Any, *, path: str = "/logs", packed: bool = True
) -> Response:
    body = entries if isinstance(entries, bytes) else json.dumps(entries).encode()
    if packed:
        return client.post(
            path, content=gzip.compress(body), headers={**JSON, "Content-Encoding": "gzip"}
        )
    return client.post(path, content=body, headers=JSON)


def list_decisions(client: TestClient, **params: Any) -> list[Any]:
    decisions: list[Any] = client.get("/v1/fleet/decisions", params=params).json()["decisions"]
    return decisions


def only_decision(client: TestClient) -> Any:
    (decision,) = list_decisions(client)
    return decision


def list_opas(client: TestClient) -> list[Any]:
    opas: list[Any] = client.get("/v1/fleet").json()["opas"]
    return opas


def status(bundle: Bundle, **other: Any) -> dict[str, Any]:
    """A status as OPA 1.22 writes it."""
    return {
        "labels": LABELS,
        "bundles": {
            bundle.program: {
                "name": bundle.program,
                "active_revision": bundle.revision,
                "last_successful_activation": "2026-11-20T03:00:00Z",
                "last_successful_download": "2026-11-20T03:00:00Z",
                "last_successful_request": "2026-11-20T03:04:00Z",
                "last_request": "2026-11-20T03:04:00Z",
                "metrics": {"timer_bundle_request_ns": 9007199254740993},
                **other,
            }
        },
        "plugins": {"bundle": {"state": "OK"}, "status": {"state": "NOT_READY"}},
        "metrics": {"prometheus": {"x": 1e400}},
    }


def send_status(client: TestClient, message: Any) -> None:
    body = json.dumps(message).replace("Infinity", "1e400").encode()
    assert client.post("/status", content=body, headers=JSON).json() == {"status": "taken"}
