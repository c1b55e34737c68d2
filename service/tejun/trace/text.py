"""Reads OPA's trace, as `opa eval --explain=full --var-values --format=pretty` writes it.

The JSON form holds every variable whole at every step: a gigabyte for some requirements. This form cuts each value
(`MAX_VALUE`), and is some hundred times smaller. Each event is a line: place, depth, operation, expression, values.

Always holds: pure; a line that cannot be read is an error, never left out.

May not know: how OPA was run.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tejun.reading.lenient import read_printed
from tejun.trace.events import Event

MAX_VALUE = 32
"""How many bytes of a value OPA shows, its three dots included."""

_EVENT = re.compile(
    r"(?P<place>\S+):(?P<row>\d+) +(?P<depth>(?:\| )*)(?P<op>[A-Z][a-z]+) (?P<text>.*?)"
    r" {4,}(?P<values>\{.*\})"
)
_NAME = re.compile(r"[A-Za-z_][^\s\"]*?: ")
_TERM = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^"])*?(?=, [A-Za-z_][^\s"]*?: |$)')
_BYTES = "surrogateescape"  # a value may be cut within a character
_QUERY = "query"
_DECODER = json.JSONDecoder()  # noqa: TID251 - for a term within a line, which is no document


class UnreadableTraceError(ValueError):
    """The text is not a trace as this module knows it."""


def read_trace(output: bytes, paths: Mapping[str, str]) -> tuple[tuple[Event, ...], Any]:
    """The events, and the value of the query that follows them. `paths` maps OPA's names of files to the bundle's.

    Raises UnreadableTraceError.
    """
    lines = output.decode("utf-8", _BYTES).split("\n")
    events: list[Event] = []
    for number, line in enumerate(lines):
        match = _EVENT.fullmatch(line.rstrip())
        if match is None:
            return tuple(events), _parse_value("\n".join(lines[number:]))
        events.append(_parse_event(match, paths))
    raise UnreadableTraceError("there is no value after the trace")


def _parse_event(match: re.Match[str], paths: Mapping[str, str]) -> Event:
    place = match["place"]
    if place != _QUERY and place not in paths:
        raise UnreadableTraceError(f"{place} is no file of the bundle")
    return Event(
        op=match["op"],
        depth=len(match["depth"]) // 2,
        path=paths.get(place),
        row=int(match["row"]),
        text=match["text"].removesuffix(" early"),
        values=_parse_values(match["values"][1:-1]),
    )


def _parse_value(text: str) -> Any:
    try:
        return read_printed(text)
    except ValueError as error:
        raise UnreadableTraceError(f"neither an event nor a value: {text[:120]!r}") from error


@lru_cache(maxsize=4096)
def _parse_values(text: str) -> Mapping[str, str]:
    """The values in `a: 1, b: "x"` by their names. A value is skipped as a whole: its text never counts as a name."""
    values: dict[str, str] = {}
    position = 0
    while match := _NAME.match(text, position):
        end = _end_of_value(text, match.end())
        value = text[match.end() : end].encode(errors=_BYTES).decode(errors="ignore")
        values[match.group()[:-2]] = value
        position = end + len(", ")
    return values


def _end_of_value(text: str, start: int) -> int:
    """Where the value ends: it is JSON, or cut off with three dots, or a set, which JSON does not have."""
    try:
        return _DECODER.raw_decode(text, start)[1]
    except ValueError:
        beginning = text[start : start + MAX_VALUE].encode(errors=_BYTES)[:MAX_VALUE]
    if beginning.endswith(b"..."):
        return start + len(beginning.decode(errors=_BYTES))
    term = _TERM.match(text, start)
    return term.end() if term else len(text)
