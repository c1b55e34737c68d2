"""The head of an earlier tejun's log is the record's own word: whoever can write to the record can write it.

Here somebody takes a decision out, makes the log anew from the rest, which needs no key, and puts in an entry by which
the head that was noted was the head of an earlier log.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from tejun import canonical
from tejun.decide.digests import require_unaltered
from tejun.errors import AlteredRecordError, TejunError
from tejun.operations.log import verify_log
from tejun.operations.noted import NotedHead
from tejun.operations.workplace import open_workplace
from tejun.settings import Settings
from tejun.signing.notes import KeyKind, make_note_signer
from tejun.store.driver import dbapi
from tejun.store.former_heads import write_former
from tejun.store.log_tables import LOG_ENTRIES
from tejun.store.records import FORMER
from tejun.transparency.leaves import SALT_BYTES, make_opening
from tejun.transparency.tree import Frontier, TreeHead, append, hash_leaf

from tests.support import earlier
from tests.support.records import NOW
from tests.support.stores import open_store

NOTED_AT, COUNT = 4, 6
REMOVED = """
DELETE FROM log_entries WHERE number < {0}; DELETE FROM decisions WHERE sequence <= {0};
DELETE FROM decision_values WHERE sequence <= {0}; DELETE FROM decision_index WHERE sequence <= {0};
"""


@dataclass(frozen=True)
class Case:
    """What is removed first, and where which statements are put in."""

    removed: int
    at: int | None = None
    version: int = 5
    times: int = 1


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "tejun.db"


def noted(path: Path) -> TreeHead:
    """Of the record as it was; more came afterwards."""
    with open_store(path) as store:
        records = earlier.records(COUNT)
        store.append_all(records[:NOTED_AT])
        head = store.log.head()
        store.append_all(records[NOTED_AT:])
    return head


def plant(path: Path, head: TreeHead, case: Case) -> None:
    with closing(dbapi.connect(path)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executescript(REMOVED.format(case.removed))
        connection.execute(
            "DELETE FROM data_keys WHERE part = '' AND key_id NOT IN (SELECT key_id FROM decisions)"
        )
        entries = connection.execute(
            "SELECT kind, record, sequence, salt, entry FROM log_entries ORDER BY number"
        ).fetchall()
        place = len(entries) if case.at is None else case.at
        entries[place:place] = [_put_in(connection, head, case, n) for n in range(case.times)]
        _make_log(connection, entries)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def _put_in(
    connection: dbapi.Connection, head: TreeHead, case: Case, number: int
) -> tuple[object, ...]:
    content = write_former(case.version - number, head)
    connection.execute("INSERT INTO former_logs VALUES (?, ?)", (number + 1, content))
    opening = make_opening(FORMER, canonical.digest(content), content, salt=bytes(SALT_BYTES))
    return FORMER, opening.id, number + 1, opening.salt, opening.entry


def _make_log(connection: dbapi.Connection, entries: Sequence[Sequence[object]]) -> None:
    connection.execute("DELETE FROM log_entries")
    connection.execute("DELETE FROM log_hashes")
    frontier = Frontier()
    names = ", ".join(LOG_ENTRIES.c.keys())
    for number, (*others, entry) in enumerate(entries):
        row = number, *others, entry
        connection.execute(f"INSERT INTO log_entries ({names}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        frontier, _ = append(frontier, hash_leaf(bytes(entry)))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "case",
    [
        Case(removed=COUNT - NOTED_AT + 1),
        Case(removed=1, at=NOTED_AT - 1),
        Case(removed=1, at=0),
        Case(removed=1, version=3),
        Case(removed=1, version=6),
        Case(removed=1, times=2),
    ],
    ids=[
        "fewer than its log had",
        "before some of them",
        "before all of them",
        "of a version without a log",
        "of a version that is not brought over",
        "two",
    ],
)
def test_one_that_no_file_brought_with_it_is_found(record: Path, case: Case) -> None:
    plant(record, noted(record), case)
    with open_store(record) as store, pytest.raises(AlteredRecordError):
        list(store.check_log(require_unaltered))
    with open_workplace(Settings(database=record)) as workplace, pytest.raises(AlteredRecordError):
        list(verify_log(workplace))


def test_one_behind_an_erasure_is_found(record: Path) -> None:
    head = noted(record)
    with open_store(record) as store:
        [kept, *_] = store.kept()
        assert store.erase(kept.program, kept.application, "asked for", NOW) is not None
    plant(record, head, Case(removed=0))
    with open_store(record) as store, pytest.raises(AlteredRecordError):
        list(store.check_log(require_unaltered))


def test_a_noted_head_is_not_proven_by_the_records_own_word(record: Path) -> None:
    """Nobody can tell this one from one that was brought over: it is passed over, and named."""
    head = noted(record)
    plant(record, head, Case(removed=1))
    with open_workplace(Settings(database=record)) as workplace:
        *_, progress = verify_log(workplace, [NotedHead(head, record), NotedHead(head, record)])
        assert [each.head for each in progress.unproven] == [head, head]
        *_, alone = verify_log(workplace)
        assert alone.unproven == ()


def test_a_checkpoint_that_was_signed_is_never_passed_over(record: Path) -> None:
    head = noted(record)
    with open_workplace(Settings(database=record)) as workplace:
        own = workplace.log_key.signer.key
    plant(record, head, Case(removed=1))
    other = make_note_signer("else.example", KeyKind.ED25519, bytes(32)).key
    with open_workplace(Settings(database=record)) as workplace:
        for key in (own, other):
            with pytest.raises(TejunError):
                list(verify_log(workplace, [NotedHead(head, record, key)]))
