"""The keys of one record: a data key for each application, kept wrapped in the record, and the one for lookups.

A key is made with the first record of its application, wrapped before the transaction begins, and stored in it: a key
management service may be slow, and others wait for their turn. What this process has unwrapped stays in memory, a
bounded number of keys; whoever writes looks again, in the transaction, whether the key is still there: one that was
erased seals nothing any more.

Always holds: a new key is wrapped by the master key that wraps the record's own, of lookups, which a rotation wraps
anew before any other. A process that has not got that master key makes none: what it would wrap with one that was
replaced would be lost with it. A key that was not stored is not known to a second caller; so none that was erased can
be stored again. A record that has keys is never given a master key that was just made, and one that has decisions no
second lookup key.

May not know: what keys seal, or where a master key is.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from tejun import canonical
from tejun.errors import MasterUnavailableError, SealError
from tejun.sealing import DataKey, Masters, RandomBytes, make_data_key, master_id_of
from tejun.store.errors import no_masters
from tejun.store.key_tables import DATA_KEYS, IS_LOOKUP, LOOKUP_PART
from tejun.store.records import Record, altered
from tejun.store.sealed import Lookup, SealedRecord, seal_record
from tejun.store.tables import DECISIONS
from tejun.store.texts import require_put, rows_of
from tejun.words import Message, Words
from tejun.words.quoting import quoted

MOST_IN_MEMORY = 4096
"""How many applications' keys a process keeps: some hundreds of bytes each."""

_LOOKUP = select(DATA_KEYS).where(IS_LOOKUP)
_OF_APPLICATION = select(DATA_KEYS).where(
    DATA_KEYS.c.program == bindparam("p"),
    DATA_KEYS.c.application == bindparam("a"),
    DATA_KEYS.c.part == "",
)

_IS_THERE = select(DATA_KEYS.c.key_id).where(DATA_KEYS.c.key_id == bindparam("id"))
_AMONG = select(DATA_KEYS.c.key_id).where(DATA_KEYS.c.key_id.in_(bindparam("ids", expanding=True)))

Pair = tuple[str, str]
"""A program and one of its applications."""

FindMasters = Callable[[bool], Masters]
"""Gives the master keys; it is given whether the record has keys that one of them has wrapped. Raises SealError or
InvalidInputError."""

OpenConnection = Callable[[], AbstractContextManager[Connection]]


def without_masters(_: bool) -> Masters:
    """For who reads codes and the log alone. Raises SealError."""
    raise no_masters()


class Keyring:
    """The keys of one record; safe to share between threads. `Store` makes it."""

    def __init__(
        self,
        open_to_look: OpenConnection,
        open_to_write: OpenConnection,
        find_masters: FindMasters,
        random: RandomBytes,
    ) -> None:
        self._open_to_look = open_to_look
        self._open_to_write = open_to_write
        self._find_masters = find_masters
        self._random = random
        self._lock = threading.Lock()
        self._known: OrderedDict[Pair, DataKey] = OrderedDict()
        self._masters: Masters | None = None
        self._lookup: Lookup | None = None

    def masters(self, connection: Connection, *, anew: bool = False) -> Masters:
        """The master keys, found when they are first needed, or `anew`: while this process runs, somebody may put
        another in front. Raises SealError or InvalidInputError."""
        with self._lock:
            if self._masters is None or anew:
                self._masters = self._find_masters(has_keys(connection))
            return self._masters

    def any(self) -> bool:
        """Whether the record has keys, which a master key has wrapped. Raises StoreError."""
        with self._open_to_look() as connection:
            return has_keys(connection)

    # --- the lookup key ----------------------------------------------------------------------------

    def find_lookup(self) -> Lookup | None:
        """What records are found by; None where nothing was recorded yet. Raises SealError or AlteredRecordError."""
        if self._lookup is not None:
            return self._lookup
        with self._open_to_look() as connection:
            return self.lookup_in(connection)

    def lookup_in(self, connection: Connection) -> Lookup | None:
        """The same, for who has a connection."""
        found = self._lookup or self._read_lookup(connection)
        if found is not None:  # another thread may have made it meanwhile, and goes on with it
            self._lookup = found
        return found

    def make_lookup(self) -> Lookup:
        """The same, made where there is none."""
        found = self.find_lookup()
        if found is not None:
            return found
        with self._open_to_write() as connection:
            found = self._read_lookup(connection) or self._insert_lookup(connection)
        self._lookup = found
        return found

    def _read_lookup(self, connection: Connection) -> Lookup | None:
        row = connection.execute(_LOOKUP).one_or_none()
        if row is not None:
            return Lookup(self._unwrap(connection, row))
        if connection.execute(select(DECISIONS.c.sequence).limit(1)).first() is not None:
            raise altered("/", Message("store.keys.no_lookup"))
        return None

    def _insert_lookup(self, connection: Connection) -> Lookup:
        key, place = make_data_key(self._random), ("", "", LOOKUP_PART)
        wrapped = self.masters(connection, anew=True).wrap(key, associated=place_of(*place))
        self._insert(connection, place, key, wrapped)
        return Lookup(key)

    # --- data keys ---------------------------------------------------------------------------------

    def seal(self, records: Sequence[Record]) -> list[SealedRecord]:
        """The records, each sealed with the key of its application, or with a new one where that has none."""
        if not records:
            return []
        lookup = self.make_lookup()
        pairs = {_pair(record) for record in records}
        known = self._find(pairs)
        made = self._make([pair for pair in pairs if pair not in known])
        keys = {pair: (key, None) for pair, key in known.items()} | made
        return [
            seal_record(record, key, lookup, random=self._random, wrapped=wrapped)
            for record in records
            for key, wrapped in (keys[_pair(record)],)
        ]

    def _make(self, pairs: Sequence[Pair]) -> dict[Pair, tuple[DataKey, bytes | None]]:
        """A new key for each, as it is and wrapped."""
        if not pairs:
            return {}
        with self._open_to_look() as connection:
            masters = self._that_wrap(connection)
        made = {pair: make_data_key(self._random) for pair in pairs}
        return {
            pair: (key, masters.wrap(key, associated=place_of(*pair, "")))
            for pair, key in made.items()
        }

    def _that_wrap(self, connection: Connection) -> Masters:
        """The master keys, of which that one wraps which has wrapped the lookup key. Raises SealError."""
        masters = self.masters(connection, anew=True)
        row = connection.execute(_LOOKUP).one_or_none()
        return masters if row is None else masters.led_by(master_id_of(row.wrapped))

    def check_master(self) -> None:
        """That a new key could be wrapped. Raises SealError, InvalidInputError or StoreError."""
        with self._open_to_look() as connection:
            if has_keys(connection):
                self._that_wrap(connection)

    def _find(self, pairs: Iterable[Pair]) -> dict[Pair, DataKey]:
        """The keys of those that have one."""
        with self._lock:
            known = {pair: self._known[pair] for pair in pairs if pair in self._known}
        missing = [pair for pair in pairs if pair not in known]
        if not missing:
            return known
        with self._open_to_look() as connection:
            for pair in missing:
                key = self._read(connection, pair)
                if key is not None:
                    known[pair] = key
                    self._keep(pair, key)
        return known

    def settle(
        self, connection: Connection, sealed: Sequence[SealedRecord]
    ) -> tuple[list[SealedRecord], Mapping[Pair, DataKey]]:
        """The same records, each sealed with a key that the record has: they may be inserted in this transaction.

        Stores the keys that are new, and gives them. A record is sealed anew where its application has another key by
        now, or where its key was erased.
        """
        there = _stored(connection, {each.key.id for each in sealed if each.wrapped is None})
        keys: dict[Pair, DataKey] = {}
        settled = []
        for each in sealed:
            if each.key.id not in there:
                pair = _pair(each.record)
                if pair not in keys:
                    keys[pair] = self._key_in(connection, each)
                each = self._sealed_with(each, keys[pair])  # noqa: PLW2901 - the same record
            settled.append(each)
        return settled, keys

    def _key_in(self, connection: Connection, each: SealedRecord) -> DataKey:
        """The key that the record has for the application, else a new one, stored."""
        pair = _pair(each.record)
        found = self._read(connection, pair)
        if found is not None:
            return found
        key = make_data_key(self._random) if each.wrapped is None else each.key
        wrapped, masters = each.wrapped, self._that_wrap(connection)
        if wrapped is None or master_id_of(wrapped) != masters.current.id:  # replaced meanwhile
            wrapped = masters.wrap(key, associated=place_of(*pair, ""))
        self._insert(connection, (*pair, ""), key, wrapped)
        return key

    def _sealed_with(self, each: SealedRecord, key: DataKey) -> SealedRecord:
        if each.key.id == key.id:
            return each
        lookup = self._lookup
        assert lookup is not None  # noqa: S101 - nothing is sealed without it
        return seal_record(each.record, key, lookup, random=self._random)

    def learn(self, keys: Mapping[Pair, DataKey]) -> None:
        """Keeps those that `settle` gave, when the transaction is committed."""
        for pair, key in keys.items():
            self._keep(pair, key)

    def forget(self, pair: Pair) -> None:
        """The key is no more."""
        with self._lock:
            self._known.pop(pair, None)

    def open(self, connection: Connection, row: Any, *, of: str) -> DataKey:
        """The key of a row of `data_keys`. Raises AlteredRecordError, which names the decision `of`, or SealError."""
        pair = (row.program, row.application)
        with self._lock:
            known = self._known.get(pair)
        if known is not None and known.id == row.key_id:
            return known
        key = self._unwrap(connection, row, of=of)
        self._keep(pair, key)
        return key

    def _keep(self, pair: Pair, key: DataKey) -> None:
        with self._lock:
            self._known[pair] = key
            self._known.move_to_end(pair)
            if len(self._known) > MOST_IN_MEMORY:
                self._known.popitem(last=False)

    def _read(self, connection: Connection, pair: Pair) -> DataKey | None:
        row = connection.execute(_OF_APPLICATION, {"p": pair[0], "a": pair[1]}).one_or_none()
        return None if row is None else self._unwrap(connection, row)

    def _insert(
        self, connection: Connection, place: tuple[str, str, str], key: DataKey, wrapped: bytes
    ) -> None:
        program, application, part = place
        row = {
            "key_id": key.id,
            "program": program,
            "application": application,
            "part": part,
            "wrapped": wrapped,
        }
        require_put(connection, insert(DATA_KEYS), row)

    def _unwrap(self, connection: Connection, row: Any, *, of: str | None = None) -> DataKey:
        masters = self.masters(connection)
        if not _is_of(masters, row.wrapped):
            masters = self.masters(connection, anew=True)
        place = place_of(row.program, row.application, row.part)
        try:
            key = masters.unwrap(row.wrapped, associated=place)
        except MasterUnavailableError:
            raise
        except SealError as error:
            why = self._why_altered(connection, row, masters)
            if why is None:
                raise
            raise altered(of or row.key_id, why) from error
        if key.id != row.key_id:
            raise altered(of or row.key_id, Message("store.keys.changed"))
        return key

    def _why_altered(self, connection: Connection, row: Any, masters: Masters) -> Words | None:
        """Why a key that does not open is not as it was; None where its master key is not at hand.

        A key is wrapped by the master that wraps that of lookups, or by an older one, which stays as long as a key
        needs it: where that of lookups opens, so does every other.
        """
        if _is_of(masters, row.wrapped):
            return Message("store.keys.changed")
        lookup = connection.execute(_LOOKUP).one_or_none()
        if row.part == LOOKUP_PART or lookup is None or not _is_of(masters, lookup.wrapped):
            return None
        return Message("store.keys.no_such_master", needed=quoted(master_id_of(row.wrapped)))


def has_keys(connection: Connection) -> bool:
    """Whether the record has keys that a master key has wrapped."""
    return connection.execute(select(DATA_KEYS.c.key_id).limit(1)).first() is not None


def place_of(program: str, application: str, part: str) -> bytes:
    """Where a wrapped key stands: it is unwrapped nowhere else."""
    return canonical.dumps(["tejun/data-key/1", program, application, part])


def _pair(record: Record) -> Pair:
    return record.program, record.description.application


def _stored(connection: Connection, key_ids: set[str]) -> set[str]:
    if not key_ids:
        return set()
    if len(key_ids) == 1:  # as mostly: SQLAlchemy writes the statement for several anew each time
        return {found for (found,) in rows_of(connection, _IS_THERE, id=next(iter(key_ids)))}
    return set(connection.execute(_AMONG, {"ids": sorted(key_ids)}).scalars())


def _is_of(masters: Masters, wrapped: bytes) -> bool:
    """Whether one of the masters at hand would have to unwrap it: then it is the key that was changed."""
    try:
        name = master_id_of(wrapped)
    except SealError:
        return True
    return name in {master.id for master in (masters.current, *masters.older)}
