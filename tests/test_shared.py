"""What one test built, the next has: the same sources are built once a run, any others for themselves."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support import shared
from tests.support.bundles import write_tree

OPA = Path("/nowhere/opa")


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The trees that are built, each into a number of its own, in a run of its own."""
    made: list[Path] = []

    def build(policies: Path, program: str, *, opa: Path) -> bytes:
        made.append(policies)
        if program == "broken":
            raise ZeroDivisionError
        return str(len(made)).encode()

    monkeypatch.setattr(shared, "build_archive", build)
    monkeypatch.setenv(shared.RUN, str(tmp_path / "run"))
    (tmp_path / "run").mkdir()
    return made


def test_the_same_sources_are_built_once_wherever_they_stand(
    builds: list[Path], tmp_path: Path
) -> None:
    trees = [write_tree(tmp_path / name) for name in ("a", "b")]
    assert [shared.built(tree, "tiny-2026", opa=OPA) for tree in trees] == [b"1", b"1"]
    assert builds == trees[:1]


@pytest.mark.parametrize("changed", ["lib/verdict.rego", "schemas/input.json", "source/new.txt"])
def test_other_sources_are_built_for_themselves(
    builds: list[Path], tmp_path: Path, changed: str
) -> None:
    tree = write_tree(tmp_path / "a")
    assert shared.built(tree, "tiny-2026", opa=OPA) == b"1"
    with (tree / changed).open("a") as file:
        file.write("\n")
    assert shared.built(tree, "tiny-2026", opa=OPA) == b"2"
    assert shared.built(tree, "other-2026", opa=OPA) == b"3"


def test_who_asks_at_the_same_time_waits_for_the_one_build(
    builds: list[Path], tmp_path: Path
) -> None:
    tree = write_tree(tmp_path / "a")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: shared.built(tree, "tiny-2026", opa=OPA), range(8)))
    assert {*found} == {b"1"}


def test_an_error_is_not_kept(builds: list[Path], tmp_path: Path) -> None:
    tree = write_tree(tmp_path / "a")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            shared.built(tree, "broken", opa=OPA)
    assert len(builds) == 2
