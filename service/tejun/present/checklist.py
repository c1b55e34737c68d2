"""The checklist (チェックリスト) of an edition: every item that its program asks for, from the bundle's catalog.

Always holds: each requirement of the catalog is a row of it once, in the catalog's order; every word is in one
language, but for the words of the source, which stand as they are, though not broken into its lines. Older editions,
whose catalogs lack a call or forms, have a checklist too.

May not know: an application, or how a checklist is shown.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from tejun.explain import words as explained
from tejun.explain.fill import MessageFiller
from tejun.explain.labels import InputLabels
from tejun.present.catalog_words import ANSWERS, ASKED_OF, CLASSES, REVIEWS, STAGES
from tejun.present.labels import LABELS
from tejun.words import Language, Message, Words, joined

_Dict = Mapping[str, Any]

_ACTORS = cast("Mapping[str, Words]", explained.ACTORS)
_STATUSES = cast("Mapping[str, Words]", explained.STATUS)
_PLACES: Mapping[str, Message] = {
    "end": Message("present.checklist.places.end"),
    "indicator": Message("present.checklist.places.indicator"),
    "key": Message("present.checklist.places.indicator"),
    "keys": Message("present.checklist.places.keys"),
    "notified_on": Message("present.checklist.places.notified_on"),
    "start": Message("present.checklist.places.start"),
}
"""What stands in a remedy for what only a decision knows."""

_BROKEN_OFF = re.compile(
    r"(?<=[\u3041-\u3096、]) (?=[\u3041-\u9fff])|(?<=[\u3041-\u9fff]) (?=[\u3041-\u3096])"
)
"""A blank beside hiragana: Japanese has none there, and a text that has one was broken into lines there."""

AFTER_AN_ANSWER = frozenset({"fa_answer_expired", "fa_answer_older", "fa_declined"})
"""The reasons that only an answer of the funding agency brings about: nobody starts with them."""

MOST_REPEATED = 3
"""A text that more items than this ask for alike is printed once, at the head."""


@dataclass(frozen=True)
class Labelled:
    """A value with what it is."""

    label: str
    value: str


@dataclass(frozen=True)
class Row:
    """One item. `classes` has a mark for each of the four classes; `common` numbers what the head says, from 1."""

    id: str
    title: str
    quote: str
    actor: str
    subjects: tuple[str, ...]
    stage: str
    classes: tuple[bool, ...]
    class_labels: tuple[str, ...]
    enforcement: str | None
    fa_duty: bool
    own: bool
    enter: tuple[str, ...]
    common: tuple[int, ...]
    not_applicable: tuple[str, ...]
    settings: tuple[Labelled, ...]
    tightened: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """The items of one clause."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Form:
    """A program's questionnaire, answered by each that it is asked of."""

    title: str
    asked_of: str
    items: tuple[Labelled, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """What an office prints for one application to the program."""

    language: Language
    slug: str
    program: str
    head: tuple[Labelled, ...]
    common: tuple[str, ...]
    sections: tuple[Section, ...]
    forms: tuple[Form, ...]
    class_labels: tuple[str, ...]
    notes: tuple[str, ...]


def checklist(catalog: _Dict, language: Language) -> Checklist:
    """The checklist of a catalog (`tejun/catalog/4`) in a language."""
    program, requirements = catalog["program"], catalog["requirements"]
    phrases = Phrases(language, titles={item["id"]: item["title"] for item in requirements})
    common = _common(requirements, phrases)
    return Checklist(
        language=language,
        slug=program["slug"],
        program=phrases.of(program["title"]),
        head=tuple(_head(program, phrases)),
        common=common,
        sections=tuple(_sections(requirements, program, common, phrases=phrases)),
        forms=tuple(_form(form, phrases) for form in program.get("forms", [])),
        class_labels=tuple(label.in_(language) for label in CLASSES.values()),
        notes=tuple(_notes(program, phrases)),
    )


class Phrases:
    """Catalog values as words in one language. `titles` are those of the requirements, by id."""

    def __init__(self, language: Language, *, titles: Mapping[str, _Dict]) -> None:
        self.language: Language = language
        known = {name: title[language] for name, title in titles.items()}
        input_labels = InputLabels(None, None, titles=known, language=language)
        self._filler = MessageFiller(language, input_labels, titles=known)

    def of(self, text: Any) -> str:
        """The catalog's `{ja, en}` in the language."""
        return str(text[self.language])

    def label(self, name: str) -> str:
        """One of the fixed labels."""
        return LABELS[name].in_(self.language)

    def code(self, name: str, known: Mapping[str, Words]) -> str:
        """A code as words; one that is not known stands for itself."""
        return known[name].in_(self.language) if name in known else name

    def text(self, requirement: _Dict, text: Any) -> str:
        """A message or remedy before any decision: what only a decision knows is said in general."""
        general = {name: place.in_(self.language) for name, place in _PLACES.items()}
        return self._filler.fill(self.of(text), {"title": self.of(requirement["title"]), **general})

    def clause(self, clause: _Dict) -> str:
        """Where a clause stands in the source, or in the program's call."""
        section = self.code(clause["section"], explained.SECTIONS)
        return f"{section} {self.code(clause['item'], explained.CLAUSES)}"

    def actor(self, requirement: _Dict) -> str:
        """Who acts, and who instead where it is asked of a certain kind."""
        actor = self.code(requirement["actor"], _ACTORS)
        for kind, other in requirement.get("actors", {}).items():
            actor = Message(
                "present.checklist.instead",
                actor=actor,
                kind=self.code(kind, ASKED_OF).removesuffix("ごと"),
                other=self.code(other, _ACTORS),
            ).in_(self.language)
        return actor

    def value(self, value: Any) -> str:
        """A parameter's value in one line: codes by their names, what has a title by its title."""
        if isinstance(value, Mapping) and self.language in value:
            return self.of(value)
        if isinstance(value, Mapping) and "title" in value:
            return self.value(value["title"])
        if isinstance(value, Mapping):
            parts = (f"{key}: {self.value(inner)}" for key, inner in sorted(value.items()))
            return "; ".join(parts)
        if isinstance(value, list):
            return joined(map(self.value, value), self.language)
        if isinstance(value, bool):
            return "true" if value else "false"
        return self.code(str(value), {**explained.MEASURES, **ANSWERS})


def settings(requirement: _Dict, values: _Dict, phrases: Phrases) -> tuple[Labelled, ...]:
    """What the program sets for the requirement, by its parameters."""
    return tuple(
        Labelled(phrases.of(parameter["description"]), phrases.value(values[name]))
        for name, parameter in sorted(requirement["parameters"].items())
        if name in values
    )


def tightened_by(requirement: _Dict) -> list[_Dict]:
    """The program's conditions that tighten the requirement, each with its id, title and clause."""
    by = {reason["by"]["id"]: reason["by"] for reason in _reasons(requirement) if "by" in reason}
    return [by[name] for name in sorted(by)]


def _reasons(requirement: _Dict, status: str | None = None) -> Iterator[_Dict]:
    for reason in requirement["reasons"].values():
        if status in {None, reason["status"]}:
            yield reason


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _to_enter(requirement: _Dict, phrases: Phrases) -> tuple[str, ...]:
    """What is to be entered: the remedies of whatever could be missing.

    Where nothing could be, since every application has it: what else may be left to do, and in which case.
    """
    missing = _once(_remedies(requirement, "missing_information", phrases))
    if missing:
        return missing
    return _once(
        f"{phrases.code(status, _STATUSES)}: {remedy}"
        for status in ("unsatisfied", "consult_fa")
        for remedy in _remedies(requirement, status, phrases)
    )


def _remedies(requirement: _Dict, status: str, phrases: Phrases) -> Iterator[str]:
    for code, reason in requirement["reasons"].items():
        if reason["status"] == status and code not in AFTER_AN_ANSWER:
            yield phrases.text(requirement, reason["remedy"])


def _common(requirements: list[_Dict], phrases: Phrases) -> tuple[str, ...]:
    counted = Counter(text for item in requirements for text in _to_enter(item, phrases))
    return tuple(text for text, count in counted.items() if count > MOST_REPEATED)


def _head(program: _Dict, phrases: Phrases) -> Iterator[Labelled]:
    edition = Message(
        "present.labels.edition_of", edition=program["edition"], since=program["effective_from"]
    )
    yield Labelled(phrases.label("agency"), phrases.of(program["funding_agency"]))
    yield Labelled(phrases.label("contact"), program["contact"])
    yield Labelled(phrases.label("edition"), edition.in_(phrases.language))
    yield Labelled(phrases.label("base"), _base(program, phrases))
    call = program.get("call", {})
    for name in ("reference", "opens", "closes"):
        if name in call:
            yield Labelled(phrases.label(name), call[name])
    if "review" in call:
        yield Labelled(phrases.label("review"), phrases.code(call["review"], REVIEWS))
    yield Labelled(phrases.label("sources"), phrases.value(program["sources"]))


def _base(program: _Dict, phrases: Phrases) -> str:
    """The edition of the procedure on which the program's rests; older catalogs only name it."""
    about = program.get("base_edition")
    if about is None:
        return str(program["base"])
    texts = (about[key] for key in ("title", "status"))
    return " · ".join((*map(phrases.of, texts), str(program["base"])))


def _notes(program: _Dict, phrases: Phrases) -> Iterator[str]:
    yield Message("present.checklist.how_to_read").in_(phrases.language)
    agency = phrases.of(program["funding_agency"])
    yield Message("present.checklist.decides", agency=agency).in_(phrases.language)
    if program["example"]:
        yield explained.EXAMPLE.in_(phrases.language)


def _sections(
    requirements: list[_Dict], program: _Dict, common: tuple[str, ...], *, phrases: Phrases
) -> Iterator[Section]:
    for title, items in groupby(requirements, key=lambda item: phrases.clause(item["clause"])):
        rows = (_row(item, program, common, phrases=phrases) for item in items)
        yield Section(title=title, rows=tuple(rows))


def _row(item: _Dict, program: _Dict, common: tuple[str, ...], *, phrases: Phrases) -> Row:
    language, enter = phrases.language, _to_enter(item, phrases)
    enforcement = item["enforcement"]
    return Row(
        id=item["id"],
        title=phrases.of(item["title"]),
        quote=without_line_breaks(item["clause"]["quote"]),
        actor=phrases.actor(item),
        subjects=tuple(phrases.code(name, ASKED_OF) for name in item["subjects"]),
        stage=phrases.code(item["stage"], STAGES),
        classes=tuple(name in item["classes"] for name in CLASSES),
        class_labels=tuple(
            label.in_(language) for name, label in CLASSES.items() if name in item["classes"]
        ),
        enforcement=None
        if enforcement == "binding"
        else explained.ENFORCEMENT[enforcement].in_(language),
        fa_duty=enforcement == "fa_duty",
        own=item["layer"] == "program",
        enter=tuple(text for text in enter if text not in common),
        common=tuple(i for i, text in enumerate(common, 1) if text in enter),
        not_applicable=_once(
            phrases.text(item, reason["message"]) for reason in _reasons(item, "not_applicable")
        ),
        settings=settings(item, program["parameters"], phrases),
        tightened=tuple(
            f"{by['id']} {phrases.of(by['title'])}: {without_line_breaks(by['clause']['quote'])}"
            for by in tightened_by(item)
        ),
    )


def without_line_breaks(quote: str) -> str:
    """The source's words, without the blanks where its lines were broken."""
    return _BROKEN_OFF.sub("", quote)


def _form(form: _Dict, phrases: Phrases) -> Form:
    return Form(
        title=phrases.of(form["title"]),
        asked_of=phrases.code(form["asked_of"], ASKED_OF),
        items=tuple(Labelled(item["id"], phrases.of(item["title"])) for item in form["items"]),
        answers=tuple(answer.in_(phrases.language) for answer in ANSWERS.values()),
    )
