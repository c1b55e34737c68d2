"""Decisions that several test files ask for: made once in a run, whichever process asks first.

As a fixture (`tests/conftest.py` loads it): `decided_once`. Every case is decided for what it expects, and for the
page that shows it.

Always holds: what is kept is the result of one revision (which stands for its module and its data) over the same bytes,
as the embedded engine of this run gave it; an error is not kept.

May not know: what is decided.
"""

import orjson
import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine, Evaluation

from tests.support import shared


class DecidedOnce:
    """Implements `tejun.engine.protocol.Engine` with what another decides. Results are made anew for each who asks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def version(self) -> str:
        return self._engine.version

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        key = canonical.digest(bundle.revision.encode() + b"\n" + input_document)

        def decide() -> bytes:
            return orjson.dumps(self._engine.evaluate(bundle, input_document).result)

        result = orjson.loads(shared.once("decisions", key, decide))
        return Evaluation(result, self.name, self.version)

    def close(self) -> None:
        """The other is its maker's to close."""


@pytest.fixture(scope="session")
def decided_once(engine: Engine) -> Engine:
    return DecidedOnce(engine)
