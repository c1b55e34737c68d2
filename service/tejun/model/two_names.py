"""A cell that holds two names, or a title: 佐藤 遥（旧姓 田村）, Lena Weber (née Schmidt), 佐藤 遥／田村 遥, 佐藤教授.

What is searched for in a list is a name, whole: two in one string are nobody's, and neither would be found; nor would
one with a title. Each stands apart, with its kind. Of a supporter, whom no list is run for, there are no others, and
its name may say what it was.

Always holds: each mistake names the words that hold two; the cost keeps step with the names. A body's slash (A/S), and
one between single letters (a/l, s/o), divides nothing. Of a run only what has a name of its subject is a mistake: what
else is searched for, a body of the education say, is called what it is called there.

May not know: which of the two is the name.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tejun.model.mentions import names_of
from tejun.model.mistakes import Mistake
from tejun.model.names import prepare_name
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted

_FORMER = re.compile(
    r"[(（\[［〔【]\s*(?:旧|現(?=[\s・:：])|(?:former|formerly|n[ée]e|né|maiden|previously|f\.?/?k\.?/?a\.?)\b"
    r"|本名|通称|筆名|ペンネーム|別名|(?:born|geb\.?|geborene?|aka|a\.k\.a|also known as|alias|legally)\b)"
    r"|旧姓|旧氏名|旧称|[改変]称|改名|旧社名|旧商号|旧名称|現姓|現氏名|改姓前|新姓|前姓|婚前姓|結婚前|戸籍名|戸籍上|通称名"
    r"|\b(?:formerly|née|f/k/a|a/k/a)\b|\b(?-i:nee\s+(?=[A-Z]))",
    re.IGNORECASE,
)
"""What stands between a name and a former one of the same. Nee in capitals, without a bracket, is a name itself."""

_TITLE = re.compile(
    r"^(?:dr|prof|professor|mr|mrs|ms)\.?\s+\S|[\s,]ph\.?\s?d\.?$"
    r"|(?:教授|助教|講師|先生)$|[\s・](?:氏|さん|様|殿|研究員)$",
    re.IGNORECASE,
)
"""What stands before or behind a name and is none of it. 博士 is a given name, too."""

_SLASH = re.compile("[/／]")
_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_\u0000-\u024f]")
"""Two letters, or one that is more than a Latin letter is."""

_NEAR = 4
_LETTER_BEFORE = re.compile(r"(?:^|\W)[A-Za-z] ?\Z")
_LETTER_AFTER = re.compile(r" ?[A-Za-z](?!\w)")


def two_names_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """Each name of a person or institution that holds two, and each query of a run that does."""
    for part, is_person in (("people", True), ("institutions", False)):
        for i, subject in enumerate(facts[part]):
            for place, name in _names(subject, (part, i)):
                if holds_two(name, of_person=is_person):
                    yield place, Message("model.two_names", name=quoted(name))
                elif is_person and _TITLE.search(name):
                    yield place, Message("model.titled_name", name=quoted(name))
            yield from _queries(subject, (part, i), is_person=is_person)


def holds_two(name: str, *, of_person: bool) -> bool:
    """Whether a text has a former name behind a name, or a person's other name behind a slash."""
    return _FORMER.search(name) is not None or (of_person and _is_divided(name))


def _names(subject: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    yield (*path, "name"), subject["name"]
    for i, other in enumerate(subject.get("other_names", [])):
        yield (*path, "other_names", i, "name"), other["name"]


def _queries(subject: dict[str, Any], path: Path, *, is_person: bool) -> Iterator[Mistake]:
    double: dict[str, bool] = {}
    own: set[str] = set()
    for i, run in enumerate(subject.get("screening", [])):
        for k, query in enumerate(run["queried_names"]):
            if query not in double:
                double[query] = holds_two(query, of_person=is_person)
                if double[query]:
                    own = own or _own_forms(subject)
                    double[query] = not own.isdisjoint(_forms(query))
            if double[query]:
                place = (*path, "screening", i, "queried_names", k)
                yield place, Message("model.two_names_queried", name=quoted(query))


def _own_forms(subject: dict[str, Any]) -> set[str]:
    return {form for name in names_of(subject) for form in _forms(name)}


def _forms(text: str) -> set[str]:
    """How the text compares, and each name in it."""
    pieces = (text, *_FORMER.split(text), *_SLASH.split(text))
    return {form for piece in pieces for form in prepare_name(piece)["forms"]}


def _is_divided(name: str) -> bool:
    """Whether there is a word on either side of a slash, and not a single letter next to it on both (a/l, s/o)."""
    return any(
        _is_word(before) and _is_word(after) and not _are_letters(before, after)
        for before, after in pairwise(_SLASH.split(name))
    )


def _is_word(piece: str) -> bool:
    return _WORD.search(piece) is not None


def _are_letters(before: str, after: str) -> bool:
    return bool(_LETTER_BEFORE.search(before[-_NEAR:]) and _LETTER_AFTER.match(after))
