"""Who is at the door of one serving process: how many connections there are, whose, and how long each may take.

A connection waits (nothing of a request has come, or a part of its head), sends (the body of a request), or is worked
for. Where another one comes in and there is no place, the one that has waited longest goes, of whoever has most; else
the one that has been sending longest. One that is worked for never goes: then whoever came is refused.

Always holds: there are never more connections than may be, nor than there are descriptors for. Each way in which one
was let go is counted, and said in one line in a while.

May not know: HTTP; sockets.
"""

import asyncio
import ipaddress
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol
from weakref import WeakKeyDictionary

from tejun.settings import Settings

SPARE_DESCRIPTORS = 24
"""For what serving opens besides connections: the record, editions, an OPA."""
FEWEST = 4
MOST_PARTING = SPARE_DESCRIPTORS // 3
LOOK_SECONDS = 0.5
LINE_SECONDS = 10.0
SENDING_SECONDS = 1.0
"""A body that has taken longer goes where places are needed; one of an honest caller is here by then."""

_LOG = logging.getLogger("tejun.door")

Phase = Literal["waits", "sends", "worked for"]
Reason = Literal["slow head", "slow body", "slow reader", "made room", "refused", "accept failed"]


class Connection(Protocol):
    """What the door knows of a connection. `since`: from when on it has been in its phase, by the loop's clock."""

    phase: Phase
    since: float
    begun: bool
    """Whether something has come since it waits, so that the time of a head runs."""
    stuck_since: float | None
    """From when on it takes nothing of its answer."""

    @property
    def address(self) -> str:
        """Of whoever is at the other end."""
        ...

    @property
    def awaits_news(self) -> bool:
        """Whether nothing is done for it but waiting."""
        ...

    def let_go(self, reason: Reason) -> None:
        """Ends it, now."""
        ...


@dataclass(frozen=True)
class Limits:
    """How many connections, and of one client; how long a head and a body may take, and an answer to be taken."""

    connections: int
    per_client: int
    head_seconds: float
    body_seconds: float

    @classmethod
    def of(cls, settings: Settings, *, descriptors: int | None) -> "Limits":
        """As they are set, within the number of descriptors that are still free."""
        most = settings.max_connections
        if descriptors is not None:
            most = max(FEWEST, min(most, descriptors - SPARE_DESCRIPTORS))
        own = settings.max_connections_per_client or max(FEWEST // 2, most // 2)
        return cls(most, min(own, most), settings.head_seconds, settings.body_seconds)


class Door:
    """The connections of one process. Used on its event loop only; `clock` gives the loop's seconds."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits = limits
        self._clock = clock
        self._of_client: dict[str, dict[Connection, None]] = {}
        self._count = 0
        self._counted: Counter[Reason] = Counter()
        self._said = -LINE_SECONDS
        self.on_count: Callable[[int], None] = lambda _: None
        """Called with 1 when there is one more, with -1 when there is one fewer."""
        self.parting = 0
        """How many have been let go with a word, and are still to take it."""

    def __len__(self) -> int:
        return self._count

    def enter(self, connection: Connection) -> bool:
        """Takes one in; False where there is no place for it."""
        client = client_of(connection.address)
        own = self._of_client.get(client, {})
        is_free = self._count < self.limits.connections or self.make_room(for_one_of=len(own))
        if is_free and len(own) >= self.limits.per_client:
            is_free = self._let_one_go(own)
        if not is_free:
            self.count("refused")
            return False
        self._of_client.setdefault(client, {})[connection] = None
        self._count += 1
        self.on_count(1)
        return True

    def leave(self, connection: Connection) -> None:
        """It is closed, or on its way to be."""
        client = client_of(connection.address)
        own = self._of_client.get(client, {})
        if connection in own:
            del own[connection]
            self._count -= 1
            self.on_count(-1)
        if not own:
            self._of_client.pop(client, None)

    def make_room(self, *, for_one_of: int = 0) -> bool:
        """Lets one go, of whoever has most; False where each is worked for.

        Whoever has far more than the `for_one_of` of the one who comes has no time to send first.
        """
        most_first = sorted(self._of_client.values(), key=len, reverse=True)
        return any(
            self._let_one_go(own, SENDING_SECONDS if len(own) <= 2 * (for_one_of + 1) else 0.0)
            for own in most_first
        )

    def count(self, reason: Reason) -> None:
        """Counts what is said in a while."""
        self._counted[reason] += 1

    async def watch(self) -> None:
        """Ends what takes too long, and says what was counted, until it is cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - the next look is as needed as this one was
                _LOG.error("the connections could not be looked at: %s", type(error).__name__)

    def look(self) -> None:
        """Ends what has taken too long by now."""
        now = self._clock()
        slow = [(each, reason) for each in self._all() if (reason := self._is_slow(each, now))]
        for connection, reason in slow:
            self._end(connection, reason)
        if self._counted and now - self._said >= LINE_SECONDS:
            said = ", ".join(f"{reason} {count}" for reason, count in sorted(self._counted.items()))
            _LOG.warning("connections let go: %s; there are %d now", said, self._count)
            self._counted.clear()
            self._said = now

    def _is_slow(self, connection: Connection, now: float) -> Reason | None:
        stuck = connection.stuck_since
        if stuck is not None and now - stuck > self.limits.body_seconds:
            return "slow reader"
        taken = now - connection.since
        if connection.phase == "waits" and connection.begun and taken > self.limits.head_seconds:
            return "slow head"
        # The application says it first, where it reads the body.
        if connection.phase == "sends" and taken > self.limits.body_seconds + 2 * LOOK_SECONDS:
            return "slow body"
        return None

    def _all(self) -> Iterator[Connection]:
        for own in self._of_client.values():
            yield from own

    def _let_one_go(
        self, own: dict[Connection, None], sending_seconds: float = SENDING_SECONDS
    ) -> bool:
        now = self._clock()
        waits = [each for each in own if each.phase == "waits"]
        sends = [e for e in own if e.phase == "sends" and now - e.since > sending_seconds]
        news = [each for each in own if each.phase == "worked for" and each.awaits_news]
        for candidates in (waits, sends, news):
            if candidates:
                self._end(min(candidates, key=lambda each: each.since), "made room")
                return True
        return False

    def _end(self, connection: Connection, reason: Reason) -> None:
        self.count(reason)
        self.leave(connection)
        connection.let_go(reason)


def client_of(address: str) -> str:
    """Whose connections count together: an address, of IPv6 the network of 64 bits that everybody is given."""
    if ":" not in address:
        return address
    try:
        host = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(host.ipv4_mapped or ipaddress.IPv6Network((host, 64), strict=False))


def free_descriptors() -> int | None:
    """How many more this process may open, once its limit is as high as it may set it; None where that is not known."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard or hard == resource.RLIM_INFINITY:
        wanted = (
            _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _MOST_DESCRIPTORS)
        )
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return soft - _open_descriptors()


_MOST_DESCRIPTORS = 65_536


def _open_descriptors() -> int:
    for folder in ("/proc/self/fd", "/dev/fd"):
        if Path(folder).is_dir():
            return sum(1 for _ in Path(folder).iterdir())
    return 2 * SPARE_DESCRIPTORS


_DOORS: WeakKeyDictionary[asyncio.AbstractEventLoop, Door] = WeakKeyDictionary()
"""A server makes its protocols itself; what those of one loop share is found by the loop."""


def door_of(loop: asyncio.AbstractEventLoop) -> Door:
    """The door of the process that the loop serves, which reads its settings itself. Raises InvalidInputError."""
    if loop not in _DOORS:
        settings = Settings.from_env(os.environ)
        _DOORS[loop] = Door(Limits.of(settings, descriptors=free_descriptors()), loop.time)
    return _DOORS[loop]
