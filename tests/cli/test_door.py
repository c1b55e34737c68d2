"""Who may be at the door: places, whose they are, and what goes first; by a clock of its own."""

import asyncio
import errno
import logging
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
import uvicorn
from tejun.cli.door import FEWEST, SPARE_DESCRIPTORS, Door, Limits, Phase, Reason, client_of
from tejun.cli.listener import Listener, new_loop
from tejun.cli.protocol import PARTING_SECONDS, PromptProtocol
from tejun.cli.seldom import Seldom
from tejun.settings import Settings
from uvicorn.server import ServerState


@dataclass(eq=False)
class Guest:
    """A connection, as the door sees it."""

    address: str = "192.0.2.1"
    phase: Phase = "waits"
    since: float = 0.0
    begun: bool = True
    awaits_news: bool = False
    stuck_since: float | None = None
    ended: list[Reason] = field(default_factory=list)

    def let_go(self, reason: Reason) -> None:
        self.ended.append(reason)


LIMITS = Limits(connections=4, per_client=3, head_seconds=10, body_seconds=30)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Door:
    """Four places, three of them for one client."""
    return Door(LIMITS, clock)


def enter(door: Door, *guests: Guest) -> list[bool]:
    return [door.enter(guest) for guest in guests]


def test_who_has_waited_longest_makes_room_of_whoever_has_most(door: Door) -> None:
    crowd = [Guest(since=3.0), Guest(since=1.0), Guest(since=2.0)]
    other = Guest("192.0.2.2", since=0.5)
    assert all(enter(door, *crowd, other))
    assert door.enter(Guest("192.0.2.3", since=5.0))
    assert [guest.ended for guest in (*crowd, other)] == [[], ["made room"], [], []]
    assert len(door) == 4


def test_a_client_has_so_many_and_then_makes_room_for_itself(door: Door) -> None:
    crowd = [Guest(since=1.0), Guest(since=2.0), Guest(since=3.0)]
    assert all(enter(door, *crowd, Guest(since=4.0)))
    assert crowd[0].ended == ["made room"]
    assert len(door) == 3


def test_who_sends_goes_after_who_waits_and_not_at_once(door: Door, clock: Clock) -> None:
    sending = [Guest(phase="sends", since=0.0), Guest(phase="sends", since=0.5)]
    waiting = Guest(since=0.9)
    enter(door, *sending, waiting)
    clock.now = 0.95
    assert enter(door, Guest(since=0.95, phase="sends")) == [True]
    assert waiting.ended == ["made room"]
    assert enter(door, Guest(since=0.95)) == [False], "each may still be an honest one"
    clock.now = 1.2
    assert enter(door, Guest(since=1.2)) == [True]
    assert [guest.ended for guest in sending] == [["made room"], []]


def test_who_has_far_more_has_no_time_to_send_first(clock: Clock) -> None:
    door = Door(Limits(connections=4, per_client=4, head_seconds=10, body_seconds=30), clock)
    crowd = [Guest(phase="sends") for _ in range(4)]
    clock.now = 0.1
    enter(door, *crowd)
    few = [Guest("192.0.2.2", phase="sends", since=0.1) for _ in range(2)]
    assert enter(door, *few) == [True, False]
    assert [guest.ended for guest in crowd] == [["made room"], [], [], []]


def test_who_waits_for_news_goes_last(clock: Clock) -> None:
    door = Door(Limits(connections=3, per_client=3, head_seconds=10, body_seconds=30), clock)
    news = Guest(phase="worked for", awaits_news=True)
    crowd = [news, Guest(phase="worked for"), Guest(since=5.0)]
    enter(door, *crowd)
    late = [Guest(phase="worked for") for _ in range(3)]
    assert enter(door, *late) == [True, True, False]
    assert [guest.ended for guest in crowd] == [["made room"], [], ["made room"]]


def test_who_is_worked_for_never_goes(door: Door, clock: Clock) -> None:
    crowd = [Guest(f"192.0.2.{i}", phase="worked for") for i in range(4)]
    enter(door, *crowd)
    clock.now = 3600.0
    door.look()
    assert enter(door, Guest("192.0.2.9")) == [False]
    assert [guest.ended for guest in crowd] == [[]] * 4
    door.leave(crowd[0])
    assert enter(door, Guest("192.0.2.9")) == [True]


@pytest.mark.parametrize(
    ("guest", "reason", "after"),
    [
        (Guest(), "slow head", 10.0),
        (Guest(phase="sends"), "slow body", 31.0),
        (Guest(phase="worked for", stuck_since=0.0), "slow reader", 30.0),
        (Guest(begun=False, stuck_since=0.0), "slow reader", 30.0),
        (Guest(begun=False), None, 3600.0),
    ],
    ids=["head", "body", "reader", "reader of a last answer", "idle: the server's own timer"],
)
def test_each_part_has_its_time(
    clock: Clock, guest: Guest, reason: Reason | None, after: float
) -> None:
    door = Door(LIMITS, clock)
    door.enter(guest)
    clock.now = after
    door.look()
    assert guest.ended == []
    clock.now = after + 0.1
    door.look()
    assert guest.ended == ([] if reason is None else [reason])


def test_what_was_let_go_is_counted_and_said_once_in_a_while(
    door: Door, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "tejun.door"):
        for step in range(100):
            clock.now = step / 10
            enter(door, *(Guest(since=clock.now, phase="worked for") for _ in range(10)))
            door.look()
        clock.now = 20.0
        door.look()
    assert [record.getMessage() for record in caplog.records] == [
        "connections let go: refused 7; there are 3 now",
        "connections let go: refused 990; there are 3 now",
    ]


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff::9", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", ""),
        ("no:address", "no:address"),
    ],
)
def test_a_client_is_an_address_or_a_network_that_one_is_given(address: str, client: str) -> None:
    assert client_of(address) == client


@pytest.mark.parametrize(
    ("settings", "descriptors", "limits"),
    [
        ({}, None, (1000, 500)),
        ({}, 100_000, (1000, 500)),
        ({}, 40, (40 - SPARE_DESCRIPTORS, (40 - SPARE_DESCRIPTORS) // 2)),
        ({}, 3, (FEWEST, FEWEST // 2)),
        ({"max_connections": 10, "max_connections_per_client": 10}, None, (10, 10)),
        ({"max_connections": 10, "max_connections_per_client": 50}, None, (10, 10)),
    ],
)
def test_there_are_no_more_places_than_descriptors(
    settings: dict[str, int], descriptors: int | None, limits: tuple[int, int]
) -> None:
    found = Limits.of(Settings(**settings), descriptors=descriptors)  # type: ignore[arg-type]
    assert (found.connections, found.per_client) == limits


@pytest.fixture
def lines(clock: Clock) -> Iterator[tuple[logging.Logger, list[str]]]:
    """A logger whose lines are few, and what it lets through."""
    said: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("tests.door")
    seldom, kept = Seldom(clock), Kept()
    logger.addFilter(seldom)
    logger.addHandler(kept)
    yield logger, said
    logger.removeFilter(seldom)
    logger.removeHandler(kept)


def test_a_stranger_fills_no_log(lines: tuple[logging.Logger, list[str]], clock: Clock) -> None:
    logger, said = lines
    for i in range(1000):
        clock.now = i / 100
        logger.warning("Invalid HTTP request received.")
        logger.error("accept: %s", i)
    clock.now = 10.0
    logger.warning("Invalid HTTP request received.")
    logger.error("accept: %s", 1000)
    assert said == [
        "Invalid HTTP request received.",
        "accept: 0",
        "Invalid HTTP request received. (and 999 more since)",
        "accept: 1000 (and 999 more since)",
    ]


def test_of_errors_of_our_own_each_has_its_line() -> None:
    seldom = Seldom(Clock())

    def is_said(name: str, level: int) -> bool:
        record = logging.LogRecord(name, level, "f", 1, "request %s", ("1",), None)
        return seldom.filter(record)

    assert [is_said("tejun.api", logging.ERROR) for _ in range(3)] == [True] * 3
    assert [is_said("tejun.api", logging.INFO) for _ in range(3)] == [True, False, False]


def test_whoever_finds_no_place_hears_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Limits(connections=0, per_client=0, head_seconds=1, body_seconds=1)

    async def run() -> bytes:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr("tejun.cli.protocol.door_of", lambda _: Door(full, loop.time))
        ours, theirs = socket.socketpair()
        config = uvicorn.Config(
            "tejun.app:from_env", factory=True, interface="asgi3", log_config=None
        )
        config.loaded, config.loaded_app, config.ws_protocol_class = True, None, None
        await loop.connect_accepted_socket(lambda: PromptProtocol(config, ServerState(), {}), ours)
        theirs.setblocking(False)
        await loop.sock_sendall(theirs, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while part := await loop.sock_recv(theirs, 4096):
            answer += part
        await asyncio.sleep(PARTING_SECONDS + 0.1)
        theirs.close()
        return answer

    answer = asyncio.run(run())
    assert answer.startswith(b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\n")
    assert answer.endswith(b"Too many connections.")


class Exhausted:
    """A socket that listens, where for a while no descriptor is left to take a connection with."""

    def __init__(self, real: socket.socket, failures: int) -> None:
        self._real = real
        self.failures = failures
        self.tries = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def accept(self) -> tuple[socket.socket, Any]:
        self.tries += 1
        if self.tries <= self.failures:
            raise OSError(errno.EMFILE, "Too many open files")
        return self._real.accept()


class Echo(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        transport = cast("asyncio.Transport", self.transport)
        transport.write(data)
        transport.close()


def test_a_listener_that_can_take_nobody_makes_room_and_rests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tejun.cli.listener.REST_SECONDS", 0.05)
    waiting = [Guest(str(i)) for i in range(5)]

    async def run() -> tuple[bytes, int, float]:
        loop = asyncio.get_running_loop()
        door = Door(replace(LIMITS, connections=9), loop.time)
        enter(door, *waiting)
        monkeypatch.setattr("tejun.cli.listener.door_of", lambda _: door)
        exhausted = Exhausted(socket.create_server(("127.0.0.1", 0)), failures=4)
        listener = Listener(loop, [cast("socket.socket", exhausted)], Echo, 8)
        begun = loop.time()
        reader, writer = await asyncio.open_connection(*exhausted.getsockname())
        writer.write(b"x")
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        listener.close()
        await listener.wait_closed()
        return answer, exhausted.tries, loop.time() - begun

    with asyncio.Runner(loop_factory=new_loop) as runner:
        answer, tries, seconds = runner.run(run())
    assert answer == b"x"
    assert tries <= 6, "it does not try again and again"
    assert seconds >= 0.2
    assert [guest.ended for guest in waiting] == [["made room"]] * 4 + [[]]
