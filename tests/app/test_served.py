"""The service as it is really run: processes on the loopback, raw HTTP."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.api.support import PRECHECKS, application
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow
JSON = {"Content-Type": "application/json"}


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
