"""The service's own decisions beside what an OPA decided, found by the input among the last that were recorded.

What an OPA's decision was made over, and came to, is kept as values that are made with the record's lookup key: the
file of reports lies apart from the record, and digests in it would let anybody try out guesses at what they are of.

No index has the values: what moves from page to page in one leaves copies behind, which erasing could end only by
making all of it anew, while nobody may write. So they are looked through, as many as takes some tens of milliseconds.

Always holds: one that was erased is not named: who asks may have guessed the input, and would learn that the guess is
right.

May not know: what an OPA has reported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import CTE, Connection, Select, func, select

from tejun.store.key_tables import DATA_KEYS
from tejun.store.quota import chunks
from tejun.store.records import LoggedDecision, Report, ServiceDecision
from tejun.store.sealed import Lookup
from tejun.store.tables import DECISION_VALUES, DECISIONS

MAX_COMPARED = 10
"""How many of the service's decisions are compared with one that an OPA made; hundreds would show no more."""

LOOKED_THROUGH = 250_000
"""Among how many, the last of them, those are sought: about as many as are kept of what OPAs report."""


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
    """The decisions over these inputs, given as values, of the last LOOKED_THROUGH: of each input and revision the last
    MAX_COMPARED.
    """
    values = sorted({bytes.fromhex(value) for value in inputs})
    return [
        _service_decision(row)
        for some in chunks(values)
        for row in connection.execute(_over_inputs(some))
    ]


def _over_inputs(values: Sequence[bytes]) -> Select[Any]:
    over_them = _values_among_the_last(values)
    last = func.row_number().over(
        partition_by=(over_them.c.input_digest, DECISIONS.c.revision),
        order_by=DECISIONS.c.sequence.desc(),
    )
    columns = (
        DECISIONS.c.decision_id,
        DECISIONS.c.recorded_at,
        DECISIONS.c.revision,
        over_them.c.input_digest,
        over_them.c.result_digest,
    )
    ranked = (
        select(*columns, last.label("last"))
        .select_from(over_them)
        .join(DECISIONS, DECISIONS.c.sequence == over_them.c.sequence)
        .join(DATA_KEYS, DATA_KEYS.c.key_id == DECISIONS.c.key_id)
        .subquery()
    )
    return select(ranked).where(ranked.c.last <= MAX_COMPARED)


def _values_among_the_last(values: Sequence[bytes]) -> CTE:
    """The rows of these values. Sought by themselves: joined first, each would be sought from its decision."""
    newest = select(func.max(DECISION_VALUES.c.sequence)).scalar_subquery()
    is_sought = (
        DECISION_VALUES.c.sequence > newest - LOOKED_THROUGH,
        DECISION_VALUES.c.input_digest.in_(values),
    )
    return select(DECISION_VALUES).where(*is_sought).cte().prefix_with("MATERIALIZED")


def _service_decision(row: Any) -> ServiceDecision:
    return ServiceDecision(
        decision_id=row.decision_id,
        recorded_at=row.recorded_at,
        revision=row.revision,
        input_digest=row.input_digest.hex(),
        result_digest=row.result_digest.hex(),
    )
