"""What can still be read in the record, application by application: that which has its keys.

May not know: how long anything is to be kept, or what an application says.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from tejun.errors import AlteredRecordError
from tejun.store.key_tables import DATA_KEYS, IS_OF_APPLICATION
from tejun.store.records import read_moment
from tejun.store.tables import DECISIONS
from tejun.words import Message
from tejun.words.quoting import quoted


@dataclass(frozen=True)
class Kept:
    """An application whose decisions can be read: how many, the last one's id, and when it was recorded (UTC).

    `last_recorded_at`: None where the moment of one of them is not as tejun writes it. Where there is a key, and no
    decision was sealed with it, tejun has not made that key; `last_decision` is empty then.
    """

    program: str
    application: str
    decisions: int
    last_decision: str
    last_recorded_at: datetime | None


_MOMENT = "____-__-__T__:__:__%+00:00"
"""How a moment looks, as SQL compares it: only of those is the last the last as text, too."""


def list_kept(
    connection: Connection, program: str | None = None, application: str | None = None
) -> list[Kept]:
    """Those of the program, or of all; or the one that is named."""
    counted = _counted(program, application).subquery()
    query = (
        select(
            counted.c.program,
            counted.c.application,
            counted.c.decisions,
            DECISIONS.c.decision_id.label("last_decision"),
            counted.c.recorded_at,
            counted.c.others,
        )
        .outerjoin(DECISIONS, DECISIONS.c.sequence == counted.c.last)
        .order_by(counted.c.program, counted.c.application)
    )
    return [
        Kept(
            program=row.program,
            application=row.application,
            decisions=row.decisions,
            last_decision=row.last_decision or "",
            last_recorded_at=None if row.others else _read_moment(row.recorded_at),
        )
        for row in connection.execute(query)
    ]


def require_no_key_of_nothing(connection: Connection) -> None:
    """That each key seals something: it came with the first record of its application. Raises AlteredRecordError."""
    sealed = select(DECISIONS.c.sequence).where(DECISIONS.c.key_id == DATA_KEYS.c.key_id).exists()
    more = select(DATA_KEYS).where(IS_OF_APPLICATION, ~sealed).order_by(DATA_KEYS.c.key_id).limit(1)
    row = connection.execute(more).first()
    if row is not None:
        raise key_of_nothing(row.program, row.application)


def key_of_nothing(program: str, application: str) -> AlteredRecordError:
    """That there is a key which seals nothing: somebody has put it in."""
    return AlteredRecordError(
        Message(
            "store.key_of_nothing.detail",
            application=quoted(application),
            program=quoted(program),
        ),
        Message("store.key_of_nothing.advice"),
    )


def _read_moment(text: str) -> datetime | None:
    try:
        return read_moment(text)
    except ValueError:
        return None


def _counted(program: str | None, application: str | None) -> Select[Any]:
    """By application; `others` are moments that look otherwise."""
    looks_otherwise = case((DECISIONS.c.recorded_at.like(_MOMENT), 0), else_=1)
    query = (
        select(
            DATA_KEYS.c.program,
            DATA_KEYS.c.application,
            func.count(DECISIONS.c.sequence).label("decisions"),
            func.max(DECISIONS.c.sequence).label("last"),
            func.max(DECISIONS.c.recorded_at).label("recorded_at"),
            func.sum(looks_otherwise).label("others"),
        )
        .outerjoin(DECISIONS, DECISIONS.c.key_id == DATA_KEYS.c.key_id)
        .where(IS_OF_APPLICATION)
        .group_by(DATA_KEYS.c.program, DATA_KEYS.c.application)
    )
    if program is not None:
        query = query.where(DATA_KEYS.c.program == program)
    if application is not None:
        query = query.where(DATA_KEYS.c.application == application)
    return query
