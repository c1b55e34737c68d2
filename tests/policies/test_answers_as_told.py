"""Where a remedy says on what the FA's answer is entered, an acceptance entered just so settles that very finding.

The explanation is read as its reader has it: the places are taken from its sentence, nothing else is known.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.explain import explain
from tejun.policytest import Case, matching_findings, with_overrides

from tests.support.answers import accepted_on, is_listed
from tests.support.cases import load_cases
from tests.support.explained import decision
from tests.support.sample import Sample

ANSWERED_THERE = (
    "RS-C2-05/items_for_consultation",
    "RS-STP-03/refusal_stands",
    "RS-O5-02/refused_since",
    "RS-O5-02/refused_of_the_call",
    "RS-GEN-01/*",
    "RS-RA-02/*",
    "RS-MT-08/*",
)
"""Whose remedies name no place: a co-PI's items have cells of their own, what the FA refused is told by its answer;
advice and the FA's duties bind nobody.
"""

_PLACE = re.compile(r"`(requirement|indicator|measure|request): ([^`,]+)(?:, subject: ([^`]+))?`")


@cache
def cases() -> tuple[Case, ...]:
    """Those that wait for the FA, and those that lack what it may say: which lists there are."""
    return tuple(case for case in load_cases() if _waits(case))


def group_of(case: Case) -> str:
    return case.requirement.rpartition("-")[0]


def _waits(case: Case) -> bool:
    asks_for_lists = case.reason == "lists_not_named" and case.requirement.startswith("RS-")
    return case.expect.get("status") == "consult_fa" or asks_for_lists


def as_told(case: Case, result: dict[str, Any], catalog: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the remedy of the case's finding says that the answer is about; nothing where it does not say."""
    made = decision(
        *result["findings"],
        indicators=result["indicators"],
        outcome=result["outcome"],
        as_of=case.input["as_of"],
        mode=case.input["mode"],
    )
    explanation = explain(made, catalog, language="en", document=case.input)
    cell = (case.expect["requirement"], case.expect["subject"])
    (view,) = (
        finding
        for clause in explanation.clauses
        for finding in clause.findings
        if (finding.requirement, finding.subject) == cell
    )
    return [
        {kind: name} | ({"subject": subject} if subject else {})
        for kind, name, subject in _PLACE.findall(view.remedy or "")
    ]


def still_waiting(
    case: Case, bundle: Bundle, engine: WasmEngine, catalog: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The case's finding, where it goes on waiting though the answer was entered as told."""
    bundle = with_overrides(bundle, case)
    before = engine.evaluate(bundle, canonical.dumps(case.input)).result
    about = as_told(case, before, catalog)
    assert about or is_listed(case, ANSWERED_THERE), "the remedy names no place"
    if not about:
        return []
    answered = replace(case, input=accepted_on(case.input, about))
    after = engine.evaluate(bundle, canonical.dumps(answered.input)).result
    return [
        finding
        for finding in matching_findings(answered, after)
        if finding["status"] == "consult_fa" or finding["reason"] == case.reason
    ]


def test_an_acceptance_entered_as_told_settles_the_finding(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    chosen = sample.of(cases(), by=lambda case: (group_of(case), case.reason))
    assert {case.reason for case in chosen} >= {"part_withheld", "undisposed", "lists_not_named"}
    found = {}
    for case in chosen:
        bundle = bundles[case.program]
        if waiting := still_waiting(case, bundle, engine, bundle.catalog):
            found[case.name] = waiting
    assert found == {}


@pytest.mark.parametrize(
    "name",
    [
        "RS-PRE-01/part_withheld",
        "RS-STP-03/consultation_open",
        "RS-STP-03/risk_to_consult",
        "RS-MT-00/none_to_consult",
        "RS-DD-04/undisposed",
        "RS-S3-01/supporters_not_confirmed",
    ],
)
def test_a_catalog_that_says_nothing_of_the_place_would_be_found(
    name: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    case = next(case for case in cases() if case.name == name)
    bundle = bundles[case.program]
    assert still_waiting(case, bundle, engine, bundle.catalog) == []
    assert still_waiting(case, bundle, engine, _silent(bundle.catalog)) != []


def _silent(catalog: Mapping[str, Any]) -> dict[str, Any]:
    """The catalog as one of before had it, without `answered_at`."""
    requirements = [
        {
            **requirement,
            "reasons": {
                code: {key: value for key, value in reason.items() if key != "answered_at"}
                for code, reason in requirement["reasons"].items()
            },
        }
        for requirement in catalog["requirements"]
    ]
    return {**catalog, "requirements": requirements}
