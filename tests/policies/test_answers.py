"""Consulting ends: whatever waits for the FA is settled by its answer on that very point, and by no other.

Of each case that waits, the five answers: accepted, accepted within limits, declined, expired, older than its matter.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.policytest import Case, matching_findings, meets_expectation, with_overrides

from tests.support.answers import (
    ANSWERED_IN_WORDS_OF_ITS_OWN,
    ANSWERS,
    IN_FORCE,
    SETTLED_ELSEWHERE,
    answered,
    is_listed,
    waiting,
)
from tests.support.cases import load_cases

CASES = [case for case in load_cases() if case.reason not in ANSWERS]
WAITING = list(waiting(CASES))
SETTLED_HERE = [case for case in WAITING if not is_listed(case, ANSWERED_IN_WORDS_OF_ITS_OWN)]


def decided(case: Case, bundles: Mapping[str, Bundle], engine: WasmEngine) -> dict[str, Any]:
    document = canonical.dumps(case.input)
    return engine.evaluate(with_overrides(bundles[case.program], case), document).result


@pytest.mark.parametrize("reason", ANSWERS)
@pytest.mark.parametrize("case", WAITING, ids=lambda case: case.name)
def test_an_answer_on_the_cell_settles_it_or_says_why_not(
    case: Case, reason: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    asked = answered(case, reason)
    if reason in IN_FORCE and is_listed(case, ANSWERED_IN_WORDS_OF_ITS_OWN):
        found = matching_findings(asked, decided(asked, bundles, engine))
        assert "consult_fa" not in {finding["status"] for finding in found}
        return
    result = decided(asked, bundles, engine)
    assert meets_expectation(asked, result), matching_findings(asked, result)


@pytest.mark.parametrize("case", WAITING, ids=lambda case: case.name)
def test_an_answer_on_another_cell_settles_nothing(
    case: Case, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    answer = answered(case, "fa_accepted")
    (given,) = answer.input["fa"]["determinations"][-1:]
    given["about"] = [{"requirement": "RS-GEN-01", "subject": case.expect["subject"]}]
    result = decided(replace(answer, reason=case.reason, expect=case.expect), bundles, engine)
    assert meets_expectation(case, result), matching_findings(case, result)


@pytest.mark.parametrize("case", SETTLED_HERE, ids=lambda case: case.name)
def test_a_formal_check_does_not_go_by_what_the_institution_reports(
    case: Case, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    answer = answered(case, "fa_accepted")
    reported = answer.input["fa"]["determinations"].pop()
    answer.input["facts"].setdefault("determinations", []).append(reported)
    assert meets_expectation(answer, decided(answer, bundles, engine))
    answer.input["mode"] = "formal"
    found = matching_findings(answer, decided(answer, bundles, engine))
    assert "satisfied" not in {finding["status"] for finding in found}


def test_what_is_excepted_is_there() -> None:
    names = {case.name for case in CASES} | {f"{case.requirement}/*" for case in CASES}
    assert {*SETTLED_ELSEWHERE, *ANSWERED_IN_WORDS_OF_ITS_OWN} <= names
