"""Canonical JSON (RFC 8785 JCS), digests of it, and pointers into it (RFC 6901).

Always holds: `dumps` never fails on what `tejun.reading` gives, and equal values have equal bytes and digests.

May not know: what the values mean, or how they were read.
"""

import hashlib
import re
from typing import Any

import orjson
import rfc8785

_BEYOND_BMP = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
_KEY_BEYOND_BMP = re.compile(rb'[\xf0-\xf4][^"\\]*(?:\\.[^"\\]*)*":')
_EXPONENT = re.compile(rb"(?:^|[:,\[])-?[0-9.]+e-[0-9]")
_LONGEST_NUMBER = 26
"""Characters before the digits of a negative exponent, as orjson writes the longest float, and the one before it."""


def dumps(value: Any) -> bytes:
    """The canonical form of a value that `tejun.reading` gave, as RFC 8785 has it: UTF-8 bytes."""
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
