"""Lines that are shown one by one as something goes on: plain, marked with how it came out, or whole rows.

May not know: colours, terminals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tejun.errors import TejunError
from tejun.present.rows import Block
from tejun.words import Language, Message

Level = Literal["ok", "skip", "warn", "fail"]


@dataclass(frozen=True)
class MarkedLine:
    """A line with how it came out in front of it."""

    level: Level
    text: str
    indent: str = ""


Line = str | MarkedLine | Sequence[Block]


def refusal_lines(error: TejunError, language: Language) -> Iterator[str]:
    """Why something was refused; the reasons one by one stand above, each beneath its check."""
    yield f"tejun: {error.title.in_(language)}"
    yield f"  {error.detail.in_(language)}"
    label = Message("present.what_to_do").in_(language)
    yield f"  {label}: {error.advice.in_(language)}"
