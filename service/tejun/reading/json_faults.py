"""Where in a JSON text something stands that its parser takes but we refuse: the parser does not say.

Always holds: a search goes over the text once, token by token; what is looked for stands in the part that was parsed.

May not know: what is said of it.
"""

import json
import re

_TOKEN = re.compile(
    r'"(?P<text>[^"\\]*+(?:\\.[^"\\]*+)*+)"|(?P<bare>-?[0-9][-+.0-9eE]*|NaN|-?Infinity)|[][{},:]',
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>u[dD][89a-fA-F])|.)", re.DOTALL
)


def offset_of_bare(text: str, bare: str) -> int | None:
    """The offset of the first number, or `NaN` and `Infinity`, that is written so."""
    return next((found.start() for found in _TOKEN.finditer(text) if found["bare"] == bare), None)


def offset_of_lone_surrogate(text: str) -> int | None:
    """The offset of the first escape that is half a character."""
    return next((found.start() for found in _ESCAPE.finditer(text) if found["lone"]), None)


def offset_of_second(text: str, key: str) -> int | None:
    """The offset at which `key` stands a second time in the first object to end that has it twice."""
    offsets: list[list[int]] = []
    last: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in {"{", "["}:
            offsets.append([])
        elif sign in {"}", "]"}:
            found = offsets.pop()
            if len(found) > 1:
                return found[1]
        elif sign == ":" and last is not None and _is_key(last, key):
            offsets[-1].append(last.start())
        last = token
    return None


def offset_of_longer(text: str, *, key: int, value: int) -> tuple[str, int] | None:
    """The first key or other text of more characters than these: which of both it is, and its offset."""
    last: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        if last is not None:
            is_key = token.group() == ":"
            if _length(last) > (key if is_key else value):
                return ("key" if is_key else "text"), last.start()
        last = token if token["text"] is not None else None
    return ("text", last.start()) if last is not None and _length(last) > value else None


def _length(token: re.Match[str]) -> int:
    written = token["text"]
    return len(json.loads(token.group())) if "\\" in written else len(written)


def _is_key(token: re.Match[str], key: str) -> bool:
    written = token["text"]
    return bool(written == key or ("\\" in written and json.loads(token.group()) == key))
