"""The engine that the settings name.

Always holds: where an OPA is asked, the embedded engine stands behind it, and the two together have the time that one
evaluation has: half each.

May not know: who asks, or when editions change.
"""

from collections.abc import Callable, Iterable

from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.failover import Failover
from tejun.engine.protocol import Engine
from tejun.settings import Settings
from tejun.toolchain import find_opa


def engine_of(settings: Settings, editions: Callable[[], Iterable[Bundle]]) -> Engine:
    """The engine; `editions` gives what an OPA of the service's own loads. Raises ToolMissingError."""
    if settings.engine == "wasm":
        return embedded(settings)
    return Failover(opa_of(settings, editions), embedded(settings, share=0.5))


def opa_of(settings: Settings, editions: Callable[[], Iterable[Bundle]]) -> Engine:
    """The OPA that the settings name, with nothing behind it. Raises ToolMissingError."""
    # Only who asks an OPA pays for an HTTP client.
    from tejun.engine.server.client import Target  # noqa: PLC0415
    from tejun.engine.server.managed import ManagedOpa  # noqa: PLC0415
    from tejun.engine.server.opa import OpaEngine  # noqa: PLC0415

    seconds = settings.evaluation_seconds / 2
    if settings.engine != "opa":
        theirs = Target(settings.engine, settings.opa_token)
        return OpaEngine(lambda: theirs, deadline_seconds=seconds)
    kept = ManagedOpa(find_opa(), editions)
    kept.wait()
    return OpaEngine(kept.target, deadline_seconds=seconds, on_close=kept.close)


def embedded(settings: Settings, *, share: float = 1.0) -> WasmEngine:
    """The engine in the process, with its share of the time of an evaluation."""
    return WasmEngine(
        deadline_seconds=settings.evaluation_seconds * share,
        memory_mb=settings.evaluation_memory_mb,
        cache=settings.cache,
    )
