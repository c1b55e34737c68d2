"""The body of a request as bytes, held to its type, size and time while it comes in; what OPAs send, unpacked.

With the bytes come the bounds within which they are to be read, and whether whoever sent them still waits. While it
comes in, a body takes no place among those that are worked on.

Always holds: no more than the limit is ever held of one body, and no more bodies, nor bytes of them all, than there is
room for; what is refused is refused as early as it can be known. Of large bodies only a few are worked on at once.

May not know: JSON.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from tejun.api import problems
from tejun.api.state import Parts, Room, ServiceParts
from tejun.errors import CallerGoneError, TooLargeError
from tejun.reading import (
    Bounds,
    GzipError,
    gunzip,
    most_unpacked,
    most_values,
    too_large,
    unreadable,
)
from tejun.words import Message

MAX_PUBLICATION_BYTES = 24 * 1024 * 1024
"""An archive at its limit, in base64, and its statement."""


@dataclass(frozen=True)
class Report:
    """What an OPA reports at once, at most: bytes as they are sent and as they unpack, and the values of it all.

    The page of configuration keeps OPAs far below.
    """

    sent: int
    unpacked: int
    values: int


LOG = Report(sent=2 * 1024 * 1024, unpacked=16 * 1024 * 1024, values=1_000_000)
STATUS = Report(sent=256 * 1024, unpacked=4 * 1024 * 1024, values=100_000)

LARGE_BYTES, LARGE_VALUES = 512 * 1024, 25_000
"""From here on a body is a large one, of which few are worked on at once: 100 people are one."""
WATCHED_BYTES = 64 * 1024
"""From here on it is looked whether the caller still waits; less is done before it could be seen."""
TURN_SECONDS = 10.0
"""How long a body waits for its turn, where few are worked on at once."""

TooLarge = Callable[..., TooLargeError]
"""The error for a body over the limit, in bytes."""

Hold = Callable[[int], None]
"""Takes so many bytes of what a room holds in all. Raises ProblemError where there are not as many."""


@dataclass(frozen=True)
class Wanted:
    """What a body may be: its bytes at most, the error where there are more, and how it may be packed."""

    limit: int
    over: TooLarge
    encodings: frozenset[str] = frozenset({"identity"})
    set_by: str | None = None
    """The setting that has the limit."""

    def too_large(self) -> TooLargeError:
        """The error, with the setting."""
        return self.over(self.limit, **({} if self.set_by is None else {"set_by": self.set_by}))

    def check(self, request: Request) -> None:
        """What its head says of it. Raises ProblemError or TooLargeError."""
        _see_type(request.headers.get("content-type", ""))
        if _encoding(request) not in self.encodings:
            raise problems.encoded(_encoding(request))
        declared = request.headers.get("content-length", "0")
        if declared.isascii() and declared.isdigit() and int(declared[:20]) > self.limit:
            raise self.too_large()


@dataclass(frozen=True)
class Body:
    """A body as it came in, and within which bounds it is to be read."""

    content: bytes
    bounds: Bounds
    give_turn: Callable[[], None] = lambda: None
    """From any thread: gives the next large body its turn, where no more work is left than to wait for the disk."""


def _json_body(over: TooLarge) -> Callable[[Request, Parts], AsyncGenerator[Body]]:
    async def body(request: Request, parts: Parts) -> AsyncGenerator[Body]:
        settings = parts.workplace.settings
        wanted = Wanted(settings.max_body_bytes, over, set_by="TEJUN_MAX_BODY_BYTES")
        async with (
            _received(request, parts, parts.room, wanted) as content,
            place(parts.room),
            _worked_on(request, parts, content) as (go_on, give_turn),
        ):
            bounds = Bounds(
                values=settings.max_values, values_set_by="TEJUN_MAX_VALUES", go_on=go_on
            )
            yield Body(content, bounds, give_turn)

    return body


_json = _json_body(too_large)
JsonBody = Annotated[Body, Depends(_json)]
json_body = asynccontextmanager(_json)
"""The same for who asks for it without FastAPI: of a request and the service's parts."""
BatchBody = Annotated[Body, Depends(_json_body(problems.batch_too_large))]


@dataclass(frozen=True)
class PackedBody:
    """A body that may be compressed (gzip), as it came in, and within which bounds its content is to be read."""

    content: bytes
    is_gzip: bool
    limit: Report
    bounds: Bounds
    give_turn: Callable[[], None] = lambda: None
    """From any thread: ends the turn of a large body, where no more is left than to wait for the disk."""

    def unpacked(self) -> bytes:
        """What was sent, up to a limit that holds while it unpacks. Raises UnreadableDocumentError or TooLargeError."""
        return _unpacked(self.content, self.limit.unpacked) if self.is_gzip else self.content


def _packed_body(
    room_of: Callable[[ServiceParts], Room],
    turns_of: Callable[[ServiceParts], asyncio.Semaphore],
    limit: Report,
) -> Any:
    async def body(request: Request, parts: Parts) -> AsyncIterator[PackedBody]:
        most = min(limit.sent, parts.workplace.settings.max_body_bytes)
        wanted = Wanted(most, problems.report_too_large, encodings=frozenset({"identity", "gzip"}))
        room, is_gzip = room_of(parts), _encoding(request) == "gzip"
        async with (
            _received(request, parts, room, wanted) as content,
            place(room),
            watched(request) as go_on,
            turn(turns_of(parts)),
            _turn_of_large(parts, most_unpacked(content) if is_gzip else len(content)) as give_turn,
        ):
            bounds = Bounds(values=limit.values, go_on=go_on)
            yield PackedBody(content, is_gzip, limit, bounds, give_turn)

    return body


@asynccontextmanager
async def _turn_of_large(parts: ServiceParts, size: int) -> AsyncIterator[Callable[[], None]]:
    """A large report takes the turn of a large body while it is read: both at once would take memory for two. Gives
    what ends the turn: no decision waits until a report is on the disk."""
    if size < LARGE_BYTES:
        yield lambda: None
        return
    async with turn(parts.large) as give_turn:
        yield give_turn


async def _publication_body(request: Request, parts: Parts) -> AsyncIterator[Body]:
    wanted = Wanted(MAX_PUBLICATION_BYTES, problems.publication_too_large)
    room = parts.publications
    async with (
        _received(request, parts, room, wanted) as content,
        place(room),
        watched(request) as go_on,
    ):
        yield Body(content, Bounds(text=MAX_PUBLICATION_BYTES, go_on=go_on))


PublicationBody = Annotated[Body, Depends(_publication_body)]
LogBody = Annotated[
    PackedBody,
    Depends(_packed_body(lambda parts: parts.log_room, lambda parts: parts.log_turns, LOG)),
]
StatusBody = Annotated[
    PackedBody,
    Depends(
        _packed_body(lambda parts: parts.status_room, lambda parts: parts.status_turns, STATUS)
    ),
]


# --- how many at once, and for whom --------------------------------------------------------------


@asynccontextmanager
async def place(room: Room) -> AsyncIterator[None]:
    """A place there. Raises ProblemError where there is none."""
    if not room.enter():
        raise problems.busy()
    try:
        yield
    finally:
        room.leave()


@asynccontextmanager
async def _worked_on(
    request: Request, parts: ServiceParts, content: bytes
) -> AsyncIterator[tuple[Callable[[], None], Callable[[], None]]]:
    """A turn for the body, where it is large; gives what raises once the caller is gone, and what ends the turn."""
    if len(content) < WATCHED_BYTES:
        yield Caller().check, lambda: None
        return
    async with watched(request) as check:
        if len(content) < LARGE_BYTES and most_values(content) < LARGE_VALUES:
            yield check, lambda: None
            return
        async with turn(parts.large_held), turn(parts.large) as give_turn:
            check()
            yield check, give_turn


@asynccontextmanager
async def turn(turns: asyncio.Semaphore) -> AsyncIterator[Callable[[], None]]:
    """Waits for a turn, holding no thread meanwhile; after a while the caller is to come again.

    Gives what ends the turn early, from any thread.
    """
    try:
        async with asyncio.timeout(TURN_SECONDS):
            await turns.acquire()
    except TimeoutError:
        raise problems.busy() from None
    left = [turns]

    def end() -> None:
        if left:
            left.pop().release()

    loop = asyncio.get_running_loop()

    def end_from_any_thread() -> None:
        loop.call_soon_threadsafe(end)

    try:
        yield end_from_any_thread
    finally:
        end()


class Caller:
    """Whoever sent a request: whether they still wait for its answer."""

    def __init__(self) -> None:
        self.is_gone = False

    def check(self) -> None:
        """From any thread. Raises CallerGoneError."""
        if self.is_gone:
            raise CallerGoneError(Message("api.caller_gone.detail"), Message("api.busy.advice"))


@asynccontextmanager
async def watched(request: Request) -> AsyncIterator[Callable[[], None]]:
    """While it is worked on, the connection is looked at: nothing more comes of it but its end. Gives what raises
    CallerGoneError from then on."""
    caller = Caller()

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        caller.is_gone = True

    watching = asyncio.create_task(watch())
    try:
        yield caller.check
    finally:
        watching.cancel()


# --- bytes ---------------------------------------------------------------------------------------


def _encoding(request: Request) -> str:
    return request.headers.get("content-encoding", "identity").strip().lower()


@asynccontextmanager
async def _received(
    request: Request, parts: ServiceParts, room: Room, wanted: Wanted
) -> AsyncIterator[bytes]:
    """The body's bytes, held in the room; they take no place of it while they come in."""
    wanted.check(request)
    seconds = parts.workplace.settings.body_seconds
    loop = asyncio.get_running_loop()
    limit = asyncio.timeout(seconds)
    arrival = room.arrive(lambda: limit.reschedule(loop.time()))

    def hold(size: int) -> None:
        if not room.hold(arrival, size):
            raise problems.busy()

    try:
        try:
            async with limit:
                content = await _read(request, wanted, hold)
        except TimeoutError:
            raise problems.busy() if arrival.is_dropped else problems.too_slow(seconds) from None
        room.arrived(arrival)
        yield content
    finally:
        room.forget(arrival)


async def _read(request: Request, wanted: Wanted, hold: Hold) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > wanted.limit:
            raise wanted.too_large()
        hold(len(chunk))
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
    """No more than it claims: by that it has taken its turn."""
    claimed = most_unpacked(content)
    try:
        return gunzip(content, min(limit, claimed))
    except GzipError as error:
        if error.why == "too_large" and claimed > limit:
            raise problems.report_too_large(limit) from error
        raise unreadable(Message("api.not_gzip")) from error
