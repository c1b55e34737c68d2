"""By what a decision is found when decisions are listed: a row for each, made of its codes, written with it.

The row only finds. What is shown of a decision comes from its codes, which the log has, and the row is held to them
whenever it has found one: who edits it makes a decision that is shown as altered.

Always holds: a row says nothing that is erased with a decision, so it stays as it is. The same codes give the same row.

May not know: what a requirement or a reason means.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select

from tejun.errors import AlteredRecordError
from tejun.store.found_by import read_found_by
from tejun.store.index_tables import DECISION_INDEX
from tejun.store.records import Codes, Record, altered
from tejun.store.sealed import SealedRecord
from tejun.store.tables import DECISIONS
from tejun.store.texts import put
from tejun.words import Message

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LABEL = "index_"

_OF_DECISION = DECISION_INDEX.c.sequence == DECISIONS.c.sequence
_COLUMNS = tuple(column.label(f"{_LABEL}{column.name}") for column in DECISION_INDEX.c)


def microseconds(moment: datetime) -> int:
    """Since 1970, of an aware moment."""
    return (moment - _EPOCH) // _MICROSECOND


def insert(connection: Connection, numbered: Sequence[tuple[int, SealedRecord]]) -> None:
    """The rows of decisions that were just inserted, with their numbers."""
    put(connection, DECISION_INDEX, [_row(number, each.record) for number, each in numbered])


def _row(sequence: int, record: Record) -> dict[str, Any]:
    said = record.description
    return {
        "sequence": sequence,
        "recorded": microseconds(record.recorded_at),
        "program": record.program,
        "application": said.application,
        "institution": said.institution,
        **vars(said.found_by or read_found_by(said.codes)),
    }


# --- held to the codes ---------------------------------------------------------------------------


def with_index(entered: Select[Any]) -> Select[Any]:
    """Rows of decisions, each with that of the index, as `require_own` reads them."""
    return entered.add_columns(*_COLUMNS).outerjoin(DECISION_INDEX, _OF_DECISION)


def require_own(row: Any, codes: Codes) -> None:
    """That a decision's row in the index is what its codes and its open columns make. Raises AlteredRecordError."""
    if row.index_sequence is None:
        raise altered(row.decision_id, Message("store.index.gone"))
    try:
        said = vars(read_found_by(codes.codes))
    except (ValueError, TypeError, AttributeError):  # no decision has such codes
        raise altered(row.decision_id, Message("store.index.another")) from None
    own = {
        "recorded": microseconds(codes.recorded_at),
        "program": codes.program,
        "application": codes.application,
        "institution": codes.institution,
        **said,
    }
    if any(getattr(row, f"{_LABEL}{name}") != value for name, value in own.items()):
        raise altered(row.decision_id, Message("store.index.another"))


def require_none_of_nothing(connection: Connection) -> None:
    """That there is no row without its decision. Raises AlteredRecordError."""
    of_nothing = select(DECISION_INDEX.c.sequence).where(
        ~select(DECISIONS.c.sequence).where(_OF_DECISION).exists()
    )
    number = connection.execute(of_nothing.limit(1)).scalar()
    if number is not None:
        raise of_no_decision(number)


def of_no_decision(number: int) -> AlteredRecordError:
    """That the index has a row of no decision."""
    return altered(f"#{number}", Message("store.index.of_nothing"))
