"""HTTP/1.1 as uvicorn speaks it with httptools: without a pause before each answer, within limits, with a prompt end.

Always holds: what is kept of a request's head is limited, also while it is not complete; the trailers of a body are
dropped. A request that offers another protocol (every stock Java client offers HTTP/2) is answered over HTTP/1.1, with
its body: httptools would lose that, so the connection goes on with h11.

A request that came whole is answered, whatever follows it on the connection: only then is that refused.

Several workers share a socket that uvicorn opens itself, and asyncio leaves Nagle's algorithm on for such a one: the
body of each answer then waits for the client to acknowledge its head, 40 ms on Linux.

How long each part may take, and how many connections there may be, the door says (`tejun.cli.door`). A client that
closes its half of the connection behind a whole request is answered; uvicorn would hang up.

When the server is told to stop, uvicorn waits for the requests in hand before the application hears of it; those that
wait for news (`tejun.api.watch`) would go on waiting.

May not know: the application, except for who waits for news.
"""

import asyncio
import socket
from collections import deque
from http import HTTPStatus
from typing import Any

import httptools
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from tejun.cli.door import MOST_PARTING, Door, Phase, Reason, door_of

PARTING_SECONDS = 0.5
"""How long a client that is let go may take to see why."""
MAX_HEAD_BYTES = 64 * 1024
"""How much more may arrive of a head (the request line and the headers) that has begun and is not complete."""
FIRST_PROBE_SECONDS, LONGEST_PROBE_SECONDS = 0.1, 1.0
"""How soon it is looked whether a client that has sent all it will is still there, and then how often."""


class _Prompt(asyncio.Protocol):
    """What both protocols do otherwise than uvicorn's, and what the door (`tejun.cli.door`) knows of a connection."""

    app_state: dict[str, Any]
    client: tuple[str, int] | None
    cycle: Any
    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport

    phase: Phase = "waits"
    begun = True  # who has connected has as long to send a head as who has begun with it
    since = 0.0
    stuck_since: float | None = None
    _door: Door
    _is_half_closed = False
    _is_refused = False

    @property
    def address(self) -> str:
        """Of the other end."""
        return self.client[0] if self.client else ""

    @property
    def awaits_news(self) -> bool:
        """As the application says of the request in hand (`tejun.api.opa`)."""
        return self.cycle is not None and bool(self.cycle.scope["state"].get("awaits_news"))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Sends at once what it writes; where there is no place, that is the answer."""
        connection = transport.get_extra_info("socket")
        if connection is not None and connection.family in {socket.AF_INET, socket.AF_INET6}:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
        self.since = self.loop.time()
        self._door = door_of(self.loop)
        if not self._door.enter(self):
            self._is_refused = True
            self._say_and_close(503, "Too many connections.", "retry-after: 2\r\n")

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.leave(self)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Lets go of whoever waits for news."""
        super().shutdown()  # type: ignore[misc]  # uvicorn's, which stands behind this
        watch = self.app_state.get("watch")
        if watch is not None:
            watch.close()

    # --- how long it may take ---

    def let_go(self, reason: Reason) -> None:
        """Ends the connection; who has sent a part of a head hears why."""
        if reason == "slow head" and self._has_begun():
            self._say_and_close(408, "The head of the request came too slowly.")
        else:
            self.transport.abort()

    def pause_writing(self) -> None:
        self.stuck_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        self.stuck_since = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """As uvicorn's; what it still has to send does not hold it up for ever."""
        self.stuck_since = self.stuck_since or self.loop.time()
        super().timeout_keep_alive_handler()  # type: ignore[misc]  # as above

    def _has_begun(self) -> bool:
        """Whether a part of a head is there."""
        raise NotImplementedError

    def _phase_now(self) -> Phase:
        raise NotImplementedError

    def _on_data(self) -> None:
        if self.phase == "waits" and not self.begun:
            self.begun, self.since = True, self.loop.time()

    def _see_phase(self) -> None:
        phase = self._phase_now()
        if phase != self.phase:
            self.phase, self.since = phase, self.loop.time()
            self.begun = phase == "waits" and self._has_begun()

    def _say_and_close(self, status: int, words: str, more: str = "") -> None:
        if self.transport.is_closing():
            return
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{more}connection: close\r\n"
        head += f"content-type: text/plain; charset=utf-8\r\ncontent-length: {len(words)}\r\n\r\n"
        self.transport.write(f"{head}{words}".encode("ascii"))
        if self._door.parting >= MOST_PARTING:
            self.transport.close()
            return
        # Closed with something unread, a connection is reset, and the client may never see why.
        self._is_refused = True
        self._door.parting += 1
        self.transport.write_eof()
        self.loop.call_later(PARTING_SECONDS, self._part)

    def _part(self) -> None:
        self._door.parting -= 1
        self.transport.abort()

    # --- a client that has sent all it will ---

    def eof_received(self) -> bool:
        """Whether it goes on: where a request is there whole, its answer is still to come."""
        if self._is_refused or not self._awaits_answer():
            return False
        self._is_half_closed = True
        self.loop.call_later(FIRST_PROBE_SECONDS, self._probe, FIRST_PROBE_SECONDS)
        return True

    def _awaits_answer(self) -> bool:
        return self._phase_now() == "worked for"

    def _after_answer(self) -> None:
        self._see_phase()
        if self.transport.is_closing():
            self.stuck_since = self.stuck_since or self.loop.time()
        elif self._is_half_closed and self.phase == "waits":
            self.stuck_since = self.stuck_since or self.loop.time()
            self.transport.close()

    def _probe(self, seconds: float) -> None:
        """Sends an interim answer, which every client passes over; it fails where the client is gone altogether."""
        if self.transport.is_closing() or self._phase_now() != "worked for":
            return
        if self.cycle.scope["http_version"] == "1.1" and not self.cycle.response_started:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        longer = min(2 * seconds, LONGEST_PROBE_SECONDS)
        self.loop.call_later(longer, self._probe, longer)


class _Plain(_Prompt, H11Protocol):  # type: ignore[misc]  # uvicorn's `eof_received` gives nothing
    """The slower one, which reads on where another protocol is offered."""

    def data_received(self, data: bytes) -> None:
        if self._is_refused:
            return
        self._on_data()
        super().data_received(data)

    def handle_events(self) -> None:
        super().handle_events()
        self._see_phase()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._after_answer()

    def send_400_response(self, msg: str) -> None:
        """Refuses a request in the midst of its body, too: that is its answer, and the application's is left out."""
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
            if cycle.response_started:
                self.transport.close()  # no second answer may stand behind, or within, the first
                return
        self._say_and_close(400, msg)

    def _has_begun(self) -> bool:
        return bool(self.conn.trailing_data[0])

    def _phase_now(self) -> Phase:
        if self.cycle is None or self.cycle.response_complete:
            return "waits"
        return "sends" if self.cycle.more_body else "worked for"


class PromptProtocol(_Prompt, HttpToolsProtocol):  # type: ignore[misc]  # as above
    """One connection."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._in_head = False
        self._head_bytes = 0
        self._unanswered = 0
        self._refusal: str | None = None

    def data_received(self, data: bytes) -> None:
        """As uvicorn's, within the limit, and with an answer to offers."""
        if self._refusal is not None or self._is_refused:  # what follows it is not read
            return
        self._unset_keepalive_if_required()
        self._on_data()
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
        self._see_phase()

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
        self._after_answer()

    def _has_begun(self) -> bool:
        return self._in_head

    def _phase_now(self) -> Phase:
        if not self._unanswered:
            return "waits"
        return "sends" if self.cycle.more_body else "worked for"

    def _awaits_answer(self) -> bool:
        """As for the other; a request that will never be whole is left out, and those before it are answered."""
        self._leave_out_what_is_not_whole()
        return self._unanswered > 0

    def _leave_out_what_is_not_whole(self) -> None:
        last: RequestResponseCycle | None = self.cycle
        if last is not None and last.more_body and not last.response_complete:
            self._unanswered -= 1
            self.pipeline = deque(queued for queued in self.pipeline if queued[0] is not last)
            if last.response_started:
                self.transport.close()

    def _refuse(self, message: str) -> None:
        """Refuses what came last, once the requests before it, which may be recorded by now, are answered."""
        self.logger.warning(message)
        self._refusal = message
        self._leave_out_what_is_not_whole()  # the refusal is its answer
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
        self._door.leave(self)
        plain = _Plain(self.config, self.server_state, self.app_state)
        plain.connection_made(self.transport)
        self.transport.set_protocol(plain)
        plain.data_received(b"".join([*head, b"\r\n", rest]))
