"""An OPA of the service's own: closed to everybody else, started again, replaced, and never left behind."""

import http.client
import json
import os
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.server.client import Target
from tejun.engine.server.launch import Launched, LaunchError, launch, loadable
from tejun.engine.server.managed import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    STEADY_SECONDS,
    ManagedOpa,
    next_pause,
)
from tejun.engine.server.opa import OpaEngine
from tejun.errors import BundleError, EngineUnavailableError
from tejun.words import Bilingual

from tests.support.bundles import DECISION
from tests.support.opa import managed_opa, rerooted

pytestmark = pytest.mark.opa

INPUT = canonical.dumps({"facts": {"application": {"id": "a1"}}, "mode": "precheck"})


@pytest.fixture(scope="module")
def tiny(built_tree: Callable[[str], Bundle]) -> Bundle:
    return built_tree(DECISION)


@pytest.fixture(scope="module")
def launched(opa: Path, tiny: Bundle) -> Iterator[Launched]:
    launched = launch(opa, loadable([tiny]))
    yield launched
    launched.end()


def until(holds: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def pid_of(kept: ManagedOpa) -> int:
    assert kept._running is not None
    return kept._running.process.pid


def lives(pid: int) -> bool:
    """Whether the process is there and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


# --- who may ask what --------------------------------------------------------------------------


def ask(target: Target, method: str, path: str, *, token: str | None, body: object = None) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", urlsplit(target.url).port)) as connection:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        connection.request(method, path, json.dumps(body if body is not None else {}), headers)
        response = connection.getresponse()
        response.read()
        return response.status


def test_with_the_token_it_decides_and_without_it_does_not(
    launched: Launched, tiny: Bundle
) -> None:
    path = f"/v1/data/{tiny.entrypoint}"
    body: object = {"input": {"facts": {}}}
    assert ask(launched.target, "POST", path, token=launched.target.token, body=body) == 200
    assert ask(launched.target, "POST", path, token=None, body=body) == 401
    assert ask(launched.target, "POST", path, token="guessed", body=body) == 401
    assert ask(launched.target, "GET", "/health", token=None) == 200


@pytest.mark.parametrize("known", [True, False], ids=["with the token", "without"])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/query", {"query": "x = data"}),
        ("GET", "/v1/query?q=x%3Ddata", None),
        ("GET", "/v1/policies", None),
        ("PUT", "/v1/policies/mine", None),
        ("GET", "/v1/data", None),
        ("POST", "/v1/data", None),
        ("POST", "/v1/data/system/authz", None),
        ("POST", "/v1/data/tiny_2026_1/params", None),
        ("PUT", "/v1/data/tiny_2026_1/decision/result", None),
        ("PATCH", "/v1/data/tiny_2026_1/decision/result", []),
        ("DELETE", "/v1/data/tiny_2026_1/decision/result", None),
        ("POST", "/v1/compile", {"query": "data.tiny_2026_1"}),
        ("GET", "/v1/config", None),
        ("GET", "/metrics", None),
        ("POST", "/", None),
    ],
)
def test_everything_else_is_closed(
    method: str, path: str, body: object, *, known: bool, launched: Launched
) -> None:
    token = launched.target.token if known else None
    assert ask(launched.target, method, path, token=token, body=body) == 401


def test_its_folder_is_this_users_alone_and_holds_no_token(launched: Launched) -> None:
    assert stat.S_IMODE(launched.folder.stat().st_mode) == 0o700
    token = (launched.target.token or "").encode()
    assert len(token) > 40
    assert all(token not in path.read_bytes() for path in launched.folder.iterdir())
    command = Path(f"/proc/{launched.process.pid}/cmdline").read_bytes()
    assert b"--bundle" in command
    assert token not in command
    environ = Path(f"/proc/{launched.process.pid}/environ").read_bytes()
    assert environ in {b"", b"LC_CTYPE=C.UTF-8\0"}, "nothing of the service's own"
    assert "token" not in repr(launched).replace("tokens", "")


def test_it_listens_on_the_loopback_only(launched: Launched) -> None:
    port = f"{urlsplit(launched.target.url).port:04X}"
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{launched.process.pid}/net/{table}").read_text().splitlines()
        if line.split()[3] == "0A"
    ]
    assert [socket for socket in listening if socket.endswith(f":{port}")] == [f"0100007F:{port}"]


# --- started, started again, replaced ----------------------------------------------------------


def test_killed_it_comes_back(tiny: Bundle) -> None:
    with (
        managed_opa(lambda: [tiny]) as kept,
        closing(OpaEngine(kept.target, deadline_seconds=5)) as engine,
    ):
        first = pid_of(kept)
        assert engine.evaluate(tiny, INPUT).engine == "opa"
        os.kill(first, signal.SIGKILL)
        until(lambda: kept.target() is None or pid_of(kept) != first)
        until(lambda: kept.target() is not None)
        assert pid_of(kept) != first
        assert engine.evaluate(tiny, INPUT).engine == "opa"


def test_where_the_editions_change_it_is_replaced_and_nobody_notices(tiny: Bundle) -> None:
    editions = [tiny]
    ending = threading.Event()
    failed: list[str] = []

    def ask_on(engine: OpaEngine) -> None:
        while not ending.is_set():
            try:
                engine.evaluate(tiny, INPUT)
            except EngineUnavailableError as error:
                failed.append(error.why)

    with (
        managed_opa(lambda: editions) as kept,
        closing(OpaEngine(kept.target, deadline_seconds=10)) as engine,
    ):
        before = kept._running
        assert before is not None
        asking = threading.Thread(target=ask_on, args=(engine,))
        asking.start()
        other = rerooted(tiny, "tiny_2026_2")
        editions.append(other)
        until(lambda: kept._running is not before and not before.alive)
        assert engine.evaluate(other, INPUT).engine == "opa"
        ending.set()
        asking.join()
        assert failed == []
        assert not before.folder.exists()


def test_while_the_editions_cannot_be_known_those_before_stay(tiny: Bundle) -> None:
    looks: list[int] = []

    def editions() -> list[Bundle]:
        looks.append(1)
        if len(looks) > 1:
            raise BundleError(Bilingual("読めません", "unreadable"), Bilingual("", ""))
        return [tiny]

    with managed_opa(editions) as kept:
        first = pid_of(kept)
        until(lambda: len(looks) > 3)
        assert pid_of(kept) == first


def test_closed_it_is_gone_with_its_folder(tiny: Bundle) -> None:
    with managed_opa(lambda: [tiny]) as kept:
        running = kept._running
        assert running is not None
    assert kept.target() is None
    assert not running.alive
    assert not running.folder.exists()


def test_an_opa_that_does_not_start_says_why(tmp_path: Path, tiny: Bundle) -> None:
    opa = tmp_path / "opa"
    opa.write_text("#!/bin/sh\necho no such luck >&2\nexit 1\n")
    opa.chmod(0o700)
    with pytest.raises(LaunchError, match="no such luck"):
        launch(opa, loadable([tiny]))


def test_one_that_keeps_dying_is_started_less_and_less_often() -> None:
    pauses = [FIRST_PAUSE]
    for _ in range(12):
        pauses.append(next_pause(pauses[-1], 1.0))
    assert pauses == sorted(pauses)
    assert pauses[1] == 2 * FIRST_PAUSE
    assert pauses[-1] == LONGEST_PAUSE
    assert next_pause(LONGEST_PAUSE, STEADY_SECONDS) == FIRST_PAUSE


def test_of_two_editions_under_one_root_the_later_is_loaded(tiny: Bundle) -> None:
    later = replace(tiny, sequence=tiny.sequence + 1, revision="sha256:" + "2" * 64)
    assert loadable([later, tiny]) == {tiny.root: later}
