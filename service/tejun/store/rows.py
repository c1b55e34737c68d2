"""A record as a row of its table, and back.

May not know: transactions, or which database has the row.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from tejun.store.records import Idempotency, Record


def to_row(record: Record) -> dict[str, Any]:
    """The row of a record."""
    idempotency = record.idempotency
    return {
        "decision_id": record.decision_id,
        "program": record.program,
        "recorded_at": record.recorded_at.isoformat(),
        "revision": record.revision,
        "idempotency_key": idempotency.key if idempotency else None,
        "fingerprint": idempotency.fingerprint if idempotency else None,
        "decision": record.decision,
        "input": record.input,
    }


def to_record(row: Row[Any]) -> Record:
    """The record of a row."""
    record = Record(
        decision_id=row.decision_id,
        program=row.program,
        recorded_at=datetime.fromisoformat(row.recorded_at),
        decision=row.decision,
        input=row.input,
        revision=row.revision,
    )
    if row.idempotency_key is None:
        return record
    return replace(record, idempotency=Idempotency(row.idempotency_key, row.fingerprint))
