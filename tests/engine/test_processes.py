"""A bundle travels: processes that share nothing evaluate it, and say the same as this one."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from tejun.bundle.archive import Bundle

from tests.support import shared
from tests.support.cases import PROGRAMS, load_yaml, whole_applications
from tests.support.judged import Question, input_document
from tests.support.pool import result_digest

pytestmark = [pytest.mark.opa, pytest.mark.slow]

WORKERS = 3


@pytest.fixture
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        yield pool


def test_processes_evaluate_one_bundle_side_by_side(
    pool: ProcessPoolExecutor, bundles: dict[str, Bundle], tmp_path: Path
) -> None:
    asked = [
        (bundles[program], document)
        for program in PROGRAMS
        for path in whole_applications(program)
        if (document := input_document(Question(path.stem, bundles[program], load_yaml(path))))
    ]
    assert len(asked) >= 3 * len(PROGRAMS)
    cache = shared.with_modules(tmp_path / "modules")
    here = [result_digest(bundle, document, cache) for bundle, document in asked]
    there = [pool.submit(result_digest, *each, cache) for each in asked * 2]
    assert [future.result(timeout=100) for future in there] == here * 2
    assert len(set(here)) > len(PROGRAMS)  # they are not all alike
