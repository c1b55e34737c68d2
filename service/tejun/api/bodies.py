"""The body of a request as bytes, held to its type, size and time while it comes in; what OPAs send, unpacked.

Always holds: no more than the limit is ever held of one body, and no more bodies than there is room for; what is
refused is refused as early as it can be known.

May not know: JSON.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from tejun.api import problems
from tejun.api.state import Parts, Room, ServiceParts
from tejun.errors import TooLargeError
from tejun.reading import GzipError, gunzip, too_large, unreadable
from tejun.words import Message

BODY_SECONDS = 30.0
"""How long a body may take to arrive."""

MAX_PUBLICATION_BYTES = 24 * 1024 * 1024
"""An archive at its limit, in base64, and its statement."""

MAX_LOG_BYTES = 8 * 1024 * 1024
MAX_STATUS_BYTES = 256 * 1024
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""What an OPA reports, as it is sent and as it unpacks; the page of configuration keeps OPAs far below."""


TooLarge = Callable[[int], TooLargeError]
"""The error for a body over the limit, in bytes."""


def _json_body(over: TooLarge) -> Callable[[Request, Parts], AsyncIterator[bytes]]:
    async def body(request: Request, parts: Parts) -> AsyncIterator[bytes]:
        if not parts.room.enter():
            raise problems.busy()
        try:
            yield await _received(request, parts.workplace.settings.max_body_bytes, over)
        finally:
            parts.room.leave()

    return body


JsonBody = Annotated[bytes, Depends(_json_body(too_large))]
BatchBody = Annotated[bytes, Depends(_json_body(problems.batch_too_large))]


@dataclass(frozen=True)
class PackedBody:
    """A body that may be compressed (gzip), as it came in."""

    content: bytes
    is_gzip: bool

    def unpacked(self) -> bytes:
        """What was sent, up to a limit that holds while it unpacks. Raises UnreadableDocumentError or TooLargeError."""
        return _unpacked(self.content, MAX_UNPACKED_BYTES) if self.is_gzip else self.content


def _packed_body(room_of: Callable[[ServiceParts], Room], limit: int) -> Any:
    async def body(request: Request, parts: Parts) -> AsyncIterator[PackedBody]:
        room = room_of(parts)
        if not room.enter():
            raise problems.busy()
        try:
            encoding = _encoding(request)
            most = min(limit, parts.workplace.settings.max_body_bytes)
            content = await _received(
                request, most, problems.report_too_large, encodings={"identity", "gzip"}
            )
            yield PackedBody(content, is_gzip=encoding == "gzip")
        finally:
            room.leave()

    return body


async def _publication_body(request: Request, parts: Parts) -> AsyncIterator[bytes]:
    if not parts.publications.enter():
        raise problems.busy()
    try:
        yield await _received(request, MAX_PUBLICATION_BYTES, problems.publication_too_large)
    finally:
        parts.publications.leave()


PublicationBody = Annotated[bytes, Depends(_publication_body)]
LogBody = Annotated[PackedBody, Depends(_packed_body(lambda parts: parts.log_room, MAX_LOG_BYTES))]
StatusBody = Annotated[
    PackedBody, Depends(_packed_body(lambda parts: parts.status_room, MAX_STATUS_BYTES))
]


def _encoding(request: Request) -> str:
    return request.headers.get("content-encoding", "identity").strip().lower()


async def _received(
    request: Request,
    limit: int,
    over: TooLarge,
    *,
    encodings: Collection[str] = ("identity",),
) -> bytes:
    _see_type(request.headers.get("content-type", ""))
    if _encoding(request) not in encodings:
        raise problems.encoded(_encoding(request))
    declared = request.headers.get("content-length", "0")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
        raise over(limit)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read(request, limit, over)
    except TimeoutError:
        raise problems.too_slow(BODY_SECONDS) from None


async def _read(request: Request, limit: int, over: TooLarge) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise over(limit)
        chunks.append(chunk)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _see_type(content_type: str) -> None:
    """JSON is UTF-8 by RFC 8259; a charset, if said at all, must say so."""
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [
        part.partition("=")[2].strip('"') for part in parameters if part.startswith("charset=")
    ]
    if media_type != "application/json" or any(name not in {"utf-8", "utf8"} for name in charsets):
        raise problems.wrong_media_type(content_type)


def _unpacked(content: bytes, limit: int) -> bytes:
    try:
        return gunzip(content, limit)
    except GzipError as error:
        if error.why == "too_large":
            raise problems.report_too_large(limit) from error
        raise unreadable(Message("api.not_gzip")) from error
