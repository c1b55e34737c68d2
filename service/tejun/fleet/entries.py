"""A decision log's body taken apart into its entries, without believing any of them.

Always holds: one entry that is not strict JSON costs none of the others; nothing recurses over what was sent.

May not know: what an entry says.
"""

import json
import re
from collections.abc import Iterator

from tejun.reading import unreadable
from tejun.words import Message

_SPACE = re.compile(r"[ \t\r\n]*")
_STRUCTURE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
# Lenient on purpose: it only finds where an entry ends; `read_json` then holds the entry to its form.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def entries(body: bytes) -> Iterator[bytes]:
    """The JSON texts of the entries of an array, in order. Raises UnreadableDocumentError at what is no array."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_array(f"byte {error.start}") from error
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
        raise _no_array(f"line {error.lineno}, column {error.colno}") from error
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
    raise _no_array("its end")


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _next(text: str, at: int) -> str:
    at = _skip(text, at)
    return text[at : at + 1]


def _expect(text: str, at: int, token: str) -> int:
    if _next(text, at) != token:
        raise _no_array(f"character {_skip(text, at) + 1}")
    return _skip(text, at) + 1


def _see_end(text: str, at: int) -> None:
    if _next(text, at):
        raise _no_array(f"character {_skip(text, at) + 1}")


def _no_array(where: str) -> Exception:
    return unreadable(Message("fleet.no_array", where=where))
