"""Records for the store's tests."""

from datetime import UTC, datetime

import uuid_utils
from tejun.store.records import Idempotency, Record

NOW = datetime(2026, 11, 20, 1, 2, 3, 456789, tzinfo=UTC)


def record(
    *,
    size: int = 100,
    key: str | None = None,
    fingerprint: str = "f",
    decision_id: str | None = None,
) -> Record:
    """A record with an input of that many bytes."""
    name = decision_id or str(uuid_utils.uuid7())
    return Record(
        decision_id=name,
        program="kprogram-2026",
        recorded_at=NOW,
        decision=f'{{"id":"{name}"}}'.encode(),
        input=b"\x00\xff" * (size // 2),
        revision="sha256:" + "0" * 64,
        idempotency=Idempotency(key, fingerprint) if key else None,
    )
