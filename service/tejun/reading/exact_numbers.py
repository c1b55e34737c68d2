"""Numbers that every reader of JSON has alike (RFC 7493, 2.2): integers within ±(2^53−1), finite floats.

Always holds: a number without a fraction is an int, however it was written; its cost is in step with its length.

May not know: whether a number stood in JSON or in YAML, or where.
"""

MAX_SAFE_INTEGER = 2**53 - 1

_LONGEST = 17
"""Characters of -9007199254740991; to convert a number of a million digits would take its square."""


class NumberError(ValueError):
    """A number that not every reader has alike; `is_infinite` where no float is as large."""

    def __init__(self, text: str, *, is_infinite: bool = False) -> None:
        super().__init__(text)
        self.text = text[:40]
        self.is_infinite = is_infinite


def integer(text: str) -> int:
    """The integer written as `-?[0-9]+`. Raises NumberError."""
    if len(text) > _LONGEST:
        raise NumberError(text)
    return _safe(int(text), text)


def decimal(text: str) -> int | float:
    """The number written with a fraction or an exponent. Raises NumberError."""
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise NumberError(text, is_infinite=True)
    return _safe(int(value), text) if value.is_integer() else value


def _safe(value: int, text: str) -> int:
    if abs(value) > MAX_SAFE_INTEGER:
        raise NumberError(text)
    return value
