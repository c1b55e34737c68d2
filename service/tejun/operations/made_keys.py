"""Who hears that a master key was made, wherever that happens: nobody may find out later that there is one to keep.

Always holds: the last one that listens hears of it, in the moment when the key is made.

May not know: how it is said, or what the key is for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Listener = Callable[[Path], None]

_LISTENERS: list[Listener] = []


@contextmanager
def announced_to(listener: Listener) -> Iterator[None]:
    """While this lasts the listener is given each file that is made for a master key."""
    _LISTENERS.append(listener)
    try:
        yield
    finally:
        _LISTENERS.remove(listener)


def announce(path: Path) -> None:
    """That the file was just made."""
    if _LISTENERS:
        _LISTENERS[-1](path)
