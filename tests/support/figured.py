"""Applications that were checked again and again, with what real editions ask for, for figures over them.

Always holds: the same seed makes the same ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tejun.audit.figures.found import FoundFigures
from tejun.bundle.archive import Bundle
from tejun.operations.figuring import AT_LEAST, DIMENSIONS, Dimension, find_figures
from tejun.operations.listing import Selection
from tejun.operations.workplace import open_workplace
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.records import Record
from tejun.terms import OPEN

from tests.cli.support import BUNDLES
from tests.support.cases import PROGRAM
from tests.support.listed import listed_record
from tests.support.stores import open_store

BEGUN = datetime(2026, 8, 3, 0, 30, tzinfo=UTC)
KINDS = ("university", "university", "university", "research_institute", "company", "other")
OUTCOME_OF: Mapping[str, str] = {
    "unsatisfied": "action_required",
    "missing_information": "information_required",
    "consult_fa": "consultation_required",
}
Finding = tuple[str, str, str]


@cache
def every_bundle() -> tuple[Bundle, ...]:
    """The editions of the repository's examples, that with most applications first."""
    found = Registry.load(BUNDLES).all_bundles()
    return tuple(sorted(found, key=lambda each: (each.program != PROGRAM, each.program)))


def reasons_of(bundle: Bundle) -> list[Finding]:
    """Each requirement and reason that leaves something to do, with its status."""
    return [
        (requirement["id"], name, reason["status"])
        for requirement in bundle.catalog["requirements"]
        for name, reason in requirement["reasons"].items()
        if reason["status"] in OPEN
    ]


def outcome_of(findings: Sequence[Finding]) -> str:
    """The worst."""
    found = {status for _, _, status in findings}
    return next((OUTCOME_OF[each] for each in OUTCOME_OF if each in found), "prepared")


def _some(random: Random, count: int) -> int:
    """A few of them often, most of them seldom; those that are often asked are not the first."""
    return min(int(random.paretovariate(0.7)) * 37, 10**6) % count


def lives(bundles: Sequence[Bundle], count: int, random: Random) -> Iterator[Record]:
    """All decisions on so many applications, fewer to each program than to the one before."""
    number = 0
    for application in range(count):
        bundle = bundles[min(int(random.expovariate(1.1)), len(bundles) - 1)]
        every = reasons_of(bundle)
        asked = {every[_some(random, len(every))] for _ in range(12)}
        at = BEGUN + timedelta(minutes=random.randrange(14 * 7 * 24 * 60))
        kind, institution = random.choice(KINDS), f"機関{random.randrange(30)}"
        while True:
            yield listed_record(
                number,
                id=f"d-{number}",
                program=bundle.program,
                edition=bundle.edition,
                application=f"a-{application}",
                institution=institution,
                kind=kind,
                revision=bundle.revision,
                outcome=outcome_of(sorted(asked)),
                findings=sorted(asked),
                recorded_at=at,
            )
            number += 1
            if not asked or random.random() < 0.12:
                break
            asked = {each for each in sorted(asked) if random.random() < 0.55}
            at += timedelta(hours=random.randrange(2, 14 * 24))


def sample_of(bundles: Sequence[Bundle], count: int, seed: int = 0) -> list[Record]:
    """The same in the order in which they were recorded."""
    made = list(lives(bundles, count, Random(seed)))  # noqa: S311 - no secret
    return sorted(made, key=lambda record: record.recorded_at)


def small(number: int, **changed: Any) -> Record:
    """A decision of an application of its own, in its own program."""
    return listed_record(number, **{"application": f"a-{number}", **changed})


def found_figures(
    folder: Path,
    records: Sequence[Record],
    *,
    by: Sequence[Dimension] = DIMENSIONS,
    at_least: int = AT_LEAST,
) -> FoundFigures:
    """Figures over a record of its own."""
    settings = Settings(database=folder / "figured.db", bundles=str(BUNDLES))
    with open_store(settings.database) as store:
        store.append_all(records)
    with open_workplace(settings) as workplace:
        return find_figures(workplace, Selection(), by=by, at_least=at_least)
