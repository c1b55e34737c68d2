"""Folders in which copies of the record are made, under a hidden name: what a process left there that was killed.

Always holds: the mark in a folder that is at work is locked by its process, and no other removes that folder. A folder
is ours by its name and by the mark in it; in one that is, nothing is removed but files of a copy. The folder itself is
not locked: where the copy is of an earlier tejun, whoever brings it forward locks that (`tejun.store.former`).

May not know: what is made in one.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tejun.own_files import lock, sync, try_lock
from tejun.reading import read_bytes

_PREFIX = ".tejun-copy-"

_MARK, _WORDS = "made-by-tejun", b"tejun/copy/1\n"
"""The file by which a folder is ours, and what stands in it."""

_COPY = "copy.db"
_OF_COPY = re.compile(
    re.escape(_COPY) + r"(\.in-clear-[0-9]+)?(\.unfinished)?(-wal|-shm|-journal|-writer)?"
)
"""What lies beside a copy while it is made, also of one that an earlier tejun made."""


@contextmanager
def unfinished_copy(parent: Path, *, removes_left: bool = True) -> Iterator[Path]:
    """Where to make a copy: a name in a folder of its own below this one, until the end. The folders that others have
    left there are removed, but by who only looks.
    """
    if removes_left:
        remove_left(parent)
    with ExitStack() as opened:
        made = tempfile.TemporaryDirectory(dir=parent, prefix=_PREFIX, ignore_cleanup_errors=True)
        folder = Path(opened.enter_context(made))
        descriptor = _mark(folder)  # from now on another may remove it, once it is locked no more
        if os.name == "posix":
            opened.callback(os.close, descriptor)
        else:  # Windows removes no file that is open
            os.close(descriptor)
        yield folder / _COPY


def _mark(folder: Path) -> int:
    """The mark, opened and locked before it is one: it is empty until then."""
    descriptor = os.open(folder / _MARK, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    lock(descriptor)
    os.write(descriptor, _WORDS)
    os.fsync(descriptor)
    sync(folder)
    return descriptor


def _is_marked(folder: Path) -> bool:
    mark = folder / _MARK
    with suppress(OSError):
        return mark.stat().st_size == len(_WORDS) and read_bytes(mark, len(_WORDS)) == _WORDS
    return False


def find_left(parent: Path) -> Iterator[Path]:
    """The folders that nobody is at work in any more. Raises OSError."""
    return (path for path, is_left in _find(parent) if is_left)


def find_at_work(parent: Path) -> Iterator[Path]:
    """Those in which a copy is being made; on Windows, which locks none, all. Raises OSError."""
    return (path for path, is_left in _find(parent) if not is_left)


def _find(parent: Path) -> Iterator[tuple[Path, bool]]:
    """All of them, and whether each was left; one that was is this process's alone until the next is asked for."""
    for path in sorted(parent.glob(f"{_PREFIX}*")):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError), _opened(path) as is_left:
                if _is_marked(path):
                    yield path, is_left


def remove_left(parent: Path) -> None:
    """Removes them, as far as this user may; where somebody has put something else in one, that stays."""
    for path in find_left(parent):
        with suppress(OSError):
            _remove(path)


def _remove(folder: Path) -> None:
    for path in list(folder.iterdir()):
        if _OF_COPY.fullmatch(path.name):
            path.unlink()
    (folder / _MARK).unlink()  # last: until then the folder is named, since it may hold a copy
    folder.rmdir()


@contextmanager
def _opened(folder: Path) -> Iterator[bool]:
    """Whether the folder is now this process's alone, until it is closed; Windows locks none, so that it never is.

    Raises OSError where it has no mark.
    """
    if os.name != "posix":
        yield False
        return
    descriptor = os.open(folder / _MARK, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        yield try_lock(descriptor)
    finally:
        os.close(descriptor)
