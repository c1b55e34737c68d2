"""What Rego cannot make itself: names and places in a form that compares, and digests of what raises indicators."""

import copy
import sys
import unicodedata
from typing import Any

import pytest
from tejun.decide.prepared import DIGEST_LENGTH, prepare
from tejun.model.names import prepare_name
from tejun.model.walks import MOST_PLACES

from tests.support.cases import PROGRAMS, complete


def same(one: str, other: str) -> bool:
    return bool(set(prepare_name(one)["forms"]) & set(prepare_name(other)["forms"]))


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("佐藤 遥", "佐藤　遥"),
        ("佐藤 遥", "佐藤遥"),
        ("佐藤 遥", "佐藤 遥 "),
        ("佐藤 遥", " 佐藤\t遥\n"),
        ("佐藤 遥", "佐藤\u00a0遥"),
        ("佐藤 遥", "佐\u200b藤 遥"),
        ("辻 遥", "辻\U000e0100 遥"),
        ("森 千尋", "森千尋"),
        ("森 千尋", "千尋 森"),
        ("ガロワ エミール", "カ\u3099ロワ・エミール"),
        ("ローラ・ウェーバー", "ﾛｰﾗ ｳｪｰﾊﾞｰ"),
        ("ローラ・ウェーバー", "ウェーバー＝ローラ"),
        ("José Núñez", "JOSE\u0301 NU\u0301N\u0303EZ"),
        ("Anna Sato", "Ａｎｎａ　Ｓａｔｏ"),
        ("Haruka Sato", "SATO, Haruka"),
        ("Anna Maria Sato", "Sato Anna Maria"),
        ("Jean-Luc Dupont", "Dupont Jean Luc"),
        ("Jean-Luc Dupont", "DUPONT Jean\u2011Luc"),
        ("Pat O'Brien", "OBrien Pat"),
        ("Pat O'Brien", "O\u2019Brien, Pat"),
        ("Pat O'Brien", "Pat O\u00b4Brien"),
        ("Pat O'Brien", "Pat O`Brien"),
        ("José", "Jose\u200d\u0301"),
        ("Acme® Inc.", "Acme Inc"),
        ("Straße GmbH", "STRASSE GMBH"),
        ("Northfield Compound Devices, Inc.", "northfield compound devices inc"),
    ],
)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


def test_whatever_is_invisible_is_nothing() -> None:
    selectors = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
    formats = [
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cf", "Cc"} and not chr(code).isspace()
    ]
    plain = prepare_name("辻 Sato 遥")
    for code in (*selectors, *formats):
        assert prepare_name(f"辻{chr(code)} Sa{chr(code)}to 遥") == plain, hex(code)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("佐藤 遥", "佐藤 遙"),
        ("佐藤 遥", "さとう はるか"),
        ("Haruka Sato", "Haruka Saito"),
        ("Haruka Sato", "H. Sato"),
        ("Sato", "Haruka Sato"),
        ("カキ", "ガキ"),
        ("Mariko", "Komari"),
        ("Zhang Anna", "Zhan Ganna"),
        ("Li Na", "Lin A"),
        ("José Núñez", "Jose Nunez"),
        ("・", "、"),
        ("\ue001木 一郎", "木 一郎"),
        ("\ue001木 一郎", "\ue002木 一郎"),
        ("〓木 一郎", "木 一郎"),
        ("\U00031350木 一郎", "木 一郎"),
    ],
)
def test_another_name_is_another(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Haruka Sato", True),
        ("José Núñez-García", True),
        ("Ｈａｒｕｋａ", True),
        ("R2D2", True),
        ("佐藤 遥", False),
        ("佐藤 Haruka", False),
        ("Харука", False),
        ("24", False),
        ("—", False),
    ],
)
def test_a_name_in_latin_letters_has_no_others(name: str, latin: bool) -> None:
    assert prepare_name(name)["latin"] is latin


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_name_and_every_searched_one_is_prepare(program: str) -> None:
    facts = complete(program)
    supporters = [
        supporter
        for institution in facts["institutions"]
        for supporter in institution.get("supporters", {}).get("entries", [])
    ]
    holders = [*facts["people"], *facts["institutions"], *supporters]
    expected = {holder["name"] for holder in holders}
    expected |= {other["name"] for holder in holders for other in holder.get("other_names", [])}
    expected |= {
        name
        for holder in holders
        for run in holder.get("screening", [])
        for name in run["queried_names"]
    }
    expected |= {
        post["employer"]
        for person in facts["people"]
        for post in person.get("employment", {}).get("entries", [])
    }
    names = prepare(facts)["names"]
    assert expected <= names.keys()
    assert all(found["forms"] for found in names.values())


@pytest.mark.parametrize("bodies", [["Veldar（別表2）"], ["Veldar (XA)"], ["（別表2）"], []])
def test_with_whom_relations_are_declared_is_prepared_and_who_funded_people(
    bodies: list[str],
) -> None:
    """A remark in brackets behind a name is none of it, and a body that is nothing else has no name without it."""
    funded = {"funding": {"entries": [{"funder": "Thessane（財団）"}]}}
    person = {
        "name": "佐藤 遥",
        "disclosures": funded,
        "factors": {"entries": [{"body": body} for body in bodies]},
    }
    plain = {"Veldar"} if any("Veldar" in body for body in bodies) else set[str]()
    funders = {"Thessane（財団）", "Thessane"} if bodies else set[str]()
    names = prepare({"people": [person]})["names"]
    assert set(names) == {"佐藤 遥", *bodies, *plain, *funders}


def test_how_a_name_is_read_is_no_name() -> None:
    person = {"name": "佐藤 遥", "kana": "さとう はるか"}
    assert list(prepare({"people": [person]})["names"]) == ["佐藤 遥"]


def forms_in(*careers: str, institution: str = "国立大学法人青葉理工大学") -> dict[str, Any]:
    """How these names compare where they are bodies of one person's career beside an institution."""
    entries = [{"institution": career} for career in careers]
    person = {"name": "学校法人 太郎", "disclosures": {"career": {"entries": entries}}}
    facts = {"institutions": [{"id": "x", "name": institution}], "people": [person]}
    return {name: set(found["forms"]) for name, found in prepare(facts)["names"].items()}


@pytest.mark.parametrize(
    ("with_corporation", "without"),
    [
        ("国立大学法人青葉理工大学", "青葉理工大学"),
        ("国立大学法人　青葉理工大学", "青葉理工 大学"),
        ("公立大学法人しおさい大学", "しおさい大学"),
        ("学校法人 汐見学園", "汐見学園"),
        ("国立研究開発法人みなと材料研究機構", "みなと材料研究機構"),
        ("独立行政法人みなと病院機構", "みなと病院機構"),
        ("地方独立行政法人みなと工業試験場", "みなと工業試験場"),
        ("大学共同利用機関法人潮流機構", "潮流機構"),
        ("国立大学法人ﾐﾅﾄ大学", "ミナト大学"),
    ],
)
def test_a_body_is_the_same_with_and_without_its_corporation(
    with_corporation: str, without: str
) -> None:
    found = forms_in(without, institution=with_corporation)
    assert found[without] & found[with_corporation]
    found = forms_in(with_corporation, institution=without)
    assert found[without] & found[with_corporation]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国立大学法人青葉理工大学", "学校法人青葉理工大学"),
        ("国立大学法人青葉理工大学", "青葉大学"),
        ("国立大学法人青葉理工大学", "青葉理工大学病院"),
        ("国立大学法人青葉理工大学", "国立大学法人"),
        ("学校法人青葉学園", "青葉大学"),
        ("株式会社青葉", "青葉"),
        ("一般財団法人青葉", "青葉"),
        ("独立行政法人青葉機構", "地方独立行政法人青葉機構"),
        ("地方独立行政法人青葉機構", "地方青葉機構"),
    ],
)
def test_another_body_is_another(one: str, other: str) -> None:
    found = forms_in(other, institution=one)
    assert not found[one] & found[other]


def test_a_name_to_which_two_corporations_may_belong_is_neither() -> None:
    found = forms_in("青葉理工大学", "学校法人青葉理工大学")
    assert found["青葉理工大学"] == {"青葉理工大学"}


def test_of_a_person_no_corporation_is_left_out() -> None:
    found = forms_in("太郎")
    assert not found["学校法人 太郎"] & found["太郎"]
    assert found["国立大学法人青葉理工大学"] == {"国立大学法人青葉理工大学"}


# --- places ------------------------------------------------------------------------------------


def keeper(place: str | None, *sources: str) -> dict[str, Any]:
    papers = {"state": "provided", **({"kept": {"place": place}} if place else {})}
    looks = [{"source": source, "items": ["papers"]} for source in sources]
    return {
        "name": "近藤 亮介",
        "disclosures": {"papers": papers, "career": {"entries": [{"institution": "青葉"}]}},
        "due_diligence": {"entries": looks},
    }


def test_where_a_list_is_kept_and_looked_at_is_prepare() -> None:
    people = [
        keeper("Research Map", "Scopus及びresearchmap", "本人のページ"),
        keeper(None, "CiNii"),
    ]
    of_map = ["researchmap", "リサーチマップ"]
    assert prepare({"people": people})["places"] == {
        "Research Map": [of_map],
        "Scopus及びresearchmap": [["scopus"], of_map],
        "本人のページ": [],
    }


def test_where_a_list_is_kept_there_is_a_place_whatever_it_is_called() -> None:
    people = [keeper("本人のページ", "本人のページ"), keeper("・")]
    assert prepare({"people": people})["places"] == {
        "本人のページ": [["本人のページ"]],
        "・": [[""]],
    }


@pytest.mark.parametrize("program", PROGRAMS)
def test_where_no_list_is_kept_elsewhere_there_are_no_places(program: str) -> None:
    assert prepare(complete(program)).keys() - {"named_in"} == {"names", "digests", "signed_last"}
    assert prepare({"people": [keeper(None, "Scopus")]}).keys() == {"names", "digests"}


# --- where data are kept -----------------------------------------------------------------------


def institution(name: str, place: str | None = None, *others: str) -> dict[str, Any]:
    """One with that name, which lists a dataset kept there, or none."""
    entries = {"entries": [{"name": "測定データ", "place": place}]} if place else {}
    return {
        "id": name,
        "name": name,
        "other_names": [{"name": other} for other in others],
        "managed_data": {"state": "provided" if place else "none", **entries},
    }


def kept_by(*institutions: dict[str, Any], host: str | None = None) -> dict[str, list[str]]:
    plan = {"madmp": {"dmp": {"dataset": [{"distribution": [{"host": {"title": host}}]}]}}}
    lead, *joint = institutions
    in_their_roles = [{**lead, "role": "lead"}, *({**other, "role": "joint"} for other in joint)]
    facts = {"institutions": in_their_roles, **({"dmp": {"entries": [plan]}} if host else {})}
    found: dict[str, list[str]] = prepare(facts).get("kept_by", {})
    return found


MINATO = institution("国立研究開発法人みなと材料研究機構", None, "Minato Materials Institute")


@pytest.mark.parametrize(
    ("place", "is_there"),
    [
        ("国立研究開発法人みなと材料研究機構のサーバー", True),
        ("みなと材料研究機構　データ推進室", True),
        ("Server of the MINATO Materials Institute", True),
        ("みなと材料研究機構", True),
        ("（みなと材料研究機構のサーバー）", True),
        ("学内の基盤（みなと材料研究機構の研究者と共有）", False),
        ("解析用ファイルサーバー（みなと材料研究機構）", True),
        ("解析用ファイルサーバー (みなと材料研究機構)", True),
        ("材料研究機構のサーバー", False),
        ("青葉理工大学のサーバー", False),
        ("Minatomaterials Institutes", False),
    ],
)
def test_whose_name_stands_where_data_are_kept(place: str, is_there: bool) -> None:
    expected = {place: [MINATO["id"]]} if is_there else {}
    assert kept_by(institution("青葉理工大学", place), MINATO) == expected
    assert kept_by(institution("青葉理工大学", "学内"), MINATO, host=place) == expected


def test_a_company_is_named_without_its_legal_form() -> None:
    place = "Northfield Compound Devices 隔離ファイル共有"
    company = institution("Northfield Compound Devices, Inc.")
    assert kept_by(institution("青葉理工大学", place), company) == {place: [company["id"]]}


def test_a_joint_institution_that_lists_data_of_its_own_is_looked_for() -> None:
    place, own = "みなと材料研究機構のサーバー", "みなと材料研究機構の倉庫"
    listing = institution("みなと材料研究機構", own)
    found = kept_by(institution("青葉理工大学", place), listing)
    assert found == {text: ["みなと材料研究機構"] for text in (place, own)}


def test_a_lead_institution_that_lists_data_of_its_own_is_not_looked_for() -> None:
    place = "青葉理工大学のサーバー"
    assert not kept_by(institution("青葉理工大学", place), institution("みなと材料研究機構", place))


def test_a_name_within_that_of_another_institution_is_not_meant() -> None:
    place = "青葉理工大学附属研究所のサーバー"
    university, institute = institution("青葉理工大学"), institution("青葉理工大学附属研究所")
    assert kept_by(university, institute, host=place) == {place: ["青葉理工大学附属研究所"]}
    listing = institution("青葉理工大学附属研究所", place)
    assert kept_by(university, listing) == {place: ["青葉理工大学附属研究所"]}


# --- whom a reason leaves to a joint institution ---------------------------------------------


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        ("みなと材料研究機構の研究参画者であり、本学の名簿には含めない。", True),
        ("A participant of Minato Materials Institute.", True),
        ("共同研究先（みなと材料研究機構）の職員である。", True),
        ("データの保存だけを担い、研究には参画しない。", False),
        ("青葉理工大学の事務職員である。", False),
        ("みなと材料研究機構附属病院の職員である。", False),
    ],
)
def test_which_joint_institution_a_reason_names_why_somebody_takes_no_part(
    reason: str, named: bool
) -> None:
    excused = {"not_participating": {"entries": [{"name": "小川 葵", "reason": reason}]}}
    facts = {
        "institutions": [
            {**institution("青葉理工大学"), "role": "lead", **excused},
            {**MINATO, "role": "joint", **excused},
            {**institution("みなと材料研究機構附属病院"), "role": "lead"},
        ]
    }
    assert prepare(facts).get("handed_to", {}) == ({reason: [MINATO["id"]]} if named else {})


def test_what_a_joint_institution_says_of_those_whom_it_leaves_out_hands_nobody_on() -> None:
    reason = "青葉理工大学の研究者に装置を貸すだけである。"
    excused = {"not_participating": {"entries": [{"name": "小川 葵", "reason": reason}]}}
    lead = {**institution("青葉理工大学"), "role": "lead"}
    facts = {"institutions": [lead, {**MINATO, "role": "joint", **excused}]}
    assert "handed_to" not in prepare(facts)


# --- what says nothing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        ("該当なし", True),
        ("（特になし）。", True),
        ("特記事項なし", True),
        ("None", True),
        ("ナシ", True),
        ("兼業、名誉職等はない。", True),
        ("外国の人材育成プログラムへの参加歴はない。", True),
        ("研究費以外の支援は受けていない。", True),
        ("本務のほかの職には就いていません", True),
        ("There are no side posts.", True),
        ("白樺大学の職のほかに、兼業はない。", False),
        ("客員の職は無報酬であり、支援はない。", False),
        ("打診を受けたが断り、参加していない。", False),
        ("プログラムへの参加は許可を得た兼業ではない。", False),
        ("No post there is paid.", False),
        ("該当なし（国内の企業のため）", False),
        ("兼職は無報酬である。", False),
    ],
)
def test_words_for_none_explain_nothing(text: str, says_nothing: bool) -> None:
    people = [
        {"name": "x", "factors": {"state": "none", "reason": text}},
        {"name": "y", "questionnaire": {"entries": [{"answer": "no", "detail": text}]}},
        {"name": "z", "note": "なし"},
    ]
    expected = {"says_nothing": [text]} if says_nothing else {}
    found = prepare({"people": people})
    assert {key: found[key] for key in found if key == "says_nothing"} == expected


@pytest.mark.parametrize(
    ("reason", "says_no_policy"),
    [
        ("試料や装置の管理方針は、特に定めていない。", True),
        ("研究室の解析サーバーについての管理方針は、まだ定めていない。", True),
        ("管理方針（規程）は定めていない。", True),
        ("方針を策定していないため", True),
        ("管理規程が未整備である。", True),
        ("規則はありません", True),
        ("管理方針は策定中である。", True),
        ("情報セキュリティポリシーは設けておりません。", True),
        ("規程なし。", True),
        ("特段のルールはない。", True),
        ("No policy has been set up.", True),
        ("We have no written rules.", True),
        ("The policy is not there yet.", True),
        ("この機関の情報システムは本研究に使用しない。", False),
        ("研究代表者が管理する情報システムはなく、大学のシステムの管理方針による。", False),
        ("管理方針の対象となる装置は発生しない。", False),
        ("大学の管理規程に従う共用計算機だけを用い、自ら管理するものはない。", False),
        ("大学の方針により、研究室では情報システムを持たない。", False),
        ("計算機による研究であり、試料や装置は発生しないため、管理方針は定めていない。", False),
        ("研究分担者が管理する情報システムはないため、管理方針はない。", False),
        ("試料等は発生しないので管理方針を策定していない。", False),
        ("研究室のサーバーはない（独自のルールもない）。", False),
        ("No samples or devices come about.", False),
        ("No samples are received; no policy is needed.", False),
        ("Company policy does not permit data of others on our own systems.", False),
        ("The policy on samples is not applicable.", False),
        ("All computing is on the university's systems, under its policy.", False),
    ],
)
def test_a_reason_may_say_that_there_is_no_policy(reason: str, says_no_policy: bool) -> None:
    policies = {
        "systems": {"state": "none", "reason": reason},
        "places": {"state": "none"},
        "objects": {
            "state": "provided",
            "entries": [{"policy": "試料は保管庫に施錠して保管する。"}],
        },
        "pi_systems": {"state": "withheld", "reason": f"{reason} "},
    }
    found = prepare({"institutions": [{**institution("x"), "controls": policies}]})
    assert found.get("says_no_policy", []) == ([reason] if says_no_policy else [])


@pytest.mark.parametrize(
    ("policy", "is_none"),
    [
        ("管理方針は特に定めていない。", True),
        ("特段のルールはない。", True),
        ("方針は未策定。", True),
        ("The policy has not been made yet", False),
        ("No written policy.", True),
        ("規程がないものは、管理者が個別に判断する。", False),
        ("管理方針は特に定めていない。今後、整備する予定である。", True),
        ("大学の情報セキュリティ規程による。研究室独自の規程はない。", False),
        (
            "入退館管理規程により、ICカードで入退室を記録する。実験室に固有の規則は設けていない。",
            False,
        ),
        ("施錠した保管庫に置く。学外への持ち出しを認める規定はない。", False),
        ("We have no written policy. One will be drawn up.", True),
        ("The university's rules apply. The laboratory has no rules.", False),
        ("入退室をカードで管理し、記録を1年間保存する。", False),
    ],
)
def test_a_policy_that_says_that_there_is_none_is_none(policy: str, is_none: bool) -> None:
    places = {"places": {"state": "provided", "entries": [{"policy": policy}]}}
    found = prepare({"institutions": [{**institution("x"), "controls": places}]})
    assert found.get("says_no_policy", []) == ([policy] if is_none else [])


def test_the_newest_day_of_a_declaration_is_found_wherever_it_stands() -> None:
    def signed(day: str) -> dict[str, Any]:
        return {"state": "none", "declared": {"by": "推進部", "on": day}}

    people = [
        {
            "name": "x",
            "disclosures": {"records": signed("2026-10-05"), "papers": signed("2027-01-05")},
        },
        {"name": "y", "factors": signed("2027-01-05")},
    ]
    facts = {"people": people, "requests": signed("2026-10-05")}
    assert prepare(facts)["signed_last"] == {
        "on": "2027-01-05",
        "at": ["/facts/people/1/factors", "/facts/people/0/disclosures/papers"],
    }


def test_of_many_declarations_of_one_day_some_places_are_named() -> None:
    signed = {"declared": {"by": "推進部", "on": "2026-10-05"}}
    found = prepare({"people": [{"name": "x", "factors": signed} for _ in range(MOST_PLACES + 1)]})
    assert len(found["signed_last"]["at"]) == MOST_PLACES


@pytest.mark.parametrize("signed", [{}, {"declared": None}, {"declared": {"by": "推進部"}}])
def test_where_nothing_is_declared_there_is_no_newest_day(signed: dict[str, Any]) -> None:
    assert "signed_last" not in prepare({"people": [{"name": "x", "factors": signed}]})


# --- digests -----------------------------------------------------------------------------------

SANCTION = {"basis": "指針", "on": "2020-04-01", "description": "応募の制限"}
CONCERN = {"mark": "raised", "by": "西村", "on": "2026-10-26", "reason": "説明がない"}
ADVERSE = {"summary": "提訴された", "source": "経済紙", "on": "2026-10-15", "adverse": True}
RUN = {"list_id": "un", "list_version": "v1", "queried_names": ["x"], "candidates": [{"id": "y"}]}
ANSWER = {"item": "q07", "answer": "yes", "detail": "契約", "due_diligence": "needed"}
FOUND = {"id": "d1", "found": "申告にない論文", "source": "Scholar"}

FACTS: dict[str, Any] = {
    "process": {
        "judgement": {"entries": [{"field": "people", "view": "懸念", "concern": "raised"}]}
    },
    "people": [
        {
            "name": "佐藤 遥",
            "disclosures": {
                "records": {"entries": [SANCTION]},
                "talent_programs": {"entries": [{"program": "N", "start": "2019-04-01"}]},
                "papers": {"entries": [{"title": "t"}], "discrepancies": [FOUND]},
            },
            "concerns": [CONCERN],
            "questionnaire": {"entries": [ANSWER]},
            "factors": {
                "entries": [
                    {"id": "f1", "factor": "post", "body": "Veldar（別表2）", "start": "2022-04-01"}
                ]
            },
            "screening": [RUN],
        }
    ],
    "institutions": [
        {
            "id": "b",
            "name": "B",
            "partner": {
                "reputation": {"entries": [ADVERSE]},
                "own_management": {"entries": [{"summary": "実施した", "concern": "raised"}]},
            },
            "supporters": {
                "entries": [
                    {
                        "name": "S",
                        "conditions": {"entries": [{"summary": "返却", "return_asked": True}]},
                        "compliance": {"entries": [ADVERSE]},
                        "concerns": [CONCERN],
                    }
                ]
            },
        }
    ],
}
POINTERS = {
    "/facts/process/judgement/entries/0",
    "/facts/people/0/disclosures/records/entries/0",
    "/facts/people/0/disclosures/talent_programs/entries/0",
    "/facts/people/0/disclosures/papers/discrepancies/0",
    "/facts/people/0/concerns/0",
    "/facts/people/0/questionnaire/entries/0",
    "/facts/people/0/factors/entries/0",
    "/facts/people/0/screening/0/candidates/0",
    "/facts/institutions/0/partner/reputation/entries/0",
    "/facts/institutions/0/partner/own_management/entries/0",
    "/facts/institutions/0/supporters/entries/0/conditions/entries/0",
    "/facts/institutions/0/supporters/entries/0/compliance/entries/0",
    "/facts/institutions/0/supporters/entries/0/concerns/0",
}


def digest_after(changed: dict[str, Any], *path: str | int) -> str:
    """The digest of the entry at the path, with these keys of it changed; None takes a key away."""
    facts = copy.deepcopy(FACTS)
    entry: Any = facts
    for key in path:
        entry = entry[key]
    for key, value in changed.items():
        if value is None:
            del entry[key]
        else:
            entry[key] = value
    return str(prepare(facts)["digests"]["/facts/" + "/".join(str(key) for key in path)])


def test_whatever_can_raise_an_indicator_has_a_digest() -> None:
    digests = prepare(FACTS)["digests"]
    assert digests.keys() == POINTERS
    assert all(len(digest) == DIGEST_LENGTH for digest in digests.values())


REPUTATION = ("institutions", 0, "partner", "reputation", "entries", 0)
RECORD = ("people", 0, "disclosures", "records", "entries", 0)
MARK = ("people", 0, "concerns", 0)
FORM = ("people", 0, "questionnaire", "entries", 0)
RELATION = ("people", 0, "factors", "entries", 0)
JUDGEMENT = ("process", "judgement", "entries", 0)
DISCREPANCY = ("people", 0, "disclosures", "papers", "discrepancies", 0)


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        (REPUTATION, {"on": "2026-11-01"}),
        (REPUTATION, {"on": None}),
        (REPUTATION, {"since": "2026-10-01"}),
        (RECORD, {"since": "2026-10-01"}),
        (MARK, {"on": "2026-11-01", "by": "大西"}),
        (JUDGEMENT, {"on": "2026-11-01", "by": "大西"}),
        (FORM, {"due_diligence": "done", "since": "2026-10-01"}),
        (DISCREPANCY, {"disposition": {"view": "unresolved", "by": "西村", "on": "2026-10-20"}}),
    ],
)
def test_a_day_or_a_signature_changes_no_digest(
    path: tuple[str | int, ...], changed: dict[str, Any]
) -> None:
    assert digest_after(changed, *path) == digest_after({}, *path)


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        (REPUTATION, {"summary": "和解した"}),
        (REPUTATION, {"source": "別の新聞"}),
        (RECORD, {"on": "2021-04-01"}),
        (RECORD, {"description": "返還"}),
        (MARK, {"reason": "別の理由"}),
        (JUDGEMENT, {"rationale": "別の懸念"}),
        (FORM, {"detail": "別の契約"}),
        (RELATION, {"end": "2026-11-01"}),
        (DISCREPANCY, {"found": "別の論文"}),
    ],
)
def test_what_an_entry_says_changes_its_digest(
    path: tuple[str | int, ...], changed: dict[str, Any]
) -> None:
    assert digest_after(changed, *path) != digest_after({}, *path)


def test_a_candidate_is_the_same_in_another_version_of_the_list() -> None:
    at = "/facts/people/0/screening/0/candidates/0"

    def digest(**changed: Any) -> str:
        facts = {"people": [{"name": "x", "screening": [{**RUN, **changed}]}]}
        return str(prepare(facts)["digests"][at])

    assert digest(list_version="v2", run_by="大西") == digest()
    assert digest(candidates=[{"id": "y", "score": 0.9}]) == digest()
    assert digest(list_id="jp") != digest()
    assert digest(candidates=[{"id": "z"}]) != digest()


def test_what_prepares_changes_nothing() -> None:
    before = copy.deepcopy(FACTS)
    prepare(FACTS)
    assert before == FACTS


def test_reasons_that_leave_somebody_out_of_the_range_are_told_apart() -> None:
    entries = [
        {"name": "x", "reason": "負担を考慮して対象から除いた。"},
        {"name": "y", "reason": "研究には参画しない。"},
    ]
    found = prepare(
        {"institutions": [{**institution("x"), "not_participating": {"entries": entries}}]}
    )
    assert found["leaves_out"] == ["負担を考慮して対象から除いた。"]
    assert "leaves_out" not in prepare({"institutions": [institution("x")]})
