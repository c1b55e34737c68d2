"""How else a plan's tools write whom they name, beside the names of others that look alike."""

import copy
from typing import Any

import pytest
from tejun.authoring.data import names_of_agency
from tejun.decide.plan_names import also_written
from tejun.model.names import LONGEST_NAME, NameReader, prepare_name

from tests.support.cases import complete

FACTS = complete("kprogram-2026")
AOBA, KITAKAZE, AGENCY = "青葉理工大学", "株式会社北風計測", "架空科学技術振興機構"
MINATO = FACTS["institutions"][1]["name"]
KONDO = "近藤 亮介"


def facts_with(plan: dict[str, Any], **changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = copy.deepcopy(FACTS)
    facts["dmp"]["entries"][0]["madmp"]["dmp"] = plan
    return facts | changes


def funded_by(*funders: dict[str, Any]) -> dict[str, Any]:
    return {"project": [{"funding": list(funders)}]}


def means(plan: dict[str, Any], name: str, other: str, **changes: Any) -> bool:
    found = also_written(facts_with(plan, **changes), NameReader()).get(name, [])
    return not set(found).isdisjoint(prepare_name(other)["forms"])


@pytest.mark.parametrize(
    ("name", "other", "is_so"),
    [
        (f"{AGENCY}（FSTA）", AGENCY, True),
        (f"FSTA（{AGENCY}）", AGENCY, True),
        (f"国立研究開発法人{AGENCY}", AGENCY, True),
        (f"{AGENCY} 研究推進部", AGENCY, True),
        (f"{AGENCY}研究推進部", AGENCY, True),
        ("Aoba Institute, Office of Research", "Aoba Institute", True),
        ("Office of Research, Aoba Institute", "Aoba Institute", True),
        ("Aoba Institute, Minato", "Aoba Institute", False),
        ("Office, Aoba Institute, Minato", "Aoba Institute", False),
        (f"{AOBA} 研究推進部", AOBA, True),
        (f"{AOBA}振興財団", AOBA, False),
        (f"{AOBA} 振興財団 事業部", AOBA, False),
        (f"{AOBA} 産学連携株式会社", AOBA, False),
        ("北風計測", KITAKAZE, True),
        ("㈱北風計測", KITAKAZE, True),
        ("有限会社北風計測", KITAKAZE, False),
        ("国立大学法人北風計測", KITAKAZE, False),
        (f"株式会社{AOBA}", AOBA, False),
        ("北風", KITAKAZE, False),
        ("研究推進部", "国立大学法人青葉理工大学", True),
        ("財務部", "国立大学法人青葉理工大学", False),
        ("Lindenau Foundation", AGENCY, False),
        ("あ" * (LONGEST_NAME + 1), AGENCY, False),
    ],
)
def test_a_funder_is_known_as_a_plan_writes_it(name: str, other: str, is_so: bool) -> None:
    for key in ("name", "funder_name"):
        assert means(funded_by({key: name}), name, other) is is_so


@pytest.mark.parametrize(
    ("name", "other", "is_so"),
    [
        ("R. Kondo", KONDO, True),
        ("Kondo, R.", KONDO, True),
        ("Ryosuke T. Kondo", KONDO, True),
        ("Dr. Ryosuke Kondo", KONDO, True),
        ("近藤 亮介 助教", KONDO, True),
        ("近藤 亮介（工学研究科）", KONDO, True),
        ("近藤 亮介（助教）", KONDO, True),
        ("青葉理工大学 近藤 亮介", KONDO, True),
        ("近藤 亮介（コンドウ リョウスケ）", KONDO, True),
        ("近藤 亮介（Ryosuke Kondo）", KONDO, True),
        ("近藤 亮介（山田 太郎）", KONDO, False),
        ("近藤 亮介（Taro Yamada）", KONDO, False),
        ("コンドウ リョウスケ", KONDO, True),
        ("ヤマダ タロウ", KONDO, False),
        ("T. Kondo", KONDO, False),
        ("Kondo", KONDO, False),
        ("R. K.", KONDO, False),
        ("近藤", KONDO, False),
        ("近藤 亮介子", KONDO, False),
        ("青葉理工大学 工学研究科", AOBA, True),
        ("青葉理工大学（工学部）", AOBA, True),
        ("青葉理工大学（山田 太郎）", AOBA, False),
        ("青葉理工大学 山田研究室", AOBA, False),
        ("真鍋 由紀 技術職員", "真鍋 由紀", True),
        ("Y. Manabe", "真鍋 由紀", False),
    ],
)
def test_a_contributor_or_creator_is_known_as_a_plan_writes_them(
    name: str, other: str, is_so: bool
) -> None:
    people = copy.deepcopy(FACTS["people"])
    people[1]["kana"] = "コンドウ リョウスケ"
    for plan in ({"contributor": [{"name": name}]}, {"dataset": [{"creator": [{"name": name}]}]}):
        assert means(plan, name, other, people=people) is is_so


def test_who_takes_no_part_is_known_by_initials_too() -> None:
    institutions = copy.deepcopy(FACTS["institutions"])
    institutions[0]["not_participating"] = {"entries": [{"name": "Yuki Manabe"}]}
    plan = {"contributor": [{"name": "Y. Manabe"}]}
    assert means(plan, "Y. Manabe", "Yuki Manabe", institutions=institutions)
    assert not means(plan, "Y. Manabe", "Yuki Manabe")


@pytest.mark.parametrize(
    ("number", "is_so"),
    [
        ({"type": "ror", "identifier": "https://ror.org/02mn7qd25"}, True),
        ({"type": "ror", "identifier": "02mn7qd25"}, True),
        ({"type": "url", "identifier": "https://ror.org/02mn7qd25"}, False),
        ({"type": "ror", "identifier": "https://ror.org/02mn7qd26"}, False),
        ({}, False),
    ],
)
def test_a_funder_is_known_by_the_number_of_an_institution(
    number: dict[str, str], is_so: bool
) -> None:
    plan = funded_by({"name": "Harbour Laboratory", "funder_id": number})
    assert means(plan, "Harbour Laboratory", MINATO) is is_so


@pytest.mark.parametrize(("kind", "is_so"), [("fundref", True), ("url", False)])
def test_a_funder_is_known_by_the_number_of_another_entry(kind: str, is_so: bool) -> None:
    number = {"funder_id": {"type": kind, "identifier": "https://doi.org/10.13039/501"}}
    plan = funded_by(
        {"name": "Safe Materials 2026"} | number, {"name": f"{AGENCY}（FSTA）"} | number
    )
    assert means(plan, "Safe Materials 2026", AGENCY) is is_so


def test_what_is_written_as_listed_has_no_other_forms() -> None:
    assert also_written(facts_with(funded_by({"name": "Lindenau"})), NameReader()) == {}


def test_the_agency_is_called_by_its_acronym_and_by_the_program() -> None:
    config = {
        "funding_agency": {"ja": "国立研究開発法人架空機構", "en": "Fictional Science Agency"},
        "title": {"ja": "安全材料（例）2026年度", "en": "Safe Materials 2026"},
        "contact": "desk@kakuu.example",
    }
    assert set(names_of_agency(config)) == {
        "国立研究開発法人架空機構",
        "架空機構",
        "安全材料（例）2026年度",
        "安全材料（例）",
        "安全材料",
        *(f"架空機構 安全材料{rest}" for rest in ("（例）2026年度", "（例）", "")),
        "Fictional Science Agency",
        "Safe Materials 2026",
        "Safe Materials",
        *(f"Fictional Science Agency Safe Materials{rest}" for rest in (" 2026", "")),
        "FSA",
        "kakuu",
    }


def test_two_letters_are_no_acronym() -> None:
    config = {"funding_agency": {"ja": "架空機構", "en": "Fictional agency"}, "title": {}}
    assert set(names_of_agency(config)) == {"架空機構", "Fictional agency"}
