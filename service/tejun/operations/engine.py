"""The embedded engine, as the settings ask for it, with a place to keep what it compiles."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from tejun.engine.embedded.wasm import WasmEngine
from tejun.settings import Settings


def embedded(settings: Settings, *, pool_size: int | None = 1) -> WasmEngine:
    """An engine for one command; None: it evaluates on as many threads as there are cores."""
    return WasmEngine(
        deadline_seconds=settings.evaluation_seconds,
        memory_mb=settings.evaluation_memory_mb,
        pool_size=pool_size,
        cache=cache_folder(settings, os.environ),
    )


def cache_folder(settings: Settings, environ: Mapping[str, str]) -> Path | None:
    """Where compiled editions are kept between runs: as set, else the user's own cache folder, if there is one."""
    if settings.cache is not None:
        return settings.cache
    named = environ.get("XDG_CACHE_HOME", "")
    if named:
        return Path(named) / "tejun"
    home = environ.get("HOME", "")
    if not home:
        return None
    below = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(home) / below / "tejun"
