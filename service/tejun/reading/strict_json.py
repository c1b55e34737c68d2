"""Strict JSON (RFC 8259, RFC 7493 I-JSON): bytes become a value, or an error that names what is wrong.

Always holds: what `read_json` gives has no duplicate keys, no NaN or infinity, no lone surrogates, no integer outside
±(2^53−1), no nesting over the limit; a number without a fraction is an int. The cost is in step with the bytes.

How many values there are is counted first. jiter refuses duplicate keys, NaN, lone surrogates and whatever is no JSON
or UTF-8 while it parses; numbers, lengths and depth are looked at here. What either refuses is read once more by the
standard library, which says what and where; where its hooks get no place, `tejun.reading.json_faults` looks for the
place.

May not know: what the values mean.
"""

import codecs
import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import jiter

from tejun.errors import UnreadableDocumentError
from tejun.reading.bounds import COUNTED, Bounds, too_deep, too_long
from tejun.reading.exact_numbers import MAX_SAFE_INTEGER, NumberError, decimal, integer
from tejun.reading.faults import empty, text_of, unreadable
from tejun.reading.json_faults import (
    offset_of_bare,
    offset_of_lone_surrogate,
    offset_of_longer,
    offset_of_second,
)
from tejun.reading.parser_words import json_problem
from tejun.reading.places import Lines
from tejun.words import Message, Words
from tejun.words.quoting import quoted


def read_json(data: bytes, bounds: Bounds = COUNTED) -> Any:
    """Reads one I-JSON document. Raises UnreadableDocumentError or TooLargeError."""
    bounds.check_size(data)
    bounds.check_values(data)
    bounds.go_on()
    try:
        value = jiter.from_json(
            data.removeprefix(codecs.BOM_UTF8),
            allow_inf_nan=False,
            # Keys only: values may be personal data, and what is cached outlives the request.
            cache_mode="keys",
            catch_duplicate_keys=True,
        )
    except ValueError:
        return read_naming_faults(data, bounds)
    holder = [value]
    if _settle(holder, bounds.depth + 1) and not _has_long_text(data, holder, bounds):
        return holder[0]
    return read_naming_faults(data, bounds)


def _settle(top: list[Any], depth: int) -> bool:
    """Whether numbers and nesting keep to their limits; what has no fraction becomes an int.

    Level by level: nothing here goes as deep as the value does.
    """
    level: list[Any] = [top]
    for _ in range(depth):
        deeper: list[Any] = []
        for container in level:
            members = container.items() if type(container) is dict else enumerate(container)
            for key, value in members:
                kind = type(value)
                if kind is str:
                    continue
                if kind is dict or kind is list:
                    deeper.append(value)
                elif kind is int or kind is float:
                    if not -MAX_SAFE_INTEGER <= value <= MAX_SAFE_INTEGER:
                        return False
                    if kind is float and value.is_integer():
                        container[key] = int(value)
        if not deeper:
            return True
        level = deeper
    return False


def _has_long_text(data: bytes, top: list[Any], bounds: Bounds) -> bool:
    """Whether a key or a text is over its limit. Where a quotation mark stands every so often, none is."""
    step = max(1, min(bounds.key, bounds.text) // 2)
    is_dense = not (b"\\" in data and b'\\"' in data) and all(
        data.find(b'"', start, start + step) >= 0 for start in range(0, len(data), step)
    )
    if is_dense:
        return False
    level: list[Any] = [top]
    while level:
        deeper: list[Any] = []
        for container in level:
            values: Iterable[Any] = container
            if type(container) is dict:
                values = container.values()
                if any(len(key) > bounds.key for key in container):
                    return True
            for value in values:
                if type(value) is str:
                    if len(value) > bounds.text:
                        return True
                elif type(value) is dict or type(value) is list:
                    deeper.append(value)
        level = deeper
    return False


# --- what is wrong, and where --------------------------------------------------------------------


def read_naming_faults(data: bytes, bounds: Bounds = COUNTED) -> Any:
    """The same by the standard library, value by value: several times slower, for what was refused."""
    bounds.check_values(data)
    bounds.go_on()
    text = text_of(data)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_decimal,
            parse_int=_integer,
        )
        bounds.check_depth(value)
        _check_text(value)
        _check_lengths(text, bounds)
    except json.JSONDecodeError as error:
        raise _no_json(error, text) from error
    except _RefusedError as fault:
        raise _with_place(fault, text) from fault
    except RecursionError as error:
        raise too_deep(bounds.depth) from error
    return value


class _RefusedError(UnreadableDocumentError):
    """What the parser takes and we do not; `find` gives its offset, which the parser's hooks do not get."""

    def __init__(self, detail: Words, find: Callable[[str], int | None]) -> None:
        super().__init__(detail, unreadable(detail).advice)
        self.find = find


def _with_place(fault: _RefusedError, text: str) -> UnreadableDocumentError:
    offset = fault.find(text)
    if offset is None:
        return unreadable(fault.detail)
    line, column = Lines(text).at(offset)
    return unreadable(Message("reading.json_at", line=line, column=column, problem=fault.detail))


def _no_json(error: json.JSONDecodeError, text: str) -> UnreadableDocumentError:
    problem = json_problem(error.msg, text, error.pos)
    said = Message("reading.no_json", line=error.lineno, column=error.colno, problem=problem)
    return unreadable(said) if text.strip() else UnreadableDocumentError(said, empty().advice)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        counted = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counted.items() if count > 1)
        reason = Message("reading.json_key_twice", key=quoted(twice))
        raise _RefusedError(reason, lambda text: offset_of_second(text, twice))
    return result


def _constant(name: str) -> NoReturn:
    reason = Message("reading.no_json_number", text=name)
    raise _RefusedError(reason, lambda text: offset_of_bare(text, name))


def _decimal(written: str) -> int | float:
    try:
        return decimal(written)
    except NumberError as error:
        raise _refused(error, written) from error


def _integer(written: str) -> int:
    try:
        return integer(written)
    except NumberError as error:
        raise _refused(error, written) from error


def _refused(error: NumberError, written: str) -> _RefusedError:
    reason = (
        Message("reading.json_number_too_large", text=error.text)
        if error.is_infinite
        else Message("reading.json_integer_outside", text=error.text)
    )
    return _RefusedError(reason, lambda text: offset_of_bare(text, written))


def _check_text(value: Any) -> None:
    """Refuses lone surrogates anywhere in keys and values; only an escape can bring one in."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise _RefusedError(Message("reading.lone_surrogate"), offset_of_lone_surrogate) from error


def _check_lengths(text: str, bounds: Bounds) -> None:
    """Raises TooLargeError for the first key or text over its limit."""
    found = offset_of_longer(text, key=bounds.key, value=bounds.text)
    if found is not None:
        what, offset = found
        limit = bounds.key if what == "key" else bounds.text
        raise too_long(what, limit, Lines(text).at(offset)[0])
