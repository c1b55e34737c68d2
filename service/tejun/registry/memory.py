"""What was seen of a registry before, kept outside it: so that a statement that is gone, or is another, is noticed.

A running service knows the statements that it has read, and they stay in force when their files are gone. What is
remembered makes a service that starts anew know the same. It is the signed statement itself, so the memory needs no
trust of its own: one that no trusted key has signed any more is as if it had never been seen.

Always holds: what is recalled was signed by a trusted key and follows from an unbroken chain, as what is read does;
a statement by a key whose trust had ended when it was first seen counts only where a later one vouches for it.

May not know: where it is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from tejun.errors import TejunError
from tejun.registry import publication, timeline
from tejun.registry.publication import SignedPublication
from tejun.registry.reader import is_late
from tejun.signing import TrustedKeys
from tejun.store.seen import SeenStatement, SeenStatements


class Memory(Protocol):
    """Keeps what was seen; `tejun.store.statements` does."""

    def recall(self) -> SeenStatements:
        """All that was ever seen. Raises StoreError."""
        ...

    def remember(self, statements: Sequence[SeenStatement], *, now: datetime) -> None:
        """Keeps those that are new, durably; of a first look also that there was one. Raises StoreError."""
        ...


@dataclass(frozen=True)
class Recollection:
    """The statements of each program that are remembered and count, and since when the registry has been known."""

    since: datetime | None = None
    logs: Mapping[str, tuple[SignedPublication, ...]] = field(default_factory=dict)

    @property
    def newest(self) -> datetime | None:
        """The date of the newest statement."""
        moments = [log[-1].publication.published_at for log in self.logs.values()]
        return max(moments, default=None)


def recall(memory: Memory, trusted: TrustedKeys, *, now: datetime, skew: timedelta) -> Recollection:
    """What the memory has of statements that count by the keys trusted today. Raises StoreError."""
    seen = memory.recall()
    by_program: dict[str, dict[int, list[SeenStatement]]] = {}
    for statement in seen.statements:
        numbers = by_program.setdefault(statement.program, {})
        numbers.setdefault(statement.number, []).append(statement)
    logs = {
        program: _chain(numbers, trusted, now=now, skew=skew)
        for program, numbers in by_program.items()
    }
    return Recollection(seen.since, {program: log for program, log in logs.items() if log})


def _chain(
    numbers: Mapping[int, Sequence[SeenStatement]],
    trusted: TrustedKeys,
    *,
    now: datetime,
    skew: timedelta,
) -> tuple[SignedPublication, ...]:
    """The statements from number 1 on, as far as each follows the one before."""
    log: list[SignedPublication] = []
    vouched = 0  # how many of them count
    while (found := _successor(log, numbers.get(len(log) + 1, ()), trusted)) is not None:
        seen, signed = found
        log.append(signed)
        if seen.found or not is_late(signed, min(seen.first_seen, now), skew):
            vouched = len(log)
    return tuple(log[:vouched])


def _successor(
    log: Sequence[SignedPublication], candidates: Sequence[SeenStatement], trusted: TrustedKeys
) -> tuple[SeenStatement, SignedPublication] | None:
    """The one that was seen first of those that may follow. A program begun anew, after its key was taken out, has
    several."""
    for seen in candidates:
        try:
            signed = publication.read(seen.content, trusted)
        except TejunError:
            continue
        if not timeline.problems([earlier.publication for earlier in log], signed.publication):
            return seen, signed
    return None


def to_remember(
    new: Sequence[SignedPublication], *, now: datetime, found: frozenset[str]
) -> list[SeenStatement]:
    """What is kept of the statements; `found` has the digests of those that were there at the first look.

    Nothing is kept of the example key's, with which anybody may have signed: the examples that come with another tejun
    take the place of these.
    """
    return [
        SeenStatement(
            program=signed.publication.program,
            number=signed.publication.number,
            digest=signed.publication.digest,
            first_seen=now,
            found=signed.publication.digest in found,
            content=signed.content,
        )
        for signed in new
        if not signed.key.is_example
    ]
