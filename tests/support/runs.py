"""Runs of pytest in a folder of their own, for tests of what its plugins here do to a run."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.cases import ROOT


def run_in(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """What came of the tests in the folder."""
    command = [sys.executable, "-m", "pytest", "--rootdir", str(folder), *options]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
