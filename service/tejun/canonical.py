"""Strict JSON in, canonical JSON out (RFC 8259, RFC 7493 I-JSON, RFC 8785 JCS).

Always holds: what `loads` gives has no duplicate keys, no NaN or infinity, no lone surrogates, no
integer outside ±(2^53-1), no nesting over the limit; a number without a fraction is an int. So
`dumps` never fails on it, and equal values have equal digests.

May not know: what the values mean.
"""

import hashlib
import json
import re
from typing import Any

import orjson
import rfc8785

from tejun.errors import TooLargeError, UnreadableDocumentError
from tejun.words import Message, Words

MAX_DEPTH = 64
"""How deep arrays and objects may stand in each other; facts need about a dozen."""

_MAX_SAFE_INTEGER = 2**53 - 1

_BEYOND_BMP = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
_MAYBE_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_KEY_BEYOND_BMP = re.compile(rb'[\xf0-\xf4][^"\\]*(?:\\.[^"\\]*)*":')
_EXPONENT = re.compile(rb"(?:^|[:,\[])-?[0-9.]+e-[0-9]")
_LONGEST_NUMBER = 26
"""Characters before the digits of a negative exponent, as orjson writes the longest float, and the one before it."""

_DOUBTFUL_NUMBER = re.compile(rb"[0-9.]{16}|\.0+(?![0-9])|[0-9][eE]")
"""Perhaps over 2^53-1, or without a fraction in spite of its point: up to fifteen digits tell every float apart."""

_BRACES_AS_BRACKETS = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_UNSURE = object()


def loads(data: bytes) -> Any:
    """Reads one I-JSON document. Raises UnreadableDocumentError or TooLargeError."""
    value = _loads_plain(data)
    return _loads_strictly(data) if value is _UNSURE else value


def _loads_plain(data: bytes) -> Any:
    """The value, where a look at the bytes shows that orjson, which is fast and lenient, read it strictly; or _UNSURE.

    Of a key that stands twice orjson keeps the last: then the value has fewer quotation marks than the text. It refuses
    what is no JSON or no UTF-8, NaN, and lone surrogates.
    """
    try:
        value = orjson.loads(data)
        again = orjson.dumps(value)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return _UNSURE
    if again.count(b'"') != data.count(b'"') or b"\\u0022" in data:
        return _UNSURE
    outside = _outside_strings(data)
    if _DOUBTFUL_NUMBER.search(outside) or _is_deep(outside):
        return _UNSURE
    return value


def _outside_strings(data: bytes) -> bytes:
    """What a JSON text has outside its strings."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return b"".join(data.split(b'"')[::2])


def _is_deep(outside: bytes) -> bool:
    brackets = outside.translate(_BRACES_AS_BRACKETS, _NO_BRACKETS)
    for _ in range(MAX_DEPTH):  # the innermost go first
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)


def _loads_strictly(data: bytes) -> Any:
    """Reads value by value, and names what is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable(Message("canonical.loads_strictly", start=error.start)) from error
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise unreadable(
            Message(
                "canonical.loads_strictly.line_column_is_not",
                lineno=error.lineno,
                colno=error.colno,
                msg=error.msg,
            )
        ) from error
    except RecursionError as error:
        raise too_deep() from error
    check_depth(value)
    if _MAYBE_SURROGATE.search(data):
        check_text(value)
    return value


def check_depth(value: Any) -> None:
    """Refuses arrays and objects nested more than MAX_DEPTH deep."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            part
            for value in level
            if isinstance(value, (dict, list))
            for part in (value.values() if isinstance(value, dict) else value)
            if isinstance(part, (dict, list))
        ]
        if not level:
            return
    raise too_deep()


def check_text(value: Any) -> None:
    """Refuses lone surrogates anywhere in keys and values; only an escape can bring one in."""
    try:
        orjson.dumps(value)
    except orjson.JSONEncodeError as error:
        raise unreadable(Message("canonical.check_text")) from error


def dumps(value: Any) -> bytes:
    """The canonical form of a value that `loads` gave, as RFC 8785 has it: UTF-8 bytes."""
    data = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return rfc8785.dumps(value) if _may_differ(data) else data


def _may_differ(data: bytes) -> bool:
    """Whether orjson's sorted dump may differ from RFC 8785, which is twenty times slower to make.

    Keys beyond the BMP sort by UTF-16 there, and small floats are written otherwise.
    """
    if any(lead in data for lead in _BEYOND_BMP) and _KEY_BEYOND_BMP.search(data):
        return True
    return _has_small_float(data)


def _has_small_float(data: bytes) -> bool:
    """Looks only where `e-` stands: words have it now and then, and a search through all the bytes takes long."""
    at = data.find(b"e-")
    while at >= 0:
        if _EXPONENT.search(data, max(0, at - _LONGEST_NUMBER), at + 3):
            return True
        at = data.find(b"e-", at + 2)
    return False


def digest(data: bytes) -> str:
    """`sha256:<hex>` of the bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def pointer(keys: Any) -> str:
    """The RFC 6901 JSON pointer of a path of keys and indices."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in keys)


def unreadable(detail: Words) -> UnreadableDocumentError:
    """The one error for bytes that are no document, with the advice that fits them all."""
    return UnreadableDocumentError(
        detail,
        Message("canonical.unreadable.advice"),
    )


def too_deep() -> TooLargeError:
    """The error for arrays and objects nested over the limit."""
    return TooLargeError(
        Message("canonical.too_deep.detail", max_depth=MAX_DEPTH),
        Message("canonical.too_deep.advice"),
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise unreadable(Message("canonical.object", twice=twice))
    return result


def _constant(name: str) -> Any:
    raise unreadable(Message("canonical.constant", name=name))


def _float(text: str) -> int | float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise unreadable(Message("canonical.float", text=text[:40]))
    return _safe(int(value), text) if value.is_integer() else value


def _integer(text: str) -> int:
    if len(text) > 17:
        return _safe(_MAX_SAFE_INTEGER + 1, text)
    return _safe(int(text), text)


def _safe(value: int, text: str) -> int:
    if abs(value) > _MAX_SAFE_INTEGER:
        raise unreadable(Message("canonical.safe", text=text[:40]))
    return value
