"""What a file costs is counted, its processes included, and one that is dearer than the bound fails the run."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import costs
from tests.support.costs import Costs
from tests.support.runs import run_in

SPEND = "import time\nwhile time.process_time() < 0.2: pass"


def spend(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_process_that_has_ended_counts_and_a_wait_does_not() -> None:
    counted = Costs()
    with counted.counted("a"):
        subprocess.run([sys.executable, "-c", SPEND], check=True)
    with counted.counted("b"):
        time.sleep(0.2)
    assert counted.spent["a"] > 0.15
    assert counted.spent["b"] < 0.1


def test_what_is_shared_is_no_files() -> None:
    counted = Costs()
    with counted.counted("a"), counted.counted("one", shared=True):
        with counted.counted("another", shared=True):
            spend(0.2)
        spend(0.1)
    assert counted.spent["a"] < 0.05
    assert 0.1 <= counted.shared["one"] < 0.2 <= counted.shared["another"]


def test_what_workers_counted_is_added_up() -> None:
    counted = Costs()
    for _ in range(2):
        counted.add({"a": 1.0}, {"b": 2.0})
    assert (counted.spent, counted.shared) == ({"a": 2.0}, {"b": 4.0})


def test_only_the_dearest_are_shown_and_what_is_too_dear_is_said() -> None:
    counted = Costs()
    counted.add({str(number): float(number) for number in range(20)}, {"shared": 50.0})
    lines = counted.lines(most=18.5)
    assert lines[:2] == ["   50.0 shared", "   19.0 19"]
    assert len(lines) == costs.SHOWN + 1
    assert lines[-1].startswith("ERROR 19 takes more than 18 seconds")
    assert counted.too_dear(19.0) == []
    assert counted.too_dear(None) == []


CONFTEST = """
import tests.support.costs as costs
costs.MOST_SECONDS = {most}
pytest_plugins = ["tests.support.costs"]
def pytest_addoption(parser):
    parser.addoption("--long", action="store_true")
"""


@pytest.mark.parametrize("workers", [(), ("--numprocesses", "1")])
def test_a_run_with_a_file_that_is_too_dear_fails(tmp_path: Path, workers: tuple[str, ...]) -> None:
    (tmp_path / "test_dear.py").write_text("def test_it():\n    sum(range(1_000_000))\n")
    for most, code in ((0.0, 1), (60.0, 0)):
        (tmp_path / "conftest.py").write_text(CONFTEST.format(most=most))
        run = run_in(tmp_path, *workers)
        assert run.returncode == code, run.stdout
        assert re.search(r"seconds of processor: the dearest.*\n +[0-9.]+ test_dear.py", run.stdout)
        assert ("ERROR test_dear.py takes more than" in run.stdout) is bool(code)


def test_a_long_run_has_no_bound(tmp_path: Path) -> None:
    (tmp_path / "test_dear.py").write_text("def test_it():\n    pass\n")
    (tmp_path / "conftest.py").write_text(CONFTEST.format(most=0.0))
    assert run_in(tmp_path, "--long").returncode == 0
