"""Stand-ins for faults that a sound engine does not have."""

import copy
import time
from collections.abc import Callable
from typing import Any

from service.bundle.archive import Bundle
from service.engine.protocol import Engine, Evaluation

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
    """An engine that raises; slowly, where `after` (seconds) says so."""

    name = "raising"
    version = "0"

    def __init__(self, error: Exception, *, after: float = 0.0) -> None:
        self._error, self._after = error, after
        self.closed = False

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        time.sleep(self._after)
        raise self._error

    def close(self) -> None:
        self.closed = True
