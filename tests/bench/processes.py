"""The processes that are measured: whole commands, and how much memory they take (Linux)."""

import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from statistics import median

from tests.support.server import Server

_WATCHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def whole(command: Sequence[str], times: int, *, codes: Collection[int] = (0,)) -> float:
    """The median time of a whole process, in seconds."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        run = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        seconds.append(time.perf_counter() - begun)
        if run.returncode not in codes:
            raise AssertionError(f"{command}: {run.returncode}\n{run.stderr.decode()}")
    return median(seconds)


def peak(command: Sequence[str]) -> int:
    """The peak of a whole process's memory, in bytes.

    Started from a small process: the peak that Linux tells of a child begins with what its parent held.
    """
    watched = [sys.executable, "-c", _WATCHED, *command]
    return int(subprocess.run(watched, capture_output=True, check=True).stdout) * 1024


def processor_seconds(pids: Sequence[int]) -> float:
    """What they have taken of the processors since they began."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(server: Server) -> int:
    """The memory that the service's processes hold, in bytes: the largest of them."""
    return max(_kilobytes(pid, "VmRSS") for pid in server.family()) * 1024


def peak_of(pid: int) -> int:
    """The most memory that a running process has held, in bytes."""
    return _kilobytes(pid, "VmHWM") * 1024


def _kilobytes(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0


def tejun() -> str:
    """The command, of the environment that runs this."""
    return str(Path(sys.executable).with_name("tejun"))
