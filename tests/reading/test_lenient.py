"""Lenient JSON: arrays taken apart without believing an item, reports whose numbers stay as they were written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.reading.lenient import NoArrayError, Written, items, read_own, read_printed, read_report

values = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.lists(values, max_size=5), st.sampled_from(["", " ", "\n\t"]))
def test_the_items_of_an_array_are_its_values_in_order(array: list[object], space: str) -> None:
    texts = [json.dumps(value) for value in array]
    data = f"{space}[{space}{f'{space},{space}'.join(texts)}{space}]{space}".encode()
    assert list(items(data)) == [text.encode() for text in texts]


def test_an_item_that_is_deeper_than_any_parser_goes_ends_where_its_brackets_do() -> None:
    deep = b'{"a]":' * 50_000 + b"1" + b"}" * 50_000
    assert list(items(b"[1, " + deep + b', "x"]')) == [b"1", deep, b'"x"']


@pytest.mark.parametrize("deep", [b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000])
def test_what_is_too_deep_to_read_is_a_value_error(deep: bytes) -> None:
    for read in (read_printed, read_report, read_own):
        with pytest.raises(ValueError, match=r"."):
            read(deep)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"{}", "byte 1"),
        (b"[1", "byte 3"),
        (b"[1 2]", "byte 4"),
        (b"[1] x", "byte 5"),
        (b"[1,]", "byte 4"),
        (b'["x]', "byte 2"),
        (b'[1, {"a": "]}]', "its end"),
        (b"[" + b"[" * 100_000, "its end"),
    ],
)
def test_what_is_no_array_says_up_to_where_it_was_one(data: bytes, where: str) -> None:
    with pytest.raises(NoArrayError) as caught:
        list(items(data))
    assert caught.value.where == where


def test_the_numbers_of_a_report_are_as_they_were_written() -> None:
    read = read_report(b'{"a": 1e400, "b": [12345678901234567890123, NaN], "c": "1"}')
    assert read == {"a": "1e400", "b": ["12345678901234567890123", "NaN"], "c": "1"}
    assert [isinstance(value, Written) for value in (read["a"], *read["b"], read["c"])] == [
        *(True, True, True),
        False,
    ]
