"""Where connections come in: a listener that rests when none can be taken.

libuv, beneath uvloop, takes and drops connections where descriptors run out, and where even that fails its listener is
closed for good; asyncio writes a line with a traceback for each try. Here an error makes room and then waits.

Always holds: an error while connections are taken costs a rest, never the listener.

May not know: HTTP.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from typing import Any

from tejun.cli.door import Door, door_of
from tejun.cli.orphans import end_with_supervisor
from tejun.cli.seldom import keep_seldom

AT_ONCE = 8
"""How many connections are taken before others have their turn."""
REST_SECONDS = 0.2

Factory = Callable[[], asyncio.BaseProtocol]


def new_loop() -> asyncio.AbstractEventLoop:
    """The event loop of a serving process: uvloop's with this listener, asyncio's where there is no build of it.

    A worker makes it, and nobody else, when it begins: from then on it ends with its supervisor.
    """
    end_with_supervisor()
    try:
        import uvloop  # noqa: PLC0415 - there is none for Windows
    except ImportError:
        return asyncio.new_event_loop()

    class _Loop(uvloop.Loop):
        async def create_server(  # type: ignore[override]  # as a server calls it
            self,
            protocol_factory: Factory,
            host: str | None = None,
            port: int | None = None,
            *,
            sock: socket.socket | None = None,
            backlog: int = 2048,
            **_: Any,  # no TLS here: a proxy speaks it
        ) -> "Listener":
            sockets = [sock] if sock is not None else await _bound(self, host, port)
            return Listener(self, sockets, protocol_factory, backlog)

    return _Loop()


async def _bound(
    loop: asyncio.AbstractEventLoop, host: str | None, port: int | None
) -> list[socket.socket]:
    """A socket for each address of the host, as asyncio binds them. Raises OSError."""
    kind, flags = socket.SOCK_STREAM, socket.AI_PASSIVE
    infos = await loop.getaddrinfo(host, port, type=kind, flags=flags)
    addresses = dict.fromkeys((family, address) for family, _, _, _, address in infos)
    bound: list[socket.socket] = []
    try:
        for family, address in addresses:
            bound.append(socket.create_server(address, family=family))
    except OSError:
        for each in bound:
            each.close()
        raise
    return bound


class Listener:
    """What asyncio calls a server, as far as uvicorn asks it."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        sockets: Sequence[socket.socket],
        factory: Factory,
        backlog: int,
    ) -> None:
        keep_seldom()
        self.sockets = tuple(sockets)
        self._loop = loop
        self._door: Door = door_of(loop)
        self._factory = factory
        self._opening: set[asyncio.Task[Any]] = set()
        self._watching = loop.create_task(self._door.watch())
        self._is_closed = False
        for each in self.sockets:
            each.setblocking(False)
            each.listen(backlog)
            self._listen(each)

    def close(self) -> None:
        """Takes no more."""
        self._is_closed = True
        self._watching.cancel()
        for each in self.sockets:
            self._loop.remove_reader(each)
            each.close()

    async def wait_closed(self) -> None:
        """Until what was taken has been handed on."""
        await asyncio.gather(*self._opening, return_exceptions=True)

    def _listen(self, listening: socket.socket) -> None:
        if not self._is_closed:
            self._loop.add_reader(listening, self._take, listening)

    def _take(self, listening: socket.socket) -> None:
        for _ in range(AT_ONCE):
            try:
                taken, _ = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                self._rest(listening)
                return
            taken.setblocking(False)
            task = self._loop.create_task(self._open(taken))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _open(self, taken: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._factory, taken)
        except OSError:
            self._door.count("accept failed")
            taken.close()

    def _rest(self, listening: socket.socket) -> None:
        """Lets one go that waits, so that there is a descriptor, and takes none for a while."""
        self._door.count("accept failed")
        self._door.make_room()
        self._loop.remove_reader(listening)
        self._loop.call_later(REST_SECONDS, self._listen, listening)
