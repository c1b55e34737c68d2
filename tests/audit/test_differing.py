"""What differs between two documents, and the document in which some of it is undone."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.audit.differing import ABSENT, Change, TooManyChangesError, compare
from tejun.canonical import dumps

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from("ab"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)
MEMBERS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcdef"), "x": st.integers(0, 2)}),
    unique_by=lambda member: member["id"],
    max_size=6,
)
DOCUMENTS = JSON | st.fixed_dictionaries({"people": MEMBERS})


@given(DOCUMENTS, DOCUMENTS)
def test_with_nothing_undone_it_is_the_later_one_and_with_everything_the_earlier(
    before: Any, after: Any
) -> None:
    found = compare(before, after)
    everything = range(len(found.changes))
    assert dumps(found.with_undone(())) == dumps(after)
    assert dumps(found.with_undone(everything)) == dumps(before)


@given(DOCUMENTS, DOCUMENTS)
def test_there_is_a_change_where_they_are_not_the_same_json(before: Any, after: Any) -> None:
    assert bool(compare(before, after).changes) == (dumps(before) != dumps(after))


@given(MEMBERS, MEMBERS, st.sets(st.integers(0, 8)))
def test_what_is_undone_differs_no_more_and_the_rest_still_does(
    before: Any, after: Any, some: set[int]
) -> None:
    found = compare(before, after)
    left = compare(before, found.with_undone(some))
    others = [each for number, each in enumerate(found.changes) if number not in some]
    assert contents(left.changes) == contents(others)


def contents(changes: Iterable[Change]) -> list[tuple[Any, ...]]:
    """But for orders: one may be back when a member is."""
    values = [
        (each.kind, repr(each.before), repr(each.after))
        for each in changes
        if each.kind != "reordered"
    ]
    return sorted(values)


def changed(before: Any, after: Any) -> list[tuple[Any, ...]]:
    return [
        (each.kind, each.keys_before, each.keys_after) for each in compare(before, after).changes
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 2}, [("changed", ("a",), ("a",))]),
        ({"a": 1}, {"a": True}, [("changed", ("a",), ("a",))]),
        ({"a": None}, {}, [("removed", ("a",), None)]),
        ({}, {"a": {"b": 1}}, [("added", None, ("a",))]),
        (["x", "y"], ["z", "x", "y"], [("added", None, (0,))]),
        (["x", "x"], ["x"], [("removed", (1,), None)]),
        (["x", "y"], ["y", "x"], [("reordered", (), ())]),
        ([{"a": 1}], [{"a": 2}], [("changed", (0, "a"), (0, "a"))]),
        ([], "x", [("changed", (), ())]),
    ],
)
def test_each_change_is_named_once_with_its_place_in_each(
    before: Any, after: Any, expected: list[tuple[Any, ...]]
) -> None:
    assert changed(before, after) == expected


@pytest.mark.parametrize("key", ["id", "ror", "orcid", "indicator", "item", "name", "title"])
def test_a_member_is_matched_by_what_it_is_known_by(key: str) -> None:
    old = [{key: "p", "x": 1}, {key: "q", "x": 1}]
    new = [{key: "r", "x": 1}, {key: "q", "x": 2}]
    assert changed(old, new) == [
        ("added", None, (0,)),
        ("changed", (1, "x"), (1, "x")),
        ("removed", (0,), None),
    ]


def test_a_member_put_in_front_changes_nothing_behind_it() -> None:
    found = compare([{"id": "b", "x": 1}], [{"id": "a", "x": 1}, {"id": "b", "x": 1}])
    [change] = found.changes
    assert (change.kind, change.before, change.after) == ("added", ABSENT, {"id": "a", "x": 1})


def test_of_too_many_changes_the_first_are_given() -> None:
    before, after = ({str(i): value for i in range(9)} for value in (1, 2))
    with pytest.raises(TooManyChangesError) as caught:
        compare(before, after, most=3)
    assert [change.keys_after for change in caught.value.changes] == [("0",), ("1",), ("2",)]
    assert len(compare(before, after, most=9).changes) == 9


def test_it_is_ended_from_outside() -> None:
    asked = iter([True, True, False])

    def go_on() -> None:
        if not next(asked):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        compare([[{}]], [[{}]], go_on=go_on)


def test_one_of_several_changes_is_undone_alone() -> None:
    before = {"people": [{"id": "a", "x": 1}, {"id": "b", "x": 1}], "day": 1}
    after = {"people": [{"id": "c"}, {"id": "b", "x": 2}], "day": 2}
    found = compare(before, after)
    kinds = [(each.kind, each.keys_before or each.keys_after) for each in found.changes]
    removed = kinds.index(("removed", ("people", 0)))
    assert found.with_undone({removed}) == {
        "people": [{"id": "a", "x": 1}, {"id": "c"}, {"id": "b", "x": 2}],
        "day": 2,
    }
    moved = kinds.index(("changed", ("people", 1, "x")))
    assert found.with_undone({moved})["people"] == [{"id": "c"}, {"id": "b", "x": 1}]
