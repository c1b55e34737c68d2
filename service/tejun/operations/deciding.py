"""The parts that `tejun check` decides with, opened once for a file or a whole folder.

Always holds: every decision of one run is for the same day; without `record` nothing is kept.

May not know: what is printed.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tejun.decide import Decided, decide
from tejun.engine.protocol import Engine
from tejun.model.intake import Facts
from tejun.operations.engine import embedded
from tejun.registry import Registry
from tejun.settings import Settings

if TYPE_CHECKING:
    from tejun.store.store import Store


@dataclass(frozen=True)
class Desk:
    """Decides on facts. `program`: None for the one that the facts name."""

    settings: Settings
    registry: Registry
    engine: Engine
    store: "Store | None"
    program: str | None
    as_of: date

    def decide(self, facts: Facts) -> Decided:
        """The decision, recorded where that is wanted. Raises what `tejun.decide.decide` raises."""
        return decide(
            facts,
            program=self.program or facts.document["application"]["program"],
            as_of=self.as_of,
            now=datetime.now(UTC),
            registry=self.registry,
            engine=self.engine,
            store=self.store,
        )


@contextmanager
def desk(program: str | None, as_of: date | None, *, record: bool) -> Iterator[Desk]:
    """A desk as the environment has it, for the day, or today."""
    settings = Settings.from_env(os.environ)
    with ExitStack() as opened:
        yield Desk(
            settings,
            Registry.from_settings(settings),
            opened.enter_context(closing(embedded(settings))),
            opened.enter_context(_store(settings)) if record else None,
            program,
            as_of or datetime.now(UTC).astimezone().date(),
        )


def _store(settings: Settings) -> "Store":
    from tejun.store.store import Store  # noqa: PLC0415 - SQLModel takes half a second to import

    return Store.open(settings.database)
