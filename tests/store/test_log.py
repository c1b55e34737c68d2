"""The record's own log: grown with the record, whoever writes, and held against it, each attack by its name."""

import hashlib
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import AlteredRecordError, StoreError
from tejun.store.driver import dbapi
from tejun.store.log import AT_ONCE, Checked
from tejun.store.records import Record
from tejun.store.store import Store
from tejun.transparency.tree import EMPTY_ROOT, TreeHead, hash_leaf, hash_node

from tests.support.records import record


def whole(record: Record) -> None:
    """Every record is as it is; the decision's own digests are another test's."""


def looked_over(path: Path, *at_sizes: int) -> Checked:
    with Store.open(path) as store:
        *_, last = store.check_log(whole, at_sizes=at_sizes)
    return last


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, as it is written."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hash_node(naive_root(leaves[:split]), naive_root(leaves[split:]))


def entries(path: Path) -> list[bytes]:
    with closing(dbapi.connect(path)) as connection:
        rows = connection.execute("SELECT entry FROM log_entries ORDER BY number").fetchall()
    return [entry for (entry,) in rows]


def numbered(count: int, start: int = 0) -> list[Record]:
    return [record(decision_id=f"d-{number}") for number in range(start, start + count)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tejun.db"


# --- growing -------------------------------------------------------------------------------------------


def test_a_new_record_has_an_empty_log(path: Path) -> None:
    assert looked_over(path).head == TreeHead(0, EMPTY_ROOT)


@pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 257, 600])
def test_the_head_is_that_of_the_tree_over_all_entries(path: Path, count: int) -> None:
    with Store.open(path) as store:
        for start in range(0, count, 100):
            store.append_all(numbered(min(100, count - start), start))
        found = store.log.head()
    leaves = [hash_leaf(entry) for entry in entries(path)]
    assert found == TreeHead(count, naive_root(leaves))
    assert looked_over(path).head == found


def test_it_goes_on_where_another_process_ended(path: Path) -> None:
    with Store.open(path) as one, Store.open(path) as other:
        for number in range(6):
            (one, other)[number % 2].append(record(decision_id=f"d-{number}"))
        assert one.log.head() == other.log.head()
    assert looked_over(path).head.size == 6


def test_many_threads_of_two_processes_make_one_log(path: Path) -> None:
    with Store.open(path) as one, Store.open(path) as other, ThreadPoolExecutor(8) as pool:
        list(
            pool.map(lambda n: (one, other)[n % 2].append(record(decision_id=f"d-{n}")), range(60))
        )
    assert looked_over(path).head.size == 60


def test_a_key_that_is_known_makes_no_second_entry(path: Path) -> None:
    with Store.open(path) as store:
        store.append_all([record(key="k"), record(key="k"), record()])
        store.append(record(key="k"))
    assert looked_over(path).head.size == 2


def test_what_is_not_recorded_is_not_entered(path: Path) -> None:
    with Store.open(path) as store:
        store.append(record(decision_id="d"))
        with pytest.raises(StoreError):
            store.append_all([record(decision_id="e"), record(decision_id="d")])
        store.append(record(decision_id="f"))
    assert looked_over(path).head.size == 2


def test_entries_tell_nothing_of_what_they_commit_to(path: Path) -> None:
    """The same record twice has two entries that have nothing in common: each has salts of its own."""
    one, other = record(decision_id="d"), path.with_name("other.db")
    for place in (path, other):
        with Store.open(place) as store:
            store.append(one)
    assert entries(path) != entries(other)


def test_what_an_earlier_tejun_recorded_is_entered_when_the_file_is_opened(path: Path) -> None:
    with Store.open(path) as store:
        store.append_all(numbered(2 * AT_ONCE + 3))
    with closing(dbapi.connect(path)) as connection:
        for table in ("log_entries", "log_hashes", "log_beginnings", "log_checkpoints"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version=3")
        connection.commit()
    assert looked_over(path).head.size == 2 * AT_ONCE + 3
    with Store.open(path) as store:
        store.append(record(decision_id="new"))
    assert looked_over(path).head.size == 2 * AT_ONCE + 4


def test_randomness_is_what_makes_two_logs_differ(path: Path) -> None:
    heads = []
    for name in ("one.db", "other.db"):
        drawn = random.Random(7)  # noqa: S311 - to be the same twice
        with Store.open(path.with_name(name), random=drawn.randbytes) as store:
            store.append_all(numbered(5))
            heads.append(store.log.head())
    assert heads[0] == heads[1]


# --- attacks -------------------------------------------------------------------------------------------

COUNT = 300
Attack = Callable[[Any], Any]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TreeHead]:
    """A record of some hundred decisions, and its head when it had 280."""
    path = tmp_path_factory.mktemp("log") / "tejun.db"
    with Store.open(path) as store:
        store.append_all(numbered(280))
        noted = store.log.head()
        store.append_all(numbered(COUNT - 280, 280))
    return path, noted


TABLES = ("decisions", "log_entries", "log_hashes")


def attacked(kept: Path, folder: Path, attack: str) -> Path:
    """A copy of the record, to which somebody has done this, with the triggers out of the way."""
    path = folder / "tejun.db"
    with closing(dbapi.connect(kept)) as source, closing(dbapi.connect(path)) as target:
        source.backup(target)
        for table in TABLES:
            for what in ("changed", "deleted", "replaced"):
                target.execute(f"DROP TRIGGER {table}_are_never_{what}")
        target.executescript(attack)
        target.commit()
    return path


SWAP = """
UPDATE {table} SET {column} = -1 WHERE {column} = 7;
UPDATE {table} SET {column} = 7 WHERE {column} = 12;
UPDATE {table} SET {column} = 12 WHERE {column} = -1;
"""
INSERTED = """
INSERT INTO decisions SELECT 999, 'put-in', program, recorded_at, revision, NULL, NULL, decision, input
FROM decisions WHERE sequence = 1;
"""

ATTACKS = {
    "a decision is edited": ("UPDATE decisions SET decision = x'7b7d' WHERE sequence = 8", "d-7"),
    "an input is edited": ("UPDATE decisions SET input = x'00' WHERE sequence = 8", "d-7"),
    "a decision is deleted": ("DELETE FROM decisions WHERE sequence = 8", "d-7"),
    "a decision and its entry are deleted": (
        "DELETE FROM decisions WHERE sequence = 8; DELETE FROM log_entries WHERE number = 7",
        "#7",
    ),
    "an entry is deleted": ("DELETE FROM log_entries WHERE number = 7", "#7"),
    "a decision is put in": (INSERTED, "put-in"),
    "two decisions change places": (SWAP.format(table="decisions", column="sequence"), "d-6"),
    "two entries change places": (SWAP.format(table="log_entries", column="number"), "d-8"),
    "a salt is changed": ("UPDATE log_entries SET salt = randomblob(32) WHERE number = 7", "d-7"),
    "the input's salt is changed": (
        "UPDATE log_entries SET input_salt = randomblob(32) WHERE number = 7",
        "d-7",
    ),
    "a salt is cut": ("UPDATE log_entries SET salt = x'00' WHERE number = 7", "d-7"),
    "an entry is changed": (
        "UPDATE log_entries SET entry = randomblob(32) WHERE number = 7",
        "d-7",
    ),
    "an entry is of another record": (
        "UPDATE log_entries SET record = 'else' WHERE number = 7",
        "else",
    ),
    "a hash is changed": ("UPDATE log_hashes SET value = randomblob(32)", "1/0"),
    "a hash is deleted": ("DELETE FROM log_hashes", "1/0"),
    "a hash is put in": ("INSERT INTO log_hashes VALUES (1, 1, randomblob(32))", "/"),
}


@pytest.mark.parametrize(("attack", "name"), ATTACKS.values(), ids=ATTACKS)
def test_each_attack_is_found_and_named(
    kept: tuple[Path, TreeHead], tmp_path: Path, attack: str, name: str
) -> None:
    path = attacked(kept[0], tmp_path, attack)
    with pytest.raises(AlteredRecordError) as error:
        looked_over(path)
    assert f"“{name}”" in error.value.detail.in_("en")


def test_a_record_that_was_left_alone_has_the_head_that_was_noted(
    kept: tuple[Path, TreeHead], tmp_path: Path
) -> None:
    path, noted = kept
    assert looked_over(attacked(path, tmp_path, ""), noted.size).then == {noted.size: noted}


CUT = "DELETE FROM decisions WHERE sequence > {n}; DELETE FROM log_entries WHERE number >= {n};"


def test_a_tail_that_was_cut_off_is_seen_by_the_head_that_was_noted(
    kept: tuple[Path, TreeHead], tmp_path: Path
) -> None:
    path, noted = kept
    cut = looked_over(attacked(path, tmp_path, CUT.format(n=270)), noted.size)
    assert cut.head.size == 270
    assert cut.then == {}


def test_a_record_that_was_made_anew_is_seen_by_the_head_that_was_noted(
    kept: tuple[Path, TreeHead], tmp_path: Path
) -> None:
    """Whoever can write everything can make a whole new log: it is whole, and has another head."""
    path, noted = kept
    with Store.open(path) as store:
        records = [replace(each) for each in map(store.get, (f"d-{n}" for n in range(COUNT)))]
    records[3] = replace(records[3], input=hashlib.sha256(b"another").digest())
    forged = tmp_path / "forged.db"
    with Store.open(forged) as store:
        store.append_all(records)
    found = looked_over(forged, noted.size)
    assert found.head.size == COUNT
    assert found.then[noted.size] != noted
