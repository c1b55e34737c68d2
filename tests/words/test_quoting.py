"""What a message repeats of a document stands on one line, short, and steers nothing."""

import pytest
from tejun.words.quoting import MAX_QUOTED, quoted, quoted_value


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("佐藤", "佐藤"),
        ("a b", "a b"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x1b[2J\x9b", "\\u001b[2J\\u009b"),
        ("\u202e\u2028\x85", "\\u202e\\u2028\\u0085"),
        ("\ud800", "\\ud800"),
        ("\U000e0001", "\\udb40\\udc01"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_escaped(text: str, shown: str) -> None:
    assert quoted(text) == shown
    assert quoted(text).isprintable()


def test_a_long_text_is_cut() -> None:
    assert quoted("x" * MAX_QUOTED) == "x" * MAX_QUOTED
    assert quoted("x" * 10_000_000) == "x" * MAX_QUOTED + "…"


@pytest.mark.parametrize(
    ("value", "shown"), [("a", "a"), (["a"], '["a"]'), (None, "null"), ({"あ": 1}, '{"あ": 1}')]
)
def test_a_value_is_written_as_json_has_it(value: object, shown: str) -> None:
    assert quoted_value(value) == shown
