"""Fixtures for every test, each beside what it needs in `tests/support`; and a name of its own for every test."""

import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tools import catalogs

pytest_plugins = (
    "tests.support.shared",
    "tests.support.costs",
    "tests.support.sample",
    "tests.support.units",
    "tests.support.read_once",
    "tests.support.bundles",
    "tests.support.decided",
    "tests.support.desk",
    "tests.support.altered",
    "tests.support.agency",
    "tests.support.installed",
    "tests.support.records",
    "tests.support.postgres",
    "tests.support.records_of_both",
    "tests.support.filed",
)

GC_THRESHOLDS = (500_000, 20, 100)
"""Tests and cases are millions of objects without cycles. With Python's own thresholds (700, 10, 10) its collector goes
through them again and again: a fifth of a run; with a hundred thousand a twentieth."""


def pytest_configure() -> None:
    """Words that were changed are compiled before anything speaks."""
    catalogs.compile_all(Path(__file__).parents[1])
    gc.set_threshold(*GC_THRESHOLDS)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays: Python need not look for garbage among it, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _named_apart(items)
    _slow_first(items)


def _slow_first(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that no worker is left with one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def _named_apart(items: list[pytest.Item]) -> None:
    """Schemathesis makes a test for each operation, all of one name: of those pytest-xdist would run only one.

    `tests/api/test_contract.py` sees that they ran.
    """
    before: Counter[str] = Counter()
    for item in items:
        name = item.nodeid
        if before[name]:
            item._id = replace(item._id, params=str(before[name]))
        before[name] += 1
