"""What was seen of the registry, in the same file as the record: the high-water mark that the registry cannot lower.

Always holds: `remember` returns after what is new is on the disk; a statement is one row, however many processes see
it, and its first sight is the earliest; nothing is ever changed or removed. Each row has its entry in the record's log.

May not know: signatures, or which statements count today.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from tejun.sealing import RandomBytes
from tejun.store import recording
from tejun.store.seen import SeenStatement, SeenStatements
from tejun.store.statement_tables import REGISTRY_LOOKS, STATEMENTS

OpenConnection = Callable[[], AbstractContextManager[Connection]]


class Statements:
    """What was seen of registries; safe to share between threads. `Store` makes it."""

    def __init__(
        self, open_to_write: OpenConnection, open_to_give_out: OpenConnection, random: RandomBytes
    ) -> None:
        self._open_to_write = open_to_write
        self._open_to_give_out = open_to_give_out
        self._random = random

    def of(self, place: str) -> "StatementsOfRegistry":
        """What was seen of the registry at this place."""
        return StatementsOfRegistry(
            place, self._open_to_write, self._open_to_give_out, self._random
        )


@dataclass(frozen=True)
class StatementsOfRegistry:
    """What was seen of one registry."""

    place: str
    open_to_write: OpenConnection
    open_to_give_out: OpenConnection
    random: RandomBytes

    def recall(self) -> SeenStatements:
        """All that was ever seen, in order. Raises StoreError."""
        query = select(STATEMENTS).where(STATEMENTS.c.place == self.place)
        with self.open_to_give_out() as connection:
            rows = connection.execute(query.order_by(STATEMENTS.c.sequence)).all()
            return SeenStatements(self._first_look(connection), tuple(map(_to_statement, rows)))

    def remember(self, statements: Sequence[SeenStatement], *, now: datetime) -> None:
        """Keeps those that are new; the first time, also that there was a look. Raises StoreError."""
        query = select(STATEMENTS.c.digest).where(STATEMENTS.c.place == self.place)
        with self.open_to_write() as connection:
            if self._first_look(connection) is None:
                look = {"place": self.place, "looked_at": now.isoformat()}
                recording.insert_looks(connection, [look], random=self.random)
            known = set(connection.execute(query).scalars())
            rows = [
                {"place": self.place, **_to_row(statement)}
                for statement in statements
                if statement.digest not in known
            ]
            recording.insert_statements(connection, rows, random=self.random)

    def _first_look(self, connection: Connection) -> datetime | None:
        query = select(REGISTRY_LOOKS.c.looked_at).where(REGISTRY_LOOKS.c.place == self.place)
        looked_at = connection.execute(query).scalar()
        return None if looked_at is None else datetime.fromisoformat(looked_at)


def _to_row(statement: SeenStatement) -> dict[str, Any]:
    return {
        "program": statement.program,
        "number": statement.number,
        "digest": statement.digest,
        "first_seen": statement.first_seen.isoformat(),
        "found": int(statement.found),
        "content": statement.content,
    }


def _to_statement(row: Row[Any]) -> SeenStatement:
    return SeenStatement(
        program=row.program,
        number=row.number,
        digest=row.digest,
        first_seen=datetime.fromisoformat(row.first_seen),
        found=bool(row.found),
        content=row.content,
    )
