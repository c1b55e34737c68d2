"""Texts that only say that something is yet to be asked, made or received (「今後確認する。」, "Not asked yet.").

They stand where it belongs, or where it is said why there is none, and say neither: they are refused, with how to
enter what is not there yet.

Always holds: a text with one word more than that (what is there, why there is none, whose rule holds) is none of these;
what is left open by its own choice of a view, is planned, or was not to be had, may say so.

May not know: what the facts make of the text.
"""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from tejun.model.mistakes import Mistake
from tejun.model.walks import Contents, Trail, path_of
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted

_LONGEST = 120
_SENTENCE_ENDS = re.compile(r"[。!;\n]|\.(?:\s|$)")

# --- as a sentence compares: what is to come ------------------------------------------------------

_DOING = (
    "確認|把握|調査|照会|検討|協議|調整|相談|決定|確定|判断|策定|作成|整備|制定|用意|準備|締結|記載|記入|入力"
    "|提出|申告|報告|回答|"
    "連絡|聴取|依頼|収集|整理|精査|着手|追記|補足|問い?合わ?せ|手続き?"
)
_OF_OLD = "定め|決め|決ま|作|聞|尋ね|伺|調べ|確かめ|設け|まとめ|もら|受け取|受領し|届|届け出|分か|判明し|整|でき|始め"
"""Verbs that are no noun, before what follows them."""
_NEGATED = "(?:い|お)?(?:ない|ません|らず|りません)"
_TO_COME = (
    "今後|これから|後日|追って|別途|改めて|将来|近日中?|近く|まもなく|間もなく|次回|順次|速やかに|次第|のち|"
    "(?:採択|採用|契約|締結|開始|応募|申請|交付決定|着手|入手|受領|完了|承認|決裁|到着|回答|確認|公募終了|締切)(?:され|し)?(?:た|の)?後|"
    "(?:開始|締切|契約|着手|提出)(?:の)?(?:まで|前)|"
    "(?:本|今|来|翌)(?:月|週|年度|年)(?:中|末|内)?|年度(?:内|末|中)|年内|"
    "(?:[0-9]+(?:年度?|月|日))+(?:中|末|内|初旬|上旬|中旬|下旬|頃|ごろ)?"
)
_WILL = (
    rf"(?:{_DOING})(?:を)?(?:する|します|いたします|致します|行う|行います|実施する|実施します|してもらう|させる|される|できる)"
    "|(?:定め|決め|尋ね|調べ|確かめ|設け|まとめ|始め)(?:る|ます)|決ま(?:る|ります)|作(?:る|ります)"
    "|聞(?:く|きます)|伺(?:う|います)"
    "|もら(?:う|います)|受け取(?:る|ります)|届(?:く|きます)|分か(?:る|ります)"
)
_PENDING = (
    rf"(?:{_DOING}|取得|審議|交渉|問合せ)(?:の途)?中"
    rf"|(?:{_DOING}|入手|審議|決裁|承認|連絡|返事|返答|結果|到着)(?:の)?待ち"
    rf"|(?:{_DOING})(?:を|し)?(?:する|行う|し)?予定"
    rf"|(?:定め|決め|作|聞|尋ね|調べ|設け|伺|もら|届|受け取|決ま)[るうくり]*予定"
    "|待って(?:いる|います|おります|いるところ)|お?待ちしている|途上|途中"
    "|未(?:定|確認|調査|把握|決定|確定|策定|作成|整備|制定|締結|着手|提出|記入|記載|入力|回答|申告|取得|入手|収集|受領|依頼|検討|照会|着|了|済)"
    rf"|(?:まだ|未だ|いまだ|現時点では|今のところ|現在)(?:{_DOING}|回答|返事|何も|[はがをも、])*"
    rf"(?:(?:し|でき|され|られ|行っ|行われ|{_OF_OLD})[っいえきらり]*て{_NEGATED}|来て{_NEGATED})"
    rf"|(?:調べ|調査し|確かめ|照会し|尋ね|決め|決まっ|問い合わせ)て{_NEGATED}"
)
_NOT_THERE = (
    "(?:まだ|未だ|いまだ|現時点では|今のところ)"
    "(?:な[いし]|無い|ありません|存在し(?:ない|ません)|でき上がっていない)"
)
_ABOUT = (
    "管理方針|方針|規程|規則|規定|ルール|ガイドライン|内規|手順書?|計画書?|対象|内容|内訳|詳細|具体的な?|支援者"
    "|支援|有無|要否|可否|是非|"
    "プログラム|参加|該当|本人|研究者|研究代表者|研究分担者|代表者|分担者|教授|担当者|担当部署|担当課|担当|責任者"
    "|相手方|相手|"
    "共同研究先|共同研究機関|先方|事務局|事務|部局|機関|研究|資金配分機関|大学|企業|当社|書類|資料|情報|様式"
    "|誓約書|同意書|"
    "質問票|契約書|契約|条項|証明書|決裁|承認|返事|返答|結果|dmp|データ管理計画|データマネジメントプラン|"
    "(?:研究データ|データ|装置|設備|試料|機器|情報システム|システム|施設)の?(?=管理|方針|規程|対策|セキュリティ)"
    "|サイバーセキュリティ|セキュリティ|対策|措置|管理|処分|関係|名簿|一覧|事項|項目|評価|リスク|照合|採択|"
    "詳しく|必要な|必要|もの|こと|ところ|段階|状況|状態|案|下記|上記|これ|それ|本件|当該|その|この|各|何|どう"
    "|いつ|誰|だれ|全て|すべて|"
    "まだ|未だ|いまだ|現時点|現在|今のところ|目下|鋭意|引き続き|まず|最終的|予定|進めて|進行中"
)
_LINKING = (
    "について|に関する|に関し|に係る|に対する|に対し|における|として|とする|としている|となる|となっている|とした"
    "|いたします|"
    "かどうか|か否か|及び|又は|並びに|ための|ため|ので|から|まで|より|など|ながら|上で|である|であり|です|ました"
    "|ます|している|"
    "して|した|する|し|された|され|行って|行い|いる|うえ|つき|の|は|が|を|に|も|で|と|か|へ|等|、|・|,|:"
)
_EN_PP = (
    "asked|checked|confirmed|decided|determined|drawn up|written|made|set up|set|prepared|drafted|agreed|received"
    "|signed|"
    "submitted|declared|entered|established|adopted|approved|fixed|settled|worked out|provided|filled in|completed|"
    "collected|finali[sz]ed|clarified|looked into|looked at|obtained|arranged|defined|announced|reported|supplied"
    "|discussed|"
    "considered|developed|investigated|verified|chosen|known|available|ready|done|heard|answered|requested"
    "|concluded|there"
)
_EN_V = (
    "ask|check|confirm|decide|determine|draw up|write|make|set up|set|prepare|draft|agree|receive|sign|submit"
    "|declare|enter|"
    "establish|adopt|approve|fix|settle|provide|complete|collect|finali[sz]e|clarify|look into|obtain|arrange"
    "|define|report|"
    "discuss|consider|investigate|verify|choose|hear|answer|request|follow|come"
)
_EN_PENDING = (
    rf"(?:not yet|not|never|yet to be|still to be|to be|remains to be|being)(?: yet)?(?: been)? (?:{_EN_PP})"
    rf"|will (?:then |only )?(?:be (?:{_EN_PP})|{_EN_V})"
    rf"|(?:have|has|had|are|is|am) (?:still |yet )?to (?:{_EN_V})|(?:plans?|intends?|going|planned) to (?:{_EN_V})"
    rf"|(?:did|do|does|has|have) not(?: yet)? (?:{_EN_V}|{_EN_PP})"
    r"|(?:still )?(?:await(?:ing|s)?|waiting|wait|waits)(?: for)?"
    r"|under (?:preparation|review|discussion|consideration|development)"
    r"|in (?:preparation|progress)|not yet|to follow|to come|pending|forthcoming|outstanding|in due course"
)
_EN_NOT_THERE = r"(?:no|none|nothing) (?:\w+ )?(?:yet|so far)"
_EN_NO_ANSWER = r"no (?:answer|reply|response|decision|declaration|information) (?:yet|so far|received(?: yet)?)"
_EN_ABOUT = (
    "(?:once|when|after|until) (?:\\w+ ){0,4}(?:signed|adopted|approved|concluded|made|selected|received)|"
    "the|an?|any|this|that|these|those|it|its|they|their|them|we|our|us|i|my|he|his|she|her|all|each|of|on|for|in"
    "|from|by|with|"
    "about|to|and|or|whether|if|there|what|who|which|when|is|are|was|were|be|been|has|have|had|being|as|at|still"
    "|yet|now|"
    "currently|presently|so far|soon|shortly|later|afterwards|then|after|once|until|before|upon|next|this|week"
    "|month|year|"
    "policy|policies|rules?|plans?|measures?|details?|contents?|supporters?|support|answers?|reply|replies"
    "|response|decision|"
    "declarations?|statement|person|people|researchers?|institution|university|company|partners?|funding agency"
    "|agency|fa|pi|"
    "office|board|documents?|contract|agreement|clause|form|forms|list|information|security|cybersecurity|cyber|"
    "management|dmp|approval|signature|result|results|adoption|award|start|research|project|signing|conclusion"
    "|selection|"
    "application|internally|fully|formally|properly|exist|exists|anybody|anyone|anything|participat\\w*|programs?"
    "|programmes?|"
    "course|due|date|january|february|march|april|may|june|july|august|september|october|november|december|"
    "[0-9]+"
)

# --- as a sentence compares: what cannot be there, in the commonest words -------------------------

_LATER = re.compile("今後(?!も)|これから|後日|追って|近日中?|まもなく|間もなく")
"""Whatever is done then is not done yet."""
_THEN = re.compile(
    "別途|改めて|次第|(?:採択|採用|契約|締結|開始|応募|申請|交付決定|着手|公募終了|締切)(?:され|し)?(?:た|の)?後"
    "|(?:開始|締切|契約|着手|提出)(?:の)?まで|(?:本|今|来|翌)(?:月|週|年度|年)|年度(?:内|末|中)|年内|[0-9]月|[0-9]年"
)
"""May be a time of each year, or of each grant: then alone what is made or decided only then is not there."""
_IS_MADE_THEN = re.compile(
    "(?:策定|作成|整備|制定|用意|準備|決定|確定|検討|記載|記入|入力|追記|補足)(?:を)?(?:する|します|いたします|致します|行う|行います)"
    "|(?:定め|決め|設け|まとめ)(?:る|ます)|決ま(?:る|ります)"
)
_TELLS_HOW = re.compile(
    "(?:者|教授|本人|事務局?|局|機関|大学|担当課?|部署)が|協議|相談|調整|させる|してもらう|dmp|データ管理計画|データマネジメントプラン"
)
"""Who does it, or with whom, and the plan that is made for each research."""
_EN_MADE = (
    "drawn up|written|set up|drafted|decided|determined|confirmed|established|adopted|fixed|settled|worked out"
    "|completed|finali[sz]ed|clarified|arranged|defined|announced|developed"
)
_EN_MAKE = (
    "draw up|write|set up|draft|decide|determine|establish|adopt|fix|settle|work out|complete|finali[sz]e|clarify"
    "|define|develop|follow"
)
_EN_IS_OPEN = re.compile(
    rf"(?<!\w)(?:not yet|(?:has|have) not been|not (?:{_EN_PP}|{_EN_V}) yet|(?:has|have) (?:yet|still) to"
    rf"|(?:is |are )?(?:yet|still|remains) to be|(?:to be|being) (?:{_EN_MADE})"
    rf"|will (?:then |only )?(?:be (?:{_EN_MADE})|{_EN_MAKE})|(?:plans?|intends?|going|planned) to (?:{_EN_MAKE})"
    r"|await(?:ing|s)?|waiting|under (?:preparation|discussion|consideration|development)"
    r"|in (?:preparation|progress)|to follow|to come|pending|forthcoming|in due course)(?!\w)"
)

_IS_PENDING = re.compile(
    rf"{_PENDING}|(?<![\w]){_EN_NO_ANSWER}(?!\w)|(?<!\w)(?:{_EN_PENDING})(?!\w)"
)
_IS_OPEN = re.compile(rf"{_PENDING}|(?<![\w]){_EN_NO_ANSWER}(?!\w)|{_EN_IS_OPEN.pattern}")
_IS_TO_COME = re.compile(_TO_COME)
_DIGIT = re.compile("[0-9]")
_IS_DONE_THEN = re.compile(_WILL)
_IS_NOT_THERE = re.compile(rf"{_NOT_THERE}|(?<!\w)(?:{_EN_NOT_THERE})(?!\w)")
_WORDS = re.compile(
    rf"{_EN_NO_ANSWER}(?!\w)|{_PENDING}|{_TO_COME}|{_WILL}|{_DOING}|{_ABOUT}|{_OF_OLD}|{_LINKING}"
    rf"|(?<!\w)(?:{_EN_PENDING})(?!\w)|(?<!\w)(?:{_EN_ABOUT})(?!\w)|[\s()'’\-]"
)
_WORDS_OF_PLACE = re.compile(rf"{_NOT_THERE}|(?<!\w)(?:{_EN_NOT_THERE})(?!\w)|{_WORDS.pattern}")
"""Everything of which such a sentence is made: who, what and when, and no word of what holds."""


# --- who knows whether there is anything ----------------------------------------------------------

_KNOWING = "確認|把握|調査|照会|調べ|決め|決定|確定|検討|確かめ|聞い|聞け|尋ね|整理|判明|分かっ"
_NOT_KNOWN_YET = re.compile(
    rf"(?:まだ|未だ|いまだ|現時点では|今のところ).*(?:{_KNOWING})(?:し|でき|され|られ)?てい(?:ない|ません)$"
    "|(?:調べ|調査し|確かめ|照会し|尋ね|決め|決まっ)てい(?:ない|ません)$"
    "|(?:^|(?:有無|要否|詳細|かどうか|か否か)[はをもが、]*|(?:に|から)[はも]?)(?:把握し|聞い|検討し)てい(?:ない|ません)$"
    "|(?:未確認|未調査|未把握|未決定|未定|不明|確認中|調査中|照会中|検討中|調整中)(?:である|です)?$"
    r"|\b(?:not yet|yet to(?: be)?|(?:has|have) not(?: yet)?(?: been)?) "
    r"(?:confirmed|checked|asked|decided|determined|known|looked into|look|ask|check|confirm)\b"
)
"""As a sentence compares: that nobody knows yet whether there is anything. Who knows of none, has heard of none, or
thinks of none, has answered."""
_NOTHING_LEFT = re.compile(r"もの(?:は|が)(?:ない|ありません)|\bnothing\b|\bno\b|\bnone\b")


def plain(text: str) -> str:
    """As texts compare."""
    return normalize("NFKC", text).casefold().strip()


def sentences(text: str) -> list[str]:
    """Each as it compares."""
    return [said for said in map(str.strip, _SENTENCE_ENDS.split(plain(text))) if said]


def is_why_not_yet(text: str) -> bool:
    """Whether that is all that is said where it belongs why there is none."""
    said = sentences(text) if len(text) <= _LONGEST else []
    return bool(said) and all(_is_to_come(each) or _is_not_known_yet(each) for each in said)


def is_not_yet(text: str) -> bool:
    """Whether that is all that is said where it belongs what there is: that there is none yet is as little."""
    said = sentences(text) if len(text) <= _LONGEST else []
    return bool(said) and all(_is_to_be_made(each) or _is_not_there_yet(each) for each in said)


def _is_to_be_made(sentence: str) -> bool:
    """Less than the above: how something is done each time stands in the same words, and holds today."""
    if not _is_made_of(_WORDS, sentence):
        return False
    if _IS_OPEN.search(sentence) or _is_time_alone(sentence):
        return True
    if _TELLS_HOW.search(sentence):
        return False
    return bool(_LATER.search(sentence) and _IS_DONE_THEN.search(sentence)) or bool(
        _THEN.search(sentence) and _IS_MADE_THEN.search(sentence)
    )


def _is_made_of(words: re.Pattern[str], sentence: str) -> bool:
    """Whether there is nothing between such words. Hardly any sentence begins with more than one or two of them."""
    at = 0
    while at < len(sentence):
        found = words.match(sentence, at)
        if found is None:
            return False
        at = found.end()
    return True


def _is_to_come(sentence: str) -> bool:
    return _is_made_of(_WORDS, sentence) and bool(
        _IS_PENDING.search(sentence)
        or (
            _IS_TO_COME.search(sentence)
            and (_IS_DONE_THEN.search(sentence) or _is_time_alone(sentence))
        )
    )


def _is_time_alone(sentence: str) -> bool:
    """「採択後」; a month may be that of anything."""
    return not _DIGIT.search(sentence) and not _IS_TO_COME.sub("", sentence).strip("、に")


def _is_not_there_yet(sentence: str) -> bool:
    return bool(_IS_NOT_THERE.search(sentence)) and _is_made_of(_WORDS_OF_PLACE, sentence)


def _is_not_known_yet(sentence: str) -> bool:
    return bool(_NOT_KNOWN_YET.search(sentence)) and not _NOTHING_LEFT.search(sentence)


# --- where it is looked at ------------------------------------------------------------------------

_SAY_WHAT_THERE_IS = (
    "summary", "covers", "policy", "clause", "result", "view", "rationale", "no_measure", "owner", "detail",
    "purpose", "basis", "retention", "unit", "contact", "decides", "title", "source", "kept_at",
)  # fmt: skip
_TITLED = frozenset({"evidence", "document", "dmp", "agreements"})
"""What is a document's; a paper and a patent are called as they are."""
_LEFT_OPEN = frozenset({"unresolved", "unsure", "inadequate", "raised", "planned", "refused"})
_MADE = frozenset(
    {
        "roster",
        "dmp",
        "managed_data",
        "controls",
        "supporters",
        "routine",
        "process",
        "desk",
        "integrity",
    }
)
"""What an institution makes or says itself: one that is not there is yet to be made."""


def not_yet_errors(contents: Contents, refused: set[str]) -> Iterator[Mistake]:
    """Each such text, with what to enter instead; `refused` are those that say nothing anywhere."""
    why = {text for text in contents.texts_of.get("reason", ()) if is_why_not_yet(text)} - refused
    what = {
        text
        for key in _SAY_WHAT_THERE_IS
        for text in contents.texts_of.get(key, ())
        if is_not_yet(text)
    } - refused
    for trail, part in contents.objects if why or what else ():
        reason = part.get("reason")
        if _is_text(reason) and reason in why and _says_why(trail, part):
            yield _mistake(path_of((trail, "reason")), reason)
        if what and _LEFT_OPEN.isdisjoint(filter(_is_text, part.values())):
            for key in _SAY_WHAT_THERE_IS:
                text, path = part.get(key), path_of((trail, key))
                if _is_text(text) and text in what and _is_looked_at(path):
                    yield _mistake(path, text)


def _says_why(trail: Trail, part: dict[str, Any]) -> bool:
    """Whether its reason says why there is none, why something of the DMP is left aside, or a part is not given."""
    match trail:
        case (((_, "not_participating" | "not_managed"), "entries"), _) | ((_, "withholds"), _):
            return True
        case _:
            return part.get("state") == "none"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_looked_at(path: Path) -> bool:
    return path[-1] != "title" or not _TITLED.isdisjoint(path)


def _mistake(path: Path, text: str) -> Mistake:
    if _MADE.isdisjoint(path):
        return path, Message("model.not_yet", text=quoted(text))
    return path, Message("model.not_made_yet", text=quoted(text))
