"""Where a remedy says that the FA's answer is entered, and what a message says that the answer is on."""

import copy
from typing import Any

import pytest
from tejun.explain import Explanation, explain
from tejun.explain.answers import Topic, Topics
from tejun.model.json_types import FindingJson

from tests.support.explained import CATALOG, decision, document, finding

INDICATOR = {
    "key": "RS-C2-04/application/adverse",
    "requirement": "RS-C2-04",
    "subject": "application",
    "reads": [],
}
WORDS = {"ja": "「{title}」について（{teller}）。", "en": "On “{title}” ({teller})."}


def answered_at(declared: dict[str, str] | None, status: str = "consult_fa") -> dict[str, Any]:
    """The small catalog, the reason `open` of RS-C2-04 settled as declared; with the reasons of an answer."""
    catalog = copy.deepcopy(CATALOG)
    reasons = next(item for item in catalog["requirements"] if item["id"] == "RS-C2-04")["reasons"]
    reasons["open"]["status"] = status
    if declared is not None:
        reasons["open"]["answered_at"] = declared
    reasons["fa_answer_expired"] = {"status": "consult_fa", "message": WORDS, "remedy": WORDS}
    return catalog


def told(
    catalog: dict[str, Any], *findings: FindingJson, facts: dict[str, Any] | None = None
) -> Explanation:
    """The explanation in English of these findings, with these facts beside those of the small document."""
    given = document()
    given["facts"] |= facts or {}
    made = decision(*findings, indicators=[INDICATOR])
    return explain(made, catalog, language="en", document=given)


def remedy(explanation: Explanation) -> str:
    (view,) = (
        finding
        for clause in explanation.clauses
        for finding in clause.findings
        if finding.requirement == "RS-C2-04"
    )
    return view.remedy or ""


QUESTIONS = [
    {"id": "c1", "about": [{"requirement": "RS-PRE-01"}, {"measure": "m1"}]},
    {"id": "c2", "about": [{"request": "q1"}]},
]
PLACES: dict[str, tuple[dict[str, str] | None, str]] = {
    "its own": (None, "`requirement: RS-C2-04, subject: application`"),
    "another, of the same subject": (
        {"of": "subject", "requirement": "RS-PRE-01"},
        "`requirement: RS-PRE-01, subject: application`",
    ),
    "that of the institution that was read last": (
        {"of": "institution", "requirement": "RS-PRE-01"},
        "`requirement: RS-PRE-01, subject: institution:minato`",
    ),
    "whichever waits": (
        {"of": "waiting", "requirement": "RS-RA-02"},
        "`requirement: RS-RA-02, subject: person:sato`",
    ),
    "its indicators": ({"of": "indicators"}, "`indicator: RS-C2-04/application/adverse`"),
    "what was asked": (
        {"of": "consultations"},
        "`requirement: RS-PRE-01, subject: application`, `measure: m1`",
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_the_answer_is_entered_where_it_settles_the_point(case: str) -> None:
    declared, named = PLACES[case]
    reads = ["/facts/institutions/0/name", "/facts/institutions/1/partner/withholds"]
    open_one = finding(
        "RS-C2-04", "application", "open", reads=reads, params={"consultations": ["c1"]}
    )
    waiting = finding("RS-RA-02", "person:sato", "not_shared")
    explanation = told(answered_at(declared), open_one, waiting, facts={"consultations": QUESTIONS})
    sentence = f"The answer is entered under `determinations`, its `about` naming {named}."
    assert remedy(explanation) == f"Consult the FA. {sentence}"


def test_an_answer_on_an_indicator_is_one_on_the_requirement_that_it_settles() -> None:
    """Whichever of the two it names."""
    catalog = answered_at({"of": "indicator"})
    key = INDICATOR["key"]
    waiting = finding("RS-C2-04", f"indicator:{key}", "open")
    assert f"naming `indicator: {key}`" in remedy(told(catalog, waiting))
    topics = Topics({item["id"]: item for item in catalog["requirements"]})
    cell = {"requirement": "RS-C2-04", "subject": f"indicator:{key}"}
    assert topics.of({"about": [cell, {"indicator": key}]}) == (Topic("indicator", str(key)),)
    assert topics.of_finding(waiting) == Topic("indicator", str(key))
    assert Topics({}).of_finding(waiting).kind == "requirement"


@pytest.mark.parametrize("of", ["institution", "indicator", "consultations", "unheard_of"])
def test_where_the_place_cannot_be_told_nothing_is_said_of_it(of: str) -> None:
    catalog = answered_at({"of": of, "requirement": "RS-PRE-01"})
    open_one = finding("RS-C2-04", "application", "open", reads=["/facts/institutions/9"])
    assert remedy(told(catalog, open_one)) == "Consult the FA."


def test_what_lacks_information_that_an_answer_may_give_says_where() -> None:
    lacking = finding("RS-C2-04", "application", "open", status="missing_information")
    of_subject = told(answered_at({"of": "subject"}, "missing_information"), lacking)
    assert "`requirement: RS-C2-04, subject: application`" in remedy(of_subject)
    assert remedy(told(answered_at(None, "missing_information"), lacking)) == "Consult the FA."


def test_one_task_names_the_places_of_all_its_subjects() -> None:
    explanation = told(
        answered_at(None),
        finding("RS-C2-04", "person:sato", "open"),
        finding("RS-C2-04", "person:mori", "open"),
    )
    ((task,),) = (group.tasks for group in explanation.next)
    assert [subject.subject for subject in task.subjects] == ["person:sato", "person:mori"]
    for subject in ("person:sato", "person:mori"):
        assert f"`requirement: RS-C2-04, subject: {subject}`" in task.remedy
    assert task.remedy.count("The answer is entered") == 1


def expired(*reads: str) -> Any:
    """A finding that rests on an answer which has expired."""
    return finding(
        "RS-C2-04",
        "application",
        "fa_answer_expired",
        status="consult_fa",
        params={"teller": "institution"},
        reads=[*reads],
    )


def test_an_answer_on_another_point_is_called_by_that_point() -> None:
    catalog = answered_at({"of": "institution", "requirement": "RS-PRE-01"})
    about = [{"requirement": "RS-PRE-01", "subject": "institution:minato"}]
    answer = expired("/facts/institutions/1/partner/withholds", "/facts/determinations/0")
    explanation = told(catalog, answer, facts={"determinations": [{"about": about}]})
    message = explanation.clauses[0].findings[0].message
    assert "“Designated desk (RS-PRE-01, 港研究所)”" in message
    assert "`requirement: RS-PRE-01, subject: institution:minato`" in remedy(explanation)


def test_an_answer_on_its_own_point_is_called_by_its_own_title() -> None:
    answer = expired("/facts/determinations/0")
    about = [{"requirement": "RS-C2-04"}]
    explanation = told(answered_at(None), answer, facts={"determinations": [{"about": about}]})
    assert "“Foreign company”" in explanation.clauses[0].findings[0].message
    assert "`requirement: RS-C2-04, subject: application`" in remedy(explanation)


def test_a_request_that_an_acceptance_depends_on_is_shown_with_its_text() -> None:
    catalog = answered_at(None)
    reasons = catalog["requirements"][2]["reasons"]
    limited = {"ja": "条件：{limits}", "en": "Until, or if: {limits}."}
    reasons["within_limits"] = {"status": "satisfied", "message": limited}
    limits = finding(
        "RS-C2-04", "application", "within_limits", params={"limits": ["2027-03-31", "q1", "q2"]}
    )
    requests = {"entries": [{"id": "q1", "request": "搬出の記録"}]}
    message = told(catalog, limits, facts={"requests": requests}).clauses[0].findings[0].message
    assert message == "Until, or if: 2027-03-31, q1 (搬出の記録), q2."


WITHHELD = (
    "What a joint institution withholds is entered under `partner.withholds`, with the reason."
)


IN_PLACE = {
    "role": "participant",
    "at": "minato",
    "status": "missing_information",
    "reads": "papers",
    "actor": "institution",
}
"""What a participant of a joint institution is asked, of which nothing is there."""


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ({}, True),
        ({"at": "aoba"}, False),
        ({"role": "co_pi"}, False),
        ({"status": "consult_fa"}, False),
        ({"reads": "id"}, False),
        ({"actor": "researcher", "reads": "id"}, True),
        ({"actor": "researcher", "role": "co_pi"}, True),
        ({"actor": "researcher", "role": "pi"}, False),
        ({"actor": "researcher", "at": "aoba"}, False),
    ],
)
def test_what_a_joint_institution_does_not_give_says_where_that_is_entered(
    changed: dict[str, str], is_told: bool
) -> None:
    """Of what its people give, all or the rest; of looks and runs none that the lead institution makes too."""
    one = IN_PLACE | changed
    catalog = answered_at(None, one["status"])
    requirement = next(item for item in catalog["requirements"] if item["id"] == "RS-C2-04")
    requirement["actor"], reasons = one["actor"], requirement["reasons"]
    reasons["part_withheld"] = {"status": "consult_fa", "message": WORDS, "remedy": WORDS}
    people = [{"id": "sato", "name": "佐藤", "role": one["role"], "institution": one["at"]}]
    reads = [f"/facts/people/0/{one['reads']}"]
    open_one = finding("RS-C2-04", "person:sato", "open", status=one["status"], reads=reads)
    assert (WITHHELD in remedy(told(catalog, open_one, facts={"people": people}))) == is_told


def test_what_the_institution_itself_does_not_say_may_be_withheld_where_the_requirement_has_it() -> (
    None
):
    """The lead institution withholds nothing, nor does any what no answer on its part settles."""
    for subject, knows, is_told in [
        ("institution:minato", True, True),
        ("institution:aoba", True, False),
        ("institution:minato", False, False),
    ]:
        catalog = answered_at(None, "missing_information")
        reasons = next(i for i in catalog["requirements"] if i["id"] == "RS-C2-04")["reasons"]
        if knows:
            reasons["part_withheld"] = {"status": "consult_fa", "message": WORDS, "remedy": WORDS}
        reads = ["/facts/institutions/1/desk"]
        open_one = finding("RS-C2-04", subject, "open", status="missing_information", reads=reads)
        assert (WITHHELD in remedy(told(catalog, open_one))) == is_told


def test_the_looks_at_a_joint_institution_are_the_lead_ones_and_nobody_withholds_them() -> None:
    catalog = answered_at(None, "missing_information")
    requirement = next(i for i in catalog["requirements"] if i["id"] == "RS-C2-04")
    requirement |= {"actor": "institution", "actors": {"joint": "lead"}}
    part_withheld = {"status": "consult_fa", "message": WORDS, "remedy": WORDS}
    requirement["reasons"]["part_withheld"] = part_withheld
    reads = ["/facts/institutions/1/due_diligence"]
    open_one = finding(
        "RS-C2-04", "institution:minato", "open", status="missing_information", reads=reads
    )
    assert WITHHELD not in remedy(told(catalog, open_one))
