"""What the record's log gives out: proofs of its own decisions only, tiles that are there, checkpoints that stay."""

from collections.abc import Iterator

import pytest
from tejun.errors import AlteredRecordError, ProofError, UnknownDecisionError
from tejun.store.store import Store
from tejun.transparency.leaves import verify_content, verify_part
from tejun.transparency.tiles import Tile
from tejun.transparency.tree import EMPTY_ROOT, TreeHead, hash_leaf, verify_inclusion

from tests.support.records import NOW, record
from tests.support.records_of_both import REFUSED, Home, attack, in_dialect


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """A record with ten decisions, d-0 to d-9."""
    with home.open() as store:
        store.append_all([record(decision_id=f"d-{number}") for number in range(10)])
        yield store


@pytest.mark.parametrize("size", [None, 8, 10])
def test_a_decision_is_proved_and_opened(store: Store, size: int | None) -> None:
    proven = store.log.prove("d-7", size=size)
    assert proven.head == store.log.head_at(size or 10)
    leaf = hash_leaf(proven.opening.entry)
    verify_inclusion(proven.hashes, leaf, index=proven.index, head=proven.head)
    verify_content(proven.opening, proven.codes.codes)
    assert proven.opened is not None
    kept, salts = proven.opened.record, proven.opened.salts
    verify_part(proven.opening, "decision", kept.decision, salt=salts["decision"])
    verify_part(proven.opening, "input", kept.input, salt=salts["input"])
    assert salts["decision"] != salts["input"]


def test_one_that_was_erased_is_proved_by_its_codes(store: Store) -> None:
    assert store.erase("kprogram-2026", "a", "asked for", NOW) is not None
    proven = store.log.prove("d-7")
    assert proven.opened is None
    assert proven.codes.erasure is not None
    leaf = hash_leaf(proven.opening.entry)
    verify_inclusion(proven.hashes, leaf, index=7, head=store.log.head())
    verify_content(proven.opening, proven.codes.codes)


def test_what_came_later_is_not_in_an_earlier_tree(store: Store) -> None:
    with pytest.raises(ProofError):
        store.log.prove("d-7", size=7)


def test_what_nobody_recorded_is_not_proved(store: Store) -> None:
    with pytest.raises(UnknownDecisionError):
        store.log.prove("d-10")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions SET decision = x'7b7d' WHERE decision_id = 'd-7'",
        "UPDATE decisions SET input = x'7b7d' WHERE decision_id = 'd-7'",
        "DELETE FROM decisions WHERE decision_id = 'd-7'",
        "DELETE FROM log_entries WHERE record = 'd-7'",
        "UPDATE log_entries SET salt = randomblob(32) WHERE record = 'd-7'",
        "UPDATE decisions SET codes = x'7b7d' WHERE decision_id = 'd-7'",
        "UPDATE decisions SET secret = x'00' WHERE decision_id = 'd-7'",
        "UPDATE decisions SET parts = x'00' WHERE decision_id = 'd-7'",
        "UPDATE decisions SET decision_id = 'd-77' WHERE decision_id = 'd-7'",
    ],
)
def test_what_was_altered_is_not_proved(home: Home, store: Store, sql: str) -> None:
    attack(home, ("decisions", "log_entries"), sql)
    with pytest.raises(AlteredRecordError) as error:
        store.log.prove("d-7")
    assert "d-7" in error.value.detail.in_("en")


def test_the_log_has_no_head_of_a_size_that_it_never_had(store: Store) -> None:
    assert store.log.head_at(0) == TreeHead(0, EMPTY_ROOT)
    assert store.log.head_at(10) == store.log.head()
    assert store.log.head_at(11) is None


def test_a_tile_is_there_as_far_as_the_log_goes(store: Store) -> None:
    entries = store.log.read_tile(Tile(None, 0, 10))
    assert entries is not None
    assert len(entries) == 10 * 34
    assert store.log.read_tile(Tile(0, 0, 10)) is not None
    assert store.log.read_tile(Tile(0, 0, 11)) is None
    assert store.log.read_tile(Tile(1, 0, 1)) is None


def test_checkpoints_are_kept_in_the_order_in_which_they_came(store: Store) -> None:
    assert store.log.last_checkpoint_size() is None
    for size, note in ((10, b"b"), (4, b"c"), (10, b"a")):
        store.log.keep_checkpoint(size, note)
    assert store.log.last_checkpoint_size() == 10
    assert store.log.checkpoints(10) == (b"b", b"a")
    assert store.log.checkpoints(5) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_checkpoints SET note = x'00'",
        "DELETE FROM log_checkpoints",
        "INSERT INTO log_checkpoints VALUES (1, 1, x'00')",
    ],
)
def test_a_checkpoint_is_never_changed_removed_or_replaced(
    home: Home, store: Store, statement: str
) -> None:
    store.log.keep_checkpoint(10, b"a")
    with home.stranger() as stranger, pytest.raises(REFUSED):
        stranger.execute(in_dialect(statement, home.dialect))
    assert store.log.checkpoints(10) == (b"a",)
