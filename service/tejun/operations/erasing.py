"""Erasing what an application's decisions say: its keys are destroyed, its codes and proofs stay.

Always holds: an erasure is recorded, with when and why, and entered in the log. What it cannot reach is said: copies
that were made before.

May not know: how it is asked for, or shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tejun.errors import NotFoundError
from tejun.operations.workplace import Workplace
from tejun.settings import Settings
from tejun.store.records import Erasure
from tejun.words import Message, Words
from tejun.words.quoting import quoted

if TYPE_CHECKING:
    from tejun.store.kept import Kept


@dataclass(frozen=True)
class Erased:
    """What was erased, and where the same may still be read."""

    erasure: Erasure
    remains: tuple[Words, ...]


def find_kept(workplace: Workplace, program: str, application: str) -> "Kept":
    """What can be read of the application. Raises NotFoundError or StoreError; makes no record where there is none."""
    found = workplace.store.kept(program, application) if workplace.has_record() else []
    if not found:
        raise _nothing_of(program, application)
    return found[0]


def erase(workplace: Workplace, program: str, application: str, reason: str) -> Erased:
    """Destroys the keys of the application. Raises NotFoundError, ClockError or StoreError."""
    find_kept(workplace, program, application)
    erasure = workplace.store.erase(program, application, reason, workplace.now())
    if erasure is None:  # somebody else was first
        raise _nothing_of(program, application)
    return Erased(erasure, tuple(find_remains(workplace.settings)))


def find_remains(settings: Settings) -> Iterator[Words]:
    """Where what was erased may still be read, and what ends it."""
    from tejun.store.places import find_in_clear  # noqa: PLC0415 - SQLModel takes half a second to import

    for path in find_in_clear(settings.database):
        yield Message("operations.erasing.in_clear", path=path)
    yield Message("operations.erasing.backups")
    if settings.database_url is not None:
        yield Message("operations.erasing.table")
        yield Message("operations.erasing.server")
    yield Message("operations.erasing.rotate")


def _nothing_of(program: str, application: str) -> NotFoundError:
    return NotFoundError(
        Message(
            "operations.erasing.nothing.detail",
            program=quoted(program),
            application=quoted(application),
        ),
        Message("operations.erasing.nothing.advice"),
    )
