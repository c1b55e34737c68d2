"""The embedded engine beside that of before: processor time of the same evaluations, in turns, in two processes.

Always holds: both come to the same results, byte for byte; a ratio is of two turns that followed one another, so that
whatever else the machine does meets both alike.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from tejun.bundle.archive import DATA, Bundle
from tejun.decide.assemble import assemble
from tejun.model.intake import read_facts

from tests.support.cases import ROOT
from tests.support.crowd import body

BEFORE, OURS = "before", "ours"
TURN_MS = 100.0
"""About how long a turn is."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of processor time of one evaluation, turn by turn."""

    before: list[float]
    ours: list[float]

    @property
    def ratio(self) -> float:
        """Ours to the other's: the median of the turns."""
        return median(ours / before for before, ours in zip(self.before, self.ours, strict=True))


class Child:
    """One of the two processes (`tests.bench.child`)."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._answer()

    def evaluate(self, name: str, times: int) -> tuple[float, str]:
        """Milliseconds of one of so many evaluations, and the digest of the result."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name} {times}\n")
        self._process.stdin.flush()
        took, digest = self._answer().split()
        return int(took) / times / 1e6, digest

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError(f"{self._process.args!r} has ended")
        return line


def compare(
    bundle: Bundle, folder: Path, before: Path, *, people: Sequence[int], day: date, turns: int
) -> dict[int, Times]:
    """For each number of people; `before` is the Python of the environment with the engine of before."""
    (folder / "policy.wasm").write_bytes(bundle.wasm)
    (folder / "data.json").write_bytes(bundle.files[DATA])
    for number in people:
        given = assemble(read_facts(body(number)), as_of=day)
        (folder / str(number)).write_bytes(given.canonical)
    found = {number: Times([], []) for number in people}
    with ExitStack() as running:
        pair = [
            running.enter_context(_child(python, which, folder, bundle.entrypoint))
            for python, which in ((str(before), BEFORE), (sys.executable, OURS))
        ]
        for number, times in found.items():
            each = max(1, round(TURN_MS / pair[0].evaluate(str(number), 3)[0]))
            for _ in range(turns):
                (first, said), (second, answer) = (
                    child.evaluate(str(number), each) for child in pair
                )
                assert said == answer, f"{number} people: the engines come to two results"
                times.before.append(first)
                times.ours.append(second)
    return found


@contextmanager
def _child(python: str, which: str, folder: Path, entrypoint: str) -> Iterator[Child]:
    command = [python, "-m", "tests.bench.child", which, str(folder), entrypoint]
    paths = os.pathsep.join([str(ROOT), *sys.path]) if which == OURS else str(ROOT)
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:
        try:
            yield Child(process)
        finally:
            process.kill()
