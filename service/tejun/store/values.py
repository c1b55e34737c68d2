"""By what decisions are compared with those of OPAs: a row of values for each, which are taken out when it is erased.

Whoever may send a running service what to check has values made of guesses; so none may stay of what was erased.

Always holds: every decision that can be opened has its values, and none that was erased has any.

May not know: how a value is made.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select, update

from tejun.store.records import altered
from tejun.store.sealed import SealedRecord
from tejun.store.tables import DECISION_VALUES, DECISIONS
from tejun.store.texts import put
from tejun.words import Message

VALUES = (DECISION_VALUES.c.input_digest, DECISION_VALUES.c.result_digest)
"""The columns that `sealed` makes."""

_HAS_VALUES = DECISION_VALUES.c.sequence == DECISIONS.c.sequence

WITH_VALUES = DECISIONS.outerjoin(DECISION_VALUES, _HAS_VALUES)


def insert(connection: Connection, numbered: Sequence[tuple[int, SealedRecord]]) -> None:
    """Those of decisions that were just inserted, with their numbers."""
    rows = [{"sequence": sequence, **each.values} for sequence, each in numbered]
    put(connection, DECISION_VALUES, rows)


def take_out(connection: Connection, keys: Sequence[str]) -> bool:
    """Those of the decisions that were sealed with these keys, which are named as erased; whether none is left."""
    of_them = select(DECISIONS.c.sequence).where(DECISIONS.c.key_id.in_(keys))
    without = update(DECISION_VALUES).where(DECISION_VALUES.c.sequence.in_(of_them))
    connection.execute(without.values(dict.fromkeys(VALUES)))
    is_left = or_(*(column.is_not(None) for column in VALUES))
    left = select(DECISION_VALUES.c.sequence).where(
        DECISION_VALUES.c.sequence.in_(of_them), is_left
    )
    return connection.execute(left.limit(1)).one_or_none() is None


def require_there(row: Any) -> None:
    """That one which was not erased has them; whose they are is for `sealed` to say. Raises AlteredRecordError."""
    if any(getattr(row, column.name) is None for column in VALUES):
        raise altered(row.decision_id, Message("store.values.gone"))


def require_taken_out(row: Any) -> None:
    """That one which was erased has none. Raises AlteredRecordError."""
    if any(getattr(row, column.name) is not None for column in VALUES):
        raise altered(row.decision_id, Message("store.values.left"))


def require_none_of_nothing(connection: Connection) -> None:
    """That there are none without their decision. Raises AlteredRecordError."""
    of_nothing = select(DECISION_VALUES.c.sequence).where(
        ~select(DECISIONS.c.sequence).where(_HAS_VALUES).exists()
    )
    number = connection.execute(of_nothing.limit(1)).scalar()
    if number is not None:
        raise altered(f"#{number}", Message("store.values.of_nothing"))
