"""An archive from before reasons declared which outcome they bring about, and a decision that was made with it.

Always holds: both are, to the last byte, what tejun made of them then (catalog `tejun/catalog/2`); only the signature
is new. The small edition holds two requirements of the procedure: the designation, of which the facts say nothing, and
measures outside the procedure, which the funding agency accepted. So the decision is `replaced`, with one finding open.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tejun import canonical
from tejun.decide.codes import describe
from tejun.model.intake import Facts
from tejun.model.sample import smallest_facts
from tejun.store.records import Record

_FOLDER = Path(__file__).parent / "earlier"

PROGRAM = "earlier-2026"
CALL = "架空の公募要領"
ARCHIVE = (_FOLDER / "archive.tar.gz").read_bytes()
DECISION = (_FOLDER / "decision.json").read_bytes()
INPUT = (_FOLDER / "input.json").read_bytes()


def record() -> Record:
    """The decision as it stands in a record."""
    decision = json.loads(DECISION)
    return Record(
        decision_id=decision["id"],
        program=PROGRAM,
        recorded_at=datetime.fromisoformat(decision["decided_at"]).astimezone(UTC),
        decision=DECISION,
        input=INPUT,
        revision=decision["bundle"]["revision"],
        description=describe(DECISION, INPUT),
        idempotency=None,
    )


def records(count: int) -> list[Record]:
    """As many decisions of the same content, each with an id of its own."""
    return [_renamed(f"01a1f6e9-4488-7495-8403-{number:012}") for number in range(count)]


@cache
def _renamed(name: str) -> Record:
    decision = canonical.dumps({**json.loads(DECISION), "id": name})
    return replace(
        record(), decision_id=name, decision=decision, description=describe(decision, INPUT)
    )


def facts() -> Facts:
    """Facts that name the program."""
    return smallest_facts(PROGRAM, CALL)
