"""Which of the listed people, or bodies, a text names.

Always holds: pure; what a text costs does not grow with the names that are listed. A name is found where its words
stand apart from others, or before what follows a name (近藤 亮介の学籍, 青葉大学総務部); one run together with others
is not.

May not know: what it means that a text names somebody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from tejun.model.names import LONGEST_NAME, NameReader
from tejun.reading import Path

_MOST_WORDS = 6
"""A name of more words is not looked for."""

_LONGEST_TEXT = 40
"""Nor is anybody in a text of more words than that."""

_MOST_OWN = 60
"""Of somebody with more words in the names than that, a text may name any."""

_AFTER_A_NAME = re.compile("の|氏|さん|様|先生|教授|博士|と|及び")
_TITLE = re.compile(
    r"(特任|特命|特別|客員|名誉|招へい|主任|主席|上席|上級|准|副|助)*(教授|研究員|研究官|研究者|教員|教官|講師|助教|助手)"
    r"|博士|先生|(大学院|学部|大学)?(学生|院生)|技術(職)?員|ポスドク|(?<=\S)\s[DM]\d\b|印$|㊞"
    r"|(?<=\S)\s?(氏|さん|様)(?=\s|[(（]|$)"
    r"|(主たる)?(研究)?(代表|分担|参画|責任)者|研究室主宰者|指導|主宰|[(（)）【】\[\]・:：,，、]"
    r"|\b(associate|assistant|emeritus|visiting|principal|lead|research|senior|co)\b"
    r"|\b(prof(essor)?|dr|mr|mrs|ms|ph\s?\.?\s?d|pi|investigator|researcher|fellow|scientist|lecturer)\b\.?|-",
    re.IGNORECASE,
)
"""What stands about the name of somebody of the team and names no institution for which it signs."""

_LEGAL_FORM = re.compile(
    r"株式会社|有限会社|合同会社|[（(]株[）)]|(国立|公立)大学法人|学校法人|国立研究開発法人|(地方)?独立行政法人"
    r"|(一般|公益)(財団|社団)法人|大学共同利用機関法人"
    r"|,?\s+(inc|ltd|llc|co|corp|corporation|company|limited|gmbh|ag|plc)\b\.?",
    re.IGNORECASE,
)
"""What a name is often written without."""

_OTHERS_TOO = re.compile(r"ほか|[他外]\s*\d|一同|全員|et al|and others", re.IGNORECASE)
_OTHER_BODIES_TOO = re.compile(
    r"(ほか|[他外])(?!\s*\d*\s*[名人])|各(機関|大学|社)|et al|and others", re.IGNORECASE
)

_UNIT = re.compile(
    r"研究|産学|総務|企画|国際|知的|知財|情報|人事|学術|財務|経営|管理|安全|法務|監査|広報|大学院|学部|[理工医農薬文法]+学?部"
    r"|学長|総長|理事|事務|本部|本社|東京|経理|教務|図書|附属|付属"
)
"""How the unit of a body begins that follows its name without a blank."""

_GENERIC = frozenset(
    {
        "of", "the", "for", "and", "at", "in", "institute", "university", "college", "school", "department", "center",
        "centre", "laboratory", "laboratories", "lab", "office", "division", "research", "technology", "science",
        "sciences", "engineering", "national", "international", "advanced", "industrial", "development", "corporation",
        "company", "co", "inc", "ltd", "agency", "foundation", "society", "group", "systems", "materials", "medical",
        "information", "data", "energy", "environment", "marine", "applied",
        "情報", "研究", "大学", "機構", "財団", "材料", "物質", "科学", "技術", "工学", "医学", "理学", "産業",
        "総合", "先端",
        "国際", "環境", "海洋", "宇宙", "農業", "システム", "データ", "生命", "エネルギー", "研究所", "研究機構",
        "研究センター",
    }
)  # fmt: skip
"""Words of which many bodies have one in the name, or in that of a unit: they tell of none of them."""


class Listed:
    """People, or bodies, each by its place in the facts, with every name and number that the facts give for it."""

    def __init__(
        self, named: Iterable[tuple[Path, str]], names: NameReader, *, bodies: bool = False
    ) -> None:
        """Of each its first name is how it is called; `names` are the document's. `bodies`: they are no people."""
        self._of_bodies = bodies
        self._starts: set[str] = set()
        self._called: dict[Path, str] = {}
        self._holder: dict[str, Path] = {}
        self._namesakes: dict[str, set[Path]] = defaultdict(set)
        self._forms: dict[Path, set[str]] = defaultdict(set)
        self._own_words: dict[Path, set[str]] = defaultdict(set)
        self._words: set[str] = set()
        self._names = names
        # Not `functools.cache` of methods of its own: the collector would have to find each document's names.
        self._found: dict[tuple[str, Path], Path | None] = {}
        self._everyone: dict[str, frozenset[Path]] = {}
        self._known: dict[str, str] = {}
        self._untitled: dict[str, str] = {}
        self._named: Iterable[tuple[Path, str]] = named

    def _list_all(self) -> None:
        """Before the first look into it: in many documents nobody is asked for."""
        named, self._named = self._named, ()
        for place, name in named:
            self._called.setdefault(place, name)
            if len(name) <= LONGEST_NAME:
                self._list(place, name)

    def _list(self, place: Path, name: str) -> None:
        forms = [form for form in self._forms_of(name) if len(form) > 1]
        words = self._names.words(name)
        for form in forms:
            if self._holder.setdefault(form, place) != place:
                self._namesakes[form].add(place)
            self._words.update(form.split())
        self._forms[place].update(forms)
        self._own_words[place].update(words)
        self._words.update(words)
        if self._of_bodies:
            self._starts.update(word[:2] for word in words if not word.isascii())

    def _forms_of(self, text: str) -> list[str]:
        forms: list[str] = self._names.prepare(text)["forms"]
        return forms

    def called(self, place: Path) -> str:
        """The name under which it is listed."""
        self._list_all()
        return self._called[place]

    def is_called(self, text: str, place: Path) -> bool:
        """Whether a text is a name of whom stands at the place, with a title or without, and nothing more."""
        self._list_all()
        forms = self._forms_without_title(text) if len(text) <= LONGEST_NAME else []
        return not self._forms[place].isdisjoint(forms)

    def everyone_called(self, text: str) -> frozenset[Path]:
        """Whose name the text is, with a title or without, and nothing more: several may have the same."""
        everyone = self._everyone.get(text)
        if everyone is None:
            everyone = self._everyone[text] = frozenset(self._find_everyone(text))
        return everyone

    def _find_everyone(self, text: str) -> Iterator[Path]:
        self._list_all()
        forms = self._forms_without_title(text) if len(text) <= LONGEST_NAME else []
        for form in forms:
            if form in self._holder:
                yield self._holder[form]
                yield from self._namesakes.get(form, ())

    def whose_name(self, text: str) -> Path | None:
        """Who is called just so, and nothing more."""
        forms = self._forms_of(text) if len(text) <= LONGEST_NAME else []
        return self._held_by(forms)

    def _held_by(self, forms: Iterable[str]) -> Path | None:
        self._list_all()
        return next((self._holder[form] for form in forms if form in self._holder), None)

    def holds(self, text: str, name: str) -> bool:
        """Whether the words of a name stand in the text, one after another."""
        words = "".join(self._names.words(name)) if len(name) <= LONGEST_NAME else ""
        return (
            bool(words) and len(text) <= LONGEST_NAME and words in "".join(self._names.words(text))
        )

    def whose_whole_name(self, text: str, place: Path) -> Path | None:
        """Who else is meant by a text that is a name, with a title or without, and nothing more; not whom stands at
        the place."""
        if len(text) > LONGEST_NAME:
            return None
        self._list_all()
        forms = self._forms_without_title(text)
        if not self._forms[place].isdisjoint(forms):
            return None
        return self._held_by(forms)

    def _forms_without_title(self, text: str) -> list[str]:
        """How a text compares as it is, and without the titles that stand about a name."""
        if text not in self._untitled:
            self._untitled[text] = untitled(text)
        return [*self._forms_of(text), *self._forms_of(self._untitled[text])]

    def named_instead(self, text: str, place: Path) -> Path | None:
        """Whom a text names that does not name, by any word of a name, whoever stands at the place.

        One office signs most of a document: whom its name means is looked for once.
        """
        key = text, place
        if key not in self._found:
            self._found[key] = self._find_instead(text, place)
        return self._found[key]

    def _find_instead(self, text: str, place: Path) -> Path | None:
        if len(text) > LONGEST_NAME:
            return None
        self._list_all()
        words = self._names.words(text)
        forms = self._forms_of_others(words, place) if len(words) <= _LONGEST_TEXT else set()
        others_too = _OTHER_BODIES_TOO if self._of_bodies else _OTHERS_TOO
        if not forms or others_too.search(text):
            return None
        other = min({self._holder[form] for form in forms}, key=str)
        return None if self._is_alluded_to(place, words, other) else other

    def _forms_of_others(self, words: list[str], place: Path) -> set[str]:
        """The forms of names that stand in the words; none where one is of whom stands at the place, as mostly."""
        own, holder = self._forms[place], self._holder
        found: set[str] = set()
        for form in self._forms_in(words):
            if form in own:
                return set()
            if form in holder:
                found.add(form)
        return found

    def _forms_in(self, words: list[str]) -> Iterator[str]:
        """Each that a name may have: of a word, and of words that stand one after another."""
        pieces = [self._known_part(word) for word in words]
        for start, piece in enumerate(pieces):
            if not piece:
                continue
            yield piece
            for end in range(start + 2, min(start + _MOST_WORDS, len(pieces)) + 1):
                if not pieces[end - 1]:
                    break
                yield from _forms_of_run(pieces[start:end])

    def _known_part(self, word: str) -> str:
        """The word, or what of it stands before what follows a name, where that is of a listed name."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = word if word in self._words else self._cut(word)
        return known

    def _cut(self, word: str) -> str:
        if self._of_bodies and word[:2] in self._starts:
            for cut in range(min(len(word), LONGEST_NAME) - 1, 2, -1):
                if word[:cut] in self._words and _UNIT.match(word, cut):
                    return word[:cut]
        if not _AFTER_A_NAME.search(word):
            return ""
        cuts = [found.start() for found in _AFTER_A_NAME.finditer(word)][:_MOST_WORDS]
        return next((word[:cut] for cut in reversed(cuts) if word[:cut] in self._words), "")

    def _is_alluded_to(self, place: Path, words: list[str], other: Path) -> bool:
        """Whether a word of the names stands in the text that is none of the other's: Kondo, R."""
        own = self._own_words[place] - self._own_words[other] - _GENERIC
        if len(own) > _MOST_OWN:
            return True
        joined = "".join(words)
        return any(
            word in words or (not word.isascii() and word in joined)
            for word in own
            if len(word) > 1
        )


def untitled(text: str) -> str:
    """A text without the titles that stand about a name."""
    return _TITLE.sub(" ", text)


def begins_a_unit(text: str, at: int) -> bool:
    """Whether the unit of a body begins there, in words that no blank divides."""
    return _UNIT.match(text, at) is not None


def _forms_of_run(run: list[str]) -> tuple[str, ...]:
    ordered = sorted(run)
    return " ".join(run), "".join(run), " ".join(ordered), "".join(ordered)


def names_of(subject: dict[str, Any]) -> Iterator[str]:
    """Every name that the facts give for a person or body, the first one first."""
    yield subject["name"]
    for other in subject.get("other_names", []):
        yield other["name"]


def names_of_body(body: dict[str, Any]) -> Iterator[str]:
    """The same of an institution or supporter, and each without its legal form."""
    for name in names_of(body):
        yield name
        alone = _LEGAL_FORM.sub(" ", name)
        if alone != name:
            yield alone
