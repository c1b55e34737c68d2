"""What the registry's statements were when they were first seen here.

Always holds: a value is what it was at that moment; it never changes.

May not know: SQL, signatures, or what a statement says.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class SeenStatement:
    """A statement that counted here: the content of its file, and when it was first seen (aware, in UTC).

    `found`: it was there when the registry was first looked at, so nobody here knows since when it has been.
    """

    program: str
    number: int
    digest: str
    first_seen: datetime
    found: bool
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class SeenStatements:
    """All of them, in the order in which they were seen; `since` is when the registry was first looked at, if ever."""

    since: datetime | None
    statements: tuple[SeenStatement, ...]
