"""Every fact of an application deleted, one at a time, and what came to look better by it.

Always holds: only deletions that leave facts which pass the intake are evaluated; what follows from the statuses'
own meaning is told apart from what needs a reason.

May not know: for which places there is a reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tejun.canonical import pointer
from tejun.engine.protocol import Engine
from tejun.reading import Path

from tests.support.judged import (
    STATUS_RANK,
    CellDecision,
    Improvement,
    Question,
    better_cells,
    better_outcome,
    decide,
    in_threads,
)
from tests.support.places import without

CHAIN = frozenset({"RS-RA-01", "RS-MT-00", "RS-STP-03"})
"""The requirements on an indicator: they speak of it for as long as something raises it."""

WEIGHS = CHAIN | {
    "RS-STP-02",
    "RS-SCP-01",
    "RS-SCP-02",
    "RS-SCP-03",
    "RS-D4-02",
    "RS-DD-01",
    "RS-DD-03",
    "RS-MT-01",
}
"""The requirements that hold what others ask for against each other: where it is gone, the others miss it."""


@dataclass(frozen=True)
class Deletion:
    """The outcome without the place (None: the intake refuses it), and what is better without a cause of its own."""

    place: Path
    outcome: str | None
    better: tuple[Improvement, ...] = ()
    eased: str = ""
    """The outcome before, where the one after is better and it is not only that a failure is not known any more."""

    def __str__(self) -> str:
        told = [f"{self.eased} → {self.outcome}"] if self.eased else []
        told += [
            f"{' '.join(cell.cell)}: {cell.reason_before} → {cell.reason_after or 'gone'}"
            for cell in self.better
        ]
        return f"{pointer(self.place)}  {'; '.join(told)}"


Deletions = Callable[[str], dict[str, list[Deletion]]]
"""Deletions from a program's whole applications, by the application's name: the fixture `deletions_of`."""


def deletions(engine: Engine, question: Question, chosen: Iterable[Path]) -> list[Deletion]:
    """What deleting each of the chosen places brings about."""
    return in_threads(deleting(engine, question), chosen)


def deleting(engine: Engine, question: Question) -> Callable[[Path], Deletion]:
    """Says of a place what deleting it brings about."""
    before = decide(engine, question)
    assert before is not None, f"{question.name} is refused as it is"

    def deletion(place: Path) -> Deletion:
        facts = without(question.facts, place)
        after = decide(engine, question_of(question, facts))
        return Deletion(place, None) if after is None else compared(place, before, after)

    return deletion


def question_of(question: Question, facts: dict[str, object]) -> Question:
    """The same question about other facts."""
    return Question(
        question.name, question.bundle, facts, question.as_of, question.mode, question.fa
    )


def compared(place: Path, before: CellDecision, after: CellDecision) -> Deletion:
    better = tuple(
        item for item in better_cells(before, after) if not accounted(item, before, after)
    )
    unknown_now = (before.outcome, after.outcome) == ("action_required", "information_required")
    eased = before.outcome if better_outcome(before, after) and not unknown_now else ""
    return Deletion(place, after.outcome, better, eased)


def accounted(better: Improvement, before: CellDecision, after: CellDecision) -> bool:
    """Whether it is better only as the statuses mean it: what it spoke of does not hold in any of these ways."""
    return (
        (better.status_before, better.status_after)
        == ("unsatisfied", "missing_information")  # shown to fail no more
        or (not better.status_after and asked_of_the_application(better, after))
        or (better.cell[0] in CHAIN and what_raised_it_is_open(before, after))
        or (speaks_of_anothers(better) and missed_elsewhere(better, before, after))
    )


def asked_of_the_application(better: Improvement, after: CellDecision) -> bool:
    """Nobody is there to ask any more: the same is asked of the application, which has no better answer."""
    instead = after.cells.get((better.cell[0], "application"))
    return (
        instead is not None and STATUS_RANK[instead["status"]] >= STATUS_RANK[better.status_before]
    )


def speaks_of_anothers(better: Improvement) -> bool:
    """Whether it speaks of what another requirement asks for: what it weighs, or that there is such a supporter."""
    gone = not better.status_after
    return better.cell[0] in WEIGHS or (gone and better.cell[1].startswith("supporter:"))


def missed_elsewhere(better: Improvement, before: CellDecision, after: CellDecision) -> bool:
    """Another cell is open, at least as missing, and was not so before."""
    least = min(STATUS_RANK[better.status_before], STATUS_RANK["missing_information"])
    return any(
        STATUS_RANK[found["status"]] >= least and found["reason"] != before.cells[cell]["reason"]
        for cell, found in after.cells.items()
        if cell in before.cells
    )


def what_raised_it_is_open(before: CellDecision, after: CellDecision) -> bool:
    """An indicator is gone, and the requirement that had raised it is open in its place."""
    gone = indicators(before) - indicators(after)
    return any(
        STATUS_RANK[found["status"]] > 0
        for requirement, subject in (key.split("/")[:2] for key in gone)
        for asked_of in (subject, "application")
        for found in [after.cells.get((requirement, asked_of), {"status": "satisfied"})]
    )


def indicators(decided: CellDecision) -> set[str]:
    """The keys of the indicators that were raised (`RS-P1-06/person:p3/record`)."""
    return {
        subject.removeprefix("indicator:")
        for _, subject in decided.cells
        if subject.startswith("indicator:")
    }
