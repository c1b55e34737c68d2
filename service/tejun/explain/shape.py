"""The explanation of a decision, as a tree of plain frozen values (`tejun/explanation/1`).

Always holds: every word in it is in one language; every finding of the decision is in it once, under its clause.

May not know: where an explanation is shown.
"""

from dataclasses import dataclass
from typing import Any, Literal

from tejun.terms import Enforcement, Layer, Mode, Outcome, Status
from tejun.words import Language

Actor = Literal["lead", "institution", "researcher", "joint", "fa"]
Source = Literal["submitted", "fa", "input"]


@dataclass(frozen=True)
class Header:
    """What was decided on, for which day, and by what: enough to find the same decision again."""

    decision: str
    application: str
    application_title: str
    program: str
    program_title: str
    funding_agency: str
    contact: str | None
    example: bool
    edition: str
    base: str
    revision: str
    engine: str
    engine_version: str
    mode: Mode
    mode_label: str
    as_of: str
    decided_at: str


@dataclass(frozen=True)
class Verdict:
    """The outcome in words. It says where the application stands; the funding agency decides."""

    code: Outcome
    headline: str
    advice: str
    holds: bool


@dataclass(frozen=True)
class Count:
    """How many findings have a status, and how many of them do not count for the outcome."""

    status: Status
    label: str
    count: int
    aside: int
    text: str


@dataclass(frozen=True)
class Read:
    """One place that was read.

    `pointer` goes into the submitted document (or the FA's record); `label` names ids, not numbers. `line` is there if
    the submitted file is at hand; where nothing stands there (`present` false), it is that of what is around it.
    """

    source: Source
    source_label: str
    pointer: str
    label: str
    present: bool
    line: int | None


@dataclass(frozen=True)
class Disposition:
    """An answer of the funding agency that a finding rests on, and whose record it is. The status stays what it is."""

    result: str
    result_label: str
    teller: Literal["fa", "institution"]
    teller_label: str
    by: str
    on: str
    reference: str
    expires_on: str | None


@dataclass(frozen=True)
class FindingView:
    """One requirement and one subject, in words.

    `actor` is the role that acts and `holder` its name; `imposed_by` names the program's own condition where that one
    speaks in place of the procedure.
    """

    requirement: str
    title: str
    quote: str | None
    subject: str
    subject_label: str
    status: Status
    status_label: str
    reason: str
    message: str
    remedy: str | None
    params: dict[str, Any]
    actor: Actor
    actor_label: str
    holder: str
    layer: Layer
    layer_label: str
    imposed_by: str | None
    enforcement: Enforcement
    enforcement_label: str
    reads: tuple[Read, ...]
    disposition: Disposition | None


@dataclass(frozen=True)
class Clause:
    """The findings under one clause of the source, in the catalog's order."""

    section: str
    item: str
    label: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class TaskSubject:
    """One of those a task is about, who holds it, and where to write the answer."""

    subject: str
    label: str
    holder: str
    read: Read | None


@dataclass(frozen=True)
class Task:
    """One thing to do: findings that want the same of several subjects stand together."""

    requirement: str
    title: str
    clause: str
    status: Status
    status_label: str
    enforcement: Enforcement
    enforcement_label: str
    message: str
    remedy: str
    subjects: tuple[TaskSubject, ...]


@dataclass(frozen=True)
class Tasks:
    """What one actor has to do, the gravest first."""

    actor: Actor
    label: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class IndicatorView:
    """Something that asks for a person's judgement; `status` is how far its judgement has come, where known."""

    key: str
    requirement: str
    title: str
    subject: str
    subject_label: str
    kind_label: str
    status: Status | None
    status_label: str | None
    reads: tuple[Read, ...]


@dataclass(frozen=True)
class Explanation:
    """A decision, explained in one language."""

    schema: Literal["tejun/explanation/1"]
    language: Language
    header: Header
    outcome: Verdict
    summary: tuple[Count, ...]
    next: tuple[Tasks, ...]
    clauses: tuple[Clause, ...]
    indicators: tuple[IndicatorView, ...]
    notes: tuple[str, ...]
