"""Days decades ahead, which are mistyped."""

import pytest
from tejun.reading import Path

from tests.model.test_pasted import AOBA, KPROGRAM, assert_refused, changed

NEWEST = "2026-11-13"


@pytest.mark.parametrize(
    "place",
    [
        ("application", "starts_on"),
        ("measures", 1, "due"),
        ("institutions", AOBA, "roster", "entries", 1, "since"),
    ],
)
@pytest.mark.parametrize(("day", "is_refused"), [("2046-11-13", False), ("2046-11-14", True)])
def test_nothing_is_planned_for_decades_ahead(place: Path, day: str, *, is_refused: bool) -> None:
    known = [((*place[:-1], "known_since"), "2026-10-06")] if place[0] == "institutions" else []
    facts = changed(KPROGRAM, (("requests", "declared", "on"), NEWEST), (place, day), *known)
    assert_refused(facts, place if is_refused else None)
