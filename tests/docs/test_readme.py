"""The README tells the truth: its shell blocks run against a served application, and print what stands beneath them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.support import ROOT
from tests.docs.readme import README, blocks, differences, fits, refreshed, run
from tests.support.server import serving

TEXT = README.read_text("utf-8")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server.url


def test_the_blocks_print_what_the_readme_shows(url: str, tmp_path: Path) -> None:
    """`python -m tests.docs.readme` brings it up to date when this fails; read what changed."""
    found = blocks(TEXT)
    assert len(found) == 4
    for script, output in found:
        ran = run(script, url, tmp_path)
        expected = 1 if script.startswith("tejun check") else 0
        assert (ran.returncode, ran.stderr) == (expected, ""), script
        assert output
        assert list(differences(output.splitlines(), ran.stdout.splitlines())) == []


@pytest.mark.parametrize(
    ("shown", "printed", "different"),
    [
        (["a", "b"], ["a", "b"], []),
        (["a", "…"], ["a", "b", "c"], []),
        (["a", "…", "c"], ["a", "b", "c"], []),
        (["a", "c"], ["a", "b", "c"], ["c", "(not shown) b"]),
        (["a"], ["a", "b"], ["(not shown) b"]),
        (["x"], ["a"], ["x", "(not shown) a"]),
        (["…", "x"], ["a"], ["x"]),
    ],
)
def test_the_comparison_sees_what_differs(
    shown: list[str], printed: list[str], different: list[str]
) -> None:
    assert list(differences(shown, printed)) == different


def test_a_part_may_be_left_out_of_a_line() -> None:
    assert fits("sha256:…, as of …!", "sha256:abc, as of today!")
    assert not fits("sha256:…!", "sha256:abc")


def test_what_is_shown_can_be_brought_up_to_date() -> None:
    shown = ["met 1", "…", "line 12 papers", "sha256:…"]
    printed = ["met 2", "x", "line 14 papers", "sha256:abc"]
    assert list(refreshed(shown, printed)) == ["met 2", "…", "line 14 papers", "sha256:…"]
    assert list(refreshed(["met 1", "papers 1"], ["met 2", "careers 2", "papers 1"])) == [
        "met 2",
        "careers 2",
    ]


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", TEXT))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("target", ["serve", "test"])
def test_the_two_commands_are_there(target: str) -> None:
    assert f"$ make {target}" in TEXT
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    entries = [path for path in (ROOT / "service").iterdir() if path.name[0] not in "_."]
    rooms = {path.stem for path in entries if path.is_dir() or path.suffix == ".py"}
    assert {room for room in rooms if f"`{room}`" not in text} == set()
