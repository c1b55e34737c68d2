"""The service's own decisions beside what an OPA decided, found by the input.

What an OPA's decision was made over, and came to, is kept as values that are made with the record's lookup key: the
file of reports lies apart from the record, and digests in it would let anybody try out guesses at what they are of.

Always holds: one that was erased is not named: who asks may have guessed the input, and would learn that the guess is
right.

May not know: what an OPA has reported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tejun.store.key_tables import DATA_KEYS
from tejun.store.quota import chunks
from tejun.store.records import LoggedDecision, Report, ServiceDecision
from tejun.store.sealed import Lookup
from tejun.store.tables import DECISION_VALUES, DECISIONS

MAX_COMPARED = 10
"""How many of the service's decisions are compared with one that an OPA made; hundreds would show no more."""


def hidden(report: Report, lookup: Lookup) -> Report:
    """The report, with values in the place of its digests."""
    decisions = tuple(_hidden(logged, lookup) for logged in report.decisions)
    return replace(report, decisions=decisions)


def _hidden(logged: LoggedDecision, lookup: Lookup) -> LoggedDecision:
    given, came_to, name = logged.input_digest, logged.result_digest, logged.decision_id
    return replace(
        logged,
        decision_id=lookup.of("entry_name", name).hex() if name == logged.entry_digest else name,
        entry_digest=lookup.of("entry_digest", logged.entry_digest).hex(),
        input_digest=None if given is None else lookup.input_digest(given).hex(),
        result_digest=None if came_to is None else lookup.result_digest(came_to).hex(),
    )


def over_inputs(connection: Connection, inputs: Iterable[str]) -> list[ServiceDecision]:
    """The decisions made over these inputs, given as values: of each input and revision the last MAX_COMPARED."""
    values = sorted({bytes.fromhex(value) for value in inputs})
    return [
        _service_decision(row)
        for some in chunks(values)
        for row in connection.execute(_over_inputs(some))
    ]


def _over_inputs(values: Sequence[bytes]) -> Select[Any]:
    last = func.row_number().over(
        partition_by=(DECISION_VALUES.c.input_digest, DECISIONS.c.revision),
        order_by=DECISIONS.c.sequence.desc(),
    )
    columns = (
        DECISIONS.c.decision_id,
        DECISIONS.c.recorded_at,
        DECISIONS.c.revision,
        DECISION_VALUES.c.input_digest,
        DECISION_VALUES.c.result_digest,
    )
    ranked = (
        select(*columns, last.label("last"))
        .select_from(DECISION_VALUES)
        .join(DECISIONS, DECISIONS.c.sequence == DECISION_VALUES.c.sequence)
        .join(DATA_KEYS, DATA_KEYS.c.key_id == DECISIONS.c.key_id)
        .where(DECISION_VALUES.c.input_digest.in_(values))
        .subquery()
    )
    return select(ranked).where(ranked.c.last <= MAX_COMPARED)


def _service_decision(row: Any) -> ServiceDecision:
    return ServiceDecision(
        decision_id=row.decision_id,
        recorded_at=row.recorded_at,
        revision=row.revision,
        input_digest=row.input_digest.hex(),
        result_digest=row.result_digest.hex(),
    )
