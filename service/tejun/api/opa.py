"""What OPAs speak to: the bundles that they pull, and what they report.

A bundle is asked for by OPA's bundle protocol: with the tag of the archive that the OPA has, and, where it is willing
to wait, `Prefer: modes=snapshot,delta;wait=N`. The answer then comes as soon as another edition is in force, else 304
when the time is over. Delta bundles are never sent: they cannot be signed.

Always holds: an archive goes out verified, byte for byte as it was published; waiting holds no thread, and ends at once
with the client or the service. A report is on the disk before its 200 goes out, and no decision waits for one.

May not know: how a report is read or kept.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Annotated, Any, TypeVar

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from tejun.api.bodies import LogBody, StatusBody
from tejun.api.languages import names_tag, wait_seconds
from tejun.api.parameters import BundleParameters
from tejun.api.shapes import LogReceipt, StatusReceipt
from tejun.api.state import Parts, ServiceParts
from tejun.api.watch import Watch
from tejun.errors import TejunError
from tejun.operations.editions import Edition, archive_of, find_in_force, find_published
from tejun.operations.fleet import take_log, take_status

router = APIRouter()
_LOG = logging.getLogger("tejun.fleet")
T = TypeVar("T")

LONGEST_WAIT_SECONDS = 60.0
PLAIN = "application/gzip"
LONG_POLLED = "application/vnd.openpolicyagent.bundles"
"""The type by which OPA knows that it may long-poll."""

_OPAS_IN_LOG = 5
"""How many a line of log names; a report may name thousands."""

_FOREVER = "public, max-age=31536000, immutable"
_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "The client has it already."}
}


@router.get(
    "/bundles/{program}.tar.gz",
    operation_id="bundle",
    summary="The signed bundle of the edition that is in force, as OPA pulls it",
    response_class=Response,
    responses={200: {"content": {PLAIN: {}, LONG_POLLED: {}}}, **_NOT_MODIFIED},
    response_description="The archive.",
)
async def bundle(
    request: Request, program: str, asked: Annotated[BundleParameters, Query()], parts: Parts
) -> Response:
    """With `If-None-Match` and `Prefer: wait=N` it answers when another edition is in force, or after N seconds."""
    wait = wait_seconds(request.headers.get("prefer"), LONGEST_WAIT_SECONDS)
    has = request.headers.get("if-none-match")
    if has and not names_tag(has, _tag(parts, program, asked.call)):
        await parts.watch.look()  # the client may come from a process that is ahead of this one
    tag = _tag(parts, program, asked.call)
    if wait and tag and names_tag(has, tag):
        changed = partial(_differs, parts, program, call=asked.call, tag=tag)
        await _wait(request, parts.watch, changed, seconds=wait)
    edition = find_in_force(parts.workplace, program, call=asked.call)
    media_type = LONG_POLLED if wait else PLAIN
    return await _answer(request, parts, edition, media_type=media_type, caching="no-cache")


@router.get(
    "/bundles/{program}/{edition}.tar.gz",
    operation_id="bundle_edition",
    summary="The signed bundle of one edition, for good",
    response_class=Response,
    responses={200: {"content": {PLAIN: {}}}, **_NOT_MODIFIED},
    response_description="The archive.",
)
async def bundle_edition(request: Request, program: str, edition: str, parts: Parts) -> Response:
    """A withdrawn edition stays readable: decisions were made with it."""
    found = find_published(parts.workplace, program, edition).edition
    return await _answer(request, parts, found, media_type=PLAIN, caching=_FOREVER)


@router.post("/logs", operation_id="opa_logs", summary="The decision log of an OPA")
@router.post("/logs/{partition}", include_in_schema=False)
async def logs(body: LogBody, parts: Parts) -> LogReceipt:
    """Keeps digests of input and result, and what identifies them; not the input or result itself.

    An entry that cannot be read is counted and costs none of the others: OPA sends a batch again until it is taken.
    """
    taken = await _apart(
        parts,
        partial(take_log, parts.workplace, body.unpacked, body.bounds, on_read=body.give_turn),
    )
    receipt = LogReceipt(decisions=taken.decisions, unreadable=taken.unreadable)
    opas = {"opas": len(taken.opas), "first_opas": taken.opas[:_OPAS_IN_LOG]}
    line = {"event": "opa_decisions", **opas, **receipt.model_dump()}
    _LOG.info("%s", json.dumps(line))
    return receipt


@router.post("/status", operation_id="opa_status", summary="The status of an OPA")
@router.post("/status/{partition}", include_in_schema=False)
async def status(body: StatusBody, parts: Parts) -> StatusReceipt:
    """Keeps which bundles it has, and what went wrong."""
    await _apart(
        parts,
        partial(take_status, parts.workplace, body.unpacked, body.bounds, on_read=body.give_turn),
    )
    return StatusReceipt()


async def _apart(parts: ServiceParts, work: Callable[[], T]) -> T:
    """Reports are taken on threads of their own: those of decisions never wait for the disk that holds reports."""
    return await to_thread.run_sync(work, limiter=parts.report_threads)


async def _answer(
    request: Request, parts: ServiceParts, edition: Edition, *, media_type: str, caching: str
) -> Response:
    headers = {"ETag": f'"{edition.archive}"', "Cache-Control": caching, "Vary": "Prefer"}
    if names_tag(request.headers.get("if-none-match"), edition.archive):
        return Response(status_code=304, headers=headers)
    archive = await run_in_threadpool(archive_of, parts.workplace, edition)
    return Response(archive, headers=headers, media_type=media_type)


def _tag(parts: ServiceParts, program: str, call: str | None) -> str:
    """The tag of what is in force; empty where nothing is."""
    with suppress(TejunError):
        return find_in_force(parts.workplace, program, call=call).archive
    return ""


def _differs(parts: ServiceParts, program: str, *, call: str | None, tag: str) -> bool:
    return _tag(parts, program, call) != tag


async def _wait(
    request: Request, watch: Watch, changed: Callable[[], bool], *, seconds: float
) -> None:
    """Until something changed, the time is over, the client is gone or the service ends."""
    gone = asyncio.create_task(_leaves(request))
    request.state.awaits_news = (
        True  # the server lets go of such a connection first where it needs the place
    )
    try:
        async with asyncio.timeout(seconds):
            while not (changed() or gone.done() or watch.closed):
                news = asyncio.create_task(watch.news())
                try:
                    await asyncio.wait({news, gone}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    news.cancel()
    except TimeoutError:
        pass
    finally:
        request.state.awaits_news = False
        gone.cancel()


async def _leaves(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
