"""The places that a text names, in a form that can be compared: where a list is kept, and where it was looked at.

Always holds: pure; a place has the same aliases whatever its normal form, case, blanks, punctuation and brackets.

May not know: whether two texts name one place, nor whose list it is.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize

from tejun.model.names import words_of

_BRACKETED = r"[(\[{〔【〈《〘〖][^)\]}〕】〉》〙〗]*(?:[)\]}〕】〉》〙〗]|$)"
_SEPARATOR = (
    r"[、,;|/]|及び|および|並びに|ならびに|又は|または|\s[&+]\s"
    # What stands within names as well: a middle dot in Japanese ones, and in English ones of many words, whose
    # abbreviation follows in brackets; と and や within words in hiragana.
    r"|(?<=[a-z0-9\s])・|・(?=[a-z\s])"
    r"|(?<![a-z])and(?![a-z])(?![^、,;|/]*[(\[])"
    r"|(?<=[^\sぁ-ゖ])\s*[とや]\s*(?=[^\sぁ-ゖ])"
)
_PIECE = re.compile(rf"{_SEPARATOR}|((?:{_BRACKETED}|(?!{_SEPARATOR}).)+)", re.DOTALL)

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|[a-z0-9-]+(?:\.[a-z0-9-]+)+/)[a-z0-9._~%:/?#@!$&'*+=-]*"
)
"""An address on the internet is one place, though a stroke divides it."""

_CALLED = (
    ("researchmap", "リサーチマップ"),
    ("erad", "府省共通研究開発管理システム", "イーラド"),
    ("jplatpat", "特許情報プラットフォーム"),
    ("kaken", "科学研究費助成事業データベース", "科研費データベース"),
    ("googlescholar", "グーグルスカラー", "scholargoogle"),
)
"""Places where such lists are kept, and which have names that share no letter."""

_OF_NO_PLACE = re.compile(
    r"[0-9ぁ-ゖ]"
    "|本人|個人|自身|研究者|著者|氏名|名前|担当者|所属|代表者|分担者|参画者"
    "|プロフィール|マイページ|ホームページ|ウェブページ|ウェブサイト|ページ|サイト|アカウント|画面"
    "|公開|掲載|登録|記載|保存|業績|実績|成果|論文|発表|文献|研究費|研究|資金|課題|特許|出願|知的財産|知財"
    "|一覧表|一覧|リスト|全件|件数|情報|内容|番号|項目|申告書|申告|提出|様式|調書|資料|書面|印刷|写"
    "|照合|突合|照会|確認|検索|閲覧|参照|調査|比較|対照|目視|一致|同一|取得|結果"
    "|最新|現在|時点|年度|年|月|日|件|分|版|等|他|和文|英文|日本語|英語|漢字"
)
_WORDS_OF_NO_PLACE = re.compile(
    "[a-z]*[0-9][a-z0-9]*"
    "|a|an|the|of|in|on|at|by|as|for|from|to|with|and|or|my|his|her|own|personal|public|full|latest|checked|viewed"
    "|(?:page|profile|site|website|homepage|list|paper|publication|article|patent|grant|record|author|researcher)s?"
    "|names?|ids?|no|number|search|result|results|funding|url|pdf|csv|inc|ltd|llc|co|corp|gmbh|plc"
)


class Places:
    """Reads texts beside the people of one document, whose names are no places."""

    def __init__(self, people: Iterable[str]) -> None:
        """Takes the names of the people, as they are written."""
        words = {word for name in people for word in words_of(name)}
        self._latin = {word for word in words if word.isascii()}
        others = sorted(
            (word for word in words - self._latin if len(word) > 1), key=len, reverse=True
        )
        self._others = re.compile("|".join(map(re.escape, others)) or "(?!)")

    def named(self, text: str) -> list[list[str]]:
        """The places that a text names (divided at 及び, 、, / and the like), each with its aliases.

        An alias is what stands outside of the brackets, or inside, where it says which place it is of: a person's
        name, `本人のページ` or a day is none.
        """
        folded = _ADDRESS.sub(lambda found: _letters(found[0]), _folded(text))
        places: list[set[str]] = []
        for found in _PIECE.finditer(folded):
            piece = found[1] or ""
            outside = re.sub(_BRACKETED, " ", piece)
            aliases = {
                _letters(alias)
                for alias in (outside, *re.findall(_BRACKETED, piece))
                if self._tells(alias)
            }
            if _letters(outside) or not places:
                places.append(aliases)
            else:
                places[-1] |= aliases
        return [sorted(_with_other_names(aliases)) for aliases in places if aliases]

    def kept_at(self, text: str) -> list[list[str]]:
        """The same of a text that says where a list is kept: where it names no place, its own words are one."""
        return self.named(text) or [[_letters(_folded(text))]]

    def _tells(self, alias: str) -> bool:
        words = (
            word
            for word in re.findall(r"[^\W_]+", alias)
            if word not in self._latin and not _WORDS_OF_NO_PLACE.fullmatch(word)
        )
        left = "".join(self._others.sub("", word) for word in words)
        return len(_OF_NO_PLACE.sub("", left)) > 1


def _folded(text: str) -> str:
    return normalize("NFKC", normalize("NFKC", text).casefold())


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _with_other_names(aliases: set[str]) -> set[str]:
    return aliases | {
        name
        for names in _CALLED
        if any(name in alias for name in names for alias in aliases)
        for name in names
    }
