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
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
        part = Path(file.name)
    part.chmod(0o666 & ~_umask())
    part.replace(path)


def write_new(path: Path, data: bytes) -> None:
    """Writes the file where there is none, or the same one. Raises InvalidInputError."""
    if path.exists() and path.read_bytes() != data:
        raise InvalidInputError(
            Message("cli.file_exists.detail", path=path),
            Message("cli.file_exists.advice"),
        )
    write(path, data)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
