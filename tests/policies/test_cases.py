"""Every reason that a requirement can give has a case, and both engines find in each what it expects.

One run of a real OPA over all cases serves three questions: the finding, the agreement of the two
engines to the last byte, and (with the Rego tests) which lines of the policies were ever reached.
"""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from service import canonical
from service.bundle.archive import DATA, Bundle
from service.engine.wasm import WasmEngine
from service.model.intake import read_facts
from tests.support.cases import ROOT, Case, found, gives, load_cases, on_opa

CASES = load_cases()
POLICIES = ROOT / "policies"


@pytest.fixture(scope="module")
def opa_answers(opa: Path) -> list[dict[str, Any]]:
    """What a real OPA decides on every case, with coverage; in two halves, one for each core."""
    with ThreadPoolExecutor(2) as pool:
        return list(
            pool.map(lambda cases: on_opa(opa, cases, "--coverage"), (CASES[::2], CASES[1::2]))
        )


@pytest.fixture(scope="module")
def opa_decisions(opa_answers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        name: decision
        for answer in opa_answers
        for name, decision in answer["result"][0]["expressions"][0]["value"].items()
    }


def with_data(bundle: Bundle, case: Case) -> Bundle:
    """The bundle as if its program had set the case's parameters and checklist."""
    mounted = bundle.data[bundle.root]
    changed = {**mounted, "params": case.params, "checklist": case.checklist}
    if changed == mounted:
        return bundle
    data = canonical.dumps({bundle.root: changed})
    return replace(bundle, revision=canonical.digest(data), files={**bundle.files, DATA: data})


def sorted_form(result: dict[str, Any]) -> bytes:
    """The result in canonical order, as its digest is taken."""
    findings = sorted(result["findings"], key=lambda one: (one["requirement"], one["subject"]))
    indicators = sorted(result["indicators"], key=lambda one: one["key"])
    return canonical.dumps({**result, "findings": findings, "indicators": indicators})


@pytest.mark.timeout(400)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_its_finding_on_both_engines_alike(
    case: Case, bundle: Bundle, engine: WasmEngine, opa_decisions: dict[str, Any]
) -> None:
    document = canonical.dumps(case.input)
    embedded = engine.evaluate(with_data(bundle, case), document).result
    assert gives(case, embedded), found(case, embedded)
    on_opa = opa_decisions[case.name]
    assert gives(case, on_opa), found(case, on_opa)
    assert sorted_form(embedded) == sorted_form(on_opa)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_facts_of_a_case_are_facts_that_somebody_could_submit(case: Case) -> None:
    assert read_facts(orjson.dumps(case.input["facts"])).digest


def test_there_is_a_case_for_every_reason_that_a_requirement_can_give(bundle: Bundle) -> None:
    given = {(case.expect["requirement"], case.reason) for case in CASES}
    declared = {
        (requirement["id"], reason)
        for requirement in bundle.catalog["requirements"]
        for reason in requirement["reasons"]
    }
    assert declared - given == set(), "reasons without a case"
    assert given - declared == set(), "cases for reasons that no METADATA declares"


def test_the_status_of_a_case_is_the_one_that_its_reason_declares(bundle: Bundle) -> None:
    reasons = {
        (requirement["id"], code): reason["status"]
        for requirement in bundle.catalog["requirements"]
        for code, reason in requirement["reasons"].items()
    }
    wrong = [
        case.name
        for case in CASES
        if case.expect.get("status") != reasons[case.expect["requirement"], case.reason]
    ]
    assert wrong == []


def test_the_rego_tests_pass_and_with_the_cases_reach_every_line(
    opa: Path, opa_answers: list[dict[str, Any]]
) -> None:
    run = subprocess.run(
        [opa, "test", "--coverage", "--format", "json", *rego_under_test()],
        capture_output=True,
        text=True,
        check=False,
        cwd=POLICIES,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    tested = json.loads(run.stdout)["files"]
    unreached = never_reached(tested, *(answer["coverage"]["files"] for answer in opa_answers))
    assert unreached == {}


def rego_under_test() -> list[str]:
    return ["lib", "procedure", "decision.rego", "decision_test.rego", "programs/kprogram-2026"]


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
