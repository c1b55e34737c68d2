"""Conditional requests and preferences, as OPA's downloader makes them (RFC 9110, 13.1.2; RFC 7240).

May not know: what is asked for.
"""

import re

_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_WAIT = re.compile(r"\s*wait\s*=\s*\"?(\d{1,9})\"?\s*", re.IGNORECASE)


def matches(if_none_match: str | None, tag: str) -> bool:
    """Whether the field names the entity tag, compared weakly, or is `*`."""
    field = (if_none_match or "").strip()
    return field == "*" or tag in _TAG.findall(field)


def patience(prefer: str | None, longest: float) -> float:
    """The seconds that the client would wait for news (`Prefer: …;wait=30`), no more than the longest; 0: none.

    OPA puts `wait` behind a semicolon, RFC 7240 behind a comma: both are read.
    """
    for item in re.split(r"[;,]", prefer or ""):
        match = _WAIT.fullmatch(item)
        if match:
            return min(float(match.group(1)), longest)
    return 0.0
