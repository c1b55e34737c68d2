"""Alive means that the process answers; ready means that it could decide and record right now."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.errors import EvaluationError
from tejun.operations.workplace import MasterKeys
from tejun.sealing import make_master_key
from tejun.settings import Settings
from tejun.store.store import Store
from tejun.words import Bilingual

from tests.api.support import application, post, problem, recorded
from tests.support import earlier
from tests.support.fakes import RaisingEngine, SpoilingEngine
from tests.support.published import archive_in, publish
from tests.support.stores import open_store

OLD, NEW = make_master_key(os.urandom), make_master_key(os.urandom)


def test_a_sound_service_is_alive_and_ready_and_records_nothing_by_saying_so(
    client: TestClient,
) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {
        "status": "ready",
        "programs": ["kprogram-2026"],
        "engine": "wasm",
        "circuit": None,
        "registry_problems": [],
        "registry_seen_since": None,
        "reports_problem": None,
    }
    assert recorded(client) == 0


def not_ready(editions: Path, engine: Engine, store: Store) -> str:
    """Alive, but not ready; gives what is said of it."""
    with TestClient(create_app(Settings(bundles=editions), engine=engine, store=store)) as client:
        assert client.get("/healthz").status_code == 200
        body = problem(client.get("/readyz"), 503, "not-ready")
        assert body["retryable"]
        return str(body["detail"])


def test_without_an_edition_it_is_not_ready(
    tmp_path: Path, engine: WasmEngine, store: Store
) -> None:
    (tmp_path / "empty").mkdir()
    assert "No edition" in not_ready(tmp_path / "empty", engine, store)


def test_with_only_a_damaged_edition_it_is_not_ready(
    archive: bytes, tmp_path: Path, engine: WasmEngine, store: Store
) -> None:
    archive_in(tmp_path, publish(tmp_path, archive)).write_bytes(b"\x1f\x8b")
    assert "kprogram-2026, edition 1: the content of sha256-" in not_ready(tmp_path, engine, store)


def test_with_an_engine_that_does_not_evaluate_it_is_not_ready(
    editions: Path, store: Store
) -> None:
    engine = RaisingEngine(
        EvaluationError(Bilingual(ja="停止", en="it is gone"), Bilingual(ja="待つ", en="wait"))
    )
    assert not_ready(editions, engine, store) == "it is gone"


def test_with_a_policy_that_falls_silent_it_is_not_ready(
    editions: Path, engine: WasmEngine, store: Store
) -> None:
    silent = SpoilingEngine(engine, lambda result: result["findings"].pop())
    assert "is missing" in not_ready(editions, silent, store)


def test_with_a_record_that_was_moved_away_it_is_not_ready(
    editions: Path, engine: WasmEngine, tmp_path: Path
) -> None:
    path = tmp_path / "tejun.db"
    with (
        open_store(path) as store,
        TestClient(create_app(Settings(bundles=editions), engine=engine, store=store)) as client,
    ):
        path.rename(tmp_path / "elsewhere.db")
        assert "moved" in problem(client.get("/readyz"), 503, "not-ready")["detail"]


def test_with_a_record_at_its_largest_it_is_not_ready(
    editions: Path, engine: WasmEngine, store: Store
) -> None:
    with store._database.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 7")
    assert "full" in not_ready(editions, engine, store)


def test_with_no_place_for_reports_it_decides_and_says_so(
    editions: Path, engine: WasmEngine, tmp_path: Path
) -> None:
    place = tmp_path / "reports.db"
    place.mkdir()
    settings = Settings(bundles=editions, database=tmp_path / "tejun.db", reports=place)
    with TestClient(create_app(settings, engine=engine)) as client:
        assert post(client, application()).status_code == 201
        for path, body in (("/status", b'{"labels":{"id":"a"}}'), ("/logs", b"[{}]")):
            told = problem(post(client, body, path), 503, "store-unavailable")
            assert "reports.db: it cannot be opened" in told["detail"]
        problem(client.get("/v1/fleet"), 503, "store-unavailable")
        ready = client.get("/readyz")
        assert ready.status_code == 200
        assert "reports.db" in ready.json()["reports_problem"]["ja"]


def test_with_a_disk_that_is_nearly_full_it_is_not_ready(
    editions: Path, engine: WasmEngine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    assert "full" in not_ready(editions, engine, store)


def test_an_archive_of_an_earlier_tejun_that_cannot_decide_is_told_while_others_decide(
    editions: Path, tmp_path: Path, engine: Engine, store: Store
) -> None:
    place = shutil.copytree(editions, tmp_path / "registry")
    publish(place, earlier.ARCHIVE)
    app = create_app(Settings(bundles=str(place)), engine=engine, store=store)
    with TestClient(app) as client:
        told = client.get("/readyz").json()
    assert (told["status"], told["programs"]) == ("ready", ["kprogram-2026"])
    [problem] = told["registry_problems"]
    assert "earlier-2026 第1版は、以前の tejun で作られた形式" in problem["ja"]
    assert "built by an earlier tejun" in problem["en"]


def test_what_is_wrong_with_the_registry_is_told_and_the_last_good_state_decides(
    editions: Path, tmp_path: Path, engine: Engine, store: Store
) -> None:
    place = shutil.copytree(editions, tmp_path / "registry")
    settings = Settings(bundles=str(place), refresh_seconds=0.05)
    with TestClient(create_app(settings, engine=engine, store=store)) as client:
        (place / "kprogram-2026.2.json").write_text("{}")
        while not (told := client.get("/readyz").json())["registry_problems"]:
            pass
    assert told["status"] == "ready"
    assert told["programs"] == ["kprogram-2026"]
    assert "kprogram-2026" in told["registry_problems"][0]["ja"]


# --- a master key that is not at hand ---------------------------------------------------------------


@pytest.fixture
def outdated(tmp_path: Path, editions: Path, engine: WasmEngine) -> Iterator[TestClient]:
    """A service that has the old master key alone, after everything was wrapped anew on another machine; it has
    recorded one decision before."""
    path = tmp_path / "record" / "tejun.db"
    path.parent.mkdir()
    old = MasterKeys(Settings(master_key=OLD)).find
    with open_store(path, masters=old) as other:
        other.append(earlier.record())
    with open_store(path, masters=old) as store:
        app = create_app(Settings(bundles=editions), engine=engine, store=store)
        with TestClient(app) as client:
            assert post(client, application()).status_code == 201
            both = MasterKeys(Settings(master_key=f"{NEW}\n{OLD}"))
            with open_store(path, masters=both.find) as other:
                list(other.rewrap(both.find(True)))
            yield client


def test_a_service_that_has_the_old_master_key_alone_refuses_a_new_application_for_now(
    outdated: TestClient,
) -> None:
    facts = json.loads(application())
    facts["application"]["id"] = "another"
    said = problem(post(outdated, json.dumps(facts).encode()), 503, "master-key-missing")
    assert said["retryable"]
    assert "Nothing new can be sealed here" in said["detail"]
    assert "another machine" in said["advice"]
    assert problem(outdated.get("/readyz"), 503, "not-ready")
    assert post(outdated, application()).status_code == 201, "its key is known"


def test_it_refuses_for_now_what_it_would_have_to_open_with_the_new_key(
    outdated: TestClient,
) -> None:
    found = outdated.get(f"/v1/decisions/{earlier.record().decision_id}")
    assert "is wrapped by the master key" in problem(found, 503, "master-key-missing")["detail"]
    codes = outdated.get(f"/v1/decisions/{earlier.record().decision_id}/codes")
    assert codes.status_code == 200, "they are not sealed"
