"""The record's own log: each decision, each publication that was seen, each registry's first look and each erasure is
an entry of a tree (RFC 9162), made in the transaction that records it.

Always holds: what is recorded has its entry; entries of a kind stand in the order of their rows, whichever process
wrote them: writers take turns, and each begins where the file ends. Nothing is ever changed or removed.

May not know: who asks for the log's head, or what a decision says.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, func, literal, select

from tejun.store import former_heads, index, values
from tejun.store.errors import not_recorded
from tejun.store.former_heads import FORMER_LOGS
from tejun.store.kept import require_no_key_of_nothing
from tejun.store.key_tables import DATA_KEYS, ERASURES, IS_OF_APPLICATION
from tejun.store.log_tables import LOG_ENTRIES, LOG_HASHES
from tejun.store.looks import Decisions, looks
from tejun.store.opening import KEY_COLUMNS, WITH_KEYS, Opener
from tejun.store.records import ERASURE, FORMER, KIND, LOOK, PUBLICATION, Codes, Record, altered
from tejun.store.sealed import SealedRecord, opening_of, require_own_key
from tejun.store.statement_tables import REGISTRY_LOOKS, STATEMENTS
from tejun.store.tables import DECISIONS
from tejun.store.texts import put, rows_of
from tejun.transparency.leaves import Opening
from tejun.transparency.tree import (
    HASH_BYTES,
    Frontier,
    StoredHash,
    TreeHead,
    append,
    hash_leaf,
    read_frontier,
)
from tejun.words import Message

AT_ONCE = 64
"""How many records are in memory while all are gone through."""

_LAST_NUMBER = select(func.max(LOG_ENTRIES.c.number))
_ENTRIES_SINCE = (
    select(LOG_ENTRIES.c.entry)
    .where(LOG_ENTRIES.c.number >= bindparam("number"))
    .order_by(LOG_ENTRIES.c.number)
)
_LAST_DECISIONS = (
    select(DECISIONS.c.decision_id, DECISIONS.c.sequence)
    .order_by(DECISIONS.c.sequence.desc())
    .limit(bindparam("count"))
    .offset(bindparam("none"))
)


@dataclass(frozen=True)
class NewEntry:
    """What is to be entered: the opening, and the place of the record in the table of its kind."""

    sequence: int
    opening: Opening


# --- growing -------------------------------------------------------------------------------------


Numbered = Sequence[tuple[int, SealedRecord]]
"""Decisions with their numbers in their table, in its order."""


def numbered(connection: Connection, recorded: Sequence[SealedRecord]) -> Numbered:
    """The decisions that were just inserted in this transaction, which writes alone: they are the last ones.

    Raises StoreError where they are not: something in the database puts in others.
    """
    last = rows_of(connection, _LAST_DECISIONS, count=len(recorded), none=0)
    sequences: dict[str, int] = dict(last)
    if sequences.keys() != {each.record.decision_id for each in recorded}:
        raise not_recorded()
    pairs = [(sequences[each.record.decision_id], each) for each in recorded]
    return sorted(pairs, key=lambda pair: pair[0])


def enter_decisions(connection: Connection, numbered: Numbered, *, known: Frontier) -> Frontier:
    """Enters decisions that were inserted in this transaction; see `enter`."""
    new = [NewEntry(sequence, each.opening) for sequence, each in numbered]
    return enter(connection, new, known=known)


def enter(connection: Connection, new: Sequence[NewEntry], *, known: Frontier) -> Frontier:
    """Enters what was just recorded in this transaction; gives the frontier afterwards.

    `known` is the frontier after the last time; another process may have gone on since.
    """
    frontier = _frontier(connection, known)
    entries, hashes = [], []
    for each in new:
        opening, entry = each.opening, each.opening.entry
        entries.append(
            {
                "number": frontier.size,
                "kind": opening.kind,
                "record": opening.id,
                "sequence": each.sequence,
                "salt": opening.salt,
                "entry": entry,
            }
        )
        frontier, stored = append(frontier, hash_leaf(entry))
        hashes += [_to_hash_row(each) for each in stored if each.level]
    put(connection, LOG_ENTRIES, entries)
    put(connection, LOG_HASHES, hashes)
    return frontier


def head(connection: Connection) -> TreeHead:
    """The log's size and root."""
    return _frontier(connection, Frontier()).head


def _frontier(connection: Connection, known: Frontier) -> Frontier:
    size = size_of(connection)
    if 0 < size - known.size <= AT_ONCE:
        known = _grown(connection, known)
    return known if known.size == size else read_frontier(StoredHashes(connection), size)


def _grown(connection: Connection, known: Frontier) -> Frontier:
    """With what another process entered since."""
    for (entry,) in rows_of(connection, _ENTRIES_SINCE, number=known.size):
        known, _ = append(known, hash_leaf(entry))
    return known


def size_of(connection: Connection) -> int:
    """How many entries the log has."""
    [(last,)] = rows_of(connection, _LAST_NUMBER)
    return 0 if last is None else int(last) + 1


def _to_hash_row(stored: StoredHash) -> dict[str, Any]:
    return {"level": stored.level, "number": stored.index, "value": stored.value}


class StoredHashes:
    """The hashes of the log, as `tejun.transparency.tree` reads them: those of entries are worked out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, level: int, start: int, end: int, /) -> bytes:
        """See `tejun.transparency.tree.Hashes`."""
        table = LOG_HASHES if level else LOG_ENTRIES
        column = LOG_HASHES.c.value if level else LOG_ENTRIES.c.entry
        query = select(column).where(table.c.number >= start, table.c.number < end)
        if level:
            query = query.where(LOG_HASHES.c.level == level)
        values = self._connection.execute(query.order_by(table.c.number)).scalars()
        return b"".join(values if level else map(hash_leaf, values))


# --- looking it over -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Checked:
    """What was looked over so far: the head of the log, and the heads that it had at the sizes that were asked for.

    `sealed`: of how many decisions the codes alone, since what opens the rest is not at hand.
    """

    head: TreeHead
    then: Mapping[int, TreeHead] = field(default_factory=dict)
    sealed: int = 0


_TABLES: Mapping[str, Table] = {
    KIND: DECISIONS,
    PUBLICATION: STATEMENTS,
    LOOK: REGISTRY_LOOKS,
    ERASURE: ERASURES,
    FORMER: FORMER_LOGS,
}
"""Where the records of each kind of entry are."""

_NAMES = {
    KIND: DECISIONS.c.decision_id,
    PUBLICATION: STATEMENTS.c.digest,
    LOOK: REGISTRY_LOOKS.c.place,
    ERASURE: ERASURES.c.erasure_id,
    FORMER: literal(FORMER),
}
_GONE = {KIND: Message("store.log.decision_gone")}


def check_log(
    connection: Connection,
    *,
    opener: Opener,
    require: Callable[[Record], object],
    require_codes: Callable[[Codes], object] = lambda _: None,
    at_sizes: Collection[int] = (),
    may_stay_sealed: bool = False,
) -> Iterator[Checked]:
    """Holds every entry to its record and every hash to its entries; gives how far it came, again and again.

    `require` looks at a decision's record by itself, `require_codes` at what is left of one that was erased, or that
    `may_stay_sealed` where the master key is not at hand. The last that is given has the whole.

    Raises AlteredRecordError, which names the first that is not as it was, or SealError.
    """
    decisions = Decisions(opener, require, require_codes, may_stay_sealed=may_stay_sealed)
    checks = _Checks(connection, decisions)
    frontier = Frontier()
    then = {0: frontier.head} if 0 in at_sizes else {}
    while rows := connection.execute(_entries_from(frontier.size)).all():
        records = checks.read(rows)
        for row in rows:
            checks.require_entry(row, records.get(row.number), number=frontier.size)
            frontier, stored = append(frontier, hash_leaf(row.entry))
            _require_hashes(connection, [each for each in stored if each.level])
            if frontier.size in at_sizes:
                then[frontier.size] = frontier.head
        yield Checked(frontier.head, then, decisions.sealed)
    _require_no_more(connection, frontier)
    require_no_key_of_nothing(connection)
    values.require_none_of_nothing(connection)
    index.require_none_of_nothing(connection)
    former_heads.read_former_head(connection)
    yield Checked(frontier.head, then, decisions.sealed)


class _Checks:
    """What is looked at of each entry, in the order in which they stand."""

    def __init__(self, connection: Connection, decisions: Decisions) -> None:
        self._connection = connection
        self._decisions = decisions
        self._looks = looks(decisions)
        self._last = dict.fromkeys(_TABLES, 0)

    def read(self, entries: Sequence[Any]) -> dict[int, Any]:
        """The records of these entries, by the entries' numbers."""
        first, last = entries[0].number, entries[-1].number
        kinds = {entry.kind for entry in entries} & _TABLES.keys()
        return {
            row.entry_number: row
            for kind in kinds
            for row in self._connection.execute(_records_of(kind, first, last))
        }

    def require_entry(self, entry: Any, row: Any, *, number: int) -> None:
        """That the entry is its record's. Raises AlteredRecordError."""
        name = entry.record
        if entry.number != number:
            raise altered(f"#{number}", Message("store.log.entry_gone", number=number))
        if entry.kind not in _TABLES:
            raise altered(name, Message("store.log.another_entry"))
        if row is None:
            raise altered(name, _GONE.get(entry.kind, Message("store.log.record_gone")))
        opening = self._looks[entry.kind](self._connection, row)
        if opening.id != name or opening.entry != entry.entry:
            raise altered(name, Message("store.log.another_entry"))
        if entry.sequence <= self._last[entry.kind]:
            raise altered(name, Message("store.log.moved"))
        self._last[entry.kind] = entry.sequence
        if entry.kind == KIND:
            self._decisions.require_found(row)


def _entries_from(number: int) -> Select[Any]:
    later = select(LOG_ENTRIES).where(LOG_ENTRIES.c.number >= number)
    return later.order_by(LOG_ENTRIES.c.number).limit(AT_ONCE)


def select_entered(kind: str) -> Select[Any]:
    """The records of a kind, each with its entry's number, salt and hash; decisions with their keys, too."""
    table = _TABLES[kind]
    more = KEY_COLUMNS if kind == KIND else ()
    of_entry = (
        LOG_ENTRIES.c.number.label("entry_number"),
        LOG_ENTRIES.c.entry.label("entry"),
        LOG_ENTRIES.c.salt,
    )
    both = (WITH_KEYS if kind == KIND else table).join(
        LOG_ENTRIES,
        (LOG_ENTRIES.c.sequence == table.c.sequence) & (LOG_ENTRIES.c.kind == kind),
    )
    return select(*table.c, *more, *of_entry).select_from(both)


def require_own_entry(row: Any) -> Opening:
    """That the row of a decision is what its entry has; gives the opening. Raises AlteredRecordError."""
    require_own_key(row)
    opening = opening_of(row)
    if opening.entry != row.entry:
        raise altered(row.decision_id, Message("store.log.another_entry"))
    return opening


def require_entries_of(connection: Connection, program: str, application: str) -> None:
    """The same of every decision with the keys of an application, and that none is without an entry.

    Raises AlteredRecordError, which names the first.
    """
    of_it = (
        DATA_KEYS.c.program == program,
        DATA_KEYS.c.application == application,
        IS_OF_APPLICATION,
    )
    keys = connection.execute(select(DATA_KEYS.c.key_id).where(*of_it)).scalars().all()
    sealed = DECISIONS.c.key_id.in_(keys)  # by their values: a server knows then how few there are
    entered = select_entered(KIND).where(sealed).order_by(DECISIONS.c.sequence)
    seen = set()
    for row in connection.execute(entered):
        require_own_entry(row)
        seen.add(row.sequence)
    all_of_it = select(DECISIONS.c.sequence, DECISIONS.c.decision_id).where(sealed)
    for row in connection.execute(all_of_it):
        if row.sequence not in seen:
            raise altered(row.decision_id, Message("store.log.never_entered"))


def _records_of(kind: str, first: int, last: int) -> Select[Any]:
    entered = select_entered(kind).where(LOG_ENTRIES.c.number.between(first, last))
    return index.with_index(entered) if kind == KIND else entered


def _require_hashes(connection: Connection, expected: Sequence[StoredHash]) -> None:
    hashes = StoredHashes(connection)
    for each in expected:
        if hashes.read(each.level, each.index, each.index + 1) != each.value:
            place = f"{each.level}/{each.index}"
            raise altered(place, Message("store.log.another_hash", place=place))


def _require_no_more(connection: Connection, frontier: Frontier) -> None:
    """What has no entry was not recorded by tejun."""
    for kind, table in _TABLES.items():
        entered = select(LOG_ENTRIES.c.sequence).where(LOG_ENTRIES.c.kind == kind)
        more = select(_NAMES[kind]).where(table.c.sequence.not_in(entered)).limit(1)
        name = connection.execute(more).scalar()
        if name is not None:
            raise altered(name, Message("store.log.never_entered"))
    above = sum(frontier.size >> 8 * level for level in range(1, HASH_BYTES))
    if connection.execute(select(func.count()).select_from(LOG_HASHES)).scalar() != above:
        raise altered("/", Message("store.log.more_hashes"))
