"""The service put together.

Always holds: nothing is opened before the application starts, and what was opened here is closed when it ends;
a registry, an engine or a store that was handed in stays the caller's. At the start every edition is read and compiled,
so that no caller waits for it; a bad one is logged and stays an error for those who ask for it. From then on the
registry is looked at in the background; `watch` in the state of the lifespan lets go of those who wait when the server
ends.

May not know: processes, sockets, how it is served.
"""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from tejun import __version__
from tejun.api import (
    batch,
    decisions,
    editions,
    fleet,
    health,
    log,
    opa,
    opa_config,
    prechecks,
    problems,
    programs,
)
from tejun.api.description import describe
from tejun.api.envelope import Envelope
from tejun.api.memory import give_back_what_is_free
from tejun.api.once import refuse_repeated
from tejun.api.state import ServiceParts
from tejun.api.watch import Watch
from tejun.engine.protocol import Engine
from tejun.operations.readiness import warm_up
from tejun.operations.workplace import Clock, Workplace, open_service, utc_now
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.store import Store
from tejun.words import read_catalogs

_LOG = logging.getLogger("tejun")
GC_THRESHOLDS = (50_000, 20, 20)
"""Facts and results are trees of thousands of objects without cycles, which go as soon as they are used. Python's own
thresholds (700, 10, 10) make its collector walk them three times for each decision, a quarter of the time it takes."""
_SWITCH_SECONDS = 0.0005
"""How long one thread goes on while others wait. With Python's own 5 ms, small requests beside a large one that is read
wait two to five times as long; it costs nothing that can be measured."""
_ROUTERS = (
    prechecks.router,
    batch.router,
    decisions.router,
    programs.router,
    editions.router,
    opa.router,
    opa_config.router,
    fleet.router,
    log.router,
    health.router,
)


class _Application(FastAPI):
    """FastAPI with the document that `tejun.api.description` makes."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = describe(self)
        return self.openapi_schema


def create_app(
    settings: Settings,
    *,
    registry: Registry | None = None,
    engine: Engine | None = None,
    store: Store | None = None,
    clock: Clock = utc_now,
) -> FastAPI:
    """The application for `settings`; `clock` gives an aware `now`."""
    app = _Application(
        title="tejun",
        version=__version__,
        openapi_url="/openapi.json",
        docs_url=None,  # the usual pages load their scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        dependencies=[Depends(refuse_repeated)],
        middleware=[Middleware(Envelope)],
        exception_handlers=problems.HANDLERS,
        lifespan=_lifespan(
            lambda: open_service(
                settings, clock=clock, registry=registry, engine=engine, store=store
            )
        ),
    )
    for router in _ROUTERS:
        app.include_router(router)
    return app


def from_env() -> FastAPI:
    """The application as a server's worker starts it: settings from the environment, each decision a line of log."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOG.handlers[:] = [handler]
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    gc.set_threshold(*GC_THRESHOLDS)
    sys.setswitchinterval(_SWITCH_SECONDS)
    give_back_what_is_free()
    return create_app(Settings.from_env(os.environ))


def _lifespan(open_parts: Callable[[], AbstractContextManager[Workplace]]) -> Any:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        read_catalogs()  # later there may be no file to open left, and an error to put into words
        with open_parts() as workplace:
            app.state.parts = parts = ServiceParts(workplace, Watch(workplace))
            await run_in_threadpool(warm_up, workplace)
            async with _watching(parts.watch):
                yield {"watch": parts.watch}

    return lifespan


@asynccontextmanager
async def _watching(watch: Watch) -> AsyncIterator[None]:
    task = asyncio.create_task(watch.run())
    try:
        yield
    finally:
        watch.close()
        task.cancel()
        await asyncio.wait({task})
