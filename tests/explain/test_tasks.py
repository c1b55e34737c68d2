"""What is to be done next, and who holds it."""

import copy

import pytest
from tejun.explain import explain

from tests.support.explained import CATALOG, decision, document, explained, finding


def test_there_is_nothing_to_do_where_everything_is_met() -> None:
    assert explained(finding("RS-PRE-01", "institution:aoba", "provided")).next == ()


def test_the_fas_own_duties_leave_nothing_to_do() -> None:
    assert (
        explained(finding("RS-RA-02", "application", "not_shared", enforcement="fa_duty")).next
        == ()
    )


def test_what_is_in_the_lead_institutions_hands_comes_first() -> None:
    explanation = explained(
        finding("RS-PRE-01", "institution:minato", "absent"),
        finding("RS-P1-03", "person:sato", "period_too_short"),
        finding("RS-C2-04", "institution:minato", "open"),
    )
    assert [(group.actor, group.label) for group in explanation.next] == [
        ("lead", "研究代表者の所属機関（A）"),
        ("researcher", "研究者本人"),
        ("joint", "共同研究機関（B）"),
    ]


def test_an_institutions_task_is_the_leads_or_the_joint_ones_as_the_subject_tells() -> None:
    explanation = explained(
        finding("RS-PRE-01", "institution:aoba", "absent"),
        finding("RS-PRE-01", "institution:minato", "absent"),
        finding("RS-PRE-01", "application", "absent"),
    )
    holders = {
        group.actor: [subject.holder for task in group.tasks for subject in task.subjects]
        for group in explanation.next
    }
    assert holders == {"lead": ["青葉大学", "青葉大学"], "joint": ["港研究所"]}


@pytest.mark.parametrize(
    ("role", "institutions", "holder"),
    [
        ("co_pi", [], ("lead", "青葉大学")),
        ("participant", [], ("joint", "港研究所")),
        ("co_pi", ["港研究所"], ("joint", "港研究所")),
        ("co_pi", ["港研究所", "青葉大学"], ("lead", "青葉大学")),
        ("participant", ["青葉大学"], ("lead", "青葉大学")),
        ("co_pi", ["東大学"], ("lead", "青葉大学")),
        ("participant", ["東大学"], ("joint", "港研究所")),
    ],
)
def test_a_co_pi_is_the_leads_too_unless_the_finding_names_whose_act_it_lacks(
    role: str, institutions: list[str], holder: tuple[str, str]
) -> None:
    changed = document()
    changed["facts"]["people"][1]["role"] = role
    of_mori = finding("RS-PRE-01", "person:mori", "absent", params={"institutions": institutions})
    explanation = explain(decision(of_mori), CATALOG, language="ja", document=changed)
    (group,) = explanation.next
    assert (group.actor, group.tasks[0].subjects[0].holder) == holder


@pytest.mark.parametrize(
    ("status", "named", "actor"),
    [
        ("consult_fa", None, "lead"),
        ("consult_fa", "institution", "joint"),
        ("missing_information", None, "joint"),
        ("unsatisfied", None, "joint"),
    ],
)
def test_a_joint_institution_consults_the_fa_on_nothing_but_what_a_reason_leaves_to_it(
    status: str, named: str | None, actor: str
) -> None:
    catalog = copy.deepcopy(CATALOG)
    reason = catalog["requirements"][0]["reasons"]["absent"]
    reason |= {"status": status} | ({"actor": named} if named else {})
    of_minato = decision(finding("RS-PRE-01", "institution:minato", "absent", status=status))
    (group,) = explain(of_minato, catalog, language="ja", document=document()).next
    assert group.actor == actor


def test_a_joint_institutions_own_requirement_waits_for_the_fa_by_way_of_the_lead() -> None:
    catalog = copy.deepcopy(CATALOG)
    catalog["requirements"][0]["actor"] = "joint"
    of_minato = decision(
        finding("RS-PRE-01", "institution:minato", "absent", status="consult_fa"),
        finding("RS-PRE-01", "institution:minato", "absent"),
    )
    explanation = explain(of_minato, catalog, language="ja", document=document())
    assert [group.actor for group in explanation.next] == ["lead", "joint"]


def test_a_task_is_the_leads_where_the_requirement_says_so_for_a_joint_institution() -> None:
    catalog = copy.deepcopy(CATALOG)
    catalog["requirements"][0]["actors"] = {"joint": "lead"}
    of_minato = decision(finding("RS-PRE-01", "institution:minato", "absent"))
    explanation = explain(of_minato, catalog, language="ja", document=document())
    (group,) = explanation.next
    assert (group.actor, group.tasks[0].subjects[0].holder) == ("lead", "青葉大学")


def test_a_reason_may_name_who_acts_on_it() -> None:
    catalog = copy.deepcopy(CATALOG)
    (papers,) = [item for item in catalog["requirements"] if item["id"] == "RS-P1-03"]
    papers["reasons"]["period_too_short"]["actor"] = "institution"
    of_mori = decision(
        finding("RS-P1-03", "person:mori", "period_too_short"),
        finding("RS-P1-03", "person:mori", "stricter"),
    )
    explanation = explain(of_mori, catalog, language="ja", document=document())
    assert [group.actor for group in explanation.next] == ["lead", "researcher"]


def test_a_researchers_task_names_the_person_and_the_institution() -> None:
    explanation = explained(finding("RS-P1-03", "person:mori", "period_too_short"))
    assert explanation.next[0].tasks[0].subjects[0].holder == "森 一郎（港研究所）"


def test_a_researchers_task_over_the_application_is_the_pis() -> None:
    explanation = explained(finding("RS-P1-03", "application", "period_too_short"))
    assert explanation.next[0].tasks[0].subjects[0].holder == "佐藤 花子"


def test_the_same_request_to_several_is_one_task() -> None:
    params = {"years": 5, "start": "2021-11-20"}
    explanation = explained(
        finding("RS-P1-03", "person:sato", "period_too_short", params=params),
        finding("RS-P1-03", "person:mori", "period_too_short", params=params),
    )
    (task,) = explanation.next[0].tasks
    assert [subject.label for subject in task.subjects] == ["佐藤 花子", "森 一郎"]


def test_different_requests_are_different_tasks_the_gravest_first() -> None:
    explanation = explained(
        finding("RS-P1-03", "person:sato", "period_too_short", params={"start": "2021-11-20"}),
        finding("RS-P1-03", "person:mori", "stricter"),
        finding("RS-P1-03", "person:sato", "period_too_short", params={"start": "2022-01-01"}),
    )
    statuses = [task.status for task in explanation.next[0].tasks]
    assert statuses == ["unsatisfied", "missing_information", "missing_information"]


def test_what_is_only_advisory_comes_after_what_counts() -> None:
    explanation = explained(
        finding("RS-PRE-01", "institution:aoba", "absent", enforcement="advisory"),
        finding("RS-C2-04", "application", "open"),
    )
    tasks = explanation.next[0].tasks
    assert [task.enforcement for task in tasks] == ["binding", "advisory"]
    assert "結果に影響しません" in tasks[1].enforcement_label


def test_a_task_whose_reason_has_no_remedy_still_says_what_to_do() -> None:
    explanation = explained(finding("RS-PRE-01", "institution:aoba", "brand_new"))
    assert explanation.next[0].tasks[0].remedy.startswith("事実を確認し")


def test_an_actor_that_nobody_knows_is_the_institution() -> None:
    catalog_actors = {item["actor"] for item in CATALOG["requirements"]}
    assert catalog_actors == {"institution", "researcher", "lead", "fa"}
    explanation = explained(finding("RS-XX-99", "institution:minato", "odd"))
    assert explanation.next[0].actor == "institution"
