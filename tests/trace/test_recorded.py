"""A trace is of the recorded result or is not shown; what is not in the decision is named with what is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import TraceError, UnknownFindingError
from tejun.registry import Registry
from tejun.store.records import Record
from tejun.trace.recorded import decide_again, trace_recorded
from tejun.trace.run import Decided

from tests.support.cases import PROGRAM, applications
from tests.support.traces import record_of

Recorded = tuple[Record, Bundle]


@pytest.fixture(scope="module")
def recorded(registry: Registry, engine: WasmEngine) -> Recorded:
    return record_of(applications(PROGRAM) / "typical.yaml", registry, engine)


@pytest.fixture(scope="module")
def again(recorded: Recorded, opa: Path) -> Decided:
    """OPA's decision on the input, which no test changes."""
    return decide_again(*recorded, opa=opa)


@pytest.mark.opa
@pytest.mark.parametrize(
    "change",
    [{"status": "satisfied"}, {"reason": "absent"}, {"reads": []}, {"params": {"years": 4}}],
    ids=lambda change: next(iter(change)),
)
def test_a_trace_of_another_result_than_the_recorded_one_is_never_shown(
    recorded: Recorded, again: Decided, *, change: dict[str, object], opa: Path
) -> None:
    other = changed(recorded, change)
    with pytest.raises(TraceError, match="other findings of RS-P1-03"):
        trace_recorded(*other, requirement="RS-P1-03", language="en", opa=opa, decided=again)


@pytest.mark.opa
def test_a_trace_of_a_requirement_of_which_nothing_is_recorded_otherwise_is_shown(
    recorded: Recorded, opa: Path
) -> None:
    """Also without OPA's decision at hand."""
    other = changed(recorded, {"status": "satisfied"})
    assert trace_recorded(*other, requirement="RS-P1-04", language="en", opa=opa).subjects


def changed(recorded: Recorded, change: dict[str, object]) -> Recorded:
    """The record with another finding of RS-P1-03."""
    record, bundle = recorded
    decision = json.loads(record.decision)
    for finding in decision["findings"]:
        if (finding["requirement"], finding["subject"]) == ("RS-P1-03", "person:okada"):
            finding.update(change)
    return replace(record, decision=canonical.dumps(decision)), bundle


def test_for_a_requirement_that_is_not_in_the_decision_similar_ones_are_suggested(
    recorded: Recorded,
) -> None:
    with pytest.raises(UnknownFindingError, match="RS-P1-3") as caught:
        trace_recorded(*recorded, requirement="RS-P1-3", language="en")
    assert "RS-P1-03" in caught.value.advice.in_("en")


def test_for_a_subject_without_a_finding_the_subjects_with_one_are_listed(
    recorded: Recorded,
) -> None:
    with pytest.raises(UnknownFindingError, match="person:okado") as caught:
        trace_recorded(*recorded, requirement="RS-P1-03", subject="person:okado", language="en")
    assert caught.value.advice.in_("ja").startswith("もしかして: person:okada")
    with pytest.raises(UnknownFindingError) as caught:
        trace_recorded(*recorded, requirement="RS-P1-03", subject="x", language="en")
    assert caught.value.advice.in_("en").startswith("Name one of these: person:brandt, ")
