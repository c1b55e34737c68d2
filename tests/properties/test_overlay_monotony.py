"""A program may only tighten: with its overlay no cell, no outcome and no enforcement is better than without.

Held over every whole application of every program, the cases (one of each requirement; all in a long run), and
applications with facts left out at random, each put to every program.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import read_facts

from tests.properties.overlays import Pair, build_base, loosened
from tests.support.cases import AS_OF, PROGRAMS, complete, load_cases, whole_applications
from tests.support.judged import Cell, CellDecision, group_of, in_threads
from tests.support.places import all_paths, without
from tests.support.sample import Sample, examples

pytestmark = [pytest.mark.opa, pytest.mark.slow, pytest.mark.timeout(300)]

CASES = load_cases()


@pytest.fixture(scope="module")
def pairs(
    bundles: dict[str, Bundle], opa: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Pair]:
    """The edition of each program beside its base: built of one of its programs, for all have the same Rego of it."""
    first = {bundle.base: program for program, bundle in reversed(bundles.items())}
    bases = {
        base: build_base(program, tmp_path_factory.mktemp("base"), opa=opa)
        for base, program in first.items()
    }
    return {program: Pair.of(bases[bundle.base], bundle) for program, bundle in bundles.items()}


def document(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "as_of": AS_OF,
        "fa": {},
        "facts": facts,
        "mode": "precheck",
        "schema": "tejun/input/2",
    }


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_overlay_only_tightens_what_is_decided_of_every_application(
    program: str, pairs: dict[str, Pair], engine: WasmEngine
) -> None:
    for path in (path for name in PROGRAMS for path in whole_applications(name)):
        facts = read_facts(path.read_bytes(), "yaml")
        asked = assemble(facts, as_of=date.fromisoformat(AS_OF)).value
        assert pairs[program].loosened(engine, asked) == [], path


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_overlay_only_tightens_what_is_decided_of_every_case(
    program: str, pairs: dict[str, Pair], engine: WasmEngine, sample: Sample
) -> None:
    cases = sample.of(CASES, group_of)

    def of_case(case: Any) -> list[str]:
        pair = pairs[program].on(case) if case.program == program else pairs[program]
        return pair.loosened(engine, case.input)

    found = in_threads(of_case, cases)
    assert [(case.name, said) for case, said in zip(cases, found, strict=True) if said] == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_overlay_only_tightens_whatever_facts_are_left_out(
    program: str, pairs: dict[str, Pair], engine: WasmEngine
) -> None:
    facts = complete(program)
    several = st.lists(st.sampled_from(list(all_paths(facts))), min_size=1, max_size=12)

    @settings(
        max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(several)
    def tightens(left_out: list[Any]) -> None:
        fewer = facts
        for place in sorted(left_out, key=str):
            try:
                fewer = without(fewer, place)
            except (KeyError, IndexError, TypeError):
                continue  # it went with another one
        assert pairs[program].loosened(engine, document(fewer)) == []

    tightens()


# --- the gate itself ---------------------------------------------------------------------------

PAPERS: Cell = ("RS-P1-03", "person:p")
OWN: Cell = ("TP-01", "application")
NONE: Cell = ("RS-RA-01", "application")
RAISED: Cell = ("RS-RA-01", "indicator:TP-01/application/record")
ANOTHERS: Cell = ("RS-RA-01", "indicator:RS-P1-06/person:p/record")


def decided(outcome: str, cells: dict[Cell, str], enforcement: str = "binding") -> CellDecision:
    return CellDecision(
        outcome,
        {
            cell: {"status": status, "reason": status, "enforcement": enforcement}
            for cell, status in cells.items()
        },
    )


BASE_STATUSES = {PAPERS: "consult_fa", NONE: "not_applicable"}
BASE = decided("consultation_required", BASE_STATUSES)


@pytest.mark.parametrize(
    ("overlaid", "said"),
    [
        (decided("action_required", {PAPERS: "unsatisfied", NONE: "not_applicable"}), []),
        (decided("consultation_required", dict.fromkeys((PAPERS, OWN, RAISED), "consult_fa")), []),
        (
            decided("prepared", {PAPERS: "satisfied", NONE: "not_applicable"}),
            [
                "RS-P1-03 person:p: consult_fa → satisfied",
                "outcome: consultation_required → prepared",
            ],
        ),
        (
            decided("consultation_required", {PAPERS: "consult_fa", ANOTHERS: "consult_fa"}),
            ["RS-RA-01 indicator:RS-P1-06/person:p/record: new, and not the program's own"],
        ),
        (
            decided("consultation_required", {OWN: "consult_fa", NONE: "not_applicable"}),
            ["RS-P1-03 person:p: consult_fa → gone", "RS-P1-03 person:p: gone"],
        ),
        (
            decided("consultation_required", BASE_STATUSES, "advisory"),
            ["RS-P1-03 person:p: binding → advisory", "RS-RA-01 application: binding → advisory"],
        ),
        (
            decided("replaced", BASE_STATUSES),
            ["outcome: consultation_required → replaced"],
        ),
    ],
)
def test_what_loosens_is_told(overlaid: CellDecision, said: list[str]) -> None:
    assert [*loosened(BASE, overlaid, frozenset({"TP-01"}))] == said
