"""A sample has one of every category, drawn anew by every seed; a long run has all."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.support.runs import run_in
from tests.support.sample import LONG_SECONDS, PART, Sample, examples, is_long

MANY = [(letter, number) for number in range(50) for letter in "abc"]


def letter(item: tuple[str, int]) -> str:
    return item[0]


def test_a_sample_has_one_of_every_category_in_the_order_of_the_items() -> None:
    drawn = Sample("x").of([*MANY, ("d", 1)], letter)
    assert Counter(map(letter, drawn)) == {"a": 1, "b": 1, "c": 1, "d": 1}
    assert drawn == sorted(drawn, key=[*MANY, ("d", 1)].index)


def test_a_seed_draws_the_same_again_and_another_one_something_else() -> None:
    draws = [tuple(Sample(seed).of(MANY, letter)) for seed in ("x", "x", *map(str, range(20)))]
    assert draws[0] == draws[1]
    assert len({*draws}) > 10


def test_in_the_course_of_many_runs_everything_is_drawn() -> None:
    assert {item for seed in range(2000) for item in Sample(str(seed)).of(MANY, letter)} == {*MANY}


def test_a_long_run_has_all() -> None:
    assert Sample(None).of(iter(MANY), letter) == MANY


def test_a_run_that_is_asked_to_be_long_is(pytestconfig: pytest.Config) -> None:
    assert is_long() == pytestconfig.option.long


def test_examples_are_a_part_unless_the_run_is_long(pytestconfig: pytest.Config) -> None:
    long = pytestconfig.option.long
    assert examples(200) == (200 if long else 200 // PART)
    assert examples(1000, 400) == (1000 if long else 400)


SEES = """
from pathlib import Path
import pytest
@pytest.mark.parametrize("number", range(4))
def test_it(sample, number):
    Path(f"{number}.seen").write_text(sample.seed)
"""


@pytest.mark.parametrize("given", [(), ("--seed", "abc")])
def test_every_worker_draws_by_the_seed_that_is_shown(
    tmp_path: Path, given: tuple[str, ...]
) -> None:
    (tmp_path / "test_it.py").write_text(SEES)
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.support.sample"]\n')
    run = run_in(tmp_path, "--numprocesses", "2", *given)
    assert run.returncode == 0, run.stdout
    shown = re.findall(r"--seed (\w+)$", run.stdout, re.MULTILINE)
    assert {path.read_text() for path in tmp_path.glob("*.seen")} == {*shown}
    assert shown == [given[1]] if given else len(shown) == 1


LIMITS = """
from pathlib import Path
import pytest
@pytest.mark.timeout(5)
def test_it(request):
    limit = request.node.get_closest_marker("timeout")
    Path("seen").write_text(str(limit.args[0]))
"""


@pytest.mark.parametrize(("given", "seconds"), [((), 5), (("--long",), LONG_SECONDS)])
def test_the_whole_has_the_time_that_it_takes(
    tmp_path: Path, given: tuple[str, ...], seconds: int
) -> None:
    (tmp_path / "test_it.py").write_text(LIMITS)
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.support.sample"]\n')
    run = run_in(tmp_path, *given)
    assert run.returncode == 0, run.stdout
    assert (tmp_path / "seen").read_text() == str(seconds)
