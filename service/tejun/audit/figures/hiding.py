"""What may be shown of counts of applications, where groups of fewer than a set number are not.

Two kinds of counts are kept apart. Groups that each application is in one of are shown exactly, and those that are too
small are given *together*: with at least one other, and never fewer than the number; groups that follow one another,
with those that come after them. Everything else that is shown of them is a sum of what is shown, so nothing can be
subtracted. What applications have in common with one another (an
application may be asked for many things) is not a sum of anything; it is rounded down to a multiple of the number, so
that the difference of two such counts is known no closer than the number, and it is never said that all have it.

Who knows these rules learns no more from what they leave out: `tests/audit/test_hiding.py` tries every small table.

Always holds: pure; the names of groups and their order make no difference.

May not know: what is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Name = TypeVar("Name")
Cells = tuple[int, ...]

FLOOR = 3
"""The least that the number may be: of two, each knows who the other is."""

AT_LEAST = 5


@dataclass(frozen=True)
class Shown(Generic[Name]):
    """Groups that are shown, by their names, and the others together; None where every group is shown.

    `members` has the names of each of them, for further tables over the same groups: it is not to be shown.
    """

    rows: Mapping[Name, Cells]
    others: Cells | None
    members: Mapping[Name, Name | None]


def fits(cells: Cells, at_least: int) -> bool:
    """Whether each count is none, or large enough."""
    return all(count == 0 or count >= at_least for count in cells)


def show(groups: Mapping[Name, Cells], at_least: int) -> Shown[Name]:
    """The groups with their cells, those that are too small put together. All of them together must fit."""
    rows = {name: cells for name, cells in groups.items() if any(cells)}
    hidden = {name for name, cells in rows.items() if not fits(cells, at_least)}
    while hidden and not _is_safe([rows[name] for name in hidden], at_least):
        rest = [sum(cells) for name, cells in rows.items() if name not in hidden]
        if not rest:
            break
        least = min(rest)  # all that are as small: which of them it was would be known by the name
        hidden |= {name for name, cells in rows.items() if sum(cells) == least}
    return Shown(
        {name: cells for name, cells in rows.items() if name not in hidden},
        _sums([rows[name] for name in hidden]) if hidden else None,
        {name: None if name in hidden else name for name in rows},
    )


def show_in_order(
    groups: Sequence[tuple[Name, Cells]], at_least: int
) -> tuple[tuple[tuple[Name, ...], Cells], ...]:
    """Groups that follow one another, each put together with those after it until there are enough, and what is left at
    the end with those before it. All of them together must fit."""
    runs: list[tuple[tuple[Name, ...], Cells]] = []
    names: tuple[Name, ...] = ()
    sums: Cells = ()
    for name, cells in groups:
        names, sums = (*names, name), _sums([sums, cells]) if names else cells
        if any(sums) and fits(sums, at_least):
            runs.append((names, sums))
            names = ()
    if names:
        runs.append((names, sums))
    while len(runs) > 1 and not (any(runs[-1][1]) and fits(runs[-1][1], at_least)):
        (before, sums_before), (last, sums_last) = runs[-2:]
        runs[-2:] = [((*before, *last), _sums([sums_before, sums_last]))]
    return tuple(runs)


def _is_safe(cells: Sequence[Cells], at_least: int) -> bool:
    """Whether they can be shown together: nobody can say what one of them has."""
    sums = _sums(cells)
    most = len(cells) * (at_least - 1)  # where each must have the most that a small group can
    return len(cells) > 1 and fits(sums, at_least) and most not in sums


def _sums(cells: Sequence[Cells]) -> Cells:
    return tuple(map(sum, zip(*cells, strict=True)))


# --- what applications have in common ------------------------------------------------------------


def rounded(count: int, whole: int, at_least: int) -> int:
    """Down to a multiple of the number, 0 for a count that is too small. Of all, and of all but a few, of `whole` it is
    the same: from how many have it nobody is to see that there are few who have not."""
    seen = max(min(count, whole - at_least + 1), 0)
    return seen - seen % at_least


def _span(count: int, whole: int, at_least: int) -> tuple[int, int]:
    """From how many to how many are rounded to the same as so many."""
    low = rounded(count, whole, at_least)
    most = low + at_least - 1
    return low, whole if rounded(whole, whole, at_least) == low else min(most, whole)


def rounded_in(
    counts: Sequence[int], sizes: Sequence[int], everywhere: int, at_least: int
) -> tuple[int, ...] | None:
    """How many of each group's applications have it, rounded; None where one of these counts, or of those that do not
    have it, would follow although it is too small. `everywhere`: of how many of all applications it is counted."""
    spans = [_span(count, size, at_least) for count, size in zip(counts, sizes, strict=True)]
    low, high = _span(everywhere, sum(sizes), at_least)
    for index, ((least, most), size) in enumerate(zip(spans, sizes, strict=True)):
        others = [span for number, span in enumerate(spans) if number != index]
        known_least = max(least, low - sum(most_of for _, most_of in others))
        known_most = min(most, high - sum(least_of for least_of, _ in others))
        parts = known_least, size - known_least
        if known_least == known_most and not fits(parts, at_least):
            return None
    return tuple(least for least, _ in spans)
