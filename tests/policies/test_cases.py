"""Every reason that a requirement can give has a case, and both engines find in each what it expects.

Both are the service's own: the embedded one, and the OPA engine with a real OPA that holds each edition once for
every set of parameters that the cases ask for (one case of every requirement as the program is, and of each program one
with parameters of its own; all in a long run).
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import orjson
import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine
from tejun.errors import InvalidInputError
from tejun.model.intake import read_facts
from tejun.policytest import (
    Case,
    matching_findings,
    meets_expectation,
    read_case,
    with_overrides,
)

from tests.support.answers import (
    ANSWERED_IN_WORDS_OF_ITS_OWN,
    ANSWERS,
    IN_FORCE,
)
from tests.support.cases import CASES as CASES_FOLDER
from tests.support.cases import (
    PROGRAMS,
    complete,
    load_cases,
)
from tests.support.judged import in_threads
from tests.support.opa import opa_engine, rerooted
from tests.support.sample import Sample

CASES = load_cases()
OF_REQUIREMENT = {
    name: [case for case in CASES if case.requirement == name]
    for name in sorted({case.requirement for case in CASES})
}
"""A test has all cases of a requirement: to start one of its own for each takes as long as what it asks."""


AS_THE_PROGRAM_IS = {case.requirement for case in CASES if not case.overrides}
"""The requirements with a case that sets nothing of the program."""


@pytest.fixture(scope="module")
def opa_decisions(bundles: dict[str, Bundle], sample: Sample) -> dict[str, Any]:
    """What the OPA engine decides on the cases of the sample, by the case's name."""
    cases = sample.of(
        CASES, lambda case: case.program if has_parameters(case) else case.requirement
    )
    asked = {case.name: with_overrides(bundles[case.program], case) for case in cases}
    by_revision = {bundle.revision: bundle for bundle in asked.values()}
    held = {
        revision: rerooted(bundle, f"{bundle.root}_{i}")
        for i, (revision, bundle) in enumerate(by_revision.items())
    }
    with opa_engine(held.values()) as opa:

        def decide(case: Case) -> dict[str, Any]:
            bundle = held[asked[case.name].revision]
            return opa.evaluate(bundle, canonical.dumps(case.input)).result

        return dict(zip(asked, in_threads(decide, cases), strict=True))


def has_parameters(case: Case) -> bool:
    """Whether it sets the program otherwise, while others of its requirement do not: OPA has to hold that as well."""
    return bool(case.overrides) and case.requirement in AS_THE_PROGRAM_IS


def sorted_form(result: dict[str, Any]) -> bytes:
    """The result in canonical order, as its digest is taken."""
    findings = sorted(result["findings"], key=lambda item: (item["requirement"], item["subject"]))
    indicators = sorted(result["indicators"], key=lambda item: item["key"])
    return canonical.dumps({**result, "findings": findings, "indicators": indicators})


@pytest.mark.timeout(400)
@pytest.mark.parametrize("requirement", OF_REQUIREMENT)
def test_a_case_gives_its_finding_on_both_engines_alike(
    requirement: str,
    bundles: dict[str, Bundle],
    decided_once: Engine,
    opa_decisions: dict[str, Any],
) -> None:
    def wrong(case: Case) -> Iterator[tuple[str, Any]]:
        bundle = with_overrides(bundles[case.program], case)
        embedded = decided_once.evaluate(bundle, canonical.dumps(case.input)).result
        if not meets_expectation(case, embedded):
            yield f"{case.name}, embedded", matching_findings(case, embedded)
        on_opa = opa_decisions.get(case.name)
        if on_opa is not None:
            if not meets_expectation(case, on_opa):
                yield f"{case.name}, OPA", matching_findings(case, on_opa)
            if sorted_form(embedded) != sorted_form(on_opa):
                yield f"{case.name}, the two", (embedded, on_opa)

    cases = OF_REQUIREMENT[requirement]
    assert dict(chain.from_iterable(in_threads(lambda case: [*wrong(case)], cases))) == {}


def test_both_engines_are_asked_of_every_requirement(opa_decisions: dict[str, Any]) -> None:
    asked = {case.requirement for case in CASES if case.name in opa_decisions}
    assert asked == {case.requirement for case in CASES}


@pytest.mark.parametrize("requirement", OF_REQUIREMENT)
def test_the_facts_of_a_case_are_facts_that_somebody_could_submit(
    requirement: str, sample: Sample
) -> None:
    refused = {
        case.name: reason
        for case in sample.of(OF_REQUIREMENT[requirement], lambda case: case.expect["status"])
        if (reason := refusal(orjson.dumps(case.input["facts"])))
    }
    assert refused == {}


def refusal(facts: bytes) -> str | None:
    """Why the intake refuses the facts; of the same, which differ in answers or parameters, it is asked once."""
    digest = canonical.digest(facts)
    if digest not in REFUSALS:
        try:
            assert read_facts(facts).digest
            REFUSALS[digest] = None
        except InvalidInputError as error:
            REFUSALS[digest] = str(error)
    return REFUSALS[digest]


REFUSALS: dict[str, str | None] = {}


def test_a_case_is_named_in_both_languages_and_no_more() -> None:
    """`en: one, two}` without quotes is a title and a key."""
    named = {path: read_case(path)["case"].keys() for path in CASES_FOLDER.glob("*/*.yaml")}
    assert {path for path, keys in named.items() if keys != {"ja", "en"}} == set()


Reason = tuple[str, str]
"""A requirement and one of its reasons."""


def declared(bundles: dict[str, Bundle]) -> dict[Reason, str]:
    """The status of every reason of the programs' catalogs."""
    return {
        (requirement["id"], code): reason["status"]
        for bundle in bundles.values()
        for requirement in bundle.catalog["requirements"]
        for code, reason in requirement["reasons"].items()
    }


NEVER_GIVEN: dict[Reason, str] = {
    **{
        (
            "RS-MT-00",
            reason,
        ): "the FA accepts the judgement (RS-RA-01); here only its decline is read"
        for reason in ANSWERS
        if reason != "fa_declined"
    },
    ("RS-C2-02b", "declared_none"): "finances cannot be declared none: that is unsatisfied",
    **{
        (name.partition("/")[0], reason): why
        for name, why in ANSWERED_IN_WORDS_OF_ITS_OWN.items()
        for reason in IN_FORCE
    },
}
"""Reasons that a requirement inherits from a shared reading and never gives, and why."""


def given(cases: list[Case]) -> set[Reason]:
    return {(case.expect["requirement"], case.reason) for case in cases}


def test_there_is_a_case_for_every_reason_that_a_requirement_can_give(
    bundles: dict[str, Bundle],
) -> None:
    assert declared(bundles).keys() - given(CASES) == NEVER_GIVEN.keys(), "reasons without a case"
    assert given(CASES) - declared(bundles).keys() == set(), "cases for reasons in no METADATA"


def test_a_reason_whose_only_case_is_lost_is_missed(bundles: dict[str, Bundle]) -> None:
    lost = [case for case in CASES if case.name != "RS-P1-03/look_back_not_defined"]
    expected = {("RS-P1-03", "look_back_not_defined"), *NEVER_GIVEN}
    assert declared(bundles).keys() - given(lost) == expected


def test_the_status_of_a_case_is_the_one_that_its_reason_declares(
    bundles: dict[str, Bundle],
) -> None:
    statuses = declared(bundles)
    wrong = [
        case.name
        for case in CASES
        if case.expect.get("status") != statuses[case.expect["requirement"], case.reason]
    ]
    assert wrong == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_has_a_complete_application(program: str) -> None:
    assert complete(program)["application"]["program"] == program
