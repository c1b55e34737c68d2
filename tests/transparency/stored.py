"""A store of hashes in memory, and a plain reading of RFC 9162 to hold the room's own to."""

import hashlib
from collections.abc import Sequence

from tejun.transparency.tree import HASH_BYTES, Frontier, append, hash_leaf

# The leaves and the roots that implementations of RFC 6962 are tested with, from Certificate Transparency's own tests.
REFERENCE_ENTRIES = tuple(
    map(
        bytes.fromhex,
        [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ],
    )
)
REFERENCE_ROOTS = tuple(
    map(
        bytes.fromhex,
        [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ],
    )
)


class MemoryHashes:
    """Stored hashes by their level; `most` is how many were read at once at most."""

    def __init__(self) -> None:
        self.levels: dict[int, bytearray] = {}
        self.frontier = Frontier()
        self.most = 0

    def grow(self, *entries: bytes) -> "MemoryHashes":
        """Stores what the entries bring, each hash in its place: right behind the one before it."""
        for entry in entries:
            self.frontier, stored = append(self.frontier, hash_leaf(entry))
            for each in stored:
                level = self.levels.setdefault(each.level, bytearray())
                assert len(level) == each.index * HASH_BYTES
                level += each.value
        return self

    def read(self, level: int, start: int, end: int, /) -> bytes:
        """As `Hashes` has it."""
        self.most = max(self.most, end - start)
        return bytes(self.levels.get(level, b"")[start * HASH_BYTES : end * HASH_BYTES])


def entries_of(count: int) -> list[bytes]:
    """So many entries, no two of them alike."""
    return [f"entry {number}".encode() for number in range(count)]


# --- RFC 9162 as it is written -------------------------------------------------------------------


def plain_root(entries: Sequence[bytes]) -> bytes:
    """Section 2.1.1."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = plain_split(len(entries))
    children = plain_root(entries[:split]) + plain_root(entries[split:])
    return hashlib.sha256(b"\x01" + children).digest()


def plain_inclusion(index: int, entries: Sequence[bytes]) -> list[bytes]:
    """Section 2.1.3.1."""
    if len(entries) == 1:
        return []
    split = plain_split(len(entries))
    if index < split:
        return [*plain_inclusion(index, entries[:split]), plain_root(entries[split:])]
    return [*plain_inclusion(index - split, entries[split:]), plain_root(entries[:split])]


def plain_consistency(first: int, entries: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """Section 2.1.4.1."""
    if first == len(entries):
        return [] if whole else [plain_root(entries)]
    split = plain_split(len(entries))
    if first <= split:
        left = plain_consistency(first, entries[:split], whole=whole)
        return [*left, plain_root(entries[split:])]
    right = plain_consistency(first - split, entries[split:], whole=False)
    return [*right, plain_root(entries[:split])]


def plain_split(size: int) -> int:
    """The largest power of two less than `size`."""
    power = 1
    while 2 * power < size:
        power *= 2
    return power
