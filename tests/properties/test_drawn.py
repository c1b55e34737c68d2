"""Of a test that is asked of every program a plain run has one program; each is drawn in the end."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.properties import conftest
from tests.support.cases import PROGRAMS

SEEDS = [str(number) for number in range(60)]


def asked(program: str | None, *, path: Path = conftest.HERE / "test_x.py", **more: Any) -> Any:
    callspec = {} if program is None else {"callspec": SimpleNamespace(params={"program": program})}
    name = f"{path.name}::test_it[{program}]"
    return SimpleNamespace(path=path, nodeid=name, **callspec, **more)


def drawn(seed: str) -> list[str]:
    return [program for program in PROGRAMS if conftest._is_drawn(asked(program), seed)]


def test_one_program_is_drawn_and_each_in_the_end() -> None:
    assert {len(drawn(seed)) for seed in SEEDS} == {1}
    assert {program for seed in SEEDS for program in drawn(seed)} == {*PROGRAMS}


def test_what_is_asked_of_no_program_or_elsewhere_stays() -> None:
    elsewhere = conftest.HERE.parent / "test_x.py"
    for seed in SEEDS:
        assert conftest._is_drawn(asked(None), seed)
        assert all(conftest._is_drawn(asked(name, path=elsewhere), seed) for name in PROGRAMS)
        shared = [asked(name, fixturenames=["deletions_of"]) for name in PROGRAMS]
        assert all(conftest._is_drawn(item, seed) for item in shared)
