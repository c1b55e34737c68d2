"""Figures over recorded decisions as one HTML page in both languages, with plots.

Always holds: the page is whole by itself: no script, nothing from elsewhere. Every number of a plot stands beside it as
text. Whatever a title holds, it cannot become markup.

May not know: how figures are found, or which may be shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tejun.audit.figures.counts import week_begins, weeks_between
from tejun.audit.figures.figures import Group, Groups, TimeTaken
from tejun.audit.figures.found import FoundFigures
from tejun.explain import words as explained
from tejun.present.figures import QUARTILES, FiguresPresentation
from tejun.present.figures_words import DIMENSIONS, OUTCOMES, WORDS
from tejun.present.plain import one_line
from tejun.present.plots import HEIGHT, WIDTH, Columns, Piece, Run, Spread, bar, columns, spread
from tejun.present.render import environment
from tejun.terms import OPEN, STATUSES
from tejun.words import Language

MOST_ASKED = 15
"""How many reasons the page has; JSON and Parquet have all."""

_MOST_IN_GROUPS = 5
_OTHERS = "others"


@dataclass(frozen=True)
class _Page:
    """What the template asks for beside the figures; the language first that was asked for."""

    said: tuple[FiguresPresentation, FiguresPresentation]

    @property
    def found(self) -> FoundFigures:
        return self.said[0].found

    def both(self, name: str) -> tuple[tuple[Language, str], ...]:
        """One of the words of figures in each language."""
        words = DIMENSIONS.get(name) or WORDS[name]
        return tuple((each.language, words.in_(each.language)) for each in self.said)

    def status(self, name: str) -> tuple[tuple[Language, str], ...]:
        """A status in each language."""
        return tuple(
            (each.language, explained.STATUS[status].in_(each.language))
            for each in self.said
            for status in STATUSES
            if status == name
        )

    def in_each(self, name: str, *values: object) -> tuple[tuple[Language, str], ...]:
        """What `FiguresPresentation` says of something, in each language; once where it is the same."""
        texts = {str(getattr(each, name)(*values)): each.language for each in reversed(self.said)}
        return tuple((language, text) for text, language in reversed(texts.items()))

    def conditions(self) -> Iterator[tuple[tuple[tuple[Language, str], ...], str]]:
        """By what decisions were selected, in each language, and the value."""
        first, second = self.said
        for (name, value), (second_name, _) in zip(
            first.conditions(), second.conditions(), strict=True
        ):
            yield ((first.language, name), (second.language, second_name)), value

    def outcomes(self, group: Group) -> list[tuple[str, int]]:
        """The codes of outcomes that are shown, with how many stand there; the others last."""
        return [(code, count) for code, _, count in self.said[0].outcomes_of(group)]

    def outcome(self, code: str) -> tuple[tuple[Language, str], ...]:
        """An outcome in each language."""
        words = OUTCOMES.get(code) or WORDS["other_outcomes"]
        return tuple((each.language, words.in_(each.language)) for each in self.said)

    def bar(self, counts: Mapping[str, int], whole: int) -> tuple[Piece, ...]:
        """See `plots.bar`."""
        return bar(counts, whole)

    def columns(self, groups: Groups) -> list[str]:
        """The codes of outcomes that a table of groups has; the others last."""
        first = groups.groups[0]
        others = any(group.others for group in groups.groups)
        return [*first.outcomes, *([_OTHERS] if others else [])]

    def counts(self, group: Group, codes: Sequence[str]) -> dict[str, int]:
        """How many of a group stand at each."""
        found = {str(code): count for code, count in group.outcomes.items()}
        return {code: found.get(code, group.others) for code in codes}

    def weeks(self, groups: Groups) -> Columns | None:
        """Weeks as columns; None where there is one."""
        codes = self.columns(groups)
        runs = [
            Run(
                (group.name or "").partition("-")[2],
                sum(1 for _ in weeks_between(group.name or "", group.last or group.name or "")),
                self.counts(group, codes),
            )
            for group in groups.groups
        ]
        return columns(runs) if len(runs) > 1 else None

    def days_of(self, group: Group) -> str:
        """The first and the last day of weeks."""
        first, last = group.name or "", group.last or group.name or ""
        return f"{week_begins(first)} – {week_begins(last) + timedelta(days=6)}"

    def spread(self, time: TimeTaken) -> Spread | None:
        """Quartiles and median on a scale, where there are all of them."""
        values = [value for value in time.quartiles if value is not None]
        return spread(values) if len(values) == len(QUARTILES) else None

    def quartiles(self, time: TimeTaken) -> Iterator[tuple[str, int]]:
        """Those that there are, by their names."""
        for name, value in zip(QUARTILES, time.quartiles, strict=True):
            if value is not None:
                yield name, value

    def asked_most(self, groups: Groups) -> Sequence[tuple[tuple[str, str], tuple[int, ...]]]:
        """The reasons that are shown beside groups."""
        return groups.asked[:_MOST_IN_GROUPS]


def figures_page(found: FoundFigures, language: Language) -> str:
    """The page, the language first that is given."""
    other: Language = "en" if language == "ja" else "ja"
    said = FiguresPresentation(found, language), FiguresPresentation(found, other)
    figures = found.figures
    return (
        environment()
        .get_template("figures.html.j2")
        .render(
            page=_Page(said),
            said=said,
            figures=figures,
            found=found,
            first=language,
            line=one_line,
            asked=figures.asked[:MOST_ASKED],
            more=len(figures.asked) - MOST_ASKED,
            statuses=[status for status in STATUSES if status in OPEN],
            width=WIDTH,
            height=HEIGHT,
        )
    )
