"""Erasures as they are stored: the statement that the log commits to (`tejun/erasure/1`), written and read.

Always holds: a statement names each key that it is of; a record whose key it does not name was not erased by it. One
that the log does not have, to the last byte, is no erasure.

May not know: how a key is deleted.
"""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from tejun import canonical
from tejun.errors import ErasedRecordError, ProofError
from tejun.reading.lenient import read_own
from tejun.store.key_tables import DATA_KEYS, ERASED_KEYS, ERASURES
from tejun.store.log_tables import LOG_ENTRIES
from tejun.store.records import ERASURE, Erasure, PeriodOver, altered, read_moment
from tejun.terms import JST
from tejun.transparency.leaves import Opening, make_opening
from tejun.words import Message

_SCHEMA = "tejun/erasure/1"

_ENTERED = select(*ERASURES.c, LOG_ENTRIES.c.salt, LOG_ENTRIES.c.entry).join(
    LOG_ENTRIES,
    (LOG_ENTRIES.c.kind == ERASURE)
    & (LOG_ENTRIES.c.sequence == ERASURES.c.sequence)
    & (LOG_ENTRIES.c.record == ERASURES.c.erasure_id),
)
"""Erasures, each with its entry in the log: one that has none was not made by tejun."""


def write_erasure(erasure: Erasure) -> bytes:
    """The statement, canonical JSON."""
    said: dict[str, Any] = {
        "schema": _SCHEMA,
        "id": erasure.id,
        "program": erasure.program,
        "application": erasure.application,
        "erased_at": erasure.erased_at.isoformat(),
        "reason": erasure.reason,
        "decisions": erasure.decisions,
        "keys": list(erasure.keys),
    }
    period = erasure.period
    if period is not None:
        said["period"] = {"years": period.years, "from": period.start, "until": period.until}
    return canonical.dumps(said)


def read_erasure(name: str, content: bytes) -> Erasure:
    """The erasure that the statement is of. Raises AlteredRecordError, which names it by `name`."""
    try:
        value = read_own(content)
        made = _read(value)
        is_whole = write_erasure(made) == content
    except (ValueError, OverflowError) as error:
        raise altered(name, Message("store.erasures.changed")) from error
    if not is_whole:
        raise altered(name, Message("store.erasures.changed"))
    return made


def _read(value: Any) -> Erasure:
    """Of a statement that is one, or nearly. Raises ValueError, or OverflowError for a moment of which no calendar has
    the day."""
    match value:
        case {
            "id": str(name),
            "program": str(program),
            "application": str(application),
            "erased_at": str(at),
            "reason": str(reason),
            "decisions": int(decisions),
            "keys": [*keys],
        } if _is_count(decisions) and _are_names(keys):
            period = _read_period(value.get("period"))
            erased_at = read_moment(at)
            erased_at.astimezone(JST)  # whoever asks is told the day there
            return Erasure(
                name, program, application, erased_at, reason, decisions, tuple(keys), period
            )
        case _:
            raise ValueError(value)


def _read_period(value: Any) -> PeriodOver | None:
    """Raises ValueError for what is none."""
    match value:
        case None:
            return None
        case {
            "years": int(years),
            "from": "decision" | "end" as start,
            "until": str(until),
        } if years and _is_count(years):
            return PeriodOver(years, start, date.fromisoformat(until).isoformat())
        case _:
            raise ValueError(value)


def _are_names(keys: list[Any]) -> bool:
    """Whether they are ids in their order, each once."""
    return all(isinstance(key, str) for key in keys) and keys == sorted(set(keys))


def _is_count(number: int) -> bool:
    """To Python true and false are numbers, too."""
    return number >= 0 and not isinstance(number, bool)


def find_erasure(connection: Connection, erasure_id: str, key_id: str) -> Erasure:
    """The erasure of this id, which destroyed this key, as the log has it. Raises AlteredRecordError."""
    row = connection.execute(_ENTERED.where(ERASURES.c.erasure_id == erasure_id)).one_or_none()
    if row is None:
        raise altered(erasure_id, Message("store.erasures.changed"))
    erasure = _read_entered(connection, row)
    if key_id not in erasure.keys:
        raise altered(erasure_id, Message("store.erasures.changed"))
    return erasure


def last_erasure(connection: Connection, program: str, application: str) -> Erasure | None:
    """The application's last erasure, as the log has it; None where there was none. Raises AlteredRecordError."""
    of_it = ERASURES.c.program == program, ERASURES.c.application == application
    last = _ENTERED.where(*of_it).order_by(ERASURES.c.sequence.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return None if row is None else _read_entered(connection, row)


def _read_entered(connection: Connection, row: Any) -> Erasure:
    if check_row(connection, row).entry != row.entry:
        raise altered(row.erasure_id, Message("store.log.another_entry"))
    return read_erasure(row.erasure_id, row.content)


def erased(name: str, erasure: Erasure) -> ErasedRecordError:
    """That a decision was erased, when and why."""
    at = erasure.erased_at.astimezone(JST).date()
    return ErasedRecordError(
        Message("store.erased.detail", id=name[:64], at=at, reason=erasure.why),
        Message("store.erased.advice"),
    )


# --- in the log ----------------------------------------------------------------------------------


def opening_of(erasure_id: str, content: bytes, salt: bytes) -> Opening:
    """The opening of an erasure's entry. Raises AlteredRecordError for an id or a salt that none has."""
    try:
        return make_opening(ERASURE, erasure_id, content, salt=salt)
    except ProofError as error:
        raise altered(erasure_id, Message("store.log.another_entry")) from error


def check_row(connection: Connection, row: Any) -> Opening:
    """The opening of a row's entry, after the row was looked at: its keys are gone, and no others by it.

    Raises AlteredRecordError.
    """
    name = row.erasure_id
    erasure = read_erasure(name, row.content)
    stands = name, row.program, row.application, row.erased_at
    says = erasure.id, erasure.program, erasure.application, erasure.erased_at.isoformat()
    gone = select(ERASED_KEYS.c.key_id).where(ERASED_KEYS.c.erasure_id == name)
    if stands != says or set(connection.execute(gone).scalars()) != set(erasure.keys):
        raise altered(name, Message("store.erasures.changed"))
    there = select(DATA_KEYS.c.key_id).where(DATA_KEYS.c.key_id.in_(erasure.keys)).limit(1)
    if connection.execute(there).first() is not None:
        raise altered(name, Message("store.erasures.key_is_back"))
    return opening_of(name, row.content, row.salt)
