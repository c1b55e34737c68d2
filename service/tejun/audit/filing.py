"""A recorded decision with all that explains it, to be filed: in both languages, to the last line of its rules.

Always holds: pure. Explanation and traces are of the decision that is in it.

May not know: where records are kept, how it is shown, or to whom facts may be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tejun.audit.remedy import RemedyView
from tejun.bundle.archive import Bundle
from tejun.explain import Explanation
from tejun.model.json_types import DecisionJson
from tejun.terms import OPEN
from tejun.trace.view import TraceView
from tejun.words import Words

Traced = Literal["none", "open", "all"]
"""Of which findings the trace is there: of those that leave something to do, or of all."""


@dataclass(frozen=True)
class FiledDecision:
    """A decision with all that explains it. `explanations` has each language once, that which was asked for first;
    `digest` is its receipts' (`Receipt.digest`); `untraced` says why a requirement, by its id, has no trace.
    `remedies` are in the languages of the explanations, where it was asked what would settle the decision."""

    decision: DecisionJson = field(repr=False)
    bundle: Bundle = field(repr=False)
    document: Mapping[str, Any] = field(repr=False)
    explanations: tuple[Explanation, Explanation] = field(repr=False)
    digest: str
    traces: tuple[TraceView, ...] = field(repr=False)
    untraced: Mapping[str, Words]
    remedies: tuple[RemedyView, ...] = field(default=(), repr=False)


def to_trace(decision: DecisionJson, traced: Traced) -> dict[str, set[str]]:
    """The subjects of each requirement of which the trace is to be there."""
    wanted: dict[str, set[str]] = {}
    for finding in decision["findings"]:
        if traced == "all" or (traced == "open" and finding["status"] in OPEN):
            wanted.setdefault(finding["requirement"], set()).add(finding["subject"])
    return wanted


def of_subjects(view: TraceView, subjects: set[str]) -> TraceView:
    """The trace of these subjects alone."""
    return replace(view, subjects=tuple(each for each in view.subjects if each.subject in subjects))
