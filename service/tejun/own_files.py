"""Files that are their owner's alone (mode 0600), such as those of keys: each is there whole, or not at all.

Always holds: under its name a file is whole from the first, also after a power failure; another process may wait to
read it. What is made new replaces nothing.

May not know: what stands in a file.
"""

import os
import tempfile
from pathlib import Path


def write_new_file(path: Path, data: bytes) -> None:
    """Makes the file. Raises FileExistsError where there is one, or OSError."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".tejun-") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        os.link(file.name, path)
    _sync_folder(path.parent)


def replace_file(path: Path, data: bytes) -> None:
    """The file has these bytes from now on: whoever opens it reads the old ones, or the new ones. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".tejun-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """What a key has signed or wrapped is of no use where a power failure has taken the key's file."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
