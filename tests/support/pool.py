"""Evaluates in another process, for tests: what a worker of a process pool runs.

Always holds: importable by itself, so a process that was spawned finds it.
"""

from functools import cache
from pathlib import Path

from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine


def result_digest(bundle: Bundle, document: bytes, cache_folder: Path) -> str:
    """The digest of the result, as canonical JSON in the order in which the policy gave it."""
    result = _engine(cache_folder).evaluate(bundle, document).result
    return canonical.digest(canonical.dumps(result))


@cache
def _engine(cache_folder: Path) -> WasmEngine:
    """One for each process: bundles travel, engines stay."""
    return WasmEngine(deadline_seconds=60, cache=cache_folder)
