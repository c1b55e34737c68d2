"""Explaining a decision that was just made.

Always holds: nothing is evaluated; the explanation comes from the decision, what it was made from, and the catalog of
the edition that decided.

May not know: how an explanation is shown; recorded decisions (`tejun.operations.recorded`).
"""

from collections.abc import Callable

from tejun.explain import Explanation, explain, remarks_on
from tejun.model.intake import Facts
from tejun.operations.deciding import NewDecision
from tejun.reading import Document
from tejun.reading import Path as DocumentPath
from tejun.words import Language


def explain_decided(decided: NewDecision, facts: Facts, language: Language) -> Explanation:
    """The explanation of a decision on the facts, its places with their lines in the submitted document."""
    return explain(
        decided.decision,
        decided.bundle.catalog,
        language=language,
        document=decided.input.value,
        locate=_locator(facts.source),
    )


def remarks_on_decided(decided: NewDecision, language: Language) -> tuple[str, ...]:
    """What the explanation would note of this application alone."""
    return remarks_on(
        decided.decision,
        decided.bundle.catalog,
        language=language,
        document=decided.input.value,
    )


# --- from a pointer into the submitted document to the line in the submitter's own file ------------


def _locator(document: Document) -> Callable[[str], int | None]:
    """Gives the 1-based line of a pointer's place, or of the nearest thing around it that is there."""

    def line(pointer: str) -> int | None:
        return document.line_of(_path(pointer, document))

    return line


def _path(pointer: str, document: Document) -> DocumentPath:
    node = document.value
    path: list[str | int] = []
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list):
            index = int(key) if key.isascii() and key.isdecimal() and len(key) < 9 else len(node)
            path.append(index)
            node = node[index] if index < len(node) else None
        else:
            path.append(key)
            node = node.get(key) if isinstance(node, dict) else None
    return tuple(path)
