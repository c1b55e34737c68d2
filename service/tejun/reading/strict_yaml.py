"""Strict YAML 1.2: bytes become a value, and the place of each of its parts; or an error that names what is wrong.

Always holds: the same values as strict JSON gives. Each key is text and stands once in its map; there are no anchors,
aliases or merge keys, since a few lines of them can stand for gigabytes; one document a file; scalars are those of the
core schema. A character that YAML 1.1 takes for a line break is refused: after it a comment would be content.

The value is built from libyaml's events, not composed: its composer recurses in C, and a deep document would end the
process. libyaml knows YAML 1.1's line breaks only, so lines are counted here.

May not know: what the values mean, or which file it is.
"""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from tejun.canonical import place_name
from tejun.errors import UnreadableDocumentError
from tejun.reading import core_schema
from tejun.reading.bounds import COUNTED, Bounds, too_deep, too_long
from tejun.reading.core_schema import Scalar, ScalarError
from tejun.reading.exact_numbers import NumberError
from tejun.reading.faults import text_of, unreadable
from tejun.reading.parser_words import full_width_in, may_be_full_width, yaml_problem
from tejun.reading.places import YAML_LINE_END, Branch, Lines
from tejun.words import Message, Words
from tejun.words.quoting import quoted

_ASKED_EVERY = 10_000
_QUOTED = frozenset({"'", '"', "|", ">"})
_BREAK_OF_1_1 = re.compile("[\x85\u2028\u2029]")
_TAG_DIRECTIVE = re.compile(r"(?:^|(?<=[\r\n]))%TAG")


@dataclass(frozen=True)
class Frame:
    """Where a YAML text stands in its file: its first line, and how many characters stand before each of its lines.

    `is_shared`: whether other programs read it too, by YAML 1.1. Then what they read otherwise is refused.
    """

    first_line: int = 1
    margin: int = 0
    is_shared: bool = False


ALONE = Frame()


def read_yaml(data: bytes, bounds: Bounds = COUNTED, frame: Frame = ALONE) -> tuple[Any, Branch]:
    """The value, and where its parts begin, in characters. Raises UnreadableDocumentError or TooLargeError."""
    bounds.check_size(data)
    reader = _Reader(text_of(data), bounds, frame)
    try:
        return reader.read()
    except _FaultError as fault:
        raise reader.refusal(fault) from fault
    except yaml.YAMLError as error:
        raise reader.no_yaml(error) from error


class _FaultError(Exception):
    """What is wrong at an offset; `further` is what the key path has besides the maps and lists that are open there."""

    def __init__(self, offset: int, reason: Words, *further: str) -> None:
        super().__init__(offset, reason, further)
        self.offset = offset
        self.reason = reason
        self.further = further


@dataclass(slots=True)
class _Open:
    """A map or a list that is not closed yet; `key` waits for its value."""

    value: dict[str, Any] | list[Any]
    branch: Branch
    key: str | None = None

    def awaits_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    def take(self, value: Any, place: int | Branch) -> None:
        if isinstance(self.value, list):
            self.branch.parts[len(self.value)] = place
            self.value.append(value)
        elif self.key is not None:
            self.branch.parts[self.key] = place
            self.value[self.key] = value
            self.key = None


class _Reader:
    """Builds the value of one text."""

    def __init__(self, text: str, bounds: Bounds, frame: Frame) -> None:
        self._text = text
        self._bounds = bounds
        self._frame = frame
        self._top = _Open([], Branch(0))
        self._stack = [self._top]
        self._left = bounds.values

    def read(self) -> tuple[Any, Branch]:
        """The value of the whole text, and its places; None where there is no document in it."""
        _check_lines(self._text)
        self._bounds.go_on()
        for event in yaml.parse(self._text, Loader=yaml.CSafeLoader):
            self._take(event)
        if not isinstance(self._top.value, list) or not self._top.value:
            return None, Branch(0)
        place = self._top.branch.parts[0]
        return self._top.value[0], place if isinstance(place, Branch) else Branch(place)

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._stack.pop()
            self._stack[-1].take(closed.value, closed.branch)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.AliasEvent):
            raise _FaultError(_begins(event), Message("reading.yaml.reference"))
        elif isinstance(event, yaml.DocumentStartEvent):
            if self._top.value:
                raise _FaultError(_begins(event), Message("reading.yaml.second_document"))
            if event.version not in {None, (1, 2)}:
                raise _FaultError(_begins(event), Message("reading.yaml.another_version"))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        begins = _begins(event)
        is_map = isinstance(event, yaml.MappingStartEvent)
        if event.anchor is not None:
            raise _FaultError(begins, Message("reading.yaml.reference"))
        if event.tag not in {None, core_schema.MAP if is_map else core_schema.SEQ}:
            raise _FaultError(begins, _unknown_tag(event.tag))
        if self._stack[-1].awaits_key():
            raise _FaultError(begins, Message("reading.yaml.key_is_no_scalar"))
        if len(self._stack) > self._bounds.depth:
            raise too_deep(self._bounds.depth, self._at(begins)[0])
        self._count()
        self._stack.append(_Open({} if is_map else [], Branch(begins)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        begins = _begins(event)
        if event.anchor is not None:
            raise _FaultError(begins, Message("reading.yaml.reference"))
        container = self._stack[-1]
        is_key = container.awaits_key()
        self._check_length(event, is_key=is_key)
        value = _value(event, is_shared=self._frame.is_shared)
        if is_key:
            container.key = _key(value, event, container.value)
        else:
            self._count()
            container.take(value, begins)

    def _count(self) -> None:
        """One value more. Asks now and then whether the work is still wanted."""
        self._left -= 1
        if self._left < 0:
            raise self._bounds.too_many()
        if self._left % _ASKED_EVERY == 0:
            self._bounds.go_on()

    def _check_length(self, event: yaml.ScalarEvent, *, is_key: bool) -> None:
        limit = self._bounds.key if is_key else self._bounds.text
        if len(event.value) > limit:
            raise too_long("key" if is_key else "text", limit, self._at(_begins(event))[0])

    # --- where it is wrong ----------------------------------------------------------------------

    def refusal(self, fault: _FaultError) -> UnreadableDocumentError:
        """The error, with the place in the file that people edit."""
        line, column = self._at(fault.offset)
        steps = [
            len(container.value) if isinstance(container.value, list) else container.key
            for container in self._stack[1:]
        ]
        path = [step for step in (*steps, *fault.further) if step is not None]
        if not path:
            return unreadable(
                Message("reading.yaml.on", line=line, column=column, reason=fault.reason)
            )
        at = quoted(place_name(path))
        return unreadable(
            Message("reading.yaml.at", line=line, column=column, at=at, reason=fault.reason)
        )

    def no_yaml(self, error: yaml.YAMLError) -> UnreadableDocumentError:
        """The error for what libyaml does not take for YAML."""
        mark = getattr(error, "problem_mark", None)
        offset = 0 if mark is None else mark.index
        if isinstance(error, yaml.reader.ReaderError):  # it counts bytes
            offset = len(self._text.encode()[: error.position].decode(errors="ignore"))
        line, column = self._at(offset)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        words = yaml_problem(problem, self._text[offset : offset + 1])
        if may_be_full_width(problem):
            words = self._with_full_width(words, line)
        return unreadable(Message("reading.no_yaml", line=line, column=column, problem=words))

    def _with_full_width(self, problem: Words, line: int) -> Words:
        """The problem, and the full-width colon or blank on its line or the last one before that is not blank."""
        lines = re.split(YAML_LINE_END, self._text)
        index = line - self._frame.first_line
        before = (i for i in range(index - 1, -1, -1) if lines[i].strip(" \t"))
        for i in (*islice(before, 1), index):
            found = full_width_in(lines[i])
            at = self._frame.first_line + i
            if found == "：":
                return Message("reading.yaml.full_width.colon", problem=problem, line=at)
            if found:
                return Message("reading.yaml.full_width.blank", problem=problem, line=at)
        return problem

    def _at(self, offset: int) -> tuple[int, int]:
        line, column = Lines(self._text, YAML_LINE_END).at(offset)
        return self._frame.first_line + line - 1, self._frame.margin + column


def _check_lines(text: str) -> None:
    """Refuses what libyaml reads in another way than people, or in time that is the square of the lines."""
    stray = _BREAK_OF_1_1.search(text)
    if stray is not None:
        code = f"U+{ord(stray.group()):04X}"
        raise _FaultError(stray.start(), Message("reading.yaml.line_break", code=code))
    directive = _TAG_DIRECTIVE.search(text) if "%TAG" in text else None
    if directive is not None:
        raise _FaultError(directive.start(), Message("reading.yaml.tag_directive"))


def _value(event: yaml.ScalarEvent, *, is_shared: bool) -> Scalar:
    text, tag, is_quoted = event.value, event.tag, event.style in _QUOTED
    try:
        value = core_schema.scalar(text, tag, is_quoted=is_quoted)
    except (NumberError, ScalarError) as error:
        raise _FaultError(_begins(event), _why(error, event)) from error
    if is_shared and not (isinstance(value, str) and (is_quoted or tag)):
        _check_shared(text, _begins(event))
    return value


def _check_shared(text: str, begins: int) -> None:
    if core_schema.is_date(text):
        raise _FaultError(begins, Message("reading.yaml.bare_date", text=quoted(text)))
    if core_schema.is_read_otherwise(text):
        raise _FaultError(begins, Message("reading.yaml.read_otherwise", text=quoted(text)))


def _key(value: Scalar, event: yaml.ScalarEvent, known: dict[str, Any] | list[Any]) -> str:
    begins = _begins(event)
    if value == "<<":
        raise _FaultError(begins, Message("reading.yaml.merge_key"))
    if not isinstance(value, str):
        raise _FaultError(begins, Message("reading.yaml.key_is_no_text", key=quoted(event.value)))
    if value in known:
        raise _FaultError(begins, Message("reading.yaml.key_twice", key=quoted(value)), value)
    return value


def _why(error: NumberError | ScalarError, event: yaml.ScalarEvent) -> Words:
    text = quoted(event.value)
    if isinstance(error, NumberError):
        if error.is_infinite:
            return Message("reading.yaml.number_too_large", text=text)
        return Message("reading.yaml.integer_outside", text=text)
    if error.why == "no_number":
        return Message("reading.yaml.no_number", text=text)
    if error.why == "unknown_tag":
        return _unknown_tag(event.tag)
    return Message(
        "reading.yaml.tag_mismatch", text=text, tag=quoted(core_schema.written(event.tag))
    )


def _unknown_tag(tag: str | None) -> Words:
    return Message("reading.yaml.unknown_tag", tag=quoted(core_schema.written(tag)))


def _begins(event: yaml.Event) -> int:
    """The offset of an event, in characters."""
    return 0 if event.start_mark is None else event.start_mark.index
