"""Exactly one finding for every requirement and subject in scope, over every case and every application.

`decide` refuses a result that is not complete (`tests/decide/test_examine.py`); here it is shown that the policies
never give it one to refuse.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.decide.examine import FindingKey, expected_finding_keys
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import read_facts
from tejun.policytest import with_overrides

from tests.support.cases import AS_OF, PROGRAMS, load_cases, whole_applications
from tests.support.sample import Sample

APPLICATIONS = [(program, path) for program in PROGRAMS for path in whole_applications(program)]


def faults(findings: Iterable[dict[str, Any]], expected: set[FindingKey]) -> list[str]:
    """The cells that have no finding, several, or one that was not asked for."""
    found = Counter((finding["requirement"], finding["subject"]) for finding in findings)
    return sorted(
        f"{requirement} {subject}: {found[requirement, subject]} findings"
        for requirement, subject in expected | found.keys()
        if found[requirement, subject] != 1 or (requirement, subject) not in expected
    )


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_case_has_exactly_one_finding_for_each_cell(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    faulty = {}
    for case in sample.of(load_cases(), lambda case: (case.requirement, case.expect["status"])):
        bundle = with_overrides(bundles[case.program], case)
        result = engine.evaluate(bundle, canonical.dumps(case.input)).result
        expected = expected_finding_keys(bundle.catalog, case.input["facts"], result["indicators"])
        if found := faults(result["findings"], expected):
            faulty[case.name] = found
    assert faulty == {}


@pytest.mark.parametrize(
    ("program", "path"), APPLICATIONS, ids=lambda item: item if isinstance(item, str) else item.stem
)
def test_every_application_has_exactly_one_finding_for_each_cell(
    program: str, path: Any, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    facts = read_facts(path.read_bytes(), "yaml")
    document = assemble(facts, as_of=date.fromisoformat(AS_OF))
    result = engine.evaluate(bundles[program], document.canonical).result
    expected = expected_finding_keys(bundles[program].catalog, facts.document, result["indicators"])
    assert faults(result["findings"], expected) == []


# --- the gate itself ---------------------------------------------------------------------------

Finding = dict[str, Any]

EXPECTED = {("RS-A", "person:p"), ("RS-A", "person:q"), ("RS-B", "application")}
WHOLE: list[Finding] = [
    {"requirement": requirement, "subject": subject} for requirement, subject in sorted(EXPECTED)
]


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda findings: findings.pop(0), "RS-A person:p: 0 findings"),
        (lambda findings: findings.append(findings[1]), "RS-A person:q: 2 findings"),
        (
            lambda findings: findings.append({**findings[0], "subject": "person:r"}),
            "RS-A person:r: 1 findings",
        ),
    ],
    ids=["removed", "doubled", "added"],
)
def test_a_finding_removed_doubled_or_added_is_a_fault(
    spoil: Callable[[list[Finding]], Any], fault: str
) -> None:
    findings = copy.deepcopy(WHOLE)
    assert faults(findings, EXPECTED) == []
    spoil(findings)
    assert faults(findings, EXPECTED) == [fault]
