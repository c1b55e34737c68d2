"""Records of the fixtures' applications, and programs that stand in for an OPA at fault, for tests of traces."""

from datetime import datetime
from pathlib import Path

from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine
from tejun.registry import Registry
from tejun.store.records import Record

from tests.support.golden import decided


def record_of(application: Path, registry: Registry, engine: Engine) -> tuple[Record, Bundle]:
    """The record of the decision on a whole application, and the bundle that decided."""
    made = decided(application, registry, engine)
    header = made.decision
    record = Record(
        decision_id=header["id"],
        program=made.bundle.program,
        recorded_at=datetime.fromisoformat(header["decided_at"]),
        decision=made.body,
        input=made.input.canonical,
        revision=made.bundle.revision,
    )
    return record, made.bundle


def stand_in(folder: Path, script: str) -> Path:
    """A program that is run in the place of opa."""
    path = folder / "opa"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path
