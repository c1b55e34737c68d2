"""What has been recorded before makes the next decision, and a page of a list, no slower: ten thousand here, a hundred
thousand in a long run, a million in the bench. A list of all of it takes no more memory."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tejun.audit.listed import listed_decision
from tejun.store.listing import Selection

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
from tests.support.sample import is_long

pytestmark = pytest.mark.timeout(900)

MANY = 100_000 if is_long() else 10_000
PAGE_SLOWER = 1.3
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
@pytest.mark.parametrize("measure", [opening, recording, asking])
def test_it_costs_what_it_costs_in_a_small_record(homes: dict[int, Home], measure: Measure) -> None:
    few, many = side_by_side(measure, homes[FEW], homes[MANY], time.process_time)
    assert many <= SLOWER * few


@pytest.mark.slow
def test_what_looks_at_every_record_is_seen(homes: dict[int, Home]) -> None:
    def look_at_all(home: Home, clock: Clock) -> float:
        with home.stranger() as stranger:
            begun = clock()
            stranger.execute("SELECT sum(length(decision)) FROM decisions").fetchone()
            return clock() - begun

    few, many = side_by_side(look_at_all, homes[FEW], homes[MANY], time.process_time)
    assert many > SLOWER * few


@pytest.mark.slow
def test_a_page_of_a_list_costs_what_it_costs_in_a_small_record(homes: dict[int, Home]) -> None:
    few, many = side_by_side(listing, homes[FEW], homes[MANY], time.process_time)
    assert many <= PAGE_SLOWER * few


def test_what_is_listed_here_are_decisions(homes: dict[int, Home]) -> None:
    with homes[FEW].open() as store:
        page = store.listing.page(Selection(), limit=10, oldest_first=True)
        assert {listed_decision(each).state for each in page.decisions} == {"recorded"}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "jsonl"] if is_long() else ["csv"])
def test_all_of_a_record_is_written_in_the_memory_of_a_little(
    homes: dict[int, Home], tmp_path: Path, form: str
) -> None:
    few, many = (
        peak_of(home, tmp_path / f"{count}.{form}", "decisions") for count, home in homes.items()
    )
    for count in homes:
        with (tmp_path / f"{count}.{form}").open("rb") as written:
            assert sum(1 for _ in written) >= count
    assert many < few + 16 * 1024 * 1024


@pytest.mark.slow
def test_all_of_a_record_is_counted_in_the_memory_of_a_little(
    homes: dict[int, Home], tmp_path: Path
) -> None:
    """Of each application there are three."""
    few, many = (
        peak_of(home, tmp_path / f"{count}.json", "figures") for count, home in homes.items()
    )
    for count in homes:
        found = json.loads((tmp_path / f"{count}.json").read_bytes())
        assert found["counted"]["decisions"] >= count  # other tests have recorded some more
        assert found["counted"]["applications"] >= count // 3
    assert many < few + 16 * 1024 * 1024


OWN_PEAK = """
import re, sys
from pathlib import Path
from tejun.cli.run import run
assert run(sys.argv[1:]) == 0
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""
"""A command, then the most memory that its process had: what the system says of a child begins with its parent's."""


def peak_of(home: Home, file: Path, what: str) -> int:
    """The most memory, in bytes, of a process that writes all of it, or figures over it."""
    assert isinstance(home, SqliteHome)
    command = [sys.executable, "-c", OWN_PEAK, what, "--format", file.suffix[1:]]
    environ = {**os.environ, "TEJUN_DATABASE": str(home.path)}
    found = subprocess.run([*command, "--out", file], env=environ, capture_output=True, check=False)
    assert found.returncode == 0, found.stderr.decode()
    return int(found.stdout.split()[-1]) * 1024
