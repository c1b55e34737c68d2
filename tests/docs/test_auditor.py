"""docs/auditor.md tells the truth: its steps lead from a name and a year to a page and its proof."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from tejun.terms import JST

from tests.docs.readme import blocks, differences
from tests.support.cases import ROOT
from tests.support.shared import with_modules

PAGE = (ROOT / "docs" / "auditor.md").read_text("utf-8")
STEPS = blocks(PAGE)
KEPT = re.compile(r"^(?:export )?(\w+)=", re.MULTILINE)
"""What a terminal keeps from one block to the next: the values, so that no command is run for them again."""

YEAR = "FY2026"
"""On the page; the record of a test is made this year."""

APRIL = 4


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    for name in ("bundles", "fixtures"):
        (tmp_path / name).symlink_to(ROOT / name)
    return {
        "HOME": str(tmp_path),
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "TEJUN_CACHE": str(with_modules(tmp_path / "cache")),
    }


def this_year() -> str:
    today = datetime.now(JST).date()
    return f"FY{today.year if today.month >= APRIL else today.year - 1}"


@pytest.mark.opa
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_its_steps_print_what_it_shows(environ: Mapping[str, str], tmp_path: Path) -> None:
    kept: list[str] = []
    before = ""
    for script, shown in STEPS:
        kept += KEPT.findall(script)
        keeping = f"{before}trap 'declare -p {' '.join(kept)} > kept.sh' EXIT\n"
        before = ". ./kept.sh\n"
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", keeping + script.replace(YEAR, this_year())],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=environ,
        )
        assert ran.returncode == script.startswith("tejun compare"), (script, ran.stderr)
        assert list(differences(shown.splitlines(), ran.stdout.splitlines())) == [], script


@pytest.mark.parametrize(
    "step",
    [
        *("tejun decisions", "tejun explain", "--trace", "tejun replay", "tejun compare"),
        *("--remedy", "--format html", "tejun receipt", "tejun verify", "tejun figures"),
        *("--format csv", "--format opa-log"),
    ],
)
def test_each_way_of_asking_is_on_it(step: str) -> None:
    assert any(step in script for script, _ in STEPS)
