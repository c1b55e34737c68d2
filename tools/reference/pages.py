"""The reference's pages as values, in one language: what a template shows, already in words.

Always holds: pure; a page says of a decision what the product's explanation says of it.

May not know: files, or where a page is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import yaml
from tejun.explain import words as explained
from tejun.present import catalog_words as general
from tejun.present.checklist import Labelled, Phrases, settings, tightened_by
from tejun.terms import STATUSES
from tejun.words import Language

from tools.reference import words
from tools.reference.book import Book, Entry
from tools.reference.evidence import Evidence, Example

_Dict = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of an edition's text, with the requirements that rest on it."""

    edition: str
    number: int
    words: str
    requirements: tuple[str, ...]
    who: tuple[str, ...]
    note: Mapping[str, str] | None

    @property
    def anchor(self) -> str:
        """Where the page of the source marks it."""
        return f"{self.edition}-L{self.number}"

    def does(self, language: Language) -> str:
        """Who does what it says."""
        return _joined((words.WHO[name].in_(language) for name in self.who), language)


@dataclass(frozen=True)
class Shown:
    """An example: the case, what it changes, and what comes out."""

    title: str
    file: str
    patch: str
    has_fa_record: bool
    subject: str
    holder: str
    outcome: str
    message: str
    remedy: str | None


@dataclass(frozen=True)
class Reason:
    """A reason that can be given, with its examples."""

    code: str
    status: str
    examples: tuple[Shown, ...]

    @property
    def anchor(self) -> str:
        """Where a code host puts the reason's heading."""
        return f"{self.status} {self.code}".lower().replace(" ", "-")


@dataclass(frozen=True)
class Parameter:
    """A parameter, with what each program that asks for the requirement sets.

    `tables` has the whole of the values that do not go into one line, as YAML, by program.
    """

    name: str
    label: str
    direction: str
    values: tuple[str, ...]
    tables: tuple[Labelled, ...]


@dataclass(frozen=True)
class Page:
    """The page of one requirement, or of one tightening."""

    id: str
    title: str
    quote: str
    clause: str
    description: str
    lines: tuple[Line, ...]
    facts: tuple[Labelled, ...]
    attributes: tuple[Labelled, ...]
    file: str
    owner: str | None
    example: bool
    tightens: str | None
    tightened: tuple[Labelled, ...]
    programs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    readings: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Row:
    """A requirement in the index and the matrix; `cells` has the parts of each program's cell, None where not asked."""

    id: str
    title: str
    who: str
    subjects: str
    when: str
    aside: str | None
    cells: tuple[tuple[str, ...] | None, ...]


@dataclass(frozen=True)
class Writer:
    """Makes pages in one language. `lines` are those of the source."""

    language: Language
    book: Book
    evidence: Evidence
    lines: tuple[Line, ...]

    @cached_property
    def phrases(self) -> Phrases:
        """What names things in the language."""
        return Phrases(self.language, titles=self.book.titles)

    def groups(self) -> list[tuple[str, tuple[Row, ...]]]:
        """The entries as rows, under the clause or the program that they stand in."""
        grouped = groupby(self.book.entries, key=self._group)
        return [(title, tuple(map(self._row, entries))) for title, entries in grouped]

    def page(self, entry: Entry) -> Page:
        """The page of an entry."""
        requirement, phrases = entry.requirement, self.phrases
        return Page(
            id=entry.id,
            title=phrases.of(requirement["title"]),
            quote=requirement["clause"]["quote"],
            clause=phrases.clause(requirement["clause"]),
            description=requirement["description"][self.language],
            lines=tuple(self._lines(entry)),
            facts=tuple(self._facts(entry)),
            attributes=tuple(
                Labelled(words.LABELS[name].in_(self.language), value)
                for name, value in self._words(requirement).items()
            ),
            file=entry.file,
            owner=entry.owner and self._program(entry.owner),
            example=entry.owner is not None
            and self.book.programs[entry.owner]["program"]["example"],
            tightens=entry.tightens,
            tightened=tuple(self._tightened(entry)),
            programs=tuple(entry.in_programs),
            parameters=tuple(self._parameters(entry)),
            readings=tuple(found[self.language] for found in requirement["readings"]),
            reasons=tuple(self._reasons(entry)),
        )

    def _group(self, entry: Entry) -> str:
        if entry.owner is not None:
            return self._program(entry.owner)
        return self.phrases.clause(entry.requirement["clause"])

    def _program(self, slug: str) -> str:
        return f"{self.phrases.of(self.book.programs[slug]['program']['title'])} ({slug})"

    def _row(self, entry: Entry) -> Row:
        requirement = entry.requirement
        words = self._words(requirement)
        return Row(
            id=entry.id,
            title=self.phrases.of(requirement["title"]),
            who=words["who"],
            subjects=words["of"],
            when=words["when"],
            aside=None if requirement["enforcement"] == "binding" else words["force"],
            cells=tuple(self._cell(entry, slug) for slug in self.book.programs),
        )

    def _cell(self, entry: Entry, slug: str) -> tuple[str, ...] | None:
        if slug not in entry.in_programs:
            return None
        requirement, values = entry.in_programs[slug], self.book.programs[slug]["program"]
        set_here = settings(requirement, values["parameters"], self.phrases)
        by = (
            ()
            if entry.tightens
            else tuple(tightening["id"] for tightening in tightened_by(requirement))
        )
        return (
            *(f"{setting.label}: {setting.value}" for setting in set_here),
            *(f"+ {name}" for name in by),
        )

    def _words(self, requirement: _Dict) -> dict[str, str]:
        """Who acts on a requirement, when, and the like; by the name of the label."""
        phrases = self.phrases
        subjects = (phrases.code(subject, general.ASKED_OF) for subject in requirement["subjects"])
        classes = (phrases.code(name, general.CLASSES) for name in requirement["classes"])
        return {
            "who": phrases.actor(requirement),
            "when": phrases.code(requirement["stage"], general.STAGES),
            "of": _joined(subjects, self.language),
            "class": _joined(classes, self.language),
            "force": explained.ENFORCEMENT[requirement["enforcement"]].in_(self.language),
            "since": requirement["effective_from"],
        }

    def _tightened(self, entry: Entry) -> Iterator[Labelled]:
        for other in self.book.entries:
            if other.tightens == entry.id:
                title = self.phrases.of(other.requirement["title"])
                yield Labelled(other.id, f"{title} — {other.owner}")

    def _lines(self, entry: Entry) -> Iterator[Line]:
        bases = {self.book.programs[slug]["program"]["base"] for slug in entry.in_programs}
        for line in self.lines:
            if entry.id in line.requirements and line.edition in bases:
                yield line

    def _facts(self, entry: Entry) -> Iterator[Labelled]:
        for pointer in self.evidence.reads.get(entry.id, ()):
            path = pointer.removeprefix("/facts").strip("/").replace("/*", "[*]").replace("/", ".")
            yield Labelled(words.fact(pointer, self.language) or path, path)

    def _parameters(self, entry: Entry) -> Iterator[Parameter]:
        for name, parameter in sorted(entry.requirement["parameters"].items()):
            values = {
                slug: self.book.programs[slug]["program"]["parameters"].get(name)
                for slug in entry.in_programs
            }
            yield Parameter(
                name=name,
                label=self.phrases.of(parameter["description"]),
                direction=words.DIRECTIONS[parameter["direction"]].in_(self.language),
                values=tuple(
                    explained.UNKNOWN if value is None else self.phrases.value(value)
                    for value in values.values()
                ),
                tables=tuple(
                    Labelled(slug, _yaml(value)) for slug, value in values.items() if _nested(value)
                ),
            )

    def _reasons(self, entry: Entry) -> Iterator[Reason]:
        reasons = entry.requirement["reasons"].items()
        for code, reason in sorted(reasons, key=lambda entry: STATUSES.index(entry[1]["status"])):
            examples = self.evidence.examples.get((entry.id, code), ())
            yield Reason(
                code=code,
                status=explained.STATUS[reason["status"]].in_(self.language),
                examples=tuple(self._shown(example) for example in examples),
            )

    def _shown(self, example: Example) -> Shown:
        outcome, finding = example.explained[self.language]
        return Shown(
            title=example.title[self.language],
            file=example.file,
            patch=example.patch,
            has_fa_record=example.has_fa_record,
            subject=finding.subject_label,
            holder=finding.holder,
            outcome=outcome.headline,
            message=finding.message,
            remedy=finding.remedy,
        )


def _joined(names: Iterable[str], language: Language) -> str:
    return ("、" if language == "ja" else ", ").join(names)


def _nested(value: Any) -> bool:
    """Whether a parameter is a table of its own, more than lists by name."""
    return isinstance(value, Mapping) and any(isinstance(item, Mapping) for item in value.values())


def _yaml(value: Any) -> str:
    text: str = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200
    )
    return text.strip()
