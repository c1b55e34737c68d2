"""Values of which it is not known whether they have the form that they should have.

Always holds: never raises; what has another form counts as empty.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def as_mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, (dict, Mapping)) else {}  # a dict is seen at once


def as_list(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_items(value: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings of a list, each with its place in it."""
    return ((i, item) for i, item in enumerate(as_list(value)) if isinstance(item, Mapping))
