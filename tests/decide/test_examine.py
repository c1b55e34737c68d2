"""Whatever a policy leaves out, adds or contradicts, no decision comes of it: nothing reads as prepared by accident."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.decide.examine import examine, expected_finding_keys, outcome_of
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import EvaluationError
from tejun.model.intake import Facts, read_facts
from tejun.model.json_types import FindingJson, IndicatorJson
from tejun.terms import STATUSES

from tests.support.cases import ROOT

Result = dict[str, Any]
Spoil = Callable[[Result], None]


class Sound:
    """A sound result over the complete application, and what it is examined with."""

    def __init__(self, bundle: Bundle, engine: WasmEngine) -> None:
        path = ROOT / "fixtures" / "programs" / "kprogram-2026" / "complete.yaml"
        self.facts: Facts = read_facts(path.read_bytes(), "yaml")
        self.bundle = bundle
        document = assemble(self.facts, as_of=date(2026, 11, 20))
        self.result: Result = engine.evaluate(bundle, document.canonical).result

    def examine(self, spoil: Spoil = lambda result: None) -> None:
        result = copy.deepcopy(self.result)
        spoil(result)
        examine(result, self.bundle, self.facts.document)


@pytest.fixture(scope="session")
def sound(bundle: Bundle, engine: WasmEngine) -> Sound:
    return Sound(bundle, engine)


def test_a_sound_result_passes(sound: Sound) -> None:
    sound.examine()
    assert sound.result["outcome"] == "prepared"


def finding(result: Result, requirement: str) -> dict[str, Any]:
    finding: dict[str, Any] = next(
        finding for finding in result["findings"] if finding["requirement"] == requirement
    )
    return finding


SPOILS: dict[str, Spoil] = {
    "no findings at all": lambda r: r.update(findings=[]),
    "findings that are no list": lambda r: r.update(findings={}),
    "findings left out": lambda r: r.pop("findings"),
    "a finding that is nothing": lambda r: r["findings"].append(None),
    "one finding missing": lambda r: r["findings"].pop(),
    "one finding twice": lambda r: r["findings"].append(r["findings"][0]),
    "a finding that another one replaces": lambda r: r["findings"].__setitem__(0, r["findings"][1]),
    "a subject that nobody knows": lambda r: r["findings"][0].update(subject="person:nobody"),
    "a subject that is no text": lambda r: r["findings"][0].update(subject=["application"]),
    "a requirement that nobody knows": lambda r: r["findings"][0].update(requirement="RS-XX-99"),
    "a status that nobody knows": lambda r: r["findings"][0].update(status="fine"),
    "a status that its reason does not have": lambda r: finding(r, "RS-P1-03").update(
        status="not_applicable"
    ),
    "a reason that nobody knows": lambda r: r["findings"][0].update(reason="because"),
    "a reason that is no text": lambda r: r["findings"][0].update(reason=[]),
    "an enforcement that nobody knows": lambda r: r["findings"][0].update(enforcement="maybe"),
    "a binding finding made advisory": lambda r: finding(r, "RS-P1-03").update(
        enforcement="advisory"
    ),
    "a layer that nobody knows": lambda r: r["findings"][0].update(layer="universe"),
    "a key too many": lambda r: r["findings"][0].update(score=3),
    "a key too few": lambda r: r["findings"][0].pop("reads"),
    "an indicator that nobody judged": lambda r: r["indicators"].append(
        {"key": "new", "requirement": "RS-P1-03", "subject": "application", "reads": []}
    ),
    "an indicator that is nothing": lambda r: r["indicators"].append(None),
    "another program's edition": lambda r: r["edition"].update(program="other-2026"),
    "another edition": lambda r: r["edition"].update(edition="2"),
    "another base": lambda r: r["edition"].update(base="procedure-2030"),
    "no edition": lambda r: r.pop("edition"),
    "another form": lambda r: r.update(schema="tejun/result/2"),
    "an outcome that nobody knows": lambda r: r.update(outcome="approved"),
    "an outcome worse than the findings": lambda r: r.update(outcome="action_required"),
    "a way out that no finding gives": lambda r: r.update(outcome="out_of_scope"),
    "no outcome": lambda r: r.pop("outcome"),
}


@pytest.mark.parametrize("name", SPOILS)
def test_a_spoiled_result_is_no_decision(sound: Sound, name: str) -> None:
    with pytest.raises(EvaluationError) as error:
        sound.examine(SPOILS[name])
    assert "no decision" in error.value.detail.in_("en")
    assert error.value.advice.in_("ja")


@pytest.mark.parametrize("result", [None, [], "", 0, {}, {"findings": []}])
def test_what_is_no_result_at_all_is_no_decision(sound: Sound, result: Any) -> None:
    with pytest.raises(EvaluationError):
        examine(result, sound.bundle, sound.facts.document)


@given(data=st.data())
def test_no_finding_can_be_left_out(sound: Sound, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(sound.result["findings"]) - 1))
    with pytest.raises(EvaluationError) as error:
        sound.examine(lambda result: result["findings"].pop(index))
    left_out = sound.result["findings"][index]
    assert left_out["requirement"] in error.value.detail.in_("en")
    assert left_out["subject"] in error.value.detail.in_("ja")


@given(data=st.data())
def test_no_decision_is_prepared_with_a_binding_finding_that_is_open(
    sound: Sound, data: st.DataObject
) -> None:
    """Even where the finding's words are right in themselves."""
    binding = [
        (i, finding)
        for i, finding in enumerate(sound.result["findings"])
        if finding["enforcement"] == "binding"
    ]
    index, finding = data.draw(st.sampled_from(binding))
    requirement = next(
        item
        for item in sound.bundle.catalog["requirements"]
        if item["id"] == finding["requirement"]
    )
    bad = [
        (code, reason["status"])
        for code, reason in requirement["reasons"].items()
        if reason["status"] not in {"satisfied", "not_applicable"}
    ]
    if not bad:
        return
    reason, status = data.draw(st.sampled_from(bad))
    with pytest.raises(EvaluationError) as error:
        sound.examine(lambda r: r["findings"][index].update(reason=reason, status=status))
    assert "prepared" in error.value.detail.in_("en")


# --- who is asked ------------------------------------------------------------------------------


def subjects_asked(subjects: list[str], facts: dict[str, Any], *indicators: str) -> set[str]:
    catalog = {"requirements": [{"id": "R", "subjects": subjects}]}
    raised = [cast("IndicatorJson", {"key": key}) for key in indicators]
    keys = expected_finding_keys(catalog, facts, raised)
    assert {requirement for requirement, _ in keys} == {"R"}
    return {subject for _, subject in keys}


FACTS: dict[str, Any] = {
    "institutions": [
        {"id": "a", "role": "lead", "supporters": {"state": "provided", "entries": [{"id": "s"}]}},
        {"id": "b", "role": "joint"},
    ],
    "people": [
        {"id": "p", "role": "pi"},
        {"id": "q", "role": "co_pi"},
        {"id": "r", "role": "participant"},
    ],
    "measures": [{"id": "m"}],
}
ALONE: dict[str, Any] = {
    "institutions": [{"id": "a", "role": "lead"}],
    "people": [{"id": "p", "role": "pi"}],
}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("application", {"application"}),
        ("lead", {"institution:a"}),
        ("joint", {"institution:b"}),
        ("institution", {"institution:a", "institution:b"}),
        ("person", {"person:p", "person:q", "person:r"}),
        ("co_pi", {"person:q"}),
        ("supporter", {"supporter:s"}),
        ("measure", {"measure:m"}),
        ("indicator", {"indicator:x"}),
    ],
)
def test_each_kind_of_subject_is_read_from_the_facts(kind: str, expected: set[str]) -> None:
    assert subjects_asked([kind], FACTS, "x") == expected


@pytest.mark.parametrize("kind", ["joint", "co_pi", "supporter", "measure", "indicator"])
def test_where_there_is_nobody_the_application_answers(kind: str) -> None:
    assert subjects_asked([kind], ALONE) == {"application"}


@pytest.mark.parametrize("state", ["none", "withheld", "unobtainable"])
def test_supporters_that_are_not_named_are_not_asked(state: str) -> None:
    lead = {"id": "a", "role": "lead", "supporters": {"state": state}}
    assert subjects_asked(["supporter"], {**FACTS, "institutions": [lead]}) == {"application"}


def test_several_kinds_are_asked_together_and_the_application_only_where_all_are_empty() -> None:
    assert subjects_asked(["person", "joint", "supporter"], ALONE) == {"person:p"}
    assert subjects_asked(["application", "person"], ALONE) == {"application", "person:p"}


# --- the outcome -------------------------------------------------------------------------------


EFFECTS = {"OUT": {"outside": "out_of_scope"}, "ALT": {"accepted": "replaced"}}
"""What the reasons of these findings declare."""


def finding_with(status: str, *, enforcement: str = "binding", **fields: str) -> FindingJson:
    """A finding of the procedure's, with what the outcome depends on."""
    finding = {
        "requirement": "R",
        "reason": "r",
        "status": status,
        "layer": "procedure",
        "enforcement": enforcement,
        **fields,
    }
    return cast("FindingJson", finding)


OUTSIDE = finding_with("not_applicable", requirement="OUT", reason="outside")
REPLACED = finding_with("satisfied", requirement="ALT", reason="accepted")


@pytest.mark.parametrize(
    ("statuses", "outcome"),
    [
        (["satisfied", "not_applicable"], "prepared"),
        (["satisfied", "consult_fa"], "consultation_required"),
        (["consult_fa", "missing_information"], "information_required"),
        (["missing_information", "unsatisfied", "consult_fa"], "action_required"),
    ],
)
def test_the_worst_binding_finding_gives_the_outcome(statuses: list[str], outcome: str) -> None:
    assert outcome_of([finding_with(status) for status in statuses], EFFECTS) == outcome


@pytest.mark.parametrize("enforcement", ["advisory", "fa_duty"])
@pytest.mark.parametrize("status", STATUSES)
def test_a_finding_that_does_not_bind_moves_nothing(status: str, enforcement: str) -> None:
    findings = [finding_with("satisfied"), finding_with(status, enforcement=enforcement)]
    assert outcome_of(findings, EFFECTS) == "prepared"


@pytest.mark.parametrize("statuses", [["not_applicable"], ["satisfied", "waived"], ["waived"]])
def test_without_a_satisfied_one_or_with_an_unknown_one_nothing_is_prepared(
    statuses: list[str],
) -> None:
    """As the rules have it (`policies/decision.rego`)."""
    assert outcome_of([finding_with(status) for status in statuses], EFFECTS) == "undefined"


def test_where_nothing_binds_nothing_is_prepared() -> None:
    assert outcome_of([], EFFECTS) == "undefined"
    assert outcome_of([finding_with("satisfied", enforcement="advisory")], EFFECTS) == "undefined"


def test_out_of_scope_and_replaced_come_before_everything_else() -> None:
    open_finding = finding_with("unsatisfied")
    assert outcome_of([open_finding, REPLACED], EFFECTS) == "replaced"
    assert outcome_of([open_finding, REPLACED, OUTSIDE], EFFECTS) == "out_of_scope"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("unsatisfied", "action_required"),
        ("missing_information", "information_required"),
        ("consult_fa", "consultation_required"),
        ("satisfied", "replaced"),
        ("not_applicable", "replaced"),
    ],
)
def test_what_the_program_asks_for_beside_a_replaced_procedure_counts(
    status: str, outcome: str
) -> None:
    by_program = finding_with(status, requirement="P", layer="program")
    findings = [finding_with("unsatisfied"), REPLACED, by_program]
    assert outcome_of(findings, EFFECTS) == outcome
    assert outcome_of([*findings, OUTSIDE], EFFECTS) == "out_of_scope"


def test_only_what_is_declared_comes_before_everything_else() -> None:
    open_finding = finding_with("unsatisfied")
    assert outcome_of([open_finding, REPLACED, OUTSIDE], {}) == "action_required"
    other: FindingJson = {**OUTSIDE, "requirement": "ALT"}
    assert outcome_of([open_finding, other], EFFECTS) == "action_required"


@pytest.mark.parametrize("finding", [OUTSIDE, REPLACED], ids=lambda finding: finding["reason"])
def test_what_a_program_says_brings_about_neither(finding: FindingJson) -> None:
    by_program: FindingJson = {**finding, "layer": "program"}
    assert outcome_of([finding_with("unsatisfied"), by_program], EFFECTS) == "action_required"
