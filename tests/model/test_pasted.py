"""The row above, copied down and not all of it changed: what the form refuses, beside what honest offices write.

Each row changes a complete application; `None` is that it is taken.
"""

import json
import time
from typing import Any

import pytest
from tejun.canonical import pointer
from tejun.errors import InvalidFactsError
from tejun.model.intake import read_facts
from tejun.model.pasted import pasted_errors
from tejun.model.walks import contents_of
from tejun.reading import Path

from tests.support.cases import complete
from tests.support.places import value_at, with_value

KPROGRAM, DEFENSE, OVERSEAS = "kprogram-2026", "defense-basic-2026", "overseas-matrix-2026"
SATO, KONDO, ITO, MORI, TANAKA = 0, 1, 2, 3, 4
TAKASE, ENDO = 0, 1
AOBA, MINATO, NORTHFIELD = 0, 1, 2


def refused(facts: Any) -> dict[str, str]:
    """The places that the form refuses, each with its words."""
    try:
        read_facts(json.dumps(facts).encode())
    except InvalidFactsError as error:
        return {place.pointer: place.message.in_("ja") for place in error.places}
    return {}


def assert_refused(facts: Any, place: Path | None) -> None:
    assert set(refused(facts)) == ({pointer(place)} if place else set())


def changed(program: str, *changes: tuple[Path, Any]) -> Any:
    facts = complete(program)
    for place, value in changes:
        facts = with_value(facts, place, value)
    return facts


# --- who declares it -----------------------------------------------------------------------------------

BY = ("people", ITO, "disclosures", "papers", "declared")
ON = {"on": "2026-10-06"}


@pytest.mark.parametrize(
    ("declared", "is_refused"),
    [
        ({"by": "佐藤 遥"}, True),
        ({"by": "佐藤遥"}, True),
        ({"by": "SATO, Haruka"}, True),
        ({"by": "佐藤 遥 教授"}, True),
        ({"by": "佐藤遥教授"}, True),
        ({"by": "佐藤 遥（研究代表者）"}, True),
        ({"by": "研究代表者・特任准教授 佐藤 遥 先生"}, True),
        ({"by": "特任助教 佐藤 遥"}, True),
        ({"by": "佐藤 遥 特任講師"}, True),
        ({"by": "大学院生 佐藤 遥"}, True),
        ({"by": "佐藤 遥（博士後期課程 D2）"}, False),
        ({"by": "佐藤 遥 D2"}, True),
        ({"by": "技術職員 佐藤 遥"}, True),
        ({"by": "ポスドク 佐藤 遥"}, True),
        ({"by": "Ms. Haruka Sato"}, True),
        ({"by": "佐藤 遥 印"}, True),
        ({"by": "Prof. Dr. Haruka Sato (PI)"}, True),
        ({"by": "伊藤 凪（研究参画者）"}, False),
        ({"by": "伊藤 凪、佐藤 遥 教授"}, False),
        ({"by": "佐藤 遥 研究室"}, False),
        ({"by": "佐藤 遥 教授、研究推進部 確認"}, False),
        ({"by": "伊藤 凪"}, False),
        ({"by": "Nagi Ito"}, False),
        ({"by": "青葉理工大学 工学研究科 佐藤 遥"}, False),
        ({"by": "佐藤 遥", "institution": "aoba"}, False),
        ({"by": "佐藤 遥（本人の依頼による）"}, False),
        ({"by": "青葉理工大学 研究推進部 西村 和子"}, False),
        ({"by": "西村 和子"}, False),
    ],
)
def test_one_of_the_team_declares_for_another_only_for_the_institution(
    declared: dict[str, str], is_refused: bool
) -> None:
    facts = changed(KPROGRAM, (BY, {**declared, **ON}))
    assert_refused(facts, (*BY, "by") if is_refused else None)


@pytest.mark.parametrize("item", ["education", "career", "funding", "other_support", "records"])
def test_of_each_item_of_the_person(item: str) -> None:
    place: Path = ("people", KONDO, "disclosures", item, "declared", "by")
    (words,) = refused(changed(KPROGRAM, (place, "森 千尋"))).values()
    assert "「近藤 亮介」" in words
    assert "「森 千尋」" in words


def test_whoever_judges_the_supervisor_or_looks_may_be_of_the_team() -> None:
    judged: Path = ("people", KONDO, "disclosures", "supervisor", "declared", "by")
    looked: Path = ("people", KONDO, "due_diligence", "declared", "by")
    employed: Path = ("people", KONDO, "employment", "declared", "by")
    facts = changed(KPROGRAM, (judged, "佐藤 遥"), (looked, "佐藤 遥"), (employed, "佐藤 遥"))
    assert_refused(facts, None)


def test_relations_of_a_matrix_are_declared_by_the_person() -> None:
    place: Path = ("people", 1, "factors", "declared", "by")
    assert_refused(changed(OVERSEAS, (place, "三枝 直子")), place)


@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        ("みなと材料研究機構 総務部 長谷川 透", True),
        ("青葉理工大学 研究推進部 西村 和子", False),
        ("Northfield Compound Devices 法務部 D. Albright", False),
        ("Lena Weber（みなと材料研究機構との共同研究の担当）", True),
    ],
)
def test_a_person_s_own_institution_or_the_lead_one_declares(by: str, is_refused: bool) -> None:
    place: Path = ("people", 5, "disclosures", "supervisor", "declared", "by")
    assert_refused(changed(KPROGRAM, (place, by)), place if is_refused else None)


@pytest.mark.parametrize(
    ("declared", "is_refused"),
    [
        ({"by": "青葉理工大学 研究推進部 西村 和子"}, True),
        ({"by": "国立大学法人青葉理工大学 大学院工学研究科 佐藤 遥"}, True),
        ({"by": "青葉理工大学 研究推進部 西村 和子", "institution": "aoba"}, False),
        ({"by": "みなと材料研究機構 総務部 長谷川 透（青葉理工大学に提出）"}, False),
        ({"by": "総務部 長谷川 透"}, False),
        ({"by": "田中 匠（青葉理工大学 社会人博士課程）"}, False),
        ({"by": "田中 匠（確認：青葉理工大学 研究推進部 西村 和子）"}, False),
    ],
)
def test_of_a_participant_of_a_joint_institution_the_lead_one_says_that_it_does(
    declared: dict[str, str], is_refused: bool
) -> None:
    place: Path = ("people", TANAKA, "disclosures", "papers", "declared")
    facts = changed(KPROGRAM, (place, {**declared, **ON}))
    assert_refused(facts, (*place, "by") if is_refused else None)
    posts = {"state": "none", "declared": {**declared, **ON}}
    facts = changed(KPROGRAM, (("people", TANAKA, "affiliations"), posts))
    by = ("people", TANAKA, "affiliations", "declared", "by")
    assert_refused(facts, by if is_refused else None)
    for other in (
        ("people", KONDO, "disclosures", "papers", "declared"),
        ("people", TANAKA, "disclosures", "supervisor", "declared"),
    ):
        assert_refused(changed(KPROGRAM, (other, {"by": AOBAS_CLERK, **ON})), None)


def test_whoever_has_a_second_post_may_be_declared_by_that_institution() -> None:
    by: Path = ("people", 5, "disclosures", "supervisor", "declared", "by")
    post = {"institution": "みなと材料研究機構", "country": "JP", "title": "客員", "start": "2024"}
    posts = {"state": "provided", "declared": {"by": "Lena Weber", **ON}, "entries": [post]}
    facts = changed(
        KPROGRAM, (by, "みなと材料研究機構 総務部"), (("people", 5, "affiliations"), posts)
    )
    assert_refused(facts, None)


@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        ("Northfield Compound Devices L. Weber", True),
        ("Northfield Compound Devices, Inc. 法務部", True),
        ("みなと材料研究機構 森 千尋", False),
        ("国立研究開発法人みなと材料研究機構 総務部", False),
        ("青葉理工大学 研究推進部 西村 和子", False),
        ("総務部 長谷川 透", False),
        ("みなと材料研究機構 森 千尋（Northfield Compound Devicesと協議の上）", False),
    ],
)
@pytest.mark.parametrize("part", [("partner", "purpose"), ("controls", "places"), ("integrity",)])
def test_what_is_asked_of_a_joint_institution_another_one_does_not_declare(
    part: Path, by: str, is_refused: bool
) -> None:
    declared: Path = ("institutions", MINATO, *part, "declared")
    facts = changed(KPROGRAM, (declared, {"by": by, "on": "2026-10-20"}))
    assert_refused(facts, (*declared, "by") if is_refused else None)


# --- what is signed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        ("青葉理工大学 研究セキュリティ委員会", True),
        ("国立大学法人青葉理工大学研究推進部 西村 和子", True),
        ("Northfield Compound Devices 法務部 D. Albright", True),
        ("架空科学技術振興機構 研究セキュリティ課", False),
        ("架空科学技術振興機構（青葉理工大学の担当）", False),
        ("研究セキュリティ課 田中 誠", False),
    ],
)
def test_what_an_institution_here_asks_for_is_no_request_of_the_fa(
    by: str, is_refused: bool
) -> None:
    entry = {"id": "q1", "on": "2026-11-08", "by": by, "request": "入退室の記録を残すこと。"}
    declared = {"by": "青葉理工大学 研究推進部 西村 和子", "on": "2026-11-10"}
    requests = (("requests",), {"state": "provided", "declared": declared, "entries": [entry]})
    asked_by = ("requests", "entries", 0, "by") if is_refused else None
    assert_refused(changed(KPROGRAM, requests), asked_by)


@pytest.mark.parametrize("form", ["questionnaire", "undertakings"])
@pytest.mark.parametrize(
    ("declared", "is_refused"),
    [
        ({"by": "高瀬 由紀"}, True),
        ({"by": "高瀬 由紀 教授"}, True),
        ({"by": "高瀬 由紀", "institution": "shioji"}, True),
        ({"by": "遠藤 拓"}, False),
        ({"by": "Taku Endo"}, False),
        ({"by": "潮路大学 研究推進機構 中里 恵"}, False),
    ],
)
def test_nobody_signs_for_another(form: str, declared: dict[str, str], is_refused: bool) -> None:
    place: Path = ("people", ENDO, form, "declared")
    facts = changed(DEFENSE, (place, {**declared, "on": "2026-10-07"}))
    assert_refused(facts, (*place, "by") if is_refused else None)


@pytest.mark.parametrize(
    ("title", "is_refused"),
    [
        ("誓約書（様式6）高瀬 由紀 署名済み", True),
        ("誓約書_高瀬由紀.pdf", True),
        ("Undertaking, Yuki Takase", True),
        ("誓約書（様式6）遠藤 拓 署名済み", False),
        ("誓約書（様式6）", False),
        ("誓約書（高瀬 由紀、遠藤 拓、三上 圭）", False),
        ("誓約書（高瀬 由紀ほか2名）", False),
        ("誓約書（高瀬 由紀 他2名分）", False),
        ("誓約書 遠藤（高瀬 由紀研究室）", False),
        ("誓約書（中里 恵 受付）", False),
    ],
)
def test_a_form_has_no_other_s_name(title: str, is_refused: bool) -> None:
    for place in (
        ("people", ENDO, "undertakings", "entries", 0, "document", "title"),
        ("people", ENDO, "questionnaire", "evidence", 0, "title"),
    ):
        assert_refused(changed(DEFENSE, (place, title)), place if is_refused else None)


def test_forms_of_one_title_and_day_are_kept_in_one_place() -> None:
    kept = {"title": "誓約書（様式6）", "on": "2026-10-07", "kept_at": "申請書類綴"}
    places: list[Path] = [
        ("people", i, "undertakings", "entries", 0, "document") for i in (TAKASE, ENDO)
    ]
    assert_refused(changed(DEFENSE, *((place, kept) for place in places)), None)


# --- what was looked at --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "is_refused"),
    [
        ("佐藤 遥", True),
        ("佐藤 遥 教授", True),
        ("著者名 Sato Haruka、所属 Aoba Institute of Technology、2021年4月以降", True),
        ("研究者番号 90412703", True),
        ("科研費データベース 研究代表者 佐藤 遥 の分担者", False),
        ("佐藤 遥の共著者一覧", False),
        ("0000-0009-8000-0014", True),
        ("近藤 亮介", False),
        ("Kondo R、共著者 佐藤 遥", False),
        ("佐藤 遥と近藤亮介の共著論文", False),
        ("佐藤 遥ほか研究室の構成員", False),
        ("佐藤 研究室の構成員", False),
        ("真鍋 由紀", False),
        ("過去の在籍者の一覧", False),
        ("森林の酸化ガリウム", False),
    ],
)
def test_a_look_is_at_whom_it_is_about(query: str, is_refused: bool) -> None:
    place: Path = ("people", KONDO, "due_diligence", "entries", 1, "query")
    assert_refused(changed(KPROGRAM, (place, query)), place if is_refused else None)


def test_a_supervisor_of_the_team_is_looked_at() -> None:
    place: Path = ("people", ITO, "due_diligence", "entries", 0)
    look = {**value_at(complete(KPROGRAM), place), "query": "佐藤 遥 教授"}
    assert_refused(changed(KPROGRAM, (place, look)), (*place, "query"))
    assert_refused(changed(KPROGRAM, (place, {**look, "items": ["supervisor"]})), None)
    both = {**look, "items": ["talent_programs", "supervisor"]}
    assert_refused(changed(KPROGRAM, (place, both)), (*place, "query"))
    both["query"] = "伊藤 凪、指導教員 佐藤 遥の経歴"
    assert_refused(changed(KPROGRAM, (place, both)), None)
    lab = {**look, "query": "佐藤 遥研究室の構成員"}
    assert_refused(changed(KPROGRAM, (place, lab)), None)


@pytest.mark.parametrize(
    ("query", "is_refused"),
    [
        ("出願人 Northfield Compound Devices、2016年以降", True),
        ("北風計測", True),
        ("北風計測の取引先の一覧", False),
        ("みなと材料研究機構の業務実績評価", False),
        ("青葉理工大学との共同研究の一覧", False),
        ("みなと材料研究機構とNorthfield Compound Devicesの取引", False),
        ("組織、役員", False),
    ],
)
def test_a_look_is_at_the_body_that_it_is_about(query: str, is_refused: bool) -> None:
    place: Path = ("institutions", MINATO, "due_diligence", "entries", 0, "query")
    assert_refused(changed(KPROGRAM, (place, query)), place if is_refused else None)


def test_so_is_that_of_a_supporter() -> None:
    supporter: Path = ("institutions", AOBA, "supporters", "entries", 0)
    place = (*supporter, "due_diligence", "entries", 0, "query")
    assert_refused(changed(KPROGRAM, (place, "国立研究開発法人みなと材料研究機構")), place)


# --- word for word -------------------------------------------------------------------------------------


def of_kondo(facts: Any, *left_out: str) -> Any:
    """What Kondo declares, in Tanaka's name."""
    said = json.dumps(value_at(facts, ("people", KONDO, "disclosures")), ensure_ascii=False)
    disclosures = json.loads(said.replace("近藤 亮介", "田中 匠"))
    return {key: disclosures[key] for key in disclosures if key not in left_out}


def test_nobody_has_the_whole_life_of_another() -> None:
    place: Path = ("people", TANAKA, "disclosures")
    assert_refused(changed(KPROGRAM, (place, of_kondo(complete(KPROGRAM)))), place)


@pytest.mark.parametrize("item", ["career", "education"])
def test_two_may_have_much_in_common(item: str) -> None:
    facts = complete(KPROGRAM)
    place: Path = ("people", TANAKA, "disclosures")
    own = {**of_kondo(facts), item: value_at(facts, (*place, item))}
    assert_refused(changed(KPROGRAM, (place, own)), None)


def test_two_students_may_have_the_same_studies_and_one_paper() -> None:
    facts = complete(KPROGRAM)
    ito = value_at(facts, ("people", ITO))
    said = json.dumps(ito["disclosures"], ensure_ascii=False)
    other = {
        "id": "abe",
        "name": "阿部 彩",
        "role": "participant",
        "institution": "aoba",
        "student": True,
        "disclosures": json.loads(said.replace("伊藤 凪", "阿部 彩")),
    }
    assert_refused(changed(KPROGRAM, (("people",), [*facts["people"], other])), None)


def test_no_two_bodies_are_found_to_be_the_same_in_everything() -> None:
    facts = complete(KPROGRAM)
    found = value_at(facts, ("institutions", MINATO, "partner"))
    place: Path = ("institutions", NORTHFIELD, "partner")
    said = json.loads(
        json.dumps(found, ensure_ascii=False).replace("みなと材料研究機構 森", "L. Weber")
    )
    of_it = {
        **value_at(facts, place),
        **{key: said[key] for key in said if key != "own_management"},
    }
    assert_refused(changed(KPROGRAM, (place, of_it)), place)
    own = {**of_it, "record": value_at(facts, (*place, "record"))}
    assert_refused(changed(KPROGRAM, (place, own)), None)


def test_no_institution_has_all_the_policies_of_another() -> None:
    facts = complete(KPROGRAM)
    place: Path = ("institutions", NORTHFIELD, "controls")
    own, theirs = value_at(facts, place), value_at(facts, ("institutions", MINATO, "controls"))
    said = {key: {**own[key], "entries": theirs[key]["entries"]} for key in own}
    assert_refused(changed(KPROGRAM, (place, said)), place)
    for key in own:
        assert_refused(changed(KPROGRAM, (place, {**said, key: own[key]})), None)


def test_but_those_that_are_common_to_a_group() -> None:
    facts = complete(KPROGRAM)
    controls = value_at(facts, ("institutions", MINATO, "controls"))
    entry = controls["systems"]["entries"][0]
    of_group = {**entry, "policy": f"グループ共通の規程により、{entry['policy']}"}
    systems = {**controls["systems"], "entries": [of_group, *controls["systems"]["entries"][1:]]}
    own = value_at(facts, ("institutions", NORTHFIELD, "controls"))
    theirs = {**controls, "systems": systems}
    said = {key: {**own[key], "entries": theirs[key]["entries"]} for key in own}
    assert_refused(
        changed(
            KPROGRAM,
            (("institutions", MINATO, "controls"), theirs),
            (("institutions", NORTHFIELD, "controls"), said),
        ),
        None,
    )


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [
        ("伊藤 凪", True),
        ("Ito, Nagi", True),
        ("伊藤 凪 教授", True),
        ("特任教授 伊藤凪", True),
        ("Prof. Nagi Ito", True),
        ("佐藤 遥", False),
        ("佐藤 遥 教授", False),
        ("伊藤 凪（白樺大学）", False),
    ],
)
def test_nobody_is_his_own_supervisor(name: str, is_refused: bool) -> None:
    entries: Path = ("people", ITO, "disclosures", "supervisor", "entries")
    facts = changed(KPROGRAM, (entries, [{"name": name, "institution": "青葉理工大学"}]))
    assert_refused(facts, (*entries, 0, "name") if is_refused else None)


# --- beside the data management plan -------------------------------------------------------------------

PLAN: Path = ("dmp", "entries", 0, "madmp", "dmp")
ORCID_OF_KONDO = "https://orcid.org/0000-0009-8000-1383"
ORCID_OF_NOBODY = "https://orcid.org/0000-0002-1825-0097"


def contributor(name: str, orcid: str) -> dict[str, Any]:
    identifiers = [{"identifier": orcid, "type": "orcid"}]
    return {
        "name": name,
        "mbox": "a@example.org",
        "role": ["Researcher"],
        "contributor_id": identifiers,
    }


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [
        ("阿部 彩", True),
        ("近藤 彩", True),
        ("Aya Abe", True),
        ("山口 亮介", True),
        ("近藤 亮介", False),
        ("近藤亮介（青葉理工大学）", False),
        ("近藤", False),
        ("KONDO Ryosuke", False),
        ("R. Kondo", False),
        ("Kondo, R. M.", False),
        ("Ryōsuke Kondō", False),
        ("コンドウ リョウスケ", False),
    ],
)
@pytest.mark.parametrize("orcid", [ORCID_OF_KONDO, ORCID_OF_KONDO.rpartition("/")[2]])
def test_an_orcid_stands_at_a_name_of_the_person(orcid: str, name: str, is_refused: bool) -> None:
    known = value_at(complete(KPROGRAM), (*PLAN, "contributor"))
    place = (*PLAN, "contributor")
    facts = changed(KPROGRAM, (place, [*known, contributor(name, orcid)]))
    assert_refused(facts, (*place, len(known), "name") if is_refused else None)


def test_another_name_of_the_person_is_entered_as_one() -> None:
    place = (*PLAN, "contributor")
    facts = changed(KPROGRAM, (place, [contributor("山口 亮介", ORCID_OF_KONDO)]))
    (words,) = refused(facts).values()
    assert "other_names" in words
    names: Path = ("people", KONDO, "other_names")
    former = [*value_at(facts, names), {"name": "山口 亮介", "kind": "former"}]
    assert_refused(with_value(facts, names, former), None)


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [("小川 恵", True), ("Ogawa Megumi", False), ("真鍋 由紀", False), ("真鍋由紀", False)],
)
def test_nor_at_two_of_whom_none_is_listed(other: str, is_refused: bool) -> None:
    place = (*PLAN, "contributor")
    named = [contributor(name, ORCID_OF_NOBODY) for name in ("真鍋 由紀", other)]
    assert_refused(changed(KPROGRAM, (place, named)), (*place, 1, "name") if is_refused else None)


@pytest.mark.parametrize(("name", "is_refused"), [("阿部 彩", True), ("近藤 亮介", False)])
def test_nor_at_one_of_whom_it_is_said_why_he_takes_no_part(name: str, is_refused: bool) -> None:
    place: Path = ("institutions", AOBA, "not_participating")
    said = {
        "state": "provided",
        "declared": {"by": "研究推進部", **ON},
        "entries": [{"name": name, "orcid": ORCID_OF_KONDO, "reason": "装置の保守だけを担う。"}],
    }
    facts = changed(KPROGRAM, (place, said))
    assert_refused(facts, (*place, "entries", 0, "name") if is_refused else None)


@pytest.mark.parametrize(
    ("entry", "is_refused"),
    [
        (("name", "dataset_id"), True),
        (("name",), False),
        (("dataset_id",), False),
    ],
)
def test_of_two_datasets_with_one_identifier_the_name_says_which(
    entry: tuple[str, ...], is_refused: bool
) -> None:
    datasets = value_at(complete(KPROGRAM), (*PLAN, "dataset"))
    new = {**datasets[1], "title": "新しい機微データ"}
    managed: Path = ("institutions", AOBA, "managed_data", "entries", 1)
    said = {"name": datasets[1]["title"], "dataset_id": datasets[1]["dataset_id"]}
    facts = changed(
        KPROGRAM,
        ((*PLAN, "dataset"), [*datasets, new]),
        (managed, {key: said[key] for key in entry}),
    )
    assert_refused(facts, (*managed, "dataset_id") if is_refused else None)


# --- days ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        ("2024-04-01", "2016-03-31", True),
        ("2024-04", "2024-03-31", True),
        ("2024", "2023", True),
        ("2024-04-01", "2024", False),
        ("2024", "2024-01-31", False),
        ("2024-04-01", "2024-04-01", False),
        ("2024-04-01", "2034-03-31", False),
    ],
)
def test_nothing_ends_before_it_began(start: str, end: str, is_refused: bool) -> None:
    program = {"program": "XA計画", "country": "XA", "start": start, "end": end}
    place: Path = ("people", KONDO, "disclosures", "talent_programs")
    declared = value_at(complete(KPROGRAM), (*place, "declared"))
    said = {"state": "provided", "declared": declared, "entries": [program]}
    facts = changed(KPROGRAM, (place, said))
    assert_refused(facts, (*place, "entries", 0, "end") if is_refused else None)


@pytest.mark.parametrize(
    ("place", "end"),
    [
        (("people", SATO, "disclosures", "career", "entries", 0), "2001"),
        (("people", SATO, "disclosures", "funding", "entries", 0), "2019-03"),
        (("people", SATO, "employment", "entries", 0), "2016-03-31"),
        (("people", SATO, "disclosures", "funding", "period"), "2020-10-05"),
    ],
)
def test_nor_does_a_post_a_grant_or_a_span(place: Path, end: str) -> None:
    assert_refused(changed(KPROGRAM, ((*place, "end"), end)), (*place, "end"))


@pytest.mark.parametrize(
    ("since", "is_refused"), [("2025-11-12", True), ("2026-10-28", False), ("2026-11-12", False)]
)
def test_no_measure_is_changed_before_it_was_chosen(since: str, is_refused: bool) -> None:
    place: Path = ("measures", 1, "since")
    assert value_at(complete(KPROGRAM), ("measures", 1, "chosen_on")) == "2026-10-28"
    assert_refused(changed(KPROGRAM, (place, since)), place if is_refused else None)


@pytest.mark.parametrize(("year", "is_refused"), [(2100, True), (2028, True), (2027, False)])
def test_a_paper_is_of_this_year_or_accepted_for_the_next(year: int, is_refused: bool) -> None:
    place: Path = ("people", SATO, "disclosures", "papers", "entries", 0, "year")
    assert_refused(changed(KPROGRAM, (place, year)), place if is_refused else None)


@pytest.mark.parametrize(
    ("name", "kind", "is_refused"),
    [
        ("Northfield Compound Devices, Inc.", "latin", True),
        ("NORTHFIELD COMPOUND DEVICES INC", "alias", True),
        ("Northfield Compound Devices, Inc.", "former", False),
        ("Northfield Compound Devices Japan, Inc.", "latin", False),
        ("Minato Institute of Materials", "latin", False),
    ],
)
def test_an_institution_is_not_called_by_the_name_of_another(
    name: str, kind: str, *, is_refused: bool
) -> None:
    place: Path = ("institutions", 1, "other_names")
    facts = changed(KPROGRAM, (place, [{"name": name, "kind": kind}]))
    assert_refused(facts, (*place, 0, "name") if is_refused else None)


@pytest.mark.parametrize(
    ("name", "kind", "is_refused"),
    [
        ("Northfield Compound Devices", "latin", True),
        ("NCD", "alias", True),
        ("NCD", "former", False),
        ("MIMR", "alias", False),
    ],
)
def test_nor_by_a_further_name_of_it(name: str, kind: str, *, is_refused: bool) -> None:
    place: Path = ("institutions", NORTHFIELD, "other_names")
    facts = changed(
        KPROGRAM,
        (("institutions", MINATO, "other_names"), [{"name": name, "kind": kind}]),
        (place, [{"name": "NCD", "kind": "alias"}]),
    )
    later = {"NCD": (*place, 0, "name")}.get(
        name, ("institutions", MINATO, "other_names", 0, "name")
    )
    assert_refused(facts, later if is_refused else None)


def test_a_name_without_its_legal_form_may_be_that_of_two() -> None:
    facts = changed(
        KPROGRAM,
        (("institutions", NORTHFIELD, "name"), "Northfield, Inc."),
        (("institutions", NORTHFIELD, "screening"), []),
        (("institutions", MINATO, "name"), "Northfield, Ltd."),
        (("institutions", MINATO, "screening"), []),
        (("institutions", MINATO, "other_names"), [{"name": "Northfield", "kind": "alias"}]),
    )
    places = refused(facts)
    assert pointer(("institutions", MINATO, "other_names", 0, "name")) not in places


@pytest.mark.parametrize(
    ("changes", "is_refused"),
    [
        ({}, True),
        ({"kana": "コンドウ リョウスケ"}, True),
        ({"kana": "サトウ ハルカ"}, False),
        ({"name": "佐藤遥"}, False),
    ],
)
@pytest.mark.parametrize("name", ["Haruka Sato", "SATO, Haruka"])
def test_a_name_in_latin_letters_is_not_another_s(
    name: str, changes: dict[str, str], *, is_refused: bool
) -> None:
    place: Path = ("people", KONDO, "other_names")
    facts = changed(
        KPROGRAM,
        (("people", SATO, "kana"), "サトウ ハルカ"),
        (place, [{"name": name, "kind": "latin"}]),
        *((("people", KONDO, key), value) for key, value in changes.items()),
    )
    refusal = pointer((*place, 0, "name"))
    assert (refusal in refused(facts)) is is_refused


@pytest.mark.parametrize("kind", ["former", "alias"])
def test_a_former_name_or_an_alias_may_be_another_s(kind: str) -> None:
    place: Path = ("people", KONDO, "other_names")
    latin = value_at(complete(KPROGRAM), place)
    facts = changed(KPROGRAM, (place, [*latin, {"name": "Haruka Sato", "kind": kind}]))
    assert_refused(facts, None)


@pytest.mark.parametrize(
    ("since", "start", "own", "is_refused"),
    [
        ("2024-04-01", "2024-04-02", None, True),
        ("2024-04-01", "2026-10-05", None, True),
        ("2024-04-01", "2024-05", None, True),
        ("2024-04-01", "2025", None, True),
        ("2024-04-01", "2024-04-01", None, False),
        ("2024-04-01", "2024-04", None, False),
        ("2024-04-01", "2024", None, False),
        ("2024-04-01", "2026-10-06", None, False),  # planned
        ("2024-04-01", "2027", None, False),
        ("2024-04-01", "2025-04-01", "2025-04-01", False),
        ("2024-04-01", "2025-04-01", "2025-03-01", False),
        (None, "2026-10-05", None, False),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        ("people", SATO, "disclosures", "career"),
        ("people", SATO, "disclosures", "funding"),
    ],
)
def test_what_began_later_has_not_been_declared_unchanged_since_before(
    *, place: Path, since: str | None, start: str, own: str | None, is_refused: bool
) -> None:
    fact = value_at(complete(KPROGRAM), place)
    declared = {"by": fact["declared"]["by"], "on": "2026-10-05"}
    whole = {} if since is None else {"since": since}
    row = {key: fact["entries"][0][key] for key in fact["entries"][0] if key != "end"}
    entry = {**row, "start": start, **({} if own is None else {"since": own})}
    said = {"state": "provided", "declared": {**declared, **whole}, "entries": [entry]}
    facts = changed(KPROGRAM, (place, said))
    assert_refused(facts, (*place, "entries", 0, "start") if is_refused else None)


def test_nor_has_employment() -> None:
    place: Path = ("people", SATO, "employment")
    declared = value_at(complete(KPROGRAM), (*place, "declared"))
    facts = changed(
        KPROGRAM,
        ((*place, "declared"), {**declared, "since": "2024-04-01"}),
        ((*place, "entries", 0, "start"), "2024-04-02"),
    )
    assert_refused(facts, (*place, "entries", 0, "start"))


@pytest.mark.parametrize(
    ("since", "year", "own", "is_refused"),
    [
        ("2024-10-05", 2026, None, True),
        ("2025-10-05", 2026, None, False),  # in print by then
        ("2024-10-05", 2025, None, False),
        ("2024-10-05", 2026, "2026-09-30", False),
        (None, 2026, None, False),
    ],
)
def test_what_was_printed_later_has_not_been_declared_unchanged_since_before(
    *, since: str | None, year: int, own: str | None, is_refused: bool
) -> None:
    place: Path = ("people", SATO, "disclosures", "papers")
    papers = value_at(complete(KPROGRAM), place)
    paper = {**papers["entries"][0], "year": year, **({} if own is None else {"since": own})}
    declared = {**papers["declared"], **({} if since is None else {"since": since})}
    facts = changed(KPROGRAM, (place, {**papers, "declared": declared, "entries": [paper]}))
    assert_refused(facts, (*place, "entries", 0, "year") if is_refused else None)


# --- why there is none --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "is_refused"),
    [
        ("管理対象データの範囲は、まだ決めていない。", True),
        ("指導教官の情報は、本人にまだ確認できていない。", True),
        ("出資の状況は調べていません", True),
        ("未確認である。", True),
        ("管理対象データの有無は把握していない。", True),
        ("把握していない。", True),
        ("本人に聞いていない。", True),
        ("現時点では、本学として把握していない。", True),
        ("処分等の事実は把握していない。", False),
        ("企業等からの支援を受けることは検討していない。", False),
        ("本研究を支援する者の話は聞いていない。", False),
        ("担当者が不在である。内容は把握していない。", False),
        ("We have not asked the institute.", True),
        ("We have not asked.", True),
        ("Not yet confirmed with the person.", True),
        ("まだ研究データを作成していない。", False),
        ("調査したが、確認できていないものはない。", False),
        ("管理する者は確認されていない。", False),
        ("There is nothing that has not been checked.", False),
        ("まだ機器を導入していないため、管理するシステムはない。", False),
    ],
)
def test_that_nobody_knows_yet_is_no_reason_why_there_is_none(
    reason: str, is_refused: bool
) -> None:
    place: Path = ("institutions", MINATO, "managed_data", "reason")
    assert_refused(changed(KPROGRAM, (place, reason)), place if is_refused else None)


def test_what_could_not_be_had_may_not_be_known_yet() -> None:
    place: Path = ("institutions", MINATO, "managed_data")
    said = value_at(complete(KPROGRAM), place)
    facts = changed(
        KPROGRAM, (place, {**said, "state": "unobtainable", "reason": "まだ確認できていない。"})
    )
    assert_refused(facts, None)


# --- letters of the FA, and runs -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "days", "is_refused"),
    [
        ("架空機構セ第2026-124号", ("2026-11-06", "2026-11-15"), True),
        ("No. 124", ("2026-11-06", "2026-11-15"), True),
        ("架空機構セ第2026-124号", ("2026-11-06", "2026-11-06"), False),
        ("第124号", ("2026-03-06", "2026-11-15"), False),
        ("第124号", ("2025-11-06", "2026-11-15"), False),
        ("電子メール", ("2026-11-06", "2026-11-15"), False),
        ("電子メール（2026年11月）", ("2026-11-06", "2026-11-15"), False),
        ("相談受付番号 124", ("2026-11-06", "2026-11-15"), False),
        ("kp2026-0417", ("2026-11-06", "2026-11-15"), False),
        ("ＫＰ2026‐0417", ("2026-11-06", "2026-11-15"), False),
        ("KP 2026 0417", ("2026-11-06", "2026-11-15"), False),
        ("kp2026-0417-1", ("2026-11-06", "2026-11-15"), True),
        ("なし", ("2026-11-06", "2026-11-15"), False),
    ],
)
def test_a_letter_has_one_day(reference: str, days: tuple[str, str], is_refused: bool) -> None:
    answers = complete(KPROGRAM)["determinations"]
    given = [
        {**answer, "reference": reference, "on": day}
        for answer, day in zip(answers, days, strict=True)
    ]
    facts = changed(KPROGRAM, (("determinations",), given))
    assert_refused(facts, ("determinations", 1, "on") if is_refused else None)


def test_two_offices_number_their_letters_alike() -> None:
    first, second = complete(KPROGRAM)["determinations"]
    given = [{**first, "reference": "第1号"}, {**second, "reference": "第1号", "by": "別の機構"}]
    assert_refused(changed(KPROGRAM, (("determinations",), given)), None)


DIGEST = "sha256:" + "3f" * 32


@pytest.mark.parametrize(
    ("days", "second", "is_refused"),
    [
        ((None, None), {}, True),
        ((None, "2026-11-16"), {}, True),
        (("2026-11-16", None), {}, False),
        (("2026-11-17", "2026-11-17"), {}, False),
        (("2026-11-16", "2026-11-17"), {}, True),
        ((None, None), {"done_on": "2026-10-23"}, False),
        ((None, None), {"done_on": None}, False),
        ((None, None), {"digest": "sha256:" + "4e" * 32}, False),
        ((None, None), {"digest": None}, False),
    ],
)
def test_the_evidence_of_two_measures_has_one_day(
    days: tuple[str | None, str | None], second: dict[str, str | None], is_refused: bool
) -> None:
    facts = complete(KPROGRAM)
    first = facts["measures"][0]
    shown = {"title": "修了者名簿", "kept_at": "研究推進部", "digest": DIGEST}
    other = {**first, "id": "m9", "done_on": "2026-11-16"}
    for measure, day in zip((first, other), days, strict=True):
        measure["evidence"] = [{**shown, **({"on": day} if day else {})}]
    for key, value in second.items():
        holder = other if key == "done_on" else other["evidence"][0]
        if value is None:
            del holder[key]
        else:
            holder[key] = value
    measures = [first, *facts["measures"][1:], other]
    place: Path = ("measures", len(measures) - 1, "evidence", 0, "digest")
    assert_refused(changed(KPROGRAM, (("measures",), measures)), place if is_refused else None)


@pytest.mark.parametrize(
    ("scale", "threshold", "is_refused"),
    [
        ("0-1", 92, True),
        ("0–1", 1.5, True),
        ("0〜1（類似度）", 92, True),
        ("0から100", 920, True),
        ("1 to 5", 0.92, True),
        ("0-1", 0.92, False),
        ("0-1", 1, False),
        ("0〜100点", 92, False),
        ("編集距離", 3, False),
        ("0-1、1が完全な一致", 92, False),
    ],
)
def test_a_threshold_is_on_its_scale(scale: str, threshold: float, is_refused: bool) -> None:
    place: Path = ("people", KONDO, "screening", 0, "scoring")
    scoring = {"algorithm": "jaro-winkler", "threshold": threshold, "scale": scale}
    assert_refused(
        changed(KPROGRAM, (place, scoring)), (*place, "threshold") if is_refused else None
    )


def test_so_is_a_score() -> None:
    place: Path = ("people", SATO, "screening", 1, "candidates", 0, "score")
    assert_refused(changed(KPROGRAM, (place, 93)), place)


# --- no words where words are needed -------------------------------------------------------------------


@pytest.mark.parametrize("text", ["なし", "特になし", "（該当なし）", "無し。", "None", "ｎｏｎｅ"])
def test_nothing_is_said_by_a_state_and_not_in_an_entry(text: str) -> None:
    place: Path = ("institutions", MINATO, "partner", "record", "entries", 0, "summary")
    (words,) = refused(changed(KPROGRAM, (place, text))).values()
    assert "state: none" in words


@pytest.mark.parametrize(
    "place",
    [
        ("institutions", MINATO, "partner", "purpose", "entries", 0, "summary"),
        ("institutions", AOBA, "controls", "places", "entries", 0, "policy"),
        ("institutions", AOBA, "routine", "dmp", "entries", 0, "summary"),
        ("institutions", AOBA, "desk", "entries", 0, "decides"),
        ("institutions", AOBA, "supporters", "entries", 0, "content", "entries", 0, "summary"),
        ("people", SATO, "disclosures", "education", "entries", 0, "institution"),
        ("people", SATO, "disclosures", "supervisor", "reason"),
        ("institutions", MINATO, "managed_data", "reason"),
        ("agreements", 0, "confidentiality", "entries", 0, "clause"),
        ("agreements", 0, "scope", "entries", 0, "adequacy", "rationale"),
        ("process", "judgement", "entries", 0, "rationale"),
        ("risk", "judgements", 0, "rationale"),
        ("measures", 1, "owner"),
        ("measures", 1, "reason"),
        ("measures", 0, "evidence", 0, "title"),
        ("people", KONDO, "due_diligence", "entries", 1, "source"),
        ("people", KONDO, "due_diligence", "entries", 1, "query"),
        ("people", KONDO, "due_diligence", "entries", 1, "by"),
        ("people", KONDO, "screening", 0, "run_by"),
        ("people", KONDO, "employment", "entries", 0, "employer"),
        ("people", KONDO, "disclosures", "papers", "declared", "by"),
        ("dmp", "entries", 0, "title"),
    ],
)
def test_words_are_needed(place: Path) -> None:
    for text in ("なし", "該当しない", "ありません"):
        assert_refused(changed(KPROGRAM, (place, text)), place)


@pytest.mark.parametrize(
    ("program", "place", "value", "key"),
    [
        (KPROGRAM, ("measures", 0, "evidence", 0), {"title": "名簿", "kept_at": "なし"}, "kept_at"),
        (
            DEFENSE,
            ("people", ENDO, "questionnaire", "evidence", 0),
            {"title": "なし", "kept_at": "推進部"},
            "title",
        ),
        (
            DEFENSE,
            ("people", ENDO, "undertakings", "entries", 0, "document"),
            {"title": "誓約書", "kept_at": "なし", "on": "2026-10-07"},
            "kept_at",
        ),
        (
            KPROGRAM,
            ("dmp", "entries", 0),
            {"title": "DMP", "version": "なし", "kept_at": "研究推進部"},
            "version",
        ),
        (
            KPROGRAM,
            ("institutions", AOBA, "managed_data", "entries", 0),
            {"name": "測定データ", "place": "なし", "access": "closed"},
            "place",
        ),
        (
            KPROGRAM,
            ("people", KONDO, "disclosures", "papers"),
            {
                "state": "provided",
                "declared": {"by": "近藤 亮介", "on": "2026-10-05"},
                "kept": {"place": "なし", "on": "2026-10-05"},
            },
            "kept",
        ),
        (
            OVERSEAS,
            ("application", "joint_call", "entries", 0),
            {"country": "XB", "agency": "なし", "reference": "FARO-JCT-26"},
            "agency",
        ),
    ],
)
def test_what_proves_or_keeps_something_has_a_name(
    program: str, place: Path, value: Any, key: str
) -> None:
    wrong = (*place, "kept", "place") if key == "kept" else (*place, key)
    assert_refused(changed(program, (place, value)), wrong)


@pytest.mark.parametrize(
    ("place", "is_refused"),
    [
        ("researchmap（佐藤 遥）", True),
        ("https://orcid.org/0000-0009-8000-0014", True),
        ("researchmap（近藤 亮介）", False),
        ("researchmap", False),
        ("佐藤 遥・近藤 亮介 共著論文一覧", False),
    ],
)
def test_a_list_is_kept_on_no_page_of_another(place: str, is_refused: bool) -> None:
    papers: Path = ("people", KONDO, "disclosures", "papers")
    kept = {
        "state": "provided",
        "declared": {"by": "近藤 亮介", "on": "2026-10-05"},
        "kept": {"place": place, "on": "2026-10-05"},
    }
    facts = changed(KPROGRAM, (papers, kept))
    assert_refused(facts, (*papers, "kept", "place") if is_refused else None)


@pytest.mark.parametrize(
    "place",
    [
        ("people", KONDO, "due_diligence", "entries", 1, "result"),
        ("institutions", AOBA, "managed_data", "entries", 0, "note"),
        ("institutions", AOBA, "supporters", "entries", 0, "conditions", "entries", 0, "summary"),
        ("institutions", MINATO, "partner", "compliance", "entries", 0, "summary"),
        ("people", SATO, "disclosures", "other_support", "entries", 0, "description"),
        ("people", SATO, "disclosures", "intellectual_property", "entries", 0, "reference"),
        ("process", "judgement", "entries", 0, "view"),
        ("process", "collection", "entries", 0, "summary"),
        ("determinations", 0, "reference"),
        ("determinations", 0, "reason"),
        ("scope", "adjustment", "reason"),
        ("requests", "reason"),
    ],
)
def test_nothing_is_an_honest_answer_to_much(place: Path) -> None:
    assert_refused(changed(KPROGRAM, (place, "特になし")), None)


@pytest.mark.parametrize(("answer", "is_refused"), [("no", False), ("yes", True)])
def test_a_yes_says_what_it_is_about(answer: str, is_refused: bool) -> None:
    place: Path = ("people", TAKASE, "questionnaire", "entries", 7)
    said = {"item": "q08", "answer": answer, "due_diligence": "done", "detail": "なし"}
    facts = changed(DEFENSE, (place, said))
    assert_refused(facts, (*place, "detail") if is_refused else None)


@pytest.mark.parametrize(
    "text", ["特になしとする規程", "該当なしの者を除く", "なし（2026年10月まで）"]
)
def test_a_part_of_a_text_is_no_whole_one(text: str) -> None:
    place: Path = ("institutions", AOBA, "controls", "places", "entries", 0, "policy")
    assert_refused(changed(KPROGRAM, (place, text)), None)


# --- what it costs -------------------------------------------------------------------------------------


def team(people: int) -> Any:
    """So many people, each of whom has the looks at another, in words that are all of some name."""
    facts = complete(KPROGRAM)
    model = value_at(facts, ("people", KONDO))
    looks = model["due_diligence"]
    searched = {**looks["entries"][0], "query": "甲乙 丙丁 " * 20}
    copies = [
        {
            "id": f"p{i}",
            "name": f"甲乙 丙丁 {i}",
            "role": "participant",
            "institution": "aoba",
            "student": False,
            "due_diligence": {
                **looks,
                "entries": [searched, {**searched, "query": f"甲乙 丙丁 {i - 1}"}],
            },
        }
        for i in range(people)
    ]
    return {**facts, "people": [facts["people"][SATO], *copies]}


def seconds(facts: Any) -> float:
    begun = time.process_time()
    assert sum(1 for _ in pasted_errors(facts, contents_of(facts))) >= len(facts["people"]) - 2
    return time.process_time() - begun


def test_a_person_of_a_large_team_costs_what_one_of_a_small_team_does() -> None:
    """What compares each with each would cost eight times as much."""
    small, large = team(100), team(800)
    assert any(seconds(large) / 8 < 3 * seconds(small) for _ in range(5))


# --- who signs for which institution -------------------------------------------------------------------

AOBAS_CLERK, MINATOS_CLERK = (
    "青葉理工大学 研究推進部 西村 和子",
    "みなと材料研究機構 総務部 長谷川 透",
)
OWN_WORD: Path = ("institutions", MINATO, "partner", "own_management", "declared", "by")


@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        (AOBAS_CLERK, True),
        ("Northfield Compound Devices, Legal", True),
        (MINATOS_CLERK, False),
        ("総務部 長谷川 透", False),
        (f"{MINATOS_CLERK}（青葉理工大学を兼務）", False),
        (f"{AOBAS_CLERK}ほか1名", True),
        ("青葉理工大学 研究推進部一同", True),
        ("青葉理工大学ほか2機関", False),
        ("青葉理工大学ほか", False),
        ("青葉理工大学研究推進部 西村 和子", True),
        ("青葉理工大学情報基盤センター", True),
        ("青葉理工大学出版会", False),
        ("みなと材料研究機構総務部 長谷川 透（青葉理工大学研究推進部 宛）", False),
    ],
)
def test_the_word_of_a_joint_institution_is_signed_by_it(by: str, is_refused: bool) -> None:
    assert_refused(changed(KPROGRAM, (OWN_WORD, by)), OWN_WORD if is_refused else None)


@pytest.mark.parametrize(
    ("name", "by", "is_refused"),
    [
        (
            "Minato Materials Research Institute",
            "Aoba Institute of Technology, Research Office, K. Nishimura",
            True,
        ),
        ("Minato Materials Research Institute", "Aoba Institute of Technology, for Minato", False),
        (
            "Minato Materials Research Institute",
            "Minato Office, with Aoba Institute of Technology",
            False,
        ),
        ("Institute of Materials Research", "Aoba Institute of Technology, Research Office", True),
    ],
)
def test_a_word_that_many_bodies_have_names_none(name: str, by: str, *, is_refused: bool) -> None:
    facts = changed(
        KPROGRAM,
        (("institutions", MINATO, "name"), name),
        (("institutions", MINATO, "other_names"), []),
        (
            ("institutions", AOBA, "other_names"),
            [{"name": "Aoba Institute of Technology", "kind": "latin"}],
        ),
        (OWN_WORD, by),
    )
    assert (pointer(OWN_WORD) in refused(facts)) is is_refused


def test_so_are_its_looks_and_its_marks() -> None:
    facts = complete(KPROGRAM)
    places: list[Path] = [
        ("people", MORI, part, *keys, i, "by")
        for part, keys in (("due_diligence", ("entries",)), ("concerns", ()))
        for i, act in enumerate(value_at(facts, ("people", MORI, part, *keys)))
        if act.get("institution") == "minato"
    ]
    assert len(places) >= 2
    for place in places:
        assert_refused(with_value(facts, place, AOBAS_CLERK), place)


@pytest.mark.parametrize("part", ["roster", "managed_data", "desk"])
def test_what_the_lead_institution_says_of_itself_no_other_signs(part: str) -> None:
    place: Path = ("institutions", AOBA, part, "declared", "by")
    assert_refused(changed(KPROGRAM, (place, MINATOS_CLERK)), place)
    assert_refused(changed(KPROGRAM, (place, AOBAS_CLERK)), None)


KITAKAZE: Path = ("institutions", AOBA, "supporters", "entries", 0)


@pytest.mark.parametrize(
    "place",
    [
        ("process", "collection", "declared", "by"),
        ("process", "collection", "entries", 0, "by"),
        ("process", "judgement", "entries", 1, "by"),
        ("process", "completion", "declared", "by"),
        ("institutions", NORTHFIELD, "due_diligence", "declared", "by"),
        ("institutions", NORTHFIELD, "due_diligence", "entries", 0, "by"),
        ("institutions", NORTHFIELD, "concerns", 0, "by"),
        ("institutions", NORTHFIELD, "screening", 0, "run_by"),
        ("people", KONDO, "due_diligence", "declared", "by"),
        ("people", KONDO, "due_diligence", "entries", 0, "by"),
        ("people", KONDO, "concerns", 0, "by"),
        ("people", KONDO, "screening", 0, "run_by"),
        ("people", MORI, "due_diligence", "entries", 4, "by"),
        (*KITAKAZE, "due_diligence", "declared", "by"),
        (*KITAKAZE, "due_diligence", "entries", 0, "by"),
        (*KITAKAZE, "concerns", 0, "by"),
        (*KITAKAZE, "compliance", "declared", "by"),
        (*KITAKAZE, "reputation", "declared", "by"),
        ("agreements", 0, "scope", "declared", "by"),
        ("requests", "declared", "by"),
        ("agreements", 0, "scope", "entries", 0, "adequacy", "by"),
        ("risk", "judgements", 0, "by"),
    ],
)
@pytest.mark.parametrize(
    ("by", "is_refused"),
    [
        (MINATOS_CLERK, True),
        ("株式会社北風計測 総務部", True),
        ("総務部 長谷川 透", False),
        (f"{MINATOS_CLERK}（青葉理工大学を兼務）", False),
        ("研究推進部 西村 和子", False),
    ],
)
def test_what_the_lead_institution_is_to_do_itself_no_other_did_for_it(
    place: Path, by: str, is_refused: bool
) -> None:
    assert_refused(changed(KPROGRAM, (place, by)), place if is_refused else None)


def test_whose_act_it_is_may_be_said_instead() -> None:
    place: Path = ("people", KONDO, "due_diligence", "entries", 0)
    act = {**value_at(complete(KPROGRAM), place), "by": MINATOS_CLERK, "institution": "minato"}
    assert_refused(changed(KPROGRAM, (place, act)), None)


@pytest.mark.parametrize(
    ("item", "is_leads"),
    [
        ("capital", True),
        ("finances", True),
        ("compliance", True),
        ("reputation", True),
        ("checked_by_lead", True),
        ("purpose", False),
        ("record", False),
    ],
)
def test_what_a_partner_says_of_itself_is_no_finding_of_the_lead(item: str, is_leads: bool) -> None:
    place: Path = ("institutions", NORTHFIELD, "partner", item, "declared")
    day = value_at(complete(KPROGRAM), place)["on"]
    own = {"by": "Northfield Compound Devices 法務部 D. Albright", "on": day}
    assert_refused(changed(KPROGRAM, (place, own)), (*place, "by") if is_leads else None)
    assert_refused(changed(KPROGRAM, (place, {**own, "institution": "northfield"})), None)
    assert_refused(changed(KPROGRAM, (place, {"by": AOBAS_CLERK, "on": day})), None)


def test_what_a_joint_institution_found_of_its_own_supporter_the_lead_need_not_have() -> None:
    facts = complete(KPROGRAM)
    (kitakaze,) = value_at(facts, KITAKAZE[:-1])
    place: Path = ("institutions", MINATO, "supporters")
    declared = {"by": MINATOS_CLERK, "institution": "minato", "on": "2026-10-08"}
    own = {**kitakaze, "id": "own", "name": "株式会社みなみ計測"}
    own["reputation"] = {**own["reputation"], "declared": {"by": MINATOS_CLERK, "on": "2026-10-08"}}
    listed = {"state": "provided", "declared": declared, "entries": [own]}
    declares = pointer((*place, "entries", 0, "reputation", "declared", "by"))
    assert declares not in refused(with_value(facts, place, listed))


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ({"since": "2026-10-06", "known_since": "2026-10-06"}, None),
        ({"since": "2026-10-06", "known_since": "2026-09-01"}, None),
        ({"since": "2027-04-01", "known_since": "2026-10-06"}, None),
        ({"since": "2026-10-07"}, ("since",)),
        ({"since": "2026-10-05", "known_since": "2026-10-06"}, ("known_since",)),
        ({"since": "2027-04-01", "known_since": "2026-10-07"}, ("known_since",)),
        ({"known_since": "2026-10-06"}, ()),
    ],
)
def test_who_joins_was_known_to_by_then(entry: dict[str, str], wrong: Path | None) -> None:
    place: Path = ("institutions", AOBA, "roster", "entries", 1)
    facts = changed(KPROGRAM, (place, {"person": "kondo", **entry}))
    assert_refused(facts, None if wrong is None else (*place, *wrong))


@pytest.mark.parametrize(("person", "by"), [(MORI, AOBAS_CLERK), (TANAKA, MINATOS_CLERK)])
def test_the_record_of_what_two_institutions_did_either_signs(person: int, by: str) -> None:
    place: Path = ("people", person, "due_diligence", "declared", "by")
    assert_refused(changed(KPROGRAM, (place, by)), None)


@pytest.mark.parametrize(
    "place",
    [("people", KONDO, "screening", 0, "disposition"), ("measures", 0, "owner")],
)
def test_of_nothing_else_a_word_is_taken_for_who_did_it(place: Path) -> None:
    said: Any = MINATOS_CLERK
    if place[-1] == "disposition":
        said = {"view": "different", "rationale": "生年が異なる。", "by": said, "on": "2026-10-21"}
    assert_refused(changed(KPROGRAM, (place, said)), None)


def test_no_two_supporters_are_found_to_be_the_same_in_everything() -> None:
    facts = complete(KPROGRAM)
    place: Path = ("institutions", AOBA, "supporters", "entries")
    (first,) = value_at(facts, place)
    second = {**first, "id": "other", "name": "株式会社別の計測"}
    second.pop("due_diligence")
    second.pop("screening", None)
    asked = {**first["purpose"]["declared"], "by": "株式会社別の計測 営業部"}
    second["purpose"] = {**first["purpose"], "declared": asked}
    assert_refused(with_value(facts, place, [first, second]), (*place, 1))
    own = [{**first["content"]["entries"][0], "summary": "試薬の提供。"}]
    other = {**second, "content": {**second["content"], "entries": own}}
    assert_refused(with_value(facts, place, [first, other]), None)


@pytest.mark.parametrize(("on", "is_refused"), [("2025-11-12", True), ("2026-11-12", False)])
def test_no_measure_is_withdrawn_before_it_is_chosen(on: str, is_refused: bool) -> None:
    withdrawn = {"on": on, "by": "西村 和子", "reason": "別の措置に替えた。"}
    place: Path = ("measures", 1, "withdrawn")
    assert_refused(changed(KPROGRAM, (place, withdrawn)), (*place, "on") if is_refused else None)


@pytest.mark.parametrize(
    ("place", "is_refused"),
    [
        (("agreements", 0, "scope"), True),
        (("institutions", AOBA, "controls", "places"), True),
        (("institutions", MINATO, "managed_data"), True),
        (("institutions", AOBA, "roster"), True),
        (("requests",), True),
        (("process", "judgement"), True),
        (("people", KONDO, "disclosures", "papers"), False),
        (("institutions", AOBA, "supporters"), False),
        (("institutions", MINATO, "partner", "compliance"), False),
        (("institutions", MINATO, "partner", "reputation"), False),
        (("institutions", MINATO, "partner", "capital"), True),
        (("institutions", MINATO, "partner", "purpose"), True),
        (("institutions", MINATO, "partner", "checked_by_lead"), True),
        ((*KITAKAZE, "compliance"), False),
        ((*KITAKAZE, "content"), True),
        (("people", SATO, "disclosures", "supervisor"), True),
    ],
)
def test_a_span_stands_where_somebody_reads_it(place: Path, is_refused: bool) -> None:
    """A contract of last year, said to be so where nobody looks, would read as one of today."""
    span = (*place, "period")
    facts = changed(KPROGRAM, (span, {"start": "2016-04-01", "end": "2026-10-05"}))
    assert_refused(facts, span if is_refused else None)


@pytest.mark.parametrize(
    ("character", "is_refused"),
    [
        ("\0", True),
        ("\x1b", True),
        ("\x7f", True),
        ("\x85", True),
        ("\n", False),
        ("\t", False),
        ("\r\n", False),
        ("\u3000", False),
        ("\u200b", False),
    ],
)
@pytest.mark.parametrize(
    "place", [("application", "title"), ("process", "judgement", "entries", 0, "view")]
)
def test_no_text_has_a_character_that_nobody_typed(
    place: Path, character: str, is_refused: bool
) -> None:
    text = f"過酷環境で動作する{character}素子"
    assert_refused(changed(KPROGRAM, (place, text)), place if is_refused else None)


# --- copied from another row ---------------------------------------------------------------------------

MINATOS = "国立研究開発法人みなと材料研究機構の財務諸表（令和7事業年度）"
OTHERS = "国立研究開発法人みなと材料研究機構の年次報告書（取引先として掲載）"
_AT_MINATO: Path = ("institutions", MINATO, "partner")
_AT_NORTHFIELD: Path = ("institutions", NORTHFIELD, "partner")


@pytest.mark.parametrize("item", ["capital", "finances", "compliance", "reputation"])
@pytest.mark.parametrize(
    ("source", "summary", "is_refused"),
    [
        (MINATOS, "特記事項はない。", True),
        (MINATOS, "取引先として掲載されている。", False),
        (OTHERS, "特記事項はない。", False),
        ("年次報告書（2025年度）", "特記事項はない。", False),
    ],
)
def test_what_was_found_of_another_is_not_that_of_the_body(
    item: str, source: str, summary: str, *, is_refused: bool
) -> None:
    its, others = ((*at, item, "entries", 0) for at in (_AT_NORTHFIELD, _AT_MINATO))
    facts = changed(
        KPROGRAM,
        ((*others, "source"), MINATOS),
        ((*others, "summary"), "特記事項はない。"),
        ((*its, "source"), source),
        ((*its, "summary"), summary),
    )
    assert_refused(facts, (*its, "source") if is_refused else None)


@pytest.mark.parametrize("item", ["finances", "reputation"])
def test_what_was_found_of_one_thing_may_be_found_of_another(item: str) -> None:
    """Of what a body is, each item has its own words."""
    its, others = (*_AT_NORTHFIELD, item, "entries", 0), (*_AT_MINATO, "capital", "entries", 0)
    same = ((key, text) for key, text in (("source", MINATOS), ("summary", "特記事項はない。")))
    pairs = [((*at, key), text) for key, text in same for at in (its, others)]
    assert_refused(changed(KPROGRAM, *pairs), None)


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("みなと材料研究機構の資料を確認した。", True),
        ("みなと材料研究機構と同じ方法で、Weber氏を確認した。", False),
    ],
)
def test_a_check_told_of_another_is_not_that_of_the_body(text: str, *, is_refused: bool) -> None:
    its, others = (
        (*at, "checked_by_lead", "entries", 0, "summary") for at in (_AT_NORTHFIELD, _AT_MINATO)
    )
    facts = changed(KPROGRAM, (others, "みなと材料研究機構の資料を確認した。"), (its, text))
    assert_refused(facts, its if is_refused else None)


@pytest.mark.parametrize("text", [OTHERS, "株式会社北風計測の年次報告書（2025年度）"])
def test_what_a_partner_publishes_may_tell_of_a_supporter(text: str) -> None:
    place = (*KITAKAZE, "reputation", "entries", 0, "source")
    assert_refused(changed(KPROGRAM, (place, text)), None)


@pytest.mark.parametrize(
    ("kind", "source", "is_refused"),
    [
        ("own_records", "佐藤 遥の申告書・人事記録", True),
        ("document", "佐藤 遥の申告書", True),
        ("own_records", "近藤 亮介の申告書", False),
        ("own_records", "佐藤 遥 研究室の備品台帳", False),
        ("research_database", "佐藤 遥のページ", False),
        ("own_records", "人事記録", False),
    ],
)
def test_the_records_of_another_are_not_looked_at(
    kind: str, source: str, *, is_refused: bool
) -> None:
    place: Path = ("people", KONDO, "due_diligence", "entries", 3)
    look = {**value_at(complete(KPROGRAM), place), "kind": kind, "source": source}
    assert_refused(changed(KPROGRAM, (place, look)), (*place, "source") if is_refused else None)
