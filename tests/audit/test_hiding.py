"""What is not shown cannot be worked out from what is: every small table, by who knows the rules."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.audit.figures.hiding import (
    FLOOR,
    Cells,
    Shown,
    fits,
    rounded,
    rounded_in,
    show,
    show_in_order,
)

from tests.support.sample import is_long

Table = tuple[Cells, ...]


def tables(groups: int, columns: int, most: int) -> Iterator[Table]:
    for counts in product(range(most + 1), repeat=groups * columns):
        yield tuple(counts[row * columns : (row + 1) * columns] for row in range(groups))


def sums(table: Table) -> Cells:
    return tuple(map(sum, zip(*table, strict=True)))


def seen_of(shown: Shown[int]) -> Any:
    """All that a reader has."""
    return frozenset(shown.rows.items()), shown.others


SMALL = [
    *((groups, 1, most, at_least) for at_least in (3, 4, 5) for groups, most in ((2, 12), (3, 9))),
    *((4, 1, 8, at_least) for at_least in (3, 4)),
    (5, 1, 5, 3),
    (2, 2, 9, 3),
    *([(2, 2, 10, 4), (2, 3, 5, 3), (3, 2, 6, 3), (4, 2, 3, 3)] if is_long() else [(3, 2, 4, 3)]),
]


@pytest.mark.parametrize(("groups", "columns", "most", "at_least"), SMALL)
def test_no_small_count_follows_from_what_is_shown(
    groups: int, columns: int, most: int, at_least: int
) -> None:
    """By somebody who knows which groups there may be, and how it is decided what is shown."""
    possible: dict[Any, list[Table]] = defaultdict(list)
    for table in tables(groups, columns, most):
        if fits(sums(table), at_least):
            possible[seen_of(show(dict(enumerate(table)), at_least))].append(table)
    hidden = 0
    for (rows, others), found in possible.items():
        if others is None or max(others) > most:  # not all tables that look so were tried
            continue
        for group in set(range(groups)) - {name for name, _ in rows}:
            for column in range(columns):
                values = {table[group][column] for table in found}
                hidden += max(values) > 0
                assert len(values) > 1 or fits(tuple(values), at_least), (rows, others)
    assert hidden


@pytest.mark.parametrize(("groups", "columns", "most", "at_least"), SMALL)
def test_no_small_count_follows_from_groups_in_order(
    groups: int, columns: int, most: int, at_least: int
) -> None:
    possible: dict[Any, list[Table]] = defaultdict(list)
    for table in tables(groups, columns, most):
        whole = sums(table)
        if any(whole) and fits(whole, at_least):
            possible[show_in_order(tuple(enumerate(table)), at_least)].append(table)
    hidden = 0
    for runs, found in possible.items():
        assert all(fits(cells, at_least) and any(cells) for _, cells in runs)
        assert [name for names, _ in runs for name in names] == list(range(groups))
        for names, cells in runs:
            if len(names) == 1 or max(cells) > most:
                continue
            for group, column in product(names, range(columns)):
                values = {table[group][column] for table in found}
                hidden += max(values) > 0
                assert len(values) > 1 or fits(tuple(values), at_least), runs
    assert hidden


def test_a_rule_that_hides_small_groups_alone_would_be_seen() -> None:
    """Were the smallest not put beside it, a single group would follow."""
    possible: dict[Any, set[int]] = defaultdict(set)
    for (one,), (other,) in tables(2, 1, 9):
        shown = {name: count for name, count in enumerate((one, other)) if count >= 3}
        possible[frozenset(shown.items()), one + other].add(one)
    assert any(len(values) == 1 and 0 < min(values) < 3 for values in possible.values())


counts = st.integers(0, 30)


@given(
    st.dictionaries(st.text(max_size=3), st.tuples(counts, counts, counts), max_size=8),
    st.integers(FLOOR, 9),
)
def test_what_is_shown_is_none_or_large_enough_and_adds_up(
    groups: dict[str, Cells], at_least: int
) -> None:
    whole = sums((*groups.values(), (0, 0, 0)))
    if not fits(whole, at_least):
        return
    shown = show(groups, at_least)
    parts = [*shown.rows.values(), *([] if shown.others is None else [shown.others])]
    assert all(fits(cells, at_least) and any(cells) for cells in parts)
    assert sums((*parts, (0, 0, 0))) == whole
    assert all(groups[name] == cells for name, cells in shown.rows.items())
    if all(fits(cells, at_least) for cells in groups.values()):
        assert shown.others is None
    else:
        assert shown.others is not None
        assert list(shown.members.values()).count(None) > 1
    backwards = dict(reversed(groups.items()))
    assert show(backwards, at_least) == shown


# --- what applications have in common ------------------------------------------------------------


def test_a_count_is_rounded_down() -> None:
    assert [rounded(count, 99, 5) for count in (0, 4, 5, 9, 10, 14)] == [0, 0, 5, 5, 10, 10]


def test_all_and_all_but_a_few_are_the_same() -> None:
    assert [rounded(count, 20, 5) for count in (14, 15, 19, 20)] == [10, 15, 15, 15]
    assert [rounded(count, count, 5) for count in (4, 8, 9, 13, 14)] == [0, 0, 5, 5, 10]


@pytest.mark.parametrize("sizes", [(3,), (4, 3), (6, 8), (7, 8), (3, 4, 5), (5, 6, 4)])
@pytest.mark.parametrize("at_least", [3, 4])
def test_no_small_part_of_a_group_follows_from_rounded_counts(
    sizes: tuple[int, ...], at_least: int
) -> None:
    """Neither of those that have it, nor of those that have not."""
    possible: dict[Any, list[Cells]] = defaultdict(list)
    for found in product(*(range(size + 1) for size in sizes)):
        everywhere = sum(found)
        shown = (
            rounded_in(found, sizes, everywhere, at_least),
            rounded(everywhere, sum(sizes), at_least),
        )
        possible[shown].append(found)
    for (shown_in, _), each in possible.items():
        if shown_in is None:
            continue
        for group, size in enumerate(sizes):
            values = {found[group] for found in each}
            [first, *others] = values
            assert others or (fits((first,), at_least) and fits((size - first,), at_least))


def test_where_one_would_follow_none_is_shown() -> None:
    """All of four and two of five are six: of the five it must be two at least, and fewer than three."""
    assert rounded_in((4, 2), (4, 5), 6, 3) is None
    assert rounded_in((4, 3), (4, 5), 7, 3) == (0, 3)
