"""Rows of decisions with their keys, and the records that they hold.

Always holds: a record is opened with the key that its row names, and with no other; one whose key was erased is said to
be erased, and one whose key is gone otherwise to be altered.

May not know: which database has the row, or what a record says.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tejun.store.erasures import erased, find_erasure
from tejun.store.key_tables import DATA_KEYS, ERASED_KEYS, ERASURES
from tejun.store.keys import Keyring
from tejun.store.records import Codes, Erasure, altered
from tejun.store.sealed import Lookup, OpenedRecord, codes_of_row, open_record, require_own_key
from tejun.store.tables import DECISIONS
from tejun.store.values import VALUES, WITH_VALUES, require_taken_out, require_there
from tejun.words import Message

KEY_COLUMNS = (
    DATA_KEYS.c.program.label("key_program"),
    DATA_KEYS.c.application.label("key_application"),
    DATA_KEYS.c.part.label("key_part"),
    DATA_KEYS.c.wrapped.label("key_wrapped"),
    ERASED_KEYS.c.erasure_id,
    func.coalesce(DATA_KEYS.c.program, ERASURES.c.program).label("named_program"),
    func.coalesce(DATA_KEYS.c.application, ERASURES.c.application).label("named_application"),
    *VALUES,
)
"""What `Opener`, and who makes the opening of its entry, needs of a row beside the columns of its decision."""

WITH_KEYS = (
    WITH_VALUES.outerjoin(DATA_KEYS, DATA_KEYS.c.key_id == DECISIONS.c.key_id)
    .outerjoin(ERASED_KEYS, ERASED_KEYS.c.key_id == DECISIONS.c.key_id)
    .outerjoin(ERASURES, ERASURES.c.erasure_id == ERASED_KEYS.c.erasure_id)
)


def select_decisions() -> Select[Any]:
    """Decisions, each with its key."""
    return select(*DECISIONS.c, *KEY_COLUMNS).select_from(WITH_KEYS)


@dataclass(frozen=True)
class _Key:
    key_id: str
    program: str
    application: str
    part: str
    wrapped: bytes


@dataclass(frozen=True)
class Opener:
    """Opens rows of `select_decisions` with the keys of the record."""

    keys: Keyring

    def open(self, connection: Connection, row: Any) -> OpenedRecord:
        """The record of a row.

        Raises ErasedRecordError, AlteredRecordError, or SealError where the master key is not at hand.
        """
        erasure = self.find_erasure(connection, row)
        if erasure is not None:
            raise erased(row.decision_id, erasure)
        if row.key_program != row.program:
            raise altered(row.decision_id, Message("store.sealed.changed"))
        key = _Key(row.key_id, row.key_program, row.key_application, row.key_part, row.key_wrapped)
        lookup = self._lookup(connection)
        opened = self.keys.open(connection, key, of=row.decision_id)
        return open_record(row, opened, lookup, application=row.key_application)

    def find_erasure(self, connection: Connection, row: Any) -> Erasure | None:
        """By what the record was erased; None where it was not, and its key is there. Raises AlteredRecordError."""
        if row.erasure_id is None:
            if row.key_wrapped is None:
                raise altered(row.decision_id, Message("store.sealed.key_gone"))
            require_there(row)
            return None
        erasure = find_erasure(connection, row.erasure_id, row.key_id)
        require_taken_out(row)
        return erasure

    def codes(self, connection: Connection, row: Any) -> Codes:
        """What can be read without any key; whether it is what the log has is for `log` to say.

        Raises AlteredRecordError.
        """
        require_own_key(row)
        return codes_of_row(row, self.find_erasure(connection, row))

    def _lookup(self, connection: Connection) -> Lookup:
        lookup = self.keys.lookup_in(connection)
        if lookup is None:
            raise altered("/", Message("store.keys.no_lookup"))
        return lookup
