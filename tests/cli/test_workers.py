"""Workers beside one another: each on a core of its own, and connections where there are fewest."""

import asyncio
import multiprocessing
import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from multiprocessing.connection import Connection

import pytest
from tejun.cli import listener
from tejun.cli.door import Door, Limits
from tejun.cli.listener import LEFT_SECONDS, LONGEST_SECONDS, Listener, patience
from tejun.cli.tally import find_tally, make_tally
from tejun.cli.workers import begin_worker, core_for, tally_of_worker

SPAWN = multiprocessing.get_context("spawn")


@pytest.mark.parametrize(
    ("number", "taken", "core"),
    [
        (0, [], 2),
        (1, [], 4),
        (2, [], 6),
        (3, [], 2),
        (0, [{2}], 4),
        (1, [{2}, {4}], 6),
        (5, [{2}, {6}, {2, 4, 6}], 4),
        (0, [{2, 4, 6}, {2, 4, 6}], 2),
        (1, [{2}, {4}, {6}], 4),
    ],
)
def test_the_core_that_the_fewest_keep_to(number: int, taken: list[set[int]], core: int) -> None:
    assert core_for(number, {6, 2, 4}, taken) == core


def _work(workers: int, pipe: Connection) -> None:
    begin_worker(workers)
    pipe.send(os.sched_getaffinity(0))
    pipe.recv()


@pytest.fixture
def two_cores() -> Iterator[set[int]]:
    """This process may use two cores, and no others."""
    before = os.sched_getaffinity(0)
    two = set(sorted(before)[:2])
    assert len(two) == 2, "these tests want two cores"
    os.sched_setaffinity(0, two)
    yield two
    os.sched_setaffinity(0, before)


@pytest.mark.parametrize(("workers", "kept"), [(2, True), (1, False), (3, False)])
def test_where_there_is_one_for_each_core_each_keeps_to_its_own(
    two_cores: set[int], workers: int, *, kept: bool
) -> None:
    started = []
    for _ in range(2):
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=_work, args=(workers, theirs))
        process.start()
        started.append((process, ours))
    found = [pipe.recv() for _, pipe in started]
    for process, pipe in started:
        pipe.send(None)
        process.join()
    if kept:
        assert sorted(map(list, found)) == [[core] for core in sorted(two_cores)]
    else:
        assert found == [two_cores, two_cores]


def test_a_process_that_nobody_started_goes_where_it_is_sent(two_cores: set[int]) -> None:
    begin_worker(2)
    assert os.sched_getaffinity(0) == two_cores


# --- connections ------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of this process stays as it is."""
    monkeypatch.setattr(listener, "keep_seldom", lambda: None)


class Silent(asyncio.Protocol):
    """Takes a connection and says nothing."""


class _Door(Door):
    """One with so many connections already."""

    def __init__(self, count: int) -> None:
        super().__init__(Limits(99, 99, head_seconds=9, body_seconds=9), lambda: 0.0)
        self._count = count


def test_who_has_more_waits_longer_and_never_long() -> None:
    waits = [patience(count) for count in (0, 1, 2, 8, 100, 10_000)]
    assert waits == sorted(set(waits))
    assert waits[0] == 0
    assert all(count / patience(count) > 1000 for count in range(1, 1000)), (
        "so many get in a second"
    )
    assert waits[-1] < LONGEST_SECONDS <= 0.01


@pytest.mark.parametrize(("loaded", "idle", "takes"), [(8, 0, 1), (0, 8, 0), (9, 2, 1), (3, 40, 0)])
def test_a_connection_goes_to_the_worker_that_has_fewer(
    monkeypatch: pytest.MonkeyPatch, loaded: int, idle: int, takes: int
) -> None:
    monkeypatch.setattr(listener, "is_worker", lambda: True)
    monkeypatch.setattr(listener, "LONGEST_SECONDS", 1.0)
    assert _taken_by(monkeypatch, [loaded, idle]) == takes


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """This process is the supervisor of two; the descriptor of their tally."""
    made = make_tally(2)
    assert made is not None
    yield made
    os.close(made)


def _places(tally: int) -> list[tuple[int, int]]:
    return list(struct.iter_unpack("=qq", os.pread(tally, 1000, 0)))


def test_each_worker_writes_a_place_of_its_own_and_sees_the_others(tally: int) -> None:
    first = find_tally(os.getpid(), [])
    assert first is not None
    assert first.fewest() is None, "there is no other yet"
    first.write(7)
    second = find_tally(os.getpid(), [os.getpid()])
    assert second is not None
    assert (first.fewest(), second.fewest()) == (0, 7)
    second.write(3)
    assert first.fewest() == 3
    assert _places(tally) == [(os.getpid(), 7), (os.getpid(), 3)]


def test_who_comes_in_place_of_another_has_its_place(tally: int) -> None:
    os.pwrite(tally, struct.pack("=qqqq", 11, 5, 12, 6), 0)
    assert find_tally(os.getpid(), [11, 12]) is None, "each has one that lives"
    found = find_tally(os.getpid(), [11, os.getpid()])
    assert found is not None
    assert found.fewest() == 5
    assert _places(tally) == [(11, 5), (os.getpid(), 0)]


def test_without_a_supervisor_or_its_file_there_is_no_tally() -> None:
    assert tally_of_worker() is None
    assert find_tally(os.getpid(), []) is None


def test_where_a_system_has_no_such_files_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create")
    assert make_tally(2) is None


@pytest.mark.parametrize(
    ("own", "fewest", "leaves"), [(0, 0, False), (5, 5, False), (4, 5, False), (6, 5, True)]
)
def test_a_connection_is_left_to_who_has_fewer_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, tally: int, own: int, fewest: int, *, leaves: bool
) -> None:
    os.pwrite(tally, struct.pack("=qq", 11, fewest), 0)
    monkeypatch.setattr(listener, "is_worker", lambda: True)
    monkeypatch.setattr(listener, "tally_of_worker", lambda: find_tally(os.getpid(), [11]))
    begun = time.perf_counter()
    assert _taken_by(monkeypatch, [own]) == 0
    assert (time.perf_counter() - begun > LEFT_SECONDS * 0.9) == leaves


class _CountingDoor(_Door):
    """One whose connections say nothing, and stay."""

    def take(self) -> asyncio.BaseProtocol:
        self._count += 1
        self.on_count(1)
        return Silent()


def _keep_waiting() -> None:
    """What the threads of a worker do to its loop."""
    time.sleep(0.02)


def _listen(shared: socket.socket, pipe: Connection) -> None:
    """A worker that takes connections until it is told to end."""
    door = _CountingDoor(0)
    patch = pytest.MonkeyPatch()  # for good: this is a process of its own
    patch.setattr(listener, "door_of", lambda _: door)
    patch.setattr(listener, "keep_seldom", lambda: None)
    # longer than a busy machine keeps a worker waiting
    patch.setattr(listener, "LEFT_SECONDS", 1.0)

    async def run() -> None:
        one = Listener(asyncio.get_running_loop(), [shared], door.take, 8)
        pipe.send(None)
        while not pipe.poll():
            _keep_waiting()
            await asyncio.sleep(0.001)
        one.close()

    asyncio.run(run())


def _wait_for(tally: int, connections: int) -> None:
    """Until the workers have so many between them."""
    until = time.monotonic() + 30
    while sum(count for _, count in _places(tally)) < connections:
        assert time.monotonic() < until, f"{_places(tally)} of {connections}"
        time.sleep(0.02)


def test_workers_that_are_busy_have_about_as_many_each(tally: int) -> None:
    """Whoever has waited takes several, whatever another one took in the meantime."""
    shared = socket.create_server(("127.0.0.1", 0))
    workers = []
    for _ in range(2):
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=_listen, args=(shared, theirs))
        process.start()
        workers.append((process, ours))
    for _, pipe in workers:
        pipe.recv()
    with ExitStack() as kept:
        kept.enter_context(shared)
        for count, in_all in ((3, 3), (1, 4), (4, 8)):
            for _ in range(count):
                kept.enter_context(socket.create_connection(shared.getsockname()))
            _wait_for(tally, in_all)
        found = [count for _, count in _places(tally)]
        for process, pipe in workers:
            pipe.send(None)
            process.join()
    assert sum(found) == 8
    assert abs(found[0] - found[1]) <= 2


def test_who_is_alone_takes_it_though_it_has_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "is_worker", lambda: True)
    assert _taken_by(monkeypatch, [5000]) == 0


def test_who_comes_in_great_numbers_is_not_kept_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """One connection for each wait would let in a hundred or so a second."""
    monkeypatch.setattr(listener, "is_worker", lambda: True)
    monkeypatch.setattr(listener, "door_of", lambda _: _Door(30))

    async def run() -> float:
        loop = asyncio.get_running_loop()
        shared = socket.create_server(("127.0.0.1", 0))
        taken = asyncio.Semaphore(0)
        one = Listener(loop, [shared], partial(_count_taken, taken), 300)
        callers = [asyncio.open_connection(*shared.getsockname()) for _ in range(240)]
        begun = loop.time()
        opened = await asyncio.gather(*callers)
        for _ in opened:
            await asyncio.wait_for(taken.acquire(), 10)
        took = loop.time() - begun
        for _, writer in opened:
            writer.close()
        one.close()
        await one.wait_closed()
        return took

    assert asyncio.run(run()) < 1.0


def _count_taken(taken: asyncio.Semaphore) -> asyncio.BaseProtocol:
    taken.release()
    return Silent()


def _taken_by(monkeypatch: pytest.MonkeyPatch, counts: list[int]) -> int:
    """Which of the listeners on one socket, with so many connections each, takes the one that comes."""

    async def run() -> int:
        loop = asyncio.get_running_loop()
        shared = socket.create_server(("127.0.0.1", 0))
        taken: asyncio.Future[int] = loop.create_future()
        listeners = []
        for number, count in enumerate(counts):
            monkeypatch.setattr(listener, "door_of", lambda _, count=count: _Door(count))
            made = partial(_say_taken, taken, number)
            listeners.append(Listener(loop, [shared.dup()], made, 8))
        _, writer = await asyncio.open_connection(*shared.getsockname())
        found = await asyncio.wait_for(taken, 5)
        writer.close()
        for each in listeners:
            each.close()
            await each.wait_closed()
        shared.close()
        return found

    return asyncio.run(run())


def _say_taken(taken: asyncio.Future[int], number: int) -> asyncio.BaseProtocol:
    taken.set_result(number)
    return Silent()
