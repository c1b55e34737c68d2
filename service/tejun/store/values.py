"""By what decisions are compared with those of OPAs: a row of values for each, which are taken out when it is erased.

Whoever may send a running service what to check has values made of guesses; so none may stay of what was erased.

Always holds: every decision that can be opened has its values, and none that was erased has any.

May not know: how a value is made.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select, update

from tejun.store.quota import chunks
from tejun.store.records import altered
from tejun.store.sealed import SealedRecord
from tejun.store.tables import DECISION_VALUES, DECISIONS
from tejun.store.texts import put
from tejun.words import Message

VALUES = (DECISION_VALUES.c.input_digest, DECISION_VALUES.c.result_digest)
"""The columns that `sealed` makes."""

_HAS_VALUES = DECISION_VALUES.c.sequence == DECISIONS.c.sequence

_IS_LEFT = or_(*(column.is_not(None) for column in VALUES))
_WITHOUT = update(DECISION_VALUES).values(dict.fromkeys(VALUES))
_LEFT = """
SELECT v.sequence FROM decision_values AS v JOIN decisions AS d ON d.sequence = v.sequence
    WHERE (v.input_digest IS NOT NULL OR v.result_digest IS NOT NULL)
    AND d.key_id || '' IN (SELECT e.key_id || '' FROM erased_keys AS e)
"""
"""No index has the keys as they are compared here; SQLite would still go through one in the place of a table, and is
told not to."""

WITH_VALUES = DECISIONS.outerjoin(DECISION_VALUES, _HAS_VALUES)


def insert(connection: Connection, numbered: Sequence[tuple[int, SealedRecord]]) -> None:
    """Those of decisions that were just inserted, with their numbers."""
    rows = [{"sequence": sequence, **each.values} for sequence, each in numbered]
    put(connection, DECISION_VALUES, rows)


def take_out(connection: Connection, keys: Sequence[str]) -> bool:
    """Those of the decisions that were sealed with these keys, which are named as erased; whether none is left."""
    of_them = select(DECISIONS.c.sequence).where(DECISIONS.c.key_id.in_(keys))
    connection.execute(_WITHOUT.where(DECISION_VALUES.c.sequence.in_(of_them)))
    left = select(DECISION_VALUES.c.sequence).where(
        DECISION_VALUES.c.sequence.in_(of_them), _IS_LEFT
    )
    return connection.execute(left.limit(1)).one_or_none() is None


def find_left(connection: Connection) -> Sequence[int]:
    """The numbers of decisions that are named as erased, and have values still.

    Every decision is looked at: who can write to the database can have made an index of other rows than it says.
    """
    query = _LEFT
    if connection.dialect.name == "sqlite":
        query = query.replace(" AS d", " AS d NOT INDEXED").replace(" AS e", " AS e NOT INDEXED")
    return [number for (number,) in connection.exec_driver_sql(query)]


def take_out_of(connection: Connection, numbers: Sequence[int]) -> None:
    """Those of these decisions, which are named as erased."""
    for some in chunks(numbers):
        connection.execute(_WITHOUT.where(DECISION_VALUES.c.sequence.in_(some)))


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
