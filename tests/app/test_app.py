"""The service starts, says what is wrong where it cannot, and closes what it opened."""

import logging
import threading
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tejun.app import create_app, from_env
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import EvaluationError, RegistryError, StoreError
from tejun.settings import Settings
from tejun.store.driver import dbapi as sqlite3
from tejun.store.store import Store
from tejun.words import Bilingual, Message, catalog

from tests.api.support import application, post
from tests.support import shared
from tests.support.fakes import RaisingEngine


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


def test_what_the_service_opened_it_closes(editions: Path, tmp_path: Path) -> None:
    database = tmp_path / "tejun.db"
    app = create_app(Settings(bundles=editions, database=database, cache=shared.modules()))
    assert not database.exists(), "nothing is opened before it starts"
    with TestClient(app) as client:
        decision = post(client, application())
        assert decision.status_code == 201
        assert "tejun-record" in threads()
        workplace = app.state.parts.workplace
    assert "tejun-record" not in threads()
    assert not database.with_name("tejun.db-wal").exists(), (
        "closed in order: nothing waits in the log"
    )
    with pytest.raises(EvaluationError):
        workplace.engine.evaluate(workplace.registry.all_bundles()[0], b"{}")
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT decision_id FROM decisions").fetchall() == [
            (decision.json()["id"],)
        ]


def test_what_was_handed_in_stays_open(editions: Path, store: Store) -> None:
    engine = RaisingEngine(
        EvaluationError(Bilingual(ja="停止", en="gone"), Bilingual(ja="待つ", en="wait"))
    )
    with TestClient(create_app(Settings(bundles=editions), engine=engine, store=store)):
        pass
    assert not engine.closed
    store.check_writable()


def test_it_can_start_again_after_it_ended(editions: Path, tmp_path: Path) -> None:
    app = create_app(
        Settings(bundles=editions, database=tmp_path / "tejun.db", cache=shared.modules())
    )
    for _ in range(2):
        with TestClient(app) as client:
            assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("bundles", "database", "error"),
    [("nowhere", "tejun.db", RegistryError), (".", "no/folder/tejun.db", StoreError)],
)
def test_without_editions_folder_or_record_it_does_not_start(
    tmp_path: Path, bundles: str, database: str, error: type[Exception]
) -> None:
    settings = Settings(bundles=tmp_path / bundles, database=tmp_path / database)
    with pytest.raises(error), TestClient(create_app(settings)):
        pass
    assert "tejun-record" not in threads(), "what was opened before is closed again"


def test_an_engine_that_fails_at_the_start_is_told_by_readiness(
    editions: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    engine = RaisingEngine(ZeroDivisionError("secret"))
    with TestClient(create_app(Settings(bundles=editions), engine=engine, store=store)) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 500
    assert "ZeroDivisionError" in caplog.text


def test_a_worker_takes_its_settings_from_the_environment_and_logs_plain_lines(
    editions: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TEJUN_BUNDLES", str(editions))
    monkeypatch.setenv("TEJUN_DATABASE", str(tmp_path / "tejun.db"))
    logger = logging.getLogger("tejun")
    before = logger.handlers[:], logger.level, logger.propagate
    try:
        with TestClient(from_env()) as client:
            decision = post(client, application()).json()
    finally:
        logger.handlers[:], logger.propagate = before[0], before[2]
        logger.setLevel(before[1])
    (line,) = [item for item in capsys.readouterr().err.splitlines() if item.startswith("{")]
    assert decision["id"] in line


def test_the_engine_is_the_embedded_one(editions: Path, tmp_path: Path) -> None:
    settings = Settings(
        bundles=editions,
        database=tmp_path / "tejun.db",
        evaluation_seconds=1.5,
        cache=shared.modules(),
    )
    app = create_app(settings)
    with TestClient(app):
        assert isinstance(app.state.parts.workplace.engine, WasmEngine)


def test_its_words_need_no_file_once_it_has_started(
    editions: Path, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where no file can be opened, its own errors are still told."""
    catalog._catalog.cache_clear()
    engine = RaisingEngine(EvaluationError(Message("error.internal"), Message("error.internal")))
    app = create_app(Settings(bundles=editions), engine=engine, store=store)
    with TestClient(app) as client:
        monkeypatch.setattr(catalog, "LOCALE", tmp_path)
        for language in ("ja", "en"):
            answer = client.get("/readyz", headers={"Accept-Language": language})
            assert answer.status_code == 503
            assert answer.json()["title"]
