"""From facts to a decision: what it holds, when there is one, and that it is recorded before anyone has it."""

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tejun import canonical
from tejun.errors import (
    EvaluationError,
    EvaluationTimeoutError,
    KeyReusedError,
    StoreError,
    UnknownProgramError,
    WrongProgramError,
)
from tejun.model.decision import Decision
from tejun.model.intake import Facts
from tejun.operations import workplace as workplace_module
from tejun.operations.deciding import NewDecision, RecordedDecision, decide, decide_once
from tejun.operations.workplace import Workplace
from tejun.reading import read_json
from tejun.store.store import Store
from tejun.words import Bilingual

from tests.support.fakes import RaisingEngine, SpoilingEngine

AS_OF = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 4, 5, 678901, tzinfo=UTC)
FactsOf = Callable[[str], Facts]


def decided(workplace: Workplace, facts: Facts, **other: Any) -> NewDecision:
    """The decision on the facts for the day, with the program named."""
    return decide(workplace, facts, **{"as_of": AS_OF, "program": "kprogram-2026", **other})


def with_store(workplace: Workplace, store: Any) -> Workplace:
    return replace(workplace, open_store=lambda: store)


@pytest.mark.parametrize("name", ["complete", "typical", "foreign-partner"])
def test_a_decision_has_its_shape_and_says_what_it_rests_on(
    workplace: Workplace, facts_of: FactsOf, name: str
) -> None:
    facts = facts_of(name)
    made = decided(workplace, facts)
    shaped = Decision.model_validate_json(made.body)
    bundle = workplace.registry.bundle("kprogram-2026", AS_OF)
    assert (shaped.program, shaped.edition, shaped.base) == (
        bundle.program,
        bundle.edition,
        bundle.base,
    )
    assert (shaped.bundle.revision, shaped.bundle.digest) == (bundle.revision, bundle.digest)
    assert (shaped.engine.name, shaped.engine.version) == (
        workplace.engine.name,
        workplace.engine.version,
    )
    assert shaped.application.id == facts.document["application"]["id"]
    assert (shaped.as_of, shaped.mode) == (AS_OF, "precheck")
    assert sum(shaped.summary.values()) == len(shaped.findings) > 0


def test_its_bytes_are_canonical_and_its_digests_are_those_of_what_they_name(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    facts = facts_of("complete")
    made = decided(workplace, facts)
    value = read_json(made.body)
    assert canonical.dumps(value) == made.body
    assert value == made.decision
    result = {
        "schema": "tejun/result/1",
        "edition": {key: value[key] for key in ("program", "edition", "base")},
        **{key: value[key] for key in ("outcome", "findings", "indicators")},
    }
    assert value["digests"] == {
        "facts": canonical.digest(canonical.dumps(facts.document)),
        "input": canonical.digest(made.input.canonical),
        "result": canonical.digest(canonical.dumps(result)),
    }


def test_findings_are_in_canonical_order_whatever_order_the_engine_gave(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    def shuffle(result: dict[str, Any]) -> None:
        result["findings"].reverse()
        result["indicators"].reverse()

    facts = facts_of("typical")
    plain = decided(workplace, facts)
    spoiling = SpoilingEngine(workplace.engine, shuffle)
    shuffled = decided(workplace.with_engine(spoiling), facts)
    findings = plain.decision["findings"]
    keys = [(finding["requirement"], finding["subject"]) for finding in findings]
    assert keys == sorted(keys)
    assert shuffled.decision["findings"] == plain.decision["findings"]
    assert shuffled.decision["digests"] == plain.decision["digests"]


def test_time_comes_in_and_dates_the_decision(workplace: Workplace, facts_of: FactsOf) -> None:
    tokyo = NOW.astimezone(datetime.fromisoformat("2026-01-01T00:00:00+09:00").tzinfo)
    made = decided(replace(workplace, clock=lambda: tokyo), facts_of("complete"))
    assert made.decision["decided_at"] == "2026-11-20T03:04:05.678Z"
    milliseconds = int(made.decision["id"].replace("-", "")[:12], 16)
    assert milliseconds == int(NOW.timestamp() * 1000)
    assert made.decision["id"][14] == "7"


def test_each_decision_has_an_id_of_its_own_and_the_same_result(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    facts = facts_of("complete")
    first, other = decided(workplace, facts), decided(workplace, facts)
    assert first.decision["id"] != other.decision["id"]
    assert first.decision["digests"] == other.decision["digests"]


def test_the_caller_gets_the_bytes_that_are_recorded(
    workplace: Workplace, facts_of: FactsOf, store: Store
) -> None:
    made = decided(with_store(workplace, store), facts_of("complete"), record=True)
    record = store.get(made.decision["id"])
    assert record.decision == made.body
    assert record.input == made.input.canonical
    assert canonical.digest(record.input) == made.decision["digests"]["input"]
    assert (record.program, record.revision) == ("kprogram-2026", made.bundle.revision)
    assert record.recorded_at == NOW


class Unwritable:
    """A store that takes nothing, and counts what it was asked to take."""

    asked = 0

    def append(self, record: object) -> None:
        self.asked += 1
        raise StoreError(Bilingual(ja="満杯", en="full"), Bilingual(ja="待つ", en="wait"))


def test_what_cannot_be_recorded_is_no_decision(workplace: Workplace, facts_of: FactsOf) -> None:
    store = Unwritable()
    with pytest.raises(StoreError):
        decided(with_store(workplace, store), facts_of("complete"), record=True)
    assert store.asked == 1


def test_facts_of_another_program_are_refused(workplace: Workplace, facts_of: FactsOf) -> None:
    facts = deepcopy(facts_of("complete"))
    facts.document["application"]["program"] = "other-2026"
    with pytest.raises(WrongProgramError) as error:
        decided(workplace, facts)
    assert "other-2026" in error.value.detail.in_("ja")
    assert "kprogram-2026" in error.value.detail.in_("ja")


@pytest.mark.parametrize(
    "other", [{"program": "kprogram-2027"}, {"as_of": date(2020, 1, 1)}, {"program": "../../x"}]
)
def test_a_program_or_day_without_an_edition_is_refused(
    workplace: Workplace, facts_of: FactsOf, other: dict[str, Any]
) -> None:
    with pytest.raises(UnknownProgramError):
        decided(workplace, facts_of("complete"), **other)


@pytest.mark.parametrize("kind", [EvaluationError, EvaluationTimeoutError])
def test_an_engine_that_fails_leaves_no_record(
    workplace: Workplace, facts_of: FactsOf, kind: type[EvaluationError]
) -> None:
    store = Unwritable()
    engine = RaisingEngine(
        kind(Bilingual(ja="時間切れ", en="late"), Bilingual(ja="待つ", en="wait"))
    )
    failing = with_store(workplace.with_engine(engine), store)
    with pytest.raises(kind):
        decided(failing, facts_of("complete"), record=True)
    assert store.asked == 0


def test_a_check_that_records_nothing_loads_no_sql_and_no_web() -> None:
    """`tejun check` is one short process: each library that it does not need would be felt."""
    code = (
        "import sys, json, tejun.decide, tejun.engine.embedded.wasm;"
        "print(json.dumps([name for name in ('sqlalchemy', 'sqlmodel', 'fastapi', 'pydantic') if name in sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert json.loads(run.stdout) == []


# --- under an idempotency key ------------------------------------------------------------------


def ask(workplace: Workplace, facts: Facts, *, later: int = 0) -> RecordedDecision:
    """The decision under the key, asked for some hours later."""
    then = replace(workplace, clock=lambda: NOW + timedelta(hours=later))
    return decide_once(then, lambda: facts, program="kprogram-2026", as_of=AS_OF, key="key")


def test_a_request_that_comes_again_gets_the_decision_it_had(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    first = ask(workplace, facts_of("complete"))
    again = ask(workplace, facts_of("complete"), later=48)
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.decision_id, again.body, again.outcome) == (
        first.decision_id,
        first.body,
        first.outcome,
    )


def test_a_request_that_comes_again_is_not_evaluated_again(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    first = ask(workplace, facts_of("complete"))
    broken = workplace.with_engine(RaisingEngine(AssertionError("evaluated")))
    assert ask(broken, facts_of("complete")).body == first.body


def test_a_key_that_another_request_used_is_refused(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    first = ask(workplace, facts_of("complete"))
    with pytest.raises(KeyReusedError) as error:
        ask(workplace, facts_of("typical"))
    assert "key" in error.value.detail.in_("en")
    record = workplace.store.by_key("key")
    assert record is not None
    assert record.decision_id == first.decision_id


def test_who_waits_too_long_for_a_turn_goes_on_without(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workplace_module, "_PATIENCE_SECONDS", 0.01)
    with workplace.turn(), workplace.turn(), workplace.turn():
        pass
    assert workplace.turns.acquire(timeout=0)
    assert workplace.turns.acquire(timeout=0), "each that was taken is given back"
    assert not workplace.turns.acquire(timeout=0)
