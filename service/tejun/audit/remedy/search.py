"""Looking for the sets of steps that settle a finding.

From the finding's own acts a set grows: where steps are done and something else is wanted then, the acts of that come
in, too. What settles it is shrunk to what no part of does, and then tried with whatever else may be found.

Always holds: a set is given only where its evaluation gave what is stated, the intake accepts the facts, and no
smaller set of its steps gave as much. Bounded: what was not tried is not claimed.

May not know: how the parts of a decision are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from tejun.audit.remedy import places
from tejun.audit.remedy.proposals import propose
from tejun.audit.remedy.result import Cell, FindingRemedy, Minimal, Opened, StepSet, Taken
from tejun.audit.remedy.site import Site
from tejun.audit.remedy.steps import Step
from tejun.audit.remedy.trial import Outcome, StoppedError, Trial
from tejun.audit.remedy.vocabulary import (
    DUE_AFTER_STEPS,
    OF_ITEMS,
    Cause,
    acts_on,
    cause_without_acts,
    is_due_before,
)
from tejun.model.json_types import FindingJson
from tejun.terms import OPEN, STATUSES, Status

MOST_SETS = 3
"""So many ways to settle one finding are given."""

EVERY_SUBSET = 4
"""Of sets up to so many steps every smaller one is evaluated; of larger ones each with one step less."""

_DEPTH = 8
"""How many times something else may be wanted, once steps were done."""

_TRIED: frozenset[Cause] = frozenset({"none_settles", "answer"})
"""Causes that only a search that was not stopped can tell."""

_SETTLED = STATUSES.index("satisfied")
_GOODNESS: Mapping[str, int] = {status: min(i, _SETTLED) for i, status in enumerate(STATUSES)}


def goodness(status: str) -> int:
    """0 for the worst status; all that leaves nothing to do counts the same."""
    return _GOODNESS[status]


@dataclass
class _Found:
    """What one search has come to: sets that settle the finding, and where it got stuck otherwise."""

    sets: list[tuple[Taken, ...]] = field(default_factory=list)
    for_fa: list[tuple[Taken, ...]] = field(default_factory=list)
    stuck: tuple[tuple[Taken, ...], FindingJson] | None = None
    tried: bool = False


def remedy_of(trial: Trial, finding: FindingJson, edition: Mapping[str, Any]) -> FindingRemedy:
    """What settles the finding of the decision that the trial is on. Never raises for a bound: it says so."""
    requirement, reason = finding["requirement"], finding["reason"]
    found = FindingRemedy(
        requirement,
        finding["subject"],
        finding["status"],
        reason,
        binding=finding["enforcement"] == "binding",
        params=finding["params"],
    )
    if finding["status"] == "consult_fa" or not acts_on(requirement, reason):
        return replace(found, cause=cause_without_acts(requirement, reason, finding["status"]))
    trial.begin_finding()
    search = Search(trial, found.cell, edition)
    try:
        search.grow((), 0)
    except StoppedError as stopped:
        found = replace(found, stopped=stopped.bound)
    try:
        sets = tuple(search.proven())
    except StoppedError as stopped:
        sets, found = search.proven_sets(), replace(found, stopped=stopped.bound)
    if sets:
        return replace(found, sets=sets)
    cause = search.cause()
    if found.stopped and cause in _TRIED:
        return found
    trial.begin_outcome()
    first, then = search.around(cause)
    return replace(found, cause=cause, first=first, then=then)


class Search:
    """The search for what settles one cell, from the facts as they stand or from after some steps."""

    def __init__(self, trial: Trial, cell: Cell, edition: Mapping[str, Any]) -> None:
        self._trial, self._cell, self._edition = trial, cell, edition
        self._found = _Found()
        self._proven: list[StepSet] = []
        self._before = trial.sure_of(())

    @property
    def cell(self) -> Cell:
        return self._cell

    # --- growing -----------------------------------------------------------------------------------

    def grow(self, chosen: tuple[Taken, ...], depth: int) -> None:
        """Tries what may settle the finding once what was chosen is done. Raises StoppedError."""
        answered = self._trial.of(chosen)
        finding = None if answered is None else answered.cells.get(self._cell)
        if answered is None or finding is None or depth > _DEPTH:
            return
        self._notes_stuck(chosen, finding)
        for group in self._groups(chosen, answered, finding):
            if self._single_is_enough(chosen, group):
                continue
            for variant in (0, 1):
                those = [(step, variant if variant < len(step.variants) else 0) for step in group]
                together = (*chosen, *those)
                self._found.tried |= self._trial.of(together) is not None
                if self._settles(together):
                    self._found.sets.append(together)
                    break
                if variant == 0:
                    self._notes_for_fa(together)
                if self._goes_on(together, finding, depth):
                    break
            if len(self._found.sets) >= MOST_SETS:
                return

    def _notes_stuck(self, chosen: tuple[Taken, ...], finding: FindingJson) -> None:
        """Notes where the search is, where it is further than before by what anybody would do; what comes up where
        something out of the ordinary is found is no cause."""
        is_ordinary = all(variant == 0 or step.act == "renew" for step, variant in chosen)
        is_further = self._found.stuck is None or len(chosen) > len(self._found.stuck[0])
        if is_ordinary and is_further:
            self._found.stuck = (chosen, finding)

    def _groups(
        self, chosen: tuple[Taken, ...], answered: Outcome, finding: FindingJson
    ) -> Iterator[list[Step]]:
        done = {step for step, _ in chosen}
        site = Site(
            finding,
            self._trial.applied(chosen),
            self._trial.day,
            tuple(answered.cells.values()),
            self._edition,
        )
        for group in propose(site):
            new = [step for step in group if step not in done]
            if new:
                yield new

    def _single_is_enough(self, chosen: tuple[Taken, ...], group: list[Step]) -> bool:
        """Whether single steps of the group settle it, each by what opens least of what may be found by it."""
        ways = [self._best_way(chosen, step) for step in group]
        self._found.sets += [way for way in ways if way is not None]
        return any(way is not None for way in ways)

    def _best_way(self, chosen: tuple[Taken, ...], step: Step) -> tuple[Taken, ...] | None:
        every = [(*chosen, (step, variant)) for variant in range(len(step.variants))]
        self._found.tried |= any(self._trial.of(taken) is not None for taken in every)
        enough = [taken for taken in every if self._settles(taken)]
        if not enough:
            self._notes_for_fa(every[0])
        return min(enough, key=self._opens, default=None)

    def _opens(self, taken: tuple[Taken, ...]) -> int:
        after = self._trial.of(taken)
        return 0 if after is None else len(opened(self._before, after))

    def _settles(self, taken: tuple[Taken, ...]) -> bool:
        status = self._status(taken)
        return status is not None and goodness(status) == _SETTLED and self._trial.accepts(taken)

    def _notes_for_fa(self, taken: tuple[Taken, ...]) -> None:
        """Notes the steps where they leave to the FA what was worse before."""
        if self._status(taken) == "consult_fa":
            self._found.for_fa.append(taken)

    def _status(self, taken: Iterable[Taken]) -> Status | None:
        answered = self._trial.of(taken)
        finding = None if answered is None else answered.cells.get(self._cell)
        return None if finding is None else finding["status"]

    def _goes_on(self, taken: tuple[Taken, ...], before: FindingJson, depth: int) -> bool:
        """Grows further where something else is wanted now than before; whether it is."""
        answered = self._trial.of(taken)
        after = None if answered is None else answered.cells.get(self._cell)
        if after is None or after["status"] == "consult_fa":
            return False
        if all(after[key] == before[key] for key in ("reason", "params", "reads")):
            return False
        self.grow(taken, depth + 1)
        return True

    # --- proving -----------------------------------------------------------------------------------

    def proven(self) -> Iterator[StepSet]:
        """The sets, shrunk and accepted by the intake, in order. Raises StoppedError."""
        candidates = self._found.sets or self._found.for_fa
        seen: set[frozenset[Step]] = set()
        for taken in sorted(candidates, key=len)[: 2 * MOST_SETS]:
            shrunk, minimal = self._shrunk(taken)
            steps = frozenset(step for step, _ in shrunk)
            if steps in seen or not self._trial.accepts(shrunk):
                continue
            seen.add(steps)
            self._proven.append(self._stated(shrunk, minimal))
            if len(seen) >= MOST_SETS:
                break
        yield from self.proven_sets()

    def least(self) -> tuple[Taken, ...] | None:
        """The fewest steps that were found to settle it, or to leave it to the FA; not shrunk."""
        found = self._found.sets or self._found.for_fa
        return min(found, key=len, default=None)

    def proven_sets(self) -> tuple[StepSet, ...]:
        """The sets that are proven so far."""
        return tuple(sorted(self._proven, key=StepSet.rank))

    def _shrunk(self, taken: tuple[Taken, ...]) -> tuple[tuple[Taken, ...], Minimal]:
        """A part of the steps that does as much, of which no part does."""
        enough = goodness(self._sure_status(taken))
        return shrunk(self._trial, taken, lambda part: self._does(part, enough))

    def _sure_status(self, taken: Iterable[Taken]) -> Status:
        """Of what was tried before."""
        return self._trial.sure_of(taken).cells[self._cell]["status"]

    def _does(self, taken: Iterable[Taken], enough: int) -> bool:
        status = self._status(taken)
        return status is not None and goodness(status) >= enough

    def _stated(self, taken: tuple[Taken, ...], minimal: Minimal) -> StepSet:
        """What the steps give, and what else they may give where something else is found."""
        status = self._sure_status(taken)
        opens = opened(self._before, self._trial.sure_of(taken))
        found = [each for each in map(self._trial.of, other_variants(taken)) if each is not None]
        # Where somebody is named by it, the cell is another's: what it opens there stands among those.
        others = {each.cells[self._cell]["status"] for each in found if self._cell in each.cells}
        may_open = (each for other in found for each in opened(self._before, other))
        return StepSet(
            taken,
            status,
            minimal,
            tuple(
                each for each in STATUSES if each in others and goodness(each) < goodness(status)
            ),
            opens,
            tuple(each for each in dict.fromkeys(may_open) if each not in opens),
        )

    # --- where there is none -----------------------------------------------------------------------

    def cause(self) -> Cause:
        """Why no steps settle it: what is wanted once those that are known were done."""
        stuck = self._found.stuck
        if stuck is None:
            return "none_settles"
        cause = self._cause_after(*stuck)
        if cause == "none_settles" and self._is_in_the_way(*stuck):
            return "answer"
        return cause

    def _cause_after(self, taken: tuple[Taken, ...], finding: FindingJson) -> Cause:
        acts = acts_on(finding["requirement"], finding["reason"])
        if acts == (OF_ITEMS,):
            return self._cause_of_items(taken, finding)
        if acts:
            return "none_settles"
        return cause_without_acts(finding["requirement"], finding["reason"], finding["status"])

    def _is_in_the_way(self, taken: tuple[Taken, ...], finding: FindingJson) -> bool:
        """Whether what was entered is what the acts cannot get past: none could be tried; or none changed anything, and
        somebody declared that there is nothing, or another institution spoke."""
        facts = self._trial.facts
        read = (places.path_of(pointer, facts) for pointer in finding["reads"])
        given = [value for path in read if path and (value := places.value_at(facts, path))]
        if not self._found.tried:
            return bool(given)
        return not taken and any(map(_is_final, given))

    def _cause_of_items(self, taken: tuple[Taken, ...], finding: FindingJson) -> Cause:
        """Why one of the findings that this one gathers has no steps, once the others are settled."""
        after = self._trial.of(taken)
        for item in finding["params"].get("items", ()):
            gathered = None if after is None else after.cells.get((item, finding["subject"]))
            if gathered is not None and not acts_on(item, gathered["reason"]):
                return cause_without_acts(item, gathered["reason"], gathered["status"])
        return "none_settles"

    def around(self, cause: Cause) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """The steps that bring the cause up, and are to be done before it is settled; and those that come after it. Of
        the steps none can be left out. Nothing where a bound keeps that from being seen."""
        stuck = self._found.stuck
        if stuck is None or not stuck[0] or cause not in DUE_AFTER_STEPS:
            return (), ()
        try:
            steps = tuple(step for step, _ in self._bringing_up(cause, *stuck))
        except StoppedError:
            return (), ()
        return ((), steps) if is_due_before(stuck[1]["reason"]) else (steps, ())

    def _bringing_up(
        self, cause: Cause, taken: tuple[Taken, ...], stuck: FindingJson
    ) -> tuple[Taken, ...]:
        """A part of the steps after which the finding is stuck in the same way, and after no part of it."""

        def is_enough(part: Iterable[Taken]) -> bool:
            some = self._trial.ordered(part)
            after = self._trial.of(some)
            finding = None if after is None else after.cells.get(self._cell)
            return (
                finding is not None
                and finding["reason"] == stuck["reason"]
                and self._cause_after(some, finding) == cause
            )

        return shrunk(self._trial, taken, is_enough)[0]


def _is_final(value: Any) -> bool:
    """Whether somebody declared that there is nothing, or another institution than the lead one declared something."""
    if not isinstance(value, dict) or not isinstance(value.get("declared"), dict):
        return False
    return value.get("state") == "none" or "institution" in value["declared"]


def shrunk(
    trial: Trial, taken: tuple[Taken, ...], is_enough: Callable[[Iterable[Taken]], bool]
) -> tuple[tuple[Taken, ...], Minimal]:
    """A part of the steps that is enough, of which no part is. Raises StoppedError."""
    kept = list(taken)
    for step in reversed(taken):
        fewer = [each for each in kept if each != step]
        if is_enough(fewer):
            kept = fewer
    if len(kept) > EVERY_SUBSET:
        return trial.ordered(kept), "each_step"
    for size in range(1, len(kept)):
        for part in combinations(kept, size):
            if is_enough(part):
                return trial.ordered(part), "every_subset"
    return trial.ordered(kept), "every_subset"


def other_variants(taken: tuple[Taken, ...]) -> Iterator[tuple[Taken, ...]]:
    """The same steps, one of them at a time with another sample."""
    for i, (step, variant) in enumerate(taken):
        for other in range(len(step.variants)):
            if other != variant:
                yield (*taken[:i], (step, other), *taken[i + 1 :])


def opened(before: Outcome, after: Outcome) -> tuple[Opened, ...]:
    """The binding findings that are open after and were not before."""
    return tuple(
        Opened(*cell, finding["status"], finding["reason"])
        for cell, finding in sorted(after.cells.items())
        if finding["status"] in OPEN
        and finding["enforcement"] == "binding"
        and goodness(before.cells[cell]["status"] if cell in before.cells else "satisfied")
        == _SETTLED
    )
