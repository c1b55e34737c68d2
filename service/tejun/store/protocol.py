"""What the store asks of a database, whichever it is: `tejun.store.database` has SQLite's file.

Always holds: `open_to_write` ends when what was written is on the disk, and `open_to_give_out` when all that was read
is; writers take turns, whichever process they are in, and each begins where the one before ended. Every failure is a
StoreError.

May not know: what is in the tables, or where a database keeps them.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Insert

from tejun.store.errors import kept_by
from tejun.store.parts import NONE, Differences
from tejun.store.tables import RECORD


class Closing(ABC):
    """What is to be closed: `with` closes it at the end, whatever happened."""

    @abstractmethod
    def close(self) -> None:
        """Ends it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True)
class Rights:
    """What a process may do that it need not: `excess` in SQL's words; and how the database differs from what tejun
    makes."""

    excess: tuple[str, ...] = ()
    differences: Differences = NONE


class Database(Closing):
    """An open database of the record; safe to share between threads. Everything in it raises StoreError.

    `is_looked_through`: whether there was time to check all of it when it was opened. `writing`, `reading`: its
    connections. `version_before`: the version of its tables at that moment; None where it was made by opening it.
    """

    writing: Engine
    reading: Engine
    is_looked_through: bool = True
    version_before: int | None = RECORD.version

    @abstractmethod
    def may_write(self) -> bool:
        """Whether this process may write to it."""

    @abstractmethod
    def open_to_write(self) -> AbstractContextManager[Connection]:
        """One transaction, committed and on the disk at the end: whatever is written goes through here."""

    def hold_turn(self) -> AbstractContextManager[Connection]:
        """Keeps everybody from writing until the end, and writes nothing; whoever may write or not may do it."""
        return self.open_to_write()

    @abstractmethod
    def open_to_look(self) -> AbstractContextManager[Connection]:
        """To read, at one moment, what may not be on the disk yet: it is for `sync` to say."""

    @contextmanager
    def open_to_give_out(self) -> Iterator[Connection]:
        """To read; at the end, all that could be read is on the disk."""
        with self.open_to_look() as connection:
            yield connection
        self.sync()

    @abstractmethod
    def sync(self) -> None:
        """What was committed and read may be given out when this returns."""

    def empty_log(self) -> None:
        """Takes what was removed out of the database's own log, where this process can.

        Raises LogInUseError while another process reads in it.
        """

    @abstractmethod
    def try_to_write(self, statement: Insert, values: Mapping[str, Any]) -> None:
        """Writes it, as far as it takes to see that it could be kept, and undoes it."""

    @abstractmethod
    def check_usable(self) -> None:
        """Whether what is written now could be confirmed."""

    @abstractmethod
    def check_room(self) -> None:
        """Whether there is room for more, where that can be seen."""

    @abstractmethod
    def check_in_place(self) -> None:
        """Whether it is still where it was opened, where that can be seen."""

    @abstractmethod
    def copy_to(self, path: Path) -> None:
        """Makes an SQLite file there with all that is recorded at this moment; one that is there must be empty."""

    @abstractmethod
    def as_store_errors(self) -> AbstractContextManager[None]:
        """Raises every failure of the database as a StoreError whose words may be read by callers of a service."""

    @abstractmethod
    def look_at_rights(self) -> Rights:
        """What this process may do to it that it need not, and how it differs from what tejun makes."""

    @abstractmethod
    def find_differences(self, connection: Connection) -> Differences:
        """How it differs from what tejun makes, seen on one of its connections."""

    def require_own(self, connection: Connection) -> None:
        """That nothing stands in it which tejun did not write: that may keep a copy of what is erased."""
        of_others = self.find_differences(connection).of_others
        if of_others:
            raise kept_by(of_others)

    @abstractmethod
    def warnings(self) -> Iterator[str]:
        """What an operator of a service should know of it, in English, for the service's log."""
