"""Which of several changes brought what about: found by undoing some of them and asking what comes out.

Of each thing that came out otherwise, sets of changes are named: undoing one of these sets brings back what was. A set
of one is named for every change that does so alone; where none does, one set is, and none of it could be left out: of a
set of no more than `MOST_TRIED` no subset brings it back, of a larger one none that lacks one change alone.

Always holds: nothing is named that was not seen so. Questions and time are bounded: what was not found within them has
no set. The same question is asked once.

May not know: what changes are, or how the question is answered.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Generic, Literal, TypeVar

MOST_TRIED = 4

Stop = Literal["evaluations", "seconds", "changes"]
Causes = tuple[tuple[int, ...], ...]
"""Sets of changes, by their numbers from 0."""

Thing = TypeVar("Thing", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Limits:
    """For how many questions, for how long, and among how many changes is looked."""

    evaluations: int = 600
    seconds: float = 20.0
    changes: int = 2000


@dataclass(frozen=True)
class Found(Generic[Thing]):
    """The sets of each thing that came out otherwise; `stopped` says what ended the search before all was found."""

    causes: Mapping[Thing, Causes]
    evaluations: int
    stopped: Stop | None


class _StoppedError(Exception):
    def __init__(self, why: Stop) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class Search(Generic[Thing, Value]):
    """One search among changes that are numbered from 0 to `count`.

    `ask` gives what comes out where some are undone; None where nothing does. `clock` gives seconds that only grow;
    `began` is when the time that is bounded did, where that is not when the search does.
    """

    count: int
    ask: Callable[[frozenset[int]], Mapping[Thing, Value] | None]
    clock: Callable[[], float]
    limits: Limits
    began: float | None = None
    _known: dict[frozenset[int], Mapping[Thing, Value] | None] = field(
        default_factory=dict, init=False
    )
    _until: float = field(default=0.0, init=False)

    @property
    def whole(self) -> frozenset[int]:
        """All of the changes."""
        return frozenset(range(self.count))

    def result(self, undone: frozenset[int]) -> Mapping[Thing, Value] | None:
        """What comes out where these are undone; it counts as a question, and no limit keeps it from being asked."""
        if undone not in self._known:
            self._known[undone] = self.ask(undone)
        return self._known[undone]

    def find(
        self, wanted: Mapping[Thing, Value | None], likely: Callable[[Thing], frozenset[int]]
    ) -> Found[Thing]:
        """What brings back each of the wanted values (None: that there is nothing), which undoing all of them does.

        `likely` are the changes that have to do with a thing, where that can be said beforehand: with them is begun.
        """
        began = self.clock() if self.began is None else self.began
        self._until = began + self.limits.seconds
        causes: dict[Thing, Causes] = dict.fromkeys(wanted, ())
        stopped: Stop | None = None
        try:
            self._alone(wanted, likely, causes)
            for thing, value in wanted.items():
                if not causes[thing]:
                    causes[thing] = (self._together(thing, value, likely(thing)),)
        except _StoppedError as error:
            stopped = error.why
        return Found(causes, len(self._known), stopped)

    def _alone(
        self,
        wanted: Mapping[Thing, Value | None],
        likely: Callable[[Thing], frozenset[int]],
        causes: dict[Thing, Causes],
    ) -> None:
        """Notes each change that brings something back alone."""
        alone: dict[Thing, list[tuple[int]]] = {thing: [] for thing in wanted}
        try:
            for number in _in_order(self.whole, map(self._in_time(likely), wanted)):
                undone = frozenset({number})
                for thing, value in wanted.items():
                    if self._brings_back(undone, thing, value):
                        alone[thing].append((number,))
        finally:
            causes |= {thing: tuple(sorted(found)) for thing, found in alone.items()}

    def _in_time(
        self, likely: Callable[[Thing], frozenset[int]]
    ) -> Callable[[Thing], frozenset[int]]:
        """The same, within the time: of many things among many changes that takes long by itself."""

        def of(thing: Thing) -> frozenset[int]:
            self._require_time()
            return likely(thing)

        return of

    def _require_time(self) -> None:
        if self.clock() >= self._until:
            raise _StoppedError("seconds")

    def _brings_back(self, undone: frozenset[int], thing: Thing, value: Value | None) -> bool:
        if undone not in self._known and len(self._known) >= self.limits.evaluations:
            raise _StoppedError("evaluations")
        self._require_time()
        result = self.result(undone)
        return result is not None and result.get(thing) == value

    def _together(
        self, thing: Thing, value: Value | None, likely: frozenset[int]
    ) -> tuple[int, ...]:
        """The changes that bring it back together, none of which could be left out."""

        def brings_back(undone: frozenset[int]) -> bool:
            return self._brings_back(undone, thing, value)

        seen = (undone for undone in sorted(self._known, key=len) if brings_back(undone))
        smallest = next(seen, self.whole)
        if likely < smallest and brings_back(likely):
            smallest = likely
        found = _without_more(smallest, brings_back)
        return tuple(sorted(_smallest(found, brings_back)))


def _in_order(whole: frozenset[int], likely: Iterable[frozenset[int]]) -> list[int]:
    """All of them, those first that have to do with anything."""
    first: set[int] = set()
    for some in likely:  # one at a time: all of them at once take their product of room
        first |= some
    return [*sorted(first), *sorted(whole - first)]


def _without_more(
    undone: frozenset[int], brings_back: Callable[[frozenset[int]], bool]
) -> frozenset[int]:
    """The set without whatever can be left out, part by part, then one by one (Zeller's ddmin, complements alone)."""
    parts = 2
    while len(undone) > 1:
        smaller = next((s for s in _complements(undone, parts) if brings_back(s)), None)
        if smaller is not None:
            undone, parts = smaller, max(parts - 1, 2)
        elif parts < len(undone):
            parts = min(2 * parts, len(undone))
        else:
            break
    return undone


def _complements(undone: frozenset[int], parts: int) -> Iterator[frozenset[int]]:
    """The set without one of so many parts of it, of each in turn."""
    numbers = sorted(undone)
    parts = min(parts, len(numbers))
    bounds = [len(numbers) * i // parts for i in range(parts + 1)]
    for start, end in pairwise(bounds):
        yield undone - frozenset(numbers[start:end])


def _smallest(
    undone: frozenset[int], brings_back: Callable[[frozenset[int]], bool]
) -> frozenset[int]:
    """Of a small set the smallest that does the same."""
    if len(undone) > MOST_TRIED:
        return undone
    smaller = (
        frozenset(some)
        for size in range(2, len(undone))
        for some in combinations(sorted(undone), size)
    )
    return next((some for some in smaller if brings_back(some)), undone)
