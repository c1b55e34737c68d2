"""One thread writes for all: in groups, all or nothing, and it outlives every failure."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from tejun.errors import StoreError
from tejun.store.records import Record
from tejun.store.writer import MAX_BATCH, Writer
from tejun.words import Bilingual

from tests.support.records import record

FAILED = StoreError(Bilingual(ja="失敗", en="it failed"), Bilingual(ja="再試行", en="try again"))


class Gate:
    """A commit that waits at a gate, so that a test decides what waits behind it."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.reached = threading.Event()
        self.batches: list[Sequence[Record]] = []
        self.fails: Callable[[Sequence[Record]], Exception | None] = lambda batch: None

    def commit(self, batch: Sequence[Record]) -> Sequence[Record]:
        self.reached.set()
        self.open.wait(10)
        self.batches.append(batch)
        error = self.fails(batch)
        if error is not None:
            raise error
        return batch


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open.set()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_what_waits_together_is_committed_together(gate: Gate) -> None:
    writer = Writer(gate.commit, timeout_seconds=5, limit=100)
    with ThreadPoolExecutor(11) as pool:
        first = pool.submit(writer.append, record())
        gate.reached.wait(5)
        rest = [pool.submit(writer.append, record()) for _ in range(10)]
        wait_for(lambda: writer._queue.qsize() == 10)
        gate.open.set()
        assert [future.result() for future in (first, *rest)]
    writer.close()
    assert [len(batch) for batch in gate.batches] == [1, 10]


def test_a_group_has_a_largest_size(gate: Gate) -> None:
    writer = Writer(gate.commit, timeout_seconds=5, limit=1000)
    with ThreadPoolExecutor(2 * MAX_BATCH + 1) as pool:
        futures = [pool.submit(writer.append, record())]
        gate.reached.wait(5)
        futures += [pool.submit(writer.append, record()) for _ in range(2 * MAX_BATCH)]
        wait_for(lambda: writer._queue.qsize() == 2 * MAX_BATCH)
        gate.open.set()
        for future in futures:
            future.result()
    writer.close()
    assert [len(batch) for batch in gate.batches] == [1, MAX_BATCH, MAX_BATCH]


def test_what_one_caller_has_is_committed_together_however_much_it_is(gate: Gate) -> None:
    writer = Writer(gate.commit, timeout_seconds=5, limit=1)
    together = [record() for _ in range(2 * MAX_BATCH)]
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(writer.append, record())
        gate.reached.wait(5)
        rest = pool.submit(writer.append_all, together)
        wait_for(lambda: writer._queue.qsize() == 1)
        gate.open.set()
        first.result()
        assert rest.result() == together
    writer.close()
    assert gate.batches[1:] == [together]


def test_of_what_one_caller_has_all_is_written_or_nothing(gate: Gate) -> None:
    gate.open.set()
    together = [record() for _ in range(3)]
    gate.fails = lambda batch: FAILED if together[2] in batch else None
    writer = Writer(gate.commit, timeout_seconds=5, limit=100)
    with pytest.raises(StoreError):
        writer.append_all(together)
    assert writer.append_all(together[:2]) == together[:2]
    writer.close()
    assert [len(batch) for batch in gate.batches] == [3, 2]


def test_a_failing_group_fails_each_of_its_callers_and_the_next_one_goes_on(gate: Gate) -> None:
    gate.open.set()
    bad = record()
    gate.fails = lambda batch: FAILED if bad in batch else None
    writer = Writer(gate.commit, timeout_seconds=5, limit=100)
    with pytest.raises(StoreError) as error:
        writer.append(bad)
    assert error.value.detail == FAILED.detail
    good = record()
    assert writer.append(good) is good
    writer.close()


def test_the_thread_outlives_an_error_that_nobody_foresaw(gate: Gate) -> None:
    gate.open.set()
    gate.fails = lambda batch: ZeroDivisionError() if len(gate.batches) == 1 else None
    writer = Writer(gate.commit, timeout_seconds=5, limit=100)
    with pytest.raises(ZeroDivisionError):
        writer.append(record())
    good = record()
    assert writer.append(good) is good
    writer.close()


def test_more_than_may_wait_are_refused_at_once(gate: Gate) -> None:
    writer = Writer(gate.commit, timeout_seconds=5, limit=2)
    with ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(writer.append, record())]
        gate.reached.wait(5)
        futures += [pool.submit(writer.append, record()) for _ in range(2)]
        wait_for(lambda: writer._queue.qsize() == 2)
        with pytest.raises(StoreError) as error:
            writer.append(record())
        assert "Too much" in error.value.detail.in_("en")
        assert error.value.retryable
        gate.open.set()
        for future in futures:
            future.result()
    writer.close()


def test_a_record_that_waited_too_long_is_withdrawn_and_never_written(gate: Gate) -> None:
    writer = Writer(gate.commit, timeout_seconds=0.2, limit=100)
    late = record()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(writer.append, record())
        gate.reached.wait(5)
        with pytest.raises(StoreError) as error:
            writer.append(late)
        assert "withdrawn" in error.value.detail.in_("en")
        with pytest.raises(StoreError) as error:
            first.result()
        assert "not known" in error.value.detail.in_("en"), "it was being written: nobody can say"
    gate.open.set()
    writer.close()
    assert all(late not in batch for batch in gate.batches)


def test_closing_writes_what_waits_first(gate: Gate) -> None:
    writer = Writer(gate.commit, timeout_seconds=5, limit=100)
    with ThreadPoolExecutor(5) as pool:
        futures = [pool.submit(writer.append, record())]
        gate.reached.wait(5)
        futures += [pool.submit(writer.append, record()) for _ in range(3)]
        wait_for(lambda: writer._queue.qsize() == 3)
        closing = pool.submit(writer.close)
        gate.open.set()
        closing.result(5)
        for future in futures:
            future.result()
    assert sum(map(len, gate.batches)) == 4
    with pytest.raises(StoreError):
        writer.append(record())
