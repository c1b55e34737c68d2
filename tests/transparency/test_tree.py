"""The tree of RFC 9162: its roots and proofs are those of the standard, and no other proof is taken."""

import tracemalloc
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.errors import ProofError
from tejun.transparency.tree import (
    EMPTY_ROOT,
    MAX_SIZE,
    Frontier,
    StoredHash,
    TreeHead,
    append,
    hash_leaf,
    hash_node,
    prove_consistency,
    prove_inclusion,
    read_frontier,
    read_head,
    verify_consistency,
    verify_inclusion,
)

from tests.support.sample import examples
from tests.transparency.stored import (
    REFERENCE_ENTRIES,
    REFERENCE_ROOTS,
    MemoryHashes,
    entries_of,
    plain_consistency,
    plain_inclusion,
    plain_root,
)

REFERENCE = MemoryHashes().grow(*REFERENCE_ENTRIES)
MOST = 600
"""More than two tiles, and a third that is not full."""
ENTRIES = entries_of(MOST)
HASHES = MemoryHashes().grow(*ENTRIES)
HEADS = [read_head(HASHES, size) for size in range(MOST + 1)]

sizes = st.integers(1, MOST)


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    """A place, and the size of a tree that has it."""
    size = draw(sizes)
    return draw(st.integers(0, size - 1)), size


def hexes(hashes: Sequence[bytes]) -> list[str]:
    return [value.hex()[:8] for value in hashes]


def is_refused(verify: Callable[[], None]) -> bool:
    try:
        verify()
    except ProofError:
        return True
    return False


# --- the vectors of Certificate Transparency -----------------------------------------------------


def test_the_roots_are_those_of_certificate_transparency() -> None:
    heads = [read_head(REFERENCE, size) for size in range(9)]
    assert heads == [TreeHead(size, root) for size, root in enumerate(REFERENCE_ROOTS)]


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, []),
        (0, 8, ["96a296d2", "5f083f0a", "6b47aaf2"]),
        (5, 8, ["bc1a0643", "ca854ea1", "d37ee418"]),
        (2, 3, ["fac54203"]),
        (1, 5, ["6e340b9c", "5f083f0a", "bc1a0643"]),
    ],
)
def test_inclusion_is_proved_as_in_certificate_transparency(
    index: int, size: int, proof: list[str]
) -> None:
    found = prove_inclusion(REFERENCE, index, size)
    assert hexes(found) == proof
    head = TreeHead(size, REFERENCE_ROOTS[size])
    verify_inclusion(found, hash_leaf(REFERENCE_ENTRIES[index]), index=index, head=head)


@pytest.mark.parametrize(
    ("first", "second", "proof"),
    [
        (1, 1, []),
        (1, 8, ["96a296d2", "5f083f0a", "6b47aaf2"]),
        (6, 8, ["0ebc5d34", "ca854ea1", "d37ee418"]),
        (2, 5, ["5f083f0a", "bc1a0643"]),
    ],
)
def test_consistency_is_proved_as_in_certificate_transparency(
    first: int, second: int, proof: list[str]
) -> None:
    found = prove_consistency(REFERENCE, first, second)
    assert hexes(found) == proof
    heads = [TreeHead(size, REFERENCE_ROOTS[size]) for size in (first, second)]
    verify_consistency(found, first=heads[0], second=heads[1])


# --- against the standard as it is written -------------------------------------------------------


@given(st.integers(0, 80))
def test_every_root_and_proof_is_that_of_the_standard(size: int) -> None:
    entries = ENTRIES[:size]
    assert HEADS[size] == TreeHead(size, plain_root(entries))
    for index in range(size):
        assert [*prove_inclusion(HASHES, index, size)] == plain_inclusion(index, entries)
    for first in range(1, size + 1):
        assert [*prove_consistency(HASHES, first, size)] == plain_consistency(first, entries)


@given(places())
def test_proofs_over_more_than_a_tile_are_those_of_the_standard(place: tuple[int, int]) -> None:
    index, size = place
    assert [*prove_inclusion(HASHES, index, size)] == plain_inclusion(index, ENTRIES[:size])
    found = prove_consistency(HASHES, index + 1, size)
    assert [*found] == plain_consistency(index + 1, ENTRIES[:size])


def test_every_entry_of_every_tree_is_proved_to_be_in_it() -> None:
    for size in (*range(1, 140), 255, 256, 257, 511, 512, 513, MOST):
        for index in range(size):
            proof = prove_inclusion(HASHES, index, size)
            verify_inclusion(proof, hash_leaf(ENTRIES[index]), index=index, head=HEADS[size])


def test_every_tree_is_proved_to_begin_with_every_smaller_one() -> None:
    for second in (*range(140), 255, 256, 257, 511, 512, 513, MOST):
        for first in range(second + 1):
            proof = prove_consistency(HASHES, first, second)
            verify_consistency(proof, first=HEADS[first], second=HEADS[second])


# --- nothing else is taken -----------------------------------------------------------------------


def test_every_other_place_size_root_leaf_and_path_is_refused() -> None:
    for size in range(1, 20):
        for index in range(size):
            proof, leaf = prove_inclusion(HASHES, index, size), hash_leaf(ENTRIES[index])
            for other in range(-1, 41):
                for wrong_index, wrong_size in ((other, size), (index, other)):
                    if (wrong_index, wrong_size) == (index, size) or wrong_size < 0:
                        continue
                    # the leaf may stand at another place of another tree, but under no root that is that tree's
                    head = HEADS[wrong_size]
                    assert is_refused(
                        lambda at=wrong_index, head=head, proof=proof, leaf=leaf: verify_inclusion(  # type: ignore[misc]
                            proof, leaf, index=at, head=head
                        )
                    )


@given(places(), st.integers(0, 11), st.integers(0, 31), st.integers(1, 255))
def test_every_altered_byte_of_an_inclusion_is_refused(
    place: tuple[int, int], part: int, byte: int, change: int
) -> None:
    index, size = place
    values = [hash_leaf(ENTRIES[index]), HEADS[size].root, *prove_inclusion(HASHES, index, size)]
    part %= len(values)
    values[part] = altered(values[part], byte, change)
    leaf, root, *proof = values
    with pytest.raises(ProofError, match="root"):
        verify_inclusion(proof, leaf, index=index, head=TreeHead(size, root))


@given(places(), st.integers(0, 12), st.integers(0, 31), st.integers(1, 255))
def test_every_altered_byte_of_a_consistency_is_refused(
    place: tuple[int, int], part: int, byte: int, change: int
) -> None:
    first, second = place[0] + 1, place[1]
    proof = prove_consistency(HASHES, first, second)
    values = [HEADS[first].root, HEADS[second].root, *proof]
    part %= len(values)
    values[part] = altered(values[part], byte, change)
    old, new, *path = values
    with pytest.raises(ProofError):
        verify_consistency(path, first=TreeHead(first, old), second=TreeHead(second, new))


def altered(value: bytes, at: int, change: int) -> bytes:
    return value[:at] + bytes([value[at] ^ change]) + value[at + 1 :]


@given(places())
def test_another_number_or_order_of_hashes_is_refused(place: tuple[int, int]) -> None:
    index, size = place
    leaf, proof = hash_leaf(ENTRIES[index]), prove_inclusion(HASHES, index, size)
    consistent = prove_consistency(HASHES, index + 1, size)
    for change in (
        lambda path: path[:-1],
        lambda path: (*path, EMPTY_ROOT),
        lambda path: path[::-1],
    ):
        if change(proof) != proof:
            with pytest.raises(ProofError):
                verify_inclusion(change(proof), leaf, index=index, head=HEADS[size])
        if change(consistent) != consistent:
            with pytest.raises(ProofError):
                verify_consistency(change(consistent), first=HEADS[index + 1], second=HEADS[size])


@given(sizes, sizes, sizes)
def test_a_consistency_is_that_of_its_two_sizes(first: int, second: int, other: int) -> None:
    first, second = sorted((first, second))
    proof = prove_consistency(HASHES, first, second)
    old, new = HEADS[first], HEADS[second]
    if other != first:
        assert is_refused(lambda: verify_consistency(proof, first=HEADS[other], second=new))
        wrong = TreeHead(other, old.root)
        assert is_refused(lambda: verify_consistency(proof, first=wrong, second=new))
    if other != second:
        assert is_refused(lambda: verify_consistency(proof, first=old, second=HEADS[other]))


def test_a_tree_that_was_changed_is_consistent_with_none_that_it_was() -> None:
    changed = MemoryHashes().grow(*ENTRIES[:50], b"changed", *ENTRIES[51:100])
    for first in range(51, 101):
        proof = prove_consistency(changed, first, 100)
        with pytest.raises(ProofError):
            verify_consistency(proof, first=HEADS[first], second=read_head(changed, 100))


def test_a_node_does_not_pass_for_an_entry() -> None:
    """The reason for the two prefixes of the standard: else two hashes would be an entry of a smaller tree."""
    left, right = (hash_leaf(entry) for entry in ENTRIES[:2])
    assert hash_leaf(left + right) != hash_node(left, right)
    with pytest.raises(ProofError):
        verify_inclusion((), hash_leaf(left + right), index=0, head=TreeHead(1, HEADS[2].root))


def test_a_root_that_lies_about_its_size_is_refused() -> None:
    """A log could sign any root: a path that is longer than the size asks for must not be gone to its end."""
    sibling, leaf = hash_leaf(b"beyond"), hash_leaf(ENTRIES[0])
    for root in (hash_node(sibling, leaf), hash_node(leaf, sibling)):
        with pytest.raises(ProofError, match="root"):
            verify_inclusion([sibling], leaf, index=0, head=TreeHead(1, root))
    proof, second = prove_consistency(HASHES, 3, 5), HEADS[5].root
    for first_root, second_root in (
        (hash_node(sibling, HEADS[3].root), hash_node(sibling, second)),
        (HEADS[3].root, hash_node(second, sibling)),
    ):
        heads = TreeHead(3, first_root), TreeHead(5, second_root)
        with pytest.raises(ProofError, match="root"):
            verify_consistency([*proof, sibling], first=heads[0], second=heads[1])


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_hashes_of_another_length_are_refused(length: int) -> None:
    value = bytes(length)
    [sibling] = prove_inclusion(HASHES, 0, 2)
    leaf, head = hash_leaf(ENTRIES[0]), HEADS[2]
    for proof, of_leaf, root in (
        ([value], leaf, head.root),
        ([sibling], value, head.root),
        ([sibling], leaf, value),
    ):
        with pytest.raises(ProofError, match="32 bytes"):
            verify_inclusion(proof, of_leaf, index=0, head=TreeHead(2, root))
    # moved between two neighbours, the bytes are the same
    whole = leaf + sibling
    with pytest.raises(ProofError, match="32 bytes"):
        verify_inclusion([whole[31:]], whole[:31], index=0, head=head)


def test_of_no_entries_there_is_one_root() -> None:
    empty, full = HEADS[0], HEADS[7]
    verify_consistency((), first=empty, second=full)
    verify_consistency((), first=empty, second=empty)
    false = TreeHead(0, full.root)
    for proof, first, second in (
        ((), false, full),
        ((), false, false),
        ((), empty, false),
        ((full.root,), empty, full),
    ):
        with pytest.raises(ProofError):
            verify_consistency(proof, first=first, second=second)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (0, MAX_SIZE + 1), (0, -1)])
def test_a_place_that_no_tree_has_is_refused(index: int, size: int) -> None:
    with pytest.raises(ProofError, match="no such"):
        prove_inclusion(HASHES, index, size)
    with pytest.raises(ProofError, match="no such"):
        verify_inclusion((), EMPTY_ROOT, index=index, head=TreeHead(size, EMPTY_ROOT))


@pytest.mark.parametrize(("first", "second"), [(-1, 3), (4, 3), (0, MAX_SIZE + 1)])
def test_sizes_that_do_not_follow_each_other_are_refused(first: int, second: int) -> None:
    with pytest.raises(ProofError, match="no such"):
        prove_consistency(HASHES, first, second)
    heads = TreeHead(first, EMPTY_ROOT), TreeHead(second, EMPTY_ROOT)
    with pytest.raises(ProofError, match="no such"):
        verify_consistency((), first=heads[0], second=heads[1])


# --- growing, and what is stored -----------------------------------------------------------------


def test_each_tree_grows_into_the_next() -> None:
    frontier = Frontier()
    for size, entry in enumerate(ENTRIES):
        assert frontier == read_frontier(HASHES, size)
        assert frontier.head == HEADS[size]
        frontier, _ = append(frontier, hash_leaf(entry))
    assert frontier == HASHES.frontier


def test_an_entry_brings_its_own_hash_and_that_of_each_tile_that_it_fills() -> None:
    frontier = Frontier()
    stored: tuple[StoredHash, ...] = ()
    for index in range(256 * 256):
        frontier, stored = append(frontier, index.to_bytes(32, "big"))
        levels = {255: 2, 256 * 256 - 1: 3}.get(index, 2 if index % 256 == 255 else 1)
        assert [each.level for each in stored] == [*range(levels)]
        assert [each.index for each in stored] == [index >> 8 * level for level in range(levels)]
    assert stored[2] == StoredHash(2, 0, frontier.head.root)
    assert frontier.peaks == (frontier.head.root,)


def test_a_hash_that_is_missing_is_noticed() -> None:
    del (cut := MemoryHashes().grow(*ENTRIES[:300])).levels[0][-1]
    with pytest.raises(ProofError, match="level 0"):
        read_head(cut, 300)
    with pytest.raises(ProofError, match="level 1"):
        prove_inclusion(HASHES, 0, 256 * 256)


def test_no_more_than_half_a_tile_is_read_at_once() -> None:
    hashes = MemoryHashes().grow(*ENTRIES)
    for index in range(0, MOST, 7):
        prove_inclusion(hashes, index, MOST)
        prove_consistency(hashes, index + 1, MOST)
    assert 0 < hashes.most <= 128


class DenseHashes:
    """The hashes of a tree whose entries are all alike: one for each level, however large it is."""

    def __init__(self, leaf: bytes) -> None:
        self.by_level = [leaf]
        for _ in range(7):
            node = self.by_level[-1]
            for _ in range(8):
                node = hash_node(node, node)
            self.by_level.append(node)

    def read(self, level: int, start: int, end: int, /) -> bytes:
        return self.by_level[level] * (end - start)


@given(st.integers(1, MAX_SIZE), st.integers(0, MAX_SIZE), st.integers(0, MAX_SIZE))
def test_the_largest_trees_are_proved_as_small_ones_are(size: int, index: int, old: int) -> None:
    leaf = hash_leaf(b"alike")
    hashes, index, old = DenseHashes(leaf), index % size, old % (size + 1)
    head, proof = read_head(hashes, size), prove_inclusion(hashes, index, size)
    assert len(proof) <= 63
    verify_inclusion(proof, leaf, index=index, head=head)
    consistent = prove_consistency(hashes, old, size)
    verify_consistency(consistent, first=read_head(hashes, old), second=head)


@pytest.mark.slow
def test_a_million_entries_take_no_memory() -> None:
    """In a sample fifty thousand."""
    size = examples(1_000_000, 50_000)
    frontier, heads = Frontier(), []
    tracemalloc.start()
    for index in range(size):
        frontier, _ = append(frontier, index.to_bytes(32, "big"))
        if (index + 1) % (size // 4) == 0:
            heads.append(frontier.head)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert frontier.size == size
    assert len(frontier.peaks) == size.bit_count()
    assert most < 100_000
    assert all(small.root != large.root for small, large in pairwise(heads))
