"""Facts of form 1 come over to form 2: nothing is lost, and nothing is made up."""

import json
from typing import Any

import pytest
from tejun.errors import InvalidFactsError
from tejun.model.convert import in_form_2, to_form_2
from tejun.model.intake import read_facts
from tejun.reading import read_document

DECLARED = {"by": "研究推進課", "on": "2026-10-01"}
SUPPORTER = {
    "id": "kita",
    "name": "北風計測",
    "kind": "company",
    "country": "JP",
    "institution": "minato",
}
FORM_1: dict[str, Any] = {
    "schema": "tejun/facts/1",
    "application": {
        "id": "a-1",
        "title": "架空の研究",
        "program": "kprogram-2026",
        "call": {"reference": "架空公募要領", "closes": "2026-12-18"},
        "stage": "applying",
        "technology_areas": ["量子"],
    },
    "process": {
        "collection": {
            "state": "provided",
            "declared": DECLARED,
            "entries": [{"summary": "情報を収集し、データの管理を確認した。"}],
        }
    },
    "institutions": [
        {"id": "aoba", "role": "lead", "name": "青葉大学", "kind": "university", "country": "JP"},
        {"id": "minato", "role": "joint", "name": "港研究所", "kind": "other", "country": "JP"},
    ],
    "people": [
        {
            "id": "sato",
            "name": "佐藤",
            "role": "pi",
            "institution": "aoba",
            "student": False,
            "screening": [
                {
                    "list_id": "xa-list",
                    "list_version": "1",
                    "retrieved_on": "2026-10-01",
                    "queried_names": ["佐藤"],
                    "algorithm": "jaro-winkler",
                    "threshold": 0.9,
                    "candidates": [{"id": "1", "score": 0.95}],
                    "run_by": "研究推進課",
                    "run_on": "2026-10-01",
                }
            ],
        },
    ],
    "supporters": {"state": "provided", "declared": DECLARED, "entries": [SUPPORTER]},
    "data": {
        "dmp": {
            "dmp": {
                "title": "計画",
                "dmp_id": {"identifier": "https://rdm.example/1", "type": "url"},
                "contact": {
                    "name": "佐藤",
                    "mbox": "sato@aoba.example",
                    "contact_id": {"identifier": "1", "type": "other"},
                },
                "created": "2026-09-01T00:00:00Z",
                "modified": "2026-09-30T00:00:00Z",
                "language": "jpn",
                "ethical_issues_exist": "no",
                "dataset": [],
            }
        },
        "dmp_version": "3",
        "managed": {
            "state": "provided",
            "declared": DECLARED,
            "entries": [{"dataset_id": {"identifier": "https://rdm.example/d1", "type": "url"}}],
        },
    },
    "determinations": [
        {
            "id": "d1",
            "requirement": "RS-C2-04",
            "subject": "institution:minato",
            "result": "accepted",
            "on": "2026-10-02",
            "by": "架空機構",
            "reference": "第1号",
            "reason": "差し支えない。",
        },
        {
            "id": "d2",
            "requirement": "RS-RA-01",
            "indicator": "RS-C2-02d/institution:minato/adverse",
            "result": "accepted",
            "on": "2026-10-02",
            "by": "架空機構",
            "reference": "第2号",
            "reason": "差し支えない。",
        },
    ],
    "measures": [
        {
            "id": "m1",
            "kind": "training",
            "indicators": [],
            "reason": "求められている。",
            "owner": "研究推進課",
            "due": "2026-12-01",
        }
    ],
    "follow_up": {
        "state": "provided",
        "declared": DECLARED,
        "entries": [
            {"measure": "m1", "checked_on": "2026-10-01", "by": "研究推進課", "state": "実施済み"}
        ],
    },
}


def test_it_fits_form_2() -> None:
    assert read_facts(json.dumps(to_form_2(FORM_1)).encode()).digest


def test_what_was_given_is_not_changed() -> None:
    before = json.dumps(FORM_1)
    to_form_2(FORM_1)
    assert json.dumps(FORM_1) == before


def test_each_institution_has_its_own_supporters_and_the_lead_the_managed_data() -> None:
    lead, joint = to_form_2(FORM_1)["institutions"]
    assert lead["managed_data"] == FORM_1["data"]["managed"]
    assert "supporters" not in lead
    assert joint["supporters"]["declared"] == DECLARED
    assert joint["supporters"]["entries"] == [
        {key: value for key, value in SUPPORTER.items() if key != "institution"}
    ]


def test_that_nobody_supports_the_research_was_the_leads_word() -> None:
    none = {"state": "none", "declared": DECLARED}
    lead, joint = to_form_2({**FORM_1, "supporters": none})["institutions"]
    assert lead["supporters"] == none
    assert "supporters" not in joint


def test_the_plan_is_declared_by_whom_it_names_on_its_own_day() -> None:
    assert to_form_2(FORM_1)["dmp"] == {
        "state": "provided",
        "declared": {"by": "佐藤", "on": "2026-09-30"},
        "entries": [{"title": "計画", "madmp": FORM_1["data"]["dmp"], "madmp_version": "3"}],
    }


def test_the_one_statement_on_the_first_step_was_on_both_of_its_lines() -> None:
    entries = to_form_2(FORM_1)["process"]["collection"]["entries"]
    assert [entry["line"] for entry in entries] == ["information", "managed_data"]
    assert {entry["summary"] for entry in entries} == {"情報を収集し、データの管理を確認した。"}


def test_an_answer_keeps_its_topic() -> None:
    assert [answer["about"] for answer in to_form_2(FORM_1)["determinations"]] == [
        [{"requirement": "RS-C2-04", "subject": "institution:minato"}],
        [{"indicator": "RS-C2-02d/institution:minato/adverse"}],
    ]


def test_what_form_1_did_not_ask_for_is_left_open() -> None:
    converted = to_form_2(FORM_1)
    assert "chosen_on" not in converted["measures"][0]
    (check,) = converted["follow_up"]["entries"]
    assert check["note"] == "実施済み"
    assert "state" not in check


def test_a_document_of_form_2_stays_as_it_is() -> None:
    document = read_document(json.dumps(to_form_2(FORM_1)).encode(), "json")
    assert in_form_2(document) is document.value


def test_what_does_not_fit_form_1_is_named_in_the_users_own_file() -> None:
    data = json.dumps({**FORM_1, "people": []}, indent=1).encode()
    with pytest.raises(InvalidFactsError) as error:
        in_form_2(read_document(data, "json"))
    assert [place.pointer for place in error.value.places] == ["/people"]
