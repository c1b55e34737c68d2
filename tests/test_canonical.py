"""Strict JSON in, canonical JSON out: what is refused, and that equal values have equal bytes."""

import json
import math
from collections.abc import Callable

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from tejun import canonical
from tejun.errors import TejunError, TooLargeError, UnreadableDocumentError

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


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"a":1,"a":2}', "stands twice"),
        (b'{"a":{"b":1,"b":1}}', "stands twice"),
        (b'{"a":1,"\\u0061":1}', "stands twice"),
        (b'{"\\u0022\\u0022":1,"b":1,"b":2}', "stands twice"),
        (b"NaN", "not a JSON number"),
        (b"[-Infinity]", "not a JSON number"),
        (b"1e400", "too large"),
        (b"1e300", "outside"),
        (b"9007199254740992", "outside"),
        (b"-9007199254740992", "outside"),
        (b"1" * 5000, "outside"),
        (b'"\\ud800"', "lone surrogate"),
        (b'{"\\udc00": 1}', "lone surrogate"),
        (b"\xff{}", "not UTF-8"),
        (b"", "Line 1, column 1"),
        (b'{"a":', "Line 1, column 6"),
        (b"{} {}", "Line 1, column 4"),
        (b"{'a': 1}", "Line 1, column 2"),
    ],
)
def test_what_is_not_strict_json_is_refused_with_its_reason(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        canonical.loads(data)
    assert says in refusal.value.detail.in_("en")
    assert refusal.value.detail.in_("ja")
    assert refusal.value.advice.in_("ja")


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("depth", [canonical.MAX_DEPTH + 1, 100, 100_000])
def test_deep_nesting_is_refused_however_deep(opening: bytes, depth: int) -> None:
    closing = b"]" if opening == b"[" else b"}"
    with pytest.raises(TooLargeError):
        canonical.loads(opening * depth + b"1" + closing * depth)


def test_nesting_up_to_the_limit_is_read() -> None:
    depth = canonical.MAX_DEPTH
    assert canonical.loads(b"[" * depth + b"]" * depth)


def test_a_number_without_a_fraction_is_an_integer() -> None:
    assert (
        canonical.dumps(canonical.loads(b"[1.0, -0.0, -0, 2e3, 1e15, 999999999999999.01]"))
        == b"[1,0,0,2000,1000000000000000,999999999999999]"
    )


def test_a_byte_order_mark_is_no_part_of_the_document() -> None:
    assert canonical.loads(b"\xef\xbb\xbf{}") == {}


@given(json_values)
def test_the_canonical_form_is_rfc_8785(value: object) -> None:
    text = json.dumps(value)
    try:
        read = canonical.loads(text.encode())
    except UnreadableDocumentError:
        assert any(abs(n) > SAFE for n in _numbers(value))
        return
    assert canonical.dumps(read) == rfc8785.dumps(read)
    assert canonical.loads(canonical.dumps(read)) == read


strings = st.lists(
    st.sampled_from(
        [
            *r"ab[]{}:,.0e-",
            "あ",
            "𠮷",
            r"\"",
            r"\\",
            r"\n",
            r"\u0022",
            r"\u0061",
            r"\ud842\udfb7",
            r"\ud800",
        ]
    ),
    max_size=3,
).map(lambda parts: f'"{"".join(parts)}"')
numbers = st.from_regex(
    r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?", fullmatch=True
)
texts = st.recursive(
    strings | numbers | st.sampled_from(["true", "null", "NaN", "01", "1.", "'a'"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.lists(st.tuples(strings, inner), max_size=3).map(
            lambda pairs: "{" + ",".join(f"{key} :{value}" for key, value in pairs) + "}"
        )
        | inner.map(lambda part: "[" * 62 + part + "]" * 62)
    ),
    max_leaves=8,
)


def _read(read: Callable[[bytes], object], data: bytes) -> str:
    """What was read, with the kinds of its numbers; or why not."""
    try:
        return repr(read(data))
    except TejunError as refusal:
        return refusal.detail.in_("en")


@settings(max_examples=1000)
@given(texts)
def test_the_fast_way_reads_what_the_strict_way_reads(text: str) -> None:
    data = text.encode()
    assert _read(canonical.loads, data) == _read(canonical._loads_strictly, data)


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


def test_an_application_is_read_the_fast_way() -> None:
    data = json.dumps({"名": ['a"b\\', -1, 0.93, True]}, ensure_ascii=False).encode()
    assert canonical._loads_plain(data) == json.loads(data)


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
