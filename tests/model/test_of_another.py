"""Sources, normal times and desks that are another's, beside those that several have in common."""

from typing import Any

import pytest
from tejun.reading import Path

from tests.model.test_pasted import (
    AOBA,
    KONDO,
    KPROGRAM,
    MINATO,
    NORTHFIELD,
    assert_refused,
    changed,
)
from tests.support.cases import complete
from tests.support.places import value_at


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
