"""What each test file costs, in seconds of the processor: its own process's, and those of the processes it started.

A plugin (`tests/conftest.py` loads it). The ten dearest are shown at the end of a run, and one that is dearer than the
bound fails it: a suite grows slow by one file at a time, and by the clock of a busy machine nobody sees which.

Always holds: what the whole session shares (an edition that is built, a PostgreSQL that is started) is no file's, and
stands by its own name; a process counts once it has ended. A long run has no bound.

May not know: what a test does.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

MOST_SECONDS = 150.0
"""Nearly three times what the dearest file takes: a slow machine passes, a file that has grown does not."""
SHOWN = 10
LEFT = "costs"
"""Where a worker of pytest-xdist leaves what it counted."""


def seconds() -> float:
    """Of the processor, for this process and for those that it started and that have ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


class Costs:
    """What was spent so far, by file, and by what the session shares."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.shared: dict[str, float] = {}

    @contextmanager
    def counted(self, name: str, *, shared: bool = False) -> Iterator[None]:
        """Counts what is spent meanwhile, but for what is shared and counted by its own name."""
        began, before = seconds(), sum(self.shared.values())
        try:
            yield
        finally:
            spent = seconds() - began - (sum(self.shared.values()) - before)
            _add(self.shared if shared else self.spent, {name: spent})

    def add(self, spent: dict[str, float], shared: dict[str, float]) -> None:
        """What a worker counted."""
        _add(self.spent, spent)
        _add(self.shared, shared)

    def lines(self, most: float | None = MOST_SECONDS) -> list[str]:
        """What cost the most, and which files are dearer than one may be."""
        everything = sorted((self.spent | self.shared).items(), key=lambda item: -item[1])
        shown = [f"{spent:7.1f} {name}" for name, spent in everything[:SHOWN]]
        return shown + [
            f"ERROR {name} takes more than {most:.0f} seconds of processor: make it cheaper, split it, or take a sample"
            " (tests/support/sample.py)"
            for name in self.too_dear(most)
        ]

    def too_dear(self, most: float | None = MOST_SECONDS) -> list[str]:
        """The files that cost more than one may."""
        return [] if most is None else sorted(n for n, spent in self.spent.items() if spent > most)


def _add(counted: dict[str, float], more: dict[str, float]) -> None:
    for name, spent in more.items():
        counted[name] = counted.get(name, 0.0) + spent


COSTS = Costs()


def bound(config: pytest.Config) -> float | None:
    """How much a file may cost in this run."""
    return None if config.option.long else MOST_SECONDS


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with COSTS.counted(item.location[0]):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
    if fixturedef.scope != "session":
        return (yield)
    with COSTS.counted(f"what all share: {fixturedef.argname}", shared=True):
        return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist has ended."""
    COSTS.add(*getattr(node, "workeroutput", {}).get(LEFT, ({}, {})))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """By now all workers have ended."""
    worker = getattr(session.config, "workeroutput", None)
    if worker is not None:
        worker[LEFT] = COSTS.spent, COSTS.shared
    elif COSTS.too_dear(bound(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    total = sum((*COSTS.spent.values(), *COSTS.shared.values()))
    terminalreporter.section(f"{total:.0f} seconds of processor: the dearest")
    for line in COSTS.lines(bound(config)):
        terminalreporter.line(line, red=line.startswith("ERROR"))
