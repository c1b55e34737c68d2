"""JSON that is not held to I-JSON: what tejun or a program of its own wrote, and reports of which little is believed.

Always holds: what cannot be read is a ValueError, however deep it is; whoever asks has the words for it.

May not know: what stands in it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson


def read_own(data: bytes | str) -> Any:
    """The value of JSON that tejun made itself: records, packaged files, what its engine wrote. Raises ValueError."""
    return orjson.loads(data)


def read_printed(data: bytes | str) -> Any:
    """The value of JSON that OPA printed or answered, whatever the size of its numbers. Raises ValueError."""
    return _loaded(data)


class Written(str):
    """A number, as it was written."""

    __slots__ = ()


def read_report(data: bytes) -> Any:
    """The value of a report, its numbers as they were written: nothing is computed with them. Raises ValueError."""
    return _loaded(data, parse_int=Written, parse_float=Written, parse_constant=Written)


def _loaded(data: bytes | str, **options: Any) -> Any:
    try:
        return json.loads(data, **options)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


# --- an array, item by item ----------------------------------------------------------------------

_SPACE = re.compile(r"[ \t\r\n]*")
_STRUCTURE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
# It only finds where an item ends, so its numbers need no values.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


class NoArrayError(ValueError):
    """What is no JSON array; `where` says up to where it was one."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def items(data: bytes) -> Iterator[bytes]:
    """The JSON texts of the items of an array, in order, each as it stands. Raises NoArrayError.

    An item that is not strict JSON costs none of the others; nothing recurses over what was sent.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoArrayError(f"byte {error.start}") from error
    at = _expect(text, 0, "[")
    if _next(text, at) == "]":
        _see_end(text, _expect(text, at, "]"))
        return
    while True:
        start = _skip(text, at)
        end = _end(text, start)
        yield text[start:end].encode()
        if _next(text, end) == "]":
            _see_end(text, _expect(text, end, "]"))
            return
        at = _expect(text, end, ",")


def _end(text: str, start: int) -> int:
    """Where the value that begins at `start` ends."""
    try:
        return _DECODER.raw_decode(text, start)[1]
    except json.JSONDecodeError as error:
        raise NoArrayError(f"line {error.lineno}, column {error.colno}") from error
    except RecursionError:
        return _end_of_deep(text, start)


def _end_of_deep(text: str, start: int) -> int:
    """The same for one nested deeper than the decoder goes: by its brackets alone."""
    depth = 0
    for token in _STRUCTURE.finditer(text, start):
        if token.group() in "[{":
            depth += 1
        elif token.group() in "]}":
            depth -= 1
        if depth == 0:
            return token.end()
    raise NoArrayError("its end")


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _next(text: str, at: int) -> str:
    at = _skip(text, at)
    return text[at : at + 1]


def _expect(text: str, at: int, token: str) -> int:
    if _next(text, at) != token:
        raise NoArrayError(f"character {_skip(text, at) + 1}")
    return _skip(text, at) + 1


def _see_end(text: str, at: int) -> None:
    if _next(text, at):
        raise NoArrayError(f"character {_skip(text, at) + 1}")
