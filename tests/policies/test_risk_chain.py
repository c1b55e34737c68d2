"""One chain from what was found to what is done about it, and no score or level anywhere along it.

A requirement raises a risk indicator; RS-RA-01 holds it to a judgement that the FA was consulted on, RS-MT-00 to a
measure, RS-STP-05 the measure to its follow-up after the start. The indicator's key ties them together: what a
judgement, a measure or an answer says of a key that nobody raised must not be lost.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import facts_schema_text, read_facts
from tejun.policytest import apply_changes

from tests.support.cases import CASES, PROGRAM, complete, load_yaml, source_of

STARTED_ON = "2027-09-01"

RAISED_BY = {
    "RS-P1-04/person:kondo/talent_program.af61246b4ca0f5a7": "RS-P1-04/took_part",
    "RS-P1-06/person:mori/record.5882656f54ace142": "RS-P1-06/provided_needs_judgement",
    "RS-P1-07/person:mori/candidate.72a2879863711ed0": "RS-P1-07/judged_same",
    "RS-C2-02a/institution:minato/adverse.5d1a59227ee97795": "RS-C2-02a/provided_needs_judgement",
    "RS-C2-02b/institution:minato/adverse.713a6c1f1ab56032": "RS-C2-02b/provided_needs_judgement",
    "RS-C2-02c/institution:minato/adverse.ba870b070843609e": "RS-C2-02c/provided_needs_judgement",
    "RS-C2-02d/institution:minato/adverse.106eb06c4e5af198": "RS-C2-02d/provided_needs_judgement",
    "RS-C2-03/institution:minato/candidate.bd4b05490b9d9c26": "RS-C2-03/judged_unsure",
    "RS-S3-02/supporter:kitakaze/return_asked.74ec1c3ef0d60632": "RS-S3-02/provided_needs_judgement",
    "RS-S3-03/supporter:kitakaze/adverse.b49f789b4d6aa405": "RS-S3-03/provided_needs_judgement",
    "RS-SCP-03/institution:minato/concern.d1176173420d01fc": "RS-SCP-03/managed.concern",
    "RS-DD-01/person:kondo/concern.fbb367a46e220a23": "RS-DD-01/performed.concern_raised",
    "RS-DD-04/person:kondo/discrepancy.kondo-post.ec1ac4b6ee798cc6": "RS-DD-04/unresolved",
    "RS-STP-02/application/concern.people.92963982ffb2f300": "RS-STP-02/judged.a_concern_raised",
}
"""The case that raises each key."""

ALREADY_THERE = "RS-C2-02d/institution:northfield/adverse.47a4b6a69f6e632f"
"""The one indicator of the complete application; it is judged, answered and has its measure, m2."""

Facts = dict[str, Any]
Result = dict[str, Any]
Link = tuple[str, str, str]
"""A requirement, the status and the reason that it gives."""


class Desk:
    def __init__(self, bundle: Bundle, engine: WasmEngine) -> None:
        self.bundle, self._engine = bundle, engine

    def decide(self, facts: Facts) -> Result:
        submitted = read_facts(canonical.dumps(facts))
        document = assemble(submitted, as_of=date.fromisoformat(STARTED_ON))
        result: Result = self._engine.evaluate(self.bundle, document.canonical).result
        return result


@pytest.fixture(scope="module")
def desk(bundle: Bundle, engine: WasmEngine) -> Desk:
    return Desk(bundle, engine)


def facts_raising(*keys: str) -> Facts:
    """The complete application once its research has started, with what raises the keys."""
    facts = apply_changes(
        complete(PROGRAM),
        {
            "change": {
                "/application/stage": "started",
                "/application/starts_on": "2027-02-01",
                **checked("m1", "m2"),
            }
        },
    )
    for key in keys:
        facts = apply_changes(facts, load_yaml(CASES / f"{RAISED_BY[key]}.yaml"))
    return facts


def the_one(what: str) -> str:
    """The key in `RAISED_BY` that begins with this, and ends with the digest of what raised it."""
    (key,) = (key for key in RAISED_BY if key.startswith(f"{what}."))
    return key


# --- what people enter, link by link -----------------------------------------------------------


def judged(key: str) -> dict[str, Any]:
    judgement = {"indicator": key, "view": "研究を続けられる。", "rationale": "経緯を確認した。"}
    return {"/risk/judgements/-": {**judgement, "by": "大西 誠", "on": "2026-10-28"}}


def answered(key: str) -> dict[str, Any]:
    determination = {
        "id": "d9",
        "about": [{"indicator": key}],
        "result": "accepted",
        "on": "2026-11-06",
    }
    words = {"by": "架空機構", "reference": "第9号", "reason": "判断は妥当である。"}
    return {"/determinations/-": {**determination, **words}}


def measured(key: str) -> dict[str, Any]:
    measure = {"id": "m9", "kind": "meeting_attendance", "indicators": [key]}
    measure["chosen_on"] = "2026-11-05"
    plan = {"reason": "参加者を絞れば足りる。", "owner": "西村 和子", "due": "2027-10-29"}
    return {"/measures/-": {**measure, **plan}}


def checked(*measures: str) -> dict[str, Any]:
    looks = [
        {
            "measure": name,
            "checked_on": "2027-08-02",
            "by": "西村 和子",
            "state": "as_agreed",
            "note": "変更はない。",
        }
        for name in measures
    ]
    declared = {"by": "青葉理工大学 西村 和子", "on": "2027-08-02"}
    return {"/follow_up": {"state": "provided", "declared": declared, "entries": looks}}


# --- the chain, walked -------------------------------------------------------------------------


def chain(result: Result, key: str) -> list[Link]:
    """From an indicator on: its judgement, its measures, and the follow-up of each of them."""
    found = {
        (finding["requirement"], finding["subject"]): finding for finding in result["findings"]
    }
    links = [found[name, f"indicator:{key}"] for name in ("RS-RA-01", "RS-MT-00")]
    links += [
        found["RS-STP-05", f"measure:{name}"] for name in links[1]["params"].get("measures", [])
    ]
    return [(link["requirement"], link["status"], link["reason"]) for link in links]


def keys_of(result: Result) -> set[str]:
    return {indicator["key"] for indicator in result["indicators"]}


@pytest.mark.parametrize("key", RAISED_BY)
def test_each_indicator_is_held_to_a_judgement_an_answer_a_measure_and_its_follow_up(
    desk: Desk, key: str
) -> None:
    facts = facts_raising(key)
    assert keys_of(desk.decide(facts)) == {key, ALREADY_THERE}
    assert chain(desk.decide(facts), key) == [
        ("RS-RA-01", "missing_information", "not_judged"),
        ("RS-MT-00", "missing_information", "no_measure"),
    ]
    facts = apply_changes(facts, {"change": judged(key)})
    assert chain(desk.decide(facts), key) == [
        ("RS-RA-01", "consult_fa", "not_answered"),
        ("RS-MT-00", "missing_information", "no_measure"),
    ]
    facts = apply_changes(facts, {"change": measured(key)})
    assert chain(desk.decide(facts), key) == [
        ("RS-RA-01", "consult_fa", "not_answered"),
        ("RS-MT-00", "satisfied", "measure_linked"),
        ("RS-STP-05", "missing_information", "not_checked"),
    ]
    facts = apply_changes(facts, {"change": {**answered(key), **checked("m1", "m2", "m9")}})
    assert chain(desk.decide(facts), key) == [
        ("RS-RA-01", "satisfied", "fa_accepted"),
        ("RS-MT-00", "satisfied", "measure_linked"),
        ("RS-STP-05", "satisfied", "checked"),
    ]


def test_all_at_once_each_indicator_has_its_own_cells_and_nothing_else_has(desk: Desk) -> None:
    result = desk.decide(facts_raising(*RAISED_BY))
    keys = {*RAISED_BY, ALREADY_THERE}
    assert keys_of(result) == keys
    for requirement in ("RS-RA-01", "RS-MT-00"):
        about = [
            finding["subject"]
            for finding in result["findings"]
            if finding["requirement"] == requirement
        ]
        whole = ["application"] if requirement == "RS-RA-01" else []
        assert sorted(about) == sorted([*whole, *(f"indicator:{key}" for key in keys)])


def test_every_requirement_that_raises_an_indicator_is_walked_here() -> None:
    assert {*raising()} == {key.partition("/")[0] for key in RAISED_BY}


def raising() -> dict[str, str]:
    """The procedure's requirements that raise indicators: id to file."""
    source = source_of(PROGRAM)
    return {
        metadata.custom["id"]: metadata.path
        for metadata in source.metadata
        if metadata.path.startswith("procedure/")
        and re.search(r"^indicators := ", source.rego[metadata.path], re.MULTILINE)
    }


# --- keys are stable ---------------------------------------------------------------------------


def turned(value: Any) -> Any:
    """The same facts with every list the other way round."""
    if isinstance(value, dict):
        return {name: turned(part) for name, part in value.items()}
    return [turned(part) for part in reversed(value)] if isinstance(value, list) else value


def said(result: Result) -> dict[tuple[str, str], Any]:
    """What each finding says, wherever in the document it was read."""
    return {
        (finding["requirement"], finding["subject"]): (
            finding["status"],
            finding["reason"],
            finding["params"],
        )
        for finding in result["findings"]
    }


def test_another_evaluation_gives_the_same_keys(desk: Desk) -> None:
    facts = facts_raising(*RAISED_BY)
    first, second = desk.decide(facts), desk.decide(facts)
    assert first["indicators"] == second["indicators"]


def test_neither_keys_nor_the_chain_depend_on_the_order_of_any_list(desk: Desk) -> None:
    facts = facts_raising(*RAISED_BY)
    straight, reverse = desk.decide(facts), desk.decide(turned(facts))
    assert keys_of(straight) == keys_of(reverse)
    assert said(straight) == said(reverse)


def test_a_discrepancy_keeps_its_key_when_another_is_entered_before_it(desk: Desk) -> None:
    key = the_one("RS-DD-04/person:kondo/discrepancy.kondo-post")
    facts = apply_changes(facts_raising(key), {"change": judged(key)})
    kondo = next(person for person in facts["people"] if person["id"] == "kondo")
    listed = kondo["disclosures"]["career"]["discrepancies"]
    listed.insert(0, {"id": "kondo-year", "found": "着任年が1年異なる。", "source": "研究者総覧"})
    result = desk.decide(facts)
    (other,) = keys_of(result) - {key, ALREADY_THERE}
    assert other.startswith("RS-DD-04/person:kondo/discrepancy.kondo-year.")
    assert chain(result, key)[0] == ("RS-RA-01", "consult_fa", "not_answered")


# --- what names a key that nobody raised -------------------------------------------------------

MISTYPED = "RS-P1-06/person:mori/records"


def test_a_judgement_on_a_key_that_nobody_raised_moves_nothing(desk: Desk) -> None:
    result = desk.decide(apply_changes(facts_raising(), {"change": judged(MISTYPED)}))
    assert MISTYPED not in keys_of(result)
    assert said(result) == said(desk.decide(facts_raising()))


def test_a_measure_on_a_key_that_nobody_raised_is_named_under_step_3(desk: Desk) -> None:
    result = desk.decide(apply_changes(facts_raising(), {"change": measured(MISTYPED)}))
    assert MISTYPED not in keys_of(result)
    assert said(result)["RS-STP-03", "application"] == (
        "consult_fa",
        "not_agreed",
        {"measures": ["m9"]},
    )


def test_an_answer_on_a_key_that_nobody_raised_settles_nothing(desk: Desk) -> None:
    key = the_one("RS-P1-06/person:mori/record")
    entered = {**judged(key), **measured(key), **answered(MISTYPED)}
    result = desk.decide(apply_changes(facts_raising(key), {"change": entered}))
    assert chain(result, key)[0] == ("RS-RA-01", "consult_fa", "not_answered")
    assert said(result)["RS-STP-03", "application"][2] == {"measures": ["m9"]}


# --- no score, no level ------------------------------------------------------------------------

SCALE = frozenset(
    {
        *("score", "scores", "level", "levels", "rating", "rank", "grade", "points"),
        *("severity", "likelihood", "probability", "weight"),
    }
)
ON_THE_CHAIN = (
    "lib/indicator.rego",
    "lib/screening.rego",
    "procedure/risk/judgement/judgement.rego",
    "procedure/measures/balance/balance.rego",
    "procedure/process/agreed_measures/agreed_measures.rego",
    "procedure/process/follow_up/follow_up.rego",
)


def graded(rego: str) -> Iterator[str]:
    """The names and texts of a module's code that speak of a scale; what its comments say is for people."""
    code = "\n".join(line for line in rego.splitlines() if not line.lstrip().startswith("#"))
    for name in re.findall(r"\w+", code):
        if SCALE & set(name.lower().split("_")):
            yield name


def test_no_rule_along_the_chain_reads_or_makes_a_score() -> None:
    modules = source_of(PROGRAM).rego
    for path in (*ON_THE_CHAIN, *raising().values()):
        assert list(graded(modules[path])) == [], path


def test_a_rule_that_does_is_found() -> None:
    assert list(graded("high if run.candidates[_].score > 0.9\n# a level")) == ["score"]
    assert list(graded('verdict.with_params(said, {"risk_level": 3})')) == ["risk_level"]


def test_neither_an_indicator_nor_what_people_say_of_it_has_a_place_for_a_score(desk: Desk) -> None:
    result = desk.decide(facts_raising(*RAISED_BY))
    assert {name for indicator in result["indicators"] for name in indicator} == {
        *("key", "requirement", "subject", "reads")
    }
    shapes = json.loads(facts_schema_text())["$defs"]
    for shape in ("RiskJudgement", "Measure", "Consultation", "Determination", "FollowUp"):
        assert not SCALE & shapes[shape]["properties"].keys()
        assert shapes[shape]["additionalProperties"] is False
