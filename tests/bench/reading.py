"""What a byte costs to read, of each shape of document that could cost more than its size: from 1 KB to 8 MB.

It is measured in a process of its own (`python -m tests.bench.reading ROUNDS BYTES`), whose collector is set as the
service's is: with Python's own thresholds, and all that a bench holds by then, a reading of many small values also paid
for a walk through the whole of that.

Always holds: processor time of that process, the least of some readings. Beyond a limit a document costs less: it is
refused; that is no miss.
"""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable

from tejun.app import GC_THRESHOLDS
from tejun.reading import read_json

from tests.support.cases import ROOT
from tests.support.crowd import body
from tests.support.shapes import SHAPES, Shape

KILOBYTE = 1024
SIZES = (KILOBYTE, 8 * KILOBYTE, 64 * KILOBYTE, 512 * KILOBYTE, 8_000 * KILOBYTE)
FROM = 2
"""The size from which on a byte may cost no more than it does there: before it, every reading has its first moment."""
RATIO = 4.0
GROWS = 3
"""What the process ends with where a byte of some shape does."""


def are_flat(*, rounds: int, most: int = SIZES[-1]) -> bool:
    """Has the table printed; whether no byte costs more the longer its document is."""
    command = [sys.executable, "-m", "tests.bench.reading", str(rounds), str(most)]
    paths = os.pathsep.join([str(ROOT), *sys.path])
    sys.stdout.flush()
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, check=False)
    if run.returncode not in {0, GROWS}:
        raise AssertionError(f"{command}: {run.returncode}")
    return run.returncode == 0


def shapes(*, rounds: int, most: int = SIZES[-1]) -> list[str]:
    """Prints the table; the names of the shapes of which a byte costs more the longer they are."""
    sizes = [size for size in SIZES if size <= most]
    ordinary = nanoseconds(read_json, body(40), rounds)
    print(f"\nreading, ns a byte (an ordinary document of 40 people: {ordinary:.1f})")
    print(f"{'':48}" + "".join(f"{size // KILOBYTE:>9} KB" for size in sizes))
    grow: list[str] = []
    for name, shape in SHAPES.items():
        costs = [_cost(shape, size, rounds) for size in sizes]
        flat = max(costs[FROM:]) <= RATIO * max(costs[FROM], ordinary)
        grow += [] if flat else [name]
        print(
            f"{name:48}" + "".join(f"{cost:12.1f}" for cost in costs) + ("" if flat else "  GROWS")
        )
    return grow


def _cost(shape: Shape, size: int, rounds: int) -> float:
    return nanoseconds(shape.read_or_refuse, shape.sized(size), rounds)


def nanoseconds(read: Callable[[bytes], object], data: bytes, rounds: int) -> float:
    """The least that a byte took."""
    least = float("inf")
    for _ in range(rounds):
        begun = time.process_time_ns()
        read(data)
        least = min(least, (time.process_time_ns() - begun) / len(data))
    return least


if __name__ == "__main__":
    gc.set_threshold(*GC_THRESHOLDS)
    sys.exit(GROWS if shapes(rounds=int(sys.argv[1]), most=int(sys.argv[2])) else 0)
