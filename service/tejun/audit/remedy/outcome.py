"""What settles an outcome: the rungs to each better one, from what settles the findings that keep it down.

Always holds: a rung's steps were evaluated together and gave its outcome, and no step of them can be left out. Where a
finding without steps keeps the application from a rung, the rung names it.

May not know: how a remedy is shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tejun.audit.remedy.result import (
    Bound,
    Cell,
    FindingRemedy,
    Minimal,
    Remedy,
    Rung,
    StepSet,
    Taken,
)
from tejun.audit.remedy.search import Search, goodness, other_variants, remedy_of, shrunk
from tejun.audit.remedy.trial import Outcome, StoppedError, Trial
from tejun.audit.remedy.vocabulary import Act
from tejun.model.json_types import FindingJson
from tejun.terms import EFFECTS, OPEN
from tejun.terms import Outcome as OutcomeName

_SCALE: tuple[OutcomeName, ...] = (
    "action_required",
    "information_required",
    "consultation_required",
    "prepared",
)
"""Worst first, in step with the statuses that give them."""

_ONCE: frozenset[Act] = frozenset({"declare", "complete", "carry_out", "respond"})
"""Acts that nobody does twice at one place."""

_BOUNDS: tuple[Bound, ...] = ("time", "evaluations")

_ROUNDS = 4
"""How many times steps may bring up something that wants steps of its own."""


def settle(
    trial: Trial, edition: Mapping[str, Any], *, only: tuple[str, str | None] | None = None
) -> Remedy:
    """What settles the decision that the trial is on: each open finding, and the outcome.

    `edition` has the program's `forms` and `params`; `only` a requirement, and a subject where that is not None: then
    nothing is looked for but what settles these findings. Never raises for a bound: the remedy says where it stopped.
    """
    base = trial.sure_of(())
    found = tuple(_findings(trial, base, edition, only))
    rungs = () if only else tuple(_rungs(trial, base, found, edition))
    stops = [*(rung.stopped for rung in rungs), *(each.stopped for each in found)]
    return Remedy(
        base.outcome,
        trial.day,
        rungs,
        found,
        trial.evaluations,
        next((bound for bound in _BOUNDS if bound in stops), None),
        of_one=only is not None,
    )


def _findings(
    trial: Trial,
    base: Outcome,
    edition: Mapping[str, Any],
    only: tuple[str, str | None] | None,
) -> Iterator[FindingRemedy]:
    """The gravest first, and what counts for the outcome before what does not."""
    if base.outcome in EFFECTS and not only:
        return
    open_cells = [
        finding
        for finding in base.cells.values()
        if finding["status"] in OPEN and (only or finding["enforcement"] != "fa_duty")
        if only is None or only[0] == finding["requirement"]
        if only is None or only[1] in {None, finding["subject"]}
    ]
    for finding in sorted(open_cells, key=_gravity):
        yield remedy_of(trial, finding, edition)


def _gravity(finding: FindingJson) -> tuple[bool, int, str, str]:
    return (
        finding["enforcement"] != "binding",
        goodness(finding["status"]),
        finding["requirement"],
        finding["subject"],
    )


def _rungs(
    trial: Trial, base: Outcome, found: tuple[FindingRemedy, ...], edition: Mapping[str, Any]
) -> Iterator[Rung]:
    """One for each better outcome, but for those that the steps to them lead past."""
    if base.outcome not in _SCALE:
        return
    trial.begin_outcome()
    place = _SCALE.index(base.outcome) + 1
    while place < len(_SCALE):
        rung = _Climb(trial, found, edition, place).rung(base)
        # Steps that lead further are those of the better outcome: no fewer lead there, since none lead here.
        place = max((_reach(each.gives) for each in rung.sets), default=place)
        yield replace(rung, outcome=_SCALE[place])
        place += 1


class _Climb:
    """The way to one rung: the outcome at a place of the scale."""

    def __init__(
        self, trial: Trial, found: Iterable[FindingRemedy], edition: Mapping[str, Any], place: int
    ) -> None:
        self._trial, self._edition, self._place = trial, edition, place
        self._found = {each.cell: each for each in found}

    def rung(self, base: Outcome) -> Rung:
        outcome = _SCALE[self._place]
        below = self._below(base)
        held = tuple(cell for cell in below if self._least(cell) is None)
        stopped = _stopped(self._found[cell] for cell in held)
        if held:
            return Rung(outcome, held_by=held, stopped=stopped)
        try:
            return self._climbed(outcome, below)
        except StoppedError as stop:
            return Rung(outcome, stopped=stop.bound)

    def _climbed(self, outcome: OutcomeName, below: tuple[Cell, ...]) -> Rung:
        taken = self._together(self._least(cell) or () for cell in below)
        for _ in range(_ROUNDS):
            after = self._trial.of(taken)
            left = () if after is None else self._below(after)
            if after is None or not left:
                break
            searches = [self._searched_after(taken, cell) for cell in left]
            if not all(search.least() for search in searches):
                return self._held(outcome, after, searches)
            taken = self._together([taken, *(search.least() or () for search in searches)])
        part, minimal = shrunk(self._trial, taken, self._reaches)
        if not self._reaches(taken) or not self._trial.accepts(part):
            return self._not_together(outcome, below)
        return Rung(outcome, (self._stated(part, minimal),))

    def _not_together(self, outcome: OutcomeName, below: tuple[Cell, ...]) -> Rung:
        """The rung where the findings have steps, each for itself, that do not lead there together."""
        opened = (
            replace(self._found[cell], sets=(), cause="none_settles")
            for cell in below
            if cell in self._found
        )
        return Rung(outcome, held_by=below, opened=tuple(opened))

    def _below(self, answered: Outcome) -> tuple[Cell, ...]:
        """The findings that keep the outcome below the rung."""
        return tuple(
            cell
            for cell, finding in sorted(answered.cells.items())
            if finding["enforcement"] == "binding" and goodness(finding["status"]) < self._place
        )

    def _least(self, cell: Cell) -> tuple[Taken, ...] | None:
        """The steps of the first set that lifts the finding to the rung; None where there is none."""
        found = self._found.get(cell)
        sets = () if found is None else found.sets
        return next((each.taken for each in sets if goodness(each.gives) >= self._place), None)

    def _searched_after(self, taken: tuple[Taken, ...], cell: Cell) -> Search:
        """The search for what lifts a finding that is open once the steps are done, these included."""
        search = Search(self._trial, cell, self._edition)
        search.grow(taken, 0)
        return search

    def _held(self, outcome: OutcomeName, after: Outcome, searches: Iterable[Search]) -> Rung:
        """The rung, and what is open after the steps to it, and has none itself."""
        stuck = [search for search in searches if search.least() is None]
        opened = []
        for search in stuck:
            finding = after.cells[search.cell]
            opened.append(
                FindingRemedy(
                    *search.cell,
                    finding["status"],
                    finding["reason"],
                    cause=search.cause(),
                    params=finding["params"],
                )
            )
        return Rung(outcome, held_by=tuple(each.cell for each in opened), opened=tuple(opened))

    def _together(self, sets: Iterable[tuple[Taken, ...]]) -> tuple[Taken, ...]:
        """Each step once: where two sets take it otherwise at one place, as the first does."""
        steps = {
            (step.path if step.act in _ONCE else step): (step, variant)
            for taken in reversed(list(sets))
            for step, variant in taken
        }
        return self._trial.ordered(steps.values())

    def _reaches(self, taken: Iterable[Taken]) -> bool:
        after = self._trial.of(taken)
        return after is not None and _reach(after.outcome) >= self._place

    def _stated(self, taken: tuple[Taken, ...], minimal: Minimal) -> StepSet:
        after = self._trial.sure_of(taken)
        others = set()
        for with_other in other_variants(taken):
            other = self._trial.of(with_other)
            if other is not None and _reach(other.outcome) < _reach(after.outcome):
                others.add(other.outcome)
        return StepSet(
            taken,
            after.outcome,
            minimal,
            tuple(each for each in _SCALE if each in others),
        )


def _reach(outcome: str) -> int:
    """How far up an outcome is; those beside the scale leave nothing to do, as the last of it does."""
    return _SCALE.index(outcome) if outcome in _SCALE else len(_SCALE) - 1


def _stopped(found: Iterable[FindingRemedy]) -> Bound | None:
    return next((each.stopped for each in found if each.stopped), None)
