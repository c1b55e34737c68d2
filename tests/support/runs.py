"""Runs of pytest in a folder of their own, for tests of what its plugins here do to a run."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.cases import ROOT


def run_in(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """What came of the tests in the folder. Of pytest's plugins it has xdist alone: to load the rest takes a second."""
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "--rootdir", str(folder), *options]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
