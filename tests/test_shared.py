"""What one test made, the next has: the same is built or decided once a run, anything else for itself."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tejun.bundle.archive import Bundle, read_archive
from tejun.engine.protocol import Evaluation

from tests.support import shared
from tests.support.bundles import tiny_archive, write_tree
from tests.support.decided import DecidedOnce

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


class Counting:
    """An engine whose every decision is another; no document, no decision."""

    name = "counting"
    version = "0"

    def __init__(self) -> None:
        self.asked = 0

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        self.asked += 1
        if not input_document:
            raise ZeroDivisionError
        return Evaluation({"asked": self.asked}, self.name, self.version)

    def close(self) -> None:
        """Nothing is held."""


def test_a_decision_is_made_once_and_one_of_other_bytes_or_another_edition_for_itself(
    builds: list[Path],
) -> None:
    one, other = read_archive(tiny_archive()), read_archive(tiny_archive("another call"))
    engine = Counting()
    asked = [(one, b"{}"), (one, b"[]"), (other, b"{}"), (one, b"{}"), (other, b"{}")]
    found = [DecidedOnce(engine).evaluate(*question).result["asked"] for question in asked]
    assert found == [1, 2, 3, 1, 3]


def test_what_is_done_to_a_decision_is_not_kept(builds: list[Path]) -> None:
    engine, bundle = DecidedOnce(Counting()), read_archive(tiny_archive())
    engine.evaluate(bundle, b"{}").result.clear()
    assert engine.evaluate(bundle, b"{}").result == {"asked": 1}


def test_where_nothing_was_decided_it_is_asked_again(builds: list[Path]) -> None:
    engine, bundle = Counting(), read_archive(tiny_archive())
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            DecidedOnce(engine).evaluate(bundle, b"")
    assert engine.asked == 2


def test_memory_is_taken_only_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1024**3))
    assert shared.memory() is None
