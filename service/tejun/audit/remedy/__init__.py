"""What would settle a decision: for each finding that leaves something to do, and for the outcome, the smallest sets of
steps, each proven by evaluating the facts after them with the edition that decided.

`settle` looks for them. A step supplies what is absent, renews what is stale, or does what was not done: `edits` can do
nothing else to the facts. What takes a judgement, the FA's word or another answer has no steps, and `vocabulary` says
so, by the reason. `trial` evaluates within bounds; `search` grows and shrinks sets for one finding, `outcome` for all.
"""

from typing import Any

from tejun.audit.remedy.outcome import settle
from tejun.audit.remedy.result import FindingRemedy, Opened, Remedy, Rung, StepSet
from tejun.audit.remedy.steps import Step
from tejun.audit.remedy.trial import Bounds, Trial
from tejun.audit.remedy.view import RemedyView
from tejun.audit.remedy.worded import in_words
from tejun.bundle.archive import Bundle

__all__ = [
    "Bounds",
    "FindingRemedy",
    "Opened",
    "Remedy",
    "RemedyView",
    "Rung",
    "Step",
    "StepSet",
    "Trial",
    "forms_and_params",
    "in_words",
    "settle",
]


def forms_and_params(bundle: Bundle) -> dict[str, Any]:
    """What proposals ask of an edition: its forms' items, and its parameters."""
    return {
        "forms": bundle.catalog["program"].get("forms", ()),
        "params": bundle.data[bundle.root].get("params", {}),
    }
