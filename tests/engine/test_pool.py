"""The instances of a policy: few, lent to one at a time, the warmest first."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest
from tejun.engine.embedded.instance import Instance
from tejun.engine.embedded.pool import InstancePool, PoolClosedError, PoolTimeoutError


class Fake:
    """An instance without a module."""

    def __init__(self) -> None:
        self.poisoned = False
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


class Maker:
    """Makes fakes and keeps them."""

    def __init__(self) -> None:
        self.made: list[Fake] = []

    def __call__(self) -> Instance:
        self.made.append(Fake())
        return cast("Instance", self.made[-1])


@pytest.fixture
def maker() -> Maker:
    return Maker()


def pool_of(size: int, maker: Maker, *, patience: float = 5.0) -> InstancePool:
    return InstancePool(size, maker, patience=patience)


def test_one_at_a_time_needs_one_instance(maker: Maker) -> None:
    pool = pool_of(4, maker)
    for _ in range(10):
        with pool.borrow():
            pass
    assert len(maker.made) == 1


def test_the_one_that_came_back_last_goes_out_first(maker: Maker) -> None:
    pool = pool_of(2, maker)
    with pool.borrow() as first:
        with pool.borrow() as second:
            assert first.instance is not second.instance
        with pool.borrow() as third:
            assert third.instance is second.instance
    with pool.borrow() as fourth:
        assert fourth.instance is first.instance


def test_no_instance_is_lent_twice_at_once(maker: Maker) -> None:
    pool, lent, seen = pool_of(3, maker), set[int](), []
    lock = threading.Lock()

    def use(_: int) -> None:
        with pool.borrow() as loan:
            with lock:
                seen.append(id(loan.instance) in lent)
                lent.add(id(loan.instance))
            time.sleep(0.001)
            with lock:
                lent.remove(id(loan.instance))

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(use, range(200)))
    assert seen == [False] * 200
    assert len(maker.made) <= 3


def test_whoever_waits_too_long_is_told_and_the_place_is_not_lost(maker: Maker) -> None:
    pool = pool_of(1, maker, patience=0.05)
    with pool.borrow(), pytest.raises(PoolTimeoutError), pool.borrow():
        pass
    with pool.borrow() as loan:
        assert loan.instance is cast("Instance", maker.made[0])


@pytest.mark.parametrize("how", ["poisoned", "not kept", "failed in the block"])
def test_one_that_is_not_to_be_used_again_is_closed_and_replaced(how: str, maker: Maker) -> None:
    pool = pool_of(1, maker)

    def use() -> None:
        with pool.borrow() as loan:
            loan.kept = how != "not kept"
            loan.instance.poisoned = how != "not kept"
            if how == "failed in the block":
                raise ZeroDivisionError

    if how == "failed in the block":
        with pytest.raises(ZeroDivisionError):
            use()
    else:
        use()
    assert [made.closed for made in maker.made] == [1]
    assert pool.instances_recreated == 1
    with pool.borrow():
        assert len(maker.made) == 2


def test_one_that_cannot_be_made_leaves_its_place_to_the_next() -> None:
    def fail() -> Instance:
        raise ZeroDivisionError

    pool = InstancePool(1, fail, patience=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), pool.borrow():
            pass


def test_closing_tells_whoever_waits_and_closes_what_comes_back(maker: Maker) -> None:
    pool = pool_of(1, maker)
    with ThreadPoolExecutor(1) as threads, pool.borrow():
        waiting = threads.submit(pool.borrow().__enter__)
        time.sleep(0.05)
        pool.close()
        assert isinstance(waiting.exception(timeout=2), PoolClosedError)
        assert maker.made[0].closed == 0
    assert maker.made[0].closed == 1
    assert pool.instances_recreated == 0
    with pytest.raises(PoolClosedError), pool.borrow():
        pass
