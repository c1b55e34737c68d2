"""The measurements run from end to end; what they measured in a moment is not judged here."""

import subprocess
import sys

import pytest

from tests.bench.load import quantile
from tests.support.cases import ROOT


@pytest.mark.slow
@pytest.mark.opa
def test_every_measurement_is_printed() -> None:
    command = [sys.executable, "-m", "tests.bench", "--seconds", "0.1", "--people", "2"]
    run = subprocess.run(
        [*command, "--requests", "40", "--batch", "4"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert run.returncode in {0, 1}, run.stderr
    for what in (
        "bare OPA over HTTP",
        "embedded engine",
        "POST /prechecks",
        "POST /batch",
        "opa eval",
    ):
        assert what in run.stdout
    assert "targets missed:" in run.stdout


def test_a_quantile_is_the_value_below_which_that_share_lies() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (quantile(values, 0.5), quantile(values, 0.99), quantile([7.0], 0.99)) == (51, 100, 7)
