"""Explanations: a recorded decision and its bundle's catalog, turned into words for the person who must act.

`explain` gives a tree of frozen values, `explanation_as_json` the same as plain values; `explain_findings` gives only
the outcome and the findings, `remarks_on` only what the application itself has that counts for nothing, or soon will.
Nothing here evaluates.
"""

from dataclasses import asdict
from typing import Any

from tejun.explain.build import explain, explain_findings, remarks_on
from tejun.explain.shape import Explanation

__all__ = ["Explanation", "explain", "explain_findings", "explanation_as_json", "remarks_on"]


def explanation_as_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain JSON values."""
    return asdict(explanation)
