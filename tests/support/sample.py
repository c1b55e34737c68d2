"""How much of the long gates a run makes: all (`--long`, as `make test-long` has it), or a sample of each.

A plugin (`tests/conftest.py` loads it). A sample is drawn anew in every run, so that what is in none today is in one
some day; the seed stands at the head of the output, and `--seed` draws the same again. What Hypothesis makes up follows
its own seed (`--hypothesis-seed`), in less numbers here: `examples`.

Always holds: at least one of every category that a gate names is in its sample. The same seed draws the same of the
same items, whoever asks: which tests run, and on which worker, changes nothing.

May not know: what is sampled.
"""

import random
import secrets
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

SHORT, LONG = "tejun", "long"
"""Hypothesis' profiles; nothing else loads one."""
HANDED = "seed"
"""Where a worker finds the seed."""
PART = 4
"""One of how many examples a sample makes, where its test names no other number."""
LONG_SECONDS = 3600
"""How long each test of a long run may take."""

Item = TypeVar("Item")

for _name in (SHORT, LONG):
    # How long an example takes is the machine's business: a busy one must not fail a test.
    settings.register_profile(_name, deadline=None)


@dataclass(frozen=True)
class Sample:
    """What a gate takes of many; `seed` is None where it takes all."""

    seed: str | None

    def of(self, items: Iterable[Item], by: Callable[[Item], Hashable]) -> list[Item]:
        """One of each category at random, in the order of the items; all of them in a long run."""
        if self.seed is None:
            return list(items)
        categories = defaultdict(list)
        for place, item in enumerate(items):
            categories[by(item)].append((place, item))
        drawn = random.Random(self.seed)  # noqa: S311 - no secret
        chosen = [drawn.choice(alike) for alike in categories.values()]
        return [item for _, item in sorted(chosen, key=lambda item: item[0])]


def is_long() -> bool:
    """Whether the run has the long gates in full."""
    return settings.get_current_profile_name() == LONG


def examples(whole: int, part: int | None = None) -> int:
    """How many examples are made where a long run makes them all: a fourth, where no other part is named."""
    return whole if is_long() else part or whole // PART


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("tejun")
    group.addoption(
        "--long", action="store_true", help="the long gates whole, not a sample of each"
    )
    group.addoption("--seed", help="draw the samples as the run did that shows this seed")


def pytest_configure(config: pytest.Config) -> None:
    """A worker of pytest-xdist reads the options of the run that starts it; what was drawn there it is handed."""
    handed = getattr(config, "workerinput", {}).get(HANDED)
    config.option.seed = config.option.seed or handed or secrets.token_hex(4)
    settings.load_profile(LONG if config.option.long else SHORT)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Before a worker is started."""
    node.workerinput[HANDED] = node.config.option.seed


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A browser is no part of the set-up: what needs one is asked in a long run, where it has to be there."""
    needs_a_browser = collection_path.name.endswith("_in_a_browser.py")
    return True if needs_a_browser and not config.option.long else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What a sample is done with in so many seconds, the whole is not."""
    if config.option.long:
        for item in items:
            item.add_marker(pytest.mark.timeout(LONG_SECONDS), append=False)


def pytest_report_header(config: pytest.Config) -> str:
    if config.option.long:
        return "long gates: whole"
    return f"long gates: a sample of each, --seed {config.option.seed}"


@pytest.fixture(scope="session")
def sample(pytestconfig: pytest.Config) -> Sample:
    option = pytestconfig.option
    return Sample(None if option.long else option.seed)
