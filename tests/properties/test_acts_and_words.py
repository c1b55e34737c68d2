"""Nothing is prepared on the word of an institution that cannot give it, or on a signature from before the acts.

Of each program's complete application: every declaration, look and run, and every mark, is said to be of each other
institution; and every envelope that tells of an act is signed before it, on the day on which the call opened; this of
the cases too, which have what no complete application has. The outcome is then no longer one with which nothing is
left to do, or the place is named here with the reason why it may be.

Does not see: who signs a thing that has no envelope (a judgement, a measure); days with a time, as a DMP has them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.policytest import Case
from tejun.reading import Path
from tejun.terms import HOLDS

from tests.properties.changes import Change, left_prepared, matches, outcome, still_prepared
from tests.properties.deletions import question_of
from tests.properties.looks import looked_at_elsewhere
from tests.support.cases import AS_OF, PROGRAMS, complete, data_of, rego_data, written_cases
from tests.support.judged import case_question, in_threads
from tests.support.places import all_paths, pointer_pattern, value_at, with_value
from tests.support.sample import Sample

# --- whose word it is --------------------------------------------------------------------------

ANYBODYS = {
    r"/institutions/\d+/integrity/declared": "RS-GEN-01 is advice",
    r"/people/\d+/employment/declared": "an example of a measure; asked where it was chosen (RS-MT-07)",
    r"/.*/due_diligence/declared": "who keeps the record; each look says of which institution it is",
}
OF_BOTH_AT_A_CO_PI = {
    r"/people/\d+/disclosures/\w+/declared": "(1), which the lead institution checks too",
    r"/people/\d+/(factors|questionnaire|undertakings)/declared": "the same of a program's own form",
    r"/people/\d+/due_diligence/entries/\d+": "both look at a co-PI",
    r"/people/\d+/screening/\d+": "both search for a co-PI",
}
OF_BOTH_AT_A_PARTNER = {
    r"/institutions/\d+/partner/(purpose|record|capital)/declared": "(2) may be its own word, at which the lead looks",
}
"""Words that may be another's, as patterns of pointers, each with its reason: anybody's, or the lead institution's and
that of the co-PI, or the joint institution itself.
"""


def words(facts: Any) -> Iterator[Path]:
    """Every declaration, and every act that an institution does."""
    for place in all_paths(facts):
        match place:
            case (*_, "declared") | (*_, "screening" | "concerns", int()):
                yield place
            case (*_, "due_diligence", "entries", int()):
                yield place
            case _:
                pass


def lead_of(facts: Any) -> str:
    leads: list[str] = [it["id"] for it in facts["institutions"] if it["role"] == "lead"]
    return leads[0]


def own(facts: Any, place: Path) -> str:
    """The institution itself that the place is about, or that of the person."""
    subject = value_at(facts, place[:2]) if place[0] in ("people", "institutions") else {}
    institution: str = subject.get("institution", subject.get("id", lead_of(facts)))
    return institution


def whose(facts: Any, place: Path) -> str:
    """The institution whose word it is; left out, it is a person's own word, or the lead institution's."""
    persons = place[0] == "people" and place[-1] == "declared"
    left_out = own(facts, place) if persons else lead_of(facts)
    word: str = value_at(facts, place).get("institution", left_out)
    return word


def may_be_of(facts: Any, place: Path, other: str) -> bool:
    if matches(place, ANYBODYS) or looked_at_elsewhere(facts, place):
        return True
    co_pi = value_at(facts, place[:2]).get("role") == "co_pi" if place[0] == "people" else False
    of_both = (co_pi and matches(place, OF_BOTH_AT_A_CO_PI)) or matches(place, OF_BOTH_AT_A_PARTNER)
    return of_both and other in (lead_of(facts), own(facts, place))


def of_another(facts: Any) -> Iterator[Change]:
    for place in words(facts):
        for other in (found["id"] for found in facts["institutions"]):
            if other != whose(facts, place):
                yield Change(
                    place, with_value(facts, place, signed_for(facts, place, other)), other
                )


def signed_for(facts: Any, place: Path, institution: str) -> dict[str, Any]:
    """For another institution, by somebody who is named with none: the form refuses one who is named with another."""
    act = value_at(facts, place)
    signed = {key: "担当者" for key in ("by", "run_by") if key in act}
    return {**act, **signed, "institution": institution}


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_word_is_another_institutions(
    program: str, bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    facts = complete(program)
    asked = [
        change for change in of_another(facts) if not may_be_of(facts, change.place, change.how)
    ]
    chosen = sample.of(asked, lambda change: (pointer_pattern(change.place), change.how))
    assert still_prepared(chosen, bundles[program], engine, program) == []


def test_each_word_that_may_be_anothers_is_there_and_may(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    left = [*ANYBODYS, *OF_BOTH_AT_A_CO_PI, *OF_BOTH_AT_A_PARTNER]
    for program in PROGRAMS:
        facts = complete(program)
        listed = [
            change
            for change in of_another(facts)
            if matches(change.place, left) and may_be_of(facts, change.place, change.how)
        ]
        found = left_prepared(listed, bundles[program], engine, program) if listed else []
        left = [
            pattern for pattern in left if not any(matches(it.place, [pattern]) for it in found)
        ]
    assert left == [], "such words count, or there are none: take them out"


@pytest.mark.parametrize(
    ("place", "other", "may"),
    [
        (("people", 3, "disclosures", "papers", "declared"), "aoba", True),
        (("people", 3, "disclosures", "papers", "declared"), "northfield", False),
        (("people", 4, "disclosures", "papers", "declared"), "aoba", False),
        (("institutions", 1, "partner", "record", "declared"), "minato", True),
        (("institutions", 1, "partner", "record", "declared"), "northfield", False),
        (("dmp", "declared"), "minato", False),
    ],
)
def test_a_third_has_no_word(place: Path, other: str, may: bool) -> None:
    assert may_be_of(complete("kprogram-2026"), place, other) is may


# --- signed before -----------------------------------------------------------------------------

NO_ACT_THAT_IS_SIGNED_FOR = {
    r"/.*/(end|start|due|since)": "what goes on, is to come, or stands unchanged",
    r"/.*/(adequacy|disposition|reliability)/on": "a person's judgement, signed by that person",
    r"/.*/concerns/\d+/on": "a mark, likewise",
}
"""Days within an envelope that may be later than its signature, as patterns of pointers, each with its reason."""

ANSWERED = {
    "RS-STP-05/before_start.done_since": "bad news before the start on a measure that is not said to be done by then",
    "RS-STP-05/before_start.planned": "likewise: what is planned is not in place yet, whoever says so and when",
    "TR-01/candidate.recorded_by_the_fa": "the FA's own record says it",
    "TR-01/candidate.reported_answer": "the FA's answer says it",
    "RS-TIM-01/in_time.a_selection_that_the_program_does_not_make": "nobody asks for it",
    "RS-O5-02/accepted.requested_before": "where the procedure is replaced, its own requests do not count",
    "RS-SCP-03/managed.of_a_project_that_was_not_chosen": "what was not chosen is out of scope",
}
"""Cases that stay so although they tell of an act that nobody signed for, each with its reason."""


def signed_before(facts: Any, opens: str, as_of: str) -> Iterator[Change]:
    for place in all_paths(facts):
        if place[-1] == "declared" and isinstance(value_at(facts, place), dict):
            days = acts(facts, place[:-1], opens, as_of)
            if days and not all(matches(day, NO_ACT_THAT_IS_SIGNED_FOR) for day in days):
                yield at_the_opening(facts, place, opens)


def at_the_opening(facts: Any, place: Path, opens: str) -> Change:
    # A term that is declared before the conclusion is asked for again, whatever it tells of.
    if place[0] == "agreements":
        facts = with_value(facts, (*place[:2], "on"), opens)
    kept = {key: said for key, said in value_at(facts, place).items() if key != "since"}
    return Change(place, with_value(facts, place, {**kept, "on": opens}))


def acts(facts: Any, envelope: Path, opens: str, as_of: str) -> list[Path]:
    """The places of the days in an envelope from after the opening; envelopes within it are signed for themselves."""
    return [
        (*envelope, *place)
        for place in all_paths(value_at(facts, envelope))
        if is_day(value_at(facts, (*envelope, *place)), opens, as_of)
        and not any(
            "declared" in value_at(facts, (*envelope, *place[:depth]))
            for depth in range(1, len(place))
        )
        and place[0] != "declared"
    ]


def is_day(value: Any, opens: str, as_of: str) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
        and opens < value <= as_of
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_nobody_signs_for_what_was_done_later(
    program: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    changes = signed_before(complete(program), rego_data(program)["call"]["opens"], AS_OF)
    assert still_prepared(changes, bundles[program], engine, program) == []


def cases_with_acts(cases: Iterable[Case]) -> Iterator[tuple[Case, list[Change]]]:
    """The cases with envelopes of their own that tell of acts, and the changes at these."""
    for case in cases:
        usual = signed_at(complete(case.program))
        facts = case.input["facts"]
        made = [
            change
            for change in signed_before(facts, data_of(case)["call"]["opens"], case.input["as_of"])
            if value_at(facts, change.place[:-1]) != usual.get(change.place[:-1])
        ]
        if made:
            yield case, made


def signed_at(facts: Any) -> dict[Path, Any]:
    """The envelopes, by their places."""
    places = (place[:-1] for place in all_paths(facts) if place[-1] == "declared")
    return {place: value_at(facts, place) for place in places}


def left_holding(
    case: Case, changes: list[Change], bundles: Mapping[str, Bundle], engine: WasmEngine
) -> list[str]:
    """The changes with which the case, with which nothing is left to do, is such a one still."""
    question = case_question(case, bundles[case.program])
    if outcome(engine, question) not in HOLDS:
        return []
    found = in_threads(lambda change: outcome(engine, question_of(question, change.facts)), changes)
    held = zip(changes, found, strict=True)
    return [f"{case.name} {change} {after}" for change, after in held if after in HOLDS]


def test_nobody_signs_in_a_case_for_what_was_done_later(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    asked = [
        case
        for case in sample.of(written_cases(), lambda case: case.requirement)
        if not listed(case)
    ]
    found = [
        line
        for case, changes in cases_with_acts(asked)
        for line in left_holding(case, changes, bundles, engine)
    ]
    assert found == []


def listed(case: Case) -> bool:
    return not {case.name, f"{case.requirement}/*"}.isdisjoint(ANSWERED)


def test_each_listed_case_is_there_and_holds(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    cases = [case for case in written_cases() if listed(case)]
    held = {
        name
        for case, changes in cases_with_acts(cases)
        if left_holding(case, changes, bundles, engine)
        for name in (case.name, f"{case.requirement}/*")
    }
    assert ANSWERED.keys() <= held, "such acts count no more, or there are none: take them out"


@pytest.mark.parametrize("pattern", NO_ACT_THAT_IS_SIGNED_FOR)
def test_each_day_that_may_be_later_than_the_signature_is_there_and_may(
    pattern: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    for program in PROGRAMS:
        facts, opens = complete(program), rego_data(program)["call"]["opens"]
        days = {
            (*envelope, "declared"): acts(facts, envelope, opens, AS_OF)
            for envelope, signed in signed_at(facts).items()
            if "on" in signed["declared"]
        }
        chosen = [
            at_the_opening(facts, place, opens)
            for place, found in days.items()
            if found and all(matches(day, [pattern]) for day in found)
        ]
        if chosen and still_prepared(chosen, bundles[program], engine, program):
            return
    pytest.fail("such days count, or there are none: take them out")
