"""Tiles and bundles of entries as c2sp.org/tlog-tiles has them: their paths, their bytes, and which there are."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.errors import ProofError
from tejun.transparency.tiles import (
    MAX_ENTRY,
    WIDTH,
    Tile,
    TileHashes,
    entries_between,
    entries_bytes,
    read_entries,
    read_path,
    tile_bytes,
    tiles_between,
)
from tejun.transparency.tree import (
    hash_leaf,
    prove_consistency,
    prove_inclusion,
    read_head,
    verify_consistency,
    verify_inclusion,
)

from tests.transparency.stored import MemoryHashes, entries_of

ENTRIES = entries_of(1000)
HASHES = MemoryHashes().grow(*ENTRIES)


# --- paths ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(1, 999, 1), "tile/1/999.p/1"),
        (Tile(5, 1000, 255), "tile/5/x001/000.p/255"),
        (Tile(63, 0, 112), "tile/63/000.p/112"),
        (Tile(None, 273, 112), "tile/entries/273.p/112"),
        (Tile(None, 1234067), "tile/entries/x001/x234/067"),
    ],
)
def test_a_tile_has_its_path(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert read_path(path) == tile


@given(st.none() | st.integers(0, 63), st.integers(0, 2**63 - 1), st.integers(1, 256))
def test_every_path_is_read_again(level: int | None, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert read_path(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/-01",
        "tile/0/x000/001",
        "tile/0/001/x234",
        "tile/0/x001/234/",
        "tile/0/001/234",
        "tile/0/x001",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/data/000",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/",
        "tile/0/000.p/1/",
        "tile/0/000.p/1\n",
        "/tile/0/000",
        "tile/0/٠٠٠",
        "tile/0/../../etc/passwd",
        f"tile/0/{'x001/' * 400}001",
    ],
)
def test_another_path_is_that_of_none(path: str) -> None:
    assert read_path(path) is None


# --- which there are -----------------------------------------------------------------------------


def test_a_tree_has_the_tiles_of_the_specification() -> None:
    """The two examples of c2sp.org/tlog-tiles, Partial Tiles."""
    tiles = [*tiles_between(0, 70_000)]
    assert tiles[:273] == [Tile(0, index) for index in range(273)]
    assert tiles[273:] == [Tile(0, 273, 112), Tile(1, 0), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert [*tiles_between(0, 256)] == [Tile(0, 0), Tile(1, 0, 1)]
    assert [*tiles_between(0, 0)] == []
    assert [*entries_between(0, 600)] == [Tile(None, 0), Tile(None, 1), Tile(None, 2, 88)]


@given(st.integers(0, 70_000), st.integers(0, 3_000))
def test_what_comes_with_growth_is_in_the_new_tree_and_was_not_in_the_old(
    old: int, more: int
) -> None:
    for tile in (*tiles_between(old, old + more), *entries_between(old, old + more)):
        assert tile.is_in(old + more)
        assert not tile.is_in(old)


@given(st.integers(0, 2_000), st.integers(0, 2_000))
def test_nothing_that_is_new_is_left_out(old: int, more: int) -> None:
    new = {*tiles_between(0, old + more)}
    assert new - {*tiles_between(0, old)} == {*tiles_between(old, old + more)}


def test_a_tile_may_be_asked_for_in_any_width_that_it_has_had() -> None:
    widths = [width for width in range(300) if Tile(0, 1, width).is_in(300)]
    assert widths == [*range(1, 45)]
    assert Tile(0, 0).is_in(300)
    assert not Tile(0, 1).is_in(300)
    assert not Tile(1, 0, 2).is_in(300)
    assert not Tile(63, 0, 1).is_in(2**63 - 1)
    assert not Tile(0, 0, 257).is_in(1000)


# --- bytes ---------------------------------------------------------------------------------------


def test_a_tile_holds_its_hashes_one_after_another() -> None:
    leaves = [hash_leaf(entry) for entry in ENTRIES]
    assert tile_bytes(HASHES, Tile(0, 1)) == b"".join(leaves[256:512])
    assert tile_bytes(HASHES, Tile(0, 3, 10)) == b"".join(leaves[768:778])
    roots = [read_head(MemoryHashes().grow(*ENTRIES[at : at + 256]), 256) for at in (0, 256, 512)]
    assert tile_bytes(HASHES, Tile(1, 0, 3)) == b"".join(head.root for head in roots)


def test_a_tile_that_is_not_stored_whole_is_refused() -> None:
    with pytest.raises(ProofError, match="level 0"):
        tile_bytes(HASHES, Tile(0, 3))


class Served:
    """The tiles of a log of so many entries, as it would serve them; counts them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.paths: list[str] = []

    def fetch(self, tile: Tile) -> bytes:
        assert tile.is_in(self.size)
        self.paths.append(tile.path)
        return tile_bytes(HASHES, tile)


@given(st.integers(1, 1000), st.integers(0, 999))
def test_who_has_only_the_tiles_proves_the_same(size: int, index: int) -> None:
    index %= size
    served = Served(size)
    hashes = TileHashes(served.fetch, size)
    head = read_head(hashes, size)
    assert head == read_head(HASHES, size)
    proof = prove_inclusion(hashes, index, size)
    verify_inclusion(proof, hash_leaf(ENTRIES[index]), index=index, head=head)
    old = prove_consistency(hashes, index, size)
    verify_consistency(old, first=read_head(HASHES, index), second=head)
    assert set(served.paths) <= {tile.path for tile in tiles_between(0, size)}


def test_hashes_may_be_read_across_tiles() -> None:
    hashes = TileHashes(Served(1000).fetch, 1000)
    assert hashes.read(0, 250, 600) == HASHES.read(0, 250, 600)
    assert hashes.read(0, 990, 1010) == HASHES.read(0, 990, 1000)
    assert hashes.read(4, 0, 1) == b""


def test_a_tile_of_another_length_is_refused() -> None:
    for data in (b"", bytes(32 * 255), bytes(32 * 256 + 1)):
        with pytest.raises(ProofError, match="tile/0/000"):
            TileHashes(lambda _, data=data: data, 1000).read(0, 0, 1)  # type: ignore[misc]


def test_a_tile_that_was_changed_gives_another_root() -> None:
    def fetch(tile: Tile) -> bytes:
        data = tile_bytes(HASHES, tile)
        return data[:-1] + bytes([data[-1] ^ 1])

    assert read_head(TileHashes(fetch, 1000), 1000) != read_head(HASHES, 1000)


# --- entries -------------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_entries_are_read_as_they_were_written(entries: list[bytes]) -> None:
    data = entries_bytes(entries)
    assert read_entries(data, len(entries)) == tuple(entries)
    for other in (data[:-1], data + b"\0"):
        if other != data:
            with pytest.raises(ProofError):
                read_entries(other, len(entries))
    with pytest.raises(ProofError):
        read_entries(data, len(entries) + 1)


def test_each_entry_stands_behind_its_length_in_two_bytes() -> None:
    assert entries_bytes([b"", b"ab"]) == b"\0\0\0\2ab"
    longest = bytes(MAX_ENTRY)
    assert read_entries(entries_bytes([longest]), 1) == (longest,)
    with pytest.raises(ValueError, match="65535"):
        entries_bytes([longest + b"\0"])


def cuts(data: bytes) -> Iterator[bytes]:
    for end in range(len(data)):
        yield data[:end]


def test_entries_that_were_cut_off_anywhere_are_refused() -> None:
    data = entries_bytes(ENTRIES[:WIDTH])
    for cut in cuts(data):
        with pytest.raises(ProofError, match="256"):
            read_entries(cut)
