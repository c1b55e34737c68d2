"""How much of what was sent is read, in one value, and the errors for more than that.

Always holds: whoever reads bytes is given bounds, or has the defaults; a limit is set here and nowhere else.

May not know: what a document is for.
"""

from dataclasses import dataclass
from typing import Any

from tejun.errors import TooLargeError
from tejun.words import Message

MAX_DEPTH = 64
"""How deep arrays and objects may stand in each other; facts need about a dozen."""

MAX_BYTES = 8 * 1024 * 1024
"""The size limit of one document; forty people with long histories take about half a megabyte."""


@dataclass(frozen=True)
class Bounds:
    """What a document may come to at most: `size` in bytes, `depth` in arrays and objects within each other.

    `size` is None where whoever hands the bytes over has counted them already.
    """

    size: int | None = None
    depth: int = MAX_DEPTH

    def check_size(self, data: bytes) -> None:
        """Raises TooLargeError."""
        if self.size is not None and len(data) > self.size:
            raise too_large(self.size)

    def check_depth(self, value: Any) -> None:
        """Raises TooLargeError; `value` is made of dicts and lists."""
        if not _is_within(value, self.depth):
            raise too_deep(self.depth)


COUNTED = Bounds()
"""For bytes that were counted on their way here."""

DOCUMENT = Bounds(size=MAX_BYTES)
"""For a document that somebody submits."""


def too_large(max_bytes: int) -> TooLargeError:
    """The error for a document over the size limit, in bytes."""
    limit = f"{max_bytes / 1024 / 1024:g} MB"
    return TooLargeError(
        Message("reading.too_large.detail", limit=limit), Message("reading.too_large.advice")
    )


def too_deep(max_depth: int, line: int | None = None) -> TooLargeError:
    """The error for lists and maps nested over the limit; `line` has the first beyond it, where that is known."""
    return TooLargeError(
        Message("reading.too_deep.detail", max_depth=max_depth)
        if line is None
        else Message("reading.too_deep.on", max_depth=max_depth, line=line),
        Message("reading.too_deep.advice"),
    )


def _is_within(value: Any, depth: int) -> bool:
    """Level by level: nothing here goes as deep as the value does."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(depth):
        if not level:
            return True
        level = [
            part
            for container in level
            for part in (container.values() if isinstance(container, dict) else container)
            if isinstance(part, (dict, list))
        ]
    return not level
