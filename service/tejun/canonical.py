"""Canonical JSON (RFC 8785 JCS), digests of it, pointers into it (RFC 6901), and places in it as people are shown them.

Always holds: `dumps` never fails on what `tejun.reading` gives, and equal values have equal bytes and digests.

May not know: what the values mean, or how they were read.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
import rfc8785

from tejun.words.quoting import quoted

_BEYOND_BMP = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
_KEY_BEYOND_BMP = re.compile(rb'[\xf0-\xf4][^"\\]*(?:\\.[^"\\]*)*":')
_EXPONENT = re.compile(rb"(?:^|[:,\[])-?[0-9.]+e-[0-9]")
_MAY_BE_EXPONENT = re.compile(rb"e-[0-9]")
_LONGEST_NUMBER = 26
"""Characters before the digits of a negative exponent, as orjson writes the longest float, and the one before it."""

_LONGEST_ID = 100
"""What is longer names nothing to people."""


def dumps(value: Any) -> bytes:
    """The canonical form of a value that `tejun.reading` gave, as RFC 8785 has it: UTF-8 bytes."""
    data = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return rfc8785.dumps(value) if _may_differ(data) else data


def _may_differ(data: bytes) -> bool:
    """Whether orjson's sorted dump may differ from RFC 8785, which is twenty times slower to make.

    Keys beyond the BMP sort by UTF-16 there, and small floats are written otherwise. Most dumps are small, and have
    neither what such a key begins with nor what may be an exponent: for them this is all.
    """
    f0, f1, f2, f3, f4 = _BEYOND_BMP
    if (f0 in data or f1 in data or f2 in data or f3 in data or f4 in data) and (
        _KEY_BEYOND_BMP.search(data)
    ):
        return True
    return _MAY_BE_EXPONENT.search(data) is not None and _has_small_float(data)


def _has_small_float(data: bytes) -> bool:
    """Looks only where `e-` and a digit stand: words have them now and then, and the whole search takes long."""
    return any(
        _EXPONENT.search(data, max(0, found.start() - _LONGEST_NUMBER), found.end())
        for found in _MAY_BE_EXPONENT.finditer(data)
    )


def digest(data: bytes) -> str:
    """`sha256:<hex>` of the bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def pointer(keys: Any) -> str:
    """The RFC 6901 JSON pointer of a path of keys and indices."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in keys)


def part_of(value: Any, key: str | int) -> Any:
    """The part of an object or array under a key or index, which a pointer writes as text; None where there is none."""
    if isinstance(value, Mapping):
        return value.get(key)
    index = str(key)
    if isinstance(value, list) and index.isascii() and index.isdecimal() and len(index) < 9:
        return value[int(index)] if int(index) < len(value) else None
    return None


def place_name(keys: Iterable[str | int], value: Any = None) -> str:
    """A place as people are shown it, `people[sato].name`: what stands in a list by its `id`, where it has one.

    `value` is what the keys go into, None where that is not at hand. Keys and ids are quoted, each on one line.
    """
    parts: list[str] = []
    for key in keys:
        in_list = isinstance(value, list) or (value is None and str(key).isdecimal())
        value = part_of(value, key)
        name = quoted((in_list and _id_of(value)) or str(key))
        parts.append(f"[{name}]" if in_list else f".{name}")
    return "".join(parts).removeprefix(".") or "/"


def _id_of(value: Any) -> str | None:
    name = value.get("id") if isinstance(value, Mapping) else None
    return name if isinstance(name, str) and len(name) <= _LONGEST_ID else None
