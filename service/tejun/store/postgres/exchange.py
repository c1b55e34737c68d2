"""One exchange with the server, a statement and its answer, and how long it may go on without a word.

Always holds: where nothing is heard for SILENT_SECONDS, it is seen on a second connection whether the server answers at
all. A machine or a process that is frozen still has a kernel that acknowledges what is sent: TCP's own limits never
end, and the second connection shows it. Where it does not answer, or what was asked takes longer than the connection's
`longest_seconds`, the connection is closed: nothing is read on it any more, and the server, when it wakes, undoes what
was not committed. Whether a commit that was on its way stands, nobody knows.

May not know: what is asked.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.errors import ConnectionTimeout

SILENT_SECONDS = 5.0
PROBE_SECONDS = 3
AWAY_SECONDS = 2.0
"""So long after it was seen that it does not answer, nobody tries anew."""


class TooSlowError(psycopg.OperationalError):
    """The server answers others, and this took longer than it may."""


class Reach:
    """Whether the server at a URL answers whoever comes; safe to share between threads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._away_since: float | None = None

    def answers(self) -> bool:
        """Tries it. One that refuses does answer."""
        try:
            psycopg.connect(self._url, connect_timeout=PROBE_SECONDS).close()
        except ConnectionTimeout:
            self._away_since = monotonic()
            return False
        except psycopg.Error:
            return True
        return True

    def require(self) -> None:
        """That it was not seen just now that it does not answer. Raises psycopg's ConnectionTimeout."""
        since = self._away_since
        if since is not None and monotonic() - since < AWAY_SECONDS:
            raise ConnectionTimeout("the server does not answer")


class TimelyConnection(psycopg.Connection[Any]):
    """A connection each of whose exchanges ends, one way or the other."""

    longest_seconds: float | None = None
    """None: as long as the server answers others."""
    answers: Callable[[], bool] = staticmethod(lambda: True)

    def wait(self, gen: PQGen[RV], *args: Any, **kwargs: Any) -> RV:
        """See psycopg: it comes back here ten times a second, whether anything was heard or not."""
        return super().wait(self._watch(gen), *args, **kwargs)

    def _watch(self, gen: PQGen[RV]) -> PQGen[RV]:
        heard = looked = monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                now = monotonic()
                if ready:
                    heard = looked = now
                elif self.longest_seconds is not None and now - heard > self.longest_seconds:
                    raise self._closed_by(TooSlowError("it took too long"))
                elif now - looked > SILENT_SECONDS:
                    if not self.answers():
                        raise self._closed_by(ConnectionTimeout("the server does not answer"))
                    looked = monotonic()
                wanted = gen.send(ready)
        except StopIteration as ended:
            value: RV = ended.value
            return value

    def _closed_by(self, error: psycopg.OperationalError) -> psycopg.OperationalError:
        self.close()
        return error
