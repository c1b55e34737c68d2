"""How names compare, however they are typed, and whether two names may be one person's.

Always holds: pure; a name has the same forms whatever its normal form, case, blanks, punctuation, middle dots and word
order.

May not know: whose names they are.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

LONGEST_NAME = 400
"""Of a longer one, which only a DMP can hold, nothing is prepared: it is nobody's name, and takes long to normalise."""


def prepare_name(name: str) -> dict[str, Any]:
    """How a name compares: two names are the same where they have a form in common.

    `latin`: whether its letters are Latin ones. The forms are the words as they stand and in alphabetical order; a
    hyphen or an apostrophe within a word divides it, or not. Blanks count for nothing but in Latin letters, where they
    alone tell one name from another (Zhang Anna, Zhan Ganna).
    """
    return _prepared(_letters(name))


def _prepared(letters: str) -> dict[str, Any]:
    divided = _words(letters)
    whole = letters.translate(_UNDIVIDED).split()
    latin = _is_latin("".join(divided))
    blank = " " if latin else ""
    forms = {blank.join(words) for found in (divided, whole) for words in (found, sorted(found))}
    return {"forms": sorted(forms - {""}), "latin": latin}


def words_of(text: str) -> list[str]:
    """The words of a text as they compare, in their order; a hyphen or an apostrophe within a word divides it."""
    return _words(_letters(text))


class NameReader:
    """The names and texts of one document, each taken apart once: its forms (`prepare`), and its words in order."""

    def __init__(self) -> None:
        letters = cache(_letters)
        self.prepare = cache(lambda name: _prepared(letters(name)))
        self.words = cache(lambda text: _words(letters(text)))


def _letters(text: str) -> str:
    # Typed for an apostrophe; their compatibility forms would be a blank and an accent.
    typed = text.replace("´", "'").replace("`", "'")
    folded = unicodedata.normalize("NFKC", typed).casefold()
    if not folded.isprintable() or _SELECTOR.search(folded):
        folded = folded.translate(_VISIBLE)
    return unicodedata.normalize("NFKC", folded)


def _words(letters: str) -> list[str]:
    return letters.translate(_DIVIDED).split()


_OF_WORDS = frozenset("LMN") | {"So", "Sc", "Co", "Cn", "Cs"}
"""Categories of characters, or their first letters, that are of a word.

Among them is what stands for a character without a code of its own, private use (gaiji) and the geta mark: dropped, the
name would be somebody else's.
"""

_MARKS = frozenset("©®℗")
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""A variation selector: invisible, though Python calls it printable; nothing else that is invisible is."""


def _is_of_word(character: str) -> bool:
    category = unicodedata.category(character)
    return not _OF_WORDS.isdisjoint({category, category[0]}) and character not in _MARKS


def _is_invisible(character: str) -> bool:
    """Zero-width and other format characters, and variation selectors."""
    if _SELECTOR.match(character):
        return True
    return unicodedata.category(character) in {"Cf", "Cc"} and not character.isspace()


def _divides(character: str) -> bool:
    """Whether it always divides words: blanks, commas, middle dots; not what may stand within a word."""
    return not _is_of_word(character) and character not in "'’‘`´-‐‑‒–.＇"


class _Table(dict[int, str]):
    """What stands for each character, by `rule`; worked out when it is first met, and kept for the first thousands."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        found = self._rule(chr(code))
        if len(self) < _MOST_CHARACTERS:
            self[code] = found
        return found


_MOST_CHARACTERS = 8192
_VISIBLE = _Table(lambda character: "" if _is_invisible(character) else character)
_DIVIDED = _Table(lambda character: character if _is_of_word(character) else " ")
_UNDIVIDED = _Table(
    lambda character: character if _is_of_word(character) else " " if _divides(character) else ""
)


def _is_latin(letters: str) -> bool:
    if letters.isascii():
        return any(map(str.isalpha, letters))
    found = [character for character in letters if unicodedata.category(character)[0] == "L"]
    return bool(found) and all(
        unicodedata.name(character, "").startswith("LATIN ") for character in found
    )


def may_be_any(name: str, names: list[str]) -> bool:
    """Whether a name may be one of the names: by its words, or some of them, or initials; or nobody can compare them.

    Sato, H. Sato and Haruka Sato are one; of names in other letters (佐藤 遥, サトウ ハルカ) nobody can tell.
    """
    words = _compared(name)
    others = [found for found in map(_compared, names) if _are_comparable(words, found)]
    return not others or any(_may_be_same(words, found) for found in others)


def may_be_by_initials(name: str, other: str) -> bool:
    """Whether a name in Latin letters may be the other, of some of its words or their initials: not of one word alone,
    nor of initials alone."""
    words, others = _compared(name), _compared(other)
    if not (_is_latin("".join(words)) and _is_latin("".join(others))):
        return False
    are_names = all(len(said) > 1 and max(map(len, said)) > 1 for said in (words, others))
    return are_names and _may_be_same(words, others)


def _may_be_same(words: list[str], others: list[str]) -> bool:
    joined, joined_other = "".join(words), "".join(others)
    if joined == joined_other or sorted(words) == sorted(others):
        return True
    if not _is_latin(joined):
        return joined in joined_other or joined_other in joined
    fewer, more = sorted((words, others), key=len)
    return _has_all(more, fewer)


def _compared(name: str) -> list[str]:
    """Its words without accents, which many leave out of Latin letters."""
    plain = "".join(
        character
        for character in unicodedata.normalize("NFD", name)
        if not "\u0300" <= character <= "\u036f"
    )
    return words_of(plain) if len(name) <= LONGEST_NAME else []


def _are_comparable(words: list[str], others: list[str]) -> bool:
    """Names in Chinese characters with each other, and otherwise those in the same letters."""
    scripts, other_scripts = _scripts(words), _scripts(others)
    return bool(scripts) and (scripts == other_scripts or "CJK" in scripts & other_scripts)


def _scripts(words: list[str]) -> set[str]:
    return {
        unicodedata.name(character, "").partition(" ")[0]
        for word in words
        for character in word
        if unicodedata.category(character)[0] == "L"
    }


def _has_all(words: list[str], fewer: list[str]) -> bool:
    """Whether each of the fewer words, or its initial, is another one of the words; the longest are sought first."""
    left = list(words)
    for word in sorted(fewer, key=len, reverse=True):
        found = next((other for other in left if _is_same_word(word, other)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is_same_word(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    return shorter == longer or (len(shorter) == 1 and longer.startswith(shorter))
