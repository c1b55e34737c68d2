"""The configuration for an OPA: complete, free of anything secret, and true of the keys that are trusted today."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.bundle.archive import read_archive
from tejun.bundle.signatures import add_signature
from tejun.engine.embedded.wasm import WasmEngine
from tejun.fleet.config import ConfigRequest, config_as_json, config_as_yaml
from tejun.registry import Registry, publication
from tejun.settings import Settings
from tejun.signing import SigningKey, read_signing_key, read_trusted_keys
from tejun.store.store import Store

from tests.api.support import problem
from tests.support.bundles import tiny_archive
from tests.support.desk import NOW
from tests.support.published import KEY, publish

PATH = "/v1/programs/tiny-2026/opa-config"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    publish(folder, tiny_archive())
    publish(folder, tiny_archive("別の公募", edition="2", sequence=2, effective_from="2026-06-01"))
    return folder


@pytest.fixture
def client(place: Path, store: Store, engine: WasmEngine) -> Iterator[TestClient]:
    settings = Settings(bundles=str(place), public_url="https://tejun.example/mounted")
    app = create_app(settings, engine=engine, store=store, clock=lambda: NOW)
    with TestClient(app) as client:
        yield client


def config(client: TestClient, **params: str) -> dict[str, Any]:
    answer = client.get(PATH, params=params)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/yaml"
    found: dict[str, Any] = yaml.safe_load(answer.text)
    return found


def test_it_names_this_service_the_bundle_and_the_key(client: TestClient) -> None:
    found = config(client)
    assert found["services"]["tejun"]["url"] == "https://tejun.example/mounted"
    bundle = found["bundles"]["tiny-2026"]
    assert bundle["resource"] == "bundles/tiny-2026.tar.gz"
    assert bundle["signing"] == {"keyid": KEY.public.id, "scope": "tiny-2026"}
    assert found["keys"] == {KEY.public.id: {"algorithm": "ES256", "key": KEY.public.pem}}
    assert found["status"] == {"service": "tejun"}
    assert found["decision_logs"]["service"] == "tejun"


def test_it_waits_for_headers_longer_than_the_service_waits_for_news(client: TestClient) -> None:
    found = config(client)
    polling = found["bundles"]["tiny-2026"]["polling"]
    seconds = found["services"]["tejun"]["response_header_timeout_seconds"]
    assert seconds > polling["long_polling_timeout_seconds"]


def test_a_call_is_named_in_the_resource_so_that_nothing_in_it_means_anything(
    client: TestClient,
) -> None:
    resource = config(client, call="別の公募")["bundles"]["tiny-2026"]["resource"]
    assert resource.startswith("bundles/tiny-2026.tar.gz?call=%E5%88%A5")
    assert (
        client.get(f"/{resource}").headers["etag"]
        == (client.get("/bundles/tiny-2026/2.tar.gz").headers["etag"])
    )


def test_without_logs_there_is_no_decision_log_in_it(client: TestClient) -> None:
    assert "decision_logs" not in config(client, logs="false")
    assert "decision_logs" in config(client, logs="true")
    assert "判定は機関の外に送られない" in client.get(PATH, params={"logs": "false"}).text


def test_it_says_in_both_languages_what_leaves_and_how_to_run_it(client: TestClient) -> None:
    text = client.get(PATH).text
    assert "# What leaves the institution: with each decision the whole input document" in text
    assert "# 機関の外に送られるもの: 判定のたびに、入力文書" in text
    assert "opa run --server" in text
    assert "/v1/data/system/bundles/tiny-2026/manifest/metadata/entrypoint" in text
    assert "例示用の鍵が信頼されている" in text


def test_whoever_asks_for_json_gets_the_same_as_json(client: TestClient) -> None:
    for accept in (
        "application/json",
        "application/json, */*",
        "application/yaml;q=0.5, application/json",
    ):
        answer = client.get(PATH, headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/json"
        assert answer.json() == config(client)
    for accept in ("*/*", "application/yaml, application/json", "text/html"):
        assert "yaml" in client.get(PATH, headers={"Accept": accept}).headers["content-type"]


def test_what_is_not_there_is_a_problem(client: TestClient) -> None:
    problem(client.get("/v1/programs/none/opa-config"), 404, "unknown-program")
    problem(client.get(PATH, params={"call": "none"}), 404, "unknown-call")
    problem(client.get(PATH, params={"logs": "no"}), 422, "invalid-parameter")


# --- keys of one's own ---------------------------------------------------------------------------


def pair(key: PrivateKeyTypes) -> SigningKey:
    """The key, and its public part."""
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return read_signing_key(text)


def new_key() -> SigningKey:
    return pair(ec.generate_private_key(ec.SECP256R1()))


def trust(folder: Path, *keys: SigningKey, until: date | None = None) -> str:
    """A folder of trusted keys; the first of them until that day, where there is one."""
    folder.mkdir(exist_ok=True)
    for i, key in enumerate(keys):
        line = f"Trusted-until: {until}\n" if until and i == 0 else ""
        (folder / f"{key.public.id}.pem").write_text(line + key.public.pem)
    return str(folder)


def publish_with(key: SigningKey, folder: Path, trusted: str) -> None:
    archive = add_signature(tiny_archive(), key)
    registry = Registry.load(folder, read_trusted_keys(trusted), may_be_new=True)
    new = publication.of_edition(read_archive(archive), (), published_at=NOW, reason="for a test")
    registry.publish(publication.sign(new, key), archive)


@pytest.fixture
def serve(store: Store, engine: WasmEngine) -> Callable[..., TestClient]:
    """A service of a registry that trusts keys of its own."""

    def of(folder: Path, trusted: str, *, now: datetime = NOW) -> TestClient:
        settings = Settings(bundles=str(folder), trusted_keys=trusted, public_url="https://tejun")
        return TestClient(create_app(settings, engine=engine, store=store, clock=lambda: now))

    return of


def test_with_several_keys_none_is_named_so_that_the_next_can_come(
    tmp_path: Path, serve: Callable[..., TestClient]
) -> None:
    old, new = new_key(), new_key()
    trusted = trust(tmp_path / "keys", old, new)
    publish_with(old, tmp_path / "registry", trusted)
    with serve(tmp_path / "registry", trusted) as client:
        found = config(client)
        assert found["keys"].keys() == {old.public.id, new.public.id}
        assert found["bundles"]["tiny-2026"]["signing"] == {"scope": "tiny-2026"}
        assert "OPA from 1.21.3" in client.get(PATH).text
        assert "例示用" not in client.get(PATH).text


def test_a_key_past_its_last_day_is_there_only_while_it_holds_what_is_in_force(
    tmp_path: Path, serve: Callable[..., TestClient]
) -> None:
    old, new = new_key(), new_key()
    trusted = trust(tmp_path / "keys", old, new)
    publish_with(old, tmp_path / "by-old", trusted)
    publish_with(new, tmp_path / "by-new", trusted)
    past = trust(tmp_path / "keys", old, new, until=NOW.date())
    for folder, keys in (("by-old", {old, new}), ("by-new", {new})):
        with serve(tmp_path / folder, past, now=NOW.replace(year=2027)) as client:
            assert config(client)["keys"].keys() == {key.public.id for key in keys}


def test_the_comments_take_nothing_away() -> None:
    request = ConfigRequest(
        program="p", url="https://x", keys=[KEY.public], call="# ${X}", logs=False
    )
    assert yaml.safe_load(config_as_yaml(request)) == config_as_json(request)
    assert "${" not in config_as_yaml(request), "OPA would put its environment there"
