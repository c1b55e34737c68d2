"""The fixed words of an explanation, in ja and en: outcomes, statuses, actors, clauses, and what stands beside them.

Always holds: no word here says that an application was approved or refused; the funding agency decides.

May not know: requirements; their words are in the bundle's catalog.
"""

from collections.abc import Mapping

from tejun.errors import Text
from tejun.explain.shape import Actor, Source
from tejun.terms import Enforcement, Layer, Mode, Outcome, Status

UNKNOWN = "—"
"""Stands where a value is not known."""

HEADLINES: Mapping[Outcome, Text] = {
    "action_required": Text(
        ja="満たされていない事項があり、対応が必要です",
        en="Some requirements are not met: action is needed",
    ),
    "information_required": Text(
        ja="確認に必要な情報が不足しています",
        en="Information that the check needs is missing",
    ),
    "consultation_required": Text(
        ja="資金配分機関（FA）との相談・調整が必要な事項があります",
        en="Some points are to be consulted with the funding agency (FA)",
    ),
    "prepared": Text(
        ja="手順書とプログラムの定める事項が整っています",
        en="What the procedure and the program ask for is in place",
    ),
    "replaced": Text(
        ja="手順書によらない技術流出防止措置で代えることとされています",
        en="Measures outside the procedure stand in its place, by the funding agency's answer",
    ),
    "out_of_scope": Text(
        ja="この手順書の対象ではありません",
        en="The procedure does not cover this application",
    ),
}

ADVICE: Mapping[Outcome, Text] = {
    "action_required": Text(
        ja="「次に行うこと」の未充足の事項から対応し、記載を改めて再度確認してください。",
        en="Start with what is not met under “What to do next”, bring the facts up to date and check again.",
    ),
    "information_required": Text(
        ja="「次に行うこと」に挙げた情報を、それぞれの担当から集めて記載し、再度確認してください。",
        en="Collect what is listed under “What to do next” from whoever holds it, enter it and check again.",
    ),
    "consultation_required": Text(
        ja="「次に行うこと」に挙げた事項を資金配分機関（FA）と相談・調整し、その回答を記載してください。",
        en="Take the points under “What to do next” to the funding agency (FA), and enter its answers.",
    ),
    "prepared": Text(
        ja="記載された事実に変更があったときは、改めて確認してください。",
        en="Check again whenever the facts change.",
    ),
    "replaced": Text(
        ja="各事項の状況は参考として示しています。措置の期限や条件が変わったときは、改めて確認してください。",
        en="The findings are shown as they stand. Check again when the measures' term or conditions change.",
    ),
    "out_of_scope": Text(
        ja="プログラムの指定と研究費の性格に誤りがないか、公募要領で確認してください。"
        "研究インテグリティの取組は引き続き必要です。",
        en="See in the call whether the program's designation and the kind of fund are entered rightly. "
        "Research-integrity practice goes on as before.",
    ),
}

STATUS: Mapping[Status, Text] = {
    "unsatisfied": Text(ja="未充足", en="not met"),
    "missing_information": Text(ja="情報不足", en="information missing"),
    "consult_fa": Text(ja="要相談", en="consult FA"),
    "satisfied": Text(ja="充足", en="met"),
    "not_applicable": Text(ja="適用外", en="not applicable"),
}

ASIDE = Text(
    ja="（うち{count}は結果に影響しません）", en=" ({count} of them do not count for the outcome)"
)
"""Stands behind a count of open findings where some are advisory or the FA's duty."""

ACTORS: Mapping[Actor, Text] = {
    "lead": Text(ja="研究代表者の所属機関（A）", en="Lead institution (A)"),
    "institution": Text(ja="研究機関", en="Institution"),
    "researcher": Text(ja="研究者本人", en="Researcher"),
    "joint": Text(ja="共同研究機関（B）", en="Joint institution (B)"),
    "fa": Text(ja="資金配分機関（FA）", en="Funding agency (FA)"),
}
"""In the order in which the officer of the lead institution can act: what is in their own hands first."""

LAYERS: Mapping[Layer, Text] = {
    "procedure": Text(ja="手順書", en="procedure"),
    "program": Text(ja="プログラム", en="program"),
}

ENFORCEMENT: Mapping[Enforcement, Text] = {
    "binding": Text(ja="結果に影響", en="counts for the outcome"),
    "advisory": Text(
        ja="参考（結果に影響しません）", en="advisory (does not count for the outcome)"
    ),
    "fa_duty": Text(
        ja="FAの取組（結果に影響しません）", en="the FA's duty (does not count for the outcome)"
    ),
}

MODES: Mapping[Mode, Text] = {
    "precheck": Text(ja="事前確認", en="pre-check"),
    "formal": Text(ja="正式確認", en="formal check"),
}

SOURCES: Mapping[Source, Text] = {
    "submitted": Text(ja="提出文書", en="submitted document"),
    "fa": Text(ja="FAの記録", en="the FA's record"),
    "input": Text(ja="確認の条件", en="terms of the check"),
}

TELLERS: Mapping[str, Text] = {
    "fa": Text(ja="資金配分機関（FA）の記録", en="recorded by the FA"),
    "institution": Text(ja="機関の申告", en="reported by the institution"),
    "nobody": Text(ja="回答なし", en="no answer"),
}

RESULTS: Mapping[str, Text] = {
    "accepted": Text(ja="FAが受け入れ", en="accepted by the FA"),
    "declined": Text(ja="FAが受け入れず", en="declined by the FA"),
}

SECTIONS: Mapping[str, Text] = {
    "第2章(3)": Text(ja="第2章(3)", en="Chapter 2(3)"),
    "第2章(4)": Text(ja="第2章(4)", en="Chapter 2(4)"),
}

CLAUSES: Mapping[str, Text] = {
    "定義": Text(ja="対象となる競争的研究費・プログラム", en="Funds and programs covered"),
    "平時": Text(ja="平時からの情報収集", en="Information collected in normal times"),
    "process": Text(ja="リスクマネジメントのプロセス", en="Process of risk management"),
    "①": Text(ja="① リスク確認", en="① Risk check"),
    "②": Text(ja="② リスク評価", en="② Risk assessment"),
    "③": Text(ja="③ リスク軽減措置", en="③ Risk mitigation"),
    "④": Text(ja="④ 研究開始後の確認", en="④ Follow-up after the start"),
    "DD": Text(ja="デュー・ディリジェンス", en="Due diligence"),
    "(1)": Text(ja="(1) 研究代表者及び研究参画者", en="(1) PI and participants"),
    "(2)": Text(ja="(2) 共同研究先の機関及び研究分担者", en="(2) Joint institutions and co-PIs"),
    "(3)": Text(ja="(3) 研究を支援する個人又は法人", en="(3) Supporters of the research"),
    "(4)": Text(ja="(4) 管理対象データ等の管理", en="(4) Managed data and their protection"),
    "(5)": Text(ja="(5) 共同研究契約・協定等", en="(5) Joint research agreements and others"),
    "リスク評価": Text(ja="リスク評価の考え方", en="On risk assessment"),
    "軽減措置": Text(ja="リスク軽減措置の考え方", en="On mitigation measures"),
    "対象範囲": Text(ja="リスクマネジメントの対象範囲", en="Range of risk management"),
    "基本的枠組み": Text(ja="基本的な枠組み", en="Basic framework"),
    "整理": Text(ja="チェックリストの整理", en="Sorting of the checklist"),
}

INDICATOR_KINDS: Mapping[str, Text] = {
    "adverse": Text(ja="留意すべき情報", en="adverse information"),
    "record": Text(ja="処分歴", en="a sanction on record"),
    "candidate": Text(ja="リストの候補者", en="a candidate in a list"),
    "return_asked": Text(ja="見返りの要求", en="a return asked for"),
    "discrepancy": Text(ja="申告との相違", en="a discrepancy"),
    "questionnaire": Text(ja="回答", en="the answer to"),
    "factor": Text(ja="申告された関係", en="a relation declared"),
}

SUBJECTS: Mapping[str, Text] = {
    "application": Text(ja="申請全体", en="the application"),
    "person": Text(ja="研究者", en="person"),
    "institution": Text(ja="機関", en="institution"),
    "supporter": Text(ja="支援者", en="supporter"),
    "measure": Text(ja="措置", en="measure"),
}

MEASURES: Mapping[str, Text] = {
    "training": Text(ja="研修受講", en="training"),
    "data_access": Text(ja="データへのアクセス権限", en="data access levels"),
    "building_access": Text(ja="建屋・設備へのアクセス権限", en="building access levels"),
    "meeting_attendance": Text(ja="ミーティング等の参加者", en="meeting attendance"),
    "place_of_research": Text(ja="研究場所の変更", en="place of research"),
    "cyber_defence": Text(ja="サイバー攻撃への対策", en="cyber defence"),
    "employment": Text(ja="雇用関係によるガバナンス", en="governance through employment"),
    "other": Text(ja="その他の措置", en="another measure"),
}

FIELDS: Mapping[str, Text] = {
    "people": Text(ja="所属研究者", en="people"),
    "partners": Text(ja="共同研究相手先", en="partners"),
    "technology": Text(ja="技術の内容", en="technology"),
    "data": Text(ja="管理対象データ等の管理状況", en="managed data"),
}
"""The four fields over which ② asks for a judgement."""

FACTS: Mapping[str, Text] = {
    "education": Text(ja="学歴", en="education"),
    "career": Text(ja="研究歴", en="career"),
    "other_support": Text(ja="研究費以外の支援等", en="support other than research funds"),
    "purpose": Text(ja="協力目的", en="purpose"),
    "record": Text(ja="当該研究分野における実績", en="record in the field"),
    "conditions": Text(ja="支援要件", en="conditions"),
    "compliance": Text(ja="コンプライアンス違反", en="compliance"),
    "reputation": Text(ja="レピュテーション", en="reputation"),
    "capital": Text(ja="資本（株式）構成", en="capital"),
    "finances": Text(ja="財務状況", en="finances"),
    "systems": Text(ja="情報システムの管理方針", en="policy for information systems"),
    "pi_systems": Text(
        ja="研究代表者（研究分担者）が管理する情報システムの管理方針",
        en="policy for the PI's (the co-PI's) information systems",
    ),
    "places": Text(ja="施設・設備の管理方針", en="policy for places"),
    "objects": Text(ja="電磁的に管理できないものの管理方針", en="policy for physical objects"),
}
"""Facts by the last part of their path, where a message lists them."""

NOT_IN_CATALOG = Text(
    ja="この事項の説明が、この版の目録にありません（コード: {reason}）。",
    en="This edition's catalog has no words for this (code: {reason}).",
)
NO_REMEDY = Text(
    ja="事実を確認し、記載を改めて再度確認してください。",
    en="Look into it, bring the facts up to date and check again.",
)

FA_DECIDES = Text(
    ja="判断は資金配分機関（{agency}）が行います。この結果は、記載された事実を手順書とプログラムの定めに照らしたものです。",
    en="The funding agency ({agency}) decides. This result holds the facts entered against the procedure and program.",
)
REPORTED_ONLY = Text(
    ja="資金配分機関（FA）の回答のうち{count}件は機関の申告によるもので、FAの記録では確認されていません。",
    en="{count} of the funding agency's answers are as the institution reports them, without a record of the FA's.",
)
EXAMPLE = Text(
    ja="このプログラムは例示であり、実在の公募ではありません。",
    en="The program is an example, not a real call.",
)
REPLACED = Text(
    ja="手順書によらない措置で代えることとされているため、各事項の状況は結果に影響しません。",
    en="Since other measures stand in place of the procedure, the findings do not count for the outcome.",
)

TRACE_AGAIN = Text(
    ja="記録された入力をOPAで改めて評価した経過です。この要求事項の結果が記録と同じであることを確認しています。何も記録していません。",
    en="OPA evaluated the recorded input again, and its findings for this requirement are those recorded. "
    "Nothing was recorded.",
)
TRACE_PERSONAL = Text(
    ja="申請に記載された値（個人情報を含むことがあります）が表示されています。長い値は途中で切れています。",
    en="Values from the application are shown, personal data among them; long ones are cut.",
)
TRACE_LEFT_OUT = Text(
    ja="ほか{count}件の対象は省略しました。対象を指定すると表示できます。",
    en="{count} more subjects are left out; name one to see it.",
)
TRACE_LEGEND = Text(
    ja="✓ 成り立った / ✗ 成り立たなかった / ± 複数回の評価で両方あった / "
    "無印 評価されていない、又は結果が既に分かっていた",
    en="✓ held / ✗ did not hold / ± both, in several evaluations / unmarked: not evaluated, or known already",
)
TRACE_ROLES: Mapping[str, Text] = {
    "requirement": Text(ja="この要求事項", en="the requirement"),
    "tightening": Text(ja="プログラムによる強化", en="the program's tightening"),
    "called": Text(ja="呼び出した規則", en="called"),
}
TRACE_TOGETHER = Text(
    ja="対象ごとに分けられないため、すべての対象の経過をまとめて示しています。",
    en="The subjects cannot be told apart here: these are the lines of all of them.",
)
TRACE_SHARED = Text(ja="すべての対象について評価", en="evaluated for all subjects at once")
TRACE_FOLDED = Text(ja="ほかに評価した規則: {rules}", en="Evaluated as well: {rules}")
