"""The bytes of a file, no more of them than a limit and one: whoever reads them sees that it is over.

Always holds: a file that is larger than memory, or that never ends, costs no more than the limit.

May not know: what stands in it, or what is said where it cannot be read.
"""

from pathlib import Path

from tejun.reading.bounds import MAX_BYTES


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The file's content, cut behind the first byte over the limit. Raises OSError."""
    with path.open("rb") as file:
        return file.read(limit + 1)
