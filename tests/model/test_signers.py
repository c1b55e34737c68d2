"""Who checks a person, who signs for an institution by name alone, and who answers for the FA: both sides of each."""

from typing import Any

import pytest
from tejun.reading import Path

from tests.model.test_pasted import (
    AOBA,
    AOBAS_CLERK,
    KONDO,
    KPROGRAM,
    MINATO,
    MINATOS_CLERK,
    MORI,
    NORTHFIELD,
    SATO,
    TANAKA,
    assert_refused,
    changed,
    refused,
)
from tests.support.cases import complete
from tests.support.places import value_at

WEBER = 5
CLOSE = {"view": "different", "rationale": "生年が異なる。", "on": "2026-10-21"}

# --- oneself -------------------------------------------------------------------------------------------

CHECKS: list[Path] = [
    ("due_diligence", "declared", "by"),
    ("due_diligence", "entries", 0, "by"),
    ("due_diligence", "entries", 4, "reliability", "by"),
    ("concerns", 0, "by"),
    ("screening", 0, "run_by"),
    ("screening", 0, "disposition"),
    ("disclosures", "papers", "discrepancies", 0, "disposition", "by"),
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        ("佐藤 遥", True),
        ("佐藤遥 教授", True),
        ("Haruka Sato", True),
        ("佐藤 遥（研究代表者）", True),
        ("本人", True),
        ("申告者本人", True),
        ("佐藤 遥（本人）", True),
        ("本人（佐藤 遥）", True),
        ("申告者本人：佐藤 遥", True),
        ("本人確認済み 研究推進部 西村 和子", False),
        ("西村 和子（本人確認済み）", False),
        ("近藤 亮介（本人）", False),
        ("本人以外の者", False),
        ("研究推進部 佐藤 遥", False),
        ("青葉理工大学 工学研究科 佐藤 遥", False),
        ("佐藤 遥、研究推進部 西村 和子", False),
        ("近藤 亮介", False),
        ("西村 和子", False),
    ],
)
def test_nobody_checks_oneself(check: Path, by: str, *, is_refused: bool) -> None:
    place: Path = ("people", SATO, *check)
    said: Any = {**CLOSE, "by": by} if check[-1] == "disposition" else by
    signed = (*place, "by") if check[-1] == "disposition" else place
    assert_refused(changed(KPROGRAM, (place, said)), signed if is_refused else None)


@pytest.mark.parametrize(("part", "k"), [("due_diligence", 0), ("concerns", 0)])
def test_nor_for_the_own_joint_institution(part: str, k: int) -> None:
    keys: Path = (part, "entries", k) if part == "due_diligence" else (part, k)
    place: Path = ("people", MORI, *keys)
    act = {**value_at(complete(KPROGRAM), place), "institution": "minato"}
    assert_refused(changed(KPROGRAM, (place, {**act, "by": "森 千尋"})), (*place, "by"))
    of_it = {**act, "by": "みなと材料研究機構 森 千尋"}
    assert_refused(changed(KPROGRAM, (place, of_it)), None)


def test_what_the_person_declares_is_no_check() -> None:
    for item in ("supervisor", "papers"):
        place: Path = ("people", SATO, "disclosures", item, "declared", "by")
        assert_refused(changed(KPROGRAM, (place, "佐藤 遥")), None)


def test_a_body_s_discrepancy_is_of_no_person() -> None:
    found = value_at(
        complete(KPROGRAM), ("people", SATO, "disclosures", "papers", "discrepancies", 0)
    )
    by_pi = {**found, "id": "other", "disposition": {**found["disposition"], "by": "佐藤 遥"}}
    place: Path = ("institutions", NORTHFIELD, "partner", "record", "discrepancies")
    assert_refused(changed(KPROGRAM, (place, [by_pi])), None)
    place = ("people", KONDO, "disclosures", "papers", "discrepancies")
    assert_refused(changed(KPROGRAM, (place, [by_pi])), None)


# --- somebody of another institution -------------------------------------------------------------------

LEADS: list[Path] = [
    ("people", KONDO, "due_diligence", "entries", 0, "by"),
    ("people", KONDO, "concerns", 0, "by"),
    ("people", KONDO, "screening", 0, "run_by"),
    ("people", WEBER, "due_diligence", "entries", 0, "by"),
    ("institutions", MINATO, "due_diligence", "entries", 0, "by"),
    ("institutions", MINATO, "partner", "checked_by_lead", "declared", "by"),
    ("institutions", AOBA, "roster", "declared", "by"),
    ("agreements", 0, "scope", "entries", 0, "adequacy", "by"),
    ("process", "completion", "declared", "by"),
    ("risk", "judgements", 0, "by"),
]


@pytest.mark.parametrize("place", LEADS)
@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        ("森 千尋", True),
        ("森 千尋 主任研究員", True),
        ("田中 匠", True),
        ("佐藤 遥", False),
        ("佐藤 遥 教授", False),
        ("伊藤 凪", False),
        ("研究推進部 田中 匠", False),
        ("森 千尋、西村 和子", False),
    ],
)
def test_a_person_signs_for_the_own_institution_alone(
    place: Path, by: str, *, is_refused: bool
) -> None:
    assert_refused(changed(KPROGRAM, (place, by)), place if is_refused else None)


def test_so_it_is_with_a_joint_institution() -> None:
    place: Path = ("institutions", NORTHFIELD, "partner", "own_management", "declared")
    declared = {**value_at(complete(KPROGRAM), place), "institution": "northfield"}
    for by, is_refused in (("佐藤 遥", True), ("森 千尋", True), ("Lena Weber", False)):
        facts = changed(KPROGRAM, (place, {**declared, "by": by}))
        assert_refused(facts, (*place, "by") if is_refused else None)
    assert "「佐藤 遥」" in str(refused(changed(KPROGRAM, (place, {**declared, "by": "佐藤 遥"}))))


def test_what_a_person_says_of_oneself_is_the_own_word() -> None:
    place: Path = ("people", MORI, "disclosures", "papers", "declared")
    declared = {"by": "森 千尋", "on": "2026-10-06", "institution": "aoba"}
    assert_refused(changed(KPROGRAM, (place, declared)), None)


ACT: Path = ("people", KONDO, "due_diligence", "entries", 0, "by")
DECLARED = {"by": "森 千尋", "on": "2026-10-06"}


@pytest.mark.parametrize(
    ("post", "is_refused"),
    [
        ({"institution": "国立大学法人青葉理工大学 工学研究科"}, False),
        ({"institution": "青葉理工大学"}, False),
        ({"institution": "青葉理工大学", "end": "2027"}, False),
        ({"institution": "青葉理工大学", "end": "2026-10"}, False),
        ({"institution": "青葉理工大学", "end": "2026-09"}, True),
        ({"institution": "青葉理工大学", "end": "2020"}, True),
        ({"institution": "潮見大学"}, True),
    ],
)
def test_whoever_has_a_post_at_two_signs_for_both(
    post: dict[str, str], *, is_refused: bool
) -> None:
    entry = {"country": "JP", "title": "客員教授", "start": "2019", **post}
    posts = {"state": "provided", "declared": DECLARED, "entries": [entry]}
    facts = changed(KPROGRAM, (("people", MORI, "affiliations"), posts), (ACT, "森 千尋"))
    assert_refused(facts, ACT if is_refused else None)


def test_so_does_who_is_employed_there() -> None:
    entry = {"employer": "青葉理工大学", "position": "特任教授", "start": "2024-04-01"}
    posts = {"state": "provided", "declared": DECLARED, "entries": [entry]}
    facts = changed(KPROGRAM, (("people", MORI, "employment"), posts), (ACT, "森 千尋"))
    assert_refused(facts, None)


def test_and_who_stands_on_both_rosters() -> None:
    roster: Path = ("institutions", AOBA, "roster", "entries")
    entries = [*value_at(complete(KPROGRAM), roster), {"person": "mori"}]
    assert_refused(changed(KPROGRAM, (roster, entries), (ACT, "森 千尋")), None)


def test_of_two_of_one_name_either_may_have_signed() -> None:
    name: Path = ("people", TANAKA, "other_names")
    facts = changed(KPROGRAM, (name, [{"name": "佐藤 遥", "kind": "alias"}]), (ACT, "佐藤 遥"))
    assert "/people/1/due_diligence/entries/0/by" not in refused(facts)
    swapped = changed(
        KPROGRAM,
        (("people", SATO, "other_names"), [{"name": "森 千尋", "kind": "alias"}]),
        (ACT, "森 千尋"),
    )
    assert "/people/1/due_diligence/entries/0/by" not in refused(swapped)


# --- the FA --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        (AOBAS_CLERK, True),
        ("研究推進部 西村 和子", True),
        ("国立大学法人青葉理工大学 研究セキュリティ委員会", True),
        ("佐藤 遥", True),
        ("Lena Weber", True),
        ("Northfield Compound Devices 営業部", True),
        (MINATOS_CLERK, True),
        ("みなと材料研究機構 研究費配分部", False),
        ("株式会社北風計測", False),
        ("架空科学技術振興機構 研究セキュリティ課", False),
        ("架空科学技術振興機構（青葉理工大学の担当）", False),
        ("研究セキュリティ課 佐藤 遥", False),
    ],
)
def test_who_takes_part_does_not_answer_for_the_fa(by: str, *, is_refused: bool) -> None:
    place: Path = ("determinations", 0, "by")
    assert_refused(changed(KPROGRAM, (place, by)), place if is_refused else None)


@pytest.mark.parametrize(
    ("by", "answers", "is_refused"),
    [
        ("みなと材料研究機構 研究費配分部", False, True),
        ("みなと材料研究機構 研究費配分部", True, False),
        (MINATOS_CLERK, False, True),
        ("佐藤 遥", False, True),
        ("研究推進部 西村 和子", False, True),
        ("研究セキュリティ課 田中 誠", False, False),
    ],
)
def test_an_agency_may_be_part_of_who_takes_part(
    by: str, *, answers: bool, is_refused: bool
) -> None:
    entry = {"id": "q1", "on": "2026-11-08", "by": by, "request": "入退室の記録を残すこと。"}
    declared = {"by": AOBAS_CLERK, "on": "2026-11-10"}
    asked = (("requests",), {"state": "provided", "declared": declared, "entries": [entry]})
    answered = [(("determinations", 0, "by"), by)] if answers else []
    place: Path = ("requests", "entries", 0, "by")
    assert_refused(changed(KPROGRAM, asked, *answered), place if is_refused else None)


# --- a supporter ---------------------------------------------------------------------------------------

OF_NO_INSTITUTION: list[Path] = [
    ("people", SATO, "disclosures", "career", "declared", "by"),
    ("people", SATO, "disclosures", "papers", "discrepancies", 0, "disposition", "by"),
    ("people", WEBER, "disclosures", "other_support", "declared", "by"),
    ("people", MORI, "due_diligence", "declared", "by"),
    ("dmp", "declared", "by"),
    ("scope", "adjustment", "declared", "by"),
]


@pytest.mark.parametrize("place", OF_NO_INSTITUTION)
@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        ("株式会社北風計測", True),
        ("株式会社北風計測 営業部 北村 健", True),
        ("北風計測 営業部", True),
        ("株式会社北風計測、国立大学法人青葉理工大学", False),
        ("研究推進部 北風 健", False),
        ("研究推進部 西村 和子", False),
    ],
)
def test_a_supporter_signs_nothing_but_its_own(place: Path, by: str, *, is_refused: bool) -> None:
    assert_refused(changed(KPROGRAM, (place, by)), place if is_refused else None)


def test_a_supporter_speaks_for_itself_alone() -> None:
    supporters: Path = ("institutions", AOBA, "supporters", "entries")
    (first,) = value_at(complete(KPROGRAM), supporters)
    other = {**first, "id": "other", "name": "一般財団法人南風会", "kind": "foundation"}
    for key in ("content", "capital", "due_diligence", "screening"):
        other.pop(key, None)
    said = {**first["purpose"], "declared": {"by": "株式会社北風計測", "on": "2026-10-06"}}
    for name, refused_there in (("株式会社北風計測", True), ("一般財団法人南風会 事務局", False)):
        declared = {**said["declared"], "by": name}
        second = {**other, "purpose": {**said, "declared": declared}}
        place: Path = (*supporters, 1, "purpose", "declared", "by")
        facts = changed(KPROGRAM, (supporters, [first, second]))
        assert_refused(facts, place if refused_there else None)


def test_nor_is_an_individual_who_has_the_name_of_a_clerk_one() -> None:
    at: Path = ("institutions", AOBA, "supporters", "entries", 0)
    kind, name = ((*at, "kind"), "individual"), ((*at, "name"), "南原 学")
    declared: Path = ("people", SATO, "disclosures", "career", "declared", "by")
    assert_refused(changed(KPROGRAM, kind, name, (declared, "産学連携部 南原 学")), None)


@pytest.mark.parametrize("employer", ["株式会社北風計測", "みなと研究所"])
def test_it_declares_of_whom_it_employs(employer: str) -> None:
    employment = {
        "state": "provided",
        "declared": {"by": "株式会社北風計測 人事部", "on": "2026-10-05"},
        "entries": [{"employer": employer, "position": "研究員", "start": "2026-04-01"}],
    }
    place: Path = ("people", KONDO, "employment")
    is_theirs = employer == "株式会社北風計測"
    facts = changed(KPROGRAM, (place, employment))
    assert_refused(facts, None if is_theirs else (*place, "declared", "by"))
    career: Path = ("people", KONDO, "disclosures", "career", "declared", "by")
    if is_theirs:
        by = "株式会社北風計測 人事部"
        assert_refused(changed(KPROGRAM, (place, employment), (career, by)), None)


def test_a_funding_agency_may_support_too() -> None:
    at: Path = ("institutions", AOBA, "supporters", "entries", 0)
    kind, name = ((*at, "kind"), "government"), ((*at, "name"), "架空科学技術振興機構")
    assert_refused(changed(KPROGRAM, kind, name), None)
