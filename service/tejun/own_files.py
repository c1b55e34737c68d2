"""Files that are their owner's alone (mode 0600), such as those of keys: each is there whole, or not at all.

Always holds: under its name a file is whole from the first, also after a power failure; another process may wait to
read it. What is made new replaces nothing; where a link leads to it, the file is replaced, and the link stays. What a
killed process leaves has one name, and goes with the next that is written: the name is of no use for a file that
somebody names freely, beside which another of this name may be somebody's own. What is no file there is left alone.

Beside it, for files of any kind: that what was written lasts.

May not know: what stands in a file.
"""

import ctypes
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_AT_FOLDER, _RENAME_NOREPLACE, _RENAME_EXCL = -100, 1, 4
"""Of Linux (AT_FDCWD and the flag of renameat2) and of macOS (the flag of renamex_np)."""

_NOT_WAITING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Opens what a path names itself, and at once: a pipe would wait for who writes into it."""

UNFINISHED_SUFFIX = ".new"
"""What the name of a file ends with until it is whole: one name, so that whoever writes next finds what was left."""

LOCK_SUFFIX = ".lock"
"""What the name of the file ends with that is locked while another one is changed; it stays, and is empty."""


def write_new_file(path: Path, data: bytes) -> None:
    """Makes the file. Raises FileExistsError where there is one, or OSError."""
    with _written(path, data) as new:
        os.link(new, path)
        new.unlink()
    sync(path.parent)


def give_name(made: Path, path: Path) -> None:
    """The file has this name from now on, and its own no more; one that is there is not replaced.

    Raises FileExistsError, or OSError; with ENOSYS, EINVAL or EOPNOTSUPP where this file system does neither of the two
    things by which nothing is replaced.
    """
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without second names
        _rename_to_new(made, path)
    else:
        made.unlink()


def _rename_to_new(made: Path, path: Path) -> None:
    """Renames the file; `rename` of POSIX would replace another that has come meanwhile."""
    if os.name != "posix":  # Windows replaces none
        made.rename(path)
        return
    system = ctypes.CDLL(None, use_errno=True)
    source, target = os.fsencode(made), os.fsencode(path)
    if hasattr(system, "renameat2"):
        failed = system.renameat2(_AT_FOLDER, source, _AT_FOLDER, target, _RENAME_NOREPLACE)
    elif hasattr(system, "renamex_np"):
        failed = system.renamex_np(source, target, _RENAME_EXCL)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(path))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(path))


def replace_file(path: Path, data: bytes) -> None:
    """The file has these bytes from now on: whoever opens it reads the old ones, or the new ones. Raises OSError."""
    path = path.resolve()
    with _written(path, data) as new:
        new.replace(path)
    sync(path.parent)


def find_unfinished(path: Path) -> Path | None:
    """What a process has left beside the file that was killed while it wrote one: it may have the same secrets."""
    new = _unfinished(path.resolve())
    return new if os.path.lexists(new) else None


def remove_unfinished(path: Path) -> Path | None:
    """Removes that, after whoever is at work on it; gives what it was. Raises OSError."""
    new = _unfinished(path.resolve())
    return new if _remove_left(new) else None


def _unfinished(path: Path) -> Path:
    return path.with_name(path.name + UNFINISHED_SUFFIX)


@contextmanager
def _written(path: Path, data: bytes) -> Iterator[Path]:
    """A file with these bytes beside that one, for the caller to give it its name; others wait until the end."""
    new = _unfinished(path)
    file = os.fdopen(_begun(new), "wb")
    try:
        file.write(data)
        finish(file)
        yield new
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    finally:
        file.close()


def finish(file: IO[bytes]) -> None:
    """What was written is on the disk, and the file may be given another name. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())
    if os.name != "posix":  # Windows renames no file that is open
        file.close()


def _begun(new: Path) -> int:
    """An empty file of this name, opened and locked; one that was left goes before. Raises OSError."""
    while True:
        try:
            descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileExistsError:
            _remove_left(new)
            continue
        lock(descriptor)
        if _is_file(descriptor, new):  # another may have taken it for one that was left
            return descriptor
        os.close(descriptor)


def _remove_left(new: Path) -> bool:
    """Whether there was one that a killed process had left: who is at work holds the lock until it has another name.

    Raises OSError, also where there is a folder, or something else that nobody has written.
    """
    try:
        descriptor = os.open(new, os.O_RDONLY | _NOT_WAITING)
    except FileNotFoundError:
        return False
    try:
        _require_file(descriptor, new)
        lock(descriptor)
        is_left = _is_file(descriptor, new)
        if is_left:
            new.unlink()
    finally:
        os.close(descriptor)
    return is_left


def _require_file(descriptor: int, path: Path) -> None:
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), str(path))


def _is_file(descriptor: int, path: Path) -> bool:
    """Whether the open file still has this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


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
