"""Consulting ends: whatever waits for the FA is settled by its answer on that very point, and by no other.

Of each case that waits (one of every requirement; all in a long run), the five answers: accepted, accepted within
limits, declined, expired, older than its matter.
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
from tests.support.judged import in_threads
from tests.support.sample import Sample

CASES = [case for case in load_cases() if case.reason not in ANSWERS]
WAITING = list(waiting(CASES))


def decided(case: Case, bundles: Mapping[str, Bundle], engine: WasmEngine) -> dict[str, Any]:
    document = canonical.dumps(case.input)
    return engine.evaluate(with_overrides(bundles[case.program], case), document).result


@pytest.fixture(scope="module")
def asked(sample: Sample) -> list[Case]:
    """The cases that wait; of each requirement one, in a long run all."""
    return sample.of(WAITING, lambda case: case.requirement)


def test_an_answer_on_the_cell_settles_it_or_says_why_not(
    asked: list[Case], bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    def wrong(question: tuple[Case, str]) -> list[dict[str, Any]]:
        case, reason = question
        answer = answered(case, reason)
        result = decided(answer, bundles, engine)
        found = matching_findings(answer, result)
        if reason in IN_FORCE and is_listed(case, ANSWERED_IN_WORDS_OF_ITS_OWN):
            return [finding for finding in found if finding["status"] == "consult_fa"]
        return [] if meets_expectation(answer, result) else found or [{}]

    questions = [(case, reason) for case in asked for reason in ANSWERS]
    found = zip(questions, in_threads(wrong, questions), strict=True)
    assert {(case.name, reason): left for (case, reason), left in found if left} == {}


def test_an_answer_on_another_cell_settles_nothing(
    asked: list[Case], bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    def stands(case: Case) -> bool:
        answer = answered(case, "fa_accepted")
        (given,) = answer.input["fa"]["determinations"][-1:]
        given["about"] = [{"requirement": "RS-GEN-01", "subject": case.expect["subject"]}]
        unsettled = replace(answer, reason=case.reason, expect=case.expect)
        return meets_expectation(case, decided(unsettled, bundles, engine))

    standing = zip(asked, in_threads(stands, asked), strict=True)
    assert [case.name for case, stands in standing if not stands] == []


def test_a_formal_check_does_not_go_by_what_the_institution_reports(
    asked: list[Case], bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    def goes_by(case: Case) -> tuple[bool, bool]:
        """Whether a pre-check does, and whether a formal one does."""
        answer = answered(case, "fa_accepted")
        reported = answer.input["fa"]["determinations"].pop()
        answer.input["facts"].setdefault("determinations", []).append(reported)
        precheck = meets_expectation(answer, decided(answer, bundles, engine))
        answer.input["mode"] = "formal"
        found = matching_findings(answer, decided(answer, bundles, engine))
        return precheck, "satisfied" in {finding["status"] for finding in found}

    here = [case for case in asked if not is_listed(case, ANSWERED_IN_WORDS_OF_ITS_OWN)]
    assert here != []
    found = zip(here, in_threads(goes_by, here), strict=True)
    assert {case.name: went for case, went in found if went != (True, False)} == {}


def test_what_is_excepted_is_there() -> None:
    names = {case.name for case in CASES} | {f"{case.requirement}/*" for case in CASES}
    assert {*SETTLED_ELSEWHERE, *ANSWERED_IN_WORDS_OF_ITS_OWN} <= names
