"""docs/editions.md tells the truth: its steps, run one after the other, move a program to a later base."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.readme import blocks, differences
from tests.support import shared
from tests.support.cases import ROOT
from tests.support.published import publish
from tests.support.sample import Sample

STEPS = blocks((ROOT / "docs" / "editions.md").read_text("utf-8"))
REFUSED = "tejun: The bundle cannot be used"
CHANGED = ("RS-P1-03", "RS-MT-05")
"""What the revision restates, and what it withdraws."""


@pytest.fixture
def repository(archive: bytes, tmp_path: Path, sample: Sample) -> Path:
    """What the page changes, in a copy; the program's archive as `policies/` has it now.

    Of the cases those of the requirements that the revision changes, and one of each other at least.
    """
    copy_repository(tmp_path)
    others = [case for case in cases_in(tmp_path) if case.parent.name not in CHANGED]
    for case in {*others} - {*sample.of(others, lambda case: case.parent)}:
        case.unlink()
    publish(tmp_path / "bundles", archive)
    return tmp_path


def copy_repository(folder: Path) -> None:
    for name in ("policies", "fixtures"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "tests").symlink_to(ROOT / "tests")


def cases_in(folder: Path) -> list[Path]:
    return sorted((folder / "fixtures" / "cases").glob("*/*.yaml"))


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a step; what it says of errors is shown with the rest."""
    return subprocess.run(
        ["bash", "-eu", "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=folder,
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TEJUN_CACHE": str(shared.modules()),
            **shared.GO,
        },
    )


@pytest.mark.opa
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_steps_move_a_program_and_print_what_the_page_shows(repository: Path) -> None:
    assert len(STEPS) == 7
    for script, shown in STEPS:
        ran = run(script, repository)
        expected = 2 if shown.startswith(REFUSED) else 0
        assert ran.returncode == expected, ran.stdout
        assert list(differences(shown.splitlines(), ran.stdout.splitlines())) == []
