"""A submitted document: its bytes read as JSON or YAML, and the lines on which its parts stand.

Always holds: both syntaxes give the same strict values (see `tejun.canonical`); YAML is read as
YAML 1.2's core schema has it, so `no` is a word and `2026-04-01` a string, and aliases are refused,
since a few lines of them can stand for gigabytes. YAML is built from parser events, not composed:
libyaml's composer recurses in C and a deep document would end the process.

May not know: what facts are.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import yaml

from tejun import canonical
from tejun.errors import TejunError, TooLargeError
from tejun.words import Message, Words

Syntax = Literal["json", "yaml"]
Path = tuple[str | int, ...]

MAX_BYTES = 8 * 1024 * 1024
"""The size limit of one document; forty people with long histories take about half a megabyte."""


@dataclass(frozen=True)
class Document:
    """A read document: `value` is strict JSON, `line_of` tells on which 1-based line a path begins."""

    value: Any
    data: bytes = field(repr=False)
    syntax: Syntax
    yaml_lines: "_Lines | None" = field(default=None, repr=False, compare=False)

    def line_of(self, path: Path) -> int | None:
        """The line of the value at `path`, or of the nearest thing around it that is there."""
        for length in range(len(path), -1, -1):
            line = self._line(path[:length])
            if line is not None:
                return line
        return None

    def _line(self, path: Path) -> int | None:
        if self.syntax == "json":
            return self._json_lines.of(path)
        return None if self.yaml_lines is None else _line_in_yaml(self.yaml_lines, path)

    @cached_property
    def _json_lines(self) -> "_JsonLines":
        return _JsonLines(self.data.decode("utf-8-sig"))


def read(data: bytes, syntax: Syntax, *, max_bytes: int = MAX_BYTES) -> Document:
    """Reads a document. Raises UnreadableDocumentError or TooLargeError."""
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    if syntax == "json":
        return Document(value=canonical.loads(data), data=data, syntax=syntax)
    value, lines = _load_yaml(data)
    return Document(value=value, data=data, syntax=syntax, yaml_lines=lines)


def too_large(max_bytes: int) -> TooLargeError:
    """The error for a document over the size limit, in bytes."""
    limit = f"{max_bytes / 1024 / 1024:g} MB"
    return TooLargeError(
        Message("model.too_large.detail", limit=limit),
        Message("model.too_large.advice"),
    )


# --- YAML 1.2, core schema ---------------------------------------------------------------------

_CORE: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), lambda text: canonical.loads(_number(text))),
    (
        re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
        lambda text: canonical.loads(json.dumps(float(text)).encode()),
    ),
)
_NOT_NUMBERS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def _number(text: str) -> bytes:
    sign = "-" if text.startswith("-") else ""
    return (sign + (text.lstrip("+-").lstrip("0") or "0")).encode()


@dataclass(frozen=True)
class _Lines:
    """On which line a value begins, and its parts."""

    line: int
    parts: dict[str | int, "_Lines"] = field(default_factory=dict)


@dataclass
class _Open:
    """A mapping or sequence that the parser has not closed yet; `key` waits for its value."""

    value: dict[str, Any] | list[Any]
    lines: _Lines
    key: str | None = None

    def take(self, value: Any, lines: _Lines) -> None:
        if isinstance(self.value, list):
            self.lines.parts[len(self.value)] = lines
            self.value.append(value)
        elif self.key is None:
            self.key = _key(value, lines.line, self.value)
        else:
            self.lines.parts[self.key] = lines
            self.value[self.key] = value
            self.key = None


def _load_yaml(data: bytes) -> tuple[Any, _Lines]:
    try:
        value, lines = _build(yaml.parse(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader))
    except UnicodeDecodeError as error:
        raise canonical.unreadable(
            Message("canonical.loads_strictly", start=error.start)
        ) from error
    except yaml.YAMLError as error:
        raise _yaml_error(error) from error
    canonical.check_text(value)
    return value, lines


def _build(events: Iterator[yaml.Event]) -> tuple[Any, _Lines]:
    top = _Open([], _Lines(1))
    stack = [top]
    for event in events:
        line = (event.start_mark.line if event.start_mark else 0) + 1
        if isinstance(event, yaml.AliasEvent):
            raise _refused(line, Message("model.build"))
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) > canonical.MAX_DEPTH:
                raise canonical.too_deep()
            stack.append(
                _Open({} if isinstance(event, yaml.MappingStartEvent) else [], _Lines(line))
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop()
            stack[-1].take(closed.value, closed.lines)
        elif isinstance(event, yaml.ScalarEvent):
            stack[-1].take(_scalar(event, is_key=_awaits_key(stack[-1])), _Lines(line))
        elif isinstance(event, yaml.DocumentStartEvent) and top.value:
            raise _refused(line, Message("model.build.a_second_document_begins"))
    value = top.value[0] if isinstance(top.value, list) and top.value else None
    return value, top.lines.parts.get(0, _Lines(1))


def _awaits_key(container: _Open) -> bool:
    return isinstance(container.value, dict) and container.key is None


def _key(value: Any, line: int, known: dict[str, Any]) -> str:
    if not isinstance(value, str) or value == "<<":
        raise _refused(line, Message("model.key"))
    if value in known:
        raise _refused(line, Message("model.key.the_key_stands_a", value=value))
    return value


def _refused(line: int, reason: Words) -> TejunError:
    return canonical.unreadable(Message("model.on_line", line=line, reason=reason))


def _yaml_error(error: yaml.YAMLError) -> TejunError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "not YAML"
    line = mark.line + 1 if mark is not None else 1
    return canonical.unreadable(Message("model.yaml_error", line=line, problem=problem))


def _scalar(event: yaml.ScalarEvent, *, is_key: bool) -> Any:
    text = str(event.value)
    if is_key or event.style in {"'", '"', "|", ">"}:
        return text
    if _NOT_NUMBERS.fullmatch(text):
        raise canonical.unreadable(Message("model.scalar", text=text))
    for pattern, convert in _CORE:
        if pattern.fullmatch(text):
            return convert(text)
    return text


def _line_in_yaml(lines: _Lines, path: Path) -> int | None:
    for key in path:
        part = lines.parts.get(key)
        if part is None:
            return None
        lines = part
    return lines.line


# --- JSON ---------------------------------------------------------------------------------------

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class _JsonLines:
    """Lines of the parts of a JSON text that `canonical.loads` has read; each array or object is walked once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [match.end() for match in re.finditer("\n", text)]
        self._members: dict[int, dict[str | int, int]] = {}

    def of(self, path: Path) -> int | None:
        """The 1-based line on which the value at `path` begins, or None where there is none."""
        at = _skip(self._text, 0)
        for key in path:
            if at not in self._members:
                self._members[at] = dict(_members(self._text, at))
            found = self._members[at].get(key)
            if found is None:
                return None
            at = found
        return bisect_right(self._starts, at) + 1


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
