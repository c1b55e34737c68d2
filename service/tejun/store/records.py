"""What is recorded of a decision.

Always holds: a record is complete before it is written and never changes afterwards; its bytes are the very bytes that
were answered and evaluated.

May not know: SQL.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Idempotency:
    """A caller's own name for one request, and the digest of what it asked.

    The key stands for one request for ever: with another `fingerprint` it is refused.
    """

    key: str
    fingerprint: str


@dataclass(frozen=True)
class Record:
    """One decision as recorded: its canonical JSON, the canonical input document, the bundle's revision.

    `recorded_at` is aware, in UTC.
    """

    decision_id: str
    program: str
    recorded_at: datetime
    decision: bytes = field(repr=False)
    input: bytes = field(repr=False)
    revision: str
    idempotency: Idempotency | None = None
