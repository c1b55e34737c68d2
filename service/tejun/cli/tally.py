"""How many connections each of the workers beside one another has, where all of them see it.

A file in memory that the supervisor holds open and its workers find among what it holds: a place for each, with the
worker's process and its count. A place whose worker is no more goes to who comes instead.

Always holds: a worker writes its own place only. Where a system has no such file, there is no tally, and a worker does
not learn of others.

May not know: sockets; what a worker does with it.
"""

import mmap
import os
import struct
from collections.abc import Collection
from pathlib import Path

_NAME = "tejun-connections"
_PLACE = struct.Struct("=qq")
"""The worker's process, 0 where there is none yet, and how many connections it has."""


def make_tally(workers: int) -> int | None:
    """To be called by the supervisor: the descriptor of the file, to be kept open; None where there is none."""
    try:
        made = os.memfd_create(_NAME)
        os.ftruncate(made, workers * _PLACE.size)
    except (AttributeError, OSError):
        return None
    return made


class Tally:
    """The counts of one supervisor's workers, as one of these sees them. Used on its event loop only."""

    def __init__(self, places: mmap.mmap, own: int) -> None:
        self._places = places
        self._own = own

    def write(self, count: int) -> None:
        """Says how many connections this worker has."""
        _PLACE.pack_into(self._places, self._own * _PLACE.size, os.getpid(), count)

    def fewest(self) -> int | None:
        """How many the one of the others has that has the fewest; None where there is no other."""
        others = (
            count
            for place, (process, count) in enumerate(_PLACE.iter_unpack(self._places[:]))
            if process and place != self._own
        )
        return min(others, default=None)


def find_tally(supervisor: int, siblings: Collection[int]) -> Tally | None:
    """The tally that this process's supervisor made, with a place for this process; None where there is none.

    `siblings`: the processes that live, of those that the supervisor started. Raises OSError where the system does not
    say what the supervisor holds.
    """
    held = _held_by(supervisor)
    if held is None:
        return None
    import fcntl  # noqa: PLC0415 - Windows has none, nor such files

    with held.open("r+b") as file:
        places = mmap.mmap(file.fileno(), 0)
        fcntl.flock(file, fcntl.LOCK_EX)  # two may look for a place at once
        try:
            return _take_place(places, siblings)
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)  # closing does not: what is mapped holds the file, too


def _take_place(places: mmap.mmap, siblings: Collection[int]) -> Tally | None:
    """The first place of which nobody alive has taken hold."""
    for place, (process, _) in enumerate(_PLACE.iter_unpack(places[:])):
        if process not in siblings:
            found = Tally(places, place)
            found.write(0)
            return found
    return None


def _held_by(supervisor: int) -> Path | None:
    """The file among what the supervisor holds open. Raises OSError."""
    for held in Path(f"/proc/{supervisor}/fd").iterdir():
        try:
            target = str(held.readlink())
        except FileNotFoundError:
            continue  # closed in the meantime
        if target.startswith(f"/memfd:{_NAME} "):
            return held
    return None
