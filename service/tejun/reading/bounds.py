"""How much of what was sent is read, in one value, and the errors for more than that.

A limit of bytes alone bounds neither memory nor time: three bytes are an array, and some kilobytes of gzip a million of
them. So values are counted too, before anything is parsed; and lengths, depth and whoever waits are looked at.

Always holds: whoever reads bytes is given bounds, or has the defaults; a limit is set here, or by the setting that the
error names. What is over a limit costs no more than reading the bytes once.

May not know: what a document is for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tejun.errors import TooLargeError
from tejun.words import Message, Words

MAX_DEPTH = 64
"""How deep arrays and objects may stand in each other; facts need about a dozen."""

MAX_BYTES = 8 * 1024 * 1024
"""The size limit of one document; forty people with long histories take about half a megabyte."""

MAX_VALUES = 500_000
"""How many values one document may hold: facts have one in some twenty bytes, so 300 people 72,000, and what fills the
limit of bytes 350,000. The worst of them, empty objects, take forty megabytes."""

MAX_TEXT = 256 * 1024
"""How many characters one text may have; a long statement has some thousand."""

MAX_KEY = 4096
"""How many characters a key may have."""


def _go_on() -> None:
    """Nobody is asked."""


@dataclass(frozen=True)
class Bounds:
    """What a document may come to at most: `size` in bytes, `values`, `depth` in arrays and objects within each other,
    `text` and `key` in characters.

    `size` is None where whoever hands the bytes over has counted them already; `size_set_by` and `values_set_by` name
    the settings that an operator may change. `go_on` is called between the steps of reading, and raises where the
    work is no longer wanted.
    """

    size: int | None = None
    values: int = MAX_VALUES
    depth: int = MAX_DEPTH
    text: int = MAX_TEXT
    key: int = MAX_KEY
    size_set_by: str | None = None
    values_set_by: str | None = None
    go_on: Callable[[], None] = _go_on

    def check_size(self, data: bytes) -> None:
        """Raises TooLargeError."""
        if self.size is not None and len(data) > self.size:
            raise too_large(self.size, self.size_set_by)

    def check_values(self, data: bytes) -> None:
        """Counts the values of a JSON text. Raises TooLargeError."""
        if not _has_at_most(data, self.values):
            raise self.too_many()

    def too_many(self) -> TooLargeError:
        """The error for more values than these."""
        return _over(Message("reading.too_many.detail", values=self.values), self.values_set_by)

    def check_depth(self, value: Any) -> None:
        """Raises TooLargeError; `value` is made of dicts and lists."""
        if not _is_within(value, self.depth):
            raise too_deep(self.depth)


COUNTED = Bounds()
"""For bytes that were counted on their way here."""

DOCUMENT = Bounds(size=MAX_BYTES)
"""For a document that somebody submits."""


def too_large(max_bytes: int, set_by: str | None = None) -> TooLargeError:
    """The error for a document over the size limit, in bytes; `set_by` is the setting that has the limit."""
    limit = f"{max_bytes / 1024 / 1024:g} MB" if max_bytes >= 1024 * 1024 else f"{max_bytes} B"
    detail = Message("reading.too_large.detail", limit=limit)
    return TooLargeError(
        detail if set_by is None else Message("reading.set_by", detail=detail, setting=set_by),
        Message("reading.too_large.advice"),
    )


def too_deep(max_depth: int, line: int | None = None) -> TooLargeError:
    """The error for lists and maps nested over the limit; `line` has the first beyond it, where that is known."""
    return TooLargeError(
        Message("reading.too_deep.detail", max_depth=max_depth)
        if line is None
        else Message("reading.too_deep.on", max_depth=max_depth, line=line),
        Message("reading.too_deep.advice"),
    )


def too_long(what: str, limit: int, line: int) -> TooLargeError:
    """The error for a text, or a key, over its limit of characters."""
    return TooLargeError(
        Message("reading.too_long.key", limit=limit, line=line)
        if what == "key"
        else Message("reading.too_long.text", limit=limit, line=line),
        Message("reading.too_large.advice"),
    )


def _over(detail: Words, set_by: str | None) -> TooLargeError:
    return TooLargeError(
        detail if set_by is None else Message("reading.set_by", detail=detail, setting=set_by),
        Message("reading.too_many.advice"),
    )


# --- counting ------------------------------------------------------------------------------------

_STRING = re.compile(rb'"[^"]*"?')


def _has_at_most(data: bytes, values: int) -> bool:
    """Whether a JSON text has no more values: each stands behind a `[`, a `{` or a `,` that is in no string.

    Most texts have so few of those, strings and all, that three counts at the speed of memory settle it.
    """
    if len(data) < values or _signs(data, 0, len(data)) < values:
        return True
    if b"\\" in data:  # then a quotation mark that is left ends a string, or begins one
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    left, at = values, 0
    for string in _STRING.finditer(data):
        begins = string.start()
        if begins != at:
            left -= _signs(data, at, begins)
            if left <= 0:
                return False
        at = string.end()
    return left > _signs(data, at, len(data))


def most_values(data: bytes) -> int:
    """How many values a JSON text holds at most, by a look that costs next to nothing."""
    return _signs(data, 0, len(data)) + 1


def _signs(data: bytes, start: int, end: int) -> int:
    return (
        data.count(b",", start, end) + data.count(b"[", start, end) + data.count(b"{", start, end)
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
