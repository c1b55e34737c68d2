"""Strict JSON (RFC 8259, RFC 7493 I-JSON): bytes become a value, or an error that names what is wrong.

Always holds: what `read_json` gives has no duplicate keys, no NaN or infinity, no lone surrogates, no integer outside
±(2^53−1), no nesting over the limit; a number without a fraction is an int. The cost is in step with the bytes.

jiter refuses duplicate keys, NaN, lone surrogates and whatever is no JSON or UTF-8 while it parses; numbers and depth
are looked at here. What either refuses is read once more by the standard library, which says what and where.

May not know: what the values mean.
"""

import codecs
import json
from collections import Counter
from typing import Any, NoReturn

import jiter

from tejun.errors import UnreadableDocumentError
from tejun.reading.bounds import COUNTED, Bounds, too_deep
from tejun.reading.exact_numbers import MAX_SAFE_INTEGER, NumberError, decimal, integer
from tejun.reading.faults import empty, quoted, text_of, unreadable
from tejun.reading.parser_words import json_problem
from tejun.words import Message


def read_json(data: bytes, bounds: Bounds = COUNTED) -> Any:
    """Reads one I-JSON document. Raises UnreadableDocumentError or TooLargeError."""
    bounds.check_size(data)
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
    if _settle(holder, bounds.depth + 1):
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


# --- what is wrong, and where --------------------------------------------------------------------


def read_naming_faults(data: bytes, bounds: Bounds = COUNTED) -> Any:
    """The same by the standard library, value by value: several times slower, for what was refused."""
    text = text_of(data)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_decimal,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise _no_json(error, text) from error
    except RecursionError as error:
        raise too_deep(bounds.depth) from error
    bounds.check_depth(value)
    _check_text(value)
    return value


def _no_json(error: json.JSONDecodeError, text: str) -> UnreadableDocumentError:
    problem = json_problem(error.msg, text, error.pos)
    said = Message("reading.no_json", line=error.lineno, column=error.colno, problem=problem)
    return unreadable(said) if text.strip() else UnreadableDocumentError(said, empty().advice)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        counted = Counter(key for key, _ in pairs)
        twice = quoted(next(key for key, count in counted.items() if count > 1))
        raise unreadable(Message("reading.json_key_twice", key=twice))
    return result


def _constant(name: str) -> NoReturn:
    raise unreadable(Message("reading.no_json_number", text=name))


def _decimal(text: str) -> int | float:
    try:
        return decimal(text)
    except NumberError as error:
        raise _refused(error) from error


def _integer(text: str) -> int:
    try:
        return integer(text)
    except NumberError as error:
        raise _refused(error) from error


def _refused(error: NumberError) -> UnreadableDocumentError:
    if error.is_infinite:
        return unreadable(Message("reading.json_number_too_large", text=error.text))
    return unreadable(Message("reading.json_integer_outside", text=error.text))


def _check_text(value: Any) -> None:
    """Refuses lone surrogates anywhere in keys and values; only an escape can bring one in."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise unreadable(Message("reading.lone_surrogate")) from error
