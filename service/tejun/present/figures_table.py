"""Figures over recorded decisions as the rows of a long table: a row for each number.

Always holds: a row has no more than `COLUMNS`, and a number says what it counts.

May not know: which file has the table.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tejun.audit.figures.figures import Group, Groups, TimeTaken
from tejun.present.figures import QUARTILES, FiguresPresentation
from tejun.words import joined

COLUMNS: Mapping[str, type] = {
    **dict.fromkeys(("figure", "dimension", "group", "last"), str),
    "is_together": bool,
    **dict.fromkeys(("outcome", "status", "requirement", "reason", "title", "clause"), str),
    **dict.fromkeys(("measure", "unit"), str),
    "value": int,
    "is_rounded_down": bool,
}
"""Of the long table, with their types."""


def long_rows(said: FiguresPresentation) -> Iterator[dict[str, Any]]:
    """A row for each number, with `COLUMNS`; what a number is not of, it lacks."""
    figures, basis = said.found.figures, said.found.figures.basis
    yield {"figure": "counted", "value": basis.applications, "unit": "applications"}
    yield {"figure": "counted", "value": basis.decisions, "unit": "decisions"}
    yield from _outcome_rows({"figure": "outcomes"}, figures.outcomes)
    for groups in figures.by:
        yield from _group_rows(said, groups)
    if figures.time is not None:
        yield from _time_rows(figures.time)
    for asked in figures.asked:
        yield {
            "figure": "asked",
            **_reason_columns(said, asked.requirement, asked.reason),
            "clause": joined(map(said.clause, asked.clauses), said.language),
            **_rounded(asked.at_least),
        }
    for under in figures.clauses:
        row = {"figure": "clauses", "clause": said.clause(under.clause)}
        yield {**row, **_rounded(under.at_least)}
        for status, count in under.statuses.items():
            yield {**row, "status": status, **_rounded(count)}


def _group_rows(said: FiguresPresentation, groups: Groups) -> Iterator[dict[str, Any]]:
    heads = [
        {
            "dimension": groups.dimension,
            "group": each.name,
            "last": each.last,
            "is_together": each.name is None,
        }
        for each in groups.groups
    ]
    for head, group in zip(heads, groups.groups, strict=True):
        yield from _outcome_rows({"figure": "outcomes", **head}, group)
    for (requirement, reason), in_each in groups.asked:
        about = _reason_columns(said, requirement, reason)
        for head, count in zip(heads, in_each, strict=True):
            yield {"figure": "asked", **head, **about, **_rounded(count)}


def _reason_columns(said: FiguresPresentation, requirement: str, reason: str) -> dict[str, str]:
    title = said.title_of(requirement)
    return {"requirement": requirement, "reason": reason, "title": title}


def _outcome_rows(head: Mapping[str, Any], group: Group) -> Iterator[dict[str, Any]]:
    of = {"unit": "applications"}
    yield {**head, **of, "value": group.applications}
    for outcome, count in group.outcomes.items():
        yield {**head, **of, "outcome": outcome, "value": count}
    if group.others:
        yield {**head, **of, "outcome": "others", "value": group.others}


def _time_rows(time: TimeTaken) -> Iterator[dict[str, Any]]:
    for name, count in (("reached", time.reached), ("never", time.never)):
        if count is not None:
            yield {"figure": "time", "measure": name, "value": count, "unit": "applications"}
    for name, value in zip(QUARTILES, time.quartiles, strict=True):
        if value is not None:
            yield {"figure": "time", "measure": name, "value": value, "unit": "days"}
    lengths = [(f"up_to_{most}" if most is not None else "longer", n) for most, n in time.lengths]
    if time.others is not None:
        lengths.append(("others", time.others))
    for name, count in lengths:
        yield {"figure": "time", "measure": name, "value": count, "unit": "applications"}


def _rounded(count: int) -> dict[str, Any]:
    return {"unit": "applications", "value": count, "is_rounded_down": True}
