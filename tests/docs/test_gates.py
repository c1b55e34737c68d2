"""What docs/gates.md says of where a check runs is so: the Makefile's targets, and the tests that take a sample."""

import re
from pathlib import Path

import pytest

from tests.support.cases import ROOT

TEXT = (ROOT / "docs" / "gates.md").read_text("utf-8").partition("## What runs where")[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SAMPLED = re.compile(r"\b(?:sample|drawn)\.of\(|\bexamples\(|\bis_long\(\)")


def recipe(target: str) -> str:
    """A target's line and what it runs."""
    found = re.search(rf"^{target}:.*\n(?:\t.*\n)*", MAKEFILE, re.MULTILINE)
    assert found, target
    return found[0]


def column(number: int) -> dict[str, str]:
    """What the first table says of a target, by the name of the row."""
    rows = [line.strip("|").split("|") for line in TEXT.splitlines() if line.startswith("|")]
    return {row[0].strip(): row[number].strip() for row in rows if len(row) == 4}


@pytest.mark.parametrize(
    ("number", "target", "options"),
    [(1, "check", "-m unit"), (2, "test", ""), (3, "test-long", "--long")],
)
def test_a_target_runs_what_the_page_says(number: int, target: str, options: str) -> None:
    shown = column(number)
    assert shown[""] == f"`make {target}`"
    assert shown["lint: format, types, imports, policies"] == "yes"
    assert "lint" in recipe(target).partition("##")[0].split()
    runs = recipe(target).splitlines()[1].removeprefix("\t@$(PYTEST)").removesuffix("$(ARGS)")
    assert runs.strip() == options
    assert shown["all other tests"] == ("no" if options == "-m unit" else "yes")
    assert (shown["long gates"] == "in full") is (options == "--long")


def test_ci_runs_make_test() -> None:
    assert "exec make test\n" in (ROOT / ".ci" / "run").read_text("utf-8")


HELPERS = {"tests/support/sample.py", "tests/cli/support.py"}
"""With what gates are made, and how commands are run in a long run."""


def test_the_page_lists_every_file_that_takes_a_sample() -> None:
    shown = set(re.findall(r"`(tests/\S+\.py)` \|$", TEXT, re.MULTILINE))
    files = (path for path in (ROOT / "tests").rglob("*.py") if path.parent != ROOT / "tests")
    taking = {relative(path) for path in files if SAMPLED.search(path.read_text("utf-8"))}
    assert shown == taking - {*HELPERS, relative(Path(__file__))}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
