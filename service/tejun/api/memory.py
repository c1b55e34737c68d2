"""How a serving process keeps memory: what a large body took goes back to the system when it is done.

The C library keeps what threads free for the next time, in a place for each thread, and after the first large block
takes larger ones from there too: forty threads then hold what only one needed.

Always holds: where the C library has no such settings, nothing is done.

May not know: what the memory was for.
"""

import ctypes

_KEPT = 512 * 1024
"""A larger block is the system's, and goes back as soon as it is freed."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""From malloc.h of the GNU C library."""


def give_back_what_is_free() -> bool:
    """Sets the C library so, for this process; whether it has the settings."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    settings = ((_M_MMAP_THRESHOLD, _KEPT), (_M_TRIM_THRESHOLD, _KEPT), (_M_ARENA_MAX, 2))
    return all(mallopt(name, value) == 1 for name, value in settings)
