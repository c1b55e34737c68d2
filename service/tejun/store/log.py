"""The record's own log: each decision is an entry of a tree (RFC 9162), made in the transaction that records it.

Always holds: a decision that is recorded has its entry; entries stand in the order of the decisions, whichever process
wrote them: writers take turns, and each begins where the file ends. Nothing is ever changed or removed. What an earlier
tejun recorded is entered when the file is opened.

May not know: who asks for the log's head, or what a decision says.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from tejun.errors import ProofError
from tejun.store.log_tables import LOG_BEGINNINGS, LOG_ENTRIES, LOG_HASHES
from tejun.store.records import INPUT, KIND, Record, altered
from tejun.store.tables import DECISIONS
from tejun.store.texts import insertion, statement
from tejun.transparency.leaves import SALT_BYTES, Opening, commit_part, make_opening
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

RandomBytes = Callable[[int], bytes]


_INSERT_ENTRY, _INSERT_HASH = map(insertion, (LOG_ENTRIES, LOG_HASHES))
_LAST_NUMBER = statement(select(func.max(LOG_ENTRIES.c.number)))
_ENTRIES_SINCE = statement(
    select(LOG_ENTRIES.c.entry)
    .where(LOG_ENTRIES.c.number >= bindparam("number"))
    .order_by(LOG_ENTRIES.c.number)
)
_LAST_DECISIONS = statement(
    select(DECISIONS.c.decision_id, DECISIONS.c.sequence).order_by(DECISIONS.c.sequence.desc())
)


@dataclass(frozen=True)
class Salts:
    """What keeps an entry from being guessed: of the whole, and of the input."""

    whole: bytes
    input: bytes


def opening_of(record: Record, salts: Salts) -> Opening:
    """What the log commits to of a decision: its bytes, and apart from them the input."""
    commitment = commit_part(record.decision_id, INPUT, record.input, salt=salts.input)
    return make_opening(
        KIND, record.decision_id, record.decision, salt=salts.whole, parts={INPUT: commitment}
    )


# --- growing -------------------------------------------------------------------------------------


def enter(
    connection: Connection, recorded: Sequence[Record], *, known: Frontier, random: RandomBytes
) -> Frontier:
    """Enters what was just recorded in this transaction; gives the frontier afterwards.

    `known` is the frontier after the last time; another process may have gone on since.
    """
    # The transaction writes alone: what it inserted are the last ones.
    with connection.exec_driver_sql(_LAST_DECISIONS) as last:
        sequences: dict[str, int] = dict(last.fetchmany(len(recorded)))
    new = [(sequences[record.decision_id], record) for record in recorded]
    return _enter(connection, sorted(new, key=itemgetter(0)), known=known, random=random)


def enter_earlier(
    connection: Connection, *, known: Frontier, random: RandomBytes, read: Callable[[Any], Record]
) -> Frontier:
    """Enters at most AT_ONCE of the decisions that an earlier tejun recorded; `read` makes a record of a row.

    What somebody else put into the file since is not entered: it was not recorded by tejun.
    """
    earlier = [(row.sequence, read(row)) for row in connection.execute(_earlier()).all()]
    return _enter(connection, earlier, known=known, random=random)


def _enter(
    connection: Connection,
    new: Sequence[tuple[int, Record]],
    *,
    known: Frontier,
    random: RandomBytes,
) -> Frontier:
    frontier = _frontier(connection, known)
    entries, hashes = [], []
    for sequence, record in new:
        salts = Salts(random(SALT_BYTES), random(SALT_BYTES))
        entry = opening_of(record, salts).entry
        entries.append(
            {
                "number": frontier.size,
                "kind": KIND,
                "record": record.decision_id,
                "sequence": sequence,
                "salt": salts.whole,
                "input_salt": salts.input,
                "entry": entry,
            }
        )
        frontier, stored = append(frontier, hash_leaf(entry))
        hashes += [_to_hash_row(each) for each in stored if each.level]
    if entries:
        connection.exec_driver_sql(_INSERT_ENTRY, entries)
    if hashes:
        connection.exec_driver_sql(_INSERT_HASH, hashes)
    return frontier


def _earlier() -> Select[Any]:
    last = select(func.coalesce(func.max(LOG_ENTRIES.c.sequence), 0)).scalar_subquery()
    before_the_log = select(func.max(LOG_BEGINNINGS.c.sequence)).scalar_subquery()
    missing = select(DECISIONS).where(
        DECISIONS.c.sequence > last, DECISIONS.c.sequence <= before_the_log
    )
    return missing.order_by(DECISIONS.c.sequence).limit(AT_ONCE)


def lacks_entries(connection: Connection) -> bool:
    """Whether a decision of before the log has none."""
    return connection.execute(_earlier().limit(1)).first() is not None


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
    for (entry,) in connection.exec_driver_sql(_ENTRIES_SINCE, {"number": known.size}):
        known, _ = append(known, hash_leaf(entry))
    return known


def size_of(connection: Connection) -> int:
    """How many entries the log has."""
    last = connection.exec_driver_sql(_LAST_NUMBER).scalar()
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
    """What was looked over so far: the head of the log, and the heads that it had at the sizes that were asked for."""

    head: TreeHead
    then: Mapping[int, TreeHead] = field(default_factory=dict)


def check_log(
    connection: Connection,
    *,
    read: Callable[[Any], Record],
    require: Callable[[Record], object],
    at_sizes: Collection[int] = (),
) -> Iterator[Checked]:
    """Holds every entry to its decision and every hash to its entries; gives how far it came, again and again.

    `require` looks at a record by itself. The last that is given has the whole. Raises AlteredRecordError, which names
    the first decision that is not as it was.
    """
    frontier, last = Frontier(), 0
    then = {0: frontier.head} if 0 in at_sizes else {}
    while rows := connection.execute(_entries_from(frontier.size)).mappings().all():
        for row in rows:
            _require_entry(row, number=frontier.size, read=read, require=require)
            if row["sequence"] <= last:
                raise altered(row["record"], Message("store.log.moved"))
            last = row["sequence"]
            frontier, stored = append(frontier, hash_leaf(row["entry"]))
            _require_hashes(connection, [each for each in stored if each.level])
            if frontier.size in at_sizes:
                then[frontier.size] = frontier.head
        yield Checked(frontier.head, then)
    _require_no_more(connection, frontier)
    yield Checked(frontier.head, then)


def with_decisions() -> Select[Any]:
    """Entries, each with the columns of its decision: their names begin with `decision_`, as `Joined` reads them."""
    both = LOG_ENTRIES.outerjoin(DECISIONS, DECISIONS.c.sequence == LOG_ENTRIES.c.sequence)
    decision = [column.label(f"decision_{column.name}") for column in DECISIONS.c]
    return select(*LOG_ENTRIES.c, *decision).select_from(both)


def _entries_from(number: int) -> Select[Any]:
    later = with_decisions().where(LOG_ENTRIES.c.number >= number)
    return later.order_by(LOG_ENTRIES.c.number).limit(AT_ONCE)


def _require_entry(
    row: Any, *, number: int, read: Callable[[Any], Record], require: Callable[[Record], object]
) -> None:
    name = row["record"]
    if row["number"] != number:
        raise altered(f"#{number}", Message("store.log.entry_gone", number=number))
    if row["decision_decision_id"] is None:
        raise altered(name, Message("store.log.decision_gone"))
    record = read(Joined(row))
    require(record)
    try:
        entry = opening_of(record, Salts(row["salt"], row["input_salt"])).entry
    except ProofError as error:
        raise altered(name, Message("store.log.another_entry")) from error
    if row["kind"] != KIND or record.decision_id != name or entry != row["entry"]:
        raise altered(name, Message("store.log.another_entry"))


class Joined:
    """The columns of the decision in a row that has those of its entry, too."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return self._row[f"decision_{name}"]


def _require_hashes(connection: Connection, expected: Sequence[StoredHash]) -> None:
    hashes = StoredHashes(connection)
    for each in expected:
        if hashes.read(each.level, each.index, each.index + 1) != each.value:
            place = f"{each.level}/{each.index}"
            raise altered(place, Message("store.log.another_hash", place=place))


def _require_no_more(connection: Connection, frontier: Frontier) -> None:
    """A decision without an entry was not recorded by tejun."""
    entered = select(LOG_ENTRIES.c.sequence)
    more = select(DECISIONS.c.decision_id).where(DECISIONS.c.sequence.not_in(entered)).limit(1)
    name = connection.execute(more).scalar()
    if name is not None:
        raise altered(name, Message("store.log.never_entered"))
    above = sum(frontier.size >> 8 * level for level in range(1, HASH_BYTES))
    if connection.execute(select(func.count()).select_from(LOG_HASHES)).scalar() != above:
        raise altered("/", Message("store.log.more_hashes"))
