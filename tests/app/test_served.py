"""The service as it is really run: processes on the loopback, raw HTTP, SIGKILL."""

import hashlib
import http.client
import itertools
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tejun.store.driver import dbapi as sqlite3
from tejun.store.reports import Reports
from tejun.store.store import Store

from tests.api.support import PRECHECKS, application
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow
JSON = {"Content-Type": "application/json"}


class Client(threading.Thread):
    """Posts one application after another over one connection, and notes each decision that was answered."""

    def __init__(self, server: Server, body: bytes, *, may_be_refused: bool = False) -> None:
        super().__init__()
        self._may_be_refused = may_be_refused
        self._server, self._body = server, body
        self.answered: dict[str, str] = {}

    def run(self) -> None:
        connection = self._server.connect()
        try:
            while True:
                connection.request("POST", PRECHECKS, self._body, JSON)
                response = connection.getresponse()
                body = response.read()
                if self._may_be_refused and response.status == 503:
                    return
                assert response.status == 201, body[:400]
                self.answered[json.loads(body)["id"]] = hashlib.sha256(body).hexdigest()
        except (OSError, http.client.HTTPException):
            return  # the service was killed; what had not been answered by then does not count
        finally:
            connection.close()


class Opa(threading.Thread):
    """Sends its decision log again and again, and notes what was taken."""

    def __init__(self, server: Server, name: str) -> None:
        super().__init__()
        self._server, self._name = server, name
        self.taken: set[str] = set()

    def run(self) -> None:
        connection = self._server.connect()
        try:
            for number in itertools.count():
                decision_id = f"{self._name}-{number}"
                entry = {"decision_id": decision_id, "labels": {"id": self._name}}
                connection.request("POST", "/logs", json.dumps([entry]).encode(), JSON)
                response = connection.getresponse()
                response.read()
                if (
                    response.status == 200
                ):  # else another process held the file: an OPA sends it again
                    self.taken.add(decision_id)
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()


def run_until_killed(
    folder: Path, *, workers: int, seconds: float, taken: set[str]
) -> dict[str, str]:
    """Several clients at once, then SIGKILL in the midst of it; gives what was answered, and adds what was `taken`."""
    body = application("typical")
    with serving(folder, workers=workers) as server:
        clients = [Client(server, body) for _ in range(6)]
        opa = Opa(server, f"opa-{len(taken)}")
        for thread in (*clients, opa):
            thread.start()
        time.sleep(seconds)
        server.kill()
        for thread in (*clients, opa):
            thread.join(30)
    taken |= opa.taken
    return {name: digest for client in clients for name, digest in client.answered.items()}


@pytest.mark.parametrize("workers", [1, 2])
def test_killing_it_under_load_loses_no_decision_that_was_answered(
    tmp_path: Path, workers: int
) -> None:
    answered: dict[str, str] = {}
    taken: set[str] = set()
    for _ in range(2):  # the second time on what the first left behind
        before = len(answered)
        answered |= run_until_killed(tmp_path, workers=workers, seconds=1.5, taken=taken)
        assert len(answered) > before + 5
    with closing(sqlite3.connect(tmp_path / "tejun.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Store.open(tmp_path / "tejun.db") as store:
        for name, digest in answered.items():
            assert hashlib.sha256(store.get(name).decision).hexdigest() == digest
    with Reports.open(tmp_path / "tejun-reports.db") as reports:
        assert reports.problem() is None
        kept = {entry.decision.decision_id for entry in reports.decisions(limit=100_000)}
    assert taken
    assert taken <= kept


def test_a_log_that_is_deleted_stops_it_at_once_and_loses_no_decision_that_was_answered(
    tmp_path: Path,
) -> None:
    """Nobody asks anything between the deletion and the kill: it looks by itself."""
    log = tmp_path / "log"
    with serving(tmp_path) as server:
        client = Client(server, application("typical"), may_be_refused=True)
        client.start()
        while len(client.answered) < 3:
            time.sleep(0.02)
        (tmp_path / "tejun.db-wal").unlink()
        client.join(30)
        assert not client.is_alive(), "it goes on answering"
        deadline = time.monotonic() + 20
        while "tejun.db-wal was moved or deleted" not in log.read_text("utf-8"):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        connection = server.connect()
        connection.request("GET", "/readyz")
        assert connection.getresponse().status == 503
        connection.close()
        server.kill()
    with Store.open(tmp_path / "tejun.db") as store:
        for name, digest in client.answered.items():
            assert hashlib.sha256(store.get(name).decision).hexdigest() == digest


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served"), workers=2) as server:
        yield server


def test_a_body_of_50_mb_is_refused_before_it_is_read(server: Server) -> None:
    """Only its head is sent: the answer must not wait for the rest."""
    head = (
        f"POST {PRECHECKS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Content-Length: 50000000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head.encode())
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer.lower()
    assert b"urn:tejun:problem:too-large" in answer


def test_a_body_without_a_length_is_refused_where_it_passes_the_limit(server: Server) -> None:
    head = (
        f"POST {PRECHECKS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    sent = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head.encode())
        try:
            while sent < 50_000_000:
                connection.sendall(chunk)
                sent += 0x10000
        except OSError:
            pass  # it closed the connection while we were still sending
        try:
            answer = read_all(connection)
        except OSError:
            answer = b""
    assert sent < 20_000_000
    assert not answer or answer.startswith(b"HTTP/1.1 413 ")


def read_all(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def test_one_connection_serves_many_requests_and_either_worker_knows_every_decision(
    server: Server,
) -> None:
    body = application()
    with closing(server.connect()) as posting:
        for _ in range(4):
            posting.request("POST", PRECHECKS, body, JSON)
            response = posting.getresponse()
            recorded = response.read()
            place = str(response.headers["Location"])
            for _ in range(4):  # new connections land on either worker
                with closing(server.connect()) as asking:
                    asking.request("GET", place)
                    assert asking.getresponse().read() == recorded


def test_no_answer_waits_for_an_acknowledgement(server: Server) -> None:
    """Nagle's algorithm would hold each body back for 40 ms, and more workers than one leave it on by default."""
    with closing(server.connect()) as connection:
        times = []
        for _ in range(20):
            begun = time.perf_counter()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            times.append(time.perf_counter() - begun)
    assert sorted(times)[5] < 0.03


def test_it_says_nothing_of_what_it_is_made_of(server: Server) -> None:
    with closing(server.connect()) as connection:
        connection.request("GET", "/nowhere")
        response = connection.getresponse()
        response.read()
    assert "server" not in response.headers
