"""The processes that are measured: whole commands, and how much memory they take (Linux)."""

import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.support.server import Server


def whole(
    command: Sequence[str], times: int, *, codes: Collection[int] = (0,)
) -> tuple[float, int]:
    """The median time of a whole process in seconds, and the peak of its memory in bytes."""
    seconds, peak = [], 0
    for _ in range(times):
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - begun)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = process.stderr.read() if process.stderr else b""
        if process.stderr:
            process.stderr.close()
        if process.returncode not in codes:
            raise AssertionError(f"{command}: {process.returncode}\n{said.decode()}")
        peak = max(peak, usage.ru_maxrss * 1024)
    return sorted(seconds)[times // 2], peak


def memory(server: Server) -> int:
    """The memory that the service's processes hold, in bytes: the largest of them."""
    return max(_resident(pid) for pid in _family(server.process.pid))


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grown for child in children for grown in _family(int(child)))]


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def tejun() -> str:
    """The command, of the environment that runs this."""
    return str(Path(sys.executable).with_name("tejun"))
