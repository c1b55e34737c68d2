"""JSON that is not held to I-JSON: what tejun or a program of its own wrote, and reports of which little is believed.

Always holds: what cannot be read is a ValueError, however deep it is; whoever asks has the words for it. A report is
held to bounds before anything is made of it; of an array only one item is in hand.

May not know: what stands in it.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from tejun.reading.bounds import COUNTED, Bounds


def read_own(data: bytes | str) -> Any:
    """The value of JSON that tejun made itself: records, packaged files, what its engine wrote. Raises ValueError."""
    return orjson.loads(data)


def read_printed(data: bytes | str) -> Any:
    """The value of JSON that OPA printed or answered, whatever the size of its numbers. Raises ValueError."""
    return _loaded(data)


class Written(str):
    """A number, as it was written."""

    __slots__ = ()


def read_report(data: bytes, bounds: Bounds = COUNTED) -> Any:
    """The value of a report, its numbers as they were written: nothing is computed with them.

    Raises ValueError or TooLargeError.
    """
    bounds.check_size(data)
    bounds.check_values(data)
    return _loaded(data, parse_int=Written, parse_float=Written, parse_constant=Written)


def _loaded(data: bytes | str, **options: Any) -> Any:
    try:
        return json.loads(data, **options)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


# --- an array, item by item ----------------------------------------------------------------------

_SPACE = re.compile(rb"[ \t\r\n]*")
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TO_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|%b)*+[\[\]{}]' % _STRING, re.DOTALL)
_SCALAR = re.compile(rb'%b|[^\s,"\[\]{}\x80-\xff]+' % _STRING, re.DOTALL)


class NoArrayError(ValueError):
    """What is no JSON array; `where` says up to where it was one."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def items(data: bytes, bounds: Bounds = COUNTED) -> Iterator[bytes]:
    """The JSON texts of the items of an array, in order, each as it stands. Raises NoArrayError or TooLargeError.

    An item that is not strict JSON costs none of the others: it is found by its brackets alone, and nothing recurses
    over what was sent. Bytes are not decoded: one character can make a text four times as large in memory.
    """
    bounds.check_size(data)
    bounds.check_values(data)
    begins = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    at = _expect(data, begins, b"[")
    if _next(data, at) == b"]":
        _see_end(data, _expect(data, at, b"]"))
        return
    while True:
        bounds.go_on()
        start = _skip(data, at)
        end = _end(data, start)
        yield data[start:end]
        if _next(data, end) == b"]":
            _see_end(data, _expect(data, end, b"]"))
            return
        at = _expect(data, end, b",")


def _end(data: bytes, start: int) -> int:
    """Where the item that begins at `start` ends."""
    if data[start : start + 1] not in {b"[", b"{"}:
        scalar = _SCALAR.match(data, start)
        if scalar is None:
            raise NoArrayError(f"byte {start + 1}")
        return scalar.end()
    depth, at = 0, start
    while (token := _TO_BRACKET.match(data, at)) is not None:
        at = token.end()
        depth += 1 if data[at - 1] in b"[{" else -1
        if depth == 0:
            return at
    raise NoArrayError("its end")


def _skip(data: bytes, at: int) -> int:
    match = _SPACE.match(data, at)
    return match.end() if match else at


def _next(data: bytes, at: int) -> bytes:
    at = _skip(data, at)
    return data[at : at + 1]


def _expect(data: bytes, at: int, token: bytes) -> int:
    if _next(data, at) != token:
        raise NoArrayError(f"byte {_skip(data, at) + 1}")
    return _skip(data, at) + 1


def _see_end(data: bytes, at: int) -> None:
    if _next(data, at):
        raise NoArrayError(f"byte {_skip(data, at) + 1}")
