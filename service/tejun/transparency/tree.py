"""The Merkle tree over the log's entries (RFC 9162, section 2.1, with SHA-256), its roots and its proofs.

Of the tree's nodes those are stored that tiles hold (c2sp.org/tlog-tiles): on level n, one for each 256**n entries. The
others are worked out from them: each hash of a proof takes less than a tile of every level. A `Frontier` is all that
growing needs: at most one hash for each bit of the tree's size, however many entries there are.

Always holds: a proof that verifies was made of the very tree that the head names, unless SHA-256 is broken: each hash
counts, and there are neither less nor more of them than index and size ask for.

May not know: what an entry says, or where hashes are stored.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tejun.transparency.errors import proof_error
from tejun.words import Message

HASH_BYTES = 32
MAX_SIZE = 2**63 - 1
"""The size of the largest tree that may be named."""

TILE_HEIGHT = 8
"""How many levels of the tree lie between two of stored hashes."""

EMPTY_ROOT = hashlib.sha256().digest()
"""The root of the tree without entries."""


class Hashes(Protocol):
    """What reads stored hashes: the one thing that this module asks of a store, or of a log's tiles."""

    def read(self, level: int, start: int, end: int, /) -> bytes:
        """The hashes from `start` to before `end` of a level, 32 bytes each, one after another.

        Hash n of level l is the root over the entries from n * 256**l to before (n + 1) * 256**l.
        """
        ...


@dataclass(frozen=True)
class TreeHead:
    """What stands for a whole tree: how many entries it has, and its root."""

    size: int
    root: bytes


@dataclass(frozen=True)
class StoredHash:
    """A hash that a new entry completed, and where it is stored."""

    level: int
    index: int
    value: bytes


def hash_leaf(entry: bytes) -> bytes:
    """The hash of an entry (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """The hash of a node over its two children (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


# --- growing -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Frontier:
    """The right edge of a tree: the root of each complete subtree of which it is made, the largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def head(self) -> TreeHead:
        """The tree's size and root."""
        return TreeHead(self.size, _fold(self.peaks) if self.peaks else EMPTY_ROOT)


def append(frontier: Frontier, leaf: bytes) -> tuple[Frontier, tuple[StoredHash, ...]]:
    """The frontier with one more entry, whose hash is `leaf`, and what is to be stored before its head is signed."""
    peaks, size = [*frontier.peaks, leaf], frontier.size + 1
    stored = [StoredHash(0, frontier.size, leaf)]
    height = 0
    while not size >> height & 1:
        right, left = peaks.pop(), peaks.pop()
        peaks.append(hash_node(left, right))
        height += 1
        if height % TILE_HEIGHT == 0:
            level, index = height // TILE_HEIGHT, (size >> height) - 1
            stored.append(StoredHash(level, index, peaks[-1]))
    return Frontier(size, tuple(peaks)), tuple(stored)


def read_frontier(hashes: Hashes, size: int) -> Frontier:
    """The frontier of the first `size` entries, from what is stored. Raises ProofError."""
    _require(0 <= size <= MAX_SIZE)
    return Frontier(size, tuple(_peaks(hashes, 0, size)))


def read_head(hashes: Hashes, size: int) -> TreeHead:
    """The head of the tree of the first `size` entries, from what is stored. Raises ProofError."""
    return read_frontier(hashes, size).head


# --- proving -------------------------------------------------------------------------------------


def prove_inclusion(hashes: Hashes, index: int, size: int) -> tuple[bytes, ...]:
    """That entry `index` is in the tree of the first `size` entries (RFC 9162, section 2.1.3.1). Raises ProofError."""
    _require(0 <= index < size <= MAX_SIZE)
    start, end = 0, size
    path = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return _roots(hashes, path)


def prove_consistency(hashes: Hashes, first: int, second: int) -> tuple[bytes, ...]:
    """That the tree of the first `second` entries begins with that of the first `first` ones (section 2.1.4.1).

    Without entries nothing is to be proved: the proof is empty. Raises ProofError.
    """
    _require(0 <= first <= second <= MAX_SIZE)
    start, end = 0, second
    path = []
    while first and end != first:
        middle = start + _split(end - start)
        if first <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    if start > 0:
        path.append((start, end))
    return _roots(hashes, path)


def _roots(hashes: Hashes, path: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
    """The roots over ranges of entries, those nearest to the leaf first."""
    return tuple(_fold(tuple(_peaks(hashes, start, end))) for start, end in reversed(path))


def _split(size: int) -> int:
    """The largest power of two that is less than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _peaks(hashes: Hashes, start: int, end: int) -> Iterator[bytes]:
    """The root of each complete subtree of a range, the largest first; `start` is where a subtree as large begins."""
    while start < end:
        height = (end - start).bit_length() - 1
        yield _complete(hashes, start >> height, height)
        start += 1 << height


def _complete(hashes: Hashes, index: int, height: int) -> bytes:
    """The root over the entries from index * 2**height on, 2**height of them, from the level stored next below."""
    level, above = divmod(height, TILE_HEIGHT)
    start, count = index << above, 1 << above
    data = hashes.read(level, start, start + count)
    if len(data) != count * HASH_BYTES:
        raise proof_error(Message("transparency.hashes_missing", level=level, start=start))
    nodes = [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]
    while len(nodes) > 1:
        nodes = [hash_node(*nodes[at : at + 2]) for at in range(0, len(nodes), 2)]
    return nodes[0]


def _fold(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees, the largest first."""
    *larger, root = peaks
    for peak in reversed(larger):
        root = hash_node(peak, root)
    return root


# --- verifying -----------------------------------------------------------------------------------


def verify_inclusion(proof: Sequence[bytes], leaf: bytes, *, index: int, head: TreeHead) -> None:
    """That the entry whose hash is `leaf` stands at `index` of the tree (RFC 9162, section 2.1.3.2).

    Raises ProofError where the proof does not show it.
    """
    _require_hashes([leaf, head.root, *proof])
    _require(0 <= index < head.size <= MAX_SIZE)
    place, last, root = index, head.size - 1, leaf
    for sibling in proof:
        _require_path(last > 0)
        if place & 1 or place == last:
            root = hash_node(sibling, root)
            place, last = _rise(place, last)
        else:
            root = hash_node(root, sibling)
        place, last = place >> 1, last >> 1
    _require_path(last == 0 and root == head.root)


def verify_consistency(proof: Sequence[bytes], *, first: TreeHead, second: TreeHead) -> None:
    """That the second tree begins with the first (RFC 9162, section 2.1.4.2).

    Raises ProofError where the proof does not show it.
    """
    _require_hashes([first.root, second.root, *proof])
    _require(0 <= first.size <= second.size <= MAX_SIZE)
    if first.size in {0, second.size}:
        known = second.root if first.size else EMPTY_ROOT
        _require_path(not proof and first.root == known)
        _require_path(second.size > 0 or second.root == EMPTY_ROOT)
        return
    _require_path(bool(proof))
    is_complete = (
        first.size & (first.size - 1) == 0
    )  # then the first root is a node of the second tree
    start, *path = [first.root, *proof] if is_complete else proof
    roots = _both_roots(start, path, first.size - 1, second.size - 1)
    _require_path(roots == (first.root, second.root))


def _both_roots(start: bytes, path: Sequence[bytes], place: int, last: int) -> tuple[bytes, bytes]:
    """The roots of the first and the second tree, as a path from their last common node gives them."""
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = start
    for sibling in path:
        _require_path(last > 0)
        if place & 1 or place == last:
            old, new = hash_node(sibling, old), hash_node(sibling, new)
            place, last = _rise(place, last)
        else:
            new = hash_node(new, sibling)
        place, last = place >> 1, last >> 1
    _require_path(last == 0)
    return old, new


def _rise(place: int, last: int) -> tuple[int, int]:
    """Past the levels on which the node, the last one, has no sibling: there it stands for its parent."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _require_hashes(hashes: Sequence[bytes]) -> None:
    """Hashes of other lengths could shift the border between two children."""
    if any(len(value) != HASH_BYTES for value in hashes):
        raise proof_error(Message("transparency.not_a_digest"))


def _require(is_range: bool) -> None:
    if not is_range:
        raise proof_error(Message("transparency.no_such_range"))


def _require_path(leads_there: bool) -> None:
    if not leads_there:
        raise proof_error(Message("transparency.another_root"))
