"""Figures over a selection, with the words for what they name, and what is in none of them.

May not know: how they are found, or how they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tejun.audit.figures.figures import Figures
from tejun.audit.figures.seen import Clause
from tejun.store.listing import Selection
from tejun.words import Words

MOST_NAMED = 100
"""How many decisions that were altered are named; all are counted."""


@dataclass
class AlteredNames:
    """Decisions that were altered: how many, and the first of them."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Another one."""
        self.count += 1
        if len(self.names) < MOST_NAMED:
            self.names.append(name)


@dataclass(frozen=True)
class Titles:
    """Words of the editions that decided, by ids: of requirements, of reasons, and of programs; what an edition that is
    not at hand has is not among them."""

    requirements: Mapping[str, Words]
    reasons: Mapping[tuple[str, str], Words]
    programs: Mapping[str, Words]
    clauses: Mapping[Clause, int]
    """Of each clause its place among them."""
    has_examples: bool
    """Whether a program among them is an example."""


@dataclass(frozen=True)
class FoundFigures:
    """Figures over a selection, the words for what they name, and what was altered.

    `says_of_others`: whether figures over all programs, beside these, would say something of too few of others.
    """

    selection: Selection
    figures: Figures
    titles: Titles = field(repr=False)
    altered: AlteredNames
    says_of_others: bool = False
