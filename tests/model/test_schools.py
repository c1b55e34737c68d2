"""Whom a name calls a university or a national research institute, beside who has such a name within its own."""

import pytest
from tejun.model.schools import has_other_schools, is_nobody_s, is_school

from tests.model.test_pasted import AOBA, KPROGRAM, MINATO, assert_refused, changed

SCHOOLS = [
    "国立大学法人青葉理工大学",
    "公立大学法人若葉台大学",
    "学校法人日之出学園",
    "学校法人日之出学園 日之出工科大学",
    "大学共同利用機関法人高原研究機構",
    "国立研究開発法人みなと材料研究機構",
    "国立研究開発法人 みなと材料研究機構（本部）",
    "青葉理工大学",
    "青葉短期大学",
    "青葉工業高等専門学校",
    "青葉先端科学技術大学院大学",
    "青葉大学 産学連携センター",
    "青葉大学大学院工学研究科",
    "青葉大学附属病院",
    "青葉大学医学部",
]
OTHERS = [
    "株式会社青葉大学ベンチャーズ",
    "株式会社北風大学",
    "青葉大学発ベンチャー",
    "一般財団法人青葉大学",
    "一般財団法人青葉大学後援会",
    "青葉大学生活協同組合",
    "国立大学法人青葉大学生活協同組合",
    "一般社団法人国立大学協会",
    "特定非営利活動法人シニア自然大学",
    "青葉市民大学",
    "青葉老人大学",
    "高原自然大学",
    "青葉大学校",
    "青葉大学連携センター",
    "青葉大学出版会",
    "青葉高等学校",
    "青葉研究所",
    "独立行政法人青葉センター",
    "地方独立行政法人青葉産業技術研究所",
]


@pytest.mark.parametrize("name", SCHOOLS)
def test_a_school_is_called_one(name: str) -> None:
    assert is_school(name)


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_not(name: str) -> None:
    assert not is_school(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("日之出高等学校", True),
        ("日之出ビジネス専門学校", True),
        ("日之出工業高等専門学校", False),
        ("日之出大学附属高等学校", False),
        ("学校法人日之出学園", False),
    ],
)
def test_a_school_may_be_no_university(name: str, *, expected: bool) -> None:
    assert has_other_schools(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("国立大学法人青葉理工大学", True),
        ("学校法人日之出学園 日之出工科大学", True),
        ("国立研究開発法人みなと材料研究機構 山田 太郎", False),
        ("青葉理工大学 山田 太郎", False),
    ],
)
def test_a_person_may_be_called_after_one(name: str, *, expected: bool) -> None:
    assert is_nobody_s(name) is expected


@pytest.mark.parametrize(
    ("name", "kind", "is_refused"),
    [
        ("国立研究開発法人みなと材料研究機構", "other", True),
        ("国立研究開発法人みなと材料研究機構", "company", True),
        ("国立研究開発法人みなと材料研究機構", "university", False),
        ("学校法人みなと学園", "other", True),
        ("みなと材料研究機構", "other", False),
        ("みなと市民大学", "other", False),
        ("株式会社みなと大学", "company", False),
    ],
)
def test_an_institution_is_of_the_kind_that_its_name_says(
    name: str, kind: str, *, is_refused: bool
) -> None:
    at = ("institutions", MINATO)
    facts = changed(KPROGRAM, ((*at, "name"), name), ((*at, "kind"), kind))
    assert_refused(facts, (*at, "kind") if is_refused else None)


def test_a_corporation_may_run_other_schools_alone() -> None:
    at = ("institutions", MINATO)
    names = [{"name": "みなと高等学校", "kind": "alias"}]
    for kind, place in (("other", None), ("company", (*at, "kind"))):
        called = ((*at, "name"), "学校法人みなと学園"), ((*at, "other_names"), names)
        assert_refused(changed(KPROGRAM, *called, ((*at, "kind"), kind)), place)


def test_abroad_a_name_in_these_characters_says_nothing() -> None:
    at = ("institutions", MINATO)
    facts = changed(
        KPROGRAM, ((*at, "name"), "北海大学"), ((*at, "kind"), "other"), ((*at, "country"), "XA")
    )
    assert_refused(facts, None)


@pytest.mark.parametrize(
    ("name", "kind", "is_refused"),
    [
        ("国立大学法人白樺大学", "company", True),
        ("国立大学法人白樺大学", "individual", True),
        ("国立大学法人白樺大学 山田 太郎", "individual", False),
        ("国立大学法人白樺大学", "university", False),
        ("国立研究開発法人白樺振興機構", "government", False),
        ("国立研究開発法人白樺振興機構", "other", False),
        ("一般財団法人白樺大学後援会", "foundation", False),
        ("山田 太郎", "individual", False),
    ],
)
def test_a_supporter_is_no_company_and_no_person(name: str, kind: str, *, is_refused: bool) -> None:
    at = ("institutions", AOBA, "supporters", "entries", 0)
    facts = changed(KPROGRAM, ((*at, "name"), name), ((*at, "kind"), kind))
    assert_refused(facts, (*at, "kind") if is_refused else None)
