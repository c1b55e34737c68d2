"""What settles findings of an application that lacks a few things, and what is said where nothing does."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from tejun import canonical
from tejun.audit.remedy import Bounds, Remedy, Trial, forms_and_params, settle
from tejun.audit.remedy.edits import Facts
from tejun.audit.remedy.result import FindingRemedy
from tejun.bundle.archive import Bundle
from tejun.decide.prepared import prepare
from tejun.engine.embedded.wasm import WasmEngine
from tejun.policytest import Case

from tests.support.cases import AS_OF, CASES, FIXTURES, PROGRAM, complete

Settle = Callable[..., Remedy]


def lacking(*pointers: str, **change: Any) -> Case:
    """kprogram's complete application without these places."""
    content = {"remove": [*pointers], "change": change, "expect": {}}
    return FIXTURES.case(CASES / "RS-GEN-01" / "made.yaml", content, PROGRAM)


@pytest.fixture
def settled(bundle: Bundle, engine: WasmEngine) -> Settle:
    def of(
        case: Case,
        bounds: Bounds | None = None,
        clock: Callable[[], float] = lambda: 0.0,
        **only: Any,
    ) -> Remedy:
        document = {**case.input, "prepared": prepare(case.input["facts"])}
        trial = Trial(document, bundle, engine.evaluate, clock, bounds or Bounds())
        return settle(trial, forms_and_params(bundle), **only)

    return of


def of(remedy: Remedy, requirement: str) -> FindingRemedy:
    [found] = [each for each in remedy.findings if each.requirement == requirement]
    return found


def acts(found: FindingRemedy) -> list[list[tuple[str, str]]]:
    return [[(step.act, step.pointer) for step in each.steps] for each in found.sets]


def test_nothing_is_to_be_done_where_nothing_is_open(settled: Settle) -> None:
    remedy = settled(lacking())
    assert (remedy.outcome, remedy.rungs, remedy.findings) == ("prepared", (), ())
    assert remedy.day == AS_OF


def test_what_was_not_declared_is_declared(settled: Settle) -> None:
    found = of(settled(lacking("/institutions/aoba/desk")), "RS-PRE-01")
    assert acts(found) == [[("declare", "/facts/institutions/0/desk")]]
    assert (found.sets[0].gives, found.sets[0].minimal) == ("satisfied", "every_subset")
    assert found.sets[0].depends, "that there is no desk is for the FA"
    assert found.sets[0].otherwise == ("consult_fa",)


def test_the_outcome_is_settled_by_what_settles_its_findings_together(settled: Settle) -> None:
    remedy = settled(lacking("/institutions/aoba/desk", "/measures/m1/chosen_on", "/scope"))
    [rung] = remedy.rungs
    assert rung.outcome == "prepared", (
        "what leads further than to consult the FA is not shown as leading there"
    )
    [steps] = rung.sets
    assert [step.pointer for step in steps.steps] == [
        "/facts/institutions/0/desk",
        "/facts/measures/0/chosen_on",
        "/facts/scope/adjustment",
    ]
    assert (steps.gives, steps.minimal) == ("prepared", "every_subset")


def test_what_is_wanted_next_is_part_of_the_way(settled: Settle) -> None:
    found = of(settled(lacking("/people/ito/due_diligence")), "RS-DD-01")
    assert acts(found) == [
        [("look", "/facts/people/2/due_diligence"), ("mark", "/facts/people/2/concerns")]
    ]


def test_whom_a_step_names_may_be_asked_of_in_place_of_the_application(settled: Settle) -> None:
    every = lacking(*(f"/institutions/{name}/supporters" for name in ("aoba", "minato")))
    found = of(settled(every, only=("RS-S3-01", "application")), "RS-S3-01")
    assert {step.act for step in found.sets[0].steps} == {"declare"}
    assert found.sets[0].gives == "not_applicable"
    assert {each.subject.partition(":")[0] for each in found.sets[0].may_open} >= {"supporter"}


def test_what_the_steps_open_holds_the_outcome_where_it_has_none_itself(settled: Settle) -> None:
    remedy = settled(lacking("/people/kondo/disclosures/papers"))
    assert acts(of(remedy, "RS-P1-03")) == [[("declare", "/facts/people/1/disclosures/papers")]]
    rung = remedy.rungs[-1]
    assert (rung.sets, rung.held_by) == ((), (("RS-STP-02", "application"),))
    assert [(each.reason, each.cause) for each in rung.opened] == [("judged_before", "judgement")]


def test_a_judgement_has_no_steps(settled: Settle) -> None:
    remedy = settled(lacking("/agreements/a1/scope/entries/0/adequacy"))
    found = [each for each in remedy.findings if each.requirement == "RS-O5-01a"]
    assert {(each.sets, each.cause, each.first) for each in found} == {((), "judgement", ())}
    assert {*remedy.rungs[-1].held_by} == {each.cell for each in found}
    assert remedy.rungs[-1].sets == ()


def test_steps_before_a_judgement_are_named_and_settle_nothing(settled: Settle) -> None:
    found = of(settled(lacking("/people/kondo/due_diligence")), "RS-DD-03")
    assert (found.sets, found.cause) == ((), "judgement")
    assert [(step.act, step.pointer) for step in found.first] == [
        ("look", "/facts/people/1/due_diligence")
    ]


def test_of_two_steps_that_bring_a_judgement_up_one_is_named(settled: Settle) -> None:
    """A co-PI is looked into by the lead institution and by the own one, and the look of either is to be judged."""
    found = of(settled(lacking("/people/ito/due_diligence")), "RS-DD-03")
    assert (found.sets, found.cause) == ((), "judgement")
    assert [(step.act, step.detail) for step in found.first] == [("look", "")]


NOT_FINISHED = {
    "state": "none",
    "declared": {"by": "x", "on": "2026-11-01"},
    "reason": "まだ終えていない。",
}


def test_what_counts_only_after_a_judgement_is_not_to_be_done_before(
    settled: Settle, bundle: Bundle, engine: WasmEngine
) -> None:
    case = lacking("/process/completion", "/process/judgement")
    found = of(settled(case), "RS-TIM-01")
    assert (found.sets, found.cause, found.first) == ((), "judgement", ())
    [step] = found.then
    assert (step.act, step.pointer) == ("declare", "/facts/process/completion")

    def done(*changes: Callable[[Facts], Facts], on: str) -> str:
        facts = case.input["facts"]
        for change in changes:
            facts = change(facts)
        document = {**case.input, "as_of": on, "facts": facts, "prepared": prepare(facts)}
        result = engine.evaluate(bundle, canonical.dumps(document)).result
        [told] = [each for each in result["findings"] if each["requirement"] == "RS-TIM-01"]
        return str(told["reason"])

    def declare(facts: Facts) -> Facts:
        return step.apply(facts, AS_OF)

    def judge(day: str) -> Callable[[Facts], Facts]:
        judged = judged_on(complete(PROGRAM)["process"]["judgement"], day)
        return lambda facts: {**facts, "process": {**facts["process"], "judgement": judged}}

    assert done(judge(AS_OF), declare, on=AS_OF) == "in_time"
    assert done(declare, judge("2026-11-21"), on="2026-11-21") == "steps_not_done"


def judged_on(fact: Any, day: str) -> Any:
    """The judgement, all of it made on the day."""
    return {
        **fact,
        "declared": {**fact["declared"], "on": day},
        "entries": [{**entry, "on": day} for entry in fact["entries"]],
    }


@pytest.mark.parametrize("day", [AS_OF, "2026-11-01"])
def test_that_something_is_not_finished_is_an_answer(settled: Settle, day: str) -> None:
    said = {**NOT_FINISHED, "declared": {"by": "x", "on": day}}
    found = of(settled(lacking(**{"/process/completion": said})), "RS-TIM-01")
    assert (found.reason, found.sets, found.cause) == ("not_completed", (), "answer")


def test_which_of_what_is_entered_is_right_is_found_out_before_anything_is_done(
    settled: Settle,
) -> None:
    case = lacking(**{"/people/kondo/concerns/0/on": "2026-11-21"})
    found = of(settled(case), "RS-DD-01")
    assert (found.reason, found.cause, found.first, found.then) == (
        "mark_missing",
        "truth",
        (),
        (),
    )


def test_the_word_of_the_fa_has_no_steps(settled: Settle) -> None:
    remedy = settled(lacking("/determinations"))
    assert {found.cause for found in remedy.findings if not found.sets} == {"fa"}


def test_an_answer_that_stands_in_the_way_is_not_replaced(settled: Settle) -> None:
    none = {"state": "none", "declared": {"by": "x", "on": "2026-10-06"}}
    found = of(settled(lacking(**{"/institutions/aoba/routine/funding": none})), "RS-PRE-03")
    assert (found.sets, found.cause) == ((), "answer")


def test_one_finding_can_be_asked_for_alone(settled: Settle) -> None:
    case = lacking("/institutions/aoba/desk", "/scope")
    remedy = settled(case, only=("RS-PRE-01", None))
    assert remedy.of_one
    assert [found.requirement for found in remedy.findings] == ["RS-PRE-01"]
    assert remedy.rungs == ()
    assert settled(case, only=("RS-PRE-01", "institution:minato")).findings == ()


def test_looking_stops_at_its_bound_and_says_so(settled: Settle) -> None:
    case = lacking("/institutions/aoba/desk", "/scope")
    few = settled(case, Bounds(evaluations=4))
    assert few.evaluations == 4
    assert few.stopped == "evaluations"
    assert {found.stopped for found in few.findings} >= {"evaluations"}
    assert all(rung.stopped or rung.sets for rung in few.rungs)
    late = settled(case, Bounds(seconds=5), itertools.count(0.0, 1.0).__next__)
    assert late.stopped == "time"


def test_each_finding_has_a_share_of_the_evaluations(settled: Settle) -> None:
    case = lacking("/institutions/aoba/desk", "/scope")
    remedy = settled(case, Bounds(of_finding=1))
    assert {found.stopped for found in remedy.findings} == {"evaluations"}
    assert remedy.evaluations <= 4
