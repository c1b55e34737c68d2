"""Keys that are destroyed, or wrapped anew.

Always holds: with an erasure goes its statement, and an entry in the log, in one transaction; what was sealed with the
keys stays where it is, and nobody can open it any more. Wrapping anew changes no sealed value, and may be broken off at
any time.

May not know: who asks for it, or where else a wrapped key may lie: in copies, or in the log of a server.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import uuid_utils
from sqlalchemy import Connection, delete, func, select, update

from tejun.errors import MasterUnavailableError, SealError
from tejun.sealing import Masters, master_id_of
from tejun.store import erasures, log, values
from tejun.store.errors import kept_changed, not_erased, not_wrapped, rotated_elsewhere
from tejun.store.kept import Kept, list_kept
from tejun.store.key_tables import DATA_KEYS, ERASED_KEYS, ERASURES, IS_LOOKUP, IS_OF_APPLICATION
from tejun.store.keys import Pair, place_of
from tejun.store.protocol import Database
from tejun.store.records import Erasure, PeriodOver
from tejun.store.tables import DECISIONS
from tejun.store.texts import put
from tejun.transparency.tree import Frontier

AT_ONCE = 256
"""How many keys are wrapped anew in one transaction."""


def find_keys(connection: Connection, program: str, application: str) -> tuple[str, ...]:
    """The ids of an application's keys."""
    query = select(DATA_KEYS.c.key_id).where(
        DATA_KEYS.c.program == program,
        DATA_KEYS.c.application == application,
        IS_OF_APPLICATION,
    )
    return tuple(sorted(connection.execute(query).scalars()))


def count_decisions(connection: Connection, keys: Sequence[str]) -> int:
    """How many decisions are sealed with them."""
    query = select(func.count()).select_from(DECISIONS).where(DECISIONS.c.key_id.in_(keys))
    return connection.execute(query).scalar_one()


def write(database: Database, connection: Connection, erasure: Erasure, *, salt: bytes) -> None:
    """Destroys the keys, takes out by what their decisions could be compared, says so, and enters it in the log.

    Raises StoreError where anything of it may be kept: before, so that what keeps it is named, and afterwards, when in
    PostgreSQL too nobody can add anything to these tables until the end.
    """
    database.require_own(connection)
    content = erasures.write_erasure(erasure)
    row = {
        "erasure_id": erasure.id,
        "program": erasure.program,
        "application": erasure.application,
        "erased_at": erasure.erased_at.isoformat(),
        "content": content,
    }
    put(connection, ERASURES, [row], without="sequence")
    gone = [{"key_id": key, "erasure_id": erasure.id} for key in erasure.keys]
    put(connection, ERASED_KEYS, gone)  # first: PostgreSQL deletes no other key
    deleted = connection.execute(delete(DATA_KEYS).where(DATA_KEYS.c.key_id.in_(erasure.keys)))
    if deleted.rowcount != len(erasure.keys) or not values.take_out(connection, erasure.keys):
        raise not_erased(erasure.application)
    database.require_own(connection)
    query = select(ERASURES.c.sequence).where(ERASURES.c.erasure_id == erasure.id)
    sequence = connection.execute(query).scalar_one()
    opening = erasures.opening_of(erasure.id, content, salt)
    log.enter(connection, [log.NewEntry(sequence, opening)], known=Frontier())


def take_out_left(database: Database) -> int:
    """Takes out values that are left of what was erased; of how many decisions. Raises StoreError.

    They are sought outside the turn to write: that takes the longer the larger the record is.
    """
    with database.open_to_look() as connection:
        left = values.find_left(connection)
    if left:
        with database.open_to_write() as connection:
            values.take_out_of(connection, left)
    return len(left)


def make_erasure(
    connection: Connection,
    pair: Pair,
    reason: str,
    now: datetime,
    *,
    seen: Kept | None = None,
    period: PeriodOver | None = None,
) -> Erasure | None:
    """What is to be erased; None where the application has no key. Raises KeptChangedError where it is another than was
    seen."""
    program, application = pair
    if seen is not None and list_kept(connection, program, application) != [seen]:
        raise kept_changed(application)
    keys = find_keys(connection, program, application)
    if not keys:
        return None
    return Erasure(
        id=f"{uuid_utils.uuid7(nanoseconds=int(now.timestamp() * 1e9))}",
        program=program,
        application=application,
        erased_at=now,
        reason=reason,
        decisions=count_decisions(connection, keys),
        keys=keys,
        period=period,
    )


# --- wrapping anew -------------------------------------------------------------------------------


@dataclass(frozen=True)
class UnreadableKey:
    """A key that was not wrapped anew, since none of the masters at hand can have wrapped it as it stands."""

    key_id: str
    program: str
    application: str


@dataclass(frozen=True)
class Rewrapped:
    """How many keys were looked at so far, of how many, how many of them were wrapped anew, and which could not be."""

    looked_at: int
    keys: int
    wrapped: int
    unreadable: tuple[UnreadableKey, ...] = ()


def rewrap(database: Database, masters: Masters) -> Iterator[Rewrapped]:
    """Wraps each key with the current master, some at a time; gives how far it came.

    That of lookups is first: whoever makes a key from then on wraps it with the same master. One that cannot be
    unwrapped stays as it is, and is named: whoever can put in a row keeps no other from being wrapped. Raises SealError
    where it is that of lookups: then the masters are another record's; or where what holds a master gives no answer.
    Raises RotatedElsewhereError, before any other is wrapped, where another process wraps with another master at the
    same time; StoreError where something in the database keeps one as it was. Raises LogInUseError when all are, and
    how they were wrapped before may still be in the database's own log.
    """
    wrapped = _rewrap_lookup(database, masters)
    with database.open_to_give_out() as connection:
        count = connection.execute(select(func.count()).select_from(DATA_KEYS)).scalar_one()
    looked_at = 0
    unreadable: list[UnreadableKey] = []
    last = ""
    while rows := _keys_after(database, last):
        changes = list(_changes(rows, masters, unreadable))
        if changes:
            with database.open_to_write() as connection:
                wrapped += sum(_change(connection, *change) for change in changes)
        looked_at, last = looked_at + len(rows), rows[-1].key_id
        yield Rewrapped(looked_at, max(count, looked_at), wrapped, tuple(unreadable))
    database.empty_log()  # also of what an earlier rotation left in it


def _rewrap_lookup(database: Database, masters: Masters) -> int:
    """How many: there may be none yet. Raises SealError where none of the masters has wrapped it."""
    with database.open_to_give_out() as connection:
        row = connection.execute(select(DATA_KEYS).where(IS_LOOKUP)).one_or_none()
    if row is None:
        return 0
    place = place_of(row.program, row.application, row.part)
    anew = masters.rewrap(row.wrapped, associated=place)
    if anew == row.wrapped:
        return 0
    with database.open_to_write() as connection:
        changed = _change(connection, row.key_id, row.wrapped, anew)
        if not changed:
            _require_wrapped_by(connection, masters)
    return changed


def _require_wrapped_by(connection: Connection, masters: Masters) -> None:
    """That another process has wrapped the key of lookups with the same master meanwhile. Raises RotatedElsewhereError:
    what was wrapped with this one would need both."""
    row = connection.execute(select(DATA_KEYS).where(IS_LOOKUP)).one_or_none()
    if row is None or master_id_of(row.wrapped) != masters.current.id:
        raise rotated_elsewhere()


def _keys_after(database: Database, last: str) -> Sequence[Any]:
    query = select(DATA_KEYS).where(DATA_KEYS.c.key_id > last)
    with database.open_to_give_out() as connection:
        return connection.execute(query.order_by(DATA_KEYS.c.key_id).limit(AT_ONCE)).all()


def _changes(
    rows: Sequence[Any], masters: Masters, unreadable: list[UnreadableKey]
) -> Iterator[tuple[str, bytes, bytes]]:
    """Each key that another master has wrapped: its id, as it is wrapped, and as it is to be."""
    for row in rows:
        place = place_of(row.program, row.application, row.part)
        try:
            anew = masters.rewrap(row.wrapped, associated=place)
        except MasterUnavailableError:
            raise
        except SealError:
            unreadable.append(UnreadableKey(row.key_id, row.program, row.application))
            continue
        if anew != row.wrapped:
            yield row.key_id, row.wrapped, anew


def _change(connection: Connection, key_id: str, before: bytes, anew: bytes) -> int:
    """How many: one that was erased meanwhile stays so. Raises StoreError where something in the database keeps it as
    it was."""
    of_it = DATA_KEYS.c.key_id == key_id, DATA_KEYS.c.wrapped == before
    changed = connection.execute(update(DATA_KEYS).where(*of_it).values(wrapped=anew)).rowcount
    if connection.execute(select(DATA_KEYS.c.key_id).where(*of_it)).first() is not None:
        raise not_wrapped()
    return changed
