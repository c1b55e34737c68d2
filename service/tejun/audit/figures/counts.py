"""Applications counted: how many stand where, what was asked of how many, how long it took.

Always holds: the order in which applications are counted does not matter. Memory grows with what editions can ask for,
and with the groups, never with the applications.

May not know: which counts may be shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from tejun.audit.figures.seen import (
    PREPARED,
    Asked,
    Clause,
    SeenApplication,
    day_of,
)
from tejun.terms import Outcome, Status

Dimension = Literal["program", "week", "kind"]
DIMENSIONS: tuple[Dimension, ...] = ("program", "week", "kind")
"""By what applications are put into groups: each is in one of them, by the last of its decisions that were selected."""

ERASED, UNKNOWN = "erased", "unknown"
"""Kinds of institutions that are none: what was entered is erased; or nothing says who leads."""

Reason = tuple[str, str]
"""A requirement and a reason."""


@dataclass(frozen=True)
class Counted:
    """An application as it is counted; `kind` is that of the institution that leads it, where it was asked for."""

    seen: SeenApplication
    kind: str | None = None

    def group(self, dimension: Dimension) -> str:
        """The group that it is in."""
        if dimension == "kind":
            return self.kind or UNKNOWN
        last = self.seen.last
        if dimension == "program":
            return last.program
        return _week(day_of(last.recorded_at))


@dataclass
class Counts:
    """How many applications there are of everything that is counted, for groups by these dimensions."""

    by: Sequence[Dimension] = ()
    applications: int = 0
    decisions: int = 0
    first_day: date | None = None
    last_day: date | None = None
    editions: Counter[tuple[str, str]] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    groups: dict[Dimension, Counter[tuple[str, Outcome]]] = field(default_factory=dict)
    asked: Counter[Reason] = field(default_factory=Counter)
    asked_in: dict[Dimension, Counter[tuple[str, Reason]]] = field(default_factory=dict)
    clauses: Counter[tuple[Clause, Status | None]] = field(default_factory=Counter)
    """Under a clause with a status, and with any."""
    clauses_of: dict[Reason, set[Clause]] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)
    """Of those that were prepared at one time, by the days that it took."""
    still_prepared: int = 0

    def add(self, application: Counted) -> None:
        """Counts one."""
        seen = application.seen
        last = seen.last
        self.applications += 1
        self.decisions += seen.decisions
        first_day, last_day = day_of(seen.first_at), day_of(last.recorded_at)
        self.first_day = min(self.first_day or first_day, first_day)
        self.last_day = max(self.last_day or last_day, last_day)
        self.editions[last.program, last.edition] += 1
        self.outcomes[last.outcome] += 1
        self._add_asked(seen.asked)
        reasons = {(each.requirement, each.reason) for each in seen.asked}
        for dimension in self.by:
            group = application.group(dimension)
            self.groups.setdefault(dimension, Counter())[group, last.outcome] += 1
            self.asked_in.setdefault(dimension, Counter()).update(
                (group, reason) for reason in reasons
            )
        days = seen.days_to_prepared
        if days is not None:
            self.days[days] += 1
            self.still_prepared += last.outcome == PREPARED

    def _add_asked(self, asked: Iterable[Asked]) -> None:
        reasons: set[Reason] = set()
        clauses: set[tuple[Clause, Status | None]] = set()
        for each in asked:
            reason = each.requirement, each.reason
            reasons.add(reason)
            clauses |= {(each.clause, each.status), (each.clause, None)}
            self.clauses_of.setdefault(reason, set()).add(each.clause)
        self.asked.update(reasons)
        self.clauses.update(clauses)


def _week(day: date) -> str:
    """The ISO week of a day, such as 2026-W46."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def week_begins(name: str) -> date:
    """The Monday of a week."""
    year, _, week = name.partition("-W")
    return date.fromisocalendar(int(year), int(week), 1)


def weeks_between(first: str, last: str) -> Iterator[str]:
    """All weeks from one to the other, these included."""
    day = week_begins(first)
    while (name := _week(day)) <= last:
        yield name
        day += timedelta(weeks=1)


def count(applications: Iterable[Counted], by: Sequence[Dimension]) -> Counts:
    """All of them."""
    counts = Counts(by)
    for application in applications:
        counts.add(application)
    return counts
