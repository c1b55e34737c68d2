"""Explanations: a recorded decision and its bundle's catalog, turned into words for the person who must act.

`explain` gives a tree of frozen values; `to_json` and `to_markdown` write it out. Nothing here evaluates.
"""

from dataclasses import asdict
from typing import Any

from service.explain.build import explain
from service.explain.markdown import to_markdown
from service.explain.shape import Explanation

__all__ = ["Explanation", "explain", "to_json", "to_markdown"]


def to_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain JSON values."""
    return asdict(explanation)
