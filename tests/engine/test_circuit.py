"""The circuit: when an engine that fails is left alone, and when it is tried again."""

import threading

import pytest
from tejun.engine.circuit import FAILURES, OPEN_SECONDS, Breaker, Circuit

from tests.support.fakes import ManualClock


def opened(now: float = 0.0) -> Circuit:
    circuit = Circuit()
    for _ in range(FAILURES):
        circuit = circuit.failed(now)
    return circuit


def test_it_opens_after_three_failures_in_a_row() -> None:
    circuit = Circuit().failed(0.0).failed(1.0)
    assert circuit.state(1.0) == "closed"
    assert circuit.failed(2.0).state(2.0) == "open"


def test_an_answer_in_between_counts_the_failures_anew() -> None:
    circuit = Circuit().failed(0.0).failed(0.0).answered().failed(0.0).failed(0.0)
    assert circuit.state(0.0) == "closed"


def test_open_it_lets_nothing_through() -> None:
    circuit, through = opened().asked(OPEN_SECONDS - 0.01)
    assert not through
    assert circuit == opened()


def test_after_some_seconds_it_lets_one_through_and_no_second() -> None:
    assert opened().state(OPEN_SECONDS) == "half_open"
    circuit, first = opened().asked(OPEN_SECONDS)
    _, second = circuit.asked(OPEN_SECONDS + 1)
    assert (first, second) == (True, False)
    assert circuit.state(OPEN_SECONDS + 1) == "half_open"


def test_an_answer_to_the_probe_closes_it() -> None:
    circuit, _ = opened().asked(OPEN_SECONDS)
    assert circuit.answered() == Circuit()


def test_a_failed_probe_opens_it_for_as_long_again() -> None:
    circuit, _ = opened().asked(OPEN_SECONDS)
    circuit = circuit.failed(OPEN_SECONDS + 2)
    assert circuit.state(OPEN_SECONDS + 2) == "open"
    assert not circuit.asked(2 * OPEN_SECONDS + 1.9)[1]
    assert circuit.asked(2 * OPEN_SECONDS + 2)[1]


def test_a_probe_that_never_reports_back_gives_way_to_another() -> None:
    circuit, _ = opened().asked(OPEN_SECONDS)
    assert circuit.asked(2 * OPEN_SECONDS)[1]


def test_a_late_failure_while_it_is_open_does_not_extend_the_wait() -> None:
    assert opened().failed(OPEN_SECONDS - 1) == opened()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


def test_every_change_is_told_once_in_order(clock: ManualClock) -> None:
    told: list[str] = []
    breaker = Breaker(clock, told.append)
    for _ in range(FAILURES + 2):
        breaker.failed()
    assert not breaker.admits()
    assert told == ["open"]
    clock.now = OPEN_SECONDS
    states = [breaker.state]
    assert breaker.admits()
    breaker.failed()
    clock.now = 2 * OPEN_SECONDS
    assert breaker.admits()
    breaker.answered()
    breaker.answered()
    assert told == ["open", "half_open", "open", "half_open", "closed"]
    assert [*states, breaker.state] == ["half_open", "closed"]


def test_of_many_threads_that_ask_at_once_one_is_let_through(clock: ManualClock) -> None:
    breaker = Breaker(clock, lambda _: None)
    for _ in range(FAILURES):
        breaker.failed()
    clock.now = OPEN_SECONDS
    gate = threading.Barrier(16)
    admitted: list[bool] = []

    def ask() -> None:
        gate.wait()
        admitted.append(breaker.admits())

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert admitted.count(True) == 1
