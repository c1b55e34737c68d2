"""Strict JSON: what is refused and with which words, held to the standard library; each document read in one pass."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tejun.errors import TejunError, TooLargeError, UnreadableDocumentError
from tejun.reading import MAX_DEPTH, Bounds, read_json, strict_json

from tests.support.crowd import body

SAFE = 2**53 - 1


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
        read_json(data)
    assert says in refusal.value.detail.in_("en")
    assert refusal.value.detail.in_("ja")
    assert refusal.value.advice.in_("ja")


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100, 100_000])
def test_deep_nesting_is_refused_however_deep(opening: bytes, depth: int) -> None:
    closing = b"]" if opening == b"[" else b"}"
    with pytest.raises(TooLargeError):
        read_json(opening * depth + b"1" + closing * depth)


def test_nesting_up_to_the_limit_is_read() -> None:
    depth = MAX_DEPTH
    assert read_json(b"[" * depth + b"]" * depth)


def test_a_byte_order_mark_is_no_part_of_the_document() -> None:
    assert read_json(b"\xef\xbb\xbf{}") == {}


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
    strings
    | numbers
    | st.sampled_from(["true", "null", "NaN", "01", "1.", "'a'", "1e400", "-1E400"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.lists(st.tuples(strings, inner), max_size=3).map(
            lambda pairs: "{" + ",".join(f"{key} :{value}" for key, value in pairs) + "}"
        )
        | inner.map(lambda part: "[" * 62 + part + "]" * 62)
    ),
    max_leaves=8,
)


spoilt = st.tuples(
    texts,
    st.integers(0, 60),
    st.sampled_from(
        [
            "",
            ",",
            "]",
            "}",
            '"',
            "\\",
            " ",
            "-",
            "0",
            ".",
            "e9",
            ":",
            "\x00",
            "\x1f",
            "\x7f",
            "\u2028",
        ]
    ),
    st.integers(0, 2),
).map(lambda it: it[0][: it[1]] + it[2] + it[0][it[1] + it[3] :])


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
    assert _read(read_json, data) == _read(strict_json.read_naming_faults, data)


# --- held to the standard library, with hooks of this test's own -------------------------------


class RefusedError(ValueError):
    """What I-JSON does not have."""


def _by_the_standard_library(data: bytes) -> object:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len({key for key, _ in pairs}) < len(pairs):
            raise RefusedError
        return dict(pairs)

    def refuse(_: str) -> object:
        raise RefusedError

    def exact(text: str) -> int | float:
        number: int | float = float(text) if set(text) & set(".eE") else int(text)
        if not -SAFE <= number <= SAFE:
            raise RefusedError
        return int(number) if number == int(number) else number

    value = json.loads(
        data.decode(),
        object_pairs_hook=once,
        parse_constant=refuse,
        parse_float=exact,
        parse_int=exact,
    )
    if _depth(value) > MAX_DEPTH or re.search(
        "[\ud800-\udfff]", json.dumps(value, ensure_ascii=False)
    ):
        raise RefusedError
    return value


def _depth(value: object) -> int:
    inner = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    )
    return 0 if inner is None else 1 + max((_depth(part) for part in inner), default=0)


@settings(max_examples=500)
@given(texts | spoilt)
def test_what_is_read_is_what_the_standard_library_reads_within_i_json(text: str) -> None:
    try:
        expected = repr(_by_the_standard_library(text.encode()))
    except ValueError:  # json's own is one too
        with pytest.raises(TejunError):
            read_json(text.encode())
    else:
        assert repr(read_json(text.encode())) == expected


@settings(max_examples=200)
@given(
    st.binary(max_size=60)
    | st.tuples(texts, st.binary(max_size=3), st.integers(0, 40)).map(
        lambda it: it[0].encode()[: it[2]] + it[1] + it[0].encode()[it[2] :]
    )
)
def test_bytes_of_any_kind_are_read_alike(data: bytes) -> None:
    assert _read(read_json, data) == _read(strict_json.read_naming_faults, data)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-0", 0),
        ("-0.0", 0),
        ("1.0", 1),
        ("[12.0]", [12]),
        ("1e2", 100),
        ("9007199254740991", SAFE),
        ("-9007199254740991", -SAFE),
        ("0.1", 0.1),
        ("5e-324", 5e-324),
        ("2.2250738585072011e-308", 2.225073858507201e-308),
        ("1.7976931348623157e-300", 1.7976931348623157e-300),
        ("0." + "1" * 5000, 0.1111111111111111),
        ("1" * 5000 + "e-5000", 0.1111111111111111),
        ('"\\ud842\\udfb7"', "𠮷"),
        (" [ ] ", []),
        ('{"": {"": ""}}', {"": {"": ""}}),
    ],
)
def test_a_value_is_read_as_it_is_meant(text: str, value: object) -> None:
    assert repr(read_json(text.encode())) == repr(value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[NaN]", "NaN is not a JSON number."),
        (b'{"a": 1, "b": 2, "\\u0061": 3}', "The key “a” stands twice in one object."),
        (b'{"b": {"c": 1, "c": 2}, "b": 1}', "The key “c” stands twice in one object."),
        (b'{"a": 1, "b": 1, "b": 2, "a": 2}', "The key “a” stands twice in one object."),
        (b'{"\\ud800": 1, "\\ud800": 2}', "The key “\\ud800” stands twice in one object."),
        (
            b"9007199254740992",
            "The integer 9007199254740992 is outside ±(2^53−1). Write it as a string.",
        ),
        (
            b"9007199254740993.0",
            "The integer 9007199254740993.0 is outside ±(2^53−1). Write it as a string.",
        ),
        (b"[1e400]", "The number 1e400 is too large."),
        (b"[-1E400]", "The number -1E400 is too large."),
        (b'{"a": 1}\n{"b": 2}', "Line 2, column 1 is not JSON: Extra data."),
        (b'["\xed\xa0\x80"]', "It is not UTF-8 (byte 2)."),
        (b'{"a": 1,}', "Line 1, column 9 is not JSON"),
        (b'["\x01"]', "Line 1, column 3 is not JSON: Invalid control character at this place."),
        ('[\n  "あ", x]'.encode(), "Line 2, column 8 is not JSON: Expecting value."),
        (b"{}\xef\xbb\xbf", "Line 1, column 3 is not JSON: Extra data."),
    ],
)
def test_what_is_wrong_is_named_with_its_place(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        read_json(data)
    assert refusal.value.detail.in_("en").startswith(says)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a": 1,\n "b": {"a": 2},\n "a": 3}', 3, 2),
        ('{"a": {"b": 1,\n "b": 2}, "b": 1, "a": 1}', 2, 2),
        ('{"あ\\"": 1,\n"\\u3042\\u0022": 2}', 2, 1),
        ('{"a": ":a", "b": ["a", "a"],\n"a": 1}', 2, 1),
        ('["NaN", "\\"NaN",\n  NaN]', 2, 3),
        ('["-Infinity", 1, -Infinity]', 1, 18),
        ('{"1e400": "1e400",\n"a": 1e400}', 2, 6),
        ('["9007199254740992", 9007199254740992]', 1, 22),
        ("[1,\n" + "1" * 60 + "]", 2, 1),
        ('["\\ud842\\udfb7", "\\\\ud800",\n"あ\\ud800"]', 2, 3),
        ('{"\\udc00": 1}', 1, 3),
    ],
)
def test_what_is_refused_in_json_is_given_its_line(text: str, line: int, column: int) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        read_json(text.encode())
    assert refusal.value.detail.in_("en").endswith(f"See line {line}, column {column}.")
    assert refusal.value.detail.in_("ja").startswith(f"{line}行{column}文字目: ")


@pytest.mark.parametrize(
    ("text", "en", "ja"),
    [
        ('{"a": 1,}', "1, column", "二重引用符で囲むか、直前の余分な「,」"),
        ('{"a" 1}', "Write a colon", "半角のコロンを"),
        ('{"a": 1 "b": 2}', "Write a comma", "項目の間に"),
        ('["a', "closing double quote", "閉じていません"),
        ('["a\nb"]', "write \\n for", "改行は \\n"),
        ('["\\q"]', "Write \\\\ for", "「\\\\」"),
        ("{} {}", "take out what follows", "余分な内容"),
        ("[x]", "Write a value", "値がありません"),
        ('{"a"：1}', "Here stands ： (U+FF1A): write the half-width “:”", "半角の「:」"),
        ("{“a”: 1}", "Here stands “ (U+201C)", "（U+201C）"),
        (" ", "it is empty", "文書が空です"),
    ],
)
def test_what_is_no_json_is_said_with_what_to_write(text: str, en: str, ja: str) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        read_json(text.encode())
    assert en in refusal.value.detail.in_("en")
    assert ja in refusal.value.detail.in_("ja")
    assert "Expecting" not in refusal.value.detail.in_("ja")


def test_a_message_repeats_no_key_at_length() -> None:
    key = b"k" * 100_000
    with pytest.raises(UnreadableDocumentError) as refusal:
        read_json(b'{"%b": 1, "%b": 2}' % (key, key))
    assert len(refusal.value.detail.in_("en")) < 200


def test_bounds_are_those_that_are_given() -> None:
    assert read_json(b"[[1]]", Bounds(size=5, depth=2)) == [[1]]
    for bounds in (Bounds(size=4, depth=2), Bounds(size=5, depth=1)):
        with pytest.raises(TooLargeError):
            read_json(b"[[1]]", bounds)


@pytest.fixture
def one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def again(*_: object) -> None:
        raise AssertionError("the document was read a second time")

    monkeypatch.setattr(strict_json, "read_naming_faults", again)


@pytest.mark.usefixtures("one_pass")
def test_an_application_is_read_the_fast_way() -> None:
    data = json.dumps({"名": ['a"b\\', -1, 0.93, True]}, ensure_ascii=False).encode()
    assert read_json(data) == json.loads(data)


@pytest.mark.usefixtures("one_pass")
def test_a_large_application_is_read_in_one_pass() -> None:
    data = body(40)
    assert read_json(data) == json.loads(data)
