"""One gzip member (RFC 1952), unpacked no further than a limit.

Always holds: what comes back is whole, its checksum and length true, nothing behind it; no more than the limit is ever
held of it.

May not know: what was packed, or what is said where it cannot be unpacked.
"""

import zlib
from typing import Literal

GzipFault = Literal["damaged", "too_large", "cut_short", "more_behind"]


class GzipError(ValueError):
    """What is not unpacked: `why`, and zlib's own words where the stream is damaged."""

    def __init__(self, why: GzipFault, words: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.words = words


_MOST_TIMES = 1032
"""DEFLATE makes no more of a byte (RFC 1951: 258 bytes of two bits)."""


def most_unpacked(data: bytes) -> int:
    """How many bytes the content has at most: as many as it claims at its end (ISIZE), where there can be as many."""
    return min(int.from_bytes(data[-4:], "little"), _MOST_TIMES * len(data))


def gunzip(data: bytes, limit: int) -> bytes:
    """The content, of `limit` bytes at most. Raises GzipError."""
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        content = inflate.decompress(data, limit + 1)
    except zlib.error as error:
        raise GzipError("damaged", str(error)) from error
    if len(content) > limit:
        raise GzipError("too_large")
    if not inflate.eof:
        raise GzipError("cut_short")
    if inflate.unused_data:
        raise GzipError("more_behind")
    return content
