"""What stays of a decision when it is erased: codes, and nothing that a submitter wrote."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.decide.codes import codes_of, describe, describe_values
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.decision import DecisionCodes
from tejun.registry import Registry
from tejun.store.records import Record
from tejun.terms import ENFORCEMENTS, LAYERS, STATUSES

from tests.support import earlier
from tests.support.cases import PROGRAMS, whole_applications
from tests.support.traces import record_of

APPLICATIONS = [path for program in PROGRAMS for path in whole_applications(program)]
SUBJECT = r"application|(institution|person|supporter|measure|indicator):#[1-9][0-9]*"
SHORTEST = 4
"""What is shorter stands in words of all kinds."""

SECONDS = 0.0003


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


NAMES = [named(path) for path in APPLICATIONS]


@pytest.fixture(scope="module")
def recorded(every_edition: Registry, engine: WasmEngine) -> Mapping[str, tuple[Record, Bundle]]:
    """The record of each whole application of the fixtures, with the bundle that decided."""
    return {named(path): record_of(path, every_edition, engine) for path in APPLICATIONS}


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of JSON, names of members too where they are no code of the form."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def vocabulary(decision: dict[str, Any], bundle: Bundle) -> set[str]:
    """The words that codes may have: the catalog's, tejun's own, and what names the edition."""
    words = {*STATUSES, *ENFORCEMENTS, *LAYERS, "application", "tejun/decision-codes/1"}
    for requirement in bundle.catalog["requirements"]:
        words |= {requirement["id"], *requirement["reasons"]}
    own = ("id", "program", "edition", "base", "mode", "as_of", "decided_at", "outcome")
    return words | {decision[key] for key in own} | {*strings(decision["bundle"])}


def written_by_the_submitter(codes: bytes, facts: Any, words: set[str]) -> set[str]:
    """The texts of the facts that stand in the codes, and in no word that may."""
    text = codes.decode()
    return {
        said
        for said in strings(facts)
        if len(said) >= SHORTEST and said in text and not any(said in word for word in words)
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_the_facts_stands_in_the_codes(
    name: str, recorded: Mapping[str, tuple[Record, Bundle]]
) -> None:
    record, bundle = recorded[name]
    decision, facts = json.loads(record.decision), json.loads(record.input)["facts"]
    words = vocabulary(decision, bundle)
    assert len(set(strings(facts))) > 100
    assert written_by_the_submitter(codes_of(decision), facts, words) == set()
    assert written_by_the_submitter(record.decision, facts, words) != set()


@pytest.mark.parametrize("name", NAMES)
def test_codes_have_the_words_of_the_catalog_and_numbered_subjects_alone(
    name: str, recorded: Mapping[str, tuple[Record, Bundle]]
) -> None:
    record, bundle = recorded[name]
    decision = json.loads(record.decision)
    words = vocabulary(decision, bundle) | set(strings(decision["engine"]))
    said = set(strings(json.loads(codes_of(decision))))
    assert {word for word in said - words if not re.fullmatch(SUBJECT, word)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_codes_have_their_shape_and_a_line_for_each_finding_and_indicator(
    name: str, recorded: Mapping[str, tuple[Record, Bundle]]
) -> None:
    record, _ = recorded[name]
    decision, codes = json.loads(record.decision), codes_of(json.loads(record.decision))
    value = json.loads(codes)
    DecisionCodes.model_validate_json(codes)
    assert canonical.dumps(value) == codes
    assert {key: value[key] for key in value.keys() - {"schema", "findings", "indicators"}} == {
        key: decision[key]
        for key in decision.keys() - {"schema", "application", "digests", "findings", "indicators"}
    }
    kept = ("requirement", "layer", "status", "reason", "enforcement")
    assert [[finding[key] for key in kept] for finding in value["findings"]] == [
        [finding[key] for key in kept] for finding in decision["findings"]
    ]
    assert [line["requirement"] for line in value["indicators"]] == [
        line["requirement"] for line in decision["indicators"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_number_is_one_subject_throughout_a_decision(
    name: str, recorded: Mapping[str, tuple[Record, Bundle]]
) -> None:
    record, _ = recorded[name]
    decision = json.loads(record.decision)
    codes = json.loads(codes_of(decision))
    lines = [*decision["findings"], *decision["indicators"]]
    numbered = [*codes["findings"], *codes["indicators"]]
    pairs = {
        (line["subject"], coded["subject"]) for line, coded in zip(lines, numbered, strict=True)
    }
    assert len(dict(pairs)) == len(pairs) == len({number for _, number in pairs})


def finding(subject: str) -> dict[str, Any]:
    return {"requirement": "R-1", "subject": subject, "params": {"name": "佐藤"}, "reads": ["/a"]}


def test_subjects_are_numbered_within_their_kind_as_the_findings_come_to_them() -> None:
    subjects = ["application", "person:tanaka", "institution:b", "person:abe", "person:tanaka"]
    decision = {
        "findings": [finding(subject) for subject in subjects],
        "indicators": [
            {"key": "k.abe", "requirement": "R-1", "subject": "person:abe", "reads": []},
            {"key": "k.new", "requirement": "R-1", "subject": "person:new", "reads": []},
        ],
    }
    codes = json.loads(codes_of(decision))
    assert codes["findings"] == [
        {"requirement": "R-1", "subject": subject}
        for subject in ["application", "person:#1", "institution:#1", "person:#2", "person:#1"]
    ]
    assert codes["indicators"] == [
        {"requirement": "R-1", "subject": "person:#2"},
        {"requirement": "R-1", "subject": "person:#3"},
    ]


@given(st.lists(st.text()))
def test_whatever_a_subject_is_called_its_name_is_not_in_the_codes(names: list[str]) -> None:
    known = re.compile(rf"{SUBJECT}|other:#[1-9][0-9]*")
    codes = json.loads(codes_of({"findings": [finding(name) for name in names]}))
    assert all(known.fullmatch(line["subject"]) for line in codes["findings"])


def test_a_key_of_an_indicator_is_in_no_subject_either() -> None:
    codes = codes_of({"findings": [finding("indicator:adverse.saito.47a4")]})
    assert json.loads(codes)["findings"][0]["subject"] == "indicator:#1"


# --- what is kept beside them ------------------------------------------------------------------------


def test_a_record_of_the_first_form_is_described() -> None:
    described = describe(earlier.DECISION, earlier.INPUT)
    facts = json.loads(earlier.INPUT)["facts"]
    assert facts["schema"] == "tejun/facts/1"
    assert described.application == facts["application"]["id"]
    assert described.codes == codes_of(json.loads(earlier.DECISION))
    DecisionCodes.model_validate_json(described.codes)


@pytest.mark.parametrize("name", NAMES)
def test_a_record_of_the_second_form_is_described(
    name: str, recorded: Mapping[str, tuple[Record, Bundle]]
) -> None:
    record, _ = recorded[name]
    decision, facts = json.loads(record.decision), json.loads(record.input)["facts"]
    described = describe(record.decision, record.input)
    [lead] = [each for each in facts["institutions"] if each["role"] == "lead"]
    assert described == describe_values(decision, facts)
    assert described.application == decision["application"]["id"]
    assert described.institution == lead.get("ror", lead["name"])


LEAD = {"id": "a", "role": "lead", "name": "架空大学"}
JOINT = {"id": "b", "role": "joint", "name": "架空研究所", "ror": "https://ror.org/012345678"}


@pytest.mark.parametrize(
    ("facts", "application", "institution"),
    [
        ({"institutions": [JOINT, LEAD]}, "", "架空大学"),
        (
            {"institutions": [{**LEAD, "ror": "https://ror.org/0abcdefgh"}]},
            "",
            "https://ror.org/0abcdefgh",
        ),
        ({"institutions": [JOINT]}, "", ""),
        ({"institutions": [{"role": "lead"}]}, "", ""),
        ({"institutions": None, "application": []}, "", ""),
        ({"institutions": [None, 1, {}], "application": {"id": 3}}, "", ""),
        ({"application": {"id": "a-1"}}, "a-1", ""),
        ({}, "", ""),
    ],
)
def test_what_the_facts_do_not_say_is_empty(
    facts: dict[str, Any], application: str, institution: str
) -> None:
    described = describe(b"{}", canonical.dumps({"facts": facts}))
    assert (described.application, described.institution) == (application, institution)


@pytest.mark.parametrize("document", [b"[]", b"{}", b'{"facts":[]}', b"null"])
def test_an_input_without_facts_says_nothing(document: bytes) -> None:
    described = describe(b"{}", document)
    assert (described.application, described.institution) == ("", "")
    assert json.loads(described.codes) == {
        "schema": "tejun/decision-codes/1",
        "findings": [],
        "indicators": [],
    }


def test_the_codes_of_a_complete_application_are_made_in_a_third_of_a_millisecond(
    recorded: Mapping[str, tuple[Record, Bundle]],
) -> None:
    decision = json.loads(recorded["kprogram-2026/complete"][0].decision)
    assert len(decision["findings"]) > 150
    seconds = min(_seconds(decision) for _ in range(200))
    assert seconds < SECONDS


def _seconds(decision: dict[str, Any]) -> float:
    began = time.perf_counter()
    codes_of(decision)
    return time.perf_counter() - began
