"""What `decide` asks of an engine, whichever it is.

Always holds: `evaluate` gives a result document of the bundle's own revision or raises; undefined, wrong shape, out of
time or memory is an EvaluationError, never a result.

May not know: what findings mean, or that anything is recorded.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from tejun.bundle.archive import Bundle


@dataclass(frozen=True)
class InsteadOf:
    """The engine that was to evaluate and did not: its name, and why, as a short stable code."""

    name: str
    why: str


@dataclass(frozen=True)
class Evaluation:
    """A raw result: the `result` document of the bundle's entrypoint, and which engine gave it."""

    result: dict[str, Any]
    engine: str
    version: str
    instead_of: InsteadOf | None = None


class Engine(Protocol):
    """Evaluates the entrypoint of a bundle over an input document."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        """Evaluates canonical JSON bytes. Raises EvaluationError or EvaluationTimeoutError."""
        ...

    def close(self) -> None: ...
