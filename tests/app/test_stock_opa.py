"""A stock OPA with the configuration that the service gives: it pulls, verifies, decides and reports."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import yaml
from tejun.authoring.build import build_archive
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.model.intake import Facts

from tests.support.bundles import PROGRAM_YAML, write_tree
from tests.support.published import publish
from tests.support.server import Server, serving
from tests.support.stock_opa import StockOpa, stock_opa, until

pytestmark = [pytest.mark.opa, pytest.mark.slow]

TODAY = date(2026, 11, 20)
CONFIG = "programs/tiny-2026/program.yaml"
SECOND = {
    CONFIG: PROGRAM_YAML.replace('edition: "1"', 'edition: "2"')
    .replace("sequence: 1", "sequence: 2")
    .replace("2026-04-01", "2026-05-01")
}


@pytest.fixture(scope="module")
def small_editions(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Two editions of the small program."""
    trees = [write_tree(tmp_path_factory.mktemp("tree"), changed) for changed in ({}, SECOND)]
    return [build_archive(tree, "tiny-2026", opa=opa) for tree in trees]


def registry_in(folder: Path, archive: bytes, small_editions: list[bytes]) -> Path:
    """A registry with the real program, and the first edition of the small one."""
    publish(folder, archive)
    publish(folder, small_editions[0])
    return folder


@pytest.fixture(scope="module")
def service(
    tmp_path_factory: pytest.TempPathFactory, archive: bytes, small_editions: list[bytes]
) -> Iterator[Server]:
    """One for all who leave its editions as they are, and look only at the OPA that came last."""
    folder = tmp_path_factory.mktemp("served")
    registry = registry_in(folder / "registry", archive, small_editions)
    with serving(folder, bundles=registry) as server:
        yield server


@pytest.fixture
def registry_folder(tmp_path: Path, archive: bytes, small_editions: list[bytes]) -> Path:
    """A registry of its own."""
    return registry_in(tmp_path / "registry", archive, small_editions)


@pytest.fixture
def own_service(tmp_path: Path, registry_folder: Path) -> Iterator[Server]:
    with serving(tmp_path, bundles=registry_folder) as server:
        yield server


def ask(server: Server, path: str, *, body: bytes | None = None) -> tuple[int, bytes]:
    with closing(server.connect()) as connection:
        method = "GET" if body is None else "POST"
        connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()


def told(server: Server, path: str) -> Any:
    status, body = ask(server, path)
    assert status == 200, body
    return json.loads(body)


def config_of(server: Server, program: str, query: str = "") -> str:
    status, body = ask(server, f"/v1/programs/{program}/opa-config{query}")
    assert status == 200, body
    return body.decode()


def changed(config: str, change: Callable[[dict[str, Any]], object]) -> str:
    """The configuration with a part of it changed."""
    document = yaml.safe_load(config)
    change(document)
    return json.dumps(document)


def newest_opa(server: Server) -> Any:
    """The OPA that came last, as the service tells of it."""
    found = told(server, "/v1/fleet")["opas"]
    return found[0] if found else None


def current(server: Server, *, revision: str) -> Any:
    """The OPA that came last, once it has that revision and it is the one in force."""
    found = newest_opa(server)
    has = found and [bundle["revision"] for bundle in found["bundles"]] == [revision]
    return found if has and found["current"] else None


def logged(server: Server, outcome: str) -> Any:
    """The decision with that outcome that an OPA logged last."""
    found = told(server, f"/v1/fleet/decisions?outcome={outcome}")["decisions"]
    return found[0] if found else None


def entrypoint(opa: StockOpa, program: str) -> str:
    """Found as the page of configuration says."""
    until(lambda: opa.revision(program))
    return str(opa.get(f"/v1/data/system/bundles/{program}/manifest/metadata/entrypoint"))


OTHER_KEY = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE45aD3RDJAgmGEjTV7Pn4DINpmXDT
JFn0NbnkdxR8zBHh5xqVcGUL0vUWDJbkxT2p0IL0Ql+rDMW9WQ6KJpl8Kw==
-----END PUBLIC KEY-----
"""


def test_it_decides_as_the_service_does_and_both_stand_side_by_side(
    service: Server, tmp_path: Path, bundle: Bundle, facts_of: Callable[[str], Facts]
) -> None:
    facts = facts_of("complete")
    path = f"/v1/programs/{bundle.program}/prechecks?as_of={TODAY}"
    status, precheck = ask(service, path, body=facts.canonical)
    assert status == 201, precheck
    ours = json.loads(precheck)
    with stock_opa(config_of(service, bundle.program), tmp_path) as opa:
        path = entrypoint(opa, bundle.program)
        answer = opa.decide(path, assemble(facts, as_of=TODAY).canonical)
        found = until(lambda: logged(service, ours["outcome"]))
        fleet = newest_opa(service)
    assert answer["result"]["outcome"] == ours["outcome"]
    assert found["same_as"] == [ours["id"]]
    assert found["differs_from"] == []
    assert (found["program"], found["edition"]) == (bundle.program, bundle.edition)
    assert found["decision_id"] == answer["decision_id"]
    assert fleet["decisions"] >= 1
    assert found["opa"] == fleet["id"]


def test_an_undefined_answer_is_seen_as_no_decision(
    service: Server, tmp_path: Path, bundle: Bundle
) -> None:
    with stock_opa(config_of(service, bundle.program), tmp_path) as opa:
        answer = opa.decide(entrypoint(opa, bundle.program), b"[]")
        assert "result" not in answer
    found = logged(service, "undefined")  # an OPA that ends reports what it has not yet
    assert found["decision_id"] == answer["decision_id"]
    assert (found["same_as"], found["differs_from"]) == ([], [])


def test_an_edition_that_is_published_reaches_it_within_a_second(
    own_service: Server, tmp_path: Path, registry_folder: Path, small_editions: list[bytes]
) -> None:
    with stock_opa(config_of(own_service, "tiny-2026"), tmp_path) as opa:
        first = until(lambda: opa.revision("tiny-2026"))
        until(lambda: current(own_service, revision=first))
        second = publish(registry_folder, small_editions[1], at=datetime.now(UTC))
        published = monotonic()
        until(lambda: opa.revision("tiny-2026") == second.revision)
        assert monotonic() - published < 1.0
        shown = until(lambda: current(own_service, revision=second.revision))
    assert shown["bundles"][0]["edition"] == "2"
    assert shown["bundles"][0]["errors"] == []
    assert shown["plugins"]["bundle"] == "OK"
    assert shown["labels"]["version"]


def test_while_nothing_changes_it_is_told_so_and_asks_again(
    service: Server, tmp_path: Path
) -> None:
    def impatient(config: dict[str, Any]) -> None:
        config["bundles"]["tiny-2026"]["polling"]["long_polling_timeout_seconds"] = 1

    with stock_opa(changed(config_of(service, "tiny-2026"), impatient), tmp_path) as opa:
        until(lambda: opa.said("server replied with not modified") >= 2)
        assert opa.revision("tiny-2026")


def test_with_another_key_it_refuses_the_bundle_and_the_service_is_told(
    service: Server, tmp_path: Path
) -> None:
    def other_key(config: dict[str, Any]) -> None:
        for key in config["keys"].values():
            key["key"] = OTHER_KEY

    with stock_opa(changed(config_of(service, "tiny-2026"), other_key), tmp_path) as opa:
        found = until(lambda: refused(service, "failed to verify JWT signature"))
        assert opa.revision("tiny-2026") is None
    assert found["bundles"][0]["revision"] is None
    assert found["current"] is False


def refused(server: Server, words: str) -> Any:
    """The OPA that reported last, once what it reports of its bundle says so: one that was stopped may report late."""
    found = newest_opa(server)
    errors = found["bundles"][0]["errors"] if found and found["bundles"] else []
    return found if any(words in error["message"] for error in errors) else None


def test_with_two_keys_and_none_named_it_goes_by_the_signature(
    service: Server, tmp_path: Path
) -> None:
    def two_keys(config: dict[str, Any]) -> None:
        config["keys"]["another"] = {"algorithm": "ES256", "key": OTHER_KEY}
        del config["bundles"]["tiny-2026"]["signing"]["keyid"]

    with stock_opa(changed(config_of(service, "tiny-2026"), two_keys), tmp_path) as opa:
        assert until(lambda: opa.revision("tiny-2026"))


def test_without_decision_logs_no_decision_leaves_it(
    own_service: Server, tmp_path: Path, bundle: Bundle
) -> None:
    with stock_opa(config_of(own_service, bundle.program, "?logs=false"), tmp_path) as opa:
        opa.decide(entrypoint(opa, bundle.program), b"[]")
        revision = until(lambda: opa.revision(bundle.program))
        until(lambda: current(own_service, revision=revision))
    assert told(own_service, "/v1/fleet/decisions")["decisions"] == []


def test_it_goes_on_while_the_service_is_away_and_catches_up_afterwards(
    tmp_path: Path, registry_folder: Path, small_editions: list[bytes]
) -> None:
    with serving(tmp_path, bundles=registry_folder) as before:
        opa_config = config_of(before, "tiny-2026")
        with stock_opa(opa_config, tmp_path) as opa:
            first = until(lambda: opa.revision("tiny-2026"))
            begun = monotonic()
            before.stop()
            assert monotonic() - begun < 3.0, "an OPA that waits does not hold up the end"
            second = publish(registry_folder, small_editions[1], at=datetime.now(UTC))
            assert opa.revision("tiny-2026") == first
            with serving(tmp_path, bundles=registry_folder, port=before.port) as after:
                until(lambda: opa.revision("tiny-2026") == second.revision)
                until(lambda: current(after, revision=second.revision))
                opa.server.stop()  # while there is somebody to report to: it would wait ten seconds
