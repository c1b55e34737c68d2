"""Going through the facts: every object and list within them, and every fact that an institution says of itself.

The facts are gone through once, for all that look everywhere, and a path is made only where something was found: both
would be most of the work.

May not know: what is looked for.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tejun.model.names import NameReader
from tejun.reading import Path

_FOREIGN = "madmp"
"""A maDMP has keys of its own."""

_OF_OTHERS = frozenset({"supporters", "due_diligence"})
"""A supporter may be a joint institution, and speak for itself; whoever looked names itself."""


FOUND_OF_BODIES = ("capital", "finances", "compliance", "reputation")
"""What the institution that looks finds of a partner or supporter, and enters: each is a look of its own."""

_DECLARED, _DISCREPANCIES = "declared", "discrepancies"

MOST_PLACES = 20
"""So many places of one day are named."""

Trail = tuple["Trail", str | int] | None
"""The last step to a place, behind the trail of what holds it; None of the whole."""


@dataclass(frozen=True)
class Contents:
    """What there is in the facts, but for what is within a maDMP."""

    parts: list[tuple[Trail, dict[str, Any] | list[Any]]]
    """Every object and list with its trail, from the outside inwards."""

    objects: list[tuple[Trail, dict[str, Any]]]
    """The objects among them."""

    declared: list[tuple[Trail, dict[str, Any]]]
    """Those that somebody declared."""

    discrepant: list[tuple[Trail, dict[str, Any]]]
    """Those that have discrepancies."""

    texts_of: Mapping[str | None, set[str]]
    """Every text by the key under which it stands, None in a list; each once: ids, days and words come again and
    again."""

    @cached_property
    def texts(self) -> set[str]:
        """All of them."""
        return set().union(*self.texts_of.values())

    names: NameReader = field(default_factory=NameReader, compare=False, repr=False)
    """What is read of names: those of the same people and offices come again and again."""


def contents_of(facts: dict[str, Any]) -> Contents:
    """The facts are plain JSON, as they were read."""
    parts: list[tuple[Trail, dict[str, Any] | list[Any]]] = [(None, facts)]
    objects: list[tuple[Trail, dict[str, Any]]] = []
    holding: dict[str, list[tuple[Trail, dict[str, Any]]]] = {_DECLARED: [], _DISCREPANCIES: []}
    texts_of: dict[str | None, set[str]] = defaultdict(set)
    for trail, part in parts:  # they grow as they are gone through
        if type(part) is not dict:
            for i, item in enumerate(part):
                kind = type(item)
                if kind is str:
                    texts_of[None].add(item)
                elif kind is dict or kind is list:
                    parts.append(((trail, i), item))
            continue
        held = trail, part
        objects.append(held)
        for key, item in part.items():
            kind = type(item)
            if kind is str:
                texts_of[key].add(item)
            elif (kind is dict or kind is list) and key != _FOREIGN:
                parts.append(((trail, key), item))
                if key in holding:
                    holding[key].append(held)
    return Contents(parts, objects, holding[_DECLARED], holding[_DISCREPANCIES], texts_of)


def newest_declaration(contents: Contents) -> tuple[str, list[Path]] | None:
    """The newest day of a declaration, and the first of the places where it stands; None where there is none."""
    days = [
        (declared["on"], trail)
        for trail, part in contents.declared
        if isinstance(declared := part["declared"], dict) and isinstance(declared.get("on"), str)
    ]
    if not days:
        return None
    last = max(day for day, _ in days)
    return last, [path_of(trail) for day, trail in days if day == last][:MOST_PLACES]


def supporters_of(facts: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each supporter of each institution, with its place."""
    for i, institution in enumerate(facts.get("institutions", [])):
        for k, supporter in enumerate(institution.get("supporters", {}).get("entries", [])):
            yield ("institutions", i, "supporters", "entries", k), supporter


def bodies_of(facts: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each institution, then each supporter, with its place."""
    for i, institution in enumerate(facts.get("institutions", [])):
        yield ("institutions", i), institution
    yield from supporters_of(facts)


def plans_of(facts: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each data management plan that stands in the facts, as its tool gave it, with its place."""
    for i, entry in enumerate(facts.get("dmp", {}).get("entries", [])):
        yield ("dmp", "entries", i, "madmp", "dmp"), entry.get("madmp", {}).get("dmp", {})


def trail_of(path: Path) -> Trail:
    """The trail to a place."""
    trail: Trail = None
    for step in path:
        trail = trail, step
    return trail


def path_of(trail: Trail) -> Path:
    """The place to which a trail leads."""
    steps: list[str | int] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


def own_facts(institution: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each fact of the institution itself, with its place; `path` is that of the institution."""
    for key, part in institution.items():
        if key in _OF_OTHERS or not isinstance(part, dict):
            continue
        if "declared" in part:
            yield (*path, key), part
            continue
        for name, fact in part.items():
            if isinstance(fact, dict):
                yield (*path, key, name), fact
