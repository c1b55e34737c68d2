"""The fixed words of the reference, in ja and en: stages, classes, whom a requirement is asked of, heads of columns.

May not know: requirements; their words are in the bundle's catalog.
"""

from collections.abc import Mapping

from tejun.errors import Text

STAGES: Mapping[str, Text] = {
    "call": Text(ja="公募・申請", en="Call and application"),
    "routine": Text(ja="平時", en="Normal times"),
    "collection": Text(ja="① リスク確認", en="① Risk check"),
    "judgement": Text(ja="② リスク評価", en="② Risk assessment"),
    "measures": Text(ja="③ リスク軽減措置", en="③ Risk mitigation"),
    "after_start": Text(ja="④ 研究開始後", en="④ After the start"),
}

CLASSES: Mapping[str, Text] = {
    "research_integrity": Text(ja="研究インテグリティ", en="Research integrity"),
    "governance": Text(ja="組織共通のガバナンス", en="Common governance"),
    "research_security": Text(ja="研究セキュリティ", en="Research security"),
    "technology_area": Text(ja="技術領域", en="Technology area"),
}
"""The four classes of 第2章(4) 整理, in its order."""

SUBJECTS: Mapping[str, Text] = {
    "application": Text(ja="申請全体", en="the application"),
    "lead": Text(ja="研究代表者の所属機関（A）", en="the lead institution (A)"),
    "joint": Text(ja="共同研究機関（B）ごと", en="each joint institution (B)"),
    "institution": Text(ja="機関（A・B）ごと", en="each institution (A and B)"),
    "person": Text(ja="研究者ごと", en="each person"),
    "co_pi": Text(ja="研究分担者ごと", en="each co-PI"),
    "supporter": Text(ja="支援者ごと", en="each supporter"),
    "measure": Text(ja="軽減措置ごと", en="each measure"),
    "indicator": Text(ja="リスク指標ごと", en="each risk indicator"),
}

INSTEAD = Text(ja="{actor}（{kind}については{other}）", en="{actor} (for {kind}: {other})")
"""Who acts, and who instead for one kind of subject."""

REVIEWS: Mapping[str, Text] = {
    "with_application": Text(ja="申請とともに行う", en="with the application"),
    "after_interview": Text(
        ja="面接選考の後、候補となった申請について行う",
        en="after the interviews, for the candidates only",
    ),
}
"""When a program reviews research security."""

ANSWERS: Mapping[str, Text] = {
    "yes": Text(ja="はい", en="yes"),
    "no": Text(ja="いいえ", en="no"),
    "unsure": Text(ja="不明", en="unsure"),
}
"""The answers to an item of a form."""

PLACES: Mapping[str, Text] = {
    "keys": Text(ja="そのリスク指標の識別子", en="the key of the risk indicator"),
    "notified_on": Text(ja="通知の日", en="on the day of the notice"),
    "start": Text(ja="定められた期間の初日", en="the first day of the period set"),
}
"""What stands in a remedy for what only a decision knows."""

LABELS: Mapping[str, Text] = {
    "checklist": Text(ja="研究セキュリティ チェックリスト", en="Research security checklist"),
    "program": Text(ja="プログラム", en="Program"),
    "agency": Text(ja="資金配分機関（FA）", en="Funding agency (FA)"),
    "contact": Text(ja="問合せ先", en="Contact"),
    "edition": Text(ja="版", en="Edition"),
    "edition_of": Text(ja="第{edition}版（{from}から適用）", en="{edition}, in force from {from}"),
    "base": Text(ja="手順書", en="Procedure"),
    "sources": Text(ja="典拠", en="Sources"),
    "reference": Text(ja="公募要領", en="Call"),
    "opens": Text(ja="公募開始", en="Opens"),
    "closes": Text(ja="公募締切", en="Closes"),
    "review": Text(ja="研究セキュリティの確認の時期", en="Research-security review"),
    "application": Text(ja="申請番号・研究課題名", en="Application no. and title"),
    "pi": Text(ja="研究代表者", en="PI"),
    "institution": Text(ja="所属機関・部署", en="Institution and unit"),
    "prepared": Text(ja="作成日・作成者", en="Prepared on, by"),
    "item": Text(ja="項目", en="Item"),
    "who": Text(ja="誰が", en="Who"),
    "of": Text(ja="対象", en="Asked of"),
    "when": Text(ja="いつ", en="When"),
    "class": Text(ja="区分", en="Class"),
    "enter": Text(ja="何を記載するか", en="What to enter"),
    "basis": Text(ja="根拠", en="Basis"),
    "check": Text(ja="確認欄", en="Check"),
    "done": Text(ja="済", en="done"),
    "not_done": Text(ja="未", en="open"),
    "none": Text(ja="適用外", en="n/a"),
    "consult": Text(ja="要相談", en="ask FA"),
    "by_hand": Text(ja="確認日・確認者", en="on, by"),
    "answer": Text(ja="回答", en="Answer"),
    "form": Text(ja="様式", en="Form"),
    "name": Text(ja="氏名", en="Name"),
    "detail": Text(ja="内容", en="Details"),
    "not_applicable": Text(ja="適用外となるとき", en="Not applicable when"),
    "set": Text(ja="プログラムの定め", en="Set by the program"),
    "own": Text(ja="プログラム独自", en="the program's own"),
    "tightened": Text(ja="プログラムの上乗せ", en="Tightened by the program"),
    "note": Text(ja="注", en="note "),
    "common": Text(ja="多くの項目に共通の記載", en="What many items ask for alike"),
}

HOW_TO_READ = Text(
    ja="「確認欄」には、項目ごとに該当するものへ印を付けます。研究者・機関ごとの項目は、全員・全機関について整ったときに「済」とします。"
    "「要相談」は、資金配分機関（FA）と相談・調整する事項です。",
    en="Mark what holds for each item under “Check”. An item asked of each person or institution is done when it is "
    "done for all of them. “Ask FA” is for what is to be consulted with the funding agency (FA).",
)

DECIDES = Text(
    ja="判断は資金配分機関（{agency}）が行います。", en="The funding agency ({agency}) decides."
)
