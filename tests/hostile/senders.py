"""Sends requests to a service over raw sockets, several at once, and judges each answer.

Requests that are whole go one behind another over a kept connection; what breaks the framing, or hangs up, goes alone
over one of its own, and is followed by its end, so that nobody waits for what never comes.

Always holds: a request that is whole and was sent to its last byte has an answer; where the connection ended behind an
answer that said so, what came after it is sent again. What was sent is counted, nothing else.

May not know: what is in a request.
"""

import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from tests.hostile.answers import Answer, NoAnswerError, NotHttpError, Reader, judge
from tests.hostile.items import Failure, Item, Request

SECONDS = 60.0
"""How long an answer may take, by far: one that never comes is found all the same."""
AT_ONCE = 8
SMALL = 4096
PAUSE = 0.02
MOST_FAILURES = 10

Make = Callable[[Item], Request]
Found = tuple[Item, Request, Failure]


@dataclass
class Tally:
    """What was sent and what came back; shared by the threads that send."""

    sent: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    unanswered: int = 0
    slowest: float = 0.0
    slowest_item: Item | None = None
    failures: list[Found] = field(default_factory=list)
    decisions: dict[str, bytes] = field(default_factory=dict)
    """The SHA-256 of each decision that was answered, by its id."""
    put_off: list[tuple[Item, Request]] = field(default_factory=list)
    """Those that were to come again later (503)."""
    recent: deque[tuple[Item, Request]] = field(default_factory=lambda: deque(maxlen=64))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, item: Item, request: Request, answers: list[Answer], took: float) -> None:
        with self.lock:
            self.sent += 1
            self.unanswered += not answers
            if took > self.slowest:
                self.slowest, self.slowest_item = took, item
            for answer in answers:
                self.answers[answer.status] += 1
                if answer.status == 503 and request.is_whole:
                    self.put_off.append((item, request))
                if answer.status == 201 and b"location" in answer.headers:
                    name = answer.headers[b"location"].rpartition(b"/")[2].decode()
                    self.decisions[name] = sha256(answer.body).digest()

    def fail(self, found: Found) -> None:
        with self.lock:
            self.failures.append(found)

    @property
    def is_over(self) -> bool:
        """Whether enough has gone wrong to stop."""
        return len(self.failures) >= MOST_FAILURES


class Sender:
    """Sends to one port. Used by one thread."""

    def __init__(self, port: int, tally: Tally, seconds: float = SECONDS) -> None:
        self._port = port
        self._tally = tally
        self._seconds = seconds
        self._kept: tuple[socket.socket, Reader] | None = None

    def send(self, together: list[tuple[Item, Request]]) -> None:
        """Sends these; those that may go together first."""
        for item, request in together:
            self._tally.recent.append((item, request))
        kept = [pair for pair in together if goes_together(pair[1])]
        while kept:
            kept = self._over_kept(kept)
        for item, request in together:
            if not goes_together(request):
                begun = time.perf_counter()
                failure, answers = exchange(self._port, request, seconds=self._seconds)
                self._tally.count(item, request, answers, time.perf_counter() - begun)
                if failure is not None:
                    self._tally.fail((item, request, failure))

    def close(self) -> None:
        if self._kept is not None:
            self._kept[0].close()
            self._kept = None

    def _over_kept(self, pairs: list[tuple[Item, Request]]) -> list[tuple[Item, Request]]:
        """Sends all, and reads what comes until the connection ends; gives those that are to be sent again."""
        begun = time.perf_counter()
        is_new = self._kept is None
        try:
            connection, reader = self._kept = self._kept or self._connect()
            connection.sendall(b"".join(request.wire for _, request in pairs))
        except OSError:
            self.close()  # it had been idle for too long, or ended behind an answer
            return pairs if not is_new else self._alone(pairs)
        for place, (item, request) in enumerate(pairs):
            try:
                answer = reader.answer(is_head=request.is_head)
            except (NoAnswerError, NotHttpError):
                self.close()
                return pairs[place:] if place or not is_new else self._alone(pairs)
            self._tally.count(item, request, [answer], time.perf_counter() - begun)
            if failure := judge(request, answer):
                self._tally.fail((item, request, failure))
            if answer.closes:
                self.close()
                return pairs[place + 1 :]
        return []

    def _alone(self, pairs: list[tuple[Item, Request]]) -> list[tuple[Item, Request]]:
        """The first of these had no answer on a new connection: it is asked by itself, and judged by that."""
        (item, request), *rest = pairs
        begun = time.perf_counter()
        failure, answers = exchange(self._port, request, seconds=self._seconds)
        self._tally.count(item, request, answers, time.perf_counter() - begun)
        if failure is not None:
            self._tally.fail((item, request, failure))
        return rest

    def _connect(self) -> tuple[socket.socket, Reader]:
        connection = connect(self._port, self._seconds)
        return connection, Reader(connection)


def goes_together(request: Request) -> bool:
    """Whether others may come before and after it on its connection."""
    return request.is_whole and request.manner == "at once" and len(request.body) <= SMALL


def connect(port: int, seconds: float = SECONDS) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=seconds)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def exchange(
    port: int, request: Request, *, seconds: float = SECONDS
) -> tuple[Failure | None, list[Answer]]:
    """Sends one request over a connection of its own; what was wrong, and what was answered."""
    try:
        connection = connect(port, seconds)
    except OSError as error:
        return Failure("nobody listens", type(error).__name__), []
    with closing(connection):
        is_sent = _send(connection, request)
        if request.manner == "gone":
            return None, []
        return _read(Reader(connection), request, is_sent=is_sent)


def _send(connection: socket.socket, request: Request) -> bool:
    """Whether all of it was taken: who is refused early is not listened to."""
    wire = request.wire
    try:
        if request.manner == "in pieces":
            for at in range(0, 40, 10):
                connection.sendall(wire[at : at + 10])
                time.sleep(PAUSE)
            wire = wire[40:]
        connection.sendall(wire)
        if request.manner == "half-closed" or not request.is_whole:
            connection.shutdown(socket.SHUT_WR)
    except OSError:
        return False
    return True


def _read(
    reader: Reader, request: Request, *, is_sent: bool
) -> tuple[Failure | None, list[Answer]]:
    """Reads to the end of the connection, or, of a whole request, its one answer."""
    answers: list[Answer] = []
    try:
        while not answers or not (request.is_whole or answers[-1].closes):
            if not request.is_whole and reader.is_at_end():
                break
            answers.append(reader.answer(is_head=request.is_head and not answers))
            if failure := judge(request, answers[-1]):
                return failure, answers
    except NotHttpError as error:
        return Failure("no HTTP", str(error)), answers
    except NoAnswerError as error:
        if str(error) == "nothing in time" or (request.is_whole and is_sent):
            return Failure("no answer", str(error)), answers
    return None, answers


def run(
    port: int,
    items: Iterator[Item],
    make: Make,
    *,
    threads: int,
    tally: Tally,
    is_well: Callable[[], bool] = lambda: True,
    pace: float | None = None,
    seconds: float = SECONDS,
) -> None:
    """Sends all items, by so many threads; ends early where enough has gone wrong. `pace`: items a second, in all."""
    lock = threading.Lock()
    begun = time.perf_counter()
    taken = 0

    def take() -> list[Item]:
        nonlocal taken
        with lock:
            count = AT_ONCE if pace is None else 1
            found = list(islice(items, count))
            taken += len(found)
            due = 0.0 if pace is None else begun + taken / pace
        if due:
            time.sleep(max(0.0, due - time.perf_counter()))
        return found

    def work() -> None:
        sender = Sender(port, tally, seconds)
        while not tally.is_over and is_well() and (found := take()):
            sender.send([(item, make(item)) for item in found])
        sender.close()

    working = [threading.Thread(target=work, daemon=True) for _ in range(threads)]
    for thread in working:
        thread.start()
    for thread in working:
        thread.join()
