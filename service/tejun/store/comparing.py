"""The service's own decisions beside what an OPA decided, found by the digest of the input.

Always holds: one that was erased is not named: who asks may have guessed the input, and would learn that the guess is
right.

May not know: what an OPA has reported.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tejun.store.key_tables import DATA_KEYS
from tejun.store.quota import chunks
from tejun.store.records import ServiceDecision
from tejun.store.sealed import Lookup
from tejun.store.tables import DECISIONS

MAX_COMPARED = 10
"""How many of the service's decisions are compared with one that an OPA made; hundreds would show no more."""


def over_inputs(
    connection: Connection, lookup: Lookup, input_digests: Iterable[str]
) -> list[ServiceDecision]:
    """The decisions made over these inputs: of each input and revision the last MAX_COMPARED."""
    names = {lookup.input_digest(digest): digest for digest in input_digests}
    return [
        _service_decision(row, names, lookup)
        for values in chunks(sorted(names))
        for row in connection.execute(_over_inputs(values))
    ]


def _over_inputs(values: Sequence[bytes]) -> Select[Any]:
    last = func.row_number().over(
        partition_by=(DECISIONS.c.input_digest, DECISIONS.c.revision),
        order_by=DECISIONS.c.sequence.desc(),
    )
    columns = (
        DECISIONS.c.decision_id,
        DECISIONS.c.revision,
        DECISIONS.c.input_digest,
        DECISIONS.c.result_digest,
    )
    ranked = (
        select(*columns, last.label("last"))
        .join(DATA_KEYS, DATA_KEYS.c.key_id == DECISIONS.c.key_id)
        .where(DECISIONS.c.input_digest.in_(values))
        .subquery()
    )
    return select(ranked).where(ranked.c.last <= MAX_COMPARED)


def _service_decision(row: Any, names: Mapping[bytes, str], lookup: Lookup) -> ServiceDecision:
    return ServiceDecision(
        decision_id=row.decision_id,
        revision=row.revision,
        input_digest=names[row.input_digest],
        has_result=lambda digest: lookup.result_digest(digest) == row.result_digest,
    )
