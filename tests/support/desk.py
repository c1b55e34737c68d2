"""What decisions are made of and recorded in, as fixtures: `editions`, `registry`, `every_edition`, `facts_of`,
`store`, `workplace`, `client`.

`tests/conftest.py` loads them.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import Facts, read_facts
from tejun.operations.workplace import Workplace, open_workplace
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.store import Store

from tests.support.cases import PROGRAM, applications
from tests.support.published import publish
from tests.support.stores import open_store

APPLICATIONS = applications(PROGRAM)
NOW = datetime(2026, 11, 20, 3, 4, 5, 678901, tzinfo=UTC)
"""When it is, in these: noon in Tokyo."""


@pytest.fixture(scope="session")
def editions(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one edition, as `policies/` has it now."""
    folder = tmp_path_factory.mktemp("bundles")
    publish(folder, archive)
    return folder


@pytest.fixture(scope="session")
def registry(editions: Path) -> Registry:
    return Registry.load(editions)


@pytest.fixture(scope="session")
def every_edition(archives: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The editions of all programs, as `policies/` has them now."""
    folder = tmp_path_factory.mktemp("every-edition")
    for archive in archives.values():
        publish(folder, archive)
    return Registry.load(folder)


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], Facts]:
    """The facts of one of the fixtures' applications, by its name; not to be changed."""

    @cache
    def of(name: str) -> Facts:
        return read_facts((APPLICATIONS / f"{name}.yaml").read_bytes(), "yaml")

    return of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tejun.db") as store:
        yield store


@pytest.fixture
def workplace(registry: Registry, engine: WasmEngine, tmp_path: Path) -> Iterator[Workplace]:
    """What every use case is given, at NOW; the record is opened when it is asked for."""
    settings = Settings(database=tmp_path / "workplace.db")
    with open_workplace(settings, clock=lambda: NOW, registry=registry, engine=engine) as workplace:
        yield workplace


@pytest.fixture
def client(registry: Registry, engine: WasmEngine, store: Store) -> Iterator[TestClient]:
    """The service, at NOW, with the real engine and a store of its own; the editions are read once a session."""
    settings = Settings(bundles=registry.location)
    app = create_app(settings, registry=registry, engine=engine, store=store, clock=lambda: NOW)
    with TestClient(app) as client:
        yield client
