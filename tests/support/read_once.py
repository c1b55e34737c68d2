"""An archive that is read again is not taken apart again: hundreds of commands and services of the tests read the same
few, in forty milliseconds each.

A plugin (`tests/conftest.py` loads it).

Always holds: what is kept is the bundle of the very same bytes, which nobody can change; an error is not kept; whether
a signature counts is looked at each time. A process of its own reads by itself.

May not know: who reads.
"""

from functools import lru_cache

from tejun.bundle import signatures
from tejun.bundle.archive import read_archive

KEPT = 24
"""How many: those of the programs, and what a file of tests builds."""


def pytest_configure() -> None:
    signatures.read_archive = lru_cache(maxsize=KEPT)(read_archive)  # type: ignore[attr-defined]
