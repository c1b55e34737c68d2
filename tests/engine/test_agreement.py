"""Both engines say the same, to the last byte, of any facts that the intake lets in.

The whole applications, and what is made of them: places deleted, repeated, exchanged for others of their kind or for
other values of their schema, by hypothesis. (The cases: `tests/policies/test_cases.py`; the golden decisions:
`tests/test_golden.py`.)
"""

import copy
import functools
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.engine.server.opa import OpaEngine
from tejun.policytest import with_data
from tejun.reading import Path
from tejun.terms import Mode

from tests.support.cases import PROGRAMS, load_yaml, whole_applications
from tests.support.judged import Question, input_document
from tests.support.opa import opa_engine
from tests.support.places import all_paths, value_at, with_value, without
from tests.support.sample import examples

pytestmark = [pytest.mark.opa, pytest.mark.slow]

MODES: tuple[Mode, ...] = get_args(Mode)
APPLICATIONS = [path for program in PROGRAMS for path in whole_applications(program)]
OTHER: tuple[Any, ...] = (
    True,
    False,
    0,
    1,
    -1,
    2**53 - 1,
    0.1,
    1e-7,
    "",
    "x",
    "𠮷野\u3000",
    "2026-11-20",
    [],
    {},
    None,
)
"""Values that a place may be given; the intake refuses most of them at most places."""


Both = tuple[OpaEngine, WasmEngine]


@pytest.fixture(scope="module")
def both(bundles: dict[str, Bundle], engine: WasmEngine) -> Iterator[Both]:
    with opa_engine(bundles.values()) as opa:
        yield opa, engine


@functools.cache
def wholes() -> list[tuple[str, dict[str, Any], list[Path]]]:
    """Each whole application: its program, its facts, and every place in them."""
    found = []
    for path in APPLICATIONS:
        facts = load_yaml(path)
        found.append((path.parent.name, facts, list(all_paths(facts))))
    return found


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A whole application with up to four changes, and the program that it is for."""
    program, facts, _ = draw(st.sampled_from(wholes()))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.sampled_from(list(all_paths(facts))))
        facts = draw(st.sampled_from([_deleted, _repeated, _exchanged, _other]))(facts, place, draw)
    return program, facts


def _deleted(facts: Any, place: Path, _: st.DrawFn) -> Any:
    return without(facts, place)


def _repeated(facts: Any, place: Path, _: st.DrawFn) -> Any:
    """An item of a list once more; of an object nothing can be."""
    among = value_at(facts, place[:-1])
    if not isinstance(among, list) or len(place) < 2:
        return facts
    return with_value(facts, place[:-1], [*among, copy.deepcopy(value_at(facts, place))])


def _exchanged(facts: Any, place: Path, draw: st.DrawFn) -> Any:
    """What stands under the same key somewhere in an application of any program."""
    _, other, there = draw(st.sampled_from(wholes()))
    alike = [item for item in there if item[-1] == place[-1] and len(item) == len(place)]
    return (
        with_value(facts, place, value_at(other, draw(st.sampled_from(alike)))) if alike else facts
    )


def _other(facts: Any, place: Path, draw: st.DrawFn) -> Any:
    return with_value(facts, place, copy.deepcopy(draw(st.sampled_from(OTHER))))


def digest(engine: Engine, bundle: Bundle, document: bytes) -> str:
    """The digest of the result in canonical order, as the record has it."""
    result = engine.evaluate(bundle, document).result
    for key in ("findings", "indicators"):
        result[key].sort(key=canonical.dumps)
    return canonical.digest(canonical.dumps(result))


@pytest.mark.parametrize("mode", MODES)
def test_every_whole_application_has_one_digest(
    both: Both, bundles: dict[str, Bundle], mode: Mode
) -> None:
    for program, facts, _ in wholes():
        document = input_document(Question("", bundles[program], facts, mode=mode))
        assert document is not None
        assert len({digest(item, bundles[program], document) for item in both}) == 1, program


@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(changed(), st.sampled_from(MODES))
def test_whatever_is_submitted_has_one_digest(
    both: Both, bundles: dict[str, Bundle], made: tuple[str, dict[str, Any]], mode: Mode
) -> None:
    program, facts = made
    bundle = bundles[program]
    document = input_document(Question("made", bundle, facts, mode=mode))
    event("taken" if document else "refused by the intake")
    assume(document is not None)
    assert document is not None
    assert len({digest(engine, bundle, document) for engine in both}) == 1


def test_engines_that_hold_different_policies_do_not_agree(
    both: Both, bundles: dict[str, Bundle]
) -> None:
    opa, embedded = both
    program, facts, _ = wholes()[0]
    bundle = bundles[program]
    document = input_document(Question("", bundle, facts))
    assert document is not None
    without_parameters = with_data(bundle, params={})
    assert digest(opa, bundle, document) != digest(embedded, without_parameters, document)
