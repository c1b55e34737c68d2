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
from tests.support.cases import PROGRAM, PROGRAMS, complete
from tests.support.judged import Question, decide, in_threads
from tests.support.places import all_paths, value_at, with_value

OPTIONAL = {
    r"/people/\d+/(orcid|e_rad)": "an identifier; the source asks for none",
    r"/institutions/\d+/ror": "an identifier; the source asks for none",
    r"/application/technology_areas/\d+": "one of several",
    r"/people/\d+/employment": "asked of students only (RS-MT-07); the student's counts, see below",
    r"/people/\d+/disclosures/(career|funding)/entries/\d+/end": "a post or grant may go on",
    r"/people/\d+/disclosures/papers/entries/\d+/doi": "an identifier; the source asks for papers",
    r"/(people|institutions)/\d+/screening/\d+/queried_names/\d+": "one of several spellings",
    r"/people/\d+/screening/\d+/candidates/\d+": "what nobody reports, nobody can see",
    r"/.*/due_diligence/entries/\d+/finding": "asked for at foreign talent programs only (RS-P1-04)",
    r"/(people|institutions)/\d+/screening/\d+/(scoring|candidates/\d+/score)": "a list may be read by eye",
    r"/people/\d+/(screening|due_diligence/entries)/\d+/institution": "left out, the lead institution did it, which"
    " serves at a co-PI",
    r"/people/\d+/disclosures/papers/discrepancies(/\d+)?": "what nobody reports, nobody can see",
    r"/institutions/\d+/integrity(/.*)?": "RS-GEN-01 is advisory",
    r"/measures/\d+/indicators/\d+": "the FA accepted the judgement, so that no measure is needed (RS-MT-00)",
    r"/institutions/\d+/managed_data/entries/\d+/note": "a note",
    r"/dmp/entries/\d+/madmp/.*": "optional in maDMP 1.2; the source asks for the DMP and its managed data",
    r"/(scope/adjustment|requests|institutions/\d+/supporters|people/\d+/disclosures/career)/reason": "a reason for"
    " `none` is welcome, and required only where a requirement says so",
    r"/institutions/\d+/partner/capital/reason": "the same",
    r"/application/call/risk_management_due": "the program sets the day; the facts repeat it",
}
"""Places whose loss may leave `prepared`, as patterns of pointers, each with its reason."""

OPTIONAL_IN = {
    "trust-2026": {
        r"/risk(/judgements)?": "nothing in this application raises an indicator (RS-RA-01)",
        r"/(measures|consultations)/\d+": "the only one, and none is asked for by itself",
    },
}
"""More of them, in the application of one program only."""


def wrong_type(value: object) -> object:
    return {"wrong": 1} if isinstance(value, (str, list)) else "wrong"


def one_of_several(facts: Any, place: Path) -> bool:
    """Whether the place is one record among others in a list: what nobody reports, nobody can see."""
    among = value_at(facts, place[:-1])
    return isinstance(among, list) and len(among) > 1 and isinstance(value_at(facts, place), dict)


def optional(program: str, place: Path) -> bool:
    patterns = OPTIONAL | OPTIONAL_IN.get(program, {})
    return any(re.fullmatch(pattern, pointer(place)) for pattern in patterns)


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
    counting = [
        pointer(place)
        for place in survived
        if not optional(program, place) and not one_of_several(complete(program), place)
    ]
    assert counting == []


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
    asked = [(name, tuple(PROGRAMS)) for name in OPTIONAL]
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


@pytest.mark.parametrize(
    "place",
    [
        ("people", 2, "employment"),
        ("data", "dmp", "dmp", "dataset", 0, "dataset_id", "identifier"),
        ("people", 0, "disclosures", "papers", "discrepancies", 0, "disposition"),
        ("institutions", 0, "desk"),
    ],
    ids=pointer,
)
def test_what_looks_like_an_optional_place_and_is_none_counts(
    place: Path, wholes: dict[str, Question], engine: WasmEngine
) -> None:
    [deletion] = deletions(engine, wholes[PROGRAM], [place])
    assert deletion.outcome != "prepared"
