"""Words that stand in a form until what belongs there is known (未定, TBD, －), for what stands elsewhere (同上), or
that say that there is nothing (なし) where a state says so.

They say nothing, and are refused; the last ones only where words are needed: of a finding, a remark or a number
「なし」 is an honest answer.

Always holds: only a whole text is one; what the DMP itself says (`madmp`) is its own and is not looked at.

May not know: what belongs there.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tejun.model.mistakes import Mistake
from tejun.model.not_yet import not_yet_errors, plain, sentences
from tejun.model.walks import FOUND_OF_BODIES, Contents, path_of
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted

_PENDING = frozenset(
    {
        "未定", "未作成", "未記入", "未入力", "未実施", "未着手", "未登録", "未回答", "未取得", "未調査", "未提出",
        "策定中", "作成中", "検討中", "調整中", "準備中", "確認中", "調査中", "協議中", "照会中", "問合せ中", "取得中",
        "確認中です", "検討中です", "調整中です", "調査中です", "要確認", "回答待ち", "返答待ち", "提出予定",
        "作成予定", "実施予定", "収集予定", "策定予定", "追って提出", "後報", "追って連絡",
        "前年度と同じ", "昨年度と同じ", "前年度と同様", "昨年度と同様", "前年と同じ", "昨年と同じ", "前回と同じ",
        "前回と同様", "昨年度のとおり", "前回のとおり", "上記同様", "同様",
        "未確認", "別途定める", "別途協議", "別途検討", "後日", "後日提出", "後日記入", "追って記入",
        "同上", "同左", "同前", "上に同じ", "上記と同じ", "上記に同じ", "上記のとおり", "上記参照", "〃",
        "ditto", "same as above", "as above", "see above",
        "tbd", "tbc", "tba", "todo", "n/a", "to be determined", "to be confirmed", "pending",
        "to be checked", "same as last year", "as last year", "same as before", "awaiting reply",
    }
)  # fmt: skip
"""As they compare: NFKC, in small letters, without brackets and blanks around them."""

_NONE = frozenset(
    {
        "なし", "無し", "無", "ナシ", "特になし", "特に無し", "特段なし", "該当なし", "該当無し", "該当せず",
        "該当者なし", "該当事項なし", "該当しない", "該当しません", "特記事項なし", "特筆事項なし",
        "該当無", "該当はない", "該当ありません", "該当はありません", "該当事項はありません", "特にない",
        "特にありません", "特記なし", "規定なし", "規程なし", "定めなし", "非該当", "対象外", "対象なし",
        "ございません",
        "不要", "必要なし", "ありません", "ない",
        "none", "nil", "nothing", "no", "not applicable", "na", "n.a", "not needed", "not required", "none to report",
    }
)  # fmt: skip
"""As they compare, too: words for what `state: none` says."""

_LONGEST = max(map(len, _PENDING | _NONE)) + 4
_AROUND = " 　()[]<>〈〉《》「」【】.。"
_SIGNS = ".-‐‑‒–—―ー_…・?*/○●〇×"
_FIRST_SIGNS = frozenset(_SIGNS)
_DIGITS = frozenset("0123456789")
"""A text that ends with one is none of these words, however it compares."""
_ROUTINE = frozenset(
    {
        "retrieval", "funding", "outputs", "intellectual_property", "integrity_declarations", "dmp", "systems",
        "facilities",
    }
)  # fmt: skip
_TERMS = frozenset({"scope", "data_access", "intellectual_property", "confidentiality"})
_CONTROLS = frozenset({"objects", "systems", "pi_systems", "places"})
_ASSESSED = frozenset(FOUND_OF_BODIES)

_NEEDED_IN_ENTRIES = {
    "summary": _ROUTINE
    | {"integrity", "adjustment", "purpose", "record", "capital", "finances", "content"}
    | {"foreign_link", "business", "checked_by_lead", "own_management", "contract_not_needed"},
    "source": _ASSESSED | {"due_diligence"},
    "query": {"due_diligence"},
    "covers": _CONTROLS,
    "policy": _CONTROLS,
    "clause": _TERMS,
    "unit": {"desk"},
    "contact": {"desk"},
    "decides": {"desk"},
    "purpose": {"personal_data"},
    "basis": {"personal_data", "records"},
    "retention": {"personal_data"},
    "institution": {"education", "career", "supervisor", "affiliations"},
    "name": {"supervisor", "supporters"},
    "funder": {"funding"},
    "provider": {"other_support"},
    "program": {"talent_programs"},
    "title": {"funding", "papers", "intellectual_property", "dmp"},
    "version": {"dmp"},
    "employer": {"employment"},
    "agency": {"joint_call"},
    "reference": {"joint_call"},
    "reason": {"not_participating", "not_managed"},
}
"""Which keys of which facts' entries need words. What was found of violations and repute may be 「なし」."""

_NEEDED_ANYWHERE = frozenset(
    {
        "rationale", "owner", "no_measure", "detail", "reason",
        "by", "run_by", "title", "kept_at", "place",
    }
)  # fmt: skip
"""Which keys need words whatever holds them, most of them only in some answers (`_is_needed`)."""

_MAY_NEED_WORDS = _NEEDED_ANYWHERE | _NEEDED_IN_ENTRIES.keys()
_NEVER_NONE = frozenset({"education", "content", "due_diligence", "dmp"})
_NONE_WITH_REASON = _CONTROLS | {
    "supervisor", "capital", "managed_data", "business", "contract_not_needed",
}  # fmt: skip
_CALLED = frozenset({"managed_data", "other_names"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NEED_A_REASON = frozenset({"unobtainable", "withheld", "raised"})


def placeholder_errors(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """Each text of the facts that stands for what is not known yet, or for nothing, with what to do."""
    pending: set[str] = set()
    none: set[str] = set()
    for text in contents.texts:
        if len(text) > _LONGEST or text[-1:] in _DIGITS:  # most are days and ids
            continue
        compared = plain(text)
        if _is_placeholder(compared):
            pending.add(text)
        if _says_none(compared):
            none.add(text)
    for path, text in _everywhere(contents, pending):
        yield path, Message("model.placeholder", text=quoted(text))
    yield from not_yet_errors(contents, pending)
    if any(not none.isdisjoint(contents.texts_of.get(key, ())) for key in _MAY_NEED_WORDS):
        for path, text in _where_words_are_needed(contents, none):
            yield from _none_errors(facts, path, text)


def control_errors(contents: Contents) -> Iterator[Mistake]:
    """Each text with a character that nobody has typed: NUL, which no database of PostgreSQL keeps, or an escape, which
    would speak to whoever's terminal shows it. Lines and tabs may be.
    """
    found = {text for text in contents.texts if not text.isprintable() and _CONTROL.search(text)}
    for path, text in _everywhere(contents, found):
        yield path, Message("model.control_character", text=quoted(_CONTROL.sub("\ufffd", text)))


def _everywhere(contents: Contents, texts: set[str]) -> Iterator[tuple[Path, str]]:
    for trail, part in contents.parts if texts else ():
        for key, text in part.items() if isinstance(part, dict) else enumerate(part):
            if isinstance(text, str) and text in texts:
                yield path_of((trail, key)), text


def _where_words_are_needed(contents: Contents, texts: set[str]) -> Iterator[tuple[Path, str]]:
    for trail, part in contents.objects:
        if _MAY_NEED_WORDS.isdisjoint(part):
            continue
        found = [
            key
            for key in _MAY_NEED_WORDS.intersection(part)
            if type(part[key]) is str and part[key] in texts
        ]
        for key in sorted(found):
            yield path_of((trail, key)), part[key]


def _none_errors(facts: Any, path: Path, text: str) -> Iterator[Mistake]:
    """Where words are needed: in the entries of a fact that can be declared none, that is what is meant."""
    key, fact = path[-1], path[-4] if path[-3:-2] == ("entries",) else ""
    if fact in _NEEDED_IN_ENTRIES.get(str(key), ()) and fact not in _NEVER_NONE:
        yield path, Message("model.none_as_text", text=quoted(text))
    elif fact in _NEEDED_IN_ENTRIES.get(str(key), ()) or _is_needed(facts, path):
        yield path, Message("model.words_needed", text=quoted(text))


def _is_needed(facts: Any, path: Path) -> bool:
    """Whether it says who judged, signed or is to do something, why, what the evidence is and where it is kept, or
    what a questionnaire's answer is about."""
    holder = facts
    for step in path[:-1]:
        holder = holder[step]
    match path[-1]:
        case "rationale" | "owner" | "no_measure" | "by" | "run_by" | "kept_at":
            return True
        case "title":
            return "document" in path[-2:] or "evidence" in path[-3:]
        case "name" | "place":
            return path[-2] == "kept" or not _CALLED.isdisjoint(path[-4:])
        case "detail":
            return bool(holder["answer"] != "no")
        case "reason":
            return _is_reason_needed(holder, path)
        case _:
            return False


def _is_reason_needed(holder: dict[str, Any], path: Path) -> bool:
    """The FA's own reason is as it wrote it, and `none` is welcome without one at most places."""
    said = holder.get("state", holder.get("mark", ""))
    if said == "none":
        return path[-2] in _NONE_WITH_REASON
    return (
        said in _NEED_A_REASON or path[-2] == "withdrawn" or path[-3] in {"measures", "withholds"}
    )


def _is_placeholder(compared: str) -> bool:
    """Whether a text says nothing: a word of the list alone, or the signs that people put into an empty field."""
    return compared.strip(_AROUND) in _PENDING or (
        compared[:1] in _FIRST_SIGNS and not compared.strip(_SIGNS)
    )


def says_nothing(text: str) -> bool:
    """Whether the text says no more than `none` does: a word of the list alone, or that there is none of what is asked
    for, by no other name than that."""
    if len(text) > _LONGEST_DENIAL:
        return False
    compared = plain(text)
    return _says_none(compared) or _DENIAL.fullmatch(compared.strip(_AROUND)) is not None


_LONGEST_DENIAL = 80
_ASKED_FOR = (
    "研究費|外国|国外|海外|機関|企業|人材|育成|登用|招へい|プログラム|参加|受給|取得|支援|援助|報酬|給与|奨学金|寄附金|寄付金|"
    "兼職|兼業|名誉職|客員|顧問|役職|職|処分|関係|資金|提供|謝金|履歴|経歴|学歴|実績|事実|もの|こと|歴|研究|共同|所属|本務|"
    "論文|発表|特許|発明|知的財産|管理対象データ|事項|項目|該当|記載|報告|申告|すべき|理由|問題|異常|何"
)
_LINKING = (
    "以外の|以外に|からの|への|での|との|による|に係る|に関する|に該当する|その他|ほか|他|など|等|上記|の|に|は|が|も|を|で|や|"
    "及び|又は|並びに|、|・|,|した|する|受けた|就いた|ある|一切|特に|全く|現在|これまで|過去|そのような|当該"
)
_NONE_OF_IT = "な[いし]|無[いし]|ありません|ございません|あらず"
_FALLS_UNDER_NOTHING = (
    "(?:上記|いずれ|これら|それら|当該|設問|事項|項目|事実|もの|こと|特に|一切|現在|[のにはがも])*+"
    "(?:該当し|当たら)(?:ない|ません)"
)
_OF_ENGLISH = (
    "other|further|foreign|side|honorary|talent|posts?|programs?|programmes?|support|pay|relations?|sanctions?|papers?"
    "|patents?|grants?|funds?|funding|part|or|and|participation|in|a|any|of the kind|of these|such|else"
    "|to (?:report|declare|add|enter)"
)
_WHO = "i|we|he|she|they"
_DENIAL = re.compile(
    rf"(?:(?:{_ASKED_FOR}|{_LINKING})*+(?:(?:(?<![でに])(?<![でに][はも])|(?<=特に))(?:{_NONE_OF_IT})"
    "|(?:(?:して|受けて|就いて|行って|得て|有して|持って)(?:い(?:ない|ません)|おりません)))"
    f"|{_FALLS_UNDER_NOTHING})(?:です|である|でした|であった)?(?:の?ため|ので)?(?:です|である)?|いいえ"
    rf"|(?:there (?:is|are|was|were) |(?:(?:{_WHO}) )?(?:have|has|had|holds?|receives?) (?:received |had |held )?)?"
    rf"(?:no|none|nothing|not any)(?: (?:{_OF_ENGLISH}))*"
    rf"|(?:(?:{_WHO}) )?(?:have|has|did|do|does) (?:not|never) (?:participated?|taken?|received?|hold|held|have|had)"
    rf"(?: (?:{_OF_ENGLISH}))*"
)
"""As it compares: that there is none, in the words in which it is asked for. Any other word may explain it, and so may
that something is not of that kind, or not there (外国の機関ではない、国外にない); no choice of words is gone
back on, and no text takes long."""


_POLICY = "方針|規程|規則|規定|規約|内規|ルール|ポリシー|ガイドライン"
_LEADING = r"(?:\([^)]*\))?(?:等|類)?(?:は|が|を|も|については|の定めは|の(?:整備|策定|制定)は)?"
_BETWEEN = "(?:、|特に|特段|まだ|未だ|現在|現時点では|別途)*"
_LACKS = (
    "(?:定め|設け|策定し|作成し|整備し|制定し|用意し|持っ|有し|存在し|でき)(?:て|られて)?(?:い|お)?(?:ない|らず|りません|ません|ず)"
    "|未(?:整備|策定|制定|作成|定)|(?:策定|制定|作成|検討|準備|整備)中|な(?:し|い)|無[しい]|ありません|ございません"
)
_MADE = "set up|made|written|drawn up|adopted|in place|there"
_NO_POLICY = re.compile(
    rf"(?:{_POLICY}){_LEADING}{_BETWEEN}(?:{_LACKS})"
    r"|\b(?:no|without an?y?)(?: written| own| such| formal)* (?:policy|policies|rules?)\b"
    r"(?! (?:is|are) (?:needed|required))"
    rf"|\b(?:policy|policies|rules?) (?:is|are|has|have) (?:not|yet to) (?:yet )?(?:been |be )?(?:{_MADE})\b"
)
"""As it compares: a policy, and close behind it that there is none, or none yet."""
_NOTHING_THERE = re.compile(
    "(?:発生し|生じ|使用し|利用し|使わ|用い|扱わ|置か|保有し|所有し|管理し|持た|受け入れ|設置し|購入し|取得し|借り|持ち込ま|"
    "作製し|製作し|試作し|採取し|伴わ|(?:実験|測定|計測|観測|合成|加工|飼育|培養)(?:等|など)?[はをも]?(?:行わ|実施し|し))"
    "(?:て|る予定は|る見込みは|ること[はもが])?(?:い|お)?(?:ない|なく|ません|らず|ず)"
    "|(?:もの|物品|装置|試料|機器|データ|システム|サーバー?|施設|場所|対象)(?:等|類)?(?:は|が|も)"
    "(?:一切|特に)?(?:な[いくし]|無[いくし]|ありません|存在しない|予定していない)"
    r"|\b(?:no|not|nor|never|none|nothing)\b(?! (?:\w+ )?(?:policy|policies|rules?)\b)"
    rf"(?! (?:yet|been|be|{_MADE})\b)"
)
"""As it compares: that there is nothing to have a policy for."""


_AHEAD = re.compile(r"今後|予定|検討|これから|\b(?:will|plan|planned)\b")
"""As it compares: that something is to come says nothing of what holds."""


def says_no_policy(text: str) -> bool:
    """Whether the text says that a policy is lacking, and not that there is nothing to have one for."""
    compared = plain(text)
    return _NO_POLICY.search(compared) is not None and _NOTHING_THERE.search(compared) is None


def _is_no_policy(text: str) -> bool:
    """Whether that is all that is said where the policy belongs: one may say what holds where a rule is lacking."""
    return says_no_policy(text) and all(
        _AHEAD.search(said) or any(found.end() == len(said) for found in _NO_POLICY.finditer(said))
        for said in sentences(text)
    )


def texts_saying_nothing(contents: Contents) -> list[str]:
    """「該当なし」 and the like where a reason or a detail may stand, which explains nothing."""
    words = {text for key in ("reason", "detail") for text in contents.texts_of.get(key, ())}
    return sorted(filter(says_nothing, words))


def words_of_no_policy(facts: Mapping[str, Any]) -> list[str]:
    """What an institution enters as its policy, or why there is nothing to have one for, where it says that it has
    none."""
    words = set()
    for institution in facts.get("institutions", []):
        for policy in institution.get("controls", {}).values():
            if policy["state"] == "none" and says_no_policy(policy.get("reason", "")):
                words.add(policy["reason"])
            entered = (entry["policy"] for entry in policy.get("entries", []))
            words.update(filter(_is_no_policy, entered))
    return sorted(words)


def _says_none(compared: str) -> bool:
    return compared.strip(_AROUND) in _NONE
