"""Puts what nobody should leave about into a registry's folder, and clears it away again.

May not know: what reads the folder.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.hostile.items import Plant

SPARSE_BYTES = 20 * 1024 * 1024 * 1024
"""A file that says it is this long, and takes no room."""


def plant(folder: Path, what: Plant) -> None:
    """Makes it, in the place of what has its name."""
    path = os.fsencode(folder) + b"/" + os.fsencode(what.name)
    remove(folder, what.name)
    if what.kind == "folder":
        os.mkdir(path)  # noqa: PTH102 - a name in bytes
    elif what.kind == "pipe":
        os.mkfifo(path)
    elif what.kind == "link":
        os.symlink(what.content, path)  # noqa: PTH211 - as above
    else:
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, what.content)
            if what.kind == "sparse":
                os.ftruncate(descriptor, SPARSE_BYTES)
            os.fchmod(descriptor, what.mode)
        finally:
            os.close(descriptor)


def remove(folder: Path, name: str) -> None:
    path = os.fsencode(folder) + b"/" + os.fsencode(name)
    try:
        os.unlink(path)  # noqa: PTH108 - as above
    except FileNotFoundError:
        return
    except OSError:
        with suppress(FileNotFoundError):
            shutil.rmtree(path)


def restore(folder: Path, plants: tuple[Plant, ...], good: Mapping[str, bytes]) -> None:
    """As it was: what was planted goes, and what had its name is there again."""
    for each in plants:
        remove(folder, each.name)
        if each.name in good:
            (folder / each.name).write_bytes(good[each.name])
