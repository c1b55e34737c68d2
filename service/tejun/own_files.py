"""Files that are their owner's alone (mode 0600), such as those of keys: each is there whole, or not at all.

Always holds: under its name a file is whole from the first, also after a power failure; another process may wait to
read it. What is made new replaces nothing; where a link leads to it, the file is replaced, and the link stays.

Beside it, for files of any kind: that what was written lasts.

May not know: what stands in a file.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO

LOCK_SUFFIX = ".lock"
"""What the name of the file ends with that is locked while another one is changed; it stays, and is empty."""


def write_new_file(path: Path, data: bytes) -> None:
    """Makes the file. Raises FileExistsError where there is one, or OSError."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".tejun-") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        os.link(file.name, path)
    sync(path.parent)


def replace_file(path: Path, data: bytes) -> None:
    """The file has these bytes from now on: whoever opens it reads the old ones, or the new ones. Raises OSError."""
    path = path.resolve()
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
    sync(path.parent)


def read_own_file(path: Path, limit: int) -> tuple[bytes, str | None]:
    """The bytes, cut behind the first one over the limit; and the mode of that very file, as four octal digits, where
    others than its owner may do anything with it. Raises OSError.
    """
    with path.open("rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        is_others = os.name == "posix" and bool(mode & _OTHERS)
        return file.read(limit + 1), f"{mode:04o}" if is_others else None


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Whether this is the only process that changes the file, until the end; the others see that they are not.

    Where nothing can be written beside the file, nobody replaces it, and the file itself is locked. Raises OSError.
    """
    path = path.resolve()
    try:
        descriptor = os.open(path.with_name(path.name + LOCK_SUFFIX), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        descriptor = os.open(path, os.O_RDONLY)
    try:
        yield try_lock(descriptor)
    finally:
        os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    """Whether the open file is now locked for this process alone, until it is closed."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def lock(descriptor: int) -> None:
    """Waits until the open file is locked for this process alone, until it is closed; Windows has no such lock."""
    try:
        import fcntl  # noqa: PLC0415 - as above
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def sync(path: Path) -> None:
    """A file's content, or the names in a folder, are on the disk when this returns. Raises OSError.

    A file that is on the disk under no name is lost with the power; Windows syncs no folder.
    """
    if os.name != "posix" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
