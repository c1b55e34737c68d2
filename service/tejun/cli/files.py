"""Files that commands write.

Always holds: whole or not at all; a reader never meets half of one.
"""

import os
import tempfile
from pathlib import Path

from tejun.errors import InvalidInputError
from tejun.words import Message


def write(path: Path, data: bytes) -> None:
    """Writes the file, over one that is there."""
    _part(path, data).replace(path)


def write_once(path: Path, data: bytes) -> None:
    """Writes the file where nothing has its name. Raises InvalidInputError."""
    require_free(path)
    part = _part(path, data)
    try:
        os.link(part, path)
    except FileExistsError as error:  # it came meanwhile
        raise _is_there(path) from error
    finally:
        part.unlink()


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


def _part(path: Path, data: bytes) -> Path:
    """The whole content, under another name beside the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
        part = Path(file.name)
    part.chmod(0o666 & ~_umask())
    return part


def _is_there(path: Path) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.copies.exists.detail", path=path),
        Message("operations.copies.exists.advice"),
    )


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
