"""OPA's trace is read line by line; what cannot be read is an error."""

from collections.abc import Mapping

import pytest
from tejun.trace.events import Event
from tejun.trace.text import UnreadableTraceError, read_trace

PATHS = {"0.rego": "tiny_2026_1/papers.rego"}


def line(text: str, values: str = "{}", place: str = "0.rego:7") -> str:
    return f"{place}     | | {text}          {values}   \n"


def values(shown: str) -> Mapping[str, str]:
    events, _ = read_trace(line("Fail x < y", f"{{{shown}}}").encode() + b"true\n", PATHS)
    return events[0].values


def test_an_event_has_its_place_depth_operation_expression_and_values() -> None:
    output = (
        line("Fail x < y", '{x: 1, y: "a"}') + line("Exit data.p.r early") + '{"findings": []}\n'
    )
    events, value = read_trace(output.encode(), PATHS)
    assert events == (
        Event("Fail", 2, "tiny_2026_1/papers.rego", 7, "x < y", {"x": "1", "y": '"a"'}),
        Event("Exit", 2, "tiny_2026_1/papers.rego", 7, "data.p.r", {}),
    )
    assert value == {"findings": []}


def test_an_object_within_an_expression_is_not_taken_for_the_values() -> None:
    events, _ = read_trace(line('Eval f({"a": 1}, {"b"})', "{x: 1}").encode() + b"1", PATHS)
    assert (events[0].text, events[0].values) == ('f({"a": 1}, {"b"})', {"x": "1"})


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("", {}),
        (
            'a: {"at": "/facts/people/0", "fa..., b: 2',
            {"a": '{"at": "/facts/people/0", "fa...', "b": "2"},
        ),
        ('a: {"x", "y"}, b: 2', {"a": '{"x", "y"}', "b": "2"}),
        ("a: set(), b: null", {"a": "set()", "b": "null"}),
        ("data.p.look_back: true", {"data.p.look_back": "true"}),
    ],
)
def test_values_stand_by_the_names_of_their_variables(shown: str, read: dict[str, str]) -> None:
    assert values(shown) == read


@pytest.mark.parametrize("text", ['"x, b: 1"', '{"x, b: 1"}', '["...", "b: 1"]', r'"\", b: 1"'])
def test_a_value_never_passes_for_another_variable(text: str) -> None:
    assert values(f"a: {text}, c: 3") == {"a": text, "c": "3"}


def test_a_value_that_opa_cut_within_a_character_loses_only_that_character() -> None:
    cut = '"岡田岡田岡田岡田岡田'.encode()[:29] + b"..."
    output = line("Fail x", "{a: @, b: 2}").encode().replace(b"@", cut)
    events, _ = read_trace(output + b"true", PATHS)
    assert events[0].values == {"a": '"岡田岡田岡田岡田岡...', "b": "2"}


@pytest.mark.parametrize(
    "output",
    [
        "",
        "undefined\n",
        line("Fail x", place="elsewhere.rego:7") + "true",
        line("Fail x"),
        "0.rego:7 | Fail x\n" + line("Fail x") + "true",
        line("Fail x") + "true\n" + line("Fail y"),
    ],
    ids=["nothing", "undefined", "another-file", "no-value", "no-values", "goes-on"],
)
def test_what_is_no_trace_is_refused(output: str) -> None:
    with pytest.raises(UnreadableTraceError):
        read_trace(output.encode(), PATHS)
