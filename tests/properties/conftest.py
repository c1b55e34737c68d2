"""What several property tests ask for, computed once in a run: the deletions from every whole application.

One place of every shape in the complete application, and one in any other, at random; every place in a long run.
"""

import pickle
from functools import cache

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine

from tests.properties.deletions import Deletion, Deletions, deletions
from tests.support import shared
from tests.support.judged import application_questions
from tests.support.places import all_paths, pointer_pattern
from tests.support.sample import Sample


@pytest.fixture(scope="session")
def deletions_of(engine: WasmEngine, bundles: dict[str, Bundle], sample: Sample) -> Deletions:
    def of(program: str) -> dict[str, list[Deletion]]:
        questions = application_questions(program, bundles[program])
        places = [
            (question.name, place) for question in questions for place in all_paths(question.facts)
        ]
        chosen = sample.of(places, lambda item: (item[0] == "complete", pointer_pattern(item[1])))
        return {
            question.name: deletions(
                engine, question, [place for name, place in chosen if name == question.name]
            )
            for question in questions
        }

    @cache
    def once(program: str) -> dict[str, list[Deletion]]:
        named = canonical.dumps([program, bundles[program].revision, sample.seed])
        kept = shared.once("deletions", canonical.digest(named), lambda: pickle.dumps(of(program)))
        made: dict[str, list[Deletion]] = pickle.loads(kept)  # noqa: S301 - written by this run
        return made

    return once
