"""What every exchange has, whatever door it goes through: a request id, HEAD, and an end to what nobody caught.

Always holds: each response has X-Request-ID, the caller's own where it is usable; an exception that nobody
caught is logged without its message, which may quote what was submitted, and answered as an internal problem; a
request that the end of the server cuts off is answered, too.

May not know: which door the request is for.
"""

import asyncio
import logging
import re
import traceback

import uuid_utils
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tejun.api import problems
from tejun.api.languages import language_asked

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
_LOG = logging.getLogger("tejun.api")


class Envelope:
    """ASGI middleware; pure, so that it costs microseconds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one exchange."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _usable(headers.get("x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id
        sender = _Sender(send, request_id, is_head=scope["method"] == "HEAD")
        if scope["method"] == "HEAD":  # the answer to GET without its body
            scope = {**scope, "method": "GET"}
        problem: problems.Problem | None = None
        try:
            await self._app(scope, receive, sender)
        except ClientDisconnect:
            _LOG.info("the client left before its request was complete: %s", request_id)
        except asyncio.CancelledError:  # the server ends, and has waited as long as it waits
            if sender.started:
                raise
            problem = problems.stopping()
        except Exception as error:
            _LOG.error("unexpected, request %s: %s", request_id, trace(error))
            if sender.started:
                raise
            problem = problems.internal()
        if problem is not None:
            language = language_asked(scope)
            response = problem.response(language=language, request_id=request_id)
            await response(scope, receive, sender)


class _Sender:
    """Passes messages on, with the id in the headers."""

    def __init__(self, send: Send, request_id: str, *, is_head: bool) -> None:
        self._send = send
        self._request_id = request_id
        self._is_head = is_head
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._request_id
            headers["X-Content-Type-Options"] = "nosniff"
        elif self._is_head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _usable(request_id: str | None) -> str:
    if request_id is not None and _REQUEST_ID.fullmatch(request_id):
        return request_id
    return str(uuid_utils.uuid7())


def trace(error: BaseException) -> str:
    """Where it happened and of what kind, without the exception's own words."""
    return "".join([type(error).__name__, "\n", *traceback.format_tb(error.__traceback__)])
