"""A crowd at the door of a real `tejun serve`, over raw sockets: slow ones, idle ones, and honest callers beside it."""

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.support import PRECHECKS, application
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

SETTINGS = {
    "TEJUN_HEAD_SECONDS": "0.6",
    "TEJUN_BODY_SECONDS": "2",
    "TEJUN_IDLE_SECONDS": "1",
}
HEAD = f"POST {PRECHECKS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that has 64 descriptors in all."""
    folder = tmp_path_factory.mktemp("crowd")
    with serving(folder, descriptors=64, settings=SETTINGS) as server:
        yield server
        lines = (folder / "log").read_text("utf-8").splitlines()
        assert len([line for line in lines if '"event": "decision"' not in line]) < 40
        assert any("connections let go: " in line for line in lines)
        assert not any("Traceback" in line for line in lines)


def connect(server: Server, sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    if sent:
        connection.sendall(sent)
    return connection


@contextlib.contextmanager
def crowd(server: Server, count: int, sent: bytes = b"") -> Iterator[list[socket.socket]]:
    """So many connections, each of which has sent that and sends no more."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(connect(server, sent)) for _ in range(count)]


def received(connection: socket.socket) -> bytes:
    """All that comes until the service hangs up."""
    answer = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65_536):
            answer += part
    return answer


def precheck(*, more: str = "Connection: close\r\n") -> bytes:
    facts = application()
    return HEAD + f"{more}Content-Length: {len(facts)}\r\n\r\n".encode() + facts


def see_that_one_is_decided(server: Server) -> None:
    begun = time.monotonic()
    with connect(server, precheck()) as connection:
        assert received(connection).startswith(b"HTTP/1.1 201 ")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "sent",
    [b"", HEAD, HEAD + b"Content-Length: 1000\r\n\r\n{", b"\r\n"],
    ids=["idle", "half a head", "half a body", "a line end"],
)
def test_eighty_that_send_no_more_keep_nobody_out(server: Server, sent: bytes) -> None:
    with crowd(server, 80, sent):
        time.sleep(0.1 if b"{" not in sent else 1.2)
        for _ in range(3):
            see_that_one_is_decided(server)


def test_forty_that_wait_for_news_keep_nobody_out(server: Server) -> None:
    with crowd(server, 40, long_poll(server, seconds=5)):
        see_that_one_is_decided(server)


GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


def test_who_sends_drop_by_drop_or_nothing_more_is_let_go(server: Server) -> None:
    """A head, the line ends before it, and a body that nobody reads; and connections that are idle."""
    unread = b"POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
    begun, ended = time.monotonic(), {}
    with contextlib.ExitStack() as stack:
        openings = {
            "head": GET + b"X: ",
            "line ends": b"",
            "body": unread,
            "idle": GET + b"\r\n",
            "new": b"",
        }
        drops = {"head": b"m", "line ends": b"\r\n", "body": b"m"}
        left = {name: stack.enter_context(connect(server, sent)) for name, sent in openings.items()}
        while left and time.monotonic() - begun < 6:
            for name, connection in list(left.items()):
                with contextlib.suppress(BlockingIOError):
                    answer = take(connection, drops.get(name, b""))
                    if name == "head" and answer:
                        assert answer.startswith(b"HTTP/1.1 408 ")
                    if not answer:
                        ended[name] = time.monotonic() - begun
                        left.pop(name)
            time.sleep(0.05)
    assert left == {}
    assert max(ended.values()) < 4


def take(connection: socket.socket, drop: bytes) -> bytes:
    """What has come, after a drop more was sent; nothing where the service hung up. Raises BlockingIOError."""
    connection.setblocking(False)
    try:
        if drop:
            connection.send(drop)
        return connection.recv(65_536)
    except ConnectionError:
        return b""


# --- a client that has sent all it will ------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "statuses"),
    [
        ("", [b"201"]),
        ("Connection: close\r\n", [b"201"]),
        ("Connection: Upgrade\r\nUpgrade: h2c\r\n", [b"201"]),
    ],
    ids=["kept", "closed", "after an offer"],
)
def test_who_closes_its_half_is_answered(server: Server, more: str, statuses: list[bytes]) -> None:
    with connect(server, precheck(more=more)) as connection:
        connection.shutdown(socket.SHUT_WR)
        assert finals(received(connection)) == statuses


def test_all_whole_requests_before_the_end_are_answered(server: Server) -> None:
    get = GET + b"\r\n"
    with connect(server, get + precheck(more="") + get + HEAD) as connection:
        connection.shutdown(socket.SHUT_WR)
        assert finals(received(connection)) == [b"200", b"201", b"200"]
    with connect(server, get + HEAD + b"Content-Length: 9\r\n\r\n{") as connection:
        connection.shutdown(socket.SHUT_WR)
        assert finals(received(connection)) == [b"200"]


@pytest.mark.parametrize("sent", [b"", HEAD, HEAD + b"Content-Length: 9\r\n\r\n{"])
def test_where_no_request_is_whole_the_end_is_the_end(server: Server, sent: bytes) -> None:
    with connect(server, sent) as connection:
        begun = time.monotonic()
        connection.shutdown(socket.SHUT_WR)
        assert finals(received(connection)) == []
        assert time.monotonic() - begun < 1


def test_who_waits_for_news_with_half_a_connection_is_kept_and_who_is_gone_is_not(
    server: Server, tmp_path: Path
) -> None:
    poll = long_poll(server, seconds=1)
    with connect(server, poll) as half, connect(server, poll) as gone:
        half.shutdown(socket.SHUT_WR)
        gone.close()
        answer = received(half)
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert finals(answer) == [b"304"]


def long_poll(server: Server, *, seconds: int) -> bytes:
    """A request that waits so long for another edition."""
    path = b"GET /bundles/kprogram-2026.tar.gz HTTP/1.1\r\n"
    [tag] = [
        line.partition(b": ")[2]
        for line in answer_to(server, path).split(b"\r\n")
        if line.lower().startswith(b"etag: ")
    ]
    return path + b"Host: x\r\nPrefer: wait=%d\r\nIf-None-Match: %b\r\n\r\n" % (seconds, tag)


def answer_to(server: Server, line: bytes) -> bytes:
    with connect(server, line + b"Host: x\r\nConnection: close\r\n\r\n") as connection:
        return received(connection)


def finals(answer: bytes) -> list[bytes]:
    """The statuses of the answers; interim ones are passed over, as by every client."""
    return [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:] if not part.startswith(b"100")]
