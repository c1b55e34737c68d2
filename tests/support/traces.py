"""Records of the fixtures' applications, and programs that stand in for an OPA at fault, for tests of traces."""

from datetime import datetime
from pathlib import Path

from tejun.bundle.archive import Bundle
from tejun.decide.codes import describe
from tejun.engine.protocol import Engine
from tejun.registry import Registry
from tejun.store.records import Record

from tests.support.golden import decided


def record_of(application: Path, registry: Registry, engine: Engine) -> tuple[Record, Bundle]:
    """The record of the decision on a whole application, and the bundle that decided."""
    decided_application = decided(application, registry, engine)
    decision = decided_application.decision
    record = Record(
        decision_id=decision["id"],
        program=decided_application.bundle.program,
        recorded_at=datetime.fromisoformat(decision["decided_at"]),
        decision=decided_application.body,
        input=decided_application.input.canonical,
        revision=decided_application.bundle.revision,
        description=describe(decided_application.body, decided_application.input.canonical),
    )
    return record, decided_application.bundle


def stand_in(folder: Path, script: str) -> Path:
    """A program that is run in the place of opa."""
    path = folder / "opa"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path
