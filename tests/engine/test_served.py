"""`tejun serve --engine opa` as it is really run: its OPA decides, and ends with it however it ends."""

import json
import os
import signal
import time
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.settings import Settings
from tejun.store.store import Store

from tests.api.support import JSON, PRECHECKS, application
from tests.support.cases import complete
from tests.support.desk import NOW
from tests.support.published import publish
from tests.support.server import Server, serving

pytestmark = [pytest.mark.opa, pytest.mark.slow]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the service runs and keeps everything, its OPA's folder too."""
    monkeypatch.setenv("TEJUN_ENGINE", "opa")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def opas(server: Server) -> set[int]:
    """The OPA processes of the service: in its process group, and no zombies."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, _, rest = path.read_text().partition(" ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        name, _, fields = rest.rpartition(")")
        state, _, group = fields.split()[:3]
        if name == "(opa" and int(group) == server.process.pid and state != "Z":
            found.add(int(pid))
    return found


def gone(server: Server, pids: set[int]) -> bool:
    """Whether those have ended, within some seconds."""
    end = time.monotonic() + 10
    while opas(server) & pids and time.monotonic() < end:
        time.sleep(0.05)
    return not opas(server) & pids


def test_its_opa_decides(folder: Path, editions: Path) -> None:
    with serving(folder, bundles=editions) as server, closing(server.connect()) as connection:
        connection.request("POST", PRECHECKS, application(), JSON)
        decision = json.loads(connection.getresponse().read())
    assert decision["engine"].keys() == {"name", "version"}
    assert decision["engine"]["name"] == "opa"


def test_stopped_it_leaves_no_opa_and_no_folder_behind(folder: Path, editions: Path) -> None:
    with serving(folder, bundles=editions) as server:
        running = opas(server)
        assert len(running) == 1
        assert len(list(folder.glob("tejun-opa-*"))) == 1
        server.stop()
        assert gone(server, running)
    assert list(folder.glob("tejun-opa-*")) == []


def test_killed_it_leaves_no_opa_behind(folder: Path, editions: Path) -> None:
    with serving(folder, bundles=editions) as server:
        running = opas(server)
        assert len(running) == 1
        os.kill(server.process.pid, signal.SIGKILL)  # it alone, not its group
        assert gone(server, running)


def test_every_worker_has_an_opa_of_its_own_that_ends_with_it(folder: Path, editions: Path) -> None:
    with serving(folder, bundles=editions, workers=2) as server:
        end = time.monotonic() + 20
        while len(opas(server)) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        running = opas(server)
        assert len(running) == 2
        worker = parent(min(running))
        os.kill(worker, signal.SIGKILL)
        assert gone(server, {min(running)})
    assert gone(server, running)


def test_an_edition_that_is_published_while_it_runs_is_loaded_too(
    archives: dict[str, bytes], folder: Path, store: Store
) -> None:
    registry = folder / "registry"
    publish(registry, archives["kprogram-2026"])
    settings = Settings(bundles=registry, engine="opa", refresh_seconds=0.2)
    with TestClient(create_app(settings, store=store, clock=lambda: NOW)) as client:
        path = "/v1/programs/trust-2026/prechecks"
        body = orjson.dumps(complete("trust-2026"))
        assert client.post(path, content=body, headers=JSON).status_code == 404
        publish(registry, archives["trust-2026"])
        end = time.monotonic() + 20
        seen = []
        while "opa" not in seen and time.monotonic() < end:
            response = client.post(path, content=body, headers=JSON)
            if response.status_code == 201:
                told = response.json()["engine"]
                seen.append(told["name"] if "instead_of" not in told else told["instead_of"]["why"])
            time.sleep(0.05)
    assert seen[-1] == "opa"
    assert set(seen) <= {"opa", "not_loaded"}


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
