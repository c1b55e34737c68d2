"""Nothing reads as prepared by accident: take any one thing out of the complete application, and it isn't.

Every key and every item at every depth is deleted (one of every shape; all in a long run), set to null, and set to a
wrong type. A change that
leaves `prepared` is allowed only where the procedure does not ask for the thing: each such place is
named in OPTIONAL with the reason, and a place named there that does count fails too.
"""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import Deletion, Deletions, deletions, question_of
from tests.properties.looks import looked_at_elsewhere
from tests.support.cases import PROGRAM, PROGRAMS, complete
from tests.support.judged import Question, decide, in_threads
from tests.support.places import all_paths, value_at, with_value

OPTIONAL = {
    r"/people/\d+/(orcid|e_rad)": "an identifier; the source asks for none",
    r"/institutions/\d+/ror": "an identifier; the source asks for none",
    r"/application/technology_areas/\d+": "one of several",
    r"/people/\d+/employment": "asked where it was chosen as a measure (RS-MT-07); then it counts, see below",
    r"/people/\d+/disclosures/(career|funding)/entries/\d+/end": "a post or grant may go on",
    r"/people/\d+/disclosures/papers/entries/\d+/doi": "an identifier; the source asks for papers",
    r"/(people|institutions)/\d+/screening/\d+/queried_names/\d+": "one of several spellings",
    r"/people/\d+/screening/\d+/candidates/\d+": "what nobody reports, nobody can see",
    r"/.*/due_diligence/entries/\d+/finding": "asked for at foreign talent programs only (RS-P1-04)",
    r"/(people|institutions)/\d+/screening/\d+/(scoring|candidates/\d+/score)": "a list may be read by eye",
    r"/people/\d+/(screening|due_diligence/entries)/\d+/institution": "left out, the lead institution did it, which"
    " serves at a co-PI",
    r"/institutions/\d+/integrity(/.*)?": "RS-GEN-01 is advisory",
    r"/institutions/\d+/managed_data/entries/\d+/note": "a note",
    r"/dmp/entries/\d+/madmp_version": "the document itself says when it was modified",
    r"/dmp/entries/\d+/madmp/.*": "optional in maDMP 1.2; the source asks for the DMP and its managed data",
    r"/(scope/adjustment|requests|institutions/\d+/supporters|people/\d+/disclosures/career)/reason": "a reason for"
    " `none` is welcome, and required only where a requirement says so",
    r"/program(/designation)?": "the program says whether it is designated; an application need not repeat it (R6)",
    r"/application/(fund|call/closes|call/risk_management_due)": "the same",
    r"/consultations/\d+": "a question that was answered; the answer stands by itself",
}
"""Places whose loss may leave `prepared`, as patterns of pointers, each with its reason."""

AMONG_OTHERS = {
    r"/people/\d+/disclosures/\w+/entries/\d+": "what was declared beside it stands, and nobody can see the rest",
    r"/institutions/\d+/(managed_data|controls/objects)/entries/\d+": "the same",
}
"""Places that may go where the list has more than the one; the last of them counts."""

OPTIONAL_IN = {
    "trust-2026": {
        r"/risk(/judgements)?": "nothing in this application raises an indicator (RS-RA-01)",
        r"/determinations/0/about/1": "the measure, where the same answer is on the whole step (RS-STP-03)",
    },
}
"""More of them, in the application of one program only."""


def wrong_type(value: object) -> object:
    return {"wrong": 1} if isinstance(value, (str, list)) else "wrong"


def one_of_several(facts: Any, place: Path) -> bool:
    return matches(place, AMONG_OTHERS) and len(value_at(facts, place[:-1])) > 1


def matches(place: Path, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, pointer(place)) for pattern in patterns)


def optional(program: str, place: Path) -> bool:
    facts = complete(program)
    return (
        matches(place, OPTIONAL | OPTIONAL_IN.get(program, {}))
        or one_of_several(facts, place)
        or looked_at_elsewhere(facts, place)
    )


def prepared_without(deleted: Iterable[Deletion]) -> list[Path]:
    return [cell.place for cell in deleted if cell.outcome == "prepared"]


@pytest.fixture(scope="module")
def wholes(bundles: dict[str, Bundle]) -> dict[str, Question]:
    """The complete application of each program, put to the program."""
    return {name: Question(name, bundles[name], complete(name)) for name in PROGRAMS}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_complete_application_is_prepared(
    program: str, wholes: dict[str, Question], engine: WasmEngine
) -> None:
    decided = decide(engine, wholes[program])
    assert decided is not None
    assert decided.outcome == "prepared"


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_deleting_any_one_fact_never_leaves_prepared(program: str, deletions_of: Deletions) -> None:
    survived = prepared_without(deletions_of(program)["complete"])
    assert [pointer(place) for place in survived if not optional(program, place)] == []


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_null_or_a_wrong_type_never_leaves_prepared(
    program: str, wholes: dict[str, Question], engine: WasmEngine
) -> None:
    def outcome(wrong: tuple[Path, object]) -> str:
        facts = with_value(complete(program), *wrong)
        decided = decide(engine, question_of(wholes[program], facts))
        return "refused" if decided is None else decided.outcome

    wrongs = [
        (place, wrong)
        for place in all_paths(complete(program))
        for wrong in (None, wrong_type(value_at(complete(program), place)))
    ]
    outcomes = in_threads(outcome, wrongs)
    assert [
        wrong for wrong, found in zip(wrongs, outcomes, strict=True) if found == "prepared"
    ] == []


def test_each_optional_place_is_there_and_is_optional(
    wholes: dict[str, Question], engine: WasmEngine
) -> None:
    asked = [(name, tuple(PROGRAMS)) for name in OPTIONAL | AMONG_OTHERS]
    asked += [(name, (program,)) for program, own in OPTIONAL_IN.items() for name in own]
    idle = [
        name
        for name, programs in asked
        if not any(survives(engine, wholes[program], name) for program in programs)
    ]
    assert idle == [], "such places count, or there are none: take them out"


def survives(engine: WasmEngine, whole: Question, pattern: str) -> bool:
    """Whether it stays prepared without one place of the pattern; no more are looked at than it takes."""
    chosen = (place for place in all_paths(whole.facts) if re.fullmatch(pattern, pointer(place)))
    return any(prepared_without(deletions(engine, whole, [place])) for place in chosen)


EMPLOYED = ("people", 2, "employment")
CHOSEN = {
    "id": "m9",
    "kind": "employment",
    "indicators": [],
    "reason": "A student is bound as the staff are.",
    "chosen_on": "2026-10-28",
    "owner": "HR",
    "due": "2026-11-19",
    "done_on": "2026-11-02",
    "evidence": [{"title": "Contract", "kept_at": "HR"}],
}


def test_the_employment_of_a_student_counts_where_it_was_chosen_as_a_measure(
    wholes: dict[str, Question], engine: WasmEngine
) -> None:
    whole = wholes[PROGRAM]
    chosen = question_of(
        whole, with_value(whole.facts, ("measures",), [*whole.facts["measures"], CHOSEN])
    )
    answer = {**whole.facts["determinations"][0], "id": "d9", "about": [{"measure": "m9"}]}
    answered = [*whole.facts["determinations"], answer]
    agreed = question_of(whole, with_value(chosen.facts, ("determinations",), answered))
    before = decide(engine, agreed)
    assert before is not None
    assert before.outcome == "prepared"
    [deletion] = deletions(engine, agreed, [EMPLOYED])
    assert deletion.outcome == "information_required"


@pytest.mark.parametrize(
    "place",
    [
        ("dmp", "entries", 0, "madmp", "dmp", "dataset", 0, "dataset_id", "identifier"),
        ("people", 0, "disclosures", "papers", "discrepancies", 0, "disposition"),
        ("people", 0, "due_diligence", "entries", 3, "items"),
        ("institutions", 0, "desk"),
    ],
    ids=pointer,
)
def test_what_looks_like_an_optional_place_and_is_none_counts(
    place: Path, wholes: dict[str, Question], engine: WasmEngine
) -> None:
    [deletion] = deletions(engine, wholes[PROGRAM], [place])
    assert deletion.outcome != "prepared"
