"""`python tools/unlocked.py LOCK …`: the libraries of this environment that no lock names, one a line.

`make setup` takes them away before it installs: what an older lock named would stay, be imported by mistake, and hold
others to versions that the lock no longer has.

Always holds: a lock that names nothing is an error, so that an empty or wrong file takes nothing away. Whatever a lock
names stays, for whichever platform it names it; so do pip, which does the work, and tejun itself.

May not know: any library, since none is installed yet when it first runs.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

STAY = frozenset({"pip", "tejun"})


def unlocked(installed: Iterable[str], locks: Iterable[str]) -> list[str]:
    """Those of the installed that none of the locks names."""
    named: set[str] = set()
    for lock in locks:
        pins = re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock, re.MULTILINE)
        if not pins:
            raise ValueError("a lock pins nothing")
        named.update(map(_normal, pins))
    return sorted({_normal(name) for name in installed} - named - STAY)


def _normal(name: str) -> str:
    """As an index compares names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main(locks: Sequence[str]) -> int:
    """Prints the names."""
    installed = [found.metadata["Name"] for found in metadata.distributions()]
    texts = [Path(lock).read_text("utf-8") for lock in locks]
    sys.stdout.writelines(f"{name}\n" for name in unlocked(installed, texts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
