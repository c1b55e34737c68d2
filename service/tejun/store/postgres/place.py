"""Where the record lies in PostgreSQL: its URL, what people are shown of it, and how long is waited for its answers.

Always holds: of the URL nobody is shown more than host, port and database. The driver reads the whole of it as it
stands, with whatever libpq knows: several hosts, a socket's folder, a password file, certificates.

May not know: how a connection is made.
"""

from dataclasses import dataclass, field

from tejun.words import Message, Words


@dataclass(frozen=True)
class Place:
    """A database; `shown` is the URL without user, password and parameters."""

    url: str = field(repr=False)
    shown: str

    @property
    def name(self) -> Words:
        """For who runs the service, such as `The record postgresql://db.example/tejun`."""
        return Message("store.name.record", path=self.shown)

    @property
    def name_for_callers(self) -> Words:
        """For who asks a running service: not where it lies."""
        return Message("store.name.postgres")


@dataclass(frozen=True)
class Patience:
    """How long a lock is waited for, and how long a statement may take: None for as long as the server is there."""

    lock_seconds: float
    longest_seconds: float | None


FOR_CALLERS = Patience(5.0, 15.0)
"""Somebody waits for each answer of a service."""

FOR_WORK = Patience(5.0, 600.0)
"""A command may go through the whole record."""

FOR_CHANGES = Patience(30.0, None)
"""The tables are changed, as soon as nobody reads in them."""
