"""Words that leave somebody out of the range (「負担を考慮して対象から除いた。」), where it is said why he or she is no
participant.

Who does no research is none. Whom one leaves out for another reason is a participant by these words, and how far the
range reaches is agreed with the FA.

Always holds: words that deny a part in the research leave nobody out, nor do those that tell of another task than
research, save where they say at the same time that he or she takes part.

May not know: who is a participant.
"""

import re
from collections.abc import Mapping
from typing import Any

from tejun.model.not_yet import plain

_LONGEST = 400
_NOT = "(?:ない|なく|なかった|ません|ておらず|ず)"

_RANGE = "(?:対象|範囲|名簿|リスクマネジメント|手続き?|確認|調査|管理|申告|一覧)(?:者|等)?"
_LEAVES_OUT = re.compile(
    rf"(?:{_RANGE}|研究参画者)(?:から|より)は?(?:除|外[しすさ]|省|落と|漏れ)|(?:除外|対象外)(?:と|に|し|する|扱い)"
    rf"|{_RANGE}(?:に|へ)は?、?(?:含め|加え|入れ|載せ|記載し|挙げ)(?:てい)?{_NOT}"
    rf"|対象(?:者)?と(?:は|も)?(?:し(?:てい)?{_NOT}|せず)"
    rf"|間に合わ{_NOT}|負担(?:[をがにの])[^。]{{0,12}}(?:考慮|配慮|避け|軽減|大き|重[いく]|掛け|かけ)"
    rf"|(?:同意|承諾|了解)[はがをもに]*(?:拒|得られ(?:てい)?{_NOT}|得(?:てい)?{_NOT}|し(?:てい)?{_NOT}|せず)"
    rf"|(?:提供|提出|申告|回答|協力)[はがをもに]*(?:拒|得られ(?:てい)?{_NOT}|応じ(?:てい)?{_NOT})"
    r"|\b(?:leave|leaving|leaves|left) (?:\w+ ){0,3}out\b"
    r"|\b(?:excluded?|excluding|omit(?:s|ted)?|exempt(?:ed)?|spared?)\b"
    r"|\b(?:did|does|do|has|have) not (?:consent|agree|cooperate)|\brefuse[sd]?\b|\bburden"
    r"|\b(?:not|too late)\b[^.]{0,30}\bin time\b"
)
"""As it compares."""

_OTHERS = "(?<!他の)(?<!別の)(?<!ほかの)(?<!異なる)"
_TAKES_PART = re.compile(
    rf"{_OTHERS}(?:研究|課題|プロジェクト|実験)に(?:は|も)?、?(?:参画|参加|従事)(?:する|している|します|しています)"
    r"|\b(?:takes?|taking) part in (?:the|this|our) (?:research|project|work)\b|\bparticipates? in (?:the|this|our)\b"
)
_DOES_RESEARCH = "参画|参加|従事|関与|分担|関わ[らっ]て?|関係|携わ[らっ]て?|担わ"
_NO_PART = re.compile(
    rf"(?:{_DOES_RESEARCH})(?:を|は|も)?(?:し|せ|い)?(?:てい)?{_NOT}"
    r"|(?:参画|参加|従事|関与|分担)(?:する)?(?:予定|見込み|こと)?[はもが]?(?:ない|なく|ありません)"
    rf"|(?:研究|実験|測定|解析|分析|開発)(?:等)?[はを](?:行わ|行ってい|し|してい){_NOT}"
    r"|(?:研究参画者|研究者|研究室の者|構成員|メンバー)では(?:ない|なく|ありません)|当たら(?:ない|ず)|該当し(?:ない|ません)"
    r"|(?:離れ|(?:退職|退学|辞退|転出|修了|卒業|異動|帰国|死去|離任)し)(?:た|て)"
    r"|\b(?:takes?|took|has|have|plays?) no part\b|\bno (?:participant|member|researcher|research)\b"
    r"|\bnot (?:an? |one of |yet )?(?:\w+ ){0,2}(?:participants?|members?|researchers?|involved|taking part|working)\b"
    r"|\b(?:does|do|did|will) not (?:take part|participate|work|join|do (?:any )?research)\b"
    r"|\b(?:left|retired|graduated|resigned|moved|withdrew) (?:the|from|in|to|before|for)\b"
)
_OTHER_TASK = re.compile(
    r"だけ|のみ|に限|補助|保守|保存|事務|庶務|経理|登録|保管|助言|作成した|作成者|公開済|既存"
    r"|(?:大学|機構|研究所|機関|法人|社|センター)の(?:研究参画者|研究者|教員|職員|社員|学生|者)"
    r"|\b(?:only|merely|maintains?|stores?|storage|clerks?|clerical)\b"
)


def says_left_out(text: str) -> bool:
    """Whether the words leave somebody out, and do not say that he or she does no research."""
    compared = plain(text) if len(text) <= _LONGEST else ""
    if _NO_PART.search(compared):
        return False
    if _TAKES_PART.search(compared):
        return True
    return _LEAVES_OUT.search(compared) is not None and _OTHER_TASK.search(compared) is None


def words_leaving_out(facts: Mapping[str, Any]) -> list[str]:
    """The reasons that institutions give for those who take no part, as far as they leave them out."""
    reasons = {
        entry["reason"]
        for institution in facts.get("institutions", [])
        for entry in institution.get("not_participating", {}).get("entries", [])
    }
    return sorted(filter(says_left_out, reasons))
