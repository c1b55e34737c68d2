"""Stand-ins: for faults that a sound engine does not have, and for the clock."""

import copy
import threading
from collections.abc import Callable
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine, Evaluation

Spoil = Callable[[dict[str, Any]], None]
"""Changes a result document where it stands."""


class SpoilingEngine:
    """A sound engine whose results are changed on their way out."""

    def __init__(self, engine: Engine, spoil: Spoil) -> None:
        self._engine, self._spoil = engine, spoil

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def version(self) -> str:
        return self._engine.version

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        sound = self._engine.evaluate(bundle, input_document)
        result = copy.deepcopy(sound.result)
        self._spoil(result)
        return Evaluation(result=result, engine=sound.engine, version=sound.version)

    def close(self) -> None:
        """The sound engine is its owner's."""


class RaisingEngine:
    """An engine that raises, once its `gate` is open."""

    name = "raising"
    version = "0"

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.gate = threading.Event()
        self.gate.set()
        self.closed = False

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        self.gate.wait(30)
        raise self._error

    def close(self) -> None:
        self.closed = True


class ManualClock:
    """A clock that stands until a test moves it."""

    now = 0.0

    def __call__(self) -> float:
        return self.now
