"""What differs between two JSON values, leaf by leaf.

Always holds: no change where, and only where, the two are the same JSON; the items of a list are told apart by their
`id` where each has one, by their content otherwise, so that one put in front does not change all behind it.

May not know: what the values mean.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tejun import canonical

Kind = Literal["added", "removed", "changed", "reordered"]
Path = tuple[str, ...]

ITEM = "-"
"""The last part of the path to an item that has no id, as RFC 6901 writes the place behind a list's last item."""


@dataclass(frozen=True)
class Change:
    """One difference. `path` leads to it by keys and ids; what was not there before, or is not after, is None."""

    path: Path
    kind: Kind
    before: Any = None
    after: Any = None


def same(before: Any, after: Any) -> bool:
    """Whether they are the same JSON; Python takes `1` and `True` for equal."""
    return _content(before) == _content(after)


def changes(before: Any, after: Any, path: Path = ()) -> Iterator[Change]:
    """The differences, those of a list in its order, those of an object by its keys."""
    if same(before, after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_objects(before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, path)
    else:
        yield Change(path, "changed", before, after)


def _of_objects(
    before: Mapping[str, Any], after: Mapping[str, Any], path: Path
) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        if key not in after:
            yield Change((*path, key), "removed", before=before[key])
        elif key not in before:
            yield Change((*path, key), "added", after=after[key])
        else:
            yield from changes(before[key], after[key], (*path, key))


def _of_lists(before: list[Any], after: list[Any], path: Path) -> Iterator[Change]:
    was, now = _by_id(before), _by_id(after)
    if was is not None and now is not None:
        yield from _of_objects(was, now, path)
        if [key for key in was if key in now] != [key for key in now if key in was]:
            yield Change(path, "reordered", before, after)
        return
    gone, come = _beyond(before, after), _beyond(after, before)
    yield from (Change((*path, ITEM), "removed", before=item) for item in gone)
    yield from (Change((*path, ITEM), "added", after=item) for item in come)
    if (not gone and not come) or _shared(before, after) != _shared(after, before):
        yield Change(path, "reordered", before, after)


def _by_id(items: Sequence[Any]) -> dict[str, Any] | None:
    """The items by their ids, where each has one of its own."""
    found = {
        item["id"]: item
        for item in items
        if isinstance(item, Mapping) and isinstance(item.get("id"), str)
    }
    return found if len(found) == len(items) else None


def _beyond(items: list[Any], others: list[Any]) -> list[Any]:
    """The items that the others lack, in their order; of what stands several times, as many as there are too many."""
    left = Counter(_content(other) for other in others)
    beyond = []
    for item in items:
        content = _content(item)
        if left[content]:
            left[content] -= 1
        else:
            beyond.append(item)
    return beyond


def _shared(items: list[Any], others: list[Any]) -> list[bytes]:
    """The contents that both have, once each, in the order of the items."""
    known = {_content(other) for other in others}
    return [
        content for content in dict.fromkeys(_content(item) for item in items) if content in known
    ]


def _content(value: Any) -> bytes:
    return canonical.dumps(value)
