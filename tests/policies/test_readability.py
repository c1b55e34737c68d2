"""What keeps the policies readable line by line, read off their syntax trees: nobody has to remember it in a review."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tejun.authoring.rego import syntax
from tejun.authoring.rego.syntax import Module
from tejun.bundle.metadata import read_metadata

from tests.support.cases import PROGRAMS, source_of

pytestmark = pytest.mark.opa

MOST_LINES = 25

SCALE = {
    *("score", "scores", "level", "levels", "high", "middle", "medium", "low"),
    *("grade", "rating", "severity", "likelihood", "points", "weight"),
}
"""Words for a scale: the source has none, and a person judges."""


@pytest.fixture(scope="module")
def rego() -> dict[str, str]:
    """The modules of every program, by path."""
    return {path: text for program in PROGRAMS for path, text in source_of(program).rego.items()}


@pytest.fixture(scope="module")
def modules(rego: dict[str, str], opa: Path) -> dict[str, Module]:
    return syntax.parse_with_lines(rego, rego, opa)


def written(opa: Path, **texts: str) -> dict[str, Module]:
    """Modules that a test writes, by the last part of their package."""
    rego = {
        f"{name}.rego": f"package policy.{name.replace('_', '.')}\n\n{text}"
        for name, text in texts.items()
    }
    return syntax.parse_with_lines(rego, rego, opa)


# --- length ------------------------------------------------------------------------------------


def long_rules(modules: Mapping[str, Module]) -> list[str]:
    return [
        f"{module.path}: {syntax.defined_name(rule)}"
        for module in modules.values()
        for rule in module.rules
        if lines(rule) >= MOST_LINES
    ]


def lines(rule: syntax.Node) -> int:
    """From the rule's head to its last expression, `else` included."""
    numbers = [
        number for node in syntax.all_nodes(rule) if (number := syntax.line_of(node)) is not None
    ]
    return max(numbers) - min(numbers) + 1


def test_every_rule_is_under_25_lines(modules: dict[str, Module]) -> None:
    assert any(
        syntax.defined_name(rule) == "assess" for each in modules.values() for rule in each.rules
    )
    assert long_rules(modules) == []


def test_a_rule_of_25_lines_is_found(opa: Path) -> None:
    def chain(links: int) -> str:
        return (
            "assess := 0 if {\n\tinput.x == 0\n"
            + "".join(f"}} else := {link} if {{\n\tinput.x == {link}\n" for link in range(1, links))
            + "}\n"
        )

    assert long_rules(written(opa, a=chain(12))) == []
    assert long_rules(written(opa, a=chain(13))) == ["a.rego: assess"]


# --- METADATA ----------------------------------------------------------------------------------


def undescribed(rego: Mapping[str, str]) -> list[str]:
    """Regal's `missing-metadata` does not see packages (0.42)."""
    described = ((path, read_metadata(path, text)) for path, text in rego.items())
    return [path for path, found in described if found is None or not found.description]


def test_every_package_says_what_it_is_for(rego: dict[str, str]) -> None:
    assert undescribed(rego) == []


def test_a_package_that_says_nothing_is_found() -> None:
    said = "# METADATA\n# description: what it is for\npackage policy.a\n"
    of_a_rule = "package policy.b\n\n# METADATA\n# description: a rule's\nx := 1\n"
    assert undescribed({"a.rego": said, "b.rego": of_a_rule}) == ["b.rego"]


# --- lib ---------------------------------------------------------------------------------------


def users(modules: Mapping[str, Module]) -> dict[str, set[str]]:
    """For every rule of lib (`fact.read`), the packages that use it, its own included."""
    found: dict[str, set[str]] = {
        f"{module.package[-1]}.{syntax.defined_name(rule)}": set()
        for module in modules.values()
        if module.package[1] == "lib"
        for rule in module.rules
    }
    for module in modules.values():
        for node in syntax.all_nodes([used_in(rule) for rule in module.rules]):
            if node.get("type") not in {"ref", "var"}:
                continue
            names = syntax.resolve_import(module, syntax.reference_names(node))
            path = names[1:] if names[:1] == ("data",) else (*module.package, *names)
            if path[:2] == ("policy", "lib") and ".".join(path[2:4]) in found:
                found[".".join(path[2:4])].add(".".join(module.package))
    return found


def used_in(rule: syntax.Node) -> list[Any]:
    """The parts of a rule that use something: all but the name that it defines."""
    return [
        part
        for link in syntax.else_chain(rule)
        for head in [link["head"]]
        for part in (link["body"], head.get("value"), head.get("key"), head["ref"][1:])
    ]


def idle(modules: Mapping[str, Module]) -> list[str]:
    """The rules of lib that fewer than two packages use, or only their own where others may."""
    return sorted(
        rule
        for rule, packages in users(modules).items()
        if len(packages) < 2 and packages != {f"policy.lib.{rule.split('.')[0]}"}
    )


ASKED_ONCE = {
    "firsts.of_lists": "made of what `firsts` alone knows of a first run",
    "looks.first_at_items": "made of what `looks` alone knows of the looks at an item",
    "roster.named_by": "made of what `roster` alone knows of an entry",
}
"""Rules that one requirement asks, and that stand beside what they are made of: elsewhere each would need five more."""


def test_every_rule_of_lib_has_two_users_or_is_its_packages_own(modules: dict[str, Module]) -> None:
    assert idle(modules) == sorted(ASKED_ONCE)


def test_a_rule_of_lib_that_one_package_uses_or_none_is_found(opa: Path) -> None:
    lib = "shared := 1\n\nhelper := 1\n\nown := 1\n\ndead := 1\n\nalso := own + shared\n"
    imported = "import data.policy.lib.b\n\n"
    item = imported + "x := b.shared + b.helper + b.also\n"
    two = imported + "x := b.shared + b.also\n"
    assert idle(written(opa, lib_b=lib, one=item, two=two)) == ["b.dead", "b.helper"]


# --- words -------------------------------------------------------------------------------------


def scales(names: Iterator[str]) -> list[str]:
    return sorted({name for name in names if SCALE & set(name.lower().split("_"))})


def named(modules: Mapping[str, Module]) -> Iterator[str]:
    """The names of rules and arguments, and the strings, of which keys of params are some."""
    for module in modules.values():
        for node in syntax.all_nodes(list(module.rules)):
            if node.get("type") in {"var", "string"}:
                yield node["value"]


def declared() -> Iterator[str]:
    """The names of reasons and parameters in METADATA and program.yaml."""
    for program in PROGRAMS:
        source = source_of(program)
        yield from source.config["parameters"]
        for metadata in source.metadata:
            yield from metadata.custom.get("reasons", {})
            yield from metadata.custom.get("parameters", {})


def test_nothing_is_named_for_a_scale(modules: dict[str, Module]) -> None:
    assert scales(named(modules)) == []
    assert scales(declared()) == []


def test_a_name_for_a_scale_is_found(opa: Path) -> None:
    text = 'risk_level := {"score": 1, "raised": 2} if input.highly == "high"\n'
    assert scales(named(written(opa, a=text))) == ["high", "risk_level", "score"]


def test_no_rule_makes_text_for_people(modules: dict[str, Module]) -> None:
    assert called(modules, "sprintf") == []


def test_a_rule_that_makes_text_is_found(opa: Path) -> None:
    assert called(written(opa, a='x := sprintf("%d", [1])\n'), "sprintf") == ["a.rego"]


def called(modules: Mapping[str, Module], builtin: str) -> list[str]:
    return [
        module.path
        for module in modules.values()
        for operator, _ in syntax.find_calls(list(module.rules))
        if syntax.reference_names(operator) == (builtin,)
    ]
