"""The Rego tests pass; and with the cases they reach every line of the policies.

Of each case, put to `opa eval`, its own requirement alone is asked, so that no line counts as reached only because a
case of something else came past. A long run holds every file to it; a sample the files of one requirement of every
group, with all of their cases. The Rego tests run whole in both.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import (
    COVERAGE,
    POLICIES,
    PROGRAMS,
    by_program,
    coverage,
    load_cases,
    policy_files,
    source_of,
)
from tests.support.judged import in_threads
from tests.support.sample import Sample, is_long

CASES = load_cases()


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_rego_tests_pass_and_with_the_cases_reach_every_line(opa: Path, sample: Sample) -> None:
    requirements = sorted({case.requirement for case in CASES})
    drawn = sample.of(requirements, group_of)
    cases = by_program(case for case in CASES if case.requirement in drawn)
    tested = in_threads(lambda program: rego_tests(opa, program), PROGRAMS)
    asked = in_threads(lambda program: coverage(opa, program, cases[program]), cases)
    held = {
        policy_files(case.program)[case.requirement] for case in CASES if case.requirement in drawn
    }
    missed = never_reached(*tested, *asked)
    assert {file: lines for file, lines in missed.items() if is_long() or file in held} == {}
    assert held <= {path.removeprefix("./") for report in asked for path in report}


def group_of(requirement: str) -> str:
    """RS-P1, of RS-P1-03; what programs have of their own is one group."""
    return requirement.rpartition("-")[0] if requirement.startswith("RS-") else ""


def rego_tests(opa: Path, program: str) -> dict[str, Any]:
    """Runs the Rego tests of one program, and those of its base too: beside one program, in a long run beside each.

    Which lines they reach, by file.
    """
    beside = program == PROGRAMS[0] or is_long()
    files = [
        path
        for path in map(str, source_of(program).files.values())
        if beside or path.startswith("programs/") or not path.endswith("_test.rego")
    ]
    run = subprocess.run(
        [opa, "test", *COVERAGE, "--timeout", "90s", "--format", "json", *files],
        capture_output=True,
        text=True,
        check=False,
        cwd=POLICIES,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    reached: dict[str, Any] = json.loads(run.stdout)["files"]
    return reached


def never_reached(*reports: dict[str, Any]) -> dict[str, list[int]]:
    """Lines of each policy that none of the coverage reports has as covered, by file."""
    covered: dict[str, set[int]] = {}
    seen: dict[str, set[int]] = {}
    for report in reports:
        for path, lines in report.items():
            name = path.removeprefix("./")
            covered.setdefault(name, set()).update(rows(lines.get("covered", [])))
            seen.setdefault(name, set()).update(rows(lines.get("not_covered", [])))
    left = {name: sorted(lines - covered[name]) for name, lines in seen.items()}
    return {
        name: lines for name, lines in left.items() if lines and not name.endswith("_test.rego")
    }


def rows(ranges: list[dict[str, Any]]) -> list[int]:
    return [row for one in ranges for row in range(one["start"]["row"], one["end"]["row"] + 1)]


def test_a_line_that_nothing_reaches_is_reported() -> None:
    reached = {"a.rego": {"covered": [{"start": {"row": 1}, "end": {"row": 2}}]}}
    missed = {"./a.rego": {"not_covered": [{"start": {"row": 2}, "end": {"row": 3}}]}}
    assert never_reached(reached, missed) == {"a.rego": [3]}
