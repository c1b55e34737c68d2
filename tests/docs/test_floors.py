"""The contracts on imports can fail: an import upward, a circle between rooms, a library in another room are caught."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.cases import ROOT

PLANTED: Mapping[str, tuple[str, str, str]] = {
    "an import upward": ("errors/root.py", "from tejun.cli import main", "Floors"),
    "a circle on one floor": ("present/rows.py", "import tejun.operations.deciding", "Floors"),
    "a face past the operations": ("cli/key.py", "import tejun.registry.timeline", "faces"),
    "a terminal's library in what is shown": ("present/lines.py", "import click", "arguments"),
    "the web framework": ("decide/steps.py", "import fastapi", "web framework"),
    "SQL": ("api/health.py", "import sqlmodel", "SQL"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with every violation planted in it at once: each contract must name its own."""
    place = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "service" / "tejun", place / "tejun", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", place)
    for file, line, _ in PLANTED.values():
        path = place / "tejun" / file
        path.write_text(f"{path.read_text('utf-8')}\n\n{line}\n", "utf-8")
    return place


@pytest.fixture(scope="module")
def verdict(house: Path) -> str:
    """What the linter says of it."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache", "--no-logo"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    return run.stdout


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_violation_is_caught(what: str, verdict: str) -> None:
    file, line, contract = PLANTED[what]
    broken = verdict.partition("Broken contracts")[2]
    module = "tejun." + file.removesuffix(".py").replace("/", ".")
    imported = line.split()[1]
    assert contract in broken
    assert f"{module} -> {imported}" in broken
