"""A trace beside the source, as a tree of plain frozen values (`tejun/trace/1`).

Always holds: every line of a rule that was entered is in it once, as it stands in the bundle.

May not know: how a trace is shown.
"""

from dataclasses import dataclass
from typing import Literal

from tejun.terms import Status
from tejun.words import Language

Mark = Literal["held", "failed", "both"]
"""How a line came out: `both` where it was evaluated several times. On the first line of a branch: whether the branch
gave the rule its value. A line without a mark was not evaluated, or its value was known already."""

Role = Literal["requirement", "tightening", "called"]


@dataclass(frozen=True)
class SourceLine:
    """A line of Rego, 1-based. `failures` are its expressions that did not hold, where OPA gave values for them."""

    number: int
    text: str
    mark: Mark | None
    failures: tuple[str, ...]


@dataclass(frozen=True)
class RuleTrace:
    """A rule that was entered.

    `direct`: it is the requirement's (or a tightening's) own, or called by one of those. `shared`: it was called
    for all subjects at once, and its marks are not of this subject alone.
    """

    name: str
    direct: bool
    shared: bool
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True)
class FileTrace:
    """The rules of one of the bundle's files."""

    path: str
    role: Role
    rules: tuple[RuleTrace, ...]


@dataclass(frozen=True)
class SubjectTrace:
    """How one recorded finding came about.

    Where a requirement is written so that its subjects cannot be told apart in OPA's trace, `together` is true and the
    lines are those of all of its subjects.
    """

    subject: str
    subject_label: str
    status: Status
    status_label: str
    reason: str
    together: bool
    files: tuple[FileTrace, ...]


@dataclass(frozen=True)
class TraceView:
    """The trace of one requirement of a recorded decision; `left_out` says for how many subjects it is not shown."""

    schema: Literal["tejun/trace/1"]
    language: Language
    decision: str
    revision: str
    requirement: str
    title: str
    subjects: tuple[SubjectTrace, ...]
    left_out: int
    notes: tuple[str, ...]
