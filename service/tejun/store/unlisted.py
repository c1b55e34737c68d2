"""Decisions that no list has, since the index that lists are read from lacks them: as altered.

Always holds: cheap where nothing is lacking: counts, first and last numbers, and of an application the few decisions
under its keys. Where the numbers have no gaps, as SQLite's have none, these are equal only if the index has a row of
each decision and no other; a row put into a gap is noticed by the whole list. What is there under another value than it
should be is noticed where it is listed, and of an application that is asked for; all of it only where the whole log is
gone through (`tejun.store.log.check_log`).

May not know: how a list is shown.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from tejun.store.index_tables import DECISION_INDEX
from tejun.store.key_tables import DATA_KEYS
from tejun.store.tables import DECISIONS
from tejun.words import Message, Words

_DECISION, _INDEX, _KEY = DECISIONS.c, DECISION_INDEX.c, DATA_KEYS.c
_OF_DECISION = _INDEX.sequence == _DECISION.sequence
_COUNTS = select(
    *(
        select(found).select_from(table).scalar_subquery()
        for table in (DECISIONS, DECISION_INDEX)
        for found in (func.count(), func.min(table.c.sequence), func.max(table.c.sequence))
    )
)
"""One statement, so that what is recorded meanwhile is in the counts of both or of neither."""


def find_unlisted(
    connection: Connection, application: str | None, program: str | None, limit: int
) -> Iterator[tuple[str, Words]]:
    """The ids of at most so many, and what is wrong with each: of what the index has no row of, and, where an
    application is asked for, of what is sealed with a key of it and stands under another. What was erased has no key.
    """
    found = tuple(connection.execute(_COUNTS).one())
    if found[:3] != found[3:]:
        lacking = select(_DECISION.decision_id).where(_has_no(_OF_DECISION))
        yield from _found(connection, lacking, Message("store.index.gone"), limit)
    if application is not None:
        own = _OF_DECISION & (_INDEX.application == application)
        sealed = select(_DECISION.decision_id).join(DATA_KEYS, _KEY.key_id == _DECISION.key_id)
        lacking = sealed.where(_KEY.application == application, _IS_THERE, _has_no(own))
        if program is not None:
            lacking = lacking.where(_KEY.program == program)
        yield from _found(connection, lacking, Message("store.index.another"), limit)


def _has_no(row: ColumnElement[bool]) -> ColumnElement[bool]:
    return ~select(_INDEX.sequence).where(row).exists()


_IS_THERE = select(_INDEX.sequence).where(_OF_DECISION).exists()


def _found(
    connection: Connection, lacking: Select[Any], why: Words, limit: int
) -> Iterator[tuple[str, Words]]:
    query = lacking.order_by(_DECISION.sequence).limit(limit)
    return ((name, why) for name in connection.execute(query).scalars())
