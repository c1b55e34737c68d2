"""A remedy in words: who does each step, what it depends on, and why there is none where there is none."""

from typing import Any, get_args

import pytest
from tejun.audit.remedy import FindingRemedy, Opened, Remedy, Rung, Step, StepSet, in_words
from tejun.audit.remedy.edits import Path
from tejun.audit.remedy.steps import SENSITIVITIES, in_order
from tejun.audit.remedy.view import FindingRemedyView, RemedyView, StepView
from tejun.audit.remedy.vocabulary import ACTS, CAUSES, Act, Cause
from tejun.present.plain import lines
from tejun.present.remedy import RemedyPresentation, remedy_to_markdown
from tejun.words import Language

from tests.support.explained import CATALOG, DOCUMENT, decision

LANGUAGES = get_args(Language)


def worded(remedy: Remedy, language: Language = "en") -> RemedyView:
    return in_words(remedy, decision(), CATALOG, DOCUMENT, language=language)


def remedy(*findings: FindingRemedy, rungs: tuple[Rung, ...] = (), **fields: Any) -> Remedy:
    return Remedy(
        **{
            "outcome": "information_required",
            "day": "2026-11-20",
            "rungs": rungs,
            "findings": findings,
            "evaluations": 7,
            **fields,
        }
    )


def finding(**fields: Any) -> FindingRemedy:
    return FindingRemedy(
        **{
            "requirement": "RS-P1-03",
            "subject": "person:mori",
            "status": "missing_information",
            "reason": "period_too_short",
            **fields,
        }
    )


def step(act: Act, *path: str | int, **of: Any) -> Step:
    return Step(act, path, of=of, requirement="RS-P1-03")


def steps(*taken: Step, **fields: Any) -> StepSet:
    return StepSet(
        **{
            "taken": tuple((each, 0) for each in taken),
            "gives": "satisfied",
            "minimal": "every_subset",
            **fields,
        }
    )


def step_view(done: Step, language: Language = "en") -> StepView:
    [found] = worded(remedy(finding(sets=(steps(done),))), language).findings
    return found.sets[0].steps[0]


def text(view: RemedyView) -> str:
    return "\n".join(lines(RemedyPresentation(view).blocks()))


@pytest.mark.parametrize(
    ("done", "holder"),
    [
        (step("renew", "people", 1, "disclosures", "papers"), ("researcher", "森 一郎 (港研究所)")),
        (step("look", "people", 1, "due_diligence"), ("lead", "青葉大学")),
        (step("run", "people", 1, "screening", institution="minato"), ("joint", "港研究所")),
        (step("declare", "institutions", 1, "desk"), ("joint", "港研究所")),
        (step("declare", "institutions", 1, "partner", "capital"), ("lead", "青葉大学")),
        (step("carry_out", "measures", 0), ("lead", "青葉大学")),
    ],
)
def test_a_step_is_somebodys(done: Step, holder: tuple[str, str]) -> None:
    found = step_view(done)
    assert (found.actor, found.holder) == holder


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_its_words(act: Act, language: Language) -> None:
    path: Path = ("measures", 0) if act == "carry_out" else ("people", 1, "papers")
    found = step_view(step(act, *path, items=["papers", "career"]), language)
    assert found.text.endswith("。" if language == "ja" else ".")
    assert "{" not in found.text


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_are_no_steps_it_says_why_and_who_must_act(
    cause: Cause, language: Language
) -> None:
    view = worded(remedy(finding(cause=cause, reason="of_another_program")), language)
    [found] = view.findings
    assert found.why
    agency = {"ja": "架空振興機構", "en": "Fictional Agency"}[language]
    assert (found.holder == agency) == (cause in {"fa", "program"})
    assert found.why in text(view)


def test_no_steps_known_never_reads_as_nothing_to_do() -> None:
    found = worded(remedy(finding(cause="unknown"))).findings[0]
    assert "which is not to say that there is nothing to do" in str(found.why)
    assert "Nothing is open of what was asked about." not in text(
        worded(remedy(finding(cause="unknown")))
    )


def test_a_set_says_on_what_it_depends_and_what_comes_with_it() -> None:
    opened = Opened("RS-PRE-01", "institution:aoba", "missing_information", "absent")
    asked = steps(
        step("look", "people", 1, "due_diligence", items=["papers"]),
        otherwise=("consult_fa",),
        opens=(opened,),
        may_open=(Opened("RS-C2-04", "application", "consult_fa", "open"),),
        minimal="each_step",
    )
    shown = text(worded(remedy(finding(sets=(asked,)))))
    assert "it may be: consult FA" in shown
    assert "With this, other things are to be done: Designated desk" in shown
    assert "By what is found, other things may be to be done: Foreign company" in shown
    assert "not every combination was tried" in shown


def test_who_was_stopped_says_so_and_claims_no_cause() -> None:
    view = worded(remedy(finding(stopped="time"), stopped="time"))
    assert view.findings[0].cause is None
    assert (
        view.findings[0].why
        == "Looking stopped at the limit of time: what was found by then is shown."
    )
    assert view.findings[0].why in view.notes


def test_a_rung_is_reached_or_held_or_was_not_found() -> None:
    rungs = (
        Rung("consultation_required", (steps(step("name", "people", 1, "other_names")),)),
        Rung(
            "prepared",
            held_by=(("RS-P1-03", "person:mori"), ("RS-PRE-01", "institution:aoba")),
            opened=(
                FindingRemedy(
                    "RS-PRE-01", "institution:aoba", "missing_information", "absent", cause="truth"
                ),
            ),
        ),
        Rung("prepared", stopped="evaluations"),
    )
    view = worded(remedy(finding(cause="judgement"), rungs=rungs))
    assert [held.holder for held in view.rungs[1].held_by] == ["森 一郎 (港研究所)", "青葉大学"]
    shown = text(view)
    assert "Only a person’s judgement settles it" in shown
    assert "Only finding out which of what is entered is right" in shown
    assert "By then no steps were found." in shown


def test_a_finding_that_steps_leave_to_the_fa_is_held_by_it() -> None:
    found = finding(sets=(steps(step("look", "people", 1, "due_diligence"), gives="consult_fa"),))
    view = worded(remedy(found, rungs=(Rung("prepared", held_by=(found.cell,)),)))
    assert view.rungs[0].held_by[0].holder == "Fictional Agency"


def test_steps_before_a_cause_are_shown_as_such() -> None:
    found = finding(cause="judgement", first=(step("look", "people", 1, "due_diligence"),))
    shown = text(worded(remedy(found)))
    assert shown.index("Only a person’s judgement") < shown.index("Before that, do this:")
    assert "After that" not in shown


def test_so_are_steps_after_it() -> None:
    found = finding(cause="judgement", then=(step("declare", "process", "completion"),))
    shown = text(worded(remedy(found)))
    assert shown.index("Only a person’s judgement") < shown.index("After that, and not before")
    assert "Before that" not in shown


def test_of_what_is_met_it_is_not_said_that_nothing_is_open() -> None:
    shown = text(worded(remedy(outcome="action_required", of_one=True)))
    assert "This requirement leaves nothing to do." in shown
    assert "Nothing is open." not in shown
    assert "were proven" not in shown
    assert "Evaluations by the edition that decided, as of 2026-11-20: 7." in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "次の状況となることもあります：情報不足"),
        ("en", "it may be: information missing"),
    ],
)
def test_what_else_an_outcome_may_be_is_said_by_its_status(language: Language, said: str) -> None:
    set_ = steps(step("declare", "institutions", 0, "desk"), otherwise=("information_required",))
    view = worded(remedy(rungs=(Rung("prepared", (set_,)),)), language)
    assert said in text(view)


def test_who_was_stopped_is_told_apart_from_who_has_no_steps() -> None:
    found = [
        *(finding(subject=f"person:{i}", stopped="time") for i in range(8)),
        finding(cause="judgement"),
    ]
    rung = Rung("prepared", held_by=tuple(each.cell for each in found), stopped="time")
    shown = text(worded(remedy(*found, rungs=(rung,), stopped="time"))).split("== By finding")[0]
    assert shown.index("These keep it from there, and no steps were found") < shown.index(
        "Only a person"
    )
    assert shown.index("Only a person") < shown.index("For these none were found by the limit")
    assert "more: 2 (--all shows them)" in shown


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("prepared", "Nothing is open of what was asked about."),
        ("replaced", "nobody has to act on the findings"),
    ],
)
def test_where_nothing_is_to_be_done_it_says_so(outcome: str, said: str) -> None:
    assert said in text(worded(remedy(outcome=outcome)))


def test_what_a_name_holds_becomes_no_markup() -> None:
    view = worded(remedy(finding(cause="fa", requirement="<b>*x*</b>")))
    page = remedy_to_markdown(view)
    assert "<b>" not in page.replace("\\<b>", "")
    assert "\\*x\\*" in page


def test_what_is_looked_into_comes_before_the_looks_and_the_least_sensitive_first() -> None:
    every = [
        step("mark", "people", 1, "concerns"),
        step("declare", "people", 1, "disclosures", "records"),
        step("look", "people", 1, "due_diligence"),
        step("declare", "institutions", 0, "desk"),
    ]
    assert [(each.act, each.sensitivity) for each in in_order(every)] == [
        ("declare", "of_bodies"),
        ("declare", "of_conduct"),
        ("look", "of_people"),
        ("mark", "of_people"),
    ]
    assert {each.sensitivity for each in every} == {*SENSITIVITIES}


def test_steps_are_in_an_order_in_which_they_can_be_done() -> None:
    wanted = [
        step("answer", "people", 1, "questionnaire"),
        step("complete", "people", 1, "questionnaire", "evidence"),
        step("name", "people", 1, "other_names"),
        step("run", "people", 1, "screening"),
        step("plan", "measures"),
        step("carry_out", "measures", 0),
        step("check", "follow_up"),
        step("complete", "agreements", 1, "on"),
        step("renew", "agreements", 1, "confidentiality"),
        step("add", "institutions", 1, "roster"),
        step("repeat", "institutions", 1, "partner", "own_management"),
        step("declare", "process", "completion"),
    ]
    orders = (in_order(each) for each in (wanted, reversed(wanted)))
    assert all(
        order.index(wanted[i]) < order.index(wanted[k])
        for order in orders
        for i, k in (
            (0, 1),
            (2, 3),
            (0, 3),
            (4, 5),
            (5, 6),
            (7, 8),
            (9, 10),
            *((i, 11) for i in range(11)),
        )
    )


def test_fewer_steps_come_first_then_the_less_sensitive() -> None:
    of_body = steps(step("declare", "institutions", 0, "desk"))
    of_conduct = steps(step("declare", "people", 1, "disclosures", "records"))
    both = steps(of_body.taken[0][0], of_conduct.taken[0][0])
    assert sorted([both, of_conduct, of_body], key=StepSet.rank) == [of_body, of_conduct, both]


def test_a_view_of_a_finding_is_whole() -> None:
    [found] = worded(remedy(finding(cause="truth"))).findings
    assert isinstance(found, FindingRemedyView)
    assert (found.title, found.subject_label, found.binding) == ("Papers", "森 一郎", True)
