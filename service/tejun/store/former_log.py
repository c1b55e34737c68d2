"""The log that a file of version 4 or 5 has: the file is held to it before anything is made of it anew.

An entry of these versions commits to a decision's bytes, and apart from them to its input. Decisions of before the log
were entered when the file was next opened: one that was not opened since has none of them.

Always holds: what was changed or removed in the file is not taken over as if it had been recorded so.

May not know: what a decision means, or how a later log is made.
"""

from typing import Any

from tejun.errors import ProofError
from tejun.store.records import INPUT, KIND, altered
from tejun.transparency.leaves import commit_part, make_opening
from tejun.transparency.tree import HASH_BYTES, Frontier, StoredHash, TreeHead, append, hash_leaf
from tejun.words import Message

FIRST = 4
"""The first version that has a log."""

_ENTRIES = """
SELECT e.number, e.kind, e.record, e.sequence, e.salt, e.input_salt, e.entry, d.decision_id, d.decision, d.input
FROM log_entries e LEFT JOIN decisions d ON d.sequence = e.sequence ORDER BY e.number
"""
_HASH = "SELECT value FROM log_hashes WHERE level = ? AND number = ?"
_HASHES = "SELECT count(*) FROM log_hashes"
_NEVER_ENTERED = """
SELECT decision_id FROM decisions WHERE sequence NOT IN (SELECT sequence FROM log_entries)
AND NOT (sequence > ? AND sequence <= (SELECT coalesce(max(sequence), 0) FROM log_beginnings)) LIMIT 1
"""


def require_own_log(old: Any) -> TreeHead:
    """That each entry is its decision's, each hash its entries', and no decision is without; gives the log's head.

    `old` is the driver's connection. Raises AlteredRecordError, which names the first that is not as it was.
    """
    frontier, last = Frontier(), 0
    for row in old.execute(_ENTRIES):
        last = _require_entry(row, number=frontier.size, last=last)
        frontier, stored = append(frontier, hash_leaf(row[6]))
        for each in stored:
            _require_hash(old, each)
    never_entered = old.execute(_NEVER_ENTERED, (last,)).fetchone()
    if never_entered is not None:
        raise altered(never_entered[0], Message("store.log.never_entered"))
    above = sum(frontier.size >> 8 * level for level in range(1, HASH_BYTES))
    if old.execute(_HASHES).fetchone() != (above,):
        raise altered("/", Message("store.log.more_hashes"))
    return frontier.head


def _require_entry(row: Any, *, number: int, last: int) -> int:
    """Gives the place of its decision in the table."""
    found, kind, name, sequence, salt, input_salt, entry, decision_id, decision, document = row
    if found != number:
        raise altered(f"#{number}", Message("store.log.entry_gone", number=number))
    if decision_id is None:
        raise altered(name, Message("store.log.decision_gone"))
    try:
        parts = {INPUT: commit_part(name, INPUT, document, salt=input_salt)}
        opening = make_opening(KIND, name, decision, salt=salt, parts=parts)
    except (ProofError, TypeError, AttributeError) as error:  # in tables that take anything, too
        raise altered(str(name), Message("store.log.another_entry")) from error
    if (kind, decision_id, opening.entry) != (KIND, name, entry):
        raise altered(name, Message("store.log.another_entry"))
    if sequence <= last:
        raise altered(name, Message("store.log.moved"))
    return int(sequence)


def _require_hash(old: Any, expected: StoredHash) -> None:
    if not expected.level:  # those of entries are worked out
        return
    place = expected.level, expected.index
    if old.execute(_HASH, place).fetchone() != (expected.value,):
        name = f"{expected.level}/{expected.index}"
        raise altered(name, Message("store.log.another_hash", place=name))
