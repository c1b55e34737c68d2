"""docs/readings.md: where the requirements ask more than the source's words, or settle what these leave open.

Always holds: each reading stands once, with every requirement that goes by it, those of lib with all that inherit them.

May not know: whether a reading is right; that is for whoever has the source beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tools.reference.book import Book


@dataclass(frozen=True)
class Reading:
    """A reading in both languages, the requirements that go by it, and the reasons that rest on it."""

    ja: str
    en: str
    requirements: tuple[str, ...]
    reasons: tuple[str, ...]


def readings(gathered: Book) -> tuple[Reading, ...]:
    """Every reading of the book, in the order of the requirements."""
    found: dict[str, Reading] = {}
    for entry in gathered.entries:
        for reading in entry.requirement["readings"]:
            before = found.get(reading["en"])
            ids = (*before.requirements, entry.id) if before else (entry.id,)
            found[reading["en"]] = Reading(
                reading["ja"], reading["en"], ids, tuple(reading["reasons"])
            )
    return tuple(found.values())


def without_ground(requirements: Iterable[Mapping[str, Any]]) -> list[str]:
    """The reasons for `unsatisfied` that rest neither on words of the source or the program nor on a reading."""
    return [
        f"{requirement['id']}: {code}"
        for requirement in requirements
        for read in [{code for reading in requirement["readings"] for code in reading["reasons"]}]
        for code, reason in requirement["reasons"].items()
        if reason["status"] == "unsatisfied" and "words" not in reason and code not in read
    ]
