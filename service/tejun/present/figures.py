"""Figures over recorded decisions: as rows for people, and as one JSON document.

Always holds: what is rounded is said to be; what is put together because it is too little by itself has no name. A
decision that was altered is counted, and named nowhere here: figures go to others than who may see decisions.

May not know: how figures are found, or which may be shown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from tejun.audit.figures.figures import AskedFor, AskedUnder, Group, Groups, TimeTaken
from tejun.audit.figures.found import FoundFigures
from tejun.audit.figures.seen import Clause
from tejun.explain import words as explained
from tejun.explain.words import clause_label
from tejun.present.figures_words import CONDITIONS, DIMENSIONS, KINDS, OUTCOMES, WORDS
from tejun.present.moments import in_tokyo
from tejun.present.rows import GAP, Block, Heading, Row, Span
from tejun.words import LANGUAGES, Language, Message, Words, joined

SCHEMA = "tejun/figures/1"

Item = TypeVar("Item")

_PLACE = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}")


@dataclass(frozen=True)
class FiguresPresentation:
    """Figures in one language."""

    found: FoundFigures
    language: Language

    def word(self, name: str) -> str:
        """One of the words of figures."""
        return WORDS[name].in_(self.language)

    def conditions(self) -> Iterator[tuple[str, str]]:
        """By what decisions were selected, and the value."""
        for name, words in CONDITIONS.items():
            value = getattr(self.found.selection, name)
            if value is None or value is False:
                continue
            shown = in_tokyo(value) if isinstance(value, datetime) else str(value)
            yield words.in_(self.language), "" if value is True else shown

    def editions(self) -> str:
        """By which the last decisions were made."""
        basis = self.found.figures.basis
        names = [f"{program} {edition}" for program, edition in basis.editions]
        if basis.has_other_editions:
            names.append(self.word("and_others"))
        return joined(names, self.language)

    def group_name(self, dimension: str, group: Group) -> str:
        """A group as people know it."""
        if group.name is None:
            return self.word("other_groups")
        if dimension == "kind":
            return KINDS[group.name].in_(self.language) if group.name in KINDS else group.name
        if group.last is None:
            return group.name
        year, _, _ = group.name.partition("-")
        return f"{group.name} – {group.last.removeprefix(f'{year}-')}"

    def outcomes_of(self, group: Group) -> Iterator[tuple[str, str, int]]:
        """Each outcome that is shown, by its code and in words, with how many stand there; the others last."""
        for outcome, count in group.outcomes.items():
            yield outcome, OUTCOMES[outcome].in_(self.language), count
        if group.others or self.found.figures.outcomes.others:
            yield "others", self.word("other_outcomes"), group.others

    def title_of(self, requirement: str) -> str:
        """A requirement's title; its id where the edition is not at hand."""
        words: Words | None = self.found.titles.requirements.get(requirement)
        return requirement if words is None else words.in_(self.language)

    def message_of(self, requirement: str, reason: str) -> str:
        """What a reason says of an application, without what it names there; nothing where that is not known."""
        words = self.found.titles.reasons.get((requirement, reason))
        return "" if words is None else _PLACE.sub("…", words.in_(self.language))

    def clause(self, clause: Clause) -> str:
        """A clause as people know it."""
        return clause_label(clause.section, clause.item, self.language)

    def length(self, most: int | None) -> str:
        """How long it took, put together."""
        if most is None:
            return self.word("longer")
        if most == 0:
            return self.word("same_day")
        return Message("present.figures.up_to", count=most).in_(self.language)

    def share(self, count: int) -> str:
        """Of all applications, in hundredths."""
        return f"{100 * count / self.found.figures.basis.applications:.0f} %"

    def rule(self) -> str:
        """What is not shown."""
        count = self.found.figures.at_least
        return Message("present.figures.rule", count=count).in_(self.language)

    def rounding(self) -> str:
        """How what many applications have in common is rounded."""
        count = self.found.figures.at_least
        return Message("present.figures.rounding", count=count).in_(self.language)

    def altered(self) -> str | None:
        """How many decisions are in no figure, since they were altered."""
        count = self.found.altered.count
        return Message("present.figures.altered", count=count).in_(self.language) if count else None

    def dash(self) -> str:
        """What a dash in a table stands for."""
        count = self.found.figures.at_least
        return Message("present.figures.dash", count=count).in_(self.language)

    def more(self, count: int) -> str:
        """That there are others, which are not shown here."""
        return Message("present.figures.more", count=count).in_(self.language)

    def days(self, count: int) -> str:
        """A number of days."""
        return Message("present.figures.days", count=count).in_(self.language)

    # --- as rows ---------------------------------------------------------------------------------

    def blocks(self) -> Iterator[Block]:
        """All of it."""
        figures = self.found.figures
        yield Row((), (Span(self.word("title"), "strong"),))
        yield from self._head()
        yield Heading(self.word("outcomes"), 1)
        for _, label, count in self.outcomes_of(figures.outcomes):
            yield self._line(label, f"{count} ({self.share(count)})")
        for groups in figures.by:
            yield from self._groups(groups)
        yield from self._time(figures.time)
        yield Heading(self.word("asked"), 1)
        yield self._note(self.rounding())
        for asked in figures.asked:
            yield from self._asked(asked)
        if not figures.asked:
            yield self._note(self.word("nothing_asked"))
        yield Heading(self.word("clauses"), 1)
        for under in figures.clauses:
            words = [
                f"{explained.STATUS[status].in_(self.language)} {self._least(count)}"
                for status, count in under.statuses.items()
            ]
            line = f"{self._least(under.at_least)} — {' · '.join(words)}"
            yield self._line(self.clause(under.clause), line)
        yield GAP
        yield self._note(self.word("effect"))
        if self.found.titles.has_examples:
            yield self._note(self.word("example"))

    def _head(self) -> Iterator[Block]:
        basis = self.found.figures.basis
        conditions = [f"{name}: {value}" if value else name for name, value in self.conditions()]
        selected = joined(conditions, self.language) or self.word("everything")
        yield self._line(self.word("selected"), selected)
        for name, value in (
            ("applications", basis.applications),
            ("decisions", basis.decisions),
            ("period", f"{basis.first_day} – {basis.last_day}"),
            ("editions", self.editions()),
        ):
            yield self._line(self.word(name), str(value))
        for note in (self.word("each_once"), self.rule(), self.altered()):
            if note is not None:
                yield self._note(note)

    def _groups(self, groups: Groups) -> Iterator[Block]:
        yield Heading(DIMENSIONS[groups.dimension].in_(self.language), 1)
        for group in groups.groups:
            words = [f"{label} {count}" for _, label, count in self.outcomes_of(group) if count]
            name = self.group_name(groups.dimension, group)
            yield self._line(name, f"{group.applications} — {' · '.join(words)}")
        for (requirement, reason), in_each in groups.asked[:_MOST_IN_GROUPS]:
            counts = zip(groups.groups, in_each, strict=True)
            words = [
                f"{self.group_name(groups.dimension, group)} {self._least(count)}"
                for group, count in counts
            ]
            yield self._note(f"{requirement} {reason}: {' · '.join(words)}")

    def _time(self, time: TimeTaken | None) -> Iterator[Block]:
        yield Heading(self.word("time"), 1)
        if time is None:
            yield self._note(self.word("no_time"))
            return
        if time.reached is None or time.never is None:
            yield self._note(self.word("hidden_reached"))
            return
        yield self._line(self.word("reached"), f"{time.reached} ({self.share(time.reached)})")
        yield self._line(self.word("never"), f"{time.never} ({self.share(time.never)})")
        for name, value in zip(QUARTILES, time.quartiles, strict=True):
            if value is not None:
                yield self._line(self.word(name), self.days(value))
        for most, count in time.lengths:
            yield self._line(self.length(most), str(count))
        if time.others is not None:
            yield self._line(self.word("other_lengths"), str(time.others))

    def _asked(self, asked: AskedFor) -> Iterator[Block]:
        clauses = joined(map(self.clause, asked.clauses), self.language)
        yield Row(
            (Span(f"  {self._least(asked.at_least)}  "),),
            (
                Span(self.title_of(asked.requirement), "strong"),
                Span(f" ({asked.requirement} {asked.reason})  {clauses}".rstrip(), "quiet"),
            ),
        )
        message = self.message_of(asked.requirement, asked.reason)
        if message:
            yield Row((Span("      "),), (Span(message),))

    def _least(self, count: int) -> str:
        return f"≥ {count}" if count else f"< {self.found.figures.at_least}"

    def _line(self, label: str, value: str) -> Row:
        return Row((Span(f"  {label}: "),), (Span(value),))

    def _note(self, text: str) -> Row:
        return Row((Span("  "),), (Span(text, "quiet"),))

    # --- as JSON ---------------------------------------------------------------------------------

    def document(self) -> dict[str, Any]:
        """All of it as plain JSON values; words in both languages."""
        figures, basis = self.found.figures, self.found.figures.basis
        return {
            "schema": SCHEMA,
            "at_least": figures.at_least,
            "selection": dict(self._selection()),
            "counted": {
                "applications": basis.applications,
                "decisions": basis.decisions,
                "first_day": basis.first_day.isoformat(),
                "last_day": basis.last_day.isoformat(),
                "editions": [
                    {"program": program, "edition": edition} for program, edition in basis.editions
                ],
                "has_other_editions": basis.has_other_editions,
                "altered_decisions": self.found.altered.count,
            },
            "outcomes": _group_json(figures.outcomes),
            "by": {groups.dimension: self._groups_json(groups) for groups in figures.by},
            "time": None if figures.time is None else _time_json(figures.time),
            "asked": [
                {
                    "requirement": each.requirement,
                    "reason": each.reason,
                    "title": self._both(_title, each),
                    "message": self._both(_message, each),
                    "clauses": [vars(clause) for clause in each.clauses],
                    "applications_at_least": each.at_least,
                }
                for each in figures.asked
            ],
            "clauses": [
                {
                    "clause": vars(each.clause),
                    "label": self._both(_label, each),
                    "applications_at_least": each.at_least,
                    "by_status_at_least": dict(each.statuses),
                }
                for each in figures.clauses
            ],
        }

    def _both(
        self, say: "Callable[[FiguresPresentation, Item], str]", item: Item
    ) -> dict[str, str]:
        return {each: say(FiguresPresentation(self.found, each), item) for each in LANGUAGES}

    def _selection(self) -> Iterator[tuple[str, Any]]:
        for name in CONDITIONS:
            value = getattr(self.found.selection, name)
            if value is not None and value is not False:
                yield name, value if isinstance(value, (bool, str)) else value.isoformat()

    def _groups_json(self, groups: Groups) -> dict[str, Any]:
        names = [_name_json(group) for group in groups.groups]
        return {
            "groups": [
                {**name, **_group_json(group)}
                for name, group in zip(names, groups.groups, strict=True)
            ],
            "asked": [
                {
                    "requirement": requirement,
                    "reason": reason,
                    "groups": [
                        {**name, "applications_at_least": count}
                        for name, count in zip(names, in_each, strict=True)
                    ],
                }
                for (requirement, reason), in_each in groups.asked
            ],
        }


QUARTILES = ("first_quartile", "median", "third_quartile")

_MOST_IN_GROUPS = 5
"""How many reasons are shown beside groups; JSON has all."""


def _title(said: FiguresPresentation, asked: AskedFor) -> str:
    return said.title_of(asked.requirement)


def _message(said: FiguresPresentation, asked: AskedFor) -> str:
    return said.message_of(asked.requirement, asked.reason)


def _label(said: FiguresPresentation, under: AskedUnder) -> str:
    return said.clause(under.clause)


def _name_json(group: Group) -> dict[str, Any]:
    return {"group": group.name, **({} if group.last is None else {"last": group.last})}


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "applications": group.applications,
        "outcomes": dict(group.outcomes),
        "other_outcomes": group.others,
    }


def _time_json(time: TimeTaken) -> dict[str, Any]:
    return {
        "reached": time.reached,
        "never": time.never,
        "days": dict(zip(QUARTILES, time.quartiles, strict=True)),
        "lengths": [{"up_to_days": most, "applications": count} for most, count in time.lengths],
        "other_lengths": time.others,
    }
