"""Which tests are unit tests: those that start no process and are not slow. `make check` runs them (`-m unit`).

A plugin (`tests/conftest.py` loads it). It is found, not listed: a test starts processes where its code names what
starts one (STARTING), or where that of a fixture does, or of a helper (FOLLOWED), as far as names lead. The editions of
the session (`archives`) do not count: they are built once, whichever test asks first.

Always holds: a unit test that starts a process nonetheless, through the service's own code, fails in every run and says
what to do.

May not know: what a test tests.
"""

import multiprocessing
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from inspect import unwrap
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from tejun import toolchain

STARTING = (subprocess, multiprocessing, toolchain, toolchain.find_opa, toolchain.run_opa)
FOLLOWED = ("tests.", "tools.")
"""Whose code is followed. What the service starts is told by the fixture or the mark `opa`."""

BUILT = "archives"
STARTERS = {
    subprocess.Popen: ("_execute_child",),
    os: ("fork", "forkpty", "posix_spawn", "posix_spawnp", "system"),
}
"""Whatever starts a process comes by one of these. An audit hook would hear of it too, and of very much else: every
`id()`, every attribute of a module; a fiftieth of a run."""


class _Watch:
    """Whether a process may be started now."""

    forbidden = False

    def guarded(self, start: Callable[..., Any]) -> Callable[..., Any]:
        """The same, where it may."""

        @wraps(start)
        def started(*args: Any, **kwargs: Any) -> Any:
            if self.forbidden:
                pytest.fail("a unit test starts no process: mark this one with `opa` or `slow`")
            return start(*args, **kwargs)

        return started

    @contextmanager
    def set(self, *, forbidden: bool) -> Iterator[None]:
        before, self.forbidden = self.forbidden, forbidden
        try:
            yield
        finally:
            self.forbidden = before


WATCH = _Watch()
for _owner, _names_of_it in STARTERS.items():
    for _name in _names_of_it:
        setattr(_owner, _name, WATCH.guarded(getattr(_owner, _name)))


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and is_unit(item):
            item.add_marker("unit")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with WATCH.set(forbidden=item.get_closest_marker("unit") is not None):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
    with WATCH.set(forbidden=WATCH.forbidden and fixturedef.argname != BUILT):
        return (yield)


def is_unit(item: pytest.Function) -> bool:
    """Whether no mark says otherwise, and no code that the test reaches by name starts a process."""
    if any(item.get_closest_marker(mark) for mark in ("opa", "postgres", "slow")):
        return False
    used = _fixtures(item)
    return "opa" not in used and not any(map(_starts, [item.function, *used.values()]))


def _fixtures(item: pytest.Function) -> dict[str, Any]:
    """The functions of the fixtures that a test uses, one through another, by their names."""
    known = item._fixtureinfo.name2fixturedefs
    found: dict[str, Any] = {}
    left = list(item._fixtureinfo.initialnames)
    while left:
        name = left.pop()
        if name in known and name not in found and name != BUILT:
            definition = known[name][-1]
            found[name] = definition.func
            left += definition.argnames
    return found


@cache
def _starts(function: FunctionType) -> bool:
    """`starts`, of the functions that a run collects: each is that of many tests."""
    return starts(function)


def starts(code: object) -> bool:
    """Whether code leads, by the names in it, to what starts processes."""
    seen: dict[int, object] = {}
    left = [code]
    while left:
        thing = left.pop()
        if any(thing is item for item in STARTING):
            return True
        if id(thing) not in seen:
            seen[id(thing)] = thing
            left += _named(thing)
    return False


def _named(thing: object) -> Iterable[object]:
    """What a function names, or the one that it wraps; the functions of a class. Of what is not followed nothing."""
    code = unwrap(thing) if callable(thing) else thing
    if not str(getattr(code, "__module__", "")).startswith(FOLLOWED):
        return []
    if isinstance(code, FunctionType):
        return _values(code)
    return (
        [item for item in vars(code).values() if callable(item)] if isinstance(code, type) else []
    )


@cache
def _values(function: FunctionType) -> list[object]:
    """What the names in its code stand for; of a module that is followed, what is taken from it."""
    names, around = set(_names(function.__code__)), function.__globals__
    found: list[object] = []
    for value in (around[name] for name in names & around.keys()):
        if isinstance(value, ModuleType) and value.__name__.startswith(FOLLOWED):
            found += (vars(value)[name] for name in names & vars(value).keys())
        else:
            found.append(value)
    return found


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
