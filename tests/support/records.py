"""Records for the store's tests, and a file with many of them (`tests/conftest.py` loads the fixture)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import uuid_utils
from tejun.store.records import Description, Idempotency, Record

from tests.support.stores import open_store

NOW = datetime(2026, 11, 20, 1, 2, 3, 456789, tzinfo=UTC)


def record(
    *,
    size: int = 100,
    key: str | None = None,
    fingerprint: str = "f",
    decision_id: str | None = None,
    application: str = "a",
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
        description=Description(
            codes=f'{{"codes":"{name}"}}'.encode(),
            application=application,
            institution="i",
            result="sha256:r",
        ),
        idempotency=Idempotency(key, fingerprint) if key else None,
    )


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A record with two hundred decisions in it, d-0 to d-199, closed as it should be."""
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append_all([record(decision_id=f"d-{number}", size=5_000) for number in range(200)])
    return path
