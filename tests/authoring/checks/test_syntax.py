"""The trees: the same with and without lines; whatever the language can say is followed; what is no Rego is named."""

from pathlib import Path
from typing import Any

import pytest
from tejun.authoring.rego import syntax
from tejun.authoring.source import Source
from tejun.errors import BundleError, ToolMissingError

from tests.support.gates import path_of, refusals, with_rules

pytestmark = pytest.mark.opa


def without_places(tree: Any) -> Any:
    if isinstance(tree, dict):
        places = {"location", "annotations"}
        return {key: without_places(value) for key, value in tree.items() if key not in places}
    return [without_places(item) for item in tree] if isinstance(tree, list | tuple) else tree


def test_the_trees_of_both_ways_differ_in_lines_alone(source: Source, opa: Path) -> None:
    """The problems are looked for in the ones and shown with the lines of the others."""
    fast, slow = (
        syntax.parse_modules(source.rego, opa),
        syntax.parse_with_lines(source.rego, source.rego, opa),
    )
    assert fast.keys() == slow.keys() == source.rego.keys()
    for path, module in fast.items():
        assert (module.package, module.imports) == (slow[path].package, slow[path].imports)
        assert without_places(module.rules) == without_places(slow[path].rules)
        assert all(syntax.line_of(rule) is None for rule in module.rules)
        assert all(syntax.line_of(rule) for rule in slow[path].rules)


def test_what_is_no_rego_is_named_with_its_line(library: Source, opa: Path) -> None:
    with pytest.raises(BundleError, match="opa parse cannot read") as caught:
        refusals(with_rules(library, "x := 1\n\ny := {\n"), opa)
    assert path_of("extra_0") in caught.value.detail.in_("en")


def test_an_opa_that_does_not_run_is_told_with_advice(library: Source) -> None:
    with pytest.raises(ToolMissingError, match="cannot be run"):
        refusals(library, Path("/nowhere/opa"))


LANGUAGE = """
import input.facts as facts

deep.down.here := {"lies": 1}

found := deep.down.here.lies

deep.down[key] := value if some key, value in facts.people

gathered.names contains name if some name in ["a"]

matched("a", [first, _], {"key": key}) := first if first == key

unpacked := first if [first, _] = split("a,b", ",")

by_number if {
	some number
	facts.people[number].id == "x"
}

text := $"the title is {facts.application.title}"

mapped := {key: value | some key, value in facts.application}

all_named if {
	every number, person in facts.people {
		person.id != ""
		number >= 0
	}
}

given if {
	matched("a", ["b", "c"], {"key": "b"}, result)
	result == "b"
}

chosen := {"a": 1}[name] if name := "a"

default otherwise(_) := 1

otherwise(one) := one.id if is_object(one)

named := data.policy.program[name].findings[_] if name != "x"

sets if {
	both := {1, 2} | {3}
	1 in both & {1}
	count(both - {1}) > 0
}

numbers := [-1, 1.5, 2e3, null, true]

nested := [[one | some one in two] | some two in [[1], [2]]]

all_people := facts.people[_][_]

joined := array.concat([1, [2]], facts.people)

by_index := facts.people[0].id

around := around_again

around_again := around

grown(one) := grown([one])

growing := grown(1)
"""


def test_every_form_of_the_language_is_followed(library: Source, opa: Path) -> None:
    """A recursion too: OPA refuses it after us, in its own words."""
    assert refusals(with_rules(library, LANGUAGE), opa) == ()
