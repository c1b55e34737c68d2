"""What differs between two JSON values, leaf by leaf.

Always holds: there is no change where, and only where, the two are the same JSON; the items of a list are matched by
their `id` where all have one, by their content otherwise, so that an item put in front does not change all behind it.

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
    """One difference. `path` leads to it by keys and ids; `before` is None for what was added, `after` for what was
    removed."""

    path: Path
    kind: Kind
    before: Any = None
    after: Any = None


def is_same_json(before: Any, after: Any) -> bool:
    """Whether they are the same JSON; Python takes `1` and `True` for equal."""
    return _content(before) == _content(after)


def find_changes(before: Any, after: Any, path: Path = ()) -> Iterator[Change]:
    """The differences, those of a list in its order, those of an object by its keys."""
    if is_same_json(before, after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _object_changes(before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _list_changes(before, after, path)
    else:
        yield Change(path, "changed", before, after)


def _object_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], path: Path
) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        if key not in after:
            yield Change((*path, key), "removed", before=before[key])
        elif key not in before:
            yield Change((*path, key), "added", after=after[key])
        else:
            yield from find_changes(before[key], after[key], (*path, key))


def _list_changes(before: list[Any], after: list[Any], path: Path) -> Iterator[Change]:
    old, new = _by_id(before), _by_id(after)
    if old is not None and new is not None:
        yield from _object_changes(old, new, path)
        if [key for key in old if key in new] != [key for key in new if key in old]:
            yield Change(path, "reordered", before, after)
        return
    removed, added = _surplus(before, after), _surplus(after, before)
    yield from (Change((*path, ITEM), "removed", before=item) for item in removed)
    yield from (Change((*path, ITEM), "added", after=item) for item in added)
    if (not removed and not added) or _common_contents(before, after) != _common_contents(
        after, before
    ):
        yield Change(path, "reordered", before, after)


def _by_id(items: Sequence[Any]) -> dict[str, Any] | None:
    """The items by their ids, where all have different ones."""
    by_id = {
        item["id"]: item
        for item in items
        if isinstance(item, Mapping) and isinstance(item.get("id"), str)
    }
    return by_id if len(by_id) == len(items) else None


def _surplus(items: list[Any], others: list[Any]) -> list[Any]:
    """The items that the others lack, in their order; of equal items, as many as are more than the others have."""
    unmatched = Counter(_content(other) for other in others)
    surplus = []
    for item in items:
        content = _content(item)
        if unmatched[content]:
            unmatched[content] -= 1
        else:
            surplus.append(item)
    return surplus


def _common_contents(items: list[Any], others: list[Any]) -> list[bytes]:
    """The contents that both have, once each, in the order of the items."""
    known = {_content(other) for other in others}
    return [
        content for content in dict.fromkeys(_content(item) for item in items) if content in known
    ]


def _content(value: Any) -> bytes:
    return canonical.dumps(value)
