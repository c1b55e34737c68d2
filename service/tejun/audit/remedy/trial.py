"""Trying steps: the facts with them, evaluated, within bounds.

Always holds: nothing is recorded, and what comes out is no decision. A set of steps is evaluated once. What cannot be
applied, or what the edition gives no result on, settles nothing.

May not know: which steps are worth a try.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tejun import canonical
from tejun.audit.remedy.edits import CannotApplyError, Facts
from tejun.audit.remedy.result import Bound, Cell, Taken
from tejun.audit.remedy.steps import Step
from tejun.bundle.archive import Bundle
from tejun.decide.examine import examine
from tejun.decide.prepared import prepare
from tejun.engine.protocol import Evaluation
from tejun.errors import EvaluationError, InvalidInputError
from tejun.model.intake import read_facts
from tejun.model.json_types import FindingJson
from tejun.terms import Outcome as OutcomeName


@dataclass(frozen=True)
class Bounds:
    """After how many evaluations, and after how many seconds, looking stops; `of_finding` is what one may take."""

    evaluations: int = 2000
    seconds: float = 30.0
    of_finding: int = 60


class StoppedError(Exception):
    """A bound was reached. Caught here in the room, never shown."""

    def __init__(self, bound: Bound) -> None:
        super().__init__(bound)
        self.bound = bound


@dataclass(frozen=True)
class Outcome:
    """What an edition says of facts: the outcome, and the finding of every cell."""

    outcome: OutcomeName
    cells: Mapping[Cell, FindingJson] = field(repr=False)


@dataclass
class Trial:
    """The input of a decision, its edition and what evaluates one; `clock` gives seconds, of whichever beginning."""

    input_document: Mapping[str, Any] = field(repr=False)
    bundle: Bundle = field(repr=False)
    evaluate: Callable[[Bundle, bytes], Evaluation] = field(repr=False)
    clock: Callable[[], float] = field(repr=False)
    bounds: Bounds = Bounds()
    evaluations: int = 0
    _known: dict[frozenset[Taken], Outcome | None] = field(default_factory=dict, repr=False)
    _accepted: dict[frozenset[Taken], bool] = field(default_factory=dict, repr=False)
    _order: dict[Step, int] = field(default_factory=dict, repr=False)
    _began: float = field(init=False, repr=False)
    _own_bound: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._began = self.clock()
        self._own_bound = self.bounds.evaluations

    @property
    def facts(self) -> Facts:
        facts: Facts = self.input_document["facts"]
        return facts

    @property
    def day(self) -> str:
        return str(self.input_document["as_of"])

    def begin_finding(self) -> None:
        """From here on one finding has its own share of the evaluations."""
        self._own_bound = min(self.bounds.evaluations, self.evaluations + self.bounds.of_finding)

    def begin_outcome(self) -> None:
        """From here on all that is left may be taken."""
        self._own_bound = self.bounds.evaluations

    def ordered(self, taken: Iterable[Taken]) -> tuple[Taken, ...]:
        """In the order in which the steps were first proposed: a later one may build on an earlier."""
        every = list(dict.fromkeys(taken))
        for step, _ in every:
            self._order.setdefault(step, len(self._order))
        return tuple(sorted(every, key=lambda each: (self._order[each[0]], each[1])))

    def applied(self, taken: Iterable[Taken]) -> Facts:
        """The facts with the steps. Raises CannotApplyError."""
        facts = self.facts
        for step, variant in self.ordered(taken):
            facts = step.apply(facts, self.day, variant)
        return facts

    def of(self, taken: Iterable[Taken]) -> Outcome | None:
        """What the edition says after the steps; None where they cannot be done. Raises StoppedError."""
        key = frozenset(taken)
        if key not in self._known:
            self._known[key] = self._evaluated(key)
        return self._known[key]

    def sure_of(self, taken: Iterable[Taken]) -> Outcome:
        """The same where the edition is known to give a result: of the decision itself, and of what was tried."""
        answered = self.of(taken)
        if answered is None:
            raise LookupError("no result where there was one")
        return answered

    def _evaluated(self, taken: Iterable[Taken]) -> Outcome | None:
        try:
            facts = self.applied(taken)
        except CannotApplyError:
            return None
        self._spend()
        document = {**self.input_document, "facts": facts, "prepared": prepare(facts)}
        try:
            result = self.evaluate(self.bundle, canonical.dumps(document)).result
        except EvaluationError:
            return None
        return _outcome_of(result)

    def _spend(self) -> None:
        if self.clock() - self._began >= self.bounds.seconds:
            raise StoppedError("time")
        if self.evaluations >= self._own_bound:
            raise StoppedError("evaluations")
        self.evaluations += 1

    def accepts(self, taken: Iterable[Taken]) -> bool:
        """Whether the facts after the steps are such as can be submitted, and decided on: the intake and all that a
        decision is held to say so. Raises StoppedError."""
        key = frozenset(taken)
        if key not in self._accepted:
            self._accepted[key] = self._is_accepted(key)
        return self._accepted[key]

    def _is_accepted(self, taken: Iterable[Taken]) -> bool:
        try:
            facts = read_facts(canonical.dumps(self.applied(taken)))
            self._spend()
            document = {
                **self.input_document,
                "facts": facts.document,
                "prepared": prepare(facts.document, facts.contents),
            }
            result = self.evaluate(self.bundle, canonical.dumps(document)).result
            examine(result, self.bundle, facts.document)
        except (CannotApplyError, InvalidInputError, EvaluationError):
            return False
        return True


def _outcome_of(result: Mapping[str, Any]) -> Outcome:
    cells = {(each["requirement"], each["subject"]): each for each in result["findings"]}
    return Outcome(result["outcome"], cells)
