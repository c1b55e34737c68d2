"""Which changes brought what about: what is named was seen so, none of it could be left out, and the search ends."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.audit.causes import MOST_TRIED, Found, Limits, Search

Undone = frozenset[int]
COUNT = 7
NO_END = Limits()
NUMBERS = st.integers(0, COUNT - 1)
NEEDED = st.lists(st.frozensets(NUMBERS, min_size=1, max_size=4), min_size=1, max_size=3)
"""Sets of changes, any of which has to be undone as a whole for a thing to be as it was."""


class World:
    """Things that are back where one of their sets is undone; of what is in `nothing`, nothing comes out."""

    def __init__(
        self, needed: Mapping[str, Iterable[Undone]], nothing: Iterable[Undone] = ()
    ) -> None:
        self.needed = needed
        self.nothing = set(nothing)
        self.asked: list[Undone] = []

    def ask(self, undone: Undone) -> Mapping[str, bool] | None:
        self.asked.append(undone)
        if undone in self.nothing:
            return None
        return {thing: any(each <= undone for each in sets) for thing, sets in self.needed.items()}

    def is_back(self, thing: str, undone: Undone) -> bool:
        found = self.ask(undone)
        return found is not None and found[thing]

    def search(
        self, count: int = COUNT, *, limits: Limits = NO_END, ticks: float = 0
    ) -> Found[str]:
        now = iter(range(1_000_000))
        search = Search(count, self.ask, clock=lambda: next(now) * ticks, limits=limits)
        return search.find(dict.fromkeys(self.needed, True), lambda _: frozenset())


@given(NEEDED, NEEDED, st.frozensets(st.frozensets(NUMBERS, min_size=1, max_size=3), max_size=4))
def test_what_is_named_brings_it_back_and_nothing_of_it_could_be_left_out(
    first: list[Undone], second: list[Undone], nothing: frozenset[Undone]
) -> None:
    world = World({"first": first, "second": second}, nothing)
    found = world.search()
    assert found.stopped is None
    for thing, causes in found.causes.items():
        assert causes
        for together in causes:
            assert world.is_back(thing, frozenset(together))
            assert not any(world.is_back(thing, frozenset(fewer)) for fewer in smaller(together))


def smaller(together: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    """All smaller sets of a small one; of a large one those that lack one change, and single ones."""
    least = 1 if len(together) <= MOST_TRIED else len(together) - 1
    for size in {1, *range(least, len(together))} - {len(together)}:
        yield from combinations(together, size)


@given(NEEDED)
def test_each_change_that_brings_it_back_alone_is_named(needed: list[Undone]) -> None:
    world = World({"thing": needed})
    alone = tuple((n,) for n in range(COUNT) if world.is_back("thing", frozenset({n})))
    [causes] = world.search().causes.values()
    if alone:
        assert causes == alone
    else:
        assert len(causes) == 1


def test_the_same_is_asked_once() -> None:
    world = World({"first": [frozenset({1, 2, 3})], "second": [frozenset({1, 2, 3})]})
    found = world.search()
    assert found.causes == {"first": ((1, 2, 3),), "second": ((1, 2, 3),)}
    assert len(world.asked) == len(set(world.asked)) == found.evaluations


def test_of_many_changes_few_questions_find_the_few() -> None:
    world = World({"thing": [frozenset({17, 203})]})
    found = world.search(256)
    assert found.causes == {"thing": ((17, 203),)}
    assert found.evaluations < 256 + 50


@pytest.mark.parametrize(
    ("limits", "ticks", "stopped"),
    [(Limits(evaluations=9), 0, "evaluations"), (Limits(seconds=9.5), 1, "seconds")],
)
def test_it_ends_within_its_limits_and_says_so(limits: Limits, ticks: int, stopped: str) -> None:
    world = World({"alone": [frozenset({2})], "together": [frozenset({3, 4, 5})]})
    found = world.search(limits=limits, ticks=ticks)
    assert found.stopped == stopped
    assert found.causes == {"alone": ((2,),), "together": ()}
    assert found.evaluations == len(world.asked) <= 9


def test_time_that_passed_before_the_search_counts() -> None:
    world = World({"thing": [frozenset({2})]})
    limits = Limits(seconds=5)
    found = Search(COUNT, world.ask, clock=lambda: 5.0, limits=limits, began=0.0).find(
        {"thing": True}, lambda _: frozenset()
    )
    assert (found.stopped, world.asked) == ("seconds", [])


def test_looking_for_what_is_likely_is_within_the_time_too() -> None:
    things = {f"thing {i}": [frozenset({2})] for i in range(100)}
    now = iter(range(1000))
    looked: list[str] = []

    def likely(thing: str) -> frozenset[int]:
        looked.append(thing)
        return frozenset()

    search = Search(COUNT, World(things).ask, clock=lambda: next(now), limits=Limits(seconds=9))
    found = search.find(dict.fromkeys(things, True), likely)
    assert (found.stopped, len(looked)) == ("seconds", 8)


def test_what_is_asked_before_the_search_no_limit_keeps_from_being_asked() -> None:
    world = World({"thing": [frozenset({2})]})
    now = iter(range(100))
    limits = Limits(evaluations=1, seconds=50)
    search = Search(COUNT, world.ask, clock=lambda: next(now), limits=limits)
    assert [search.result(each) for each in (search.whole, frozenset[int]())] == [
        {"thing": True},
        {"thing": False},
    ]
    found = search.find({"thing": True}, lambda _: frozenset())
    assert (found.stopped, found.causes, found.evaluations) == ("evaluations", {"thing": ()}, 2)
