"""Which tests are unit tests is found out of their code; one that starts a process after all fails."""

import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.support import server, units
from tests.support.cases import load_cases
from tests.support.opa import managed_opa
from tests.support.records_of_both import Home


def starts_one() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def through_a_helper() -> None:
    starts_one()


def within_a_function() -> Callable[[], None]:
    def later() -> None:
        through_a_helper()

    return later


@contextmanager
def through_a_context_manager() -> Iterator[None]:
    starts_one()
    yield


@cache
def kept() -> None:
    starts_one()


class WithAMethod:
    def start(self) -> None:
        starts_one()


def makes_such_a_thing() -> object:
    return WithAMethod()


def through_a_module() -> object:
    return server.serving


def through_another_file() -> object:
    return managed_opa


def in_another_process() -> object:
    return multiprocessing.get_context("spawn")


@pytest.mark.parametrize(
    "code",
    [
        starts_one,
        through_a_helper,
        within_a_function,
        through_a_context_manager,
        kept,
        makes_such_a_thing,
        through_a_module,
        through_another_file,
        in_another_process,
    ],
    ids=lambda code: code.__name__,
)
def test_code_that_starts_a_process_is_found(code: Callable[[], object]) -> None:
    assert units.starts(code)


def goes_round(times: int) -> int:
    return there_and_back(times - 1) if times else 0


def there_and_back(times: int) -> int:
    return goes_round(times)


def reads_the_cases() -> int:
    return len(load_cases())


def names_a_free_port() -> object:
    return server.free_port


@pytest.mark.parametrize(
    "code", [goes_round, reads_the_cases, names_a_free_port], ids=lambda code: code.__name__
)
def test_code_that_starts_none_is_not_taken_for_it(code: Callable[[], object]) -> None:
    assert not units.starts(code)


def test_a_unit_test_that_starts_a_process_fails() -> None:
    with units.WATCH.set(forbidden=True):
        with pytest.raises(pytest.fail.Exception, match="a unit test starts no process"):
            starts_one()
        with units.WATCH.set(forbidden=False):
            starts_one()


# --- the mark ----------------------------------------------------------------------------------


def is_marked(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("unit") is not None


def test_what_starts_nothing_is_a_unit_test(request: pytest.FixtureRequest) -> None:
    assert is_marked(request)


def test_what_takes_the_editions_of_the_session_is_one(
    request: pytest.FixtureRequest, archive: bytes
) -> None:
    assert is_marked(request)


def test_what_starts_a_process_is_none(request: pytest.FixtureRequest) -> None:
    starts_one()
    assert not is_marked(request)


@pytest.fixture
def started() -> None:
    through_a_helper()


@pytest.mark.usefixtures("started")
def test_what_takes_a_fixture_that_starts_one_is_none(request: pytest.FixtureRequest) -> None:
    assert not is_marked(request)


def test_what_builds_is_none(request: pytest.FixtureRequest, opa: Path) -> None:
    assert not is_marked(request)


@pytest.mark.slow
def test_what_is_slow_is_none(request: pytest.FixtureRequest) -> None:
    assert not is_marked(request)


def test_what_runs_on_both_databases_is_one_on_the_file_alone(
    request: pytest.FixtureRequest, home: Home
) -> None:
    assert is_marked(request) == (home.dialect == "sqlite")
