"""Where connections come in: a listener that rests when none can be taken.

libuv, beneath uvloop, takes and drops connections where descriptors run out, and where even that fails its listener is
closed for good; asyncio writes a line with a traceback for each try. Here an error makes room and then waits.

Several workers share one socket, and a connection stays with who took it: it is left to who has fewer, as their tally
says; where there is none, who has more waits longer before it takes another one.

Always holds: an error while connections are taken costs a rest, never the listener.

May not know: HTTP.
"""

import asyncio
import os
import socket
from collections.abc import Callable, Sequence
from typing import Any

from tejun.cli.door import Door, door_of
from tejun.cli.seldom import keep_seldom
from tejun.cli.workers import begin_worker, is_worker, tally_of_worker
from tejun.settings import Settings

AT_ONCE = 8
"""How many connections are taken before others have their turn."""
REST_SECONDS = 0.2
LONGEST_SECONDS = 0.008
"""So long at most a worker leaves a connection to others of whom it knows nothing, the longer the more it has."""
LEFT_SECONDS = 0.1
"""So long a worker leaves a connection to one that has fewer: its loop may have to wait for what its threads do."""

Factory = Callable[[], asyncio.BaseProtocol]


def new_loop() -> asyncio.AbstractEventLoop:
    """The event loop of a serving process: uvloop's with this listener, asyncio's where there is no build of it.

    A worker makes it, and nobody else, when it begins.
    """
    begin_worker(Settings.from_env(os.environ).workers)
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


def patience(connections: int) -> float:
    """How many seconds who has so many connections leaves another one to the workers that have fewer."""
    return LONGEST_SECONDS * connections / (connections + AT_ONCE)


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
        self._arriving = 0
        """How many of those that are being opened are not at the door yet."""
        self._watching = loop.create_task(self._door.watch())
        self._is_closed = False
        self._is_shared = is_worker()
        self._tally = tally_of_worker()
        self._door.on_count = self._count
        self._turns = 0
        """How many it takes without waiting."""
        for each in self.sockets:
            each.setblocking(False)
            each.listen(backlog)
            self._listen(each)

    def __len__(self) -> int:
        """How many connections it has, those that are on their way in among them."""
        return len(self._door) + self._arriving

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
            self._loop.add_reader(listening, self._hear, listening)

    def _hear(self, listening: socket.socket) -> None:
        """Somebody waits: for this worker, or for one of those beside it.

        Whoever still waits after that time is taken, and as many of those behind as this worker has, one in each round
        of the loop: so another one has its share, and a thousand a second find their way in at least.
        """
        if not self._is_shared:
            self._take(listening, AT_ONCE)
            return
        wait = 0.0 if self._turns else self._patience()
        if wait:
            self._loop.remove_reader(listening)
            self._loop.call_later(wait, self._have_turns, listening)
        else:
            self._turns = max(0, self._turns - 1) if self._take(listening, 1) else 0

    def _patience(self) -> float:
        """How many seconds a connection is left to the others."""
        fewest = None if self._tally is None else self._tally.fewest()
        if fewest is None:
            return patience(len(self))
        return LEFT_SECONDS if len(self) > fewest else 0.0

    def _count(self, more: int = 0) -> None:
        """Says how many there are now that so many more are at the door."""
        self._arriving = max(0, self._arriving - max(0, more))
        if self._tally is not None:
            self._tally.write(len(self))

    def _have_turns(self, listening: socket.socket) -> None:
        if not self._is_closed:
            self._turns = len(self)
            self._listen(listening)
            self._hear(listening)  # who comes when nobody waits any more has not waited

    def _take(self, listening: socket.socket, at_once: int) -> bool:
        """Takes so many, and says whether there were as many."""
        for _ in range(at_once):
            try:
                taken, _ = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return False
            except OSError:
                self._rest(listening)
                return False
            taken.setblocking(False)
            task = self._loop.create_task(self._open(taken))
            self._opening.add(task)
            task.add_done_callback(self._opened)
            self._arriving += 1
            self._count()
        return True

    def _opened(self, task: asyncio.Task[Any]) -> None:
        self._opening.discard(task)
        self._arriving = min(self._arriving, len(self._opening))
        self._count()

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
