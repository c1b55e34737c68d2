"""A text that only says that something is yet to be asked, made, decided or received, and one that says more."""

from typing import Any

import pytest
from tejun import canonical
from tejun.model import not_yet
from tejun.model.walks import contents_of
from tejun.reading import Path

from tests.model.test_pasted import AOBA, KONDO, KPROGRAM, MINATO, assert_refused, changed
from tests.support.cases import complete
from tests.support.places import value_at

EMPTY = """\
今後確認する。
本人からの申告を待っている。
確認でき次第記載する。
提出待ち。
策定中である。
採択後に策定する。
採択後に定める。
検討中である。
今後、検討する。
未策定
作成予定である。
管理方針は策定中である。
管理方針は採択後に定める。
サイバーセキュリティ対策については、採択後に検討する予定である。
情報システムの管理方針は現在作成中です。
詳細は後日記載します。
2027年4月に策定予定
来年度中に定める予定である。
研究開始後に決定する。
共同研究先に照会中であり、回答を待っている。
相手方からの回答待ちです。
支援の有無は本人に確認中である。
支援者について、今後、調査を行う。
まだ決まっていない。
まだ回答が届いていない。
現在、準備を進めている段階であり、今後作成する。
必要な書類は追って提出する。
契約の締結後に確定する。
策定中である。採択後に定める。
決裁待ちである。""".splitlines()
HONEST = """\
資金配分機関のほかに支援する者はいない。
今後も支援を受ける予定はない。
支援の予定はない。
在学中であり、研究職に就いたことはない。
現在のところ支援者はいないが、採択後に改めて確認する。
本人に確認したところ、参加していない。
論文は現在作成中である。
博士論文を執筆中である。
まだ論文を発表していない。
まだ研究費を申請していない。
契約を締結していない。
学内の規程により管理し、詳細は採択後に定める。
研究開始後、管理責任者が記録を管理する。
採択後に機関の規程に従い管理する。
データは採択後に研究機関が定める規程により管理する。
研究データは学内の研究データ基盤に置く。
装置は開始前に点検し、鍵をかけて保管する。
見学は事前の承認制とする。
外国への出願は事前に協議する。
甲乙協議の上定める。
管理方針を定めている。
規程を定め、毎年度見直している。
未発表データは暗号化して保存する。
検討中の資料は施錠した保管庫に置く。
回答は書面で得ており、支援者はいない。
提出された書類により確認した。
試料を持ち込まない。
2027年4月に改定した規程による。
申告した者から回答を得た。
処理中のデータは共有しない。""".splitlines()
EMPTY_EN = """\
Not asked yet.
Waiting for the answer.
To be drawn up after adoption.
Under preparation.
Not yet made.
To be confirmed later.
Not yet decided.
It has not been decided yet.
The policy is being drawn up.
The policy will be written after the award.
The details will be decided in due course.
It is yet to be settled with the partner.
We have yet to ask them.
Still waiting for a reply from the company.
Awaiting the decision of the board.
The person has not answered yet.
No answer yet.
No reply received.
Pending approval.
Rules are under discussion.
The plan is in preparation.
To follow.
Will be decided once the contract is signed.
To be determined by the partner institution.
The institution plans to adopt a policy.
Details to follow in April 2027.
It is not known yet.
Has not been checked.
The management policy is still to be agreed.
Not received yet; pending approval by the board.""".splitlines()
HONEST_EN = """\
Nobody but the agency supports it.
No support is received, and none is planned.
There are no supporters.
A student, who has held no post.
No paper has been published yet.
Kept in a locked cabinet; access is logged.
The rules of the university hold; details will be decided after adoption.
Data are stored on the platform of the university.
Each device is to be checked before it leaves the room.
Access must be approved by the office.
Asked in writing; the answer was no.
Waiting lists are kept by the office manager.
Pending cases are kept in the safe.
The partner confirmed that there is none.
It is a university, and has no shares.
Unpublished data are encrypted.
Accounts will be closed when people leave.
The contract was signed in May 2026.
Visitors will be accompanied.
The funder was asked, and has no objection.
None of these bodies is abroad.
The policy of 2025 holds.
They do not support the research.
The grant was declined.
The paper was retracted before it appeared.
Not applicable to a public body.
The samples never leave the clean room.
Multi-factor authentication is in use.
The thesis is not yet written; there is no paper.
Drafts are reviewed by two people.""".splitlines()


def test_thirty_of_each_are_told_apart() -> None:
    assert len(EMPTY) == len(HONEST) == len(EMPTY_EN) == len(HONEST_EN) == 30
    for tells in (not_yet.is_not_yet, not_yet.is_why_not_yet):
        assert [text for text in EMPTY + EMPTY_EN if not tells(text)] == []
        assert [text for text in HONEST + HONEST_EN if tells(text)] == []


HOW = """\
採択後にDMPを提出させる。
研究者に採択後、DMPを提出させる。
採択後に研究者がDMPを作成する。
採択後に報告させる。
年度末に申告させる。
年度内に研究者に申告させる。
速やかに各部局に照会する。
着手前に研究代表者が確認する。
年度内に対策を確認する。
年度内に結果を報告する。
研究の開始前に協議して定める。
今後も確認する。
今後も状況を確認する。
Results are to be discussed before application.
Researchers have to declare it.
Not provided to the company.
We do not provide information to the company.
The office will ask the researchers after the award.
Will be provided once the contract is signed.""".splitlines()
"""How something is done, each year or of each grant, in the words in which another text puts it off."""


@pytest.mark.parametrize("text", HOW)
def test_how_something_is_done_is_nothing_that_is_yet_to_be_made(text: str) -> None:
    assert not not_yet.is_not_yet(text)


@pytest.mark.parametrize(
    "text",
    [
        "採択後に方針を策定する。",
        "年度末に定める。",
        "今後、状況を確認する。",
        "The results are still to be discussed.",
        "We have yet to ask the company.",
        "The office will decide after the award.",
    ],
)
def test_what_is_put_off_is_not_there(text: str) -> None:
    assert not_yet.is_not_yet(text)


@pytest.mark.parametrize(
    "text", ["採択後に報告させる。", "年度内に確認する。", "We will ask the partner."]
)
def test_how_is_no_reason_why_there_is_none(text: str) -> None:
    assert not_yet.is_why_not_yet(text)


@pytest.mark.parametrize(
    "text", ["まだない。", "方針はまだありません。", "None yet.", "No policy so far."]
)
def test_that_there_is_none_yet_is_a_reason_and_no_policy(text: str) -> None:
    assert not_yet.is_not_yet(text)
    assert not not_yet.is_why_not_yet(text)


# --- where it is looked at ------------------------------------------------------------------------


def places(part: dict[str, Any]) -> list[tuple[str, str]]:
    found = list(not_yet.not_yet_errors(contents_of(part), {"未定"}))
    return [(canonical.pointer(path), words.key) for path, words in found]  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["not_participating", "not_managed"])
@pytest.mark.parametrize(
    ("reason", "is_refused"),
    [("確認中である。", True), ("Not asked yet.", True), ("研究には参画しない。", False)],
)
def test_nor_does_it_say_why_something_of_the_dmp_is_left_aside(
    key: str, reason: str, *, is_refused: bool
) -> None:
    part = {"state": "provided", "entries": [{"name": "x", "reason": reason}]}
    place = f"/institutions/0/{key}/entries/0/reason"
    expected = [(place, "model.not_yet")] if is_refused else []
    assert places({"institutions": [{key: part}]}) == expected


@pytest.mark.parametrize(
    ("reason", "is_refused"),
    [("検討中である。", True), ("Not decided yet.", True), ("提供先との守秘義務による。", False)],
)
def test_nor_why_a_part_is_not_given(reason: str, *, is_refused: bool) -> None:
    partner = {"withholds": [{"items": ["RS-D4-03"], "reason": reason}]}
    place = "/institutions/0/partner/withholds/0/reason"
    expected = [(place, "model.not_yet")] if is_refused else []
    assert places({"institutions": [{"partner": partner}]}) == expected


@pytest.mark.parametrize(
    ("part", "place", "key"),
    [
        (
            {"controls": {"systems": {"state": "none", "reason": "採択後に定める。"}}},
            "/controls/systems/reason",
            "model.not_made_yet",
        ),
        (
            {"controls": {"objects": {"entries": [{"covers": "試料", "policy": "まだない。"}]}}},
            "/controls/objects/entries/0/policy",
            "model.not_made_yet",
        ),
        (
            {"dmp": {"entries": [{"title": "提出予定である。"}]}},
            "/dmp/entries/0/title",
            "model.not_made_yet",
        ),
        (
            {"talent_programs": {"state": "none", "reason": "Not asked yet."}},
            "/talent_programs/reason",
            "model.not_yet",
        ),
        (
            {"entries": [{"available": False, "result": "まだ確認していない。"}]},
            "/entries/0/result",
            "model.not_yet",
        ),
        (
            {"response": {"state": "done", "rationale": "今後提出する。"}},
            "/response/rationale",
            "model.not_yet",
        ),
        (
            {"disposition": {"view": "explained", "rationale": "本人に確認中である。"}},
            "/disposition/rationale",
            "model.not_yet",
        ),
        (
            {"measures": [{"evidence": [{"title": "作成中である。"}]}]},
            "/measures/0/evidence/0/title",
            "model.not_yet",
        ),
        (
            {"scope": {"entries": [{"clause": "採択後に決定する。"}]}},
            "/scope/entries/0/clause",
            "model.not_yet",
        ),
    ],
)
def test_it_is_refused_where_it_belongs_what_there_is(
    part: dict[str, Any], place: str, key: str
) -> None:
    assert places(part) == [(place, key)]


@pytest.mark.parametrize(
    "part",
    [
        {"controls": {"systems": {"state": "unobtainable", "reason": "採択後に定める。"}}},
        {"supporters": {"state": "withheld", "reason": "回答待ちである。"}},
        {"response": {"state": "planned", "rationale": "今後提出する。"}},
        {"disposition": {"view": "unresolved", "rationale": "確認中である。"}},
        {"adequacy": {"view": "inadequate", "rationale": "採択後に定める。"}},
        {"papers": {"entries": [{"title": "To be decided later"}]}},
        {"measures": [{"content": "採択後に策定する。"}]},
        {"supporters": {"state": "none", "reason": "まだない。"}},
        {"supporters": {"state": "none", "reason": "支援者はいない。今後確認する。"}},
        {"supporters": {"state": "none", "reason": "未定"}},
        {"controls": {"systems": {"entries": [{"policy": "未定"}]}}},
    ],
)
def test_what_may_be_open_may_say_so(part: dict[str, Any]) -> None:
    assert places(part) == []


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("採択後に", True),
        ("後日", True),
        ("2012年3月", False),
        ("3月末", False),
        ("3月末に定める", True),
    ],
)
def test_a_time_alone_says_that_it_is_to_come_but_for_a_month(text: str, waits: bool) -> None:
    assert not_yet.is_not_yet(text) is waits


def test_a_long_text_is_no_such_one() -> None:
    text = "採択後に定める。" * 15
    assert len(text) == 120
    assert not_yet.is_not_yet(text)
    assert not not_yet.is_not_yet(f"{text}。")
    assert not not_yet.is_not_yet("。")


# --- as the form refuses it -----------------------------------------------------------------------

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
