"""What came of looking for a remedy: for each open finding and for the outcome the sets of steps, or why there is none.

Always holds: frozen; each set was evaluated and gave what is stated of it. Where there is no set, `cause` says why, or
`stopped` at which bound looking ended: an empty list never reads as 'nothing to do'.

May not know: languages, or how a remedy is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tejun.audit.remedy.edits import Facts
from tejun.audit.remedy.steps import SENSITIVITIES, Step, in_order
from tejun.audit.remedy.vocabulary import Cause
from tejun.terms import Outcome, Status

Cell = tuple[str, str]
"""A requirement and a subject."""

Bound = Literal["evaluations", "time"]

Taken = tuple[Step, int]
"""A step with the variant of its sample that was tried."""

Minimal = Literal["every_subset", "each_step"]
"""Which smaller sets were evaluated, and do not do it: all of them, or those with one step less."""


@dataclass(frozen=True)
class Opened:
    """A finding that the steps leave open, and that was not before."""

    requirement: str
    subject: str
    status: Status
    reason: str


@dataclass(frozen=True)
class StepSet:
    """Steps that together give `gives`, and no fewer of them do.

    `gives` is the finding's status after them, or the outcome. `depends`: it may come out otherwise, by what is found
    when the steps are done, as `otherwise` says. `opens` are findings that come with them, `may_open` those that may
    by what is found.
    """

    taken: tuple[Taken, ...]
    gives: Status | Outcome
    minimal: Minimal
    otherwise: tuple[Status | Outcome, ...] = ()
    opens: tuple[Opened, ...] = ()
    may_open: tuple[Opened, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """In an order in which they can be done."""
        return in_order(step for step, _ in self.taken)

    @property
    def depends(self) -> bool:
        return bool(self.otherwise)

    def applied(self, facts: Facts, day: str) -> Facts:
        """The facts after all of the steps, as they were proven. Raises CannotApplyError."""
        for step, variant in self.taken:
            facts = step.apply(facts, day, variant)
        return facts

    def rank(self) -> tuple[int, int, list[str]]:
        """Fewest steps first, then the least sensitive facts."""
        sensitive = sum(SENSITIVITIES.index(step.sensitivity) for step in self.steps)
        return len(self.taken), sensitive, [step.pointer for step in self.steps]


@dataclass(frozen=True)
class FindingRemedy:
    """What settles one finding: the sets, in order, or the cause why there is none; neither where it was stopped."""

    requirement: str
    subject: str
    status: Status
    reason: str
    sets: tuple[StepSet, ...] = ()
    cause: Cause | None = None
    first: tuple[Step, ...] = ()
    """Steps that bring the cause up, each of them: they are to be done before it is settled, and do not settle it."""

    then: tuple[Step, ...] = ()
    """Steps that count only after the cause is settled, and are not to be done before."""

    stopped: Bound | None = None
    binding: bool = True
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        return self.requirement, self.subject


@dataclass(frozen=True)
class Rung:
    """How the application reaches a better outcome: by the steps, or what stands in the way of it."""

    outcome: Outcome
    sets: tuple[StepSet, ...] = ()
    held_by: tuple[Cell, ...] = ()
    """The findings that keep it from there, for which there are no steps."""

    opened: tuple[FindingRemedy, ...] = ()
    """Those of them that are not open yet: the steps for the others open them."""

    stopped: Bound | None = None


@dataclass(frozen=True)
class Remedy:
    """What settles a decision: the rungs to a better outcome, and each open finding for itself.

    `evaluations` is how many times the edition was asked; `stopped` the bound that ended it early, None where it
    ended by itself.
    """

    outcome: Outcome
    day: str
    rungs: tuple[Rung, ...]
    findings: tuple[FindingRemedy, ...]
    evaluations: int
    stopped: Bound | None = None
    of_one: bool = False
    """Whether one requirement was asked for, and nothing else was looked at."""

    by_cell: Mapping[Cell, FindingRemedy] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_cell", {found.cell: found for found in self.findings})
