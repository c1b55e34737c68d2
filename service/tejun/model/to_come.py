"""Words that only say that something is yet to be made, asked or answered: 採択後に策定する, under preparation.

Always holds: only a whole sentence is one; who says what holds, or what there is, beside it, has said something.

May not know: where the words stand.
"""

import re

_WHEN = (
    "(?:採択|契約|締結|研究|交付|開始|決定(?=[後前時])|公募|年度|今後|後日|追って|これから|別途|現在|現時点では|まだ|未だ|速やかに|順次|"
    "実施|時|前|後|までに|の|に|は|を|が|も|、)*+"
)
_WHAT = (
    "(?:管理|研究|情報|データ|セキュリティ|の|及び|等|方針|規程|規則|規定|ポリシー|計画書?|dmp"
    "|契約書?|条項|内容|詳細)*+"
)
_ENDS = "(?:である|です)?"
_TO_BE_MADE = re.compile(
    rf"{_WHEN}{_WHAT}{_WHEN}(?:"
    rf"(?:策定|作成|検討|準備|整備|制定|調整|協議|決定|用意)(?:中|予定|(?:を)?(?:する|します|行う)(?:予定)?|される予定){_ENDS}"
    r"|(?:策定|作成|整備|制定|決定|用意)(?:して|されて)い(?:ない|ません)"
    rf"|(?:定め|決め|設け)(?:る|ます)(?:予定)?{_ENDS}|定まってい(?:ない|ません)"
    rf"|未(?:策定|作成|整備|制定|決定|定){_ENDS}|(?<=[ま未]だ)(?:な[いし]|ありません)"
    r")"
    r"|(?:it |this |these |they |the (?:policy|plan|dmp|rules?|terms?) )?"
    r"(?:(?:is |are )?(?:still |currently |now )?(?:under (?:preparation|development|discussion|consideration)"
    r"|in preparation|being (?:prepared|drafted|drawn up|written|made|discussed))"
    r"|(?:(?:is |are )?(?:still |yet )?to be|will be|(?:has |have )?not(?: yet)?(?: been)?) "
    r"(?:made|written|drawn up|prepared|drafted|decided|defined|developed|adopted|set up|agreed)(?: yet)?)"
    r"(?:,? (?:after|upon|once|before|on|later|soon|in due course|when)\b[^,;]*)?"
)
"""As a sentence compares: that what belongs there is yet to be made, and when; no choice of words is gone back on."""

_KNOWING = "確認|把握|調査|照会|検討|決定|記載|報告|提出|申告|回答|聴取"
_TO_BE_KNOWN = re.compile(
    rf"(?:本人|機関|担当者|関係者|部署|先方|に|へ|から|の|有無|要否|詳細|を|は|も|、|採択後)*+(?:今後|後日|追って|これから)、?"
    rf"(?:本人に|機関に|詳細を|有無を)?(?:{_KNOWING})(?:を行う|する|します|する予定|予定){_ENDS}"
    rf"|(?:本人|機関|各機関|担当者|関係者|先方|相手方|から|より|の|まだ|現在|で|は|、)*+"
    r"(?:申告|回答|返答|返事|連絡|提出|報告|書類|結果)(?:は|が|を|の)?"
    rf"(?:待ち|待って(?:いる|います)|まだ(?:ない|来ていない|届いていない)|(?:来て|届いて)い(?:ない|ません)){_ENDS}"
    r"|(?:確認|判明|把握|決定|回答|取得)(?:が)?(?:でき|し|され|あり|得られ)?次第、?.*(?:する|します)"
    r"|not (?:been )?(?:asked|checked|confirmed|decided|determined|known|looked into) yet"
    r"|(?:(?:we|i) (?:are|am) |still )?(?:waiting for|awaiting) [^,;]*"
    r"|(?:(?:this |it )?will be|(?:we|i) (?:will|shall)) (?:ask|check|confirm|enter)(?:ed)?\b[^,;]*"
)
"""The same: that nobody knows yet, and who is to say it."""

_LONGEST = 80


def is_to_be_made(sentence: str) -> bool:
    """Whether a sentence says no more than that what belongs there is yet to be made."""
    return len(sentence) <= _LONGEST and _TO_BE_MADE.fullmatch(sentence) is not None


def is_to_be_known(sentence: str) -> bool:
    """Whether a sentence says no more than that it is yet to be asked, or answered."""
    return len(sentence) <= _LONGEST and _TO_BE_KNOWN.fullmatch(sentence) is not None
