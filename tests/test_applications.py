"""The three applications in `fixtures/programs/kprogram-2026`: full, and each where its file says it stands."""

import copy
from typing import Any

import orjson
import pytest
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import read_facts
from tejun.model.json_types import DecisionJson
from tejun.registry import Registry
from tejun.terms import STATUSES

from tests.support.cases import PROGRAM, load_yaml
from tests.support.desk import APPLICATIONS
from tests.support.golden import decided_on

NAMES = ("complete", "typical", "foreign-partner")


def facts(name: str) -> Any:
    return load_yaml(APPLICATIONS / f"{name}.yaml")


def decided(document: Any, registry: Registry, engine: WasmEngine) -> DecisionJson:
    facts = read_facts(orjson.dumps(document))
    return decided_on(facts, registry, engine, program=PROGRAM).decision


@pytest.mark.parametrize("name", NAMES)
def test_an_application_is_full(name: str) -> None:
    document = facts(name)
    bodies, people = document["institutions"], document["people"]
    assert sorted(body["role"] for body in bodies) == ["joint", "joint", "lead"]
    assert [body for body in bodies if body["kind"] == "company" and body["country"] != "JP"]
    assert len(people) >= 6
    assert sum(person["student"] for person in people) == 1
    assert {person["role"] for person in people} == {"pi", "participant", "co_pi"}
    assert document["dmp"]["entries"][0]["madmp"]["dmp"]["dataset"]


def test_the_complete_one_is_prepared(registry: Registry, engine: WasmEngine) -> None:
    assert decided(facts("complete"), registry, engine)["outcome"] == "prepared"


def test_the_typical_one_has_findings_of_all_five_statuses(
    registry: Registry, engine: WasmEngine
) -> None:
    decision = decided(facts("typical"), registry, engine)
    assert decision["outcome"] == "action_required"
    assert all(decision["summary"][status] > 0 for status in STATUSES)


def test_a_foreign_company_waits_for_the_funding_agency_and_for_nothing_else(
    registry: Registry, engine: WasmEngine
) -> None:
    document = facts("foreign-partner")
    waiting = decided(document, registry, engine)
    assert waiting["outcome"] == "consultation_required"
    assert waiting["summary"]["missing_information"] == 0
    answer = {
        "id": "answer",
        "about": [
            {"requirement": "RS-C2-04", "subject": "institution:isarwerk"},
            {"requirement": "RS-RA-01"},
        ],
        "result": "accepted",
        "on": "2026-11-19",
        "by": "架空科学技術振興機構 研究セキュリティ担当",
        "reference": "架空振研第88号",
        "reason": "協力の範囲を評価に限ることを確認した。",
    }
    determinations = [*document.get("determinations", []), answer]
    document["requests"]["declared"]["on"] = answer["on"]  # that it asked no more is said since
    answered = decided({**document, "determinations": determinations}, registry, engine)
    assert answered["outcome"] == "prepared"


@pytest.mark.parametrize("result", ["declined", "none at all"])
def test_no_answer_but_an_accepting_one_makes_it_prepared(
    registry: Registry, engine: WasmEngine, result: str
) -> None:
    document = copy.deepcopy(facts("complete"))
    determination = next(
        determination
        for determination in document["determinations"]
        if "requirement" in determination["about"][0]
    )
    if result == "declined":
        determination["result"] = result
    else:
        document["determinations"].remove(determination)
    assert decided(document, registry, engine)["outcome"] != "prepared"
