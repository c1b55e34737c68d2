"""Limits of what is read over HTTP: each is named with its number and its setting, and none is called a fault that
passes; what takes a moment's memory is worked on a little at a time, and not at all once its caller is gone.
"""

import asyncio
import gzip
import json
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from tejun.api import bodies
from tejun.api.memory import give_back_what_is_free
from tejun.api.problems import ProblemError
from tejun.api.state import Arrival, Room, ServiceParts
from tejun.errors import CallerGoneError, TejunError
from tejun.fleet.decisions import MAX_ENTRIES
from tejun.operations.batch import decide_batch
from tejun.reading import MAX_VALUES, Document, most_unpacked, read_document, too_large
from tejun.settings import Settings
from tejun.words import Message

from tests.api.support import JSON, PRECHECKS, application, post, problem, recorded
from tests.support.crowd import body

BATCHES = PRECHECKS.replace("/v1/", "/v1/batch/", 1)


def test_an_application_of_300_people_is_decided(client: TestClient) -> None:
    answer = post(client, body(300))
    assert answer.status_code == 201
    assert len({finding["subject"] for finding in answer.json()["findings"]}) > 300


def test_more_people_than_an_evaluation_takes_are_a_limit_with_its_setting(
    client: TestClient,
) -> None:
    said = problem(post(client, body(600)), 413, "evaluation-limit")
    assert "80 MB" in said["detail"]
    assert "TEJUN_EVALUATION_MEMORY_MB" in said["detail"]
    assert said["retryable"] is False
    assert recorded(client) == 0


VALUES = b'{"people":[' + b"{}," * (MAX_VALUES // 2) + b"{}]}"


@pytest.mark.parametrize("path", [PRECHECKS, BATCHES])
def test_more_values_than_are_read_are_a_limit_with_its_setting(
    client: TestClient, path: str
) -> None:
    said = problem(client.post(path, content=VALUES, headers=JSON), 413, "too-large")
    assert "500000 values" in said["detail"]
    assert "TEJUN_MAX_VALUES" in said["detail"]
    assert said["retryable"] is False


@pytest.mark.parametrize("path", [PRECHECKS, BATCHES])
def test_more_bytes_than_are_read_are_a_limit_with_its_setting(
    client: TestClient, path: str
) -> None:
    large = b" " * (8 * 1024 * 1024 + 1)
    said = problem(client.post(path, content=large, headers=JSON), 413, "too-large")
    assert "8 MB" in said["detail"]
    assert "TEJUN_MAX_BODY_BYTES" in said["detail"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[" + b"[]," * 600_000 + b"[]]", "1000000 values"),
        (b"[" + b"[" * 57_000_000, "16 MB"),
        (b"[" * 15_000_000, "1000000 values"),
        (b"[" + b'{"labels":{"id":"o"}},' * MAX_ENTRIES + b"{}]", f"{MAX_ENTRIES} decisions"),
    ],
    ids=["empty arrays", "more depth", "depth", "entries"],
)
def test_kilobytes_of_gzip_to_logs_are_no_gigabytes(
    client: TestClient, content: bytes, says: str
) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"}
    packed = gzip.compress(content, 6)
    assert len(packed) < 64_000
    said = problem(client.post("/logs", content=packed, headers=headers), 413, "too-large")
    assert says in said["detail"]


@pytest.mark.parametrize("path", ["/logs", "/status"])
def test_what_unpacks_to_more_than_it_claims_is_refused_where_it_does(
    client: TestClient, path: str
) -> None:
    """A turn is taken by the claim, and no more memory than it says."""
    packed = gzip.compress(b"[" + b" " * 1_000_000 + b"]")
    lying = packed[:-4] + (100).to_bytes(4, "little")
    headers = {**JSON, "Content-Encoding": "gzip"}
    problem(client.post(path, content=lying, headers=headers), 400, "unreadable-document")


def test_a_large_report_waits_while_a_large_body_is_worked_on(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else both take the memory of one."""
    monkeypatch.setattr(bodies, "TURN_SECONDS", 0.05)
    parts = client.app.state.parts  # type: ignore[attr-defined]
    headers = {**JSON, "Content-Encoding": "gzip"}
    large, small = (gzip.compress(b"[" + b" " * size + b"]") for size in (2**20, 2**10))
    client.portal.call(parts.large.acquire)  # type: ignore[union-attr]
    try:
        problem(client.post("/logs", content=large, headers=headers), 503, "busy")
        assert client.post("/logs", content=small, headers=headers).status_code == 200
    finally:
        client.portal.call(parts.large.release)  # type: ignore[union-attr]
    assert client.post("/logs", content=large, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/logs", "/status"])
def test_the_turn_of_a_large_report_ends_before_it_waits_for_the_disk(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """No decision waits for the disk of reports."""
    parts = client.app.state.parts  # type: ignore[attr-defined]
    keep, free = parts.workplace.reports.append, []

    def waits(report: Any) -> None:
        for _ in range(50):
            if not parts.large.locked():
                free.append(path)
                break
            time.sleep(0.01)
        keep(report)

    monkeypatch.setattr(parts.workplace.reports, "append", waits)
    body = b'{"labels":{"id":"o"},"x":"' + b" " * 2**20 + b'"}'
    packed = gzip.compress(body if path == "/status" else b"[" + body + b"]")
    headers = {**JSON, "Content-Encoding": "gzip"}
    assert client.post(path, content=packed, headers=headers).status_code == 200
    assert free == [path]


def test_a_small_report_that_claims_much_takes_no_turn_of_a_large_one(client: TestClient) -> None:
    """It cannot unpack to as much: DEFLATE makes no more than 1,032 bytes of one."""
    packed = gzip.compress(b"[]")
    assert most_unpacked(packed[:-4] + b"\xff\xff\xff\x7f") < bodies.LARGE_BYTES
    assert most_unpacked(packed) == 2
    whole = gzip.compress(bytes(2**20), 9)
    assert most_unpacked(whole) == 2**20


def test_one_entry_of_a_log_is_no_larger_than_a_document(client: TestClient) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"}
    content = b'[{"labels":{"id":"o"},"x":"' + b"x" * (9 * 1024 * 1024) + b'"}]'
    answer = client.post("/logs", content=gzip.compress(content, 6), headers=headers)
    assert answer.json() == {"decisions": 1, "unreadable": 1}


def test_a_status_unpacks_to_no_more_than_one_has(client: TestClient) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"}
    for content, says in (
        (b" " * (bodies.STATUS.unpacked + 1), "4 MB"),
        (b"[" + b"1," * 100_000 + b"1]", "100000 values"),
    ):
        answer = client.post("/status", content=gzip.compress(content, 6), headers=headers)
        assert says in problem(answer, 413, "too-large")["detail"]


@pytest.mark.parametrize("known_at", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_its_offset_takes_out_of_time_is_none(
    client: TestClient, known_at: str
) -> None:
    paths = _paths_with(client, "known_at")
    assert paths
    for path in paths:
        answer = client.get(f"{path.format(program='kprogram-2026')}?known_at={known_at}")
        assert "known_at" in problem(answer, 422, "invalid-parameter")["detail"]


def _paths_with(client: TestClient, parameter: str) -> list[str]:
    paths = client.get("/openapi.json").json()["paths"]
    return [
        path
        for path, methods in paths.items()
        if any(found["name"] == parameter for found in methods.get("get", {}).get("parameters", []))
    ]


@pytest.mark.parametrize("name", ["as_of", "%61s_of"])
def test_of_two_days_neither_is_taken(client: TestClient, name: str) -> None:
    path = f"{PRECHECKS.partition('?')[0]}?as_of=2026-11-20&{name}=2026-11-21"
    said = problem(client.post(path, content=application(), headers=JSON), 422, "invalid-parameter")
    assert "as_of" in said["detail"]


# --- how much at once ----------------------------------------------------------------------------


class Lane:
    """A room by a clock of its own, and which of those that are on their way were dropped."""

    def __init__(self, size: int) -> None:
        self.now = 0.0
        self.room = Room(places=2, size=size, clock=lambda: self.now)
        self.dropped: list[str] = []

    def arrive(self, name: str) -> Arrival:
        return self.room.arrive(lambda: self.dropped.append(name))


def test_a_room_holds_so_many_bytes_of_all_bodies() -> None:
    lane = Lane(10)
    first, second = lane.arrive("first"), lane.arrive("second")
    assert lane.room.hold(first, 10)
    assert not lane.room.hold(second, 1), "nobody has been on the way for long"
    lane.room.forget(first)
    assert lane.room.hold(second, 1)
    assert lane.dropped == []


def test_who_has_been_on_the_way_longest_makes_room_for_who_has_just_come() -> None:
    lane = Lane(10)
    slow, slower, waiting = lane.arrive("slow"), lane.arrive("slower"), lane.arrive("waiting")
    assert lane.room.hold(slow, 5)
    assert lane.room.hold(slower, 5)
    lane.now = 1.5
    new = lane.arrive("new")
    assert lane.room.hold(new, 4)
    assert lane.dropped == ["slow"]
    assert not lane.room.hold(slow, 1), "it gets no more of it"
    assert lane.room.hold(new, 6)
    assert lane.dropped == ["slow", "slower"], "who holds nothing has nothing to give"
    assert not lane.room.hold(waiting, 1), "who is new stays"
    for arrival in (slow, slower, waiting, new):
        lane.room.forget(arrival)
    assert lane.room.hold(lane.arrive("last"), 10)


def test_who_has_arrived_is_never_dropped() -> None:
    lane = Lane(10)
    whole, new = lane.arrive("whole"), lane.arrive("new")
    assert lane.room.hold(whole, 10)
    lane.room.arrived(whole)
    lane.now = 60.0
    assert not lane.room.hold(new, 1)
    assert lane.dropped == []


def test_what_a_large_body_took_goes_back_to_the_system() -> None:
    """In a process of its own: the settings are the process's."""
    held = (
        "import threading\n"
        "from tejun.api.memory import give_back_what_is_free\n"
        "assert give_back_what_is_free()\n"
        "def use(): [bytes(2 ** 20) for _ in range(60)]\n"
        "threads = [threading.Thread(target=use) for _ in range(8)]\n"
        "[thread.start() for thread in threads], [thread.join() for thread in threads]\n"
        "print(int(open('/proc/self/statm').read().split()[1]) * 4096 // 2 ** 20)\n"
    )
    run = subprocess.run([sys.executable, "-c", held], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 100


def test_where_the_c_library_has_no_such_settings_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _: SimpleNamespace())
    assert not give_back_what_is_free()


class Sender:
    """A request whose body is there, and whose connection ends when it is told to."""

    def __init__(self, content: bytes) -> None:
        self.leaves = asyncio.Event()
        self._messages: list[dict[str, Any]] = [{"type": "http.request", "body": content}]
        scope = {"type": "http", "headers": [(b"content-type", b"application/json")]}
        self.request = Request(scope, self._receive)

    async def _receive(self) -> dict[str, Any]:
        if self._messages:
            return self._messages.pop()
        await self.leaves.wait()
        return {"type": "http.disconnect"}


def parts_with(places: int = 64) -> ServiceParts:
    workplace = SimpleNamespace(settings=Settings())
    return ServiceParts(cast("Any", workplace), cast("Any", None), room=Room(places))


class SlowSender(Sender):
    """It has sent a part of a body, and the rest is long in coming; then it waits for its answer."""

    async def _receive(self) -> dict[str, Any]:
        if self._messages:
            return {**self._messages.pop(), "more_body": True}
        await self.leaves.wait()
        self.leaves.clear()
        return {"type": "http.request", "body": b"}"}


@pytest.mark.parametrize(
    ("enter", "name"),
    [
        (bodies._json_body(too_large), "room"),
        (bodies._publication_body, "publications"),
        (
            bodies._packed_body(lambda p: p.log_room, lambda p: p.log_turns, bodies.LOG),
            "log_room",
        ),
    ],
)
def test_a_slow_body_takes_no_place_until_it_is_here(enter: Any, name: str) -> None:
    async def run() -> None:
        parts = parts_with()
        room = getattr(parts, name)
        places, size = room._free, room._bytes_free
        sender = SlowSender(b"{")
        body = enter(sender.request, parts)
        coming = asyncio.ensure_future(anext(body))
        for _ in range(5):
            await asyncio.sleep(0)
        assert len(room._arriving) == 1
        assert room._free == places
        sender.leaves.set()
        assert (await coming).content == b"{}"
        assert room._free == places - 1
        assert len(room._arriving) == 0
        await body.aclose()
        assert (room._free, room._bytes_free) == (places, size)

    asyncio.run(run())


def test_a_slow_body_that_makes_room_is_to_come_again() -> None:
    async def run() -> None:
        now = [0.0]
        parts = replace(parts_with(), room=Room(2, 8, lambda: now[0]))
        slow = bodies._json_body(too_large)(SlowSender(b"{" + b" " * 6).request, parts)
        coming = asyncio.ensure_future(anext(slow))
        for _ in range(5):
            await asyncio.sleep(0)
        now[0] = 2.0
        whole = bodies._json_body(too_large)(Sender(b"{}  ").request, parts)
        assert (await anext(whole)).content == b"{}  "
        with pytest.raises(ProblemError) as error:
            await coming
        assert error.value.problem.status == 503
        assert error.value.problem.retryable
        await whole.aclose()
        assert parts.room._bytes_free == 8

    asyncio.run(run())


LARGE = b"[" + b"1," * bodies.LARGE_VALUES + b"1]" + b" " * bodies.WATCHED_BYTES


def test_of_large_bodies_one_is_worked_on_and_the_next_when_it_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "TURN_SECONDS", 0.05)
    large, enter = LARGE, bodies._json_body(too_large)

    async def run() -> None:
        parts = parts_with()
        taken = enter(Sender(large).request, parts)
        await anext(taken)
        with pytest.raises(ProblemError):
            await anext(enter(Sender(large).request, parts))
        small = enter(Sender(b"{}").request, parts)
        assert (await anext(small)).content == b"{}"
        await small.aclose()
        await taken.aclose()
        again = enter(Sender(large).request, parts)
        assert (await anext(again)).content == large
        await again.aclose()

    asyncio.run(run())


def test_a_large_body_gives_the_next_its_turn_when_it_only_waits_for_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "TURN_SECONDS", 0.05)
    large, enter = LARGE, bodies._json_body(too_large)

    async def run() -> None:
        parts = parts_with()
        taken = enter(Sender(large).request, parts)
        body = await anext(taken)
        await asyncio.to_thread(body.give_turn)
        second = enter(Sender(large).request, parts)
        await asyncio.to_thread((await anext(second)).give_turn)
        with pytest.raises(ProblemError):  # the disk is not waited for by more than two
            await anext(enter(Sender(large).request, parts))
        await second.aclose()
        second = enter(Sender(large).request, parts)
        await anext(second)
        await taken.aclose()  # it has given its turn already, and gives no other's
        with pytest.raises(ProblemError):
            await anext(enter(Sender(large).request, parts))
        await second.aclose()

    asyncio.run(run())


@pytest.mark.parametrize("leaves", [True, False])
def test_whoever_is_gone_is_no_longer_worked_for(*, leaves: bool) -> None:
    async def run() -> None:
        sender = Sender(b'{"a": 1}' + b" " * bodies.WATCHED_BYTES)
        body = bodies._json_body(too_large)(sender.request, parts_with())
        received = await anext(body)
        if leaves:
            sender.leaves.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if leaves:
            with pytest.raises(CallerGoneError):
                read_document(received.content, "json", received.bounds)
        else:
            assert read_document(received.content, "json", received.bounds).value == {"a": 1}
        await body.aclose()

    asyncio.run(run())


def test_of_a_batch_whose_caller_leaves_no_further_item_is_decided(client: TestClient) -> None:
    workplace = client.app.state.parts.workplace  # type: ignore[attr-defined]
    inputs = {f"a{i}": json.loads(application()) for i in range(30)}
    batch = read_document(json.dumps({"inputs": inputs}).encode(), "json")
    asked, lock = 0, threading.Lock()

    def leaves_at_the_third() -> None:
        nonlocal asked
        with lock:
            asked += 1
            if asked > 2:
                raise CallerGoneError(Message("error.caller-gone"), Message("x"))

    with pytest.raises(CallerGoneError):
        decide_batch(
            workplace,
            lambda: (batch, list(inputs)),
            program="kprogram-2026",
            go_on=leaves_at_the_third,
        )
    assert recorded(client) == 0


def test_while_a_batch_waits_for_the_disk_its_document_is_gone(client: TestClient) -> None:
    """Also where some of it is refused: another one is read meanwhile, and there is memory for one."""
    workplace = client.app.state.parts.workplace  # type: ignore[attr-defined]
    inputs = {"good": json.loads(application()), "bad": {"people": [{}]}, "other": 1}
    kept: list[weakref.ref[Document]] = []

    def read() -> tuple[Document, list[str]]:
        batch = read_document(json.dumps({"inputs": inputs}).encode(), "json")
        kept.append(weakref.ref(batch))
        return batch, list(inputs)

    waiting: list[Document | None] = []
    items = decide_batch(
        workplace,
        read,
        program="kprogram-2026",
        on_decided=lambda: waiting.append(kept[0]()),
    )
    assert waiting == [None]
    refused = [item.result for item in items if isinstance(item.result, TejunError)]
    assert len(refused) == 2
    assert all(error.detail.in_("ja") and error.advice.in_("ja") for error in refused)


EXTREMES = {
    "known_at": [
        *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59%2B00:01"),
        *("0001-01-01T00:00:00-23:59", "2026-01-01T00:00:00%2B24:00", "2026-01-01T24:00:00Z"),
    ],
    "as_of": ["0001-01-01", "9999-12-31", "0000-01-01"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in EXTREMES.items() for value in values]
)
def test_the_ends_of_time_are_days_like_others_or_refused(
    client: TestClient, name: str, value: str
) -> None:
    for path in _paths_with(client, name):
        answer = client.get(f"{path.format(program='kprogram-2026')}?{name}={value}")
        assert answer.status_code in {200, 404, 422}, answer.text
    if name == "as_of":
        answer = client.post(f"{PRECHECKS}?as_of={value}", content=application(), headers=JSON)
        assert answer.status_code in {201, 404, 422}, answer.text
