"""Nothing is prepared with what was copied from another's row.

Of each program's complete application: a block of one person, or institution, is put in the place of the same block of
another, as it stands there. The form refuses the whole, or the outcome is no longer `prepared`, or the block is named
here with the reason why nobody can tell from the document.
"""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.changes import Change, left_prepared
from tests.support.cases import PROGRAM, PROGRAMS, complete
from tests.support.places import all_paths, value_at, with_value
from tests.support.sample import Sample

PARTS_OF_1 = (
    "education",
    "supervisor",
    "career",
    "funding",
    "other_support",
    "papers",
    "talent_programs",
    "intellectual_property",
    "records",
)
OF_PEOPLE: tuple[Path, ...] = (
    ("disclosures",),
    *(("disclosures", part) for part in PARTS_OF_1),
    ("due_diligence",),
    ("questionnaire",),
    ("undertakings",),
    ("factors",),
    ("screening",),
)
OF_INSTITUTIONS: tuple[Path, ...] = (
    ("partner",),
    *(
        ("partner", part)
        for part in (
            "purpose",
            "record",
            "capital",
            "finances",
            "compliance",
            "reputation",
            "checked_by_lead",
            "own_management",
        )
    ),
    ("controls",),
    *(("controls", part) for part in ("objects", "systems", "pi_systems", "places")),
    ("due_diligence",),
    ("screening",),
)

OWN_WORDS = "what the lead institution found and says in its own words may be the same of two"
NOBODY_CAN_TELL: dict[Path, str] = {
    (
        "disclosures",
        "supervisor",
    ): "that no supervisor is asked about may be judged of two in the same words",
    ("partner", "capital"): OWN_WORDS,
    ("partner", "finances"): OWN_WORDS,
    ("partner", "compliance"): OWN_WORDS,
    ("partner", "checked_by_lead"): OWN_WORDS,
}
"""Blocks that may be another's, each with its reason."""


def pasted(facts: Any) -> Iterator[Change]:
    """Each block in each place at which somebody has another one; what is the same at both shows nothing."""
    known = set(all_paths(facts))
    for part, blocks in (("people", OF_PEOPLE), ("institutions", OF_INSTITUTIONS)):
        for block in blocks:
            places: list[Path] = [(part, i, *block) for i in range(len(facts[part]))]
            there = [place for place in places if place in known]
            for place, other in permutations(there, 2):
                found = value_at(facts, other)
                if found != value_at(facts, place):
                    yield Change(place, with_value(facts, place, found), f"of {other[1]}")


def block_of(change: Change) -> Path:
    return change.place[2:]


@pytest.mark.slow
def test_nothing_is_prepared_with_a_block_of_another(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    made = [(program, change) for program in PROGRAMS for change in pasted(complete(program))]
    assert {block_of(change) for _, change in made} == {*OF_PEOPLE, *OF_INSTITUTIONS}
    asked = [item for item in made if block_of(item[1]) not in NOBODY_CAN_TELL]
    chosen = sample.of(asked, lambda item: block_of(item[1]))
    found = [
        f"{program} {change}"
        for program in PROGRAMS
        if (changes := [change for where, change in chosen if where == program])
        for change in left_prepared(changes, bundles[program], engine, program)
    ]
    assert found == []


def test_of_each_block_of_which_nobody_can_tell_a_copy_is_prepared(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    changes = [
        change for change in pasted(complete(PROGRAM)) if block_of(change) in NOBODY_CAN_TELL
    ]
    first: dict[Path, Change] = {}
    for change in changes:
        first.setdefault(change.place, change)
    found = left_prepared(first.values(), bundles[PROGRAM], engine, PROGRAM)
    assert {block_of(change) for change in found} == set(NOBODY_CAN_TELL)
