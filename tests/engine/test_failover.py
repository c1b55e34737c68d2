"""OPA first, the embedded engine behind it: the same result, and the record says which it was and why."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.circuit import FAILURES, OPEN_SECONDS
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.failover import Failover
from tejun.engine.protocol import Engine, InsteadOf
from tejun.engine.server.opa import OpaEngine
from tejun.errors import EvaluationError
from tejun.model.decision import Decision
from tejun.model.intake import Facts
from tejun.operations.deciding import NewDecision, decide
from tejun.operations.workplace import open_workplace
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.words import Bilingual

from tests.support.bundles import DECISION
from tests.support.fakes import ManualClock, RaisingEngine
from tests.support.faulty import FAULTS, FaultyProxy, faulty_proxy
from tests.support.opa import managed_opa

pytestmark = pytest.mark.opa

INPUT = canonical.dumps({"facts": {"application": {"id": "a1"}}, "mode": "precheck"})


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="module")
def tiny(built_tree: Callable[[str], Bundle]) -> Bundle:
    return built_tree(DECISION)


@pytest.fixture(scope="module")
def proxy(tiny: Bundle, bundle: Bundle) -> Iterator[FaultyProxy]:
    with managed_opa(lambda: [tiny, bundle]) as kept, faulty_proxy(kept.target) as proxy:
        yield proxy


@pytest.fixture
def both(proxy: FaultyProxy, engine: WasmEngine, clock: ManualClock) -> Iterator[Failover]:
    proxy.fault = None
    opa = OpaEngine(proxy.target, deadline_seconds=1)
    with closing(opa):
        yield Failover(opa, engine, clock=clock)


def why(engine: Engine, bundle: Bundle) -> str | None:
    """Why it was not OPA that evaluated; None where it was."""
    evaluation = engine.evaluate(bundle, INPUT)
    assert evaluation.engine == ("wasm" if evaluation.instead_of else "opa")
    return evaluation.instead_of.why if evaluation.instead_of else None


def test_where_opa_answers_it_is_opas_decision(both: Failover, tiny: Bundle) -> None:
    assert why(both, tiny) is None
    assert (both.name, both.circuit) == ("opa", "closed")


@pytest.mark.parametrize("name", FAULTS)
def test_whatever_fails_the_embedded_engine_answers_and_says_why(
    name: str, both: Failover, proxy: FaultyProxy, tiny: Bundle
) -> None:
    sound = both.evaluate(tiny, INPUT)
    proxy.fault, code = FAULTS[name]
    instead = both.evaluate(tiny, INPUT)
    assert (instead.engine, instead.instead_of) == ("wasm", InsteadOf("opa", code))
    assert instead.result == sound.result


def test_after_failures_in_a_row_opa_is_not_asked_and_then_tried_again(
    both: Failover, proxy: FaultyProxy, tiny: Bundle, clock: ManualClock
) -> None:
    proxy.fault, _ = FAULTS["an empty object"]
    assert [why(both, tiny) for _ in range(FAILURES)] == ["no_provenance"] * FAILURES
    before = proxy.asked
    assert [why(both, tiny) for _ in range(5)] == ["circuit_open"] * 5
    assert (proxy.asked, both.circuit) == (before, "open")
    clock.now += OPEN_SECONDS
    assert why(both, tiny) == "no_provenance"
    assert why(both, tiny) == "circuit_open"
    proxy.fault = None
    clock.now += OPEN_SECONDS
    states = [both.circuit]
    assert [why(both, tiny) for _ in range(3)] == [None] * 3
    assert [*states, both.circuit] == ["half_open", "closed"]


def test_an_edition_that_opa_has_not_loaded_does_not_count_against_it(
    both: Failover, tiny: Bundle
) -> None:
    other = replace(tiny, revision="sha256:" + "1" * 64, entrypoint="other_2026_1/decision/result")
    engine = Failover(both.first, RaisingEngine(_broken()))
    for _ in range(FAILURES + 2):
        with pytest.raises(EvaluationError, match="broken"):
            engine.evaluate(other, INPUT)
    assert engine.circuit == "closed"


def test_what_the_embedded_engine_cannot_evaluate_is_its_error(
    both: Failover, proxy: FaultyProxy, tiny: Bundle
) -> None:
    proxy.fault, _ = FAULTS["hung"]
    engine = Failover(both.first, RaisingEngine(_broken()))
    with pytest.raises(EvaluationError, match="broken"):
        engine.evaluate(tiny, INPUT)


def _broken() -> EvaluationError:
    return EvaluationError(
        Bilingual("壊れています", "broken"), Bilingual("直してください", "mend it")
    )


def test_a_mistake_of_the_engines_own_is_not_hidden(tiny: Bundle, engine: WasmEngine) -> None:
    both = Failover(RaisingEngine(ZeroDivisionError()), engine)
    with pytest.raises(ZeroDivisionError):
        both.evaluate(tiny, INPUT)


def test_it_closes_both() -> None:
    first, second = RaisingEngine(_broken()), RaisingEngine(_broken())
    Failover(first, second).close()
    assert first.closed
    assert second.closed


def test_each_failure_and_each_change_of_the_circuit_is_one_line_of_log(
    both: Failover,
    proxy: FaultyProxy,
    tiny: Bundle,
    *,
    clock: ManualClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "tejun.engine")
    proxy.fault, _ = FAULTS["an error of OPA's"]
    for _ in range(FAILURES + 5):
        both.evaluate(tiny, INPUT)
    proxy.fault = None
    clock.now += OPEN_SECONDS
    both.evaluate(tiny, INPUT)
    lines = [json.loads(record.getMessage()) for record in caplog.records]
    assert [line["why"] for line in lines if line["event"] == "engine-failed"] == ["http_500"] * 3
    states = [line["state"] for line in lines if line["event"] == "engine-circuit"]
    assert states == ["open", "half_open", "closed"]
    assert "eval_conflict_error" in lines[0]["said"]


# --- what the record says ----------------------------------------------------------------------


def decided(facts: Facts, registry: Registry, engine: Engine) -> NewDecision:
    with open_workplace(Settings(), registry=registry, engine=engine) as workplace:
        return decide(workplace, facts, as_of=date(2026, 11, 20))


def test_the_decision_names_the_engine_that_was_to_evaluate_and_has_the_same_digest(
    both: Failover, proxy: FaultyProxy, registry: Registry, facts_of: Callable[[str], Facts]
) -> None:
    facts = facts_of("typical")
    opas = decided(facts, registry, both).decision
    proxy.fault, _ = FAULTS["a redirect"]
    embedded = decided(facts, registry, both).decision
    assert opas["engine"].keys() == {"name", "version"}
    assert opas["engine"]["name"] == "opa"
    assert embedded["engine"]["name"] == "wasm"
    assert embedded["engine"]["instead_of"] == {"name": "opa", "why": "redirect"}
    assert opas["digests"] == embedded["digests"]
    for decision in (opas, embedded):
        shaped = Decision.model_validate(decision)
        assert (shaped.engine.instead_of is None) is (decision is opas)
