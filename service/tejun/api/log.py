"""The record's own log, as anybody may read it (c2sp.org/tlog-tiles): its checkpoint, its tiles, its entries.

An entry is a salted commitment, so nothing here names a decision, not even whether there is one of an application.
Proofs are made of tiles by whoever wants them; a receipt has one for a decision.

Always holds: a checkpoint is of what is on the disk, and tiles for each checkpoint are there when it goes out. A tile
never changes and is kept by caches for good; a checkpoint by none, and neither is that a tile is not there yet.

May not know: how a tree is stored, or what signs.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter
from starlette.responses import Response

from tejun.api import problems
from tejun.api.problems import ProblemError
from tejun.api.state import Parts
from tejun.errors import InvalidInputError
from tejun.operations.checkpoints import read_tile, sign_head

router = APIRouter()

CHECKPOINT = "text/plain; charset=utf-8"
TILE = "application/octet-stream"
_FOREVER = "public, max-age=31536000, immutable"


@router.get(
    "/checkpoint",
    operation_id="checkpoint",
    summary="The log's size and root, signed with its key",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    response_description="The checkpoint, a signed note (c2sp.org/tlog-checkpoint).",
)
def checkpoint(parts: Parts) -> Response:
    """Of the log as it is now, with the cosignatures of witnesses that are kept of it."""
    with of_a_usable_key():
        note = sign_head(parts.workplace)
    return Response(note.data, headers={"Cache-Control": "no-store"}, media_type=CHECKPOINT)


@contextmanager
def of_a_usable_key() -> Iterator[None]:
    """A log's key that cannot be used is no fault of who asks."""
    try:
        yield
    except InvalidInputError as error:
        raise ProblemError(problems.not_ready(error)) from error


@router.get(
    "/tile/{tile:path}",
    operation_id="tile",
    summary="A tile of the log's tree, or a bundle of its entries",
    response_class=Response,
    responses={200: {"content": {TILE: {"schema": {"type": "string", "format": "binary"}}}}},
    response_description="Up to 256 digests of 32 bytes, or as many entries, each behind its length in two bytes.",
)
def tile(tile: str, parts: Parts) -> Response:
    """`<L>/<N>`, `entries/<N>`, or with `.p/<W>` the first W of them (c2sp.org/tlog-tiles)."""
    data = read_tile(parts.workplace, f"tile/{tile}")
    if data is None:
        raise problems.no_such_tile(tile)
    return Response(data, headers={"Cache-Control": _FOREVER}, media_type=TILE)
