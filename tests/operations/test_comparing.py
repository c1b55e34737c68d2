"""Two recorded decisions are compared; of what cannot be, it is said why."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tejun.audit.causes import Limits
from tejun.audit.comparing import DecisionComparison
from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine, Evaluation
from tejun.errors import (
    AlteredRecordError,
    ErasedRecordError,
    EvaluationTimeoutError,
    NotComparableError,
    NotFoundError,
    TejunError,
    UnknownDecisionError,
)
from tejun.model.intake import Facts, read_facts
from tejun.operations.comparing import compare_recorded
from tejun.operations.deciding import decide
from tejun.operations.erasing import erase
from tejun.operations.workplace import Workplace, open_workplace
from tejun.settings import Settings
from tejun.store.driver import dbapi
from tejun.words import Bilingual

from tests.support.fakes import SpoilingEngine
from tests.support.records import NOW

DAY, LATER = date(2026, 11, 20), date(2026, 12, 27)
FactsOf = Callable[[str], Facts]
NO_END = Limits(seconds=1000)


def record(workplace: Workplace, facts: Facts, as_of: date = DAY) -> str:
    return decide(workplace, facts, as_of=as_of, record=True).decision["id"]


def changed(facts: Facts, change: Callable[[Any], object]) -> Facts:
    value = json.loads(facts.canonical)
    change(value)
    return read_facts(json.dumps(value).encode())


def rename(facts: Any) -> None:
    """Another name, and another order of the people."""
    facts["people"][0]["name"] += "X"
    facts["people"].insert(0, facts["people"].pop())


@pytest.fixture
def pair(workplace: Workplace, facts_of: FactsOf) -> tuple[str, str]:
    facts = facts_of("typical")
    return record(workplace, facts), record(workplace, changed(facts, rename), LATER)


def compare(workplace: Workplace, before: str, after: str) -> DecisionComparison:
    found = compare_recorded(workplace, before, after, limits=NO_END)
    return found.comparison


def test_the_earlier_one_comes_first_in_whichever_order_they_are_named(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    facts = facts_of("typical")
    tomorrow = replace(workplace, clock=lambda: NOW + timedelta(days=1))
    later = record(tomorrow, changed(facts, rename))
    earlier = record(workplace, facts)
    for names in ((earlier, later), (later, earlier)):
        found = compare(workplace, *names)
        assert (found.before["id"], found.after["id"]) == (earlier, later)


def test_each_change_is_named_with_what_it_moved(
    workplace: Workplace, pair: tuple[str, str]
) -> None:
    found = compare(workplace, *pair)
    assert [(each.what, each.kind, each.place) for each in found.changes] == [
        ("as_of", "changed", ""),
        ("facts", "changed", "people[okada].name"),
        ("facts", "reordered", "people"),
    ]
    assert found.changes[1].pointer_before == "/people/0/name"
    assert found.changes[1].pointer_after == "/people/1/name"
    moved = {(each.requirement, each.subject): each.by for each in found.findings}
    assert moved["RS-P1-07", "person:okada"] == ((1,),)
    assert moved["RS-P1-03", "person:okada"] == ((0,),)
    assert found.idle == (2,)
    assert found.stopped is None


def test_a_decision_differs_in_nothing_from_itself(
    workplace: Workplace, pair: tuple[str, str]
) -> None:
    found = compare(workplace, pair[0], pair[0])
    assert (found.changes, found.findings, found.outcome.by) == ((), (), ())


def refused(workplace: Workplace, *ids: str) -> TejunError:
    with pytest.raises(TejunError) as caught:
        compare(workplace, *ids)
    return caught.value


def test_decisions_of_two_applications_are_refused(
    workplace: Workplace, pair: tuple[str, str], facts_of: FactsOf
) -> None:
    def another(facts: Any) -> None:
        facts["application"]["id"] = "another"

    other = record(workplace, changed(facts_of("typical"), another))
    error = refused(workplace, pair[0], other)
    assert isinstance(error, NotComparableError)
    for language in ("ja", "en"):
        assert pair[0] in error.detail.in_(language)
        assert other in error.detail.in_(language)


def test_one_that_was_erased_says_so(
    workplace: Workplace, pair: tuple[str, str], facts_of: FactsOf
) -> None:
    application = facts_of("typical").document["application"]["id"]
    erase(workplace, "kprogram-2026", application, "x")
    assert isinstance(refused(workplace, *pair), ErasedRecordError)


def test_one_that_was_altered_is_named(workplace: Workplace, pair: tuple[str, str]) -> None:
    with dbapi.connect(workplace.settings.database) as connection:
        connection.execute("DROP TRIGGER decisions_are_never_changed")
        connection.execute(
            "UPDATE decisions SET program = 'trust-2026' WHERE decision_id = ?", [pair[1]]
        )
    connection.close()
    error = refused(workplace, *pair)
    assert isinstance(error, AlteredRecordError)
    assert pair[1] in error.detail.in_("en")


def test_an_edition_whose_archive_is_missing_is_named(
    workplace: Workplace, pair: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    settings = Settings(database=workplace.settings.database, bundles=str(tmp_path / "empty"))
    with open_workplace(settings, clock=lambda: NOW, engine=workplace.engine) as other:
        error = refused(other, *pair)
    assert isinstance(error, NotFoundError)
    assert "sha256:" in error.detail.in_("en")


def test_of_one_that_comes_out_otherwise_nothing_is_said(
    workplace: Workplace, pair: tuple[str, str]
) -> None:
    def spoil(result: dict[str, Any]) -> None:
        result["findings"][3]["params"] = {"x": 1}

    error = refused(workplace.with_engine(SpoilingEngine(workplace.engine, spoil)), *pair)
    assert isinstance(error, NotComparableError)
    assert "tejun replay" in error.advice.in_("ja")


class Late:
    """An engine that gives what another does, so many times, and then does not answer in time."""

    name, version = "late", "1"

    def __init__(self, engine: Engine, times: int) -> None:
        self._engine = engine
        self._left = times

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        if self._left == 0:
            raise EvaluationTimeoutError(Bilingual("遅い", "late"), Bilingual("待つ", "wait"))
        self._left -= 1
        return self._engine.evaluate(bundle, input_document)

    def close(self) -> None:
        pass


def test_an_engine_that_does_not_answer_says_nothing_of_a_change(
    workplace: Workplace, pair: tuple[str, str]
) -> None:
    late = workplace.with_engine(Late(workplace.engine, 3))
    assert isinstance(refused(late, *pair), EvaluationTimeoutError)


def test_one_that_nobody_made_is_not_found(workplace: Workplace, pair: tuple[str, str]) -> None:
    nobody = "01a20a81-57f2-7893-b798-f0f0b991835f"
    assert isinstance(refused(workplace, pair[0], nobody), UnknownDecisionError)
    assert isinstance(refused(workplace, nobody, pair[1]), UnknownDecisionError)
