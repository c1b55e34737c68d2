"""docs/writing-policies.md tells the truth: with the wheel alone, a program copied from it is built and checked."""

import subprocess

import pytest

from tests.docs.readme import blocks, differences
from tests.docs.test_publishing import EXPORTED
from tests.support.cases import ROOT
from tests.support.installed import Installed

STEPS = blocks((ROOT / "docs" / "writing-policies.md").read_text("utf-8"))


@pytest.mark.opa
@pytest.mark.slow
def test_the_steps_outside_the_repository_print_what_the_page_shows(
    installed: Installed,
) -> None:
    assert len(STEPS) == 5
    assert list(installed.folder.iterdir()) == []
    exported = ""
    for script, shown in STEPS:
        ran = installed.run(exported + script, stderr=subprocess.STDOUT)
        expected = 1 if "tejun check " in script else 0
        assert ran.returncode == expected, ran.stdout
        assert list(differences(shown.splitlines(), ran.stdout.splitlines())) == [], ran.stdout
        exported += "".join(f"{line.group()}\n" for line in EXPORTED.finditer(script))
