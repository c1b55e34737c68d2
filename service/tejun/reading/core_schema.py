"""What a scalar of YAML stands for: the core schema of YAML 1.2 (10.3), as facts have always been read.

`null`, `true` and decimal numbers are what they look like, in the spellings of the core schema; all else is text. So
`NO` is a word and `2026-04-01` a text. Two things are ours: hexadecimal and octal numbers (`0x1f`, `0o17`) stay text,
since nobody means them here, and what is no finite number (`.nan`, `.inf`) is refused.

Always holds: a text in quotes is a text; a tag is honoured or refused, never passed over.

May not know: where a scalar stands.
"""

import re
from collections.abc import Callable
from typing import Literal

from tejun.reading.exact_numbers import decimal, integer

_TAGS = "tag:yaml.org,2002:"
MAP, SEQ = f"{_TAGS}map", f"{_TAGS}seq"

Scalar = str | int | float | bool | None


class ScalarError(ValueError):
    """A scalar that is not read: `.nan` and `.inf`, a tag that is no scalar's, a text that is not what its tag says."""

    def __init__(self, why: Literal["no_number", "unknown_tag", "tag_mismatch"]) -> None:
        super().__init__(why)
        self.why = why


_NULL = re.compile(r"|~|null|Null|NULL")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

_MAY_BE_MORE_THAN_TEXT = frozenset("~nNtTfF+-.0123456789")
"""How every scalar begins that one of the patterns above fits, but for the empty one."""


def _integer(text: str) -> int:
    sign = "-" if text.startswith("-") else ""
    return integer(sign + (text.lstrip("+-").lstrip("0") or "0"))


_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], Scalar]], ...] = (
    ("null", _NULL, lambda _: None),
    ("bool", _TRUE, lambda _: True),
    ("bool", _FALSE, lambda _: False),
    ("int", _INT, _integer),
    ("float", _FLOAT, decimal),
)


def scalar(text: str, tag: str | None, *, is_quoted: bool) -> Scalar:
    """The value. Raises NumberError or ScalarError."""
    if tag is not None:
        return _tagged(text, tag)
    if is_quoted or (text and text[0] not in _MAY_BE_MORE_THAN_TEXT):
        return text
    return _plain(text)


def _plain(text: str) -> Scalar:
    if _NO_NUMBER.fullmatch(text):
        raise ScalarError("no_number")
    for _, pattern, convert in _PATTERNS:
        if pattern.fullmatch(text):
            return convert(text)
    return text


def _tagged(text: str, tag: str) -> Scalar:
    kind = tag.removeprefix(_TAGS)
    if kind == tag or kind not in {"str", "null", "bool", "int", "float"}:
        raise ScalarError("unknown_tag")
    if kind == "str":
        return text
    if kind == "float" and _NO_NUMBER.fullmatch(text):
        raise ScalarError("no_number")
    for name, pattern, convert in _PATTERNS:
        if name == kind and pattern.fullmatch(text):
            return convert(text)
    raise ScalarError("tag_mismatch")


def written(tag: str | None) -> str:
    """A tag as people write it: `!!str`."""
    if tag is None:
        return ""
    return f"!!{tag.removeprefix(_TAGS)}" if tag.startswith(_TAGS) else tag


# --- what YAML 1.1 has otherwise -----------------------------------------------------------------

_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")
_WORDS = re.compile(r"y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|=")
_PREFIXED = re.compile(r"[-+]?0[bBoOxX][0-9a-fA-F]*")
_OCTAL = re.compile(r"[-+]?0[0-9]+")
_BY_SIXTY = re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?")


def is_date(text: str) -> bool:
    """Whether YAML 1.1, and what reads like it, makes a time of a text that stands without quotes."""
    return _DATE.fullmatch(text) is not None


def is_read_otherwise(text: str) -> bool:
    """Whether YAML 1.1 makes something else of a text that stands without quotes.

    Its truth values (`yes`, `off`), octal (`017`, `0o17`), hexadecimal and binary numbers, digits grouped by `_` or
    counted by sixty (`1:30`), its value key. OPA reads METADATA with some of them.
    """
    if _WORDS.fullmatch(text):
        return True
    bare = text.replace("_", "")
    grouped = (_INT, _FLOAT) if bare != text else ()
    return any(pattern.fullmatch(bare) for pattern in (_PREFIXED, _OCTAL, _BY_SIXTY, *grouped))
