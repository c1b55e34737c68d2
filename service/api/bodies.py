"""The body of a request as bytes, held to its type, size and time while it comes in.

Always holds: no more than the limit is ever held of one body, and no more bodies than there is room for; what is
refused is refused as early as it can be known.

May not know: JSON.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from service.api import refusals
from service.api.state import Parts
from service.model.document import too_large

BODY_SECONDS = 30.0
"""How long a body may take to arrive."""


async def _json_body(request: Request, parts: Parts) -> AsyncIterator[bytes]:
    if not parts.room.enter():
        raise refusals.busy()
    try:
        yield await _received(request, parts.settings.max_body_bytes)
    finally:
        parts.room.leave()


JsonBody = Annotated[bytes, Depends(_json_body)]


async def _received(request: Request, limit: int) -> bytes:
    _see_type(request.headers.get("content-type", ""))
    encoding = request.headers.get("content-encoding", "identity")
    if encoding.strip().lower() != "identity":
        raise refusals.encoded(encoding)
    declared = request.headers.get("content-length", "0")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
        raise too_large(limit)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read(request, limit)
    except TimeoutError:
        raise refusals.too_slow(BODY_SECONDS) from None


async def _read(request: Request, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise too_large(limit)
        chunks.append(chunk)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _see_type(content_type: str) -> None:
    """JSON is UTF-8 by RFC 8259; a charset, if said at all, must say so."""
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [
        part.partition("=")[2].strip('"') for part in parameters if part.startswith("charset=")
    ]
    if media_type != "application/json" or any(name not in {"utf-8", "utf8"} for name in charsets):
        raise refusals.wrong_media_type(content_type)
