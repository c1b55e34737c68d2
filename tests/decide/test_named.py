"""What a reason, or a detail, names of what its person declares."""

from typing import Any

import pytest
from tejun.decide.prepared import prepare

INSTITUTE = "国立研究開発法人みなと材料研究機構"


def named_in(text: str, *bodies: str, **facts: Any) -> list[str]:
    person = {
        "name": "近藤 亮介",
        "disclosures": {
            "other_support": {"state": "none", "reason": text},
            "career": {"entries": [{"institution": body} for body in bodies]},
        },
    }
    found: list[str] = prepare({"people": [person], **facts}).get("named_in", {}).get(text, [])
    return found


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("みなと材料研究機構とのクロスアポイントメントは無報酬である。", INSTITUTE),
        ("国立研究開発法人 みなと材料研究機構の職は無報酬である。", INSTITUTE),
        ("みなと材料研究機構の職は無報酬である。", "みなと材料研究機構"),
        ("東雲電子の職は無報酬である。", "株式会社東雲電子"),
        ("（株）東雲電子の職は無報酬である。", "株式会社東雲電子"),
        ("IEEE Power Societyの役員は無報酬である。", "IEEE Power Society, Inc."),
        ("役員（ieee power society）は無報酬である。", "IEEE Power Society, Inc."),
        ("東雲財団の会長は無報酬である。", "東雲財団（会長）"),
        ("東雲財団（会長）は無報酬である。", "東雲財団"),
    ],
)
def test_a_body_is_named_however_it_is_written(text: str, body: str) -> None:
    found = named_in(text, body, "白樺大学")
    assert body in found
    assert "白樺大学" not in found


@pytest.mark.parametrize(
    ("department", "is_named"),
    [
        ("みなと材料研究機構 計測部", True),
        ("国立研究開発法人みなと材料研究機構計測部", True),
        ("みなと材料研究機構イノベーション株式会社", False),
        ("みなと材料研究機構イノベーション㈱", False),
        ("みなと材料研究機構振興財団", False),
        ("新みなと材料研究機構", False),
    ],
)
def test_of_a_department_the_body_is_named(department: str, is_named: bool) -> None:
    found = named_in("みなと材料研究機構の職は無報酬である。", INSTITUTE, department)
    assert found == sorted([INSTITUTE, *([department] if is_named else [])])


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("いずれの職も無報酬である。", INSTITUTE),
        ("Veldar Instituteの職は無報酬である。", "Veldar Institute Foundation"),
        ("みなと材料研究機構 計測部の職は無報酬である。", "みなと材料研究機構 分析部"),
        ("IEEE Power Societyの役員は無報酬である。", "Power Co., Ltd. of Kansas"),
        ("Hydropower Societyの役員は無報酬である。", "Power Society, Inc."),
        ("白樺の植樹は無報酬である。", "株式会社白樺"),
    ],
)
def test_a_body_is_not_named_by_what_is_another_ones(text: str, body: str) -> None:
    assert body not in named_in(text, body, "白樺大学")


def test_a_name_within_a_longer_one_is_not_named_there() -> None:
    hospital = "汐入大学病院"
    assert named_in("汐入大学病院の職は無報酬である。", "汐入大学", hospital) == [hospital]
    both = "汐入大学の職と汐入大学病院の職は無報酬である。"
    assert named_in(both, "汐入大学", hospital) == ["汐入大学", hospital]


def test_a_body_is_named_by_another_name_that_the_facts_give() -> None:
    other = {"name": "ミナト材料", "kind": "alias"}
    minato = {"id": "b", "name": INSTITUTE, "other_names": [other]}
    text = "ミナト材料の職は無報酬である。"
    assert named_in(text, INSTITUTE, institutions=[minato]) == [INSTITUTE]
    assert named_in(text, INSTITUTE) == []


def test_each_text_is_held_against_what_its_own_person_declares() -> None:
    people = [
        {
            "name": name,
            "factors": {"state": "none", "reason": f"{name}の職"},
            "affiliations": {"entries": [{"institution": "甲乙丙"}, {"institution": body}]},
        }
        for name, body in (("甲乙丙", "白樺大学"), ("白樺大学", "東雲大学"))
    ]
    assert prepare({"people": people})["named_in"] == {"甲乙丙の職": ["甲乙丙"]}


def test_a_program_and_the_detail_of_an_answer_are_held_against_one_another() -> None:
    detail = "Northern Star Fellowshipは国内の機関による。"
    person = {
        "name": "小野",
        "questionnaire": {"entries": [{"item": "q04", "answer": "no", "detail": detail}]},
        "disclosures": {
            "talent_programs": {"entries": [{"program": "Northern Star Fellowship"}]},
        },
    }
    assert prepare({"people": [person]})["named_in"] == {detail: ["Northern Star Fellowship"]}


def test_an_institution_that_the_person_declares_nowhere_is_named_too() -> None:
    text = "株式会社北風計測の装置の貸与は大学に対するものである。"
    supporter = {"id": "kitakaze", "name": "株式会社北風計測"}
    institution = {"id": "aoba", "name": "青葉理工大学", "supporters": {"entries": [supporter]}}
    assert named_in(text, "白樺大学", institutions=[institution]) == ["株式会社北風計測"]


def test_a_reason_of_an_institutions_supporters_names_the_funders_of_the_dmp() -> None:
    funding = [
        {"name": "Lindenau Foundation"},
        {"funder_name": "北風財団"},
        {"name": "北風計測"},
        {},
    ]
    dmp = {"entries": [{"madmp": {"dmp": {"project": [{"funding": funding}, {}]}}}, {}]}
    text = "Lindenau Foundationと北風財団の助成は別の課題に対するものである。"
    of_none = [{"id": "aoba", "name": "青葉大学", "supporters": {"state": "none", "reason": text}}]
    found = prepare({"institutions": of_none, "dmp": dmp})
    assert found["named_in"] == {text: ["Lindenau Foundation", "北風財団"]}
    assert {"Lindenau Foundation", "北風財団", "北風計測"} <= found["names"].keys()
    assert "named_in" not in prepare({"institutions": of_none, "dmp": {"entries": []}})
    assert "named_in" not in prepare(
        {"institutions": [{"id": "aoba", "name": "青葉大学"}], "dmp": dmp}
    )
