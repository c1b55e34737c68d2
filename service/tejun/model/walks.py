"""Going through the facts: every object within them, and every fact that an institution says of itself.

A path is made for what may hold something, and not for every text: those would be most of the work.

May not know: what is looked for.
"""

from collections.abc import Iterator
from typing import Any

from tejun.reading import Path

_FOREIGN = "madmp"
"""A maDMP has keys of its own."""

_OF_OTHERS = frozenset({"supporters", "due_diligence"})
"""A supporter may be a joint institution, and speak for itself; whoever looked names itself."""


def objects_in(facts: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every object, wherever it stands, with its place."""
    waiting: list[tuple[Path, Any]] = [((), facts)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            yield path, value
        items = value.items() if isinstance(value, dict) else enumerate(value)
        waiting.extend(
            ((*path, key), item)
            for key, item in items
            if key != _FOREIGN and isinstance(item, (dict, list))
        )


def own_facts(institution: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each fact of the institution itself, with its place; `path` is that of the institution."""
    for key, part in institution.items():
        if key in _OF_OTHERS or not isinstance(part, dict):
            continue
        facts = {(key,): part} if "declared" in part else {(key, name): part[name] for name in part}
        yield from (
            ((*path, *keys), fact) for keys, fact in facts.items() if isinstance(fact, dict)
        )
