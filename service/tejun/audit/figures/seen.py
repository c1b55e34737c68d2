"""What is counted of one application: its decisions, taken in one by one.

Always holds: frozen values; the order in which an application's decisions are taken in does not matter. Of a decision
no more is kept than what its list has of it.

May not know: other applications, or how many there are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tejun.audit.listed import ListedDecision, Recorded
from tejun.terms import JST, Outcome, Status

PREPARED: Outcome = "prepared"


@dataclass(frozen=True, order=True)
class Clause:
    """A place of the source, as a catalog names it; both are empty where the edition that decided is not at hand."""

    section: str = ""
    item: str = ""


NO_CLAUSE = Clause()

Clauses = Callable[[str], Mapping[str, Clause]]
"""The clause of each requirement, by the revision of the edition that decided."""


@dataclass(frozen=True, order=True)
class Asked:
    """What was left to do for a requirement, for which reason, under which clause."""

    requirement: str
    reason: str
    status: Status
    clause: Clause


@dataclass(frozen=True)
class SeenApplication:
    """An application with those of its decisions that were selected. `last` is the one that was recorded last, `id` its
    id; `prepared` when it was first prepared; `asked` what any of them asked for."""

    id: str
    last: Recorded
    first_at: datetime
    prepared_at: datetime | None
    decisions: int
    is_erased: bool
    asked: frozenset[Asked] = field(repr=False)

    @property
    def days_to_prepared(self) -> int | None:
        """Days in Tokyo's calendar from the first decision to the first that was prepared: 0 on the same day."""
        if self.prepared_at is None:
            return None
        return (day_of(self.prepared_at) - day_of(self.first_at)).days


def day_of(moment: datetime) -> date:
    """The day in Tokyo."""
    return moment.astimezone(JST).date()


def seen_application(decision: ListedDecision, said: Recorded, clauses: Clauses) -> SeenApplication:
    """An application of which this is the only decision."""
    return SeenApplication(
        id=decision.id,
        last=said,
        first_at=said.recorded_at,
        prepared_at=said.recorded_at if said.outcome == PREPARED else None,
        decisions=1,
        is_erased=decision.erasure is not None,
        asked=_asked(said, clauses(said.revision)),
    )


def together(seen: SeenApplication, other: SeenApplication) -> SeenApplication:
    """The same application with the decisions of both."""
    earlier, later = sorted((seen, other), key=_place)
    prepared = [each.prepared_at for each in (seen, other) if each.prepared_at is not None]
    return replace(
        later,
        first_at=min(seen.first_at, other.first_at),
        prepared_at=min(prepared, default=None),
        decisions=earlier.decisions + later.decisions,
        is_erased=earlier.is_erased or later.is_erased,
        asked=earlier.asked | later.asked,
    )


def _place(seen: SeenApplication) -> tuple[datetime, str]:
    return seen.last.recorded_at, seen.id


def _asked(said: Recorded, clauses: Mapping[str, Clause]) -> frozenset[Asked]:
    return frozenset(
        Asked(each.requirement, each.reason, each.status, clauses.get(each.requirement, NO_CLAUSE))
        for each in said.findings
    )
