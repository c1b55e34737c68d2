"""What differs between two JSON values: nothing where they are the same, and everything where they are not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.canonical import dumps
from tejun.compare.changes import Change, find_changes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from("ab"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "x", "y"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON)
def test_a_value_does_not_differ_from_itself(value: Any) -> None:
    assert list(find_changes(value, value)) == []


@given(JSON, JSON)
def test_two_values_differ_where_they_are_not_the_same_json(before: Any, after: Any) -> None:
    assert bool(list(find_changes(before, after))) == (dumps(before) != dumps(after))


@given(JSON, JSON)
def test_the_way_back_is_the_way_there_turned_round(before: Any, after: Any) -> None:
    turned = {"added": "removed", "removed": "added"}
    there = [
        (c.path, turned.get(c.kind, c.kind), c.after, c.before) for c in find_changes(before, after)
    ]
    back = [(c.path, c.kind, c.before, c.after) for c in find_changes(after, before)]
    assert sorted(map(dumps, there)) == sorted(map(dumps, back))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 2}, [Change(("a",), "changed", 1, 2)]),
        ({"a": 1}, {"a": True}, [Change(("a",), "changed", 1, True)]),
        ({"a": {"b": 1}}, {"a": {}}, [Change(("a", "b"), "removed", before=1)]),
        ({}, {"a": {"b": 1}}, [Change(("a",), "added", after={"b": 1})]),
        (["x", "y"], ["z", "x", "y"], [Change(("-",), "added", after="z")]),
        (["x", "x"], ["x"], [Change(("-",), "removed", before="x")]),
        (["x", "y"], ["y", "x"], [Change((), "reordered", ["x", "y"], ["y", "x"])]),
        ([], "x", [Change((), "changed", [], "x")]),
    ],
)
def test_each_difference_is_reported_once(before: Any, after: Any, expected: list[Change]) -> None:
    assert list(find_changes(before, after)) == expected


def test_items_with_an_id_are_matched_by_it() -> None:
    before = [{"id": "q01", "title": "one"}, {"id": "q02", "title": "two"}]
    after = [
        {"id": "q00", "title": "new"},
        {"id": "q01", "title": "one"},
        {"id": "q02", "title": "2"},
    ]
    assert list(find_changes(before, after)) == [
        Change(("q02", "title"), "changed", "two", "2"),
        Change(("q00",), "added", after={"id": "q00", "title": "new"}),
    ]
