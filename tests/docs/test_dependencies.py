"""docs/dependencies.md has a line for each dependency, and none for what is no dependency."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tests.support.cases import ROOT
from tools.install import TOOLS

TEXT = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def rows(heading: str, text: str = TEXT) -> list[list[str]]:
    """The cells of each row of the table under the heading, without its head."""
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def named(requirements: list[str | dict[str, str]]) -> list[str]:
    """The distributions that are asked for; a group that is included has lines of its own."""
    return sorted(
        re.split(r"[<>=!~;\[ ]", requirement)[0].lower()
        for requirement in requirements
        if isinstance(requirement, str)
    )


def described(heading: str) -> list[str]:
    return sorted(row[0].lower() for row in rows(heading))


def normal(name: str) -> str:
    """A distribution's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imports(path: Path) -> Iterator[str]:
    """The packages that a module imports, by their first name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_each_library_at_run_time_has_its_line() -> None:
    assert described("At run time") == named(PYPROJECT["project"]["dependencies"])


def test_each_library_to_build_and_to_check_has_its_line() -> None:
    groups = PYPROJECT["dependency-groups"]
    assert described("To build and to check") == named(
        [*groups["build"], *groups["dev"], *groups["audit"], *groups["bench"]]
    )


def test_what_the_build_requires_is_what_is_locked_for_it() -> None:
    """Else an install without build isolation, as `make setup` does it, would lack something."""
    assert PYPROJECT["build-system"]["requires"] == PYPROJECT["dependency-groups"]["build"]


def test_each_tool_has_its_line_with_the_version_that_is_pinned() -> None:
    assert {row[0]: row[1] for row in rows("Tools")} == {
        name: tool.pinned for name, tool in TOOLS.items()
    }


@pytest.mark.parametrize("heading", ["At run time", "To build and to check", "Tools"])
def test_each_line_says_why(heading: str) -> None:
    assert rows(heading)
    assert all(row[-1] for row in rows(heading))


def test_what_the_package_imports_comes_with_it() -> None:
    """A library that stands here for the tests alone would be missing in an installation."""
    lock = (ROOT / "requirements" / "runtime.txt").read_text("utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    for more in PYPROJECT["project"]["optional-dependencies"].values():
        locked |= {*named(more)}  # imported where it is used, and missed in words
    imported = {name for path in (ROOT / "service").rglob("*.py") for name in imports(path)}
    foreign = imported - {"tejun", *sys.stdlib_module_names}
    assert "fastapi" in foreign
    by_package = metadata.packages_distributions()
    assert {name for name in foreign if not locked & {*map(normal, by_package[name])}} == set()


def test_nothing_at_run_time_is_held_below_a_version() -> None:
    """A library that is held back keeps its faults: no bound from above, and no exact version but in the lock."""
    requirements = PYPROJECT["project"]["dependencies"]
    assert len(requirements) > 10
    assert [line for line in requirements if re.search(r"==|<|~=|!=", line.partition(";")[0])] == []


def test_what_runs_policies_is_asked_for_by_us_alone() -> None:
    """Else another library says which release of wasmtime there may be."""
    lock = (ROOT / "requirements" / "runtime.txt").read_text("utf-8")
    found = re.search(r"^wasmtime==.*\n(?:    --hash.*\n)*((?:    #.*\n)+)", lock, re.MULTILINE)
    assert found
    assert found[1] == "    # via tejun (pyproject.toml)\n"


def test_no_library_is_reached_into() -> None:
    """What a library keeps to itself may be gone with its next release."""
    files = [*(ROOT / "service").rglob("*.py")]
    assert len(files) > 100
    assert [path for path in files if "SLF001" in path.read_text("utf-8")] == []
