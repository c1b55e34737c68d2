"""Strict YAML: what is refused, with line, column and key path in the file's own words; what tags stand for."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.errors import TejunError, TooLargeError, UnreadableDocumentError
from tejun.reading import Bounds
from tejun.reading.strict_yaml import ALONE, Frame, read_yaml

SHARED = Frame(is_shared=True)


def refusal(text: str, frame: Frame = ALONE) -> UnreadableDocumentError:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_yaml(text.encode(), frame=frame)
    assert caught.value.advice.in_("ja")
    assert caught.value.advice.in_("en")
    return caught.value


REFUSED: dict[str, tuple[str, str, int, int, str]] = {
    "a key twice": ("a: 1\nb: 2\na: 3\n", "the key “a” stands a second time", 3, 1, "a"),
    "a key twice, deep in the file": (
        "people:\n  - name: あ\n    id: x\n    name: い\n",
        "the key “name” stands a second time",
        4,
        5,
        "people[0].name",
    ),
    "a key twice, once in quotes": ("{a: 1, 'a': 2}", "“a” stands a second time", 1, 8, "a"),
    "an anchor": ("a: 1\nb: &x [1]\n", "anchor (&) or alias (*)", 2, 4, "b"),
    "an anchor on a text": ("- &x y", "anchor (&) or alias (*)", 1, 3, "[0]"),
    "an alias": ("a: *x\n", "anchor (&) or alias (*)", 1, 4, "a"),
    "a merge key": ("a: {<<: {b: 1}}", "the merge key << is used", 1, 5, "a"),
    "a merge key in quotes": ("'<<': {b: 1}", "the merge key << is used", 1, 1, ""),
    "a key that is a number": ("a:\n  1: x", "the key “1” is not text", 2, 3, "a"),
    "a key that is true": ("true: x", "the key “true” is not text", 1, 1, ""),
    "a key that is null": ("~: x", "the key “~” is not text", 1, 1, ""),
    "a key that is a list": ("? [1]\n: 2\n", "a list or a map is used as a key", 1, 3, ""),
    "a key that is a map": ("a: {{b: 1}: 2}", "a list or a map is used as a key", 1, 5, "a"),
    "a tag of its own": ("a: !money 12", "the tag !money is not known", 1, 4, "a"),
    "the tag that says nothing": ("a: ! 12", "the tag ! is not known", 1, 4, "a"),
    "a tag of YAML 1.1": ("a: !!timestamp 2026-04-01", "the tag !!timestamp is not", 1, 4, "a"),
    "binary data": ("a: !!binary aGk=", "the tag !!binary is not known", 1, 4, "a"),
    "a set": ("a: !!set {b, c}", "the tag !!set is not known", 1, 4, "a"),
    "a map said to be a list": ("a: !!seq {b: 1}", "the tag !!seq is not known", 1, 4, "a"),
    "a list said to be text": ("a: !!str [b]", "the tag !!str is not known", 1, 4, "a"),
    "a word said to be a number": (
        "a: !!int zwölf",
        "“zwölf” is not what its tag !!int",
        1,
        4,
        "a",
    ),
    "yes said to be true": ("a: !!bool yes", "“yes” is not what its tag !!bool says", 1, 4, "a"),
    "something said to be null": ("a: !!null x", "“x” is not what its tag !!null says", 1, 4, "a"),
    "no number": ("a: [1, .nan]", ".nan is not a number", 1, 8, "a[1]"),
    "no number, tagged": ("a: !!float .inf", ".inf is not a number", 1, 4, "a"),
    "infinity": ("a: -.Inf", "-.Inf is not a number", 1, 4, "a"),
    "an integer that is too large": (
        "x:\n- a: 9007199254740992",
        "the integer 9007199254740992 is outside",
        2,
        6,
        "x[0].a",
    ),
    "a number that is too large": ("a: 1e400", "the number 1e400 is too large", 1, 4, "a"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_says_two_things_is_refused_at_its_place(name: str) -> None:
    text, says, line, column, at = REFUSED[name]
    detail = refusal(text).detail
    at_en, at_ja = (f", at {at}", f"（{at}）") if at else ("", "")
    assert detail.in_("en").startswith(f"On line {line}, column {column}{at_en}, ")
    assert says in detail.in_("en")
    assert detail.in_("ja").startswith(f"{line}行{column}文字目{at_ja}: ")


@pytest.mark.parametrize(
    ("text", "says", "line", "column"),
    [
        ('あ: "b', "found unexpected end of stream", 1, 6),
        ("あ: い: う", "mapping values are not allowed", 1, 5),
        ("名: [1\nb: 2\n", "did not find expected ',' or ']'", 2, 2),
        ("a: あ\x07い", "control characters are not allowed", 1, 5),
        ("𠮷: '𠮷𠮷' @", "cannot start any token", 1, 9),
        ("a: b\r\nc: @x", "cannot start any token", 2, 4),
        ("a: 1\n\tb: 2", "a tab character", 2, 1),
        ("%YAML 3.0\n---\na: 1", "incompatible YAML document", 1, 1),
    ],
)
def test_what_is_no_yaml_is_refused_at_its_place(
    text: str, says: str, line: int, column: int
) -> None:
    detail = refusal(text).detail
    assert detail.in_("en").startswith(f"Line {line} is not YAML (column {column}): ")
    assert says in detail.in_("en")
    assert detail.in_("ja").startswith(f"{line}行目がYAMLとして読めません（{column}文字目: ")


@pytest.mark.parametrize(
    ("text", "en", "ja"),
    [
        ('a: 1\nb: "x\n', "Line 3 is not YAML (column 1): found unexpected end of", "開いた引用符"),
        ("a:\n\tb: 1\n", "indent with half-width spaces", "タブ"),
        ("a: 1\n\tb: 2", "indent with half-width spaces", "タブで字下げ"),
        ("a: |\n\tb", "indent with half-width spaces", "タブで字下げ"),
        ("a: b: c", "On this line or the one before", "この行か前の行で"),
        ("a: 1\nb 2\nc: 3", "write “key: value”", "半角のコロンと半角の空白"),
        ("a:\n  b: 1\n c: 2", "the indentation does not match", "字下げが合わない"),
        ("- a\nb: 1", "begin each item with “- ”", "リストの字下げ"),
        ("a: @x", "put the value in quotes", "値を引用符で"),
        ("a: \x07", "take it out", "制御文字"),
        ("a: {b: 1\nc: 2", "expected ',' or '}'. A { is not", "「{」が閉じていない"),
        ("a: - b", "on the next line, indented", "次の行に"),
    ],
)
def test_what_is_no_yaml_is_said_with_what_to_write(text: str, en: str, ja: str) -> None:
    detail = refusal(text).detail
    assert en in detail.in_("en")
    assert ja in detail.in_("ja")
    assert re.search("[a-z]{4}", detail.in_("ja").replace("%YAML", "")) is None, "English in it"


@pytest.mark.parametrize(
    ("text", "line", "en", "ja"),
    [
        ("a：1\nb: 2", 1, "full-width colon", "全角のコロン"),
        ("b: 2\na：1\nc: 3", 2, "full-width colon", "全角のコロン"),
        ("b: 2\n\na：1\n\n", 3, "full-width colon", "全角のコロン"),
        ("x:\n  - b: 1\n  - c： 2\n    d: 3", 3, "full-width colon", "全角のコロン"),
        ("b: 2\n年齢:\u30002\nc: 1", 2, "full-width blank", "全角の空白"),
        ("b: 2\na　1\nc: 3", 2, "full-width blank", "全角の空白"),
    ],
)
def test_a_full_width_colon_or_blank_is_named_with_its_line(
    text: str, line: int, en: str, ja: str
) -> None:
    detail = refusal(text).detail
    assert f"On line {line} there is a {en}" in detail.in_("en")
    assert f"{line}行目に{ja}" in detail.in_("ja")


@pytest.mark.parametrize(
    "text",
    [
        "# 注：ここ\na: b: c",
        "題名: 課題：その一\n b: 2",
        "氏名: 山田　太郎\n b: 2",
        "'全：角': 1\n b: 2",
        "a: |\n  b：1\nc: 1\nd: 1\n e: 1",
    ],
)
def test_a_full_width_character_elsewhere_is_not_named(text: str) -> None:
    assert "full-width" not in refusal(text).detail.in_("en")


def test_a_problem_that_is_not_known_is_given_as_the_parsers() -> None:
    detail = refusal("%FOO\n").detail
    assert "the parser says: found unknown directive name" in detail.in_("en")
    assert "読み取りプログラムの説明（英語）: found unknown directive name" in detail.in_("ja")


@pytest.mark.parametrize(
    ("text", "says", "line", "column"),
    [
        ("a: 1\n---\nb: 2\n", "a second document begins", 2, 1),
        ("%YAML 1.1\n---\na: no\n", "of another version than YAML 1.2", 1, 1),
        ("%TAG ! tag:example.com,2026:\n---\na: !b 1\n", "defines tags of its own", 1, 1),
        ("a: 1\r%TAG ! x\n", "defines tags of its own", 2, 1),
        ("# harmless\u2028hidden: true\na: 1\n", "U+2028", 1, 11),
        ("a: 一\x85b: 2\n", "U+0085", 1, 5),
        ('a: "一\u2029"\n', "U+2029", 1, 6),
    ],
)
def test_a_file_that_reads_differently_elsewhere_is_refused(
    text: str, says: str, line: int, column: int
) -> None:
    detail = refusal(text).detail
    assert detail.in_("en").startswith(f"On line {line}, column {column}, ")
    assert says in detail.in_("en")
    assert detail.in_("ja").startswith(f"{line}行{column}文字目")


def test_percent_tag_within_a_line_is_text() -> None:
    assert read_yaml(b"a: x %TAG\nb: '%TAG'\n")[0] == {"a": "x %TAG", "b": "%TAG"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 12", "12"),
        ("!!str", ""),
        ("!!str null", "null"),
        ("!!str 2026-04-01", "2026-04-01"),
        ("!<tag:yaml.org,2002:str> 12", "12"),
        ("!!int '12'", 12),
        ("!!int -007", -7),
        ("!!float 1", 1),
        ("!!float '1.50'", 1.5),
        ("!!bool 'TRUE'", True),
        ("!!null ''", None),
        ("!!null ~", None),
        ("!!map {a: !!seq [1]}", {"a": [1]}),
        ("{!!str 1: a}", {"1": "a"}),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("0365", 365),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("+1", 1),
        (".5", 0.5),
        ("1.", 1),
        ("12.0", 12),
        ("-.0", 0),
        ("{yes: NO, on: off, y: 'n'}", {"yes": "NO", "on": "off", "y": "n"}),
        ("{2026-04-01: 2026-04-01T10:00:00Z}", {"2026-04-01": "2026-04-01T10:00:00Z"}),
        ("{'1': a, 0x1: b, '': c}", {"1": "a", "0x1": "b", "": "c"}),
        ("%YAML 1.2\n---\nno\n", "no"),
        ("a\\ b", "a\\ b"),
        ("''", ""),
    ],
)
def test_a_scalar_is_what_the_core_schema_says(text: str, value: object) -> None:
    read, _ = read_yaml(text.encode())
    assert repr(read) == repr(value)


def test_bounds_are_those_that_are_given() -> None:
    assert read_yaml(b"[[1]]", Bounds(size=5, depth=2))[0] == [[1]]
    for bounds in (Bounds(size=4, depth=2), Bounds(size=5, depth=1)):
        with pytest.raises(TooLargeError):
            read_yaml(b"[[1]]", bounds)


def test_a_message_repeats_nothing_at_length() -> None:
    long = "k" * 1_000
    assert len(refusal(f"{{{long}: {{{long}: 1, {long}: 2}}}}").detail.in_("en")) < 500


# --- places ------------------------------------------------------------------------------------

SPOILT = re.compile(r"\.nan")

words = st.text("ab あ𠮷é-", min_size=1, max_size=6).map(lambda word: f"x{word.strip()}")
pieces = st.one_of(
    words,
    words.map(lambda word: f'"{word}"'),
    words.map(lambda word: f"|\n    {word}\n    {word}\n"),
    st.lists(words, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    words.map(lambda word: f"{word} # 注 {word}"),
    st.just("\n  - a\n  -   b: 'c'\n"),
)


@given(
    st.lists(pieces, max_size=6), st.sampled_from(["", "   ", '"い", ']), st.sampled_from("\n\r")
)
def test_line_and_column_are_those_that_an_editor_shows(
    values: list[str], before: str, end: str
) -> None:
    parts = [f"k{i}: {value}" for i, value in enumerate(values)]
    text = "\n".join([*parts, f"last: [{before}.nan]"])
    text = text if end == "\n" else text.replace("\n", "\r\n")
    at = SPOILT.search(text)
    assert at is not None
    above, column = text[: at.start()].split("\n"), at.start() - text.rfind("\n", 0, at.start())
    detail = refusal(text).detail
    assert detail.in_("en").startswith(f"On line {len(above)}, column {column}, at last[")


# --- a part of another file ----------------------------------------------------------------------


def test_a_part_of_a_file_has_the_places_of_the_file() -> None:
    frame = Frame(first_line=11, margin=2)
    assert "On line 12, column 6, at b, " in refusal("a: 1\nb: .nan", frame).detail.in_("en")


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "No", "on", "OFF", "y", "N", "="),
        *("0365", "-08", "0o17", "0x1F", "-0b11", "0X1f"),
        *("1_000", "1_0.5", "0x1_f", "1_", "1:30", "190:20:30.15"),
    ],
)
def test_what_yaml_1_1_reads_otherwise_is_refused_where_others_read_it(text: str) -> None:
    read_yaml(f"a: [{text}]".encode())
    assert f"at a[0], {text} is read otherwise" in refusal(f"a: [{text}]", SHARED).detail.in_("en")
    assert read_yaml(f"a: ['{text}', !!str {text}]".encode(), frame=SHARED)[0] == {
        "a": [text, text]
    }


@pytest.mark.parametrize(
    "text", ["2025-06-11", "2025-6-1", "2025-06-11T10:00:00Z", "2025-06-11 10:00:00.5"]
)
def test_a_date_without_quotes_is_refused_where_others_read_it(text: str) -> None:
    assert read_yaml(f"a: {text}".encode())[0] == {"a": text}
    detail = refusal(f"b: x\na: {text}", SHARED).detail
    assert f"On line 2, column 4, at a, a date stands without quotes ({text})" in detail.in_("en")
    assert read_yaml(f"a: '{text}'".encode(), frame=SHARED)[0] == {"a": text}


@pytest.mark.parametrize("text", ["{yes: 1}", "{2025-06-11: 1}", "{0x1: 1}"])
def test_a_key_that_others_read_otherwise_is_refused(text: str) -> None:
    read_yaml(text.encode())
    assert "On line 1, column 2, " in refusal(text, SHARED).detail.in_("en")


@given(st.text("0123456789._-+:eExXobnayNO~!&*%@[]{}'\"|>#?, ", max_size=8))
def test_whatever_a_value_is_there_is_no_other_error(text: str) -> None:
    with suppress(TejunError):
        read_yaml(f"a: {text}".encode(), frame=SHARED)
