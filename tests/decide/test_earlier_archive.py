"""An archive from before reasons declared their outcome: what it decided is explained; it decides nothing more."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.effects import are_declared, effects_of
from tejun.cli.run import run
from tejun.decide import decide_with_bundle
from tejun.decide.examine import examine
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import BundleError, EvaluationError
from tejun.publish import checks
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import post, problem, recorded
from tests.support import earlier
from tests.support.fakes import RaisingEngine
from tests.support.published import publish
from tests.support.stores import open_store

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
DECISION = earlier.record().decision_id
EN = {"LANG": "en_US.UTF-8"}


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_archive(earlier.ARCHIVE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A registry in which it is in force."""
    publish(tmp_path / "bundles", earlier.ARCHIVE)
    return tmp_path / "bundles"


@pytest.fixture
def client(folder: Path, engine: WasmEngine, store: Store) -> Iterator[TestClient]:
    """The service with that registry, and the decision in its record."""
    store.append(earlier.record())
    app = create_app(Settings(bundles=str(folder)), engine=engine, store=store, clock=lambda: NOW)
    with TestClient(app) as client:
        yield client


@pytest.fixture
def command(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command's environment with that registry; the record, with the decision in it."""
    database = tmp_path / "record.db"
    with open_store(database) as store:
        store.append(earlier.record())
    monkeypatch.setenv("TEJUN_BUNDLES", str(folder))
    monkeypatch.setenv("TEJUN_DATABASE", str(database))
    monkeypatch.setenv("TEJUN_CACHE", str(tmp_path / "cache"))
    facts = tmp_path / "facts.json"
    facts.write_bytes(earlier.facts().canonical)
    return facts


def test_it_is_read_and_declares_nothing(bundle: Bundle) -> None:
    assert (bundle.catalog["schema"], bundle.program) == ("tejun/catalog/2", earlier.PROGRAM)
    assert not are_declared(bundle.catalog)
    assert effects_of(bundle.catalog) == {}
    assert "effects" not in bundle.data[bundle.root]
    assert bundle.revision == earlier.record().revision


# --- explained ---------------------------------------------------------------------------------


def require_same_explanation(explanation: dict[str, Any]) -> None:
    """As the tejun of that time explained it: the agency's answer is shown with the open finding too."""
    shown = {
        finding["reason"]: finding
        for clause in explanation["clauses"]
        for finding in clause["findings"]
    }
    assert (explanation["outcome"]["code"], explanation["next"]) == ("replaced", [])
    assert shown.keys() == {"absent", "accepted"}
    assert shown["absent"]["status"] == "missing_information"
    assert shown["absent"]["disposition"] == shown["accepted"]["disposition"]
    assert shown["absent"]["disposition"]["reference"] == "架空機構セ第2026-131号"
    assert all(finding["message"] and finding["title"] for finding in shown.values())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_service_explains_what_it_decided(client: TestClient, language: str) -> None:
    response = client.get(f"/v1/decisions/{DECISION}/explanation", params={"lang": language})
    assert response.status_code == 200
    require_same_explanation(response.json())


def test_the_command_explains_what_it_decided(
    command: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", DECISION, "--format", "json"], EN) == 0
    require_same_explanation(json.loads(capsys.readouterr().out)["explanation"])
    assert run(["explain", DECISION, "--all"], EN) == 0
    assert "架空機構セ第2026-131号" in capsys.readouterr().out


@pytest.mark.opa
def test_how_its_findings_came_about_is_still_shown(
    command: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    requirement = next(
        finding["requirement"]
        for finding in json.loads(earlier.DECISION)["findings"]
        if finding["reason"] == "accepted"
    )
    assert run(["explain", DECISION, "--trace", requirement], EN) == 0
    assert "its findings for this requirement are those recorded" in capsys.readouterr().out


# --- not evaluated with anything changed -------------------------------------------------------

READING = (
    ["explain", DECISION],
    ["explain", DECISION, "--format", "html", "--traces", "none"],
    ["replay", DECISION],
    ["receipt", DECISION],
    ["replay", "--all"],
    ["decisions"],
    ["decisions", "--format", "jsonl"],
    ["decisions", "--format", "csv"],
    ["decisions", "--format", "opa-log"],
    ["log", "verify"],
)
CHANGING = (
    ["explain", DECISION, "--remedy"],
    ["explain", DECISION, "--remedy", "--requirement", "RS-SCP-03"],
    ["explain", DECISION, "--remedy", "--format", "html", "--traces", "none"],
    ["compare", DECISION, DECISION],
)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_reads_it_reads_it(
    command: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert command.exists()
    assert run(arguments, EN) == 0
    assert "earlier form" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", CHANGING, ids=" ".join)
@pytest.mark.parametrize(
    ("language", "words"), [("en", "are in an earlier form (tejun/input/1)"), ("ja", "以前の形")]
)
def test_what_changes_something_says_that_it_cannot(
    command: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    arguments: list[str],
    language: str,
    words: str,
) -> None:
    assert command.exists()
    assert run([*arguments, "--lang", language], EN) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "tejun convert" in said


def test_so_does_the_service(client: TestClient) -> None:
    path = f"/v1/decisions/{DECISION}"
    problem(client.get(f"{path}/explanation?depth=remedy"), 409, "earlier-form")
    problem(client.get(f"{path}/compare/{DECISION}"), 409, "earlier-form")
    for what in ("", "/input", "/codes", "/receipt", "/explanation"):
        assert client.get(f"{path}{what}").status_code == 200
    assert client.post(f"{path}/replay").json()["verdict"] == "reproduced"


# --- not decided with --------------------------------------------------------------------------


def test_deciding_is_refused_before_the_engine_is_asked(bundle: Bundle) -> None:
    engine = RaisingEngine(AssertionError("nobody asks"))
    with pytest.raises(BundleError) as caught:
        decide_with_bundle(earlier.facts(), bundle, engine, as_of=DAY, now=NOW)
    error = caught.value
    assert "built by an earlier tejun (tejun/catalog/2)" in error.detail.in_("en")
    assert "以前の tejun で作られた形式（tejun/catalog/2）" in error.detail.in_("ja")
    assert "`tejun bundle build`" in error.advice.in_("en")
    assert "`tejun bundle build`" in error.advice.in_("ja")
    assert not error.retryable


def test_the_service_refuses_with_advice_and_records_nothing(client: TestClient) -> None:
    before = recorded(client)
    for language, words in (("en", "build it anew"), ("ja", "今の tejun で作り直した版")):
        path = f"/v1/programs/{earlier.PROGRAM}/prechecks"
        answer = post(client, earlier.facts().canonical, path, **{"Accept-Language": language})
        assert words in problem(answer, 422, "bundle-refused")["advice"]
    assert recorded(client) == before


@pytest.mark.parametrize(
    ("language", "words"), [("en", "build it anew"), ("ja", "今の tejun で作り直した版")]
)
def test_the_command_refuses_with_advice(
    command: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    arguments = ["check", str(command), "--as-of", str(DAY), "--lang", language, "--record"]
    assert run(arguments, EN) == 2
    assert words in "".join(capsys.readouterr().err.split("\n")).replace("  ", " ")


def test_it_cannot_be_published_any_more(bundle: Bundle, engine: WasmEngine) -> None:
    check = checks.check_decides(bundle, engine, now=NOW)
    [reason] = check.refusals
    assert "built by an earlier tejun" in reason.message.in_("en")


def test_what_it_gives_beside_the_scale_is_no_decision(bundle: Bundle, engine: WasmEngine) -> None:
    """Even past the refusal: its own rules know the reason by name, and nothing here does."""
    result = engine.evaluate(bundle, earlier.INPUT).result
    assert result["outcome"] == "replaced"
    with pytest.raises(EvaluationError, match="is not “information_required”"):
        examine(result, bundle, json.loads(earlier.INPUT)["facts"])
