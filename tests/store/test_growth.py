"""What has been recorded before makes the next decision no slower: ten thousand here, a million in the bench."""

import time
from pathlib import Path

import pytest

from tests.bench.record import (
    AT_ONCE,
    FEW,
    Clock,
    Measure,
    asking,
    fill,
    listing,
    opening,
    recording,
    side_by_side,
)
from tests.support.records_of_both import Home, SqliteHome

MANY = 10_000
SLOWER = 1.5
"""The bench has 1.1, by the wall on a quiet machine. Here it is the processor's time, which what else is at work moves
less; what looks at every record is slower by far."""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Home]:
    """A small record and a large one."""
    assert MANY % AT_ONCE == 0
    folder: Path = tmp_path_factory.mktemp("grown")
    made: dict[int, Home] = {count: SqliteHome(folder / f"{count}.db") for count in (FEW, MANY)}
    for count, home in made.items():
        fill(home, count)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("measure", [opening, recording, asking, listing])
def test_it_costs_what_it_costs_in_a_small_record(homes: dict[int, Home], measure: Measure) -> None:
    few, many = side_by_side(measure, homes[FEW], homes[MANY], time.process_time)
    assert many < SLOWER * few


@pytest.mark.slow
def test_what_looks_at_every_record_is_seen(homes: dict[int, Home]) -> None:
    def look_at_all(home: Home, clock: Clock) -> float:
        with home.stranger() as stranger:
            begun = clock()
            stranger.execute("SELECT sum(length(decision)) FROM decisions").fetchone()
            return clock() - begun

    few, many = side_by_side(look_at_all, homes[FEW], homes[MANY], time.process_time)
    assert many > SLOWER * few
