"""Whom a name calls a company, beside who may have such a form and is none."""

import pytest
from tejun.model.companies import has_japanese_form, is_company

from tests.model.test_pasted import AOBA, KPROGRAM, NORTHFIELD, assert_refused, changed

COMPANIES = [
    "株式会社北風計測",
    "北風計測(株)",
    "北風相互会社",
    "株式会社北洋（Hokuyo Inc.）",
    "Northfield Compound Devices, Inc.",
    "Kitakaze Co., Ltd.",
    "KITAKAZE LTD",
    "Kitakaze LLC",
    "Kitakaze L.L.C.",
    "Kitakaze Incorporated",
    "Kitakaze Inc. (Ohio)",
    "Kitakaze & Co.",
    "Kitakaze plc",
    "Isarwerk Photonik GmbH",
    "Isarwerk AG",
    "Kitakaze S.p.A.",
    "Kitakaze SA",
    "Kitakaze, S.A. de C.V.",
    "Kitakaze B.V.",
    "Kitakaze AB",
    "Kitakaze Oy",
    "Kitakaze A/S",
    "Kitakaze s.r.o.",
    "Kitakaze Sp. z o.o.",
    "Kitakaze Pty Ltd",
    "Kitakaze Sdn. Bhd.",
    "Kitakaze K.K.",
    "北風計測有限公司",
    "북풍주식회사",
    "주식회사 북풍",
    "북풍(주)",
    "ООО Ветер",
    "PT Angin Utara Tbk",
]
OTHERS = [
    "北風計測研究所",
    "Monash University Malaysia Sdn Bhd",
    "Jacobs Hochschule Bremen GmbH",
    "Ford Foundation, Inc.",
    "Massachusetts Institute of Technology",
    "Institute of Ice, Calgary, AB",
    "Ice Laboratory, Boulder, CO",
    "Zinc",
    "Incubator",
    "Limited Editions Museum",
    "대학",
]


@pytest.mark.parametrize("name", COMPANIES)
@pytest.mark.parametrize("kind", ["other", "university", "foundation"])
def test_a_company_is_called_one(name: str, kind: str) -> None:
    assert is_company(name, kind, is_asked=False)


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_not(name: str) -> None:
    assert not is_company(name, "other", is_asked=False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("株式会社北風計測", True),
        ("北風計測株式会社", True),
        ("Kitakaze LLC", True),
        ("株式会社北風計測 山田 太郎", False),
        ("山田 太郎（株式会社北風計測）", False),
        ("山田 太郎", False),
    ],
)
def test_an_individual_may_be_called_after_one(name: str, *, expected: bool) -> None:
    assert is_company(name, "individual", is_asked=False) is expected


def test_where_it_is_asked_about_only_a_form_of_japan_tells() -> None:
    assert not is_company("Forschungszentrum Isar GmbH", "research_institute", is_asked=True)
    assert is_company("株式会社北風計測", "research_institute", is_asked=True)


def test_which_form_it_is() -> None:
    assert has_japanese_form("北風計測株式会社 東京支店")
    assert not has_japanese_form("Kitakaze Co., Ltd.")


@pytest.mark.parametrize(
    ("kind", "country", "is_refused"),
    [
        ("university", "XA", True),
        ("university", "JP", True),
        ("research_institute", "JP", True),
        ("research_institute", "XA", False),
        ("other", "XA", False),
        ("other", "JP", True),
        ("company", "XA", False),
    ],
)
def test_an_institution_abroad_is_asked_whether_it_is_a_business(
    kind: str, country: str, *, is_refused: bool
) -> None:
    at = ("institutions", NORTHFIELD)
    facts = changed(KPROGRAM, ((*at, "kind"), kind), ((*at, "country"), country))
    assert_refused(facts, (*at, "kind") if is_refused else None)


@pytest.mark.parametrize(
    ("name", "kind", "is_refused"),
    [
        ("Kitakaze Co., Ltd.", "other", True),
        ("Kitakaze Co., Ltd.", "company", False),
        ("株式会社北風計測", "individual", True),
        ("Kitakaze Foundation, Inc.", "foundation", False),
    ],
)
def test_so_is_a_supporter_not(name: str, kind: str, *, is_refused: bool) -> None:
    at = ("institutions", AOBA, "supporters", "entries", 0)
    facts = changed(KPROGRAM, ((*at, "name"), name), ((*at, "kind"), kind))
    assert_refused(facts, (*at, "kind") if is_refused else None)
