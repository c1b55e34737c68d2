"""What decisions are made of in these tests: the real bundle, the real engine, the applications of the fixtures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.bundle.archive import Bundle
from service.bundle.registry import Registry, file_name
from service.model.intake import Facts, read_facts
from service.store.store import Store
from tests.support.cases import ROOT

APPLICATIONS = ROOT / "fixtures" / "applications"


@pytest.fixture(scope="session")
def registry(archive: bytes, bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("bundles")
    (folder / file_name(bundle.program, bundle.edition)).write_bytes(archive)
    return Registry.load(folder)


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], Facts]:
    """The facts of one of the fixtures' applications, by its name."""

    def of(name: str) -> Facts:
        return read_facts((APPLICATIONS / f"{name}.yaml").read_bytes(), "yaml")

    return of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "tejun.db") as store:
        yield store
