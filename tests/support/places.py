"""The paths in a document, and documents with a change at one path.

Always holds: pure; a changed document shares with the one before whatever did not change, so that making thousands
costs little.
"""

import copy
from collections.abc import Iterator
from typing import Any

from tejun.canonical import pointer
from tejun.reading import Path


def all_paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every key and every item of the document, at every depth, outer ones first."""
    for key in _keys(value):
        yield (*path, key)
        yield from all_paths(value[key], (*path, key))


def changed_paths(value: Any, before: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every key and item that is not there before, or is another; outer ones first."""
    for key in _keys(value):
        old = _at(before, key)
        if value[key] != old:
            yield (*path, key)
            yield from changed_paths(value[key], old, (*path, key))


def pointer_pattern(path: Path) -> str:
    """The pointer with `*` for every number: the same for all items of a list."""
    return pointer(tuple("*" if isinstance(key, int) else key for key in path))


def value_at(document: Any, path: Path) -> Any:
    for key in path:
        document = document[key]
    return document


def without(document: Any, path: Path) -> Any:
    """The document with the key or item left out."""
    head, *rest = path
    changed = copy.copy(document)
    if rest:
        changed[head] = without(document[head], tuple(rest))
    else:
        del changed[head]
    return changed


def with_value(document: Any, path: Path, value: object) -> Any:
    """The document with another value at the place."""
    head, *rest = path
    changed = copy.copy(document)
    changed[head] = with_value(document[head], tuple(rest), value) if rest else value
    return changed


_NOTHING = object()


def _at(value: Any, key: str | int) -> Any:
    try:
        return value[key]
    except (LookupError, TypeError):
        return _NOTHING


def _keys(value: Any) -> list[str | int]:
    if isinstance(value, dict):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []
