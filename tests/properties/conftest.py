"""What several property tests ask for, computed once: every deletion from every whole application."""

from functools import cache

import pytest
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine

from tests.properties.deletions import Deletion, Deletions, deletions
from tests.support.judged import of_applications


@pytest.fixture(scope="session")
def deletions_of(engine: WasmEngine, bundles: dict[str, Bundle]) -> Deletions:
    @cache
    def of(program: str) -> dict[str, list[Deletion]]:
        questions = of_applications(program, bundles[program])
        return {question.name: deletions(engine, question) for question in questions}

    return of
