"""The gates on Rego that stand in the Makefile alone: `make lint-rego` passes a good tree and fails for each slip.

It is run as it stands, on a small tree of its own: a gate that went dead (`|| true`, a flag lost) is noticed here.
"""

import subprocess
from pathlib import Path

import pytest

from tests.support.bundles import TREE, write_tree
from tests.support.cases import ROOT

pytestmark = pytest.mark.opa

PAPERS = "procedure/people/papers/papers.rego"

SLIPS = {
    "opa fmt: a line that is not in form": ('id := "RS-P1-03"', 'id:="RS-P1-03"', "unexpected diff"),
    "opa check --strict: an import that nobody uses": (
        "import data.policy.lib.verdict",
        "import data.policy.lib.verdict\nimport data.policy.lib.verdict as other",
        "import data.policy.lib.verdict as other unused",
    ),
    "opa check --schema: a read that the schema does not know": (
        "is_object(input.facts.application)",
        "is_object(input.facts.aplication)",
        "undefined ref: input.facts.aplication",
    ),
    "opa check --capabilities: a built-in that WebAssembly lacks": (
        'id := "RS-P1-03"',
        'id := "RS-P1-03"\n\nnow := time.now_ns()',
        "undefined function time.now_ns",
    ),
    "regal: a rule in camel case": (
        'id := "RS-P1-03"',
        'id := "RS-P1-03"\n\nlookBack := 1',
        "prefer-snake-case",
    ),
}  # fmt: skip


def lint(folder: Path, changed: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`make lint-rego` over the small tree, with the repository's own Makefile, tools and configuration."""
    for name in ("Makefile", ".tools", ".venv", ".regal", "tools"):
        (folder / name).symlink_to(ROOT / name)
    write_tree(folder / "policies", changed)
    in_place = ("--old-file=.venv/catalogs.stamp", "--old-file=tools")
    command = ["make", *in_place, "lint-rego"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_small_tree_passes(tmp_path: Path) -> None:
    run = lint(tmp_path, {})
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_fails(name: str, tmp_path: Path) -> None:
    old, new, said = SLIPS[name]
    assert TREE[PAPERS].count(old) == 1
    run = lint(tmp_path, {PAPERS: TREE[PAPERS].replace(old, new)})
    assert run.returncode != 0
    assert said in run.stdout + run.stderr
