"""A trace: what OPA told, event by event, of how it came to the findings of one requirement.

Always holds: events stand in the order in which they happened, and name the bundle's own files and lines.

May not know: how OPA was asked, or how a trace is shown.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """One line of OPA's trace.

    `op` is OPA's word (Enter, Eval, Fail, Exit, Redo, …), `depth` how deeply it is nested, `path` the bundle's file
    (None: the query itself), `row` the 1-based line there. `values` holds what the variables in `text` stood for, as
    JSON that OPA cuts after some thirty characters.
    """

    op: str
    depth: int
    path: str | None
    row: int
    text: str
    values: dict[str, str]


@dataclass(frozen=True)
class Traced:
    """One package that was asked: its rule (`data.<root>.….findings`), its file, and what the rule gave."""

    rule: str
    path: str
    results: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Trace:
    """The evaluation of one requirement, made again.

    `findings` are the whole decision's for the requirement, as they come out this time; `own` is the requirement's
    package, `tightenings` are those of the program that bear on it.
    """

    root: str
    requirement: str
    findings: tuple[dict[str, Any], ...]
    own: Traced
    tightenings: tuple[Traced, ...]
    events: tuple[Event, ...]
