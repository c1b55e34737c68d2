"""The measurements run from end to end; what they measured in a moment is not judged here."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import chain
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tejun.bundle.archive import Bundle

from tests.bench import engines, reading
from tests.bench.__main__ import AS_OF, PARTS
from tests.bench.load import quantile
from tests.support.cases import ROOT
from tests.support.sample import Sample

PRINTED = {
    "decisions": ["ratio to bare OPA", "POST /prechecks", "POST /batch"],
    "growth": ["embedded engine alone"],
    "reading": ["flat from 64 KB on"],
    "commands": ["opa eval"],
    "memory": ["memory of the served process"],
}
"""What the table of each part says, and no other's."""
DAY = date.fromisoformat(AS_OF)


@pytest.mark.slow
@pytest.mark.opa
def test_every_measurement_is_printed(sample: Sample) -> None:
    """Every table; in a sample, one of them."""
    assert PRINTED.keys() == PARTS.keys()
    command = [sys.executable, "-m", "tests.bench", "--seconds", "0.1", "--people", "2"]
    command += ["--requests", "40", "--batch", "4"]
    for part in sample.of(PRINTED, lambda _: None):
        run = subprocess.run(
            [*command, "--only", part], capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert run.returncode in {0, 1}, run.stderr
        assert [what for what in chain(*PRINTED.values()) if what in run.stdout] == PRINTED[part]
        assert "load average" in run.stdout
        assert "the engine of before is not measured" in run.stdout
        assert "targets missed:" in run.stdout


@pytest.mark.slow
def test_two_engines_are_compared_on_the_same_input_and_come_to_the_same(
    tmp_path: Path, built_tree: Callable[[], Bundle], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours beside itself: the other has an environment that `make bench` makes. Each compiles the small edition."""
    monkeypatch.setattr(engines, "BEFORE", engines.OURS)
    before = Path(sys.executable)
    found = engines.compare(built_tree(), tmp_path, before, people=[2], day=DAY, turns=2)
    assert list(found) == [2]
    assert len(found[2].before) == len(found[2].ours) == 2
    assert 0.2 < found[2].ratio < 5


@pytest.mark.parametrize(("ended", "flat"), [(0, True), (reading.GROWS, False)])
def test_the_costs_of_reading_are_judged_where_they_are_measured(
    monkeypatch: pytest.MonkeyPatch, ended: int, *, flat: bool
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_: CompletedProcess(command, ended))
    assert reading.are_flat(rounds=1, most=1) == flat


def test_costs_that_could_not_be_measured_are_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_: CompletedProcess(command, 1))
    with pytest.raises(AssertionError, match=r"tests\.bench\.reading"):
        reading.are_flat(rounds=1, most=1)


def test_a_quantile_is_the_value_below_which_that_share_lies() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (quantile(values, 0.5), quantile(values, 0.99), quantile([7.0], 0.99)) == (51, 100, 7)
