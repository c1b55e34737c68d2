"""What the end of the server cuts off is answered like everything else."""

import asyncio
import json
from typing import Any

import pytest
from tejun.api.envelope import Envelope

SCOPE: dict[str, Any] = {
    "type": "http",
    "method": "POST",
    "path": "/",
    "headers": [(b"accept-language", b"en"), (b"x-request-id", b"r-1")],
}


def cut_off(*, begun: bool) -> list[Any]:
    """What is sent of an answer that is cancelled before it has begun, or when it has."""
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        await asyncio.sleep(60)

    async def run() -> None:
        task = asyncio.create_task(Envelope(app)(SCOPE, receive, send))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel("graceful shutdown exceeded")
        await task

    if begun:
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(run())
    else:
        asyncio.run(run())
    return sent


def test_a_request_that_is_cut_off_gets_a_problem_that_says_to_send_it_again() -> None:
    start, body = cut_off(begun=False)
    headers = dict(start["headers"])
    assert start["status"] == 503
    assert headers[b"retry-after"]
    assert headers[b"x-request-id"] == b"r-1"
    said = json.loads(body["body"])
    assert said["type"] == "urn:tejun:problem:not-ready"
    assert "shutting down" in said["detail"]
    assert "Idempotency-Key" in said["advice"]


def test_an_answer_that_has_begun_gets_no_other() -> None:
    (start,) = cut_off(begun=True)
    assert start["status"] == 200
