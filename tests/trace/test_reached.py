"""Which modules OPA is given for a trace: all that a rule can reach, and few else."""

from functools import partial
from pathlib import Path

import pytest
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.registry import Registry
from tejun.store.records import Record
from tejun.trace import run
from tejun.trace.reached import reached
from tejun.trace.recorded import decide_again, trace_recorded
from tejun.trace.run import Decided

from tests.support.cases import PROGRAM, applications
from tests.support.traces import record_of

MODULES = {
    "a.rego": "# about data.r.far\npackage r.a\n\nimport data.r.lib.b as other\n\nfindings := other.x",
    "b.rego": "package r.lib.b\n\nx := [y | y := data.r.program[_].ids[_]]\n\nz := data.r.parameters.years",
    "b2.rego": "package r.lib.b\n\nw := data.r.c.inner.value",
    "c.rego": 'package r.c\n\ninner := {"value": 1}',
    "p1.rego": "package r.program.p1\n\nids := [1]",
    "p2.rego": "package r.program.p2\n\nidsx := [1]",
    "p3.rego": "package r.program.p3\n\ndefault ids := []",
    "q.rego": "package r.q\n\nall := data.r.procedure",
    "pr.rego": "package r.procedure.one.two\n\nx := 1",
    "far.rego": "package r.far\n\nx := 1",
    "farther.rego": "package r.c2\n\nx := 1",
}


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("a.rego", {"a.rego", "b.rego", "b2.rego", "c.rego", "p1.rego", "p3.rego"}),
        ("q.rego", {"q.rego", "pr.rego"}),
        ("far.rego", {"far.rego"}),
    ],
)
def test_what_is_referred_to_is_reached_directly_or_through_others(
    start: str, found: set[str]
) -> None:
    assert reached(MODULES, [start]) == found


@pytest.fixture(scope="module")
def recorded(registry: Registry, engine: WasmEngine) -> tuple[Record, Bundle]:
    return record_of(applications(PROGRAM) / "typical.yaml", registry, engine)


@pytest.fixture(scope="module")
def again(recorded: tuple[Record, Bundle], opa: Path) -> Decided:
    """OPA's decision, which is that of the whole bundle whatever is reached."""
    return decide_again(*recorded, opa=opa)


@pytest.mark.parametrize("requirement", ["RS-MT-01", "RS-C2-02a", "KP-01"])
def test_the_trace_is_that_of_the_whole_bundle(
    recorded: tuple[Record, Bundle],
    again: Decided,
    requirement: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """RS-C2-02a reaches what raises indicators, in whichever requirement."""
    traced = partial(
        trace_recorded, *recorded, requirement=requirement, language="en", decided=again
    )
    made = traced()
    _, bundle = recorded
    assert len(reached_by(bundle, requirement)) < len(run._texts(bundle)) / 2
    monkeypatch.setattr(run, "reached", lambda texts, _: frozenset(texts))
    assert traced() == made


def reached_by(bundle: Bundle, requirement: str) -> frozenset[str]:
    texts = run._texts(bundle)
    rule, tightenings = run._find_rules(bundle, texts, requirement)
    return reached(texts, [path for _, path in (rule, *tightenings)])
