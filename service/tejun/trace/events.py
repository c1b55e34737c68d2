"""A trace: OPA's events while it evaluates the findings of one requirement.

Always holds: events are in the order in which they happened, and name the bundle's own files and lines.

May not know: how OPA was run, or how a trace is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tejun.model.json_types import FindingJson


@dataclass(frozen=True)
class Event:
    """One line of OPA's trace.

    `op` is OPA's word (Enter, Eval, Fail, Exit, Redo, …), `depth` how deeply it is nested, `path` the bundle's file
    (None: the query itself), `row` the 1-based line there. `values` has the value of each variable in `text`, as JSON
    that OPA cuts after some thirty characters.
    """

    op: str
    depth: int
    path: str | None
    row: int
    text: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class EvaluatedRule:
    """A rule that was evaluated: its full name (`data.<root>.….findings`), its file, and its value."""

    name: str
    path: str
    results: tuple[FindingJson, ...]


@dataclass(frozen=True)
class Trace:
    """The repeated evaluation of one requirement.

    `findings` are the requirement's in the whole decision, as they come out this time; `rule` is the requirement's own,
    `tightenings` are the program's rules that tighten it.
    """

    root: str
    requirement: str
    findings: tuple[FindingJson, ...]
    rule: EvaluatedRule
    tightenings: tuple[EvaluatedRule, ...]
    events: tuple[Event, ...]
