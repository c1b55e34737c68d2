"""Nothing is prepared on evidence of another time, about somebody else, or without a part of an institution.

Of each program's complete application: every day on which something was done is moved past the day of the decision;
every name that evidence was searched by, or that it is about, is exchanged for somebody else's; and every part that a
joint institution has in the facts is taken out. The outcome is then no longer `prepared`, or the place is named here
with the reason why it may be.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.changes import Change, matches, still_prepared
from tests.properties.looks import looked_at_elsewhere
from tests.support.cases import AS_OF, PROGRAMS, complete
from tests.support.places import all_paths, value_at, with_value, without
from tests.support.sample import Sample

TOMORROW = "2026-11-21"
SOMEBODY_ELSE = "Ostrander Quillfeather"
SOME_BODY_ELSE = "Quillfeather Observatory"

AHEAD = {
    r"/(people|institutions)/\d+/screening/\d+/list_version": "a name that may look like a day",
    r"/measures/\d+/due": "a day that a measure is due",
    r"/people/\d+/(disclosures/\w+/(entries/\d+|period)|factors/period)/end": "what is still going on ends later",
    r"/people/\d+/employment/entries/\d+/start": "an example of a measure; asked where it was chosen (RS-MT-07)",
    r"/people/\d+/disclosures/\w+/entries/\d+/start": "a post or a grant as a researcher tells it",
}
"""Days that may lie ahead, or that are told and not done, as patterns of pointers, each with its reason.

So may that of a look whose items have another one; all looks of a subject together may not, see below.
"""


PARTS = (
    "roster",
    "managed_data",
    "supporters",
    "controls",
    "routine",
    "partner",
    "due_diligence",
    "concerns",
    "screening",
)
"""What the facts hold of a joint institution beside its name."""

MAY_LACK = {
    ("routine", "company"): "平時 is asked of universities and research institutes in Japan",
    ("routine", "other"): "the same",
    ("routine", "abroad"): "the same",
}


def days(facts: Any) -> Iterator[Path]:
    for place in all_paths(facts):
        value = value_at(facts, place)
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and value <= AS_OF:
            yield place


def moved_past_the_decision(facts: Any) -> Iterator[Change]:
    for place in days(facts):
        if not matches(place, AHEAD) and not looked_at_elsewhere(facts, place):
            yield Change(place, with_value(facts, place, TOMORROW))
    for place in all_paths(facts):
        if place[-2:] == ("due_diligence", "entries"):
            looks = [{**look, "on": TOMORROW} for look in value_at(facts, place)]
            yield Change(place, with_value(facts, place, looks))


def about_somebody_else(facts: Any) -> Iterator[Change]:
    """All names that one run searched, and the subject's own name against the runs that stand."""
    for part, other in (("people", SOMEBODY_ELSE), ("institutions", SOME_BODY_ELSE)):
        for i, subject in enumerate(facts[part]):
            for k, run in enumerate(subject.get("screening", [])):
                place: Path = (part, i, "screening", k, "queried_names")
                yield Change(place, with_value(facts, place, [other] * len(run["queried_names"])))
            if subject.get("screening"):
                yield Change((part, i, "name"), with_value(facts, (part, i, "name"), other))


def without_a_part(facts: Any) -> Iterator[Change]:
    for i, institution in enumerate(facts["institutions"]):
        if institution["role"] != "joint":
            continue
        kind = institution["kind"] if institution["country"] == "JP" else "abroad"
        for part in PARTS:
            if part in institution and (part, kind) not in MAY_LACK:
                place: Path = ("institutions", i, part)
                yield Change(place, without(facts, place))


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_done_after_the_day_of_the_decision_counts(
    program: str, bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    """Of every day; a sample has one of each kind, of somebody."""
    changes = sample.of(moved_past_the_decision(complete(program)), kind_of_place)
    assert still_prepared(changes, bundles[program], engine, program) == []


def kind_of_place(change: Change) -> str:
    return pointer(tuple("#" if isinstance(step, int) else step for step in change.place))


def test_each_day_that_may_lie_ahead_is_there_and_may(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    left = [*AHEAD]
    for program in PROGRAMS:
        facts = complete(program)
        places = [place for place in days(facts) if matches(place, left)]
        if places:
            moved = (Change(place, with_value(facts, place, TOMORROW)) for place in places)
            found = still_prepared(moved, bundles[program], engine, program)
            left = [cell for cell in left if not any(re.fullmatch(cell, place) for place in found)]
    assert left == [], "such days count, or there are none: take them out"


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_that_is_about_somebody_else_counts(
    program: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    changes = about_somebody_else(complete(program))
    assert still_prepared(changes, bundles[program], engine, program) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_part_of_a_joint_institution_counts(
    program: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    changes = without_a_part(complete(program))
    assert still_prepared(changes, bundles[program], engine, program) == []
