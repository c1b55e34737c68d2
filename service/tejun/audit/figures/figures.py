"""Figures as they may be shown, made of counts.

Always holds: no number of applications in them is less than the set one, but for none, and none that is less follows
from them (`hiding`). Each says over how many applications it is counted.

May not know: how figures are shown, or the words of what was asked.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tejun.audit.figures.counts import Counts, Dimension, Reason, weeks_between
from tejun.audit.figures.hiding import Cells, Shown, fits, rounded, rounded_in, show, show_in_order
from tejun.audit.figures.seen import NO_CLAUSE, PREPARED, Clause
from tejun.terms import OPEN, OUTCOMES, STATUSES, Outcome, Status

LONGEST = (0, 7, 14, 30, 60, 90, 180)
"""Days to which lengths of time are put together: on the same day, within a week, and so on; then what took longer."""


@dataclass(frozen=True)
class Basis:
    """Over what is counted: `editions` by which the last decisions were made, as (program, edition), those of which it
    may be shown; there may be others."""

    applications: int
    decisions: int
    first_day: date
    last_day: date
    editions: tuple[tuple[str, str], ...]
    has_other_editions: bool


@dataclass(frozen=True)
class Group:
    """Applications of a group: how many stand at each outcome that is shown, and at the others together.

    `name`: None for those groups together that are too small. Weeks may be put together: then it is the first of them,
    and `last` the last.
    """

    name: str | None
    outcomes: Mapping[Outcome, int]
    others: int
    last: str | None = None

    @property
    def applications(self) -> int:
        """All of them."""
        return sum(self.outcomes.values()) + self.others


@dataclass(frozen=True)
class Groups:
    """Applications by one dimension. `asked`: of how many in each of `groups` a reason was asked, rounded down, for the
    reasons of which it may be shown, those first that were asked most."""

    dimension: Dimension
    groups: tuple[Group, ...]
    asked: tuple[tuple[Reason, tuple[int, ...]], ...] = field(repr=False)


@dataclass(frozen=True)
class AskedFor:
    """Of how many applications something was left to do for a reason, at least: rounded down. `clauses` has more than
    one where editions differ."""

    requirement: str
    reason: str
    clauses: tuple[Clause, ...]
    at_least: int


@dataclass(frozen=True)
class AskedUnder:
    """Of how many applications something was left to do under a clause, at least: of any, and of those with a finding
    of each status. Rounded down."""

    clause: Clause
    at_least: int
    statuses: Mapping[Status, int]


@dataclass(frozen=True)
class TimeTaken:
    """From the first decision to the first that was prepared, in days of Tokyo's calendar.

    `reached`, `never`: how many; None where one of the two is too few, or would say what is not shown elsewhere.
    `quartiles`: the first, the median and the third, each where enough applications lie on both sides, and where
    `reached` is shown: from how large it must be, more would follow.
    `lengths`: how many took up to so many days (None: longer); `others`: those together that are too few.
    """

    reached: int | None
    never: int | None
    quartiles: tuple[int | None, int | None, int | None]
    lengths: tuple[tuple[int | None, int], ...]
    others: int | None


@dataclass(frozen=True)
class Figures:
    """Figures over a selection. `outcomes` has the shown ones, `outcomes.others` the rest together. `time` is None
    where the selection does not have all earlier decisions of its applications."""

    at_least: int
    basis: Basis
    outcomes: Group
    by: tuple[Groups, ...]
    asked: tuple[AskedFor, ...]
    clauses: tuple[AskedUnder, ...]
    time: TimeTaken | None


def figures_of(counts: Counts, at_least: int, *, with_time: bool) -> Figures | None:
    """What may be shown of the counts; None where there are too few applications."""
    first_day, last_day = counts.first_day, counts.last_day
    if counts.applications < at_least or first_day is None or last_day is None:
        return None
    editions = show({name: (count,) for name, count in counts.editions.items()}, at_least)
    outcomes = show({name: (count,) for name, count in counts.outcomes.items()}, at_least)
    return Figures(
        at_least=at_least,
        basis=Basis(
            applications=counts.applications,
            decisions=counts.decisions,
            first_day=first_day,
            last_day=last_day,
            editions=tuple(sorted(editions.rows)),
            has_other_editions=editions.others is not None,
        ),
        outcomes=_group(None, _cells(counts.outcomes, outcomes), outcomes),
        by=tuple(_groups(counts, dimension, outcomes, at_least) for dimension in counts.by),
        asked=tuple(_asked(counts, at_least)),
        clauses=tuple(_clauses(counts, at_least)),
        time=_time(counts, outcomes, at_least) if with_time else None,
    )


# --- where applications stand --------------------------------------------------------------------


def _columns(outcomes: Shown[Outcome]) -> list[Outcome]:
    return [name for name in OUTCOMES if name in outcomes.rows]


def _cells(counts: Mapping[Outcome, int], outcomes: Shown[Outcome]) -> Cells:
    """Of each outcome that is shown, in their order, and of the others together."""
    columns = _columns(outcomes)
    others = sum(count for name, count in counts.items() if name not in columns)
    return (*(counts.get(name, 0) for name in columns), others)


def _group(name: str | None, cells: Cells, outcomes: Shown[Outcome]) -> Group:
    *counts, others = cells
    return Group(name, dict(zip(_columns(outcomes), counts, strict=True)), others)


def _groups(
    counts: Counts, dimension: Dimension, outcomes: Shown[Outcome], at_least: int
) -> Groups:
    by_group: dict[str, Counter[Outcome]] = {}
    for (group, outcome), count in counts.groups[dimension].items():
        by_group.setdefault(group, Counter())[outcome] += count
    put = _weeks if dimension == "week" else _named_groups
    groups, place = put(by_group, outcomes, at_least)
    asked = tuple(_asked_in(counts, dimension, groups, place, at_least=at_least))
    return Groups(dimension, tuple(groups), asked)


_Placed = tuple[list[Group], Mapping[str, int]]
"""Groups, and in which of them, by its number, each group is that was counted."""


def _named_groups(
    by_group: Mapping[str, Counter[Outcome]], outcomes: Shown[Outcome], at_least: int
) -> _Placed:
    shown = show({name: _cells(each, outcomes) for name, each in by_group.items()}, at_least)
    rows = sorted(shown.rows.items(), key=lambda row: (-sum(row[1]), row[0]))
    groups = [_group(name, cells, outcomes) for name, cells in rows]
    if shown.others is not None:
        groups.append(_group(None, shown.others, outcomes))
    number = {group.name: number for number, group in enumerate(groups)}
    return groups, {name: number[member] for name, member in shown.members.items()}


def _weeks(
    by_week: Mapping[str, Counter[Outcome]], outcomes: Shown[Outcome], at_least: int
) -> _Placed:
    """There are many of them, so that of outcomes it is only told apart who has nothing left to do."""
    known = [PREPARED] if PREPARED in outcomes.rows else []
    rows = []
    for week in weeks_between(min(by_week), max(by_week)):
        found = by_week.get(week, Counter())
        cells = [found[outcome] for outcome in known]
        rows.append((week, (*cells, found.total() - sum(cells))))
    groups: list[Group] = []
    place: dict[str, int] = {}
    for number, (names, sums) in enumerate(show_in_order(rows, at_least)):
        *counts, others = sums
        last = names[-1] if len(names) > 1 else None
        groups.append(Group(names[0], dict(zip(known, counts, strict=True)), others, last))
        place |= dict.fromkeys(names, number)
    return groups, place


def _asked_in(
    counts: Counts,
    dimension: Dimension,
    groups: Sequence[Group],
    place: Mapping[str, int],
    *,
    at_least: int,
) -> Iterator[tuple[Reason, tuple[int, ...]]]:
    found: dict[Reason, list[int]] = {}
    for (group, reason), count in counts.asked_in[dimension].items():
        cells = found.setdefault(reason, [0] * len(groups))
        cells[place[group]] += count
    sizes = [group.applications for group in groups]
    for reason in _most_asked(counts, at_least):
        in_each = rounded_in(found[reason], sizes, counts.asked[reason], at_least)
        if in_each is not None and any(in_each):
            yield reason, in_each


# --- what was asked ------------------------------------------------------------------------------


def _most_asked(counts: Counts, at_least: int) -> list[Reason]:
    """Those asked of enough, the most first; those that are shown with the same number in the order of their names."""
    whole = counts.applications
    found = ((-rounded(count, whole, at_least), name) for name, count in counts.asked.items())
    return [name for rank, name in sorted(found) if rank]


def _asked(counts: Counts, at_least: int) -> Iterator[AskedFor]:
    for requirement, reason in _most_asked(counts, at_least):
        clauses = tuple(sorted(counts.clauses_of[requirement, reason] - {NO_CLAUSE}))
        count = counts.asked[requirement, reason]
        yield AskedFor(requirement, reason, clauses, rounded(count, counts.applications, at_least))


def _clauses(counts: Counts, at_least: int) -> Iterator[AskedUnder]:
    whole = counts.applications
    for clause in sorted({clause for clause, _ in counts.clauses} - {NO_CLAUSE}):
        found = rounded(counts.clauses[clause, None], whole, at_least)
        if found:
            of_each = {
                status: rounded(counts.clauses[clause, status], whole, at_least)
                for status in STATUSES
                if status in OPEN
            }
            yield AskedUnder(clause, found, of_each)


# --- how long it took ----------------------------------------------------------------------------


def _time(counts: Counts, outcomes: Shown[Outcome], at_least: int) -> TimeTaken:
    reached = counts.days.total()
    never = counts.applications - reached
    is_shown = _may_be_shown(counts, outcomes, reached, at_least)
    lengths = show(_by_length(counts.days), at_least) if is_shown and reached else None
    return TimeTaken(
        reached=reached if is_shown else None,
        never=never if is_shown else None,
        quartiles=_quartiles(counts.days, at_least) if is_shown else (None, None, None),
        lengths=tuple(
            (most, lengths.rows[most][0])
            for most in (*LONGEST, None)
            if lengths is not None and most in lengths.rows
        ),
        others=None if lengths is None or lengths.others is None else lengths.others[0],
    )


def _may_be_shown(counts: Counts, outcomes: Shown[Outcome], reached: int, at_least: int) -> bool:
    """Whether it may be said how many were ever prepared. They have those among them that are so now: where it is not
    shown how many these are, or the difference is small, it would say so."""
    is_known = PREPARED in outcomes.rows or counts.outcomes[PREPARED] == 0 == _hidden(outcomes)
    parts = reached, counts.applications - reached, reached - counts.still_prepared
    return is_known and fits(parts, at_least)


def _hidden(outcomes: Shown[Outcome]) -> int:
    return 0 if outcomes.others is None else outcomes.others[0]


def _by_length(days: Counter[int]) -> dict[int | None, Cells]:
    found: Counter[int | None] = Counter()
    for taken, count in days.items():
        found[next((most for most in LONGEST if taken <= most), None)] += count
    return {most: (count,) for most, count in found.items()}


def _quartiles(days: Counter[int], at_least: int) -> tuple[int | None, int | None, int | None]:
    reached = days.total()
    median = _value_at(days, 2) if reached >= 2 * at_least else None
    if reached < 4 * at_least:
        return None, median, None
    return _value_at(days, 1), median, _value_at(days, 3)


def _value_at(days: Counter[int], quarter: int) -> int:
    """The value below which, with itself, there is that many quarters of them (nearest rank)."""
    left = -(-days.total() * quarter // 4)
    for taken in sorted(days):
        left -= days[taken]
        if left <= 0:
            return taken
    raise ValueError(days)
