"""Two engines as one: the OPA first, the embedded one where OPA gives no decision.

Always holds: both evaluate the same bundle, held to the same shape, so the result's digest is the same whichever
answered; where the second did, the evaluation says so and why. After failures in a row the first is not asked for a
while (`tejun.engine.circuit`). An edition that the OPA has not loaded is no failure of it. The deadlines of the two
together are the request's: who puts them together divides it.

May not know: how either evaluates.
"""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from tejun.bundle.archive import Bundle
from tejun.engine.circuit import Breaker, State
from tejun.engine.protocol import Engine, Evaluation, InsteadOf
from tejun.errors import EngineUnavailableError

_LOG = logging.getLogger("tejun.engine")


class Failover:
    """Implements `tejun.engine.protocol.Engine`. It closes both engines."""

    def __init__(
        self, first: Engine, second: Engine, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.first = first
        self.second = second
        self._breaker = Breaker(clock, self._changed)

    @property
    def name(self) -> str:
        return self.first.name

    @property
    def version(self) -> str:
        return self.first.version

    @property
    def circuit(self) -> State:
        """Whether the first engine is asked at present: `closed` is when it is."""
        return self._breaker.state

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        """Evaluates canonical JSON bytes. Raises what the second engine raises."""
        if not self._breaker.admits():
            return self._instead(bundle, input_document, "circuit_open")
        try:
            evaluation = self.first.evaluate(bundle, input_document)
        except EngineUnavailableError as error:
            self._note(error)
            return self._instead(bundle, input_document, error.why)
        except BaseException:
            self._breaker.failed()
            raise
        self._breaker.answered()
        return evaluation

    def close(self) -> None:
        self.first.close()
        self.second.close()

    def _instead(self, bundle: Bundle, input_document: bytes, why: str) -> Evaluation:
        evaluation = self.second.evaluate(bundle, input_document)
        return replace(evaluation, instead_of=InsteadOf(self.first.name, why))

    def _note(self, error: EngineUnavailableError) -> None:
        if (
            error.why == "not_loaded"
        ):  # it answers, and says so of every request for such an edition
            self._breaker.answered()
            return
        _log(
            logging.WARNING,
            "engine-failed",
            self.first.name,
            why=error.why,
            said=error.detail.in_("en"),
        )
        self._breaker.failed()

    def _changed(self, state: State) -> None:
        level = logging.INFO if state == "closed" else logging.WARNING
        _log(level, "engine-circuit", self.first.name, state=state)


def _log(level: int, event: str, engine: str, **more: str) -> None:
    """One line of JSON, as the decisions' lines are; with nothing of a person in it."""
    _LOG.log(level, "%s", json.dumps({"event": event, "engine": engine, **more}))
