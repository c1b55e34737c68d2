"""Editions over HTTP: the signature is the authority to publish; what was published is there to be seen."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.bundle.signatures import add_signature
from tejun.registry import SignedPublication
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import application, post, problem
from tests.support.agency import NOW, PROGRAM, Agency, EditionBuilder, new_key
from tests.support.stores import open_store

EDITIONS = f"/v1/programs/{PROGRAM}/editions"
SHOWN = f"/v1/programs/{PROGRAM}"


def body(statement: SignedPublication, archive: bytes | None = None) -> bytes:
    """What is posted."""
    document = json.loads(statement.content)
    if archive is not None:
        document["archive"] = base64.b64encode(archive).decode()
    return json.dumps(document, ensure_ascii=False).encode()


@contextmanager
def serving(fa: Agency, store: Store, tmp_path: Path, **settings: Any) -> Iterator[TestClient]:
    """A service that trusts the agency, over its registry."""
    trusted = tmp_path / "trusted.pem"
    trusted.write_text(fa.key.public.pem)
    given = Settings(bundles=fa.registry.location, trusted_keys=str(trusted), **settings)
    app = create_app(given, engine=fa.engine, store=store, clock=lambda: NOW)
    with TestClient(app) as client:
        yield client


@pytest.fixture
def service(
    fa: Agency, build_edition: EditionBuilder, store: Store, tmp_path: Path
) -> Iterator[TestClient]:
    """Such a service with one edition, and without fixtures."""
    fa.publish(build_edition())
    with serving(fa, store, tmp_path) as client:
        yield client


def sent(service: TestClient, fa: Agency, archive: bytes, **other: Any) -> Response:
    """The answer to an edition that the agency signs and sends; `other` says something else in the statement."""
    archive = add_signature(archive, fa.key)
    return post(service, body(fa.sign_statement(archive, **other), archive), EDITIONS)


def test_an_edition_that_is_sent_is_in_force_when_it_is_answered(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    answer = sent(service, fa, build_edition("2", "2026-11-01"))
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == f"{EDITIONS}/2"
    view = answer.json()
    assert view["edition"]["edition"] == "2"
    assert view["edition"]["signer"] == fa.key.public.id
    ran = {check["name"]: check["ran"] for check in view["checks"]}
    assert ran == {
        "signature": True,
        "order": True,
        "decides": True,
        "compiled": True,
        "fixtures": False,
        "loosened": True,
    }
    assert service.get(SHOWN).json()["edition"] == "2"
    assert service.get(answer.headers["Location"]).status_code == 200


def test_every_reason_to_refuse_is_a_place_of_the_problem(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    for archive, reasons in (
        (build_edition("1", "2026-03-01"), ["program.yaml"] * 3),
        (
            build_edition("2", "2026-11-01", parameters={"look_back_years": 4}),
            ["parameters/look_back_years"],
        ),
    ):
        refusal = problem(sent(service, fa, archive), 409, "publication-refused")
        assert [error["pointer"] for error in refusal["errors"]] == reasons
    assert len(service.get(EDITIONS).json()["editions"]) == 1


def test_what_cannot_be_published_takes_no_place_among_what_is_compiled(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    """A public statement sent again, one that nobody signed, one for another program."""
    [published] = service.get(EDITIONS).json()["publications"]
    archive = service.get(f"/bundles/{PROGRAM}/1.tar.gz").content
    again = {**published, "archive": base64.b64encode(archive).decode()}
    room = service.app.state.parts.publishing  # type: ignore[attr-defined]
    while room.enter():
        pass
    problem(post(service, json.dumps(again).encode(), EDITIONS), 409, "publication-refused")
    unsigned = {**again, "signature": published["signature"][:-8] + "AAAAAAAA"}
    problem(post(service, json.dumps(unsigned).encode(), EDITIONS), 422, "signature-refused")
    elsewhere = EDITIONS.replace(PROGRAM, "other")
    problem(post(service, json.dumps(again).encode(), elsewhere), 409, "wrong-program")
    later = build_edition("2", "2026-11-01")
    problem(sent(service, fa, later), 503, "busy")
    room.leave()
    assert sent(service, fa, later).status_code == 201


def test_a_service_that_has_fixtures_runs_them(
    fa: Agency, build_edition: EditionBuilder, store: Store, tmp_path: Path
) -> None:
    assert fa.fixtures is not None
    fa.publish(build_edition())
    archive = build_edition("2", "2027-01-01")
    with serving(fa, store, tmp_path, fixtures=fa.fixtures.folder) as service:
        refusal = problem(sent(service, fa, archive), 409, "publication-refused")
        assert refusal["errors"][0]["pointer"] == f"programs/{PROGRAM}/complete.yaml"
        fa.write_golden(add_signature(archive, fa.key))
        assert sent(service, fa, archive).status_code == 201


def test_fixtures_that_cannot_be_read_are_the_services_own_trouble(
    fa: Agency, build_edition: EditionBuilder, store: Store, tmp_path: Path
) -> None:
    fa.publish(build_edition())
    with serving(fa, store, tmp_path, fixtures=tmp_path / "nowhere") as service:
        refusal = problem(
            sent(service, fa, build_edition("2", "2027-01-01")), 503, "fixtures-unusable"
        )
    assert str(tmp_path) not in json.dumps(refusal)


def test_nobody_publishes_where_anybody_could_have_signed(
    client: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    archive = add_signature(build_edition(), fa.key)
    refusal = problem(
        post(client, body(fa.sign_statement(archive), archive), EDITIONS), 403, "publishing-closed"
    )
    assert "TEJUN_TRUSTED_KEYS" in refusal["advice"]


def test_a_signature_of_a_key_that_is_not_trusted_is_refused(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    archive = add_signature(build_edition("2", "2027-01-01"), new_key())
    answer = post(service, body(fa.sign_statement(archive), archive), EDITIONS)
    assert "not trusted" in problem(answer, 422, "signature-refused")["detail"]


def test_a_statement_for_another_program_is_refused(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    archive = add_signature(build_edition("2", "2027-01-01"), fa.key)
    content = body(fa.sign_statement(archive), archive)
    problem(post(service, content, "/v1/programs/other-2026/editions"), 409, "wrong-program")


def test_a_statement_of_another_hour_is_refused(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    late = NOW + timedelta(minutes=6)
    answer = sent(service, fa, build_edition("2", "2027-01-01"), published_at=late)
    assert "300 seconds off" in problem(answer, 409, "publication-refused")["errors"][0]["message"]


@pytest.mark.parametrize("archive", ["not base64!", 1, ["x"]])
def test_an_archive_that_is_no_base64_is_refused(
    service: TestClient, fa: Agency, build_edition: EditionBuilder, archive: Any
) -> None:
    document = json.loads(
        body(fa.sign_statement(add_signature(build_edition("2", "2027-01-01"), fa.key)))
    )
    answer = post(service, json.dumps({**document, "archive": archive}).encode(), EDITIONS)
    assert "base64" in problem(answer, 422, "bundle-refused")["detail"]


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"publication": {}, "signature": ""}'])
def test_what_is_no_statement_is_refused(service: TestClient, content: bytes) -> None:
    problem(post(service, content, EDITIONS), 422, "signature-refused")


def test_a_moment_that_there_is_not_is_refused_as_any_other_form(
    service: TestClient, fa: Agency
) -> None:
    document = json.loads(body(fa.withdrawal("1")))
    for moment in ("2026-11-20T03:04:60.000Z", "0000-01-01T00:00:00.000Z"):
        document["publication"]["published_at"] = moment
        answer = post(service, json.dumps(document).encode(), EDITIONS)
        refused = problem(answer, 422, "signature-refused")
        assert "/publication" in refused["detail"]


def test_what_is_too_large_is_refused_before_it_is_read(service: TestClient) -> None:
    answer = post(service, b"{}", EDITIONS, **{"Content-Length": str(25 * 1024 * 1024)})
    assert "16 MB" in problem(answer, 413, "too-large")["advice"]


def test_a_withdrawal_leaves_what_stands_and_the_edition_stays_readable(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    sent(service, fa, build_edition("2", "2026-11-01"))
    fa.registry.refresh()
    answer = post(service, body(fa.withdrawal("2")), EDITIONS)
    assert answer.status_code == 201, answer.text
    assert answer.json()["edition"]["withdrawn"]["reason"] == "a mistake"
    assert service.get(SHOWN).json()["edition"] == "1"
    view = service.get(f"{EDITIONS}/2").json()
    assert view["published"]["withdrawn"]["signer"] == fa.key.public.id
    assert view["content"]["edition"] == "2"
    assert [
        edition["withdrawn"] is None for edition in service.get(EDITIONS).json()["editions"]
    ] == [
        True,
        False,
    ]


def test_whoever_has_the_keys_can_verify_what_is_listed(service: TestClient, fa: Agency) -> None:
    listed = service.get(EDITIONS).json()["publications"]
    assert listed == [json.loads(item.content) for item in fa.registry.publications(PROGRAM)]


def test_what_was_in_force_is_asked_by_day_by_call_and_as_it_was_known(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    sent(service, fa, build_edition("2", "2026-11-01"))
    before = (NOW - timedelta(seconds=1)).isoformat()
    shown = {
        (): "2",
        (("as_of", "2026-10-31"),): "1",
        (("known_at", NOW.isoformat()),): "2",
        (("call", "架空の公募要領"),): "2",
    }
    for parameters, name in shown.items():
        assert service.get(SHOWN, params=dict(parameters)).json()["edition"] == name, parameters
    refusal = problem(service.get(SHOWN, params={"known_at": before}), 404, "unknown-program")
    assert "was published and not withdrawn" in refusal["detail"]
    problem(service.get(SHOWN, params={"call": "another"}), 404, "unknown-call")


def test_the_list_of_programs_is_cut_by_day_by_call_and_as_it_was_known(
    service: TestClient, fa: Agency, build_edition: EditionBuilder
) -> None:
    sent(service, fa, build_edition("2", "2027-01-01"))

    def listed(**parameters: str) -> list[str]:
        answer = service.get("/v1/programs", params=parameters).json()
        return [program["edition"] for program in answer["programs"]]

    assert listed() == ["1", "2"]
    assert listed(as_of="2026-12-31") == ["1"]
    assert listed(as_of="2027-01-01") == ["2"]
    assert listed(as_of="2026-03-31") == []
    assert listed(call="another") == []
    assert listed(known_at=(NOW - timedelta(seconds=1)).isoformat()) == []


@pytest.mark.parametrize(
    "moment", ["2026-11-20", "2026-11-20T09:00:00", "20261120T090000Z", "2026-13-20T09:00:00Z", "1"]
)
def test_a_moment_without_its_offset_is_refused(service: TestClient, moment: str) -> None:
    answer = service.get(SHOWN, params={"known_at": moment})
    assert "offset" in problem(answer, 422, "invalid-parameter")["detail"]


def test_an_edition_that_there_is_not_is_a_problem(service: TestClient) -> None:
    problem(service.get(f"{EDITIONS}/9"), 404, "unknown-edition")
    problem(service.get("/v1/programs/nowhere/editions"), 404, "unknown-program")
    problem(service.get(EDITIONS, params={"as_of": "2026-11-20"}), 422, "invalid-parameter")


def test_a_withdrawal_whose_statement_is_gone_still_withdraws_after_a_restart(
    fa: Agency, build_edition: EditionBuilder, tmp_path: Path
) -> None:
    """It is named to whoever looks, and back when the file is."""
    database = tmp_path / "tejun.db"
    fa.publish(build_edition())
    with open_store(database) as store, serving(fa, store, tmp_path) as client:
        assert client.get("/readyz").json()["registry_seen_since"] is None
        assert sent(client, fa, build_edition("2", "2026-11-01")).status_code == 201
        fa.registry.refresh()
        withdrawal = fa.withdrawal("2")
        assert post(client, body(withdrawal), EDITIONS).status_code == 201
        assert client.get(SHOWN).json()["edition"] == "1"
    gone = Path(fa.registry.location) / withdrawal.publication.file_name
    gone.unlink()
    with open_store(database) as store, serving(fa, store, tmp_path) as client:
        assert client.get(SHOWN).json()["edition"] == "1"
        ready = client.get("/readyz").json()
        assert ready["registry_seen_since"] is not None
        for told in (ready, client.get("/v1/programs").json()):
            [found] = told["registry_problems"]
            assert found["en"].startswith(f"{gone.name}: A publication is missing")


def test_by_a_clock_at_1970_nothing_is_decided_or_published_and_it_is_named(
    fa: Agency, build_edition: EditionBuilder, store: Store, tmp_path: Path
) -> None:
    fa.publish(build_edition())
    trusted = tmp_path / "trusted.pem"
    trusted.write_text(fa.key.public.pem)
    settings = Settings(bundles=fa.registry.location, trusted_keys=str(trusted))
    wrong = datetime(1970, 1, 1, tzinfo=UTC)
    app = create_app(settings, engine=fa.engine, store=store, clock=lambda: wrong)
    withdrawal = body(fa.withdrawal("1"))
    with TestClient(app) as client:
        for answer in (
            post(client, application(), f"{SHOWN}/prechecks?as_of=2026-11-20"),
            post(client, application(), f"{SHOWN}/prechecks"),
            post(client, withdrawal, EDITIONS),
        ):
            body_of = problem(answer, 503, "clock-wrong")
            assert "1970-01-01T00:00:00Z" in body_of["detail"]
            assert body_of["retryable"]
        assert "1970" in problem(client.get("/readyz"), 503, "not-ready")["detail"]
