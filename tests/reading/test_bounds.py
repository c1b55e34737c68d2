"""The bounds within which bytes become values: values are counted before anything is parsed, the same in both syntaxes;
keys, texts and depth are held to theirs; lines are counted without keeping one.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tejun.errors import CallerGoneError, TooLargeError
from tejun.reading import Bounds, Syntax, most_values, read_bytes, read_document, read_json
from tejun.reading.bounds import _has_at_most
from tejun.reading.lenient import items, read_report
from tejun.reading.places import JSON_LINE_END, YAML_LINE_END, Lines
from tejun.reading.strict_json import read_naming_faults
from tejun.words import Message

from tests.support.cases import ROOT

texts = st.text(',[{}]"\\: aあ\n', max_size=6)
values = st.recursive(
    st.none() | st.integers(-9, 9) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def signs(value: Any) -> int:
    """How many `[`, `{` and `,` the JSON of a value has outside its strings."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return 0
    return 1 + max(0, len(value) - 1) + sum(map(signs, value))


@given(values, st.sampled_from([(",", ":"), (" ,\n", ": ")]), st.booleans())
@example(['",[', '\\",[', "\\\\"], (",", ":"), False)
def test_what_stands_in_strings_is_no_value(
    value: Any, separators: tuple[str, str], ascii_only: Any
) -> None:
    data = json.dumps(value, separators=separators, ensure_ascii=ascii_only).encode()
    count = signs(value) + 1
    assert _has_at_most(data, count)
    assert most_values(data) >= count
    assert not _has_at_most(data, count - 1)


@given(st.binary(max_size=60))
@example(b'"\\')
@example(b'"\\"')
def test_of_any_bytes_there_is_a_count(data: bytes) -> None:
    assert _has_at_most(data, len(data) + 1)


MANY = b'{"a":[1,2,3,{"b":4}],"c":[[],[]],"d":"[,{,"}'
"""Eleven values; twelve signs, since an array that is not empty has one for itself and one for each further item."""


@pytest.mark.parametrize("syntax", ["json", "yaml"])
def test_one_value_more_than_the_bound_is_refused_with_number_and_setting(syntax: Syntax) -> None:
    enough, too_few = {"json": (13, 12), "yaml": (11, 10)}[syntax]
    assert read_document(MANY, syntax, Bounds(values=enough)).value["d"] == "[,{,"
    with pytest.raises(TooLargeError) as refusal:
        read_document(MANY, syntax, Bounds(values=too_few, values_set_by="TEJUN_MAX_VALUES"))
    for said in (refusal.value.detail.in_("en"), refusal.value.detail.in_("ja")):
        assert str(too_few) in said
        assert "TEJUN_MAX_VALUES" in said


def test_every_reader_of_json_counts_before_it_parses() -> None:
    bounds = Bounds(values=1000)
    for read in (read_json, read_naming_faults, read_report, lambda d, b: list(items(d, b))):
        for data in (b"[" * 2000, b"[" + b"{}," * 1000, b"[" + b"[]," * 1000 + b"]"):
            with pytest.raises(TooLargeError, match="1000 values"):
                read(data, bounds)


@pytest.mark.parametrize("syntax", ["json", "yaml"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{\n"k": "123456789"}', "text on line 2 has more than 8 characters"),
        ('{\n\n"12345": 1}', "key on line 3 has more than 4 characters"),
        ('["\\u3042\\n\\u3042", "ok",\n"\\"\\"\\"\\"\\"\\"\\"\\"\\""]', "text on line 2"),
        ('{"a": {"b": ["あああああああああ"]}}', "text on line 1"),
    ],
)
def test_a_key_or_a_text_over_its_limit_is_refused_with_its_line(
    syntax: Syntax, text: str, says: str
) -> None:
    with pytest.raises(TooLargeError) as refusal:
        read_document(text.encode(), syntax, Bounds(text=8, key=4))
    assert says in refusal.value.detail.in_("en")
    assert read_document(text.encode(), syntax, Bounds(text=9, key=5)).value


@given(values)
def test_lengths_within_the_limits_are_no_concern(value: Any) -> None:
    data = json.dumps(value, ensure_ascii=False).encode()
    longest = max((len(part) for part in _texts(value)), default=0)
    assert read_json(data, Bounds(text=max(1, longest), key=max(1, longest))) == value
    if longest > 1:
        with pytest.raises(TooLargeError):
            read_json(data, Bounds(text=longest - 1, key=longest - 1))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(text for part in value.values() for text in _texts(part))]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_depth_is_held_whatever_else_the_text_is() -> None:
    for bounds in (Bounds(), Bounds(depth=3)):
        for open_, close in (("[", "]"), ('{"a":', "}")):
            fits = f"{open_ * bounds.depth}1{close * bounds.depth}".encode()
            assert read_json(fits, bounds) is not None
            for deep in (b"[" + fits + b"]", fits + b"[", open_.encode() * 500):
                with pytest.raises(Exception, match=r"deep|not JSON"):
                    read_json(deep, bounds)


def test_what_is_no_longer_wanted_is_left_between_two_steps() -> None:
    asked = 0

    def stop_at_second() -> None:
        nonlocal asked
        asked += 1
        if asked > 1:
            raise CallerGoneError(Message("error.caller-gone"), Message("api.busy.advice"))

    bounds = Bounds(go_on=stop_at_second)
    many = b"[" + b"1," * 30_000 + b"1]"
    for read in (
        lambda: read_document(many, "yaml", bounds),
        lambda: list(items(many, bounds)),
        lambda: read_json(b'{"a":1,"a":1}', bounds),
    ):
        asked = 0
        with pytest.raises(CallerGoneError):
            read()


@given(st.text("ab\r\nあ", max_size=30), st.lists(st.integers(0, 31), min_size=1, max_size=4))
def test_lines_are_those_that_end_where_each_end_stands(text: str, offsets: list[int]) -> None:
    for end in (JSON_LINE_END, YAML_LINE_END):
        lines = Lines(text, end)
        starts = [0, *(found.end() for found in re.finditer(end, text))]
        for offset in (min(offset, len(text)) for offset in offsets):
            begins = max(start for start in starts if start <= offset)
            assert lines.at(offset) == (starts.index(begins) + 1, offset - begins + 1)


def test_of_a_file_without_end_no_more_is_read_than_the_limit_and_one() -> None:
    assert read_bytes(Path("/dev/zero"), 1000) == bytes(1001)


READ_WHOLE = re.compile(r"\.read_(?:bytes|text)\(|open\([^)]*\)\.read\(\)|stdin\S*\.read\(\)")
MAY_READ_WHOLE = {
    "cli/files.py": "compares a file with what it is about to write",
    "cli/workers.py": "what the kernel says of a process that started this one",
    "engine/server/launch.py": "the log of an OPA that it started itself",
    "model/intake.py": "a schema that came with the package",
    "model/schema.py": "a schema that came with the package",
    "policytest/run.py": "a golden decision, only compared",
}


def test_whatever_somebody_else_wrote_is_read_with_a_limit() -> None:
    """A new reader of whole files is refused here: `tejun.reading.read_bytes` has the limit."""
    service = ROOT / "service" / "tejun"
    found = {
        file.relative_to(service).as_posix()
        for file in service.rglob("*.py")
        if READ_WHOLE.search(file.read_text("utf-8"))
    }
    assert sorted(found - MAY_READ_WHOLE.keys()) == []
    assert sorted(MAY_READ_WHOLE.keys() - found) == []
