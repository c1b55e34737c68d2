"""Log lines that a caller can cause: of each kind at most one in a while, with how many there were.

Always holds: what a stranger sends fills no disk, and nothing is passed over in silence: lines that were kept back are
counted in the next of their kind. Of errors of our own each has its line.

May not know: what the lines are about.
"""

import logging
import time
from collections.abc import Callable

SECONDS = 10.0
MOST_KINDS = 1000
"""A kind is a line before its values are filled in, so there are as many as the code has."""

LOGGERS = ("asyncio", "tejun.api", "tejun.door", "uvicorn.error")
"""Who writes of what strangers do. A decision has its own line, by another."""


class Seldom(logging.Filter):
    """Lets a line through where none of its kind went through for a while; `clock` gives seconds."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, seconds: float = SECONDS
    ) -> None:
        super().__init__()
        self._clock = clock
        self._seconds = seconds
        self._let_through: dict[str, float] = {}
        self._kept_back: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """As logging asks it; a line after others that were kept back says how many."""
        if record.levelno >= logging.ERROR and record.name.startswith("tejun."):
            return True
        kind, now = str(record.msg), self._clock()
        before = self._let_through.get(kind)
        if before is not None and now - before < self._seconds:
            self._kept_back[kind] = self._kept_back.get(kind, 0) + 1
            return False
        if len(self._let_through) >= MOST_KINDS:
            self._let_through.clear()
        self._let_through[kind] = now
        more = self._kept_back.pop(kind, 0)
        if more:
            record.msg = f"{record.getMessage().rstrip()} (and {more} more since)"
            record.args = None
        return True


def keep_seldom() -> None:
    """From now on, for whatever is written at the door of this process."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(kept, Seldom) for kept in logger.filters):
            logger.addFilter(Seldom())
