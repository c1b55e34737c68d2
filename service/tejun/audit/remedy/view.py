"""A remedy in words, as a tree of plain frozen values (`tejun/remedy/1`).

Always holds: every word in it is in one language; no sample is in it, and no value that a step is to enter. Where there
are no sets of steps it is said why, and who must act.

May not know: where it is shown.
"""

from dataclasses import dataclass
from typing import Literal

from tejun.audit.remedy.result import Bound, Minimal
from tejun.audit.remedy.steps import Sensitivity
from tejun.audit.remedy.vocabulary import Act, Cause
from tejun.explain.shape import Actor
from tejun.terms import Outcome, Status
from tejun.words import Language

SCHEMA: Literal["tejun/remedy/1"] = "tejun/remedy/1"


@dataclass(frozen=True)
class StepView:
    """What somebody does: `text` says it whole, `holder` is who. `pointer` goes into the submitted document; `place` is
    the same as its submitter knows it."""

    act: Act
    text: str
    requirement: str
    title: str
    pointer: str
    place: str
    actor: Actor
    actor_label: str
    holder: str
    sensitivity: Sensitivity


@dataclass(frozen=True)
class OpenedView:
    """A finding that the steps leave open, and that was not before."""

    requirement: str
    title: str
    subject: str
    subject_label: str
    status: Status
    status_label: str
    reason: str


@dataclass(frozen=True)
class SetView:
    """Steps that together give `gives`: a finding's status, or an outcome. `otherwise` is what else may come of them by
    what is found, `may_open` what may be open then; `notes` say in words what there is to know of the set."""

    steps: tuple[StepView, ...]
    gives: Status | Outcome
    gives_label: str
    minimal: Minimal
    otherwise: tuple[Status | Outcome, ...]
    opens: tuple[OpenedView, ...]
    may_open: tuple[OpenedView, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class FindingRemedyView:
    """What settles one finding. Where `sets` is empty, `why` says what does, and `holder` who must act then; `first`
    are steps to be done before that, and `then` such as count only after it; neither settles it."""

    requirement: str
    title: str
    subject: str
    subject_label: str
    status: Status
    status_label: str
    reason: str
    binding: bool
    sets: tuple[SetView, ...]
    cause: Cause | None
    why: str | None
    actor: Actor
    actor_label: str
    holder: str
    first: tuple[StepView, ...]
    then: tuple[StepView, ...]
    stopped: Bound | None


@dataclass(frozen=True)
class HeldView:
    """A finding that keeps the application from an outcome, why no steps settle it, and who must act; `stopped` where
    looking ended before that was seen."""

    requirement: str
    title: str
    subject: str
    subject_label: str
    why: str
    holder: str
    stopped: Bound | None


@dataclass(frozen=True)
class RungView:
    """How the application comes to an outcome: by one of the sets, or what holds it."""

    outcome: Outcome
    outcome_label: str
    sets: tuple[SetView, ...]
    held_by: tuple[HeldView, ...]
    stopped: Bound | None


@dataclass(frozen=True)
class RemedyView:
    """What settles a recorded decision, in one language; `rungs` from the nearest outcome to the best."""

    schema: Literal["tejun/remedy/1"]
    language: Language
    decision: str
    revision: str
    as_of: str
    outcome: Outcome
    outcome_label: str
    rungs: tuple[RungView, ...]
    findings: tuple[FindingRemedyView, ...]
    evaluations: int
    stopped: Bound | None
    notes: tuple[str, ...]
