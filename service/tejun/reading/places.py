"""Where the parts of a document stand in its text: the offset of each part, and the line and column of an offset.

Always holds: lines and columns are 1-based and count characters, as editors show them.

May not know: what stands there.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

Path = tuple[str | int, ...]


class Places(Protocol):
    """Gives the offset at which the value at a path begins, in characters; None where there is none."""

    def offset(self, path: Path) -> int | None: ...


JSON_LINE_END = r"\n"
YAML_LINE_END = r"\r\n?|\n"
"""YAML 1.2, 5.4."""


class Lines:
    """The lines of a text, each of which ends as the pattern says."""

    def __init__(self, text: str, end: str = JSON_LINE_END) -> None:
        self._text = text
        self._ends_in_return = end != JSON_LINE_END
        self._counted = (0, 0)

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        if self._ends_in_return and self._text[offset - 1 : offset + 1] == "\r\n":
            line, column = self.at(offset - 1)  # within the end of a line, which is one
            return line, column + 1
        known, ended = self._counted if self._counted[0] <= offset else (0, 0)
        ended += self._ends(known, offset)
        self._counted = (offset, ended)
        return ended + 1, offset - self._start(offset) + 1

    def _ends(self, start: int, stop: int) -> int:
        """How many lines end there: counted at the speed of memory, and none of them kept."""
        ends = self._text.count("\n", start, stop)
        if self._ends_in_return:
            ends += self._text.count("\r", start, stop) - self._text.count("\r\n", start, stop)
        return ends

    def _start(self, offset: int) -> int:
        start = self._text.rfind("\n", 0, offset) + 1
        return max(start, self._text.rfind("\r", 0, offset) + 1) if self._ends_in_return else start


# --- YAML: kept while it is read -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a mapping or sequence begins, and each of its parts; of a scalar the offset is all there is."""

    begins: int
    parts: "dict[str | int, int | Branch]" = field(default_factory=dict)

    def offset(self, path: Path) -> int | None:
        """Implements `Places`."""
        found: int | Branch | None = self
        for key in path:
            found = found.parts.get(key) if isinstance(found, Branch) else None
        return found.begins if isinstance(found, Branch) else found


# --- JSON: looked for when it is asked -----------------------------------------------------------

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class JsonPlaces:
    """The places of a JSON text that `read_json` has read; each array or object is walked once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._members: dict[int, dict[str | int, int]] = {}

    def offset(self, path: Path) -> int | None:
        """Implements `Places`."""
        at = _skip(self._text, 0)
        for key in path:
            if at not in self._members:
                self._members[at] = dict(_members(self._text, at))
            found = self._members[at].get(key)
            if found is None:
                return None
            at = found
        return at


def _members(text: str, at: int) -> Iterator[tuple[str | int, int]]:
    """The key or index, and the offset, of each member of the array or object that begins at `at`."""
    opening = text[at]
    if opening not in "{[":
        return
    at, index = _skip(text, at + 1), 0
    while text[at] not in "}]":
        key: str | int = index
        if opening == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        yield key, at
        _, at = _DECODER.raw_decode(text, at)
        at, index = _skip(text, at), index + 1
        at = _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
