"""Two names in one cell, and names that only look like that."""

import json
import time
from typing import Any

import pytest
from tejun.canonical import pointer
from tejun.errors import InvalidFactsError
from tejun.model.intake import read_facts
from tejun.model.two_names import holds_two, two_names_errors
from tejun.reading import Path

from tests.support.cases import complete
from tests.support.places import value_at, with_value

KPROGRAM = "kprogram-2026"
SATO, MINATO = ("people", 0), ("institutions", 1)


def refused(facts: Any) -> dict[str, str]:
    """The places that the form refuses, each with its words."""
    try:
        read_facts(json.dumps(facts).encode())
    except InvalidFactsError as error:
        return {place.pointer: place.message.in_("ja") for place in error.places}
    return {}


@pytest.mark.parametrize(
    "name",
    [
        "佐藤 遥（旧姓 田村）",
        "佐藤 遥 (旧姓：田村)",
        "佐藤遥［旧 田村］",
        "佐藤 遥（田村・旧姓）",
        "佐藤 遥 旧姓田村",
        "田村 遥（現姓 佐藤）",
        "田村 遥（現・佐藤）",
        "Haruka Sato (née Tamura)",
        "Haruka Sato, née Tamura",
        "Haruka Sato (nee Tamura)",
        "Haruka Sato nee Tamura",
        "Haruka Sato (formerly Tamura)",
        "Haruka Sato, formerly Haruka Tamura",
        "Haruka Sato (f.k.a. Tamura)",
        "近藤 亮介（戸籍名：田村 亮介）",
        "近藤 亮介（本名 田村亮介）",
        "近藤 亮介（通称）",
        "近藤 亮介 新姓佐々木",
        "佐藤 遥（結婚前 田村）",
        "Lena Weber (geb. Schmidt)",
        "Lena Weber (born Schmidt)",
        "Lena Weber (a.k.a. L. Schmidt)",
        "Lena Weber a/k/a Lena Schmidt",
        "国立研究開発法人みなと材料研究機構（旧 みなと金属研究所）",
        "国立研究開発法人みなと材料研究機構（旧称：みなと金属研究所）",
        "Minato Materials Research Institute (former Minato Institute for Metals)",
        "Northfield Ltd (FORMERLY North Ltd)",
        "国立研究開発法人みなと材料研究機構（2025年4月に港湾材料研究所から改称）",
    ],
)
def test_a_former_name_behind_the_name(name: str) -> None:
    assert holds_two(name, of_person=True)
    assert holds_two(name, of_person=False)


@pytest.mark.parametrize(
    "name",
    [
        "Haruka Sato / Haruka Tamura",
        "Haruka Sato/Haruka Tamura",
        "H. Sato / H. Tamura",
        "佐藤 遥／田村 遥",
        "佐藤 遥／Haruka Sato",
        "Ravi S/O Kumar / Ravi Kumar",
        "王 明/王",
    ],
)
def test_a_slash_between_the_names_of_a_person(name: str) -> None:
    assert holds_two(name, of_person=True)
    assert not holds_two(name, of_person=False)


@pytest.mark.parametrize(
    "name",
    [
        "佐藤 遥",
        "森 千尋（医学博士）",
        "旧井 遥",
        "現田 遥",
        "Victor Nee",
        "Nee Watchman",
        "VICTOR NEE WONG",
        "Renee Dupont",
        "Muthu a/l Raman",
        "Muthu A/L Raman",
        "Siva s/o Kumar",
        "Devi D / O Kumar",
        "Haruka Sato/",
        "/Haruka Sato",
        "Haruka Sato/T",
        "O'Neill-Tamura, Haruka",
        "Nordhav Adhesives A/S",
        "株式会社北洋（Hokuyo Inc.）",
        "株式会社北洋（代表 旧井）",
        "旧制高等学校記念財団",
        "財団法人現代技術（現代技研）",
        "Reformer Energy (Reformer)",
        "Max-Planck-Institut (MPI)",
        "Max Born",
        "Born, Max",
        "Aka Sato",
        "本名 亮介",
        "株式会社通称",
    ],
)
def test_a_name_that_only_looks_like_two(name: str) -> None:
    assert not holds_two(name, of_person=True)


@pytest.mark.parametrize("name", ["Inria/CNRS", "A/S Nordhav", "青葉／みなと共同研究所"])
def test_a_body_may_have_a_slash_in_its_name(name: str) -> None:
    assert not holds_two(name, of_person=False)


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [
        ("Dr. Lena Weber", True),
        ("dr Lena Weber", True),
        ("Prof. Lena Weber", True),
        ("Lena Weber, Ph.D.", True),
        ("Lena Weber PhD", True),
        ("佐藤 遥 教授", True),
        ("佐藤遥准教授", True),
        ("佐藤 遥 先生", True),
        ("佐藤 遥 氏", True),
        ("Drew Weber", False),
        ("Profumo, Lena", False),
        ("Msimang Lena", False),
        ("佐藤 博士", False),
        ("王 氏康", False),
        ("様 遥", False),
    ],
)
def test_a_name_has_no_title(name: str, *, is_refused: bool) -> None:
    place: Path = (*SATO, "other_names", 0, "name")
    found = refused(with_value(complete(KPROGRAM), place, name))
    assert (pointer(place) in found) is is_refused


@pytest.mark.parametrize("holder", [SATO, MINATO])
def test_each_name_is_looked_at(holder: Path) -> None:
    place: Path = (*holder, "other_names")
    others = [{"name": "Sato", "kind": "latin"}, {"name": "Sato (née Tamura)", "kind": "latin"}]
    found = refused(with_value(complete(KPROGRAM), place, others))
    assert set(found) == {pointer((*place, 1, "name"))}
    (words,) = found.values()
    assert "「Sato (née Tamura)」" in words
    assert "former" in words


def test_a_supporter_has_no_other_names_and_may_say_what_it_was() -> None:
    place: Path = ("institutions", 0, "supporters", "entries", 0, "name")
    assert not refused(
        with_value(complete(KPROGRAM), place, "一般財団法人北洋振興会（旧 北洋育英会）")
    )


QUERIED: Path = ("screening", 0, "queried_names")


@pytest.mark.parametrize(
    ("holder", "query", "is_refused"),
    [
        (SATO, "佐藤 遥（旧姓 田村）", True),
        (SATO, "田村 遥（現姓 佐藤 遥）", True),
        (SATO, "SATO Haruka / TAMURA Haruka", True),
        (SATO, "Haruka Tamura / Haruka Sato", True),
        (SATO, "青葉工科大学（旧 青葉工業高等専門学校）", False),
        (SATO, "Inria/CNRS", False),
        (MINATO, "国立研究開発法人みなと材料研究機構（旧 みなと金属研究所）", True),
        (MINATO, "Minato Materials Research Institute / Inria", False),
    ],
)
def test_each_name_is_searched_apart(holder: Path, query: str, is_refused: bool) -> None:
    place: Path = (*holder, *QUERIED)
    facts = complete(KPROGRAM)
    queried = value_at(facts, place)
    found = refused(with_value(facts, place, [*queried, query]))
    assert set(found) == ({pointer((*place, len(queried)))} if is_refused else set())


def test_what_it_costs_keeps_step_with_the_names() -> None:
    """Long names of slashes and brackets, and many runs of the same query."""
    facts = complete(KPROGRAM)
    for text in ("a/" * 200, "(" * 400, "( " * 200, "nee " * 100, "／" * 400):
        names = [{"name": text[:400], "kind": "latin"}] * 2000
        started = time.process_time()
        list(two_names_errors(with_value(facts, (*SATO, "other_names"), names)))
        assert time.process_time() - started < 2
