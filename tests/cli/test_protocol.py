"""The connection of `tejun serve`: what a client may send beyond plain requests, and how much."""

import contextlib
import re
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tejun.cli.protocol import MAX_HEAD_BYTES

from tests.api.support import PRECHECKS, application
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

OFFER = (
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
)
"""What every stock Java client sends with its first request."""

CHUNKED = "Transfer-Encoding: chunked\r\n"
CLOSE = "Connection: close\r\n"
NO_FACTS = b"{}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as server:
        yield server


def post(headers: str) -> bytes:
    """The head of a pre-check."""
    head = f"POST {PRECHECKS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    return f"{head}{headers}\r\n".encode()


def get(headers: str = CLOSE) -> bytes:
    return f"GET /healthz HTTP/1.1\r\nHost: x\r\n{headers}\r\n".encode()


def answers(server: Server, pieces: Sequence[bytes]) -> bytes:
    """Everything that comes back on one connection, until the server closes it; each piece is a packet of its own."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(ConnectionError):  # refused while it is still being sent
            for piece in pieces:
                connection.sendall(piece)
        return received(connection)


def received(connection: socket.socket) -> bytes:
    answer = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65_536):
            answer += part
    return answer


@pytest.mark.parametrize(
    "pieces",
    [
        [post(f"{OFFER}Content-Length: 2\r\n") + NO_FACTS, get()],
        [post(f"{OFFER}Content-Length: 2\r\n"), b"{", b"}", get()],
        [post(OFFER + CHUNKED), b"2\r\n{}\r\n", b"0\r\n\r\n", get()],
    ],
    ids=["one piece", "in pieces", "chunked"],
)
def test_a_client_that_offers_http_2_is_answered_with_its_body_and_its_next_request(
    server: Server, pieces: list[bytes]
) -> None:
    see_that_the_body_was_read(answers(server, pieces))


def test_the_offer_may_come_with_a_later_request(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(get(""))
        answer = b""
        while not answer.endswith(b"}"):
            answer += connection.recv(65_536)
        connection.sendall(post(f"{OFFER}Content-Length: 2\r\n") + NO_FACTS + get())
        see_that_the_body_was_read(received(connection))


def see_that_the_body_was_read(answer: bytes) -> None:
    """422, not 400: it was there, and is no document of facts; the request after it was answered too."""
    assert answer.startswith(b"HTTP/1.1 422 "), answer[:200]
    assert answer.count(b"HTTP/1.1 200 ") == 1


@pytest.mark.parametrize("begun", [b"GET /healthz HTTP/1.1\r\nX-More: ", b"GET /"])
def test_a_head_that_never_ends_is_refused_before_it_fills_the_memory(
    server: Server, begun: bytes
) -> None:
    answer = answers(server, [begun, *[b"m" * 16_384] * 64])
    assert not answer or answer.startswith(b"HTTP/1.1 400 "), answer[:200]
    assert b" 200 " not in answer


def test_a_head_within_the_limit_is_served_after_a_large_body(server: Server) -> None:
    body = b" " * (2 * MAX_HEAD_BYTES)
    head = post(f"Content-Length: {len(body)}\r\n")
    answer = answers(server, [head + body + get(f"X-More: {'m' * 4000}\r\n{CLOSE}")])
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 200 ") == 1


def test_trailers_are_no_headers(server: Server) -> None:
    answer = answers(
        server, [post(CHUNKED), b"2\r\n{}\r\n", b"0\r\nAccept-Language: ja\r\n\r\n", get()]
    )
    see_that_the_body_was_read(answer)
    assert b"content-language: en" in answer.lower()


def test_what_is_no_http_is_refused(server: Server) -> None:
    assert answers(server, [b"\x16\x03\x01 hello\r\n\r\n"]).startswith(b"HTTP/1.1 400 ")


GARBAGE = b"\x16\x03\x01 hello\r\n\r\n"


def statuses(answer: bytes) -> list[str]:
    return re.findall(r"HTTP/1\.1 (\d{3}) ", answer.decode())


@pytest.mark.parametrize(
    "pieces",
    [
        [post("Content-Length: 2\r\n") + NO_FACTS + GARBAGE],
        [post("Content-Length: 2\r\n") + NO_FACTS, GARBAGE],
        [post(CHUNKED), b"2\r\n{}\r\n", b"0\r\n\r\n" + GARBAGE],
        [post("Content-Length: 2\r\n") + NO_FACTS + get(OFFER)],
        [post(f"{OFFER}Content-Length: 2\r\n") + NO_FACTS + GARBAGE],
        [post("Content-Length: 2\r\n") + NO_FACTS + post(CHUNKED) + b"no length\r\n"],
    ],
    ids=["one piece", "two", "chunked", "an offer", "after an offer", "a bad body"],
)
def test_a_request_that_came_whole_is_answered_whatever_follows_it(
    server: Server, pieces: list[bytes]
) -> None:
    answer = answers(server, pieces)
    assert statuses(answer) == ["422", "400"], answer
    assert b"connection: close" in answer.lower()


def test_all_that_came_whole_are_answered_in_order(server: Server) -> None:
    whole = post("Content-Length: 2\r\n") + NO_FACTS
    assert statuses(answers(server, [get("") + whole + get("") + GARBAGE])) == [
        *("200", "422", "200"),
        "400",
    ]


def test_a_body_that_breaks_off_in_garbage_is_refused(server: Server) -> None:
    assert statuses(answers(server, [post(CHUNKED) + b"no length\r\n"])) == ["400"]


NO_JSON = f"POST {PRECHECKS} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        [post(OFFER + CHUNKED) + b"zz\r\n"],
        [post(OFFER + CHUNKED), b"zz\r\n"],
        [post(OFFER + CHUNKED), b"2\r\n{}\r\n", b"zz\r\n"],
        [post(OFFER + CHUNKED), b"2\r\n{}zz"],
        [f"{NO_JSON}{OFFER}{CHUNKED}\r\n".encode(), b"zz\r\n"],
        [f"{NO_JSON}{OFFER}{CHUNKED}\r\nzz\r\n".encode()],
        [post(OFFER + CHUNKED) + b"zz\r\n" + get()],
    ],
    ids=["at once", "behind", "second", "end", "answered", "answered at once", "another behind"],
)
def test_where_another_protocol_was_offered_garbage_has_one_answer_and_no_accident(
    server: Server, folder: Path, pieces: list[bytes]
) -> None:
    """The application would answer what had been refused: an accident, with all of its stack in the log."""
    assert statuses(answers(server, pieces)) in (["400"], ["415"])
    assert "Traceback" not in (folder / "log").read_text("utf-8")


def test_bodies_that_are_slow_to_come_keep_no_pre_check_waiting(server: Server) -> None:
    """More of them than may be worked on at once."""
    facts = application()
    whole = post(f"{CLOSE}Content-Length: {len(facts)}\r\n") + facts
    with contextlib.ExitStack() as slow:
        for _ in range(100):
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            slow.enter_context(connection).sendall(post("Content-Length: 1000\r\n") + b"{")
        for _ in range(2):
            assert statuses(answers(server, [whole])) == ["201"]


def test_a_recorded_decision_is_told_though_garbage_follows(server: Server) -> None:
    facts = application()
    sent = post(f"Content-Length: {len(facts)}\r\n") + facts + GARBAGE
    assert statuses(answers(server, [sent])) == ["201", "400"]
