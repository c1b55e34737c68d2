"""What programs there are, what each asks for, and the form of the facts."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import PRECHECKS, application, post, problem, recorded
from tests.support.bundles import tiny_archive
from tests.support.published import archive_in, publish


def test_every_edition_is_listed_with_what_identifies_it(
    client: TestClient, bundle: Bundle
) -> None:
    (listed,) = client.get("/v1/programs").json()["programs"]
    assert listed["slug"] == "kprogram-2026"
    assert listed["example"] is True
    assert (listed["revision"], listed["digest"]) == (bundle.revision, bundle.digest)
    assert (listed["edition"], listed["base"]) == (bundle.edition, bundle.base)
    assert listed["title"].keys() == {"ja", "en"}


def test_a_program_tells_all_that_it_asks_for(client: TestClient, bundle: Bundle) -> None:
    body = client.get("/v1/programs/kprogram-2026").json()
    assert body["parameters"] == bundle.catalog["program"]["parameters"]
    assert [requirement["id"] for requirement in body["requirements"]] == [
        requirement["id"] for requirement in bundle.catalog["requirements"]
    ]
    assert all(requirement["clause"]["quote"] for requirement in body["requirements"])
    about = bundle.catalog["program"]
    assert body["forms"] == about["forms"]
    unsaid = {"call": {"selection": None}, "fund": {"formerly_competitive_fund": None}}
    for word in ("call", "designation", "fund"):
        assert body[word] == {**about[word], **unsaid.get(word, {})}


def test_a_program_tells_how_long_what_was_entered_is_kept(
    client: TestClient, tmp_path: Path, engine: WasmEngine, store: Store
) -> None:
    assert client.get("/v1/programs/kprogram-2026").json()["retention"] is None
    for start in ("decision", "end"):
        kept = {"years": 10, "from": start}
        publish(tmp_path / start, tiny_archive(retention=kept))
        app = create_app(Settings(bundles=tmp_path / start), engine=engine, store=store)
        with TestClient(app) as its_client:
            said = its_client.get("/v1/programs/tiny-2026").json()
            assert said["retention"] == kept


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/programs/nothing", 404, "unknown-program"),
        ("/v1/programs/kprogram-2026?as_of=2020-01-01", 404, "unknown-program"),
        ("/v1/programs/kprogram-2026?as_of=then", 422, "invalid-parameter"),
        ("/v1/programs/..%2F..%2Fetc", 404, "not-found"),
        ("/v1/programs/%F0%9F%98%80", 404, "unknown-program"),
    ],
)
def test_what_there_is_not_is_a_problem(
    client: TestClient, path: str, status: int, code: str
) -> None:
    problem(client.get(path), status, code)


def test_the_form_of_the_facts_holds_what_is_posted(client: TestClient) -> None:
    response = client.get("/v1/schemas/facts")
    assert response.headers["content-type"] == "application/schema+json"
    schema = jsonschema_rs.Draft202012Validator(response.json(), validate_formats=True)
    assert schema.is_valid(json.loads(application()))
    assert not schema.is_valid({})


def test_a_truncated_archive_is_a_problem_that_names_its_edition_and_nothing_is_recorded(
    archives: dict[str, bytes], tmp_path: Path, engine: WasmEngine, store: Store
) -> None:
    """The other program goes on, and is listed."""
    publish(tmp_path, archives["kprogram-2026"])
    bad = archive_in(tmp_path, publish(tmp_path, archives["trust-2026"]))
    bad.write_bytes(bad.read_bytes()[:10_000])
    app = create_app(Settings(bundles=tmp_path), engine=engine, store=store)
    with TestClient(app) as client:
        path = "/v1/programs/trust-2026"
        for response in (client.get(path), post(client, application(), f"{path}/prechecks")):
            body = problem(response, 422, "bundle-refused")
            assert "trust-2026, edition 1" in body["detail"]
            assert str(tmp_path) not in response.text
        assert recorded(client) == 0
        answer = client.get("/v1/programs").json()
        (listed,) = answer["programs"]
        (named,) = answer["registry_problems"]
        assert "trust-2026, edition 1" in named["en"]
        ready = client.get("/readyz").json()
        assert ready["programs"] == [listed["slug"]] == ["kprogram-2026"]
        assert "trust-2026, edition 1" in ready["registry_problems"][0]["en"]
        assert post(client, application(), f"{PRECHECKS}?as_of=2026-11-20").status_code == 201


def test_a_program_whose_statement_is_spoiled_leaves_the_others_listed(
    archives: dict[str, bytes], tmp_path: Path, engine: WasmEngine, store: Store
) -> None:
    publish(tmp_path, archives["kprogram-2026"])
    publish(tmp_path, tiny_archive())
    (tmp_path / "tiny-2026.1.json").write_bytes(b"{}")
    app = create_app(Settings(bundles=tmp_path), engine=engine, store=store)
    with TestClient(app) as client:
        answer = client.get("/v1/programs").json()
        assert [listed["slug"] for listed in answer["programs"]] == ["kprogram-2026"]
        for told in (answer, client.get("/readyz").json()):
            (found,) = told["registry_problems"]
            assert found["en"].startswith("tiny-2026.1.json: ")
            assert found["ja"].startswith("tiny-2026.1.json: ")
        problem(client.get("/v1/programs/tiny-2026"), 422, "signature-refused")


def test_where_no_edition_can_be_used_the_listing_says_why(
    tmp_path: Path, engine: WasmEngine, store: Store
) -> None:
    bad = archive_in(tmp_path, publish(tmp_path, tiny_archive()))
    bad.write_bytes(b"no archive")
    app = create_app(Settings(bundles=tmp_path), engine=engine, store=store)
    with TestClient(app) as client:
        body = problem(client.get("/v1/programs"), 422, "bundle-refused")
        assert "tiny-2026, edition 1" in body["detail"]
