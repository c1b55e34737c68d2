"""What is said of one thing in an installation.

May not know: what is looked at, or how it is shown.
"""

from dataclasses import dataclass
from typing import Literal

from tejun.errors import TejunError
from tejun.registry import Edition
from tejun.words import Words

Level = Literal["ok", "warn", "fail"]
Part = Words | Edition | str


@dataclass(frozen=True)
class Diagnosis:
    """One thing that was looked at: what it is and how it stands, in parts; `advice` where it is not ok."""

    level: Level
    parts: tuple[Part, ...]
    advice: Words | None = None


def failure(parts: tuple[Part, ...], error: TejunError) -> Diagnosis:
    """That it is not well, in the words of the error."""
    return Diagnosis("fail", (*parts, error.detail), error.advice)
