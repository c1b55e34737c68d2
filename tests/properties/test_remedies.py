"""What a remedy states is so: each set of steps gives it, no smaller one does, and nothing that was entered is another.

Of every case whose finding leaves something to do (one for each act and each cause, all in a long run), and of the
programs' applications with gaps. What is applied goes through the intake and the edition again, by the tests' own way.

Does not see: whether a step can be done; whether a set is the smallest of all, beside those that are smaller by some of
its own steps.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pytest
from tejun.audit.remedy import StepSet, forms_and_params, settle
from tejun.audit.remedy.edits import CannotApplyError
from tejun.audit.remedy.result import FindingRemedy, Taken
from tejun.audit.remedy.steps import in_order
from tejun.audit.remedy.vocabulary import (
    DUE_AFTER_STEPS,
    OF_ITEMS,
    acts_on,
    cause_without_acts,
)
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.policytest import Case
from tejun.reading.lenient import read_own
from tejun.terms import OPEN

from tests.support import remedies
from tests.support.cases import PROGRAMS, load_cases, written_cases
from tests.support.judged import (
    OUTCOME_RANK,
    STATUS_RANK,
    CellDecision,
    Question,
    application_questions,
    case_question,
    decide,
    input_document,
    left_to_do,
)
from tests.support.remedies import (
    decided_after,
    done_in_order,
    every_variant,
    made_up,
    remedy_of_case,
    replaced,
    trial_of,
)
from tests.support.sample import Sample, is_long

EVERY_SUBSET = 4
PARTS = 12
"""Of larger sets so many parts are tried, at random, beside each with one step less."""


def kind_of(case: Case) -> object:
    """The acts or the cause of the case's reason."""
    requirement, reason = case.expect["requirement"], case.reason
    return acts_on(requirement, reason) or cause_without_acts(
        requirement, reason, case.expect["status"]
    )


def chosen_cases(sample: Sample) -> list[Case]:
    """Those that leave something to do. What the FA's answers make of a case has no steps: a long run sees that."""
    every = load_cases() if is_long() else written_cases()
    return sample.of((case for case in every if left_to_do(case)), kind_of)


@dataclass(frozen=True)
class Stated:
    """What a set is about: a cell, or the outcome where that is None."""

    question: Question
    cell: tuple[str, str] | None
    steps: StepSet

    def gives(self, engine: Engine, taken: tuple[Taken, ...]) -> str | None:
        """The status of the cell, or the outcome, after the steps; None where they cannot be done."""
        try:
            decided = decided_after(engine, self.question, taken)
        except CannotApplyError:
            return None
        return self.shown(decided)

    def shown(self, decided: CellDecision | None) -> str | None:
        """The status of the cell, or the outcome."""
        if decided is None:
            return None
        return decided.outcome if self.cell is None else status_of(decided, self.cell)

    def rank(self, given: str) -> int:
        return OUTCOME_RANK[given] if self.cell is None else STATUS_RANK[given]


def status_of(decided: CellDecision, cell: tuple[str, str]) -> str | None:
    found = decided.cells.get(cell)
    return None if found is None else str(found["status"])


def wrong(engine: Engine, stated: Stated) -> Iterator[str]:
    """What of a set is not as it is stated."""
    found, name = stated.steps, f"{stated.question.name} {stated.cell}"
    if stated.gives(engine, found.taken) != found.gives:
        yield f"{name}: not {found.gives}"
    for taken in every_variant(found):
        given = stated.gives(engine, taken)
        is_stated = given is None or given in {found.gives, *found.otherwise}
        if not is_stated and stated.rank(str(given)) > stated.rank(found.gives):
            yield f"{name}: may give {given}"
    for taken in parts(found.taken):
        given = stated.gives(engine, taken)
        if given is not None and stated.rank(given) <= stated.rank(found.gives):
            yield f"{name}: {len(taken)} of {len(found.taken)} steps are enough"
    yield from (f"{name}: {each}" for each in worse_in_order(engine, stated))
    facts = found.applied(stated.question.facts, stated.question.as_of)
    yield from (f"{name}: {each}" for each in replaced(stated.question.facts, facts))
    yield from (f"{name}: {each}" for each in made_up(stated.question.facts, facts))


def wrong_around(engine: Engine, question: Question, found: FindingRemedy) -> Iterator[str]:
    """What of the steps before a cause is not so: that it comes up by them, and by no part of them."""
    name = f"{question.name} {found.cell}"
    if (found.first or found.then) and found.cause not in DUE_AFTER_STEPS:
        yield f"{name}: steps around {found.cause}"
    first = tuple((step, 0) for step in found.first)
    of_items = OF_ITEMS in acts_on(found.requirement, found.reason)
    if not first or of_items:
        return
    if not is_stuck(decided_after(engine, question, first), found):
        yield f"{name}: the cause does not come up"
    for part in parts(first):
        if is_stuck(decided_after(engine, question, part), found):
            yield f"{name}: {len(part)} of {len(first)} steps bring the cause up"


def is_stuck(decided: CellDecision | None, found: FindingRemedy) -> bool:
    """Whether the finding has no acts, for the cause that is stated."""
    told = None if decided is None else decided.cells.get(found.cell)
    if told is None or acts_on(found.requirement, told["reason"]):
        return False
    return cause_without_acts(found.requirement, told["reason"], told["status"]) == found.cause


def worse_in_order(engine: Engine, stated: Stated) -> Iterator[str]:
    """Where the steps, done one after another as they are shown, give less than all on the last of these days."""
    by_day, at_once = (
        stated.shown(done_in_order(engine, stated.question, stated.steps.taken, day_by_day=each))
        for each in (True, False)
    )
    if at_once is not None and (by_day is None or stated.rank(by_day) > stated.rank(at_once)):
        yield f"day by day {by_day}, and on one day {at_once}"


def parts(taken: tuple[Taken, ...]) -> Iterable[tuple[Taken, ...]]:
    """Smaller sets of the steps: all of a small one."""
    if len(taken) <= EVERY_SUBSET:
        return (part for size in range(len(taken)) for part in combinations(taken, size))
    drawn = random.Random(len(taken))  # noqa: S311 - no secret
    less = combinations(taken, len(taken) - 1)
    some = (tuple(each for each in taken if drawn.random() < 0.5) for _ in range(PARTS))
    return (part for part in (*less, *some) if part != taken)


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_what_settles_a_finding_does_and_where_nothing_does_it_says_why(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    found: list[str] = []
    for case in chosen_cases(sample):
        question = case_question(case, bundles[case.program])
        [remedy] = remedy_of_case(case, bundles, engine).findings
        if not remedy.sets and remedy.cause in {None, "unknown"}:
            found.append(f"{case.name}: no sets, and no cause")
        found += wrong_around(engine, question, remedy)
        for steps in remedy.sets if is_long() else remedy.sets[:1]:
            found += wrong(engine, Stated(question, remedy.cell, steps))
    assert found == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_what_settles_an_application_does(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    for program in sample.of(PROGRAMS, lambda _: "a program"):
        questions = application_questions(program, bundles[program])
        [question] = [each for each in questions if each.name == "typical"]
        assert every_set_is_so(question, engine, sample) == []


def every_set_is_so(question: Question, engine: Engine, sample: Sample) -> list[str]:
    """What is wrong with the sets that the remedy of a whole application gives; that it leaves none out is asserted."""
    document, decided = input_document(question), decide(engine, question)
    assert document is not None
    assert decided is not None
    trial = trial_of(read_own(document), question.bundle, engine, seconds=300)
    remedy = settle(trial, forms_and_params(question.bundle))
    assert {found.cell for found in remedy.findings} == {
        cell
        for cell, found in decided.cells.items()
        if found["status"] in OPEN and found["enforcement"] != "fa_duty"
    }
    assert all(found.sets or found.cause for found in remedy.findings)
    assert all(rung.sets or rung.held_by for rung in remedy.rungs)
    every = [
        *(Stated(question, found.cell, steps) for found in remedy.findings for steps in found.sets),
        *(Stated(question, None, steps) for rung in remedy.rungs for steps in rung.sets),
    ]
    stated = sample.of(every, lambda each: len(each.steps.taken))
    around = [each for found in remedy.findings for each in wrong_around(engine, question, found)]
    return around + [mistake for each in stated for mistake in wrong(engine, each)]


def one_case(name: str) -> Case:
    [case] = [
        case for case in written_cases((name.split("/", maxsplit=1)[0],)) if case.name == name
    ]
    return case


def test_an_order_in_which_steps_cannot_be_done_would_be_seen(
    bundles: dict[str, Bundle], engine: WasmEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A declaration on an agreement, signed before the agreement was."""
    case = one_case("RS-O5-01d/status_unknown.of_a_confidentiality_agreement")
    [found] = remedy_of_case(case, bundles, engine).findings
    stated = Stated(case_question(case, bundles[case.program]), found.cell, found.sets[0])
    assert list(worse_in_order(engine, stated)) == []
    monkeypatch.setattr(remedies, "in_order", lambda steps: tuple(reversed(in_order(steps))))
    assert list(worse_in_order(engine, stated)) != []


def test_steps_before_a_cause_that_do_not_bring_it_up_would_be_seen(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    case = one_case("RS-DD-03/no_record")
    question = case_question(case, bundles[case.program])
    [found] = remedy_of_case(case, bundles, engine).findings
    [look] = found.first
    assert list(wrong_around(engine, question, found)) == []
    another = replace(look, variants=((),), detail="another")
    for first in ((another,), (look, another)):
        assert list(wrong_around(engine, question, replace(found, first=first))) != []
    assert list(wrong_around(engine, question, replace(found, cause="truth"))) != []


def test_an_answer_in_place_of_another_would_be_seen() -> None:
    before: dict[str, Any] = {
        "a": {"state": "none", "declared": {"by": "x", "on": "2026-10-01"}},
        "b": [1, 2],
    }
    signed = {"state": "none", "declared": {"by": "x", "on": "2026-11-20"}}
    assert list(replaced(before, {**before, "a": signed, "c": 1})) == []
    for another in (
        {**before, "a": {**signed, "state": "provided"}},
        {**before, "a": {**signed, "declared": {"by": "y", "on": "2026-11-20"}}},
        {**before, "a": {**signed, "declared": {"by": "x", "on": "2026-09-01"}}},
        {**before, "b": [1]},
        {**before, "b": [2, 2]},
        {"b": [1, 2]},
    ):
        assert list(replaced(before, another)) != []


def test_a_judgement_that_is_made_up_would_be_seen() -> None:
    before = {"agreements": [{"scope": {"entries": [{"clause": "3"}]}}]}
    after = {"agreements": [{"scope": {"entries": [{"clause": "3", "adequacy": {}}]}}]}
    assert list(made_up(before, after)) != []
    assert list(made_up({}, {"requests": {"entries": [{"request": "x"}]}})) != []
    assert list(made_up(after, after)) == []
