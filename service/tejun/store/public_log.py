"""What the record's own log shows to others: its head, its tiles and entries, a proof for one decision; and the
checkpoints that witnesses cosigned, which are kept beside it.

Always holds: what is given out is on the disk. Of a decision nothing is given but to who asks for it by its id.

May not know: keys, signatures, or how a decision is shown.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tejun.errors import MasterUnavailableError, SealError, UnknownDecisionError
from tejun.store import log
from tejun.store.former_heads import read_former_head
from tejun.store.log import StoredHashes, require_own_entry
from tejun.store.log_tables import LOG_CHECKPOINTS, LOG_ENTRIES
from tejun.store.misdated import Dated, find_ahead, find_before_earlier
from tejun.store.opening import Opener
from tejun.store.records import ERASURE, KIND, Codes, altered
from tejun.store.sealed import OpenedRecord
from tejun.store.tables import DECISIONS
from tejun.store.texts import put
from tejun.transparency.leaves import Opening
from tejun.transparency.tiles import Tile, entries_bytes, tile_bytes
from tejun.transparency.tree import TreeHead, prove_inclusion, read_head
from tejun.words import Message

_AT_ONCE = 1000
"""So many ids are read at once."""

OpenConnection = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class ProvenRecord:
    """A decision's codes, the opening of its entry, and the proof that the entry is in the tree that `head` names.

    `opened` has what was sealed; None where it was erased, or where the master key that opens it is not at hand.
    """

    codes: Codes
    opened: OpenedRecord | None = field(repr=False)
    opening: Opening = field(repr=False)
    index: int
    head: TreeHead
    hashes: tuple[bytes, ...] = field(repr=False)


class PublicLog:
    """The log of one record; safe to share between threads. `Store` makes it."""

    def __init__(
        self,
        open_to_write: OpenConnection,
        open_to_give_out: OpenConnection,
        hold_turn: OpenConnection,
        opener: Opener,
    ) -> None:
        self._open_to_write = open_to_write
        self._hold_turn = hold_turn
        self._open_to_give_out = open_to_give_out
        self._opener = opener

    def head(self) -> TreeHead:
        """The log's size and root. Raises StoreError."""
        with self._open_to_give_out() as connection:
            return log.head(connection)

    def misdated(self, now: datetime, skew: timedelta) -> tuple[Dated | None, Dated | None]:
        """The latest decision that is dated after `now`, and the first that has later ones dated before it; what
        differs by no more than `skew` is not misdated. Raises StoreError."""
        with self._open_to_give_out() as connection:
            return find_ahead(connection, now, skew), find_before_earlier(connection, skew)

    def size(self) -> int:
        """How many entries it has; no hash is read. Raises StoreError."""
        with self._open_to_give_out() as connection:
            return log.size_of(connection)

    def head_at(self, size: int) -> TreeHead | None:
        """The head that it had at this size; None where it is not as long. Raises StoreError."""
        with self._open_to_give_out() as connection:
            if size > log.size_of(connection):
                return None
            return read_head(StoredHashes(connection), size)

    def require_whole(self) -> None:
        """That no entry is missing, and that each decision has one: what the log lists then is all that there is.

        What the entries commit to is not looked at. Raises AlteredRecordError, or StoreError.
        """
        entries = select(func.count(), func.max(LOG_ENTRIES.c.number))
        with self._open_to_give_out() as connection:
            count, last = connection.execute(entries).one()
            entered = select(func.count()).where(LOG_ENTRIES.c.kind == KIND)
            recorded = connection.execute(select(func.count()).select_from(DECISIONS)).scalar_one()
            difference = recorded - connection.execute(entered).scalar_one()
        if last is not None and count != last + 1:
            raise altered("log", Message("store.log.more_hashes"))
        if difference:
            never_entered, gone = (
                Message("store.log.never_entered"),
                Message("store.log.decision_gone"),
            )
            raise altered("log", never_entered if difference > 0 else gone)

    def decision_ids(self) -> Iterator[str]:
        """The ids of all decisions that are in the log when it begins, in its order; memory does not grow with them.

        Raises StoreError.
        """
        size, after = self.size(), -1
        of_decisions = select(LOG_ENTRIES.c.number, LOG_ENTRIES.c.record).where(
            LOG_ENTRIES.c.kind == KIND, LOG_ENTRIES.c.number < size
        )
        while True:
            part = of_decisions.where(LOG_ENTRIES.c.number > after)
            with self._open_to_give_out() as connection:
                rows = connection.execute(part.order_by(LOG_ENTRIES.c.number).limit(_AT_ONCE)).all()
            if not rows:
                return
            after = rows[-1].number
            yield from (row.record for row in rows)

    @contextmanager
    def without_erasures(self, *, since: int) -> Iterator[bool]:
        """Whether nothing was erased since the log had this size; until the end nobody erases, or records, anything.

        Raises StoreError.
        """
        later = select(LOG_ENTRIES.c.number).where(
            LOG_ENTRIES.c.number >= since, LOG_ENTRIES.c.kind == ERASURE
        )
        with self._hold_turn() as connection:
            yield connection.execute(later.limit(1)).first() is None

    def former_head(self) -> TreeHead | None:
        """The head of the log that the record says it had before. Raises AlteredRecordError or StoreError."""
        with self._open_to_give_out() as connection:
            return read_former_head(connection)

    def read_tile(self, tile: Tile) -> bytes | None:
        """The bytes of a tile, or of a bundle of entries; None where the log has none such. Raises StoreError."""
        with self._open_to_give_out() as connection:
            if not tile.is_in(log.size_of(connection)):
                return None
            if tile.level is not None:
                return tile_bytes(StoredHashes(connection), tile)
            return entries_bytes(_entries(connection, tile))

    def prove(self, decision_id: str, *, size: int | None = None) -> ProvenRecord:
        """The decision, and that it is in the tree of the first `size` entries, or of all.

        Raises UnknownDecisionError, AlteredRecordError where the entry is another's, ProofError where the entry came
        later, MasterUnavailableError where what holds the master key gives no answer at present, or StoreError.
        """
        with self._open_to_give_out() as connection:
            row = _entered(connection, decision_id)
            opening = require_own_entry(row)
            codes = self._opener.codes(connection, row)
            opened = None if codes.erasure else self._open(connection, row)
            hashes = StoredHashes(connection)
            head = log.head(connection) if size is None else read_head(hashes, size)
            path = prove_inclusion(hashes, row.entry_number, head.size)
            return ProvenRecord(codes, opened, opening, row.entry_number, head, path)

    def codes(self, decision_id: str) -> Codes:
        """What can be read of the decision without any key, as its entry has it.

        Raises UnknownDecisionError, AlteredRecordError or StoreError.
        """
        with self._open_to_give_out() as connection:
            row = _entered(connection, decision_id)
            require_own_entry(row)
            return self._opener.codes(connection, row)

    def _open(self, connection: Connection, row: Any) -> OpenedRecord | None:
        """What was sealed; its proof holds without it, too."""
        try:
            return self._opener.open(connection, row)
        except MasterUnavailableError:
            raise
        except SealError:
            return None

    # --- checkpoints that were cosigned ------------------------------------------------------------

    def keep_checkpoint(self, size: int, note: bytes) -> None:
        """Keeps a signed note on the tree of `size` entries. Raises StoreError."""
        with self._open_to_write() as connection:
            put(connection, LOG_CHECKPOINTS, [{"size": size, "note": note}], without="sequence")

    def keep_first_checkpoint(self, size: int, note: bytes) -> tuple[bytes, ...]:
        """The same, unless there is one: of several processes one is first. Gives what is kept. Raises StoreError."""
        query = _kept_at(size)
        with self._open_to_write() as connection:
            if connection.execute(query).first() is None:
                put(connection, LOG_CHECKPOINTS, [{"size": size, "note": note}], without="sequence")
            return tuple(connection.execute(query).scalars())

    def checkpoints(self, size: int) -> tuple[bytes, ...]:
        """The notes that are kept on the tree of `size` entries, in the order in which they came. Raises StoreError."""
        with self._open_to_give_out() as connection:
            return tuple(connection.execute(_kept_at(size)).scalars())

    def checkpoint_sizes(self) -> tuple[int, ...]:
        """The sizes of which a note is kept, from the smallest. Raises StoreError."""
        sizes = select(LOG_CHECKPOINTS.c.size).distinct().order_by(LOG_CHECKPOINTS.c.size)
        with self._open_to_give_out() as connection:
            return tuple(connection.execute(sizes).scalars())

    def last_checkpoint_size(self) -> int | None:
        """The largest size but 0 of which a note is kept; None where there is none. Raises StoreError."""
        largest = select(func.max(LOG_CHECKPOINTS.c.size)).where(LOG_CHECKPOINTS.c.size > 0)
        with self._open_to_give_out() as connection:
            return connection.execute(largest).scalar()


def _kept_at(size: int) -> Select[Any]:
    query = select(LOG_CHECKPOINTS.c.note).where(LOG_CHECKPOINTS.c.size == size)
    return query.order_by(LOG_CHECKPOINTS.c.sequence)


def _entries(connection: Connection, tile: Tile) -> list[bytes]:
    end = tile.start + tile.width
    query = select(LOG_ENTRIES.c.entry).where(
        LOG_ENTRIES.c.number >= tile.start, LOG_ENTRIES.c.number < end
    )
    return list(connection.execute(query.order_by(LOG_ENTRIES.c.number)).scalars())


def _entered(connection: Connection, decision_id: str) -> Any:
    """The decision's row with its entry and its key. Raises UnknownDecisionError or AlteredRecordError."""
    if not may_name(decision_id):
        raise unknown_decision(decision_id)
    of_its_name = (LOG_ENTRIES.c.kind == KIND, LOG_ENTRIES.c.record == decision_id)
    row = connection.execute(log.select_entered(KIND).where(*of_its_name)).one_or_none()
    if row is not None and row.decision_id == decision_id:
        return row
    if connection.execute(select(LOG_ENTRIES.c.number).where(*of_its_name)).first() is not None:
        raise altered(decision_id, Message("store.log.decision_gone"))
    found = select(DECISIONS.c.sequence).where(DECISIONS.c.decision_id == decision_id)
    if connection.execute(found).first() is not None:
        raise altered(decision_id, Message("store.log.never_entered"))
    raise unknown_decision(decision_id)


def may_name(text: str) -> bool:
    """Whether a decision may have it as its id or key: PostgreSQL keeps no text that has NUL in it."""
    return "\0" not in text


def unknown_decision(decision_id: str) -> UnknownDecisionError:
    """That no decision has this id."""
    shown = decision_id[:64]
    return UnknownDecisionError(
        Message("store.unknown.detail", id=shown),
        Message("store.unknown.advice"),
    )
