"""Where the service is reached: as it is set, else on the loopback; never as a caller says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.engine.embedded.wasm import WasmEngine
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import problem
from tests.support.bundles import tiny_archive
from tests.support.desk import NOW
from tests.support.published import publish

PATH = "/v1/programs/tiny-2026/opa-config"
JSON = {"Accept": "application/json"}
EVIL = "evil.example"
CLAIMS: list[dict[str, str]] = [
    {"Host": EVIL},
    {"Host": f"{EVIL}:8000"},
    {"Host": f"127.0.0.1@{EVIL}"},
    {"Host": f"127.0.0.1.{EVIL}"},
    {"X-Forwarded-Host": EVIL},
    {"X-Forwarded-Proto": "https", "X-Forwarded-For": EVIL},
    {"Forwarded": f"host={EVIL};proto=https"},
    {"Via": f"1.1 {EVIL}"},
]
"""What a caller, or a proxy before the service, may say of where it is."""

Asked = Callable[..., TestClient]


@pytest.fixture
def asked(tmp_path: Path, store: Store, engine: WasmEngine) -> Asked:
    """A service with these settings, asked at an address by somebody there."""
    publish(tmp_path / "registry", tiny_archive())

    def of(*, at: str = "127.0.0.1:8000", by: str = "127.0.0.1", **settings: Any) -> TestClient:
        own = Settings(bundles=tmp_path / "registry", **settings)
        app = create_app(own, engine=engine, store=store, clock=lambda: NOW)
        return TestClient(app, base_url=f"http://{at}", client=(by, 50_000))

    return of


def url(client: TestClient, **headers: str) -> Any:
    return client.get(PATH, headers={**JSON, **headers}).json()["services"]["tejun"]["url"]


@pytest.mark.parametrize("settings", [{}, {"public_url": "https://tejun.example"}])
def test_what_a_caller_says_of_the_address_is_in_no_answer(
    asked: Asked, settings: dict[str, str]
) -> None:
    """Whatever it says, at every path that is read, with the URL set and without."""
    with asked(**settings) as client:
        paths = [*client.get("/openapi.json").json()["paths"], "/none"]
        assert len(paths) > 12
        answers = [
            client.get(path.replace("{program}", "tiny-2026"), headers={**JSON, **claim})
            for claim in CLAIMS
            for path in paths
        ]
    assert all(EVIL not in f"{answer.headers}{answer.text}" for answer in answers)


def test_the_url_that_is_set_is_the_one_whoever_asks_and_how(asked: Asked) -> None:
    public = "https://tejun.example/mounted"
    with asked(host="0.0.0.0", at="10.0.0.7:8000", by="10.0.0.9", public_url=public) as client:  # noqa: S104
        assert url(client) == public
        assert all(url(client, **claim) == public for claim in CLAIMS)


@pytest.mark.parametrize(
    ("host", "at"),
    [("127.0.0.1", "127.0.0.1:8000"), ("localhost", "127.0.0.2:80"), ("::1", "[::1]:8000")],
)
def test_without_it_the_loopback_is_given_to_who_asks_there(
    asked: Asked, host: str, at: str
) -> None:
    with asked(host=host, at=at) as client:
        assert url(client) == f"http://{at}"
        assert url(client, Host="localhost:8000") == f"http://{at}"
        assert url(client, Host="localhost") == f"http://{at}"


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"host": "0.0.0.0"},  # noqa: S104 - what a container sets
        {"host": "::"},
        {"host": "tejun.example"},
        {"at": "10.0.0.7:8000"},
        {"by": "10.0.0.9"},
    ],
)
def test_elsewhere_there_is_an_error_that_names_the_setting(
    asked: Asked, elsewhere: dict[str, str]
) -> None:
    with asked(**elsewhere) as client:
        refused = problem(client.get(PATH), 403, "public-url-not-set")
        assert "TEJUN_PUBLIC_URL" in refused["advice"]
        assert refused["retryable"] is False


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_caller_who_comes_through_a_proxy_is_not_on_the_loopback(
    asked: Asked, claim: dict[str, str]
) -> None:
    with asked() as client:
        problem(client.get(PATH, headers=claim), 403, "public-url-not-set")
