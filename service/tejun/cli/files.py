"""Files that commands write.

Always holds: whole or not at all; a reader never meets half of one. What is written has a name of its own until it is
whole, so that no other file is touched; an error names the file that was asked for, never that one.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tejun.errors import InvalidInputError
from tejun.own_files import finish, give_name, sync
from tejun.words import Message


def write(path: Path, data: bytes) -> None:
    """Writes the file, over one that is there. Raises OSError."""
    with _part(path) as (file, part):
        _fill(file, part, data)
        part.replace(path)


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file of its owner's alone to be written, which has its name when all of it is there, and replaces none; where
    that fails there is none. Raises InvalidInputError or OSError.
    """
    with _part(path) as (file, part):
        yield file
        finish(file)
        _give_name(part, path)
    sync(path.parent)


def write_once(path: Path, data: bytes) -> None:
    """The same of what is there as a whole: it may have facts of people. Raises InvalidInputError or OSError."""
    with new_file(path) as file:
        file.write(data)


def require_free(path: Path) -> None:
    """Raises InvalidInputError where something has the name."""
    if os.path.lexists(path):
        raise _is_there(path)


def write_new(path: Path, data: bytes) -> None:
    """Writes the file where there is none, or the same one. Raises InvalidInputError."""
    if path.exists() and path.read_bytes() != data:
        raise InvalidInputError(
            Message("cli.file_exists.detail", path=path),
            Message("cli.file_exists.advice"),
        )
    write(path, data)


@contextmanager
def _part(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """What is to be the content, under another name beside the file; it is gone at the end where it has no other."""
    _make_folder(path.parent)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    except OSError as error:
        raise _of(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, part
    except OSError as error:
        if error.filename == str(part):
            raise _of(path, error) from error
        raise
    finally:
        part.unlink(missing_ok=True)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from error


def _fill(file: IO[bytes], part: Path, data: bytes) -> None:
    """The file is whole, and as others make theirs."""
    file.write(data)
    file.close()
    part.chmod(0o666 & ~_umask())


def _give_name(part: Path, path: Path) -> None:
    try:
        give_name(part, path)
    except FileExistsError as error:  # it came meanwhile
        raise _is_there(path) from error


def _of(path: Path, error: OSError) -> OSError:
    """The same error, of the file that was asked for."""
    return OSError(error.errno, error.strerror, str(path))


def _is_there(path: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.copies.exists.detail", path=path),
        Message("operations.copies.exists.advice"),
    )


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
