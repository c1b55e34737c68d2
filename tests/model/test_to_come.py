"""Words that only say that something is yet to come, beside those that say what holds, and what is named of another."""

from typing import Any

import pytest
from tejun.model.conditions import condition_errors
from tejun.reading import Path

from tests.model.test_pasted import (
    AOBA,
    KITAKAZE,
    KONDO,
    KPROGRAM,
    MINATO,
    NORTHFIELD,
    assert_refused,
    changed,
)
from tests.support.cases import complete
from tests.support.places import value_at

TO_BE_MADE = [
    "策定中である。",
    "採択後に策定する。",
    "採択後に定める。",
    "検討中である。",
    "今後、検討する。",
    "未策定",
    "まだない。",
    "作成予定である。",
    "管理方針は採択後に策定する。",
    "研究の開始までに定める。",
    "To be drawn up after adoption.",
    "Under preparation.",
    "Not yet made.",
]
POLICIES = [
    "情報システム管理規程による。",
    "アクセス権限は採択後に設定し、操作記録を保存する。",
    "採択後に策定する。それまでは研究推進部の規程による。",
    "権限の付与は研究代表者が決定する。",
    "A policy is in force.",
    "The data will be encrypted.",
]
MADE: list[Path] = [
    ("institutions", AOBA, "controls", "systems", "entries", 0, "policy"),
    ("institutions", MINATO, "controls", "places", "entries", 0, "policy"),
    ("dmp", "entries", 0, "title"),
    ("agreements", 0, "scope", "entries", 0, "clause"),
    ("institutions", MINATO, "partner", "own_management", "entries", 0, "summary"),
]


@pytest.mark.parametrize("text", TO_BE_MADE)
def test_what_is_yet_to_be_made_is_nothing_that_is_there(text: str) -> None:
    assert_refused(changed(KPROGRAM, (MADE[0], text)), MADE[0])


@pytest.mark.parametrize("place", MADE)
def test_wherever_something_is_asked_for(place: Path) -> None:
    assert_refused(changed(KPROGRAM, (place, "採択後に策定する。")), place)


@pytest.mark.parametrize("text", POLICIES)
def test_what_holds_is_a_policy(text: str) -> None:
    assert_refused(changed(KPROGRAM, (MADE[0], text)), None)


def test_a_title_that_is_no_plan_is_of_somebody_s_paper() -> None:
    place: Path = ("people", KONDO, "disclosures", "papers", "entries", 0, "title")
    assert_refused(changed(KPROGRAM, (place, "Under preparation.")), None)


@pytest.mark.parametrize(
    ("reason", "is_refused"),
    [
        ("今後確認する。", True),
        ("本人からの申告を待っている。", True),
        ("確認でき次第記載する。", True),
        ("提出待ち。", True),
        ("Not asked yet.", True),
        ("Waiting for the answer.", True),
        ("本人に確認し、該当がないとの回答があった。", False),
        ("該当はない。今後確認する。", False),
        ("本研究を支援する者は、資金配分機関のほかにない。", False),
        ("No support was received.", False),
        ("審査結果を待っている出願のほかにない。", False),
    ],
)
def test_why_there_is_none_is_not_that_it_is_to_be_asked(reason: str, *, is_refused: bool) -> None:
    place: Path = ("people", KONDO, "disclosures", "talent_programs")
    said = {**value_at(complete(KPROGRAM), place), "reason": reason}
    assert_refused(changed(KPROGRAM, (place, said)), (*place, "reason") if is_refused else None)


@pytest.mark.parametrize(
    ("result", "available", "is_refused"),
    [
        ("現在確認中である。", False, True),
        ("まだ確認していない。", False, True),
        ("まだ確認していない。", True, True),
        ("契約がなく利用できない。", False, False),
        ("採択者を公表しているプログラムが見つからなかった。", False, False),
    ],
)
def test_nor_why_a_source_is_out_of_reach(
    result: str, *, available: bool, is_refused: bool
) -> None:
    place: Path = ("people", KONDO, "due_diligence", "entries", 0)
    look = {**value_at(complete(KPROGRAM), place), "result": result, "available": available}
    assert_refused(changed(KPROGRAM, (place, look)), (*place, "result") if is_refused else None)


@pytest.mark.parametrize(
    ("reason", "is_refused"),
    [
        ("解析サーバーの操作記録を保存することを条件に了承する。", True),
        ("研修の受講を条件として了承する。", True),
        ("条件付きで了承する。", True),
        ("操作記録の保存を前提に了承する。", True),
        ("Accepted on condition that logs are kept.", True),
        ("Accepted provided that the logs are kept.", True),
        ("条件は付さない。", False),
        ("無条件で了承する。", False),
        ("契約の条件を確認した。", False),
        ("追加の条件なしに了承する。", False),
        ("What was provided is enough.", False),
    ],
)
def test_a_condition_is_named_as_one(reason: str, *, is_refused: bool) -> None:
    place: Path = ("determinations", 1, "reason")
    assert_refused(changed(KPROGRAM, (place, reason)), place if is_refused else None)
    answer: dict[str, Any] = {"result": "accepted", "reason": reason, "conditions": ["q1"]}
    assert not list(condition_errors({"determinations": [answer]}))
    assert not list(condition_errors({"determinations": [{**answer, "conditions": []}]}))
    declined = {"result": "declined", "reason": reason}
    assert not list(condition_errors({"determinations": [declined]}))


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


@pytest.mark.parametrize(
    ("source", "query", "is_refused"),
    [
        ("国立研究開発法人みなと材料研究機構の公式ウェブページ", "株主構成、役員、取引先", True),
        ("株式会社北風計測の公式ウェブページ", "役員", True),
        ("みなと材料研究機構の公式ウェブページ", "Northfield Compound Devicesとの共同研究", False),
        ("みなと材料研究機構とNorthfield Compound Devicesの公式ウェブページ", "役員", False),
        ("青葉理工大学の取引記録", "役員", False),
        ("同社の公式ウェブページ", "役員", False),
    ],
)
@pytest.mark.parametrize("kind", ["web", "document"])
def test_another_body_s_page_is_looked_at_for_whom_the_query_names(
    source: str, query: str, kind: str, *, is_refused: bool
) -> None:
    place: Path = ("institutions", NORTHFIELD, "due_diligence", "entries", 3)
    look = {**value_at(complete(KPROGRAM), place), "kind": kind, "source": source, "query": query}
    assert_refused(changed(KPROGRAM, (place, look)), (*place, "source") if is_refused else None)


@pytest.mark.parametrize(
    ("source", "query", "is_refused"),
    [
        ("佐藤 遥のresearchmap", "経歴、共著者", True),
        ("佐藤 遥のresearchmap", "近藤 亮介との共著", False),
        ("佐藤 遥 研究室のウェブページ", "在籍者の一覧", False),
        ("Haruka Sato's laboratory website", "members", False),
        ("近藤 亮介のresearchmap", "経歴、共著者", False),
        ("潮見技術研究所のウェブページ", "在籍者の一覧", False),
    ],
)
def test_so_is_another_person_s(source: str, query: str, *, is_refused: bool) -> None:
    place: Path = ("people", KONDO, "due_diligence", "entries", 2)
    look = {**value_at(complete(KPROGRAM), place), "source": source, "query": query}
    assert_refused(changed(KPROGRAM, (place, look)), (*place, "source") if is_refused else None)
    alone = {**look, "items": ["supervisor"]}
    assert_refused(changed(KPROGRAM, (place, alone)), None)


ROUTINE: Path = ("institutions", MINATO, "routine")
DESK: Path = ("institutions", MINATO, "desk")


def copied(place: Path) -> Any:
    """What stands at みなと, with what is said in it by 青葉."""
    facts = complete(KPROGRAM)
    own = value_at(facts, place)
    others = value_at(facts, ("institutions", AOBA, *place[2:]))
    if "entries" in own:
        return {**own, "entries": others["entries"]}
    return {key: {**own[key], "entries": others[key]["entries"]} for key in own}


def test_normal_times_are_not_those_of_another_word_for_word() -> None:
    routine = copied(ROUTINE)
    assert_refused(changed(KPROGRAM, (ROUTINE, routine)), ROUTINE)
    for key in routine:
        changed_one = {**routine, key: value_at(complete(KPROGRAM), (*ROUTINE, key))}
        assert_refused(changed(KPROGRAM, (ROUTINE, changed_one)), None)


def test_nor_is_the_desk() -> None:
    assert_refused(changed(KPROGRAM, (DESK, copied(DESK))), DESK)


@pytest.mark.parametrize(
    ("words", "is_refused"),
    [
        ("法人共通の窓口である。", False),
        ("グループの規程による。", False),
        ("Common to both institutes.", False),
        ("研究グループごとに収集する。", True),
        ("研究推進部が収集する。", True),
    ],
)
def test_what_is_common_to_several_says_so(words: str, *, is_refused: bool) -> None:
    facts = complete(KPROGRAM)
    routine = copied(ROUTINE)
    first = {**routine["retrieval"]["entries"][0], "summary": words}
    same = {**routine["retrieval"], "entries": [first]}
    theirs: Path = ("institutions", AOBA, "routine", "retrieval", "entries")
    changes = (theirs, [first]), (ROUTINE, {**routine, "retrieval": same})
    assert_refused(changed(KPROGRAM, *changes), ROUTINE if is_refused else None)
    desk = copied(DESK)
    shared = [{**desk["entries"][0], "unit": words}]
    theirs = ("institutions", AOBA, "desk", "entries")
    changes = (theirs, shared), (DESK, {**value_at(facts, DESK), "entries": shared})
    assert_refused(changed(KPROGRAM, *changes), DESK if is_refused else None)


# --- the plan of another project -----------------------------------------------------------------------

PLAN: Path = ("dmp", "entries", 0, "madmp", "dmp")
OTHER = "海洋観測の研究"
NUMBER = {"identifier": "kp2023-0001", "type": "other"}


def plan_of(projects: list[dict[str, Any]], **changes: str) -> Any:
    """The application, with a plan of these projects, and other titles of the plan (`plan`) and the entry (`entry`)."""
    return changed(
        KPROGRAM,
        ((*PLAN, "project"), projects),
        ((*PLAN, "title"), changes.get("plan", f"{OTHER} DMP")),
        (("dmp", "entries", 0, "title"), changes.get("entry", "データマネジメントプラン")),
    )


def project(title: str, *, known: Any = None, granted: Any = None) -> dict[str, Any]:
    first = value_at(complete(KPROGRAM), (*PLAN, "project", 0))
    rest = {key: value for key, value in first.items() if key not in {"project_id", "funding"}}
    funding = [
        {**entry, "grant_id": granted}
        if granted
        else {key: value for key, value in entry.items() if key != "grant_id"}
        for entry in first["funding"]
    ]
    return {
        **rest,
        "title": title,
        "description": title,
        "funding": funding,
        **({"project_id": [known]} if known else {}),
    }


OWN = "過酷環境で動作する酸化ガリウムパワー素子の信頼性評価基盤"
OWN_NUMBER = {"identifier": "KP2026 0417", "type": "other"}


@pytest.mark.parametrize(
    ("projects", "is_refused"),
    [
        ([project(OTHER, known=NUMBER)], True),
        ([project(OTHER, granted=NUMBER)], True),
        ([project(OTHER, known=NUMBER, granted=NUMBER)], True),
        ([project(OTHER, known=NUMBER, granted=OWN_NUMBER)], False),
        ([project(OTHER, known=OWN_NUMBER)], False),
        ([project(f"「{OWN}」", known=NUMBER)], False),
        ([project(OTHER, known=NUMBER), project(OWN)], False),
        ([project("Reliability of gallium oxide power devices")], False),
    ],
)
def test_a_plan_is_that_of_this_research(projects: Any, *, is_refused: bool) -> None:
    assert_refused(plan_of(projects), (*PLAN, "project") if is_refused else None)


@pytest.mark.parametrize(
    ("titles", "is_refused"),
    [
        ({"entry": "データマネジメントプラン（kp2026-0417）"}, False),
        ({"plan": f"{OWN} DMP"}, False),
        ({"entry": "データマネジメントプラン（kp2026-0418）"}, True),
    ],
)
def test_or_its_title_says_so(titles: dict[str, str], *, is_refused: bool) -> None:
    facts = plan_of([project(OTHER, known=NUMBER)], **titles)
    assert_refused(facts, (*PLAN, "project") if is_refused else None)


def test_a_plan_without_a_project_tells_of_none() -> None:
    plan = value_at(complete(KPROGRAM), PLAN)
    without = {key: value for key, value in plan.items() if key != "project"}
    assert_refused(changed(KPROGRAM, (PLAN, {**without, "title": OTHER})), None)


# --- decades ahead -------------------------------------------------------------------------------------

NEWEST = "2026-11-13"


@pytest.mark.parametrize(
    "place",
    [
        ("application", "starts_on"),
        ("measures", 1, "due"),
        ("institutions", AOBA, "roster", "entries", 1, "since"),
    ],
)
@pytest.mark.parametrize(("day", "is_refused"), [("2046-11-13", False), ("2046-11-14", True)])
def test_nothing_is_planned_for_decades_ahead(place: Path, day: str, *, is_refused: bool) -> None:
    known = [((*place[:-1], "known_since"), "2026-10-06")] if place[0] == "institutions" else []
    facts = changed(KPROGRAM, (("requests", "declared", "on"), NEWEST), (place, day), *known)
    assert_refused(facts, place if is_refused else None)
