"""How the tree's stored hashes, and the entries, are cut into files that never change (c2sp.org/tlog-tiles).

A tile has 256 hashes of a level, a bundle of entries the 256 entries under a tile of level 0; those on the right edge
have as many as there are by then, and say so in their names.

Always holds: a path has one form, and so have bytes; what is larger than a tile may be is not read on.

May not know: who serves or stores the files, and whether they are cached.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tejun.transparency.errors import proof_error
from tejun.transparency.tree import HASH_BYTES, TILE_HEIGHT, Hashes
from tejun.words import Message

WIDTH = 1 << TILE_HEIGHT
"""How many hashes a full tile has."""

MAX_ENTRY = 2**16 - 1
"""The length of the longest entry, in bytes."""

_LENGTH_BYTES = 2
_MOST_LEVELS = 64 // TILE_HEIGHT
"""More levels of tiles no tree has whose size is counted in 64 bits."""

_NUMBER = r"(?P<number>(?:x[0-9]{3}/){0,6}[0-9]{3})"
_PATH = re.compile(
    rf"tile/(?P<level>[0-9]|[1-5][0-9]|6[0-3]|entries)/{_NUMBER}(?:\.p/(?P<width>[1-9][0-9]{{0,2}}))?"
)


@dataclass(frozen=True)
class Tile:
    """Some hashes of a level, from `index` * 256 on; `width` of them. A bundle of entries has no level: it is None."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it is served, behind the log's prefix."""
        level = "entries" if self.level is None else self.level
        part = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{_number_path(self.index)}{part}"

    @property
    def start(self) -> int:
        """The place of its first hash, or entry."""
        return self.index * WIDTH

    def is_in(self, size: int) -> bool:
        """Whether the tree of the first `size` entries has it, full or in part."""
        return 0 < self.width <= min(WIDTH, count_hashes(self.level or 0, size) - self.start)


def read_path(path: str) -> Tile | None:
    """The tile, or bundle of entries, that is served there; None where it is the path of none."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    level, width = found["level"], int(found["width"] or WIDTH)
    index = int(found["number"].replace("x", "").replace("/", ""))
    tile = Tile(None if level == "entries" else int(level), index, width)
    return tile if width <= WIDTH and tile.path == path else None


def _number_path(index: int) -> str:
    """A number in groups of three digits: `x001/x234/067`."""
    digits = f"{index:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    *groups, last = (digits[at : at + 3] for at in range(0, len(digits), 3))
    return "".join([*(f"x{group}/" for group in groups), last])


def count_hashes(level: int, size: int) -> int:
    """How many hashes of the level are stored for the first `size` entries."""
    return size >> TILE_HEIGHT * level


def tiles_between(old: int, new: int) -> Iterator[Tile]:
    """The tiles that the tree of `new` entries has and that of `old` has not, level by level."""
    for level in range(_MOST_LEVELS):
        had, have = count_hashes(level, old), count_hashes(level, new)
        if not have:
            return
        yield from _tiles_between(level, had, have)


def entries_between(old: int, new: int) -> Iterator[Tile]:
    """The bundles of entries that come with the tree of `new` entries, as `tiles_between` has the tiles."""
    return _tiles_between(None, old, new)


def _tiles_between(level: int | None, had: int, have: int) -> Iterator[Tile]:
    for index in range(had // WIDTH, -(-have // WIDTH)):
        tile = Tile(level, index, min(WIDTH, have - index * WIDTH))
        if tile.start + tile.width > had:
            yield tile


# --- bytes ---------------------------------------------------------------------------------------


def tile_bytes(hashes: Hashes, tile: Tile) -> bytes:
    """The bytes of a tile, from what is stored. Raises ProofError where hashes are missing."""
    level = tile.level or 0
    data = hashes.read(level, tile.start, tile.start + tile.width)
    if len(data) != tile.width * HASH_BYTES:
        raise proof_error(Message("transparency.hashes_missing", level=level, start=tile.start))
    return data


class TileHashes:
    """The stored hashes of another log, by its tiles: what its clients and witnesses prove with.

    `fetch` gives the bytes of a tile. They are not believed: what is worked out from them is to be held to the root of
    a checkpoint that is signed.
    """

    def __init__(self, fetch: Callable[[Tile], bytes], size: int) -> None:
        self._fetch = fetch
        self._size = size

    def read(self, level: int, start: int, end: int, /) -> bytes:
        """As `Hashes` has it; asks for tiles of the tree's size only. Raises ProofError."""
        parts = [
            self._read(level, index, max(start, index * WIDTH), min(end, (index + 1) * WIDTH))
            for index in range(start // WIDTH, -(-end // WIDTH))
        ]
        return b"".join(parts)

    def _read(self, level: int, index: int, start: int, end: int) -> bytes:
        width = min(WIDTH, count_hashes(level, self._size) - index * WIDTH)
        tile = Tile(level, index, width)
        data = self._fetch(tile) if width > 0 else b""
        if len(data) != max(width, 0) * HASH_BYTES:
            raise proof_error(Message("transparency.tile_length", path=tile.path))
        return data[(start - tile.start) * HASH_BYTES : (end - tile.start) * HASH_BYTES]


def entries_bytes(entries: Sequence[bytes]) -> bytes:
    """The bytes of a bundle of entries: each behind its length in two bytes."""
    if not all(len(entry) <= MAX_ENTRY for entry in entries):
        raise ValueError(MAX_ENTRY)
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def read_entries(data: bytes, width: int = WIDTH) -> tuple[bytes, ...]:
    """The `width` entries of a bundle. Raises ProofError where there are not as many, or bytes are left."""
    entries, at = [], 0
    for _ in range(width):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(data[at:start], "big")
        if at > len(data):
            break
        entries.append(data[start:at])
    if at != len(data):
        raise proof_error(Message("transparency.entries_length", count=width))
    return tuple(entries)
