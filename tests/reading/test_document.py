"""A submitted file as JSON or YAML: the same values, and the line of every part."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tejun.errors import TejunError, TooLargeError, UnreadableDocumentError
from tejun.model.intake import read_facts
from tejun.reading import Bounds, Document, Path, Syntax, read_document

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text("abc 日本:#'\"\\\n", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abか", max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(plain)
def test_yaml_and_json_of_one_value_read_the_same(value: object) -> None:
    as_json = read_document(json.dumps(value).encode(), "json").value
    as_yaml = read_document(yaml.safe_dump(value, allow_unicode=True).encode(), "yaml").value
    assert as_json == as_yaml == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("country: NO", {"country": "NO"}),
        ("on: 2026-04-01", {"on": "2026-04-01"}),
        ("a: yes", {"a": "yes"}),
        ("a: true", {"a": True}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: 007", {"a": 7}),
        ("a: -0", {"a": 0}),
        ("a: 1.50", {"a": 1.5}),
        ("a: 0x1f", {"a": "0x1f"}),
        ("a: '12'", {"a": "12"}),
        ("a: |\n  二行\n  です\n", {"a": "二行\nです\n"}),
        ("", None),
    ],
)
def test_yaml_is_read_as_its_version_1_2_has_it(text: str, value: object) -> None:
    assert read_document(text.encode(), "yaml").value == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3"),
        ("a: &x [1]\nb: *x\n", "alias"),
        ("a: &x\n  b: *x\n", "alias"),
        ("a: .nan", "not a number"),
        ("a: -.inf", "not a number"),
        ("a: 99999999999999999999", "outside"),
        ("a: 1e999", "number"),
        ("? [1]\n: 2\n", "plain word"),
        ("a: {<<: {b: 1}}", "plain word"),
        ('a: "b', "Line 1"),
        ("a: b: c", "Line 1"),
        ("--- 1\n--- 2\n", "line 2"),
    ],
)
def test_yaml_that_says_two_things_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        read_document(text.encode(), "yaml")
    assert says in refusal.value.detail.in_("en")


@pytest.mark.parametrize("text", ["[" * 100 + "]" * 100, "[" * 100_000, "{a: " * 200 + "}" * 200])
def test_deep_yaml_is_refused(text: str) -> None:
    with pytest.raises(TejunError):
        read_document(text.encode(), "yaml")


def test_of_lists_too_deep_within_each_other_the_first_line_is_named_in_the_users_words() -> None:
    text = "\n".join("  " * level + "- a:" for level in range(40))
    with pytest.raises(TooLargeError) as refusal:
        read_document(text.encode(), "yaml")
    error = refusal.value
    assert error.detail.in_("en").startswith("On line 33, lists and maps stand more than 64 deep")
    assert error.detail.in_("ja").startswith("33行目で、一覧や項目の集まりが64段を超えて")
    assert "brackets that are not closed" in error.advice.in_("en")
    assert "閉じていない括弧" in error.advice.in_("ja")


@pytest.mark.parametrize("syntax", ["json", "yaml"])
def test_what_cannot_be_read_is_advised_upon_without_a_word_of_submitting(syntax: Syntax) -> None:
    for text in (b"{", b"", b"PK\x03\x04", "記載".encode("shift_jis")):
        with pytest.raises(UnreadableDocumentError) as refusal:
            read_facts(text, syntax)
        assert "submit" not in refusal.value.advice.in_("en")
        assert "提出" not in refusal.value.advice.in_("ja")


def test_aliases_that_stand_for_gigabytes_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    with pytest.raises(UnreadableDocumentError):
        read_document("\n".join(lines).encode(), "yaml")


@pytest.mark.parametrize("syntax", ["json", "yaml"])
def test_a_file_over_the_limit_is_not_even_parsed(syntax: str) -> None:
    with pytest.raises(TooLargeError):
        read_document(b" " * 101, syntax, Bounds(size=100))  # type: ignore[arg-type]


JSON = b'{\n  "a": [1,\n    {"b": "x,]}",\n     "c\\n": true}],\n  "d": 2\n}\n'
YAML = b"# head\na:\n  - 1\n  - b: x\n    c: true\nd: 2\n"


@pytest.mark.parametrize(
    ("data", "syntax", "path", "line"),
    [
        (JSON, "json", (), 1),
        (JSON, "json", ("a",), 2),
        (JSON, "json", ("a", 1, "b"), 3),
        (JSON, "json", ("a", 1, "c\n"), 4),
        (JSON, "json", ("a", 1, "missing"), 3),
        (JSON, "json", ("a", 9), 2),
        (JSON, "json", ("d", "x"), 5),
        (YAML, "yaml", ("a",), 3),
        (YAML, "yaml", ("a", 1, "c"), 5),
        (YAML, "yaml", ("a", 1, "missing"), 4),
        (YAML, "yaml", ("d",), 6),
    ],
)
def test_every_part_has_its_line_and_what_is_missing_its_neighbours(
    data: bytes, syntax: str, path: Path, line: int
) -> None:
    assert read_document(data, syntax).line_of(path) == line  # type: ignore[arg-type]


@given(plain)
def test_lines_of_json_are_those_that_the_text_shows(value: object) -> None:
    document: Document = read_document(
        json.dumps({"first": 0, "value": value}, indent=1).encode(), "json"
    )
    assert document.line_of(("first",)) == 2
    assert document.line_of(("value",)) == 3
