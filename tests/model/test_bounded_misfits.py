"""Of very many mistakes the first are named, in bounded memory; thinning a value out hides none and invents none."""

import copy
import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tejun.errors import InvalidFactsError
from tejun.model import intake, misfits
from tejun.model.intake import MAX_PLACES, read_facts
from tejun.model.misfits import MOST_PARTS, Rule, Shape, first_misfit
from tejun.reading import Path

from tests.support.crowd import application, body

SHAPE = intake._shape("facts-2")
WHOLE = application(2)
WRONG: list[Any] = [None, 3, "", "x", [], {}, [{}], {"x": 1}, [1, "x"], {"state": "provided"}]


def _places(value: Any, path: Path = ()) -> list[Path]:
    members: Any = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    return [path, *(place for key, part in members for place in _places(part, (*path, key)))]


PLACES = _places(WHOLE)[1:]


def put(value: Any, path: Path, part: Any) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = part


def counted(found: tuple[misfits.Misfit, ...]) -> Counter[tuple[Path, str]]:
    return Counter((path, error.kind.name) for path, error in found)


def all_of(value: Any) -> Counter[tuple[Path, str]]:
    """Every error, by the validator alone."""
    return counted(tuple(misfits._errors(SHAPE._whole, value)))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(WRONG)), max_size=4),
    st.sampled_from([1, 2, MOST_PARTS]),
)
def test_what_is_found_of_a_value_that_was_thinned_out_is_wrong_in_the_whole(
    spoils: list[tuple[Path, Any]], most_parts: int
) -> None:
    value = copy.deepcopy(WHOLE)
    for path, part in sorted(spoils, key=lambda spoil: -len(spoil[0])):
        put(value, path, copy.deepcopy(part))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(misfits, "_SMALL", 0)
        found = SHAPE.misfits(value, most_parts=most_parts)
    expected = all_of(value)
    assert counted(found.found) <= expected
    assert bool(found.found) == bool(expected)
    if found.are_all:
        assert counted(found.found) == expected
    assert found.are_all or most_parts < MOST_PARTS or len(spoils) > 0


def refusal(data: bytes) -> InvalidFactsError:
    with pytest.raises(InvalidFactsError) as caught:
        read_facts(data)
    return caught.value


@pytest.mark.parametrize("part", [{}, "x", {"id": "a", "x": 1}], ids=str)
def test_a_hundred_thousand_wrong_entries_make_some_hundred_errors(part: Any) -> None:
    facts = application(2) | {"people": [part] * 100_000}
    assert len(SHAPE.misfits(facts).found) < 20 * MOST_PARTS
    error = refusal(json.dumps(facts).encode())
    assert len(error.places) == MAX_PLACES
    assert error.detail.in_("en").startswith("At least ")
    assert "the first 100" in error.detail.in_("en")
    assert "少なくとも" in error.detail.in_("ja")


def test_lists_in_lists_share_the_number_of_parts_that_are_looked_into() -> None:
    facts = application(2)
    runs: list[dict[str, Any]] = [{"candidates": [{}] * 200} for _ in range(40)]
    facts["people"] += [{**facts["people"][1], "screening": runs} for _ in range(20)]
    assert len(SHAPE.misfits(facts).found) < 20 * MOST_PARTS


def test_in_an_application_of_300_people_two_mistakes_are_two_at_their_places() -> None:
    facts = json.loads(body(300))
    facts["people"][150]["role"] = "boss"
    facts["people"][299]["disclosures"]["career"]["entries"][0].pop("institution")
    data = json.dumps(facts, indent=0, ensure_ascii=False).encode()
    error = refusal(data)
    assert error.detail.in_("en") == "2 places do not fit the form."
    assert [place.pointer for place in error.places] == [
        "/people/150/role",
        "/people/299/disclosures/career/entries/0",
    ]
    assert b'"boss"' in data.splitlines()[(error.places[0].line or 0) - 1]


def test_unknown_keys_are_counted_as_far_as_they_are_kept() -> None:
    facts = application(2)
    facts["application"] |= {f"k{i}": [i] for i in range(20_000)}
    (place,) = refusal(json.dumps(facts).encode()).places
    assert "more than 9988 more" in place.message.in_("en")


def test_what_refers_to_itself_without_end_leads_nowhere() -> None:
    ring = {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}
    assert "$ref" in Rule({"$ref": "#/$defs/a"}, ring).resolved().keywords


@pytest.mark.parametrize(
    ("schema", "value", "kinds"),
    [
        ({"items": {"type": "string"}, "minItems": 3}, ["a", "b", 1, "c"], {"type"}),
        ({"items": {"type": "string"}, "minItems": 3}, ["a", 1], {"type", "minItems"}),
        ({"items": {"type": "string"}, "uniqueItems": True}, ["a"] * 200, {"uniqueItems"}),
        ({"additionalProperties": {"type": "string"}}, {"a": "x", "b": 1, "c": 2}, {"type"}),
        ({"anyOf": [{"const": 1}, {"properties": {"a": {"const": 1}}}]}, {"a": 2}, {"anyOf"}),
        ({"type": "object", "maxProperties": 2}, {str(i): i for i in range(9)}, {"maxProperties"}),
    ],
)
def test_rules_on_a_whole_are_kept_to_as_well(
    schema: dict[str, Any], value: Any, kinds: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(misfits, "_SMALL", 0)
    assert {error.kind.name for _, error in Shape(schema).misfits(value).found} == kinds


def test_the_first_misfit_is_the_first_of_all() -> None:
    for path in PLACES[:: len(PLACES) // 40]:
        value = copy.deepcopy(WHOLE)
        put(value, path, None)
        first = first_misfit(SHAPE._whole, value)
        assert first is not None
        assert (tuple(first.instance_path), first.kind.name) in all_of(value)
    assert first_misfit(SHAPE._whole, WHOLE) is None
