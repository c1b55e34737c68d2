"""Becomes another program that ends when the one that started it ends, even by SIGKILL.

    python -I -S tether.py <pid of who starts it> <program> [argument …]

Linux: PR_SET_PDEATHSIG (prctl(2)) has the kernel kill it, and outlasts execve. The signal comes when the thread that
started it ends, so that thread must live as long as the program shall. Elsewhere there is nothing of the kind: the
program is ended by whoever started it, or not at all.

Why a program: set between fork and exec by the service itself, it would run Python in a copy of a process whose
other threads hold locks.

May not know: the service; it imports nothing of it.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(parent: int, program: list[str]) -> None:
    """Ties itself to the parent and becomes the program."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the tie was made
            sys.exit(1)
    os.execv(program[0], program)  # noqa: S606 - no shell; the program that the service chose


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
