"""The README tells the truth: its shell blocks run against a served application, and print what stands beneath them.

A line of output may leave out its end with `…`; a line that is `…` alone stands for any lines.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.support import ROOT
from tests.support.serving import answer, serving

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(
    r"^```sh\n(.*?)^```(?:\n+```text\n(.*?)^```)?", README, re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("served") / "record.db"
    with serving("--database", str(database), cwd=ROOT) as (_, url, _):
        assert answer(f"{url}/healthz") == 200
        yield url


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder that looks like the repository, where the blocks may write."""
    for name in ("bundles", "fixtures"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_there_are_blocks_and_their_output() -> None:
    assert len(BLOCKS) == 3
    assert all(output for _, output in BLOCKS)


def test_the_blocks_print_what_the_readme_shows(url: str, clone: Path) -> None:
    for script, output in BLOCKS:
        run = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script.replace("http://127.0.0.1:8000", url)],
            capture_output=True,
            text=True,
            check=False,
            cwd=clone,
            env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(clone)},
        )
        expected = 1 if script.startswith("tejun check") else 0
        assert (run.returncode, run.stderr) == (expected, ""), script
        shows(output.splitlines(), run.stdout.splitlines())


def shows(expected: list[str], printed: list[str]) -> None:
    """Each line shown is printed, in this order; lines may be missing only where `…` stands."""
    rest = iter(printed)
    skip = False
    for line in expected:
        if line.strip() == "…":
            skip = True
            continue
        found = next((real for real in rest if not skip or _fits(line, real)), None)
        assert found is not None, line
        assert _fits(line, found), f"{line!r} is shown where {found!r} is printed"
        skip = False
    assert skip or next(rest, None) is None


def _fits(shown: str, printed: str) -> bool:
    head, _, tail = shown.partition("…")
    return printed.startswith(head) and printed.endswith(tail) if "…" in shown else shown == printed


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("command", ["make serve", "make test"])
def test_the_two_commands_are_there(command: str) -> None:
    target = command.split()[1]
    assert f"$ {command}" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    entries = (ROOT / "service").iterdir()
    rooms = {
        path.stem
        for path in entries
        if not path.name.startswith(("_", ".")) and (path.is_dir() or path.suffix == ".py")
    }
    assert {room for room in rooms if f"`{room}`" not in text} == set()
