"""Canonical JSON: the bytes of RFC 8785, whatever the order of the keys; pointers of RFC 6901."""

import json
import math

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tejun import canonical
from tejun.errors import UnreadableDocumentError
from tejun.reading import read_json

SAFE = 2**53 - 1

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-SAFE, SAFE)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


def test_a_number_without_a_fraction_is_an_integer() -> None:
    assert (
        canonical.dumps(read_json(b"[1.0, -0.0, -0, 2e3, 1e15, 999999999999999.01]"))
        == b"[1,0,0,2000,1000000000000000,999999999999999]"
    )


@given(json_values)
def test_the_canonical_form_is_rfc_8785(value: object) -> None:
    text = json.dumps(value)
    try:
        read = read_json(text.encode())
    except UnreadableDocumentError:
        assert any(abs(n) > SAFE for n in _numbers(value))
        return
    assert canonical.dumps(read) == rfc8785.dumps(read)
    assert read_json(canonical.dumps(read)) == read


@pytest.mark.parametrize(
    "value",
    [
        1e-7,
        [0, -1.2345678901234567e-10],
        {"re-use": "3e-4", "a": 5e-324},
        {"b": ":1e-7", "a": [2e-9]},
    ],
)
def test_a_small_float_is_found_among_words_with_a_hyphen(value: object) -> None:
    assert canonical.dumps(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.floats(0, 1), min_size=2)
)
def test_the_order_of_keys_does_not_matter(value: dict[str, float]) -> None:
    reversed_value = dict(reversed(value.items()))
    assert canonical.dumps(value) == canonical.dumps(reversed_value)


@pytest.mark.parametrize(
    ("path", "pointer"),
    [((), ""), (("a", 0), "/a/0"), (("a/b", "c~d"), "/a~1b/c~0d")],
)
def test_pointers_are_rfc_6901(path: tuple[str | int, ...], pointer: str) -> None:
    assert canonical.pointer(path) == pointer


def _numbers(value: object) -> list[float]:
    if isinstance(value, bool):
        return []
    if isinstance(value, (int, float)) and math.isfinite(value):
        return [value]
    if isinstance(value, list):
        return [n for item in value for n in _numbers(item)]
    if isinstance(value, dict):
        return [n for item in value.values() for n in _numbers(item)]
    return []


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ((), "/"),
        (("people", 1), "people[mori]"),
        (("people", "1", "name"), "people[mori].name"),
        (("people", 0, "name"), "people[0].name"),
        (("people", 7, "x", 2), "people[7].x[2]"),
        (("areas", "0"), "areas[0]"),
        (("1",), "1"),
        (("people", "-"), "people[-]"),
        (("application", "id"), "application.id"),
        (("a\nb\x1b", "c"), "a\\nb\\u001b.c"),
        (("people", 3), "people[x\\n]"),
    ],
)
def test_a_place_is_named_by_the_ids_in_lists(keys: tuple[str | int, ...], name: str) -> None:
    people = [{"id": 3}, {"id": "mori"}, {"id": "x" * 101}, {"id": "x\n"}]
    document = {"people": people, "areas": ["a"], "1": 2, "application": {"id": "a-1"}}
    assert canonical.place_name(keys, document) == name


def test_a_place_in_what_is_not_at_hand_has_numbers() -> None:
    assert canonical.place_name(("people", 1, "name")) == "people[1].name"
    assert canonical.place_name(("people", "1", "name")) == "people[1].name"
