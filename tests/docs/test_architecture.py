"""The page shows the floors that the contract holds: a room that moves, moves there too."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from tests.support.cases import ROOT

PAGE = ROOT / "docs" / "architecture.md"
Floors = Sequence[frozenset[str]]


def of_the_contract(pyproject: str) -> Floors:
    """The rooms of each floor, the highest first."""
    contracts = tomllib.loads(pyproject)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [frozenset(layer.replace(":", "|").replace(" ", "").split("|")) for layer in layers]


def of_the_page(page: str) -> Floors:
    """The same, from the table: a row without a number stands on the floor above it."""
    table = page[page.index("| floor | room |") :].split("\n\n", maxsplit=1)[0]
    floors: list[set[str]] = []
    for row in table.splitlines()[2:]:
        number, room, _ = (cell.strip() for cell in row.strip("|").split("|", 2))
        if number:
            floors.append(set())
        floors[-1].add(room.strip("`"))
    return [frozenset(floor) for floor in floors]


def test_the_page_shows_the_floors_of_the_contract() -> None:
    contract = of_the_contract((ROOT / "pyproject.toml").read_text("utf-8"))
    assert of_the_page(PAGE.read_text("utf-8")) == contract


def test_every_room_has_its_floor() -> None:
    package = ROOT / "service" / "tejun"
    rooms = {path.name for path in package.iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.stem for path in package.glob("*.py")} - {"__init__"}
    assert rooms == frozenset().union(*of_the_page(PAGE.read_text("utf-8")))


def test_a_room_on_another_floor_is_found() -> None:
    page = PAGE.read_text("utf-8")
    moved = page.replace("|    | `present` |", "| 13 | `present` |")
    assert moved != page
    assert of_the_page(moved) != of_the_page(page)


LONGEST = 400
"""Lines: a longer module holds two things."""


def too_long(folder: Path) -> list[str]:
    counts = {path: len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.py")}
    return [path.name for path, count in counts.items() if count > LONGEST]


def test_no_module_is_longer_than_it_reads() -> None:
    assert too_long(ROOT / "service") == []


def test_a_module_that_is_too_long_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "fits.py").write_text("x = 1\n" * LONGEST, "utf-8")
    (tmp_path / "long.py").write_text("x = 1\n" * (LONGEST + 1), "utf-8")
    assert too_long(tmp_path) == ["long.py"]
