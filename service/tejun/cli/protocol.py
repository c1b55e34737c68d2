"""HTTP/1.1 as uvicorn speaks it with httptools: without a pause before each answer, within limits, with a prompt end.

Always holds: what is kept of a request's head is limited, also while it is not complete; the trailers of a body are
dropped. A request that offers another protocol (every stock Java client offers HTTP/2) is answered over HTTP/1.1, with
its body: httptools would lose that, so the connection goes on with h11.

A request that came whole is answered, whatever follows it on the connection: only then is that refused.

Several workers share a socket that uvicorn opens itself, and asyncio leaves Nagle's algorithm on for such a one: the
body of each answer then waits for the client to acknowledge its head, 40 ms on Linux.

When the server is told to stop, uvicorn waits for the requests in hand before the application hears of it; those that
wait for news (`tejun.api.watch`) would go on waiting.

May not know: the application, except for who waits for news.
"""

import asyncio
import socket
from collections import deque
from typing import Any

import httptools
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

MAX_HEAD_BYTES = 64 * 1024
"""How much more may arrive of a head (the request line and the headers) that has begun and is not complete."""


class _Prompt(asyncio.Protocol):
    """What both protocols do otherwise than uvicorn's."""

    app_state: dict[str, Any]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Sends at once what it writes."""
        connection = transport.get_extra_info("socket")
        if connection is not None and connection.family in {socket.AF_INET, socket.AF_INET6}:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)

    def shutdown(self) -> None:
        """Lets go of whoever waits for news."""
        super().shutdown()  # type: ignore[misc]  # uvicorn's, which stands behind this
        watch = self.app_state.get("watch")
        if watch is not None:
            watch.close()


class _Plain(_Prompt, H11Protocol):
    """The slower one, which reads on where another protocol is offered."""


class PromptProtocol(_Prompt, HttpToolsProtocol):
    """One connection."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._in_head = False
        self._head_bytes = 0
        self._unanswered = 0
        self._refusal: str | None = None

    def data_received(self, data: bytes) -> None:
        """As uvicorn's, within the limit, and with an answer to offers."""
        if self._refusal is not None:  # what follows it is not read
            return
        self._unset_keepalive_if_required()
        self._head_bytes += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            self._go_on_with_h11(data[offer.args[0] :])
        except httptools.HttpParserError:
            self._refuse("Invalid HTTP request received.")
        else:
            if self._in_head and self._head_bytes > MAX_HEAD_BYTES:
                self._refuse("The head of the request is too large.")

    def on_message_begin(self) -> None:
        # What came with it in one piece may be of the request before: only what follows is counted.
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """As uvicorn's, which would add the trailers of a body to the headers of its request."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        if not self.parser.should_upgrade():
            super().on_headers_complete()
            self._unanswered += 1

    def on_message_complete(self) -> None:
        if not self.parser.should_upgrade():
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """As uvicorn's; then the refusal that waited for it."""
        self._unanswered -= 1
        super().on_response_complete()
        if self._refusal is not None and not self._unanswered:
            self._send_refusal(self._refusal)

    def _refuse(self, message: str) -> None:
        """Refuses what came last, once the requests before it, which may be recorded by now, are answered."""
        self.logger.warning(message)
        self._refusal = message
        last: RequestResponseCycle | None = self.cycle
        if last is not None and last.more_body and not last.response_complete:
            self._unanswered -= 1  # it never came whole: the refusal is its answer
            self.pipeline = deque(queued for queued in self.pipeline if queued[0] is not last)
            if last.response_started:
                self.transport.close()
        if not self._unanswered:
            self._send_refusal(message)

    def _send_refusal(self, message: str) -> None:
        if not self.transport.is_closing():
            self.send_400_response(message)

    def _go_on_with_h11(self, rest: bytes) -> None:
        """Hands over the connection, the head that was read, and what follows it."""
        if self._unanswered:
            self._refuse("A request that offers another protocol came before the last answer.")
            return
        version = self.parser.get_http_version().encode()
        head = [b"%b %b HTTP/%b\r\n" % (self.parser.get_method(), self.url, version)]
        head += [b"%b: %b\r\n" % header for header in self.headers]
        self.connections.discard(self)
        plain = _Plain(self.config, self.server_state, self.app_state)
        plain.connection_made(self.transport)
        self.transport.set_protocol(plain)
        plain.data_received(b"".join([*head, b"\r\n", rest]))
