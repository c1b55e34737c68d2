"""A program's complete application with a place of it changed, and which of the changes leave it prepared.

May not know: which changes may.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import question_of
from tests.support.cases import complete
from tests.support.judged import Question, decide, in_threads


@dataclass(frozen=True)
class Change:
    """A place of an application, and the facts with that place changed; `how` where there are several ways."""

    place: Path
    facts: Any
    how: str = ""

    def __str__(self) -> str:
        return f"{pointer(self.place)} {self.how}".rstrip()


def matches(place: Path, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, pointer(place)) for pattern in patterns)


def outcome(engine: WasmEngine, question: Question) -> str:
    decided = decide(engine, question)
    return "refused" if decided is None else decided.outcome


def left_prepared(
    changes: Iterable[Change], bundle: Bundle, engine: WasmEngine, program: str
) -> list[Change]:
    """The changes with which the program's complete application is prepared still."""
    whole = Question(program, bundle, complete(program))
    assert outcome(engine, whole) == "prepared"
    made = list(changes)
    assert made
    outcomes = in_threads(lambda change: outcome(engine, question_of(whole, change.facts)), made)
    return [change for change, found in zip(made, outcomes, strict=True) if found == "prepared"]


def still_prepared(
    changes: Iterable[Change], bundle: Bundle, engine: WasmEngine, program: str
) -> list[str]:
    """The same, as they read."""
    return [str(change) for change in left_prepared(changes, bundle, engine, program)]
