"""What a bundle holds: it reads as plain JSON values, and nobody can change it, at any depth."""

import copy
import json
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema_rs
import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tejun.bundle.archive import Bundle
from tejun.bundle.frozen import FrozenDict, FrozenList, freeze

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)

DICT_CHANGES: dict[str, Callable[[Any], Any]] = {
    "set": lambda value: value.__setitem__("a", 1),
    "delete": lambda value: value.__delitem__("a"),
    "or": lambda value: value.__ior__({"a": 1}),
    "clear": lambda value: value.clear(),
    "pop": lambda value: value.pop("a"),
    "popitem": lambda value: value.popitem(),
    "setdefault": lambda value: value.setdefault("b", 1),
    "update": lambda value: value.update(a=1),
}
LIST_CHANGES: dict[str, Callable[[Any], Any]] = {
    "set": lambda value: value.__setitem__(0, 1),
    "delete": lambda value: value.__delitem__(0),
    "add": lambda value: value.__iadd__([1]),
    "times": lambda value: value.__imul__(2),
    "append": lambda value: value.append(1),
    "clear": lambda value: value.clear(),
    "extend": lambda value: value.extend([1]),
    "insert": lambda value: value.insert(0, 1),
    "pop": lambda value: value.pop(),
    "remove": lambda value: value.remove(1),
    "reverse": lambda value: value.reverse(),
    "sort": lambda value: value.sort(),
}


def pickled(value: Any) -> Any:
    """What another process gets of it."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


def containers(value: Any) -> Iterator[Any]:
    """The dicts and lists in a value, itself among them."""
    if isinstance(value, (dict, list)):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from containers(item)


@given(JSON)
def test_it_reads_serialises_and_pickles_as_the_value_that_it_was(value: Any) -> None:
    made = freeze(value)
    assert made == value
    assert orjson.dumps(made) == orjson.dumps(value)
    assert json.dumps(made) == json.dumps(value)
    assert rfc8785.dumps(made) == rfc8785.dumps(value)
    assert jsonschema_rs.is_valid({"const": value}, made)
    for again in (made, pickled(made)):
        assert again == value
        assert all(type(one) in {FrozenDict, FrozenList} for one in containers(again))


@given(JSON)
def test_a_deep_copy_is_plain_and_ones_own(value: Any) -> None:
    mine = copy.deepcopy(freeze(value))
    assert mine == value
    assert all(type(one) in {dict, list} for one in containers(mine))


@pytest.mark.parametrize("change", DICT_CHANGES.values(), ids=DICT_CHANGES)
def test_no_dict_can_be_changed(change: Callable[[Any], Any]) -> None:
    change({"a": 1})  # a plain one can
    made = freeze({"outer": [{"a": 1}]})
    with pytest.raises(TypeError, match="cannot be changed"):
        change(made["outer"][0])
    assert made == {"outer": [{"a": 1}]}


@pytest.mark.parametrize("change", LIST_CHANGES.values(), ids=LIST_CHANGES)
def test_no_list_can_be_changed(change: Callable[[Any], Any]) -> None:
    change([1, 2])  # a plain one can
    made = freeze({"outer": [1, 2]})
    with pytest.raises(TypeError, match="cannot be changed"):
        change(made["outer"])
    assert made == {"outer": [1, 2]}


def test_a_part_of_it_or_a_copy_with_more_is_plain() -> None:
    made = freeze({"a": [1, 2, 3]})
    for mine in (made | {"b": 1}, made.copy(), copy.copy(made), {**made}):
        assert type(mine) is dict
    for mine in (made["a"][:2], made["a"] + [4], copy.copy(made["a"]), [*made["a"]]):
        assert type(mine) is list


def test_everything_in_a_bundle_is_frozen(bundle: Bundle) -> None:
    held = [bundle.data, bundle.catalog, bundle.files]
    found = [one for value in held for one in containers(value)]
    assert len(found) > 1000
    assert all(type(one) in {FrozenDict, FrozenList} for one in found)
    assert all(type(content) is bytes for content in bundle.files.values())
    with pytest.raises(AttributeError):
        bundle.revision = ""  # type: ignore[misc]


def test_a_bundle_pickles(bundle: Bundle) -> None:
    again = pickled(bundle)
    assert again == bundle
    assert again.files == bundle.files
    test_everything_in_a_bundle_is_frozen(again)
