"""Many mutants side by side in one OPA: each under a root of its own, beside the policies as they are.

Always holds: a mutant's copies are told from the policies by their root alone (`m17` for `policy`); what is not copied
is read where it was. Every mutant has the same cases asked of it that the policies have, under the same parameters.

May not know: what is asked for, and what comes of it.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tejun.policytest.case import OVERRIDDEN

from tests.mutation.mutants import Mutant
from tests.mutation.worlds import World
from tests.support.cases import data_of

VERDICTS = "verdicts"
"""Where the verdicts stand: `data.verdicts.m17.killed`."""

GIVES = """package mutation

# One finding on the case's cell, the one that is expected: as `tejun.policytest.run` has it, but for the outcome.
gives(case, findings) if {
	[found] := [finding |
		some finding in findings
		finding.requirement == case.expect.requirement
		finding.subject == case.expect.subject
	]
	every key, value in case.expect { found[key] == value }
}
"""


@dataclass(frozen=True)
class Asked:
    """What is asked of a mutant: `copied` are the files under its root, `cases` those whose cases are run."""

    copied: set[str]
    cases: set[str]


def lay_out(folder: Path, world: World, asked: Iterable[Asked]) -> None:
    """The policies as they are, and the cases that are asked. As when Rego is tested, no parameter is set."""
    ids = {world.requirements.get(file) for look in asked for file in look.cases}
    for file, text in world.modules.items():
        write(folder / file, text)
    write(folder / "mutation.rego", GIVES)
    cases = {name: for_opa(found) for name, found in world.cases.items() if name in ids}
    data = {"world": world.data, "cases": cases}
    write(folder / "data.json", json.dumps(data, ensure_ascii=False))


def for_opa(cases: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            "input": case.input,
            **data_of(case),
            "expect": {key: value for key, value in case.expect.items() if key != "outcome"},
        }
        for case in cases
    ]


def add(
    folder: Path, world: World, mutant: Mutant, *, root: str, pattern: str, asked: Asked
) -> None:
    """Puts the mutant under `root`, with its copies and its verdict; under `pattern` stands the unchanged module."""
    moved = re.compile(
        rf"\bpolicy\.({'|'.join(map(re.escape, moving(world, asked.copied)))})(?=(?:_test)?(?!\w))"
    )
    for file in asked.copied:
        text = mutant.text if file == mutant.path else world.files[file]
        write(folder / root / file, moved.sub(rf"{root}.\1", text))
    rules = [*of_tests(world, root, pattern, asked), *of_cases(world, root, asked)]
    text = "\n\n".join([f"package {VERDICTS}.{root}", *rules])
    write(folder / root / "verdict.rego", f"{text}\n")


def moving(world: World, copied: set[str]) -> set[str]:
    """What is named under the new root: each package that is copied, and all branches where everything is."""
    names = {world.packages[file].partition(".")[2] for file in copied}
    return {name.partition(".")[0] for name in names} if copied >= set(world.modules) else names


def of_tests(world: World, root: str, pattern: str, asked: Asked) -> list[str]:
    """Killed where a Rego test says something else than of the unchanged module."""
    return [
        f"killed if not data.{root}.{test} == data.{pattern}.{test}"
        for file in sorted(asked.copied - set(world.modules))
        for test in names_of_tests(world, file)
    ]


def of_cases(world: World, root: str, asked: Asked) -> list[str]:
    """Killed where a case finds something else than it expects."""
    holding = [
        f'\tevery case in data.cases["{name}"] {{\n'
        f"\t\tdata.mutation.gives(case, {spoken(world, file, root)}) {given(world)}\n\t}}\n"
        for file, name in sorted(world.requirements.items())
        if file in asked.cases and world.cases.get(name)
    ]
    if not holding:
        return []
    return ["killed if not cases_hold", f"cases_hold if {{\n{''.join(holding)}}}"]


def names_of_tests(world: World, file: str) -> list[str]:
    """The Rego tests of a file, by their path below the root."""
    package = world.packages[file].partition(".")[2]
    tests = re.findall(r"^test_\w+", world.files[file], re.MULTILINE)
    return [f"{package}.{test}" for test in dict.fromkeys(tests)]


def given(world: World) -> str:
    """What a case is evaluated under: its input, and the program's data with what the case sets."""
    own = {key: f"case.{key}" for key in OVERRIDDEN}
    data = {key: f"data.world.{key}" for key in world.data} | own
    return " ".join(
        [
            "with input as case.input",
            *(f"with data.policy.{key} as {value}" for key, value in data.items()),
        ]
    )


def spoken(world: World, file: str, root: str) -> str:
    """What the requirement says: its findings, or its tightenings."""
    package = world.packages[file].partition(".")[2]
    said = (
        "tightenings"
        if re.search(r"^tightenings\b", world.files[file], re.MULTILINE)
        else "findings"
    )
    return f"data.{root}.{package}.{said}"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
