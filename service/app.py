"""The service put together.

Always holds: nothing is opened before the application starts, and what was opened here is closed when it ends;
an engine or a store that was handed in stays the caller's. At the start every edition is read and compiled, so
that no caller waits for it; a bad one is logged and stays an error for those who ask for it.

May not know: processes, sockets, how it is served.
"""

import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, closing
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from service import __version__
from service.api import decisions, health, prechecks, problems, programs, schemas
from service.api.description import describe
from service.api.envelope import Envelope
from service.api.state import Clock, Services
from service.bundle.registry import Registry
from service.engine.protocol import Engine
from service.engine.wasm import WasmEngine
from service.settings import Settings
from service.store.store import Store

_LOG = logging.getLogger("tejun")
_ROUTERS = (prechecks.router, decisions.router, programs.router, schemas.router, health.router)


class _Application(FastAPI):
    """FastAPI with the document that `service.api.description` makes."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = describe(self)
        return self.openapi_schema


def create_app(
    settings: Settings,
    *,
    engine: Engine | None = None,
    store: Store | None = None,
    clock: Clock | None = None,
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
        middleware=[Middleware(Envelope)],
        exception_handlers=problems.HANDLERS,
        lifespan=_lifespan(settings, engine, store, clock=clock or _now),
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
    return create_app(Settings.from_env(os.environ))


def _now() -> datetime:
    return datetime.now(UTC)


def _lifespan(
    settings: Settings, engine: Engine | None, store: Store | None, *, clock: Clock
) -> Any:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with ExitStack() as opened:
            app.state.services = services = Services(
                settings=settings,
                registry=Registry.load(settings.bundles),
                engine=engine or opened.enter_context(closing(_engine(settings))),
                store=store or opened.enter_context(closing(_store(settings))),
                clock=clock,
            )
            await run_in_threadpool(_warm_up, services)
            yield

    return lifespan


def _engine(settings: Settings) -> WasmEngine:
    return WasmEngine(
        deadline_seconds=settings.evaluation_seconds,
        memory_mb=settings.evaluation_memory_mb,
        cache=settings.cache,
    )


def _store(settings: Settings) -> Store:
    return Store.open(settings.database, patience=settings.store_seconds)


def _warm_up(services: Services) -> None:
    try:
        health.programs_that_decide(services)
    except Exception as error:  # noqa: BLE001 - /readyz and whoever asks for a decision are told; the record can be read
        _LOG.warning("nothing decides yet: %s", type(error).__name__)
