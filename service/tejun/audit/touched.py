"""Which changes are where something was read.

Always holds: pure. What one reading touches is found by its own length and that of its pointers, however many changes
there are: many findings read, and many changes may be.

May not know: what changes are evaluated for.
"""

from collections.abc import Collection, Iterable, Iterator

from tejun import canonical
from tejun.audit.differing import Change

_Numbers = dict[str, list[int]]


class Touched:
    """Changes, numbered from `first`, to be found by what is read: a pointer that leads to one, into it, or to what it
    is in."""

    def __init__(self, changes: Iterable[Change], first: int = 0) -> None:
        self._at: tuple[_Numbers, _Numbers] = ({}, {})
        self._within: tuple[_Numbers, _Numbers] = ({}, {})
        for number, change in enumerate(changes, first):
            for side, keys in enumerate((change.keys_before, change.keys_after)):
                if keys is not None:
                    self._note(side, canonical.pointer(keys), number)

    def _note(self, side: int, place: str, number: int) -> None:
        self._at[side].setdefault(place, []).append(number)
        for around in _around(place):
            self._within[side].setdefault(around, []).append(number)

    def by(self, before: Collection[str], after: Collection[str]) -> frozenset[int]:
        """The numbers of the changes that are touched by what is read in the earlier and in the later document, as
        RFC 6901 pointers."""
        numbers: set[int] = set()
        for side, pointers in enumerate((before, after)):
            for pointer in pointers:
                numbers.update(self._within[side].get(pointer, ()))
                for around in _around(pointer):
                    numbers.update(self._at[side].get(around, ()))
        return frozenset(numbers)


def _around(pointer: str) -> Iterator[str]:
    """The pointer, and those that lead to what it is in."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield ""
