"""SQLite's index of a log (`-shm`), read before anybody opens the file: what of the log had not been saved into it.

SQLite makes the index anew from the log when nobody has the file open, and believes the log: one that was cut off, or
exchanged, is then simply shorter. The index that a killed process leaves still says how long it was
(https://sqlite.org/walformat.html).

Always holds: it only reads. The index is believed where it was written since this system started: it is never brought
to the disk on purpose, so that after a power failure an older one may lie there. Where this process has the file open,
the index is not opened: to close it would release the locks that SQLite holds on it (POSIX).

May not know: what is in the tables.
"""

import os
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

_HEAD = struct.Struct("=I8xBBHII2I8s8x")
"""Version, whether it is complete, the order of bytes in the log's sums, the size of a page, how many frames the log
has, how many pages the file, the sum of the last frame, and the log's salts."""

_SAVED_AT, _END = 96, 100
_VERSION = 3007000
_LOG_HEAD, _FRAME_HEAD = 32, 24
_LOCK_OF_ALL = 128
"""A byte of the index that everybody who has the file open has locked."""

if sys.platform == "darwin":
    _FLOCK, _FLOCK_FIELDS = struct.Struct("qqihh"), ("start", "len", "pid", "type", "whence")
else:
    _FLOCK, _FLOCK_FIELDS = struct.Struct("hhqqi4x"), ("type", "whence", "start", "len", "pid")
"""What the system is asked in: `struct flock`."""

_MOST_SUMMED = 256 * 1024 * 1024
"""Of a longer log the last frame alone is looked at: some seconds for each 64 megabytes."""

_CLOCK_SLACK_SECONDS = 2.0


@dataclass(frozen=True)
class Unsaved:
    """What the log is to have: so many frames, of which not all are in the file; the sum of the last, and the salts.

    `in_use`: whether another process has the file open, which then knows its log.
    """

    frames: int
    page_size: int
    is_big_endian: bool
    last_sum: tuple[int, int]
    salts: bytes
    in_use: bool

    def is_in(self, log: Path) -> bool:
        """Whether this log has it: as SQLite would find it, frame by frame, unless somebody is at work with it."""
        size = _FRAME_HEAD + self.page_size
        with log.open("rb") as opened:
            head = opened.read(_LOG_HEAD)
            if len(head) < _LOG_HEAD or head[16:24] != self.salts:
                return False
            opened.seek(_LOG_HEAD + (self.frames - 1) * size)
            last = opened.read(size)
            if len(last) < size or not self._has(last, self.last_sum):
                return False
            if self.in_use or self.frames * size > _MOST_SUMMED:
                return True
            opened.seek(_LOG_HEAD)
            return self._is_whole(head, iter(lambda: opened.read(size), b""))

    def _is_whole(self, head: bytes, frames: Iterator[bytes]) -> bool:
        order = ">" if self.is_big_endian else "<"
        total = _sum(order, head[:24], (0, 0))
        for frame in islice(frames, self.frames):
            total = _sum(order, frame[_FRAME_HEAD:], _sum(order, frame[:8], total))
            if not self._has(frame, total):
                return False
        return True

    def _has(self, frame: bytes, total: tuple[int, int]) -> bool:
        """Whether a frame is of this log, and has this sum."""
        return frame[8:16] == self.salts and struct.unpack(">2I", frame[16:24]) == total


def _sum(order: str, data: bytes, begin: tuple[int, int]) -> tuple[int, int]:
    """SQLite's sum over frames."""
    first, second = begin
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for word, next_word in zip(words, words, strict=True):
        first = (first + word + second) & 0xFFFFFFFF
        second = (second + next_word + first) & 0xFFFFFFFF
    return first, second


def find_unsaved(index: Path) -> Unsaved | None:
    """What the log held that the file has not, by its index; None where it held no such thing, or nothing says so."""
    try:
        with _opened(index) as descriptor:
            if descriptor is None:
                return None
            return _read(os.read(descriptor, _END), in_use=_is_in_use(descriptor))
    except OSError:
        return None


@contextmanager
def _opened(index: Path) -> Iterator[int | None]:
    """The index; None where this process has it open already. It stays open where that has happened meanwhile."""
    if _count_own(index.stat()):
        yield None
        return
    descriptor = os.open(index, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        yield descriptor
    finally:
        if _count_own(os.fstat(descriptor)) < 2:  # only this one
            os.close(descriptor)


def _count_own(of: os.stat_result) -> int:
    """How often this process has the file open; 0 where the system does not say (Windows, where it does no harm)."""
    count = 0
    for each in Path("/dev/fd").iterdir() if os.name == "posix" else ():
        with suppress(OSError, ValueError):
            count += os.path.samestat(os.fstat(int(each.name)), of)
    return count


def _is_in_use(descriptor: int) -> bool:
    """Whether another process has locked the byte that whoever has the file open has locked."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and SQLite other locks
    except ImportError:
        return True
    asked = {"start": _LOCK_OF_ALL, "len": 1, "pid": 0, "type": fcntl.F_WRLCK, "whence": 0}
    answer = fcntl.fcntl(descriptor, fcntl.F_GETLK, _FLOCK.pack(*(asked[n] for n in _FLOCK_FIELDS)))
    return bool(
        dict(zip(_FLOCK_FIELDS, _FLOCK.unpack(answer), strict=True))["type"] != fcntl.F_UNLCK
    )


def is_of_this_start(index: Path) -> bool:
    """Whether it was written since this system started, as far as that is known."""
    try:
        clock = time.CLOCK_BOOTTIME if sys.platform == "linux" else time.CLOCK_MONOTONIC
        running = time.clock_gettime(clock)
        return index.stat().st_mtime > time.time() - running - _CLOCK_SLACK_SECONDS
    except (OSError, AttributeError):
        return False


def _read(data: bytes, *, in_use: bool) -> Unsaved | None:
    if len(data) < _END or data[: _HEAD.size] != data[_HEAD.size : 2 * _HEAD.size]:
        return None  # two copies that differ: it was just being written
    version, complete, big, page, frames, _, *last, salts = _HEAD.unpack(data[: _HEAD.size])
    [saved] = struct.unpack("=I", data[_SAVED_AT:_END])
    if version != _VERSION or not complete or frames <= saved:
        return None
    size = (page & 0xFE00) + ((page & 1) << 16)
    return Unsaved(frames, size, bool(big), (last[0], last[1]), salts, in_use)
