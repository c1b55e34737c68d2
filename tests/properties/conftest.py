"""What several property tests ask for, and of which program: a long run asks each, a plain one the one that is drawn.

The deletions from every whole application are computed once in a run: one place of every shape in the complete
application of one of the programs that have it, and one place in any other application, at random; every place of all
in a long run.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path as FilePath

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import Deletion, Deletions, deletions
from tests.support import shared
from tests.support.cases import PROGRAMS
from tests.support.judged import Question, application_questions
from tests.support.places import all_paths, pointer_pattern
from tests.support.sample import Sample

HERE = FilePath(__file__).parent
DRAWN_ALREADY = "deletions_of"
"""The fixture of which no program has more than its share."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever names a test with its program is given it."""
    if config.option.long or any("[" in named for named in config.args):
        return
    left_out = [item for item in items if not _is_drawn(item, str(config.option.seed))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in {*left_out}]


def _is_drawn(item: pytest.Item, seed: str) -> bool:
    """Whether it is asked of no program, or of the one that is drawn for the test."""
    program = item.callspec.params.get("program") if hasattr(item, "callspec") else None
    if program not in PROGRAMS or not item.path.is_relative_to(HERE):
        return True
    if DRAWN_ALREADY in getattr(item, "fixturenames", ()):
        return True
    test = item.nodeid.partition("[")[0]
    return [program] == Sample(f"{seed} {test}").of(PROGRAMS, lambda _: None)


Place = tuple[str, str, Path]
"""A program, an application of it, and where in it."""


def _places(questions: Mapping[str, Iterable[Question]]) -> Iterator[Place]:
    for program, own in questions.items():
        for question in own:
            for place in all_paths(question.facts):
                yield program, question.name, place


def _kind(place: Place) -> tuple[str, ...]:
    program, name, path = place
    return (pointer_pattern(path),) if name == "complete" else (program, name)


@pytest.fixture(scope="session")
def deletions_of(engine: WasmEngine, bundles: dict[str, Bundle], sample: Sample) -> Deletions:
    questions = {name: application_questions(name, bundles[name]) for name in PROGRAMS}
    chosen = set(sample.of(_places(questions), _kind))

    def of(program: str) -> dict[str, list[Deletion]]:
        return {
            question.name: deletions(
                engine,
                question,
                [
                    place
                    for place in all_paths(question.facts)
                    if (program, question.name, place) in chosen
                ],
            )
            for question in questions[program]
        }

    @cache
    def once(program: str) -> dict[str, list[Deletion]]:
        named = canonical.dumps([program, bundles[program].revision, sample.seed])
        kept = shared.once("deletions", canonical.digest(named), lambda: pickle.dumps(of(program)))
        made: dict[str, list[Deletion]] = pickle.loads(kept)  # noqa: S301 - written by this run
        return made

    return once
