"""Folders in which copies of the record are made, under a hidden name: what a process left there that was killed.

Always holds: a folder that is at work is locked by its process, and is neither named nor removed by another.

May not know: what is made in one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tejun.own_files import lock, try_lock

_PREFIX = ".tejun-"


@contextmanager
def folder_of_its_own(parent: Path) -> Iterator[Path]:
    """A folder below this one, until the end; those that others have left there are removed."""
    remove_left(parent)
    with ExitStack() as opened:
        folder = _locked_folder(parent, opened)
        while not folder.is_dir():  # another removed it before it was locked
            folder = _locked_folder(parent, opened)
        yield folder


def _locked_folder(parent: Path, opened: ExitStack) -> Path:
    made = tempfile.TemporaryDirectory(dir=parent, prefix=_PREFIX, ignore_cleanup_errors=True)
    folder = Path(opened.enter_context(made))
    if os.name == "posix":
        with suppress(FileNotFoundError):
            descriptor = os.open(folder, os.O_RDONLY)
            opened.callback(os.close, descriptor)
            lock(descriptor)
    return folder


def find_left(parent: Path) -> Iterator[Path]:
    """The folders that nobody is at work in any more. Raises OSError."""
    for path in sorted(parent.glob(f"{_PREFIX}*")):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError), _opened(path) as is_left:
                if is_left:
                    yield path


def remove_left(parent: Path) -> None:
    """Removes them, as far as this user may."""
    for path in find_left(parent):
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _opened(folder: Path) -> Iterator[bool]:
    """Whether the folder is now this process's alone, until it is closed; Windows locks none, so that it never is."""
    if os.name != "posix":
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield try_lock(descriptor)
    finally:
        os.close(descriptor)
