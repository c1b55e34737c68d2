"""Files that commands write.

Always holds: whole or not at all; a reader never meets half of one.
"""

import os
import tempfile
from pathlib import Path

from tejun.errors import InvalidInputError, Text


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
            Text(
                ja=f"{path} は、すでに別の内容であります。",
                en=f"{path} is there already, with another content.",
            ),
            Text(
                ja="--out で別の名前を指定するか、上書きするなら --force を付けてください。",
                en="Name another file with --out, or write over it with --force.",
            ),
        )
    write(path, data)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
