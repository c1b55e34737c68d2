"""'None' is an answer only where it is innocent; elsewhere it says that there is no policy, or that nobody collects.

Every fact of the complete applications is declared none, with a reason. The application then stays prepared only where
the fact is listed here; whatever is listed without a reason of its own stays so without one, too.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import question_of
from tests.support.cases import PROGRAMS, complete
from tests.support.judged import Question, decide, in_threads
from tests.support.places import all_paths, value_at, with_value

INNOCENT = {
    r"/people/\d+/disclosures/(funding|other_support|papers|intellectual_property|records)": "(1)",
    r"/people/\d+/disclosures/talent_programs": "(1), where a look found nothing against it",
    r"/people/\d+/employment": "an example of a measure; asked where it was chosen",
    r"/people/\d+/factors": "no relation that the program's matrix names",
    r"/institutions/\d+/supporters": "nobody else supports the research (RS-S3-00)",
    r"/institutions/\d+/supporters/entries/\d+/(conditions|compliance|reputation)": "(3)",
    r"/institutions/\d+/integrity": "RS-GEN-01 is advice",
    r"/application/selection": "no selection was made yet, or the program makes none",
    r"/scope/adjustment": "the range was not narrowed (RS-SCP-04)",
    r"/requests": "the FA asked for nothing further (RS-STP-04)",
}
"""Facts that may be declared none with no reason, as patterns of pointers, and where they are asked for."""

INNOCENT_WITH_A_REASON = {
    r"/people/\d+/disclosures/supervisor": "no supervisor is needed (RS-P1-01a)",
    r"/people/\d+/disclosures/career": "a student's (RS-P1-01b), see below",
    r"/institutions/\d+/partner/capital": "a body without shares (RS-C2-02a)",
    r"/institutions/\d+/managed_data": "it holds none (RS-D4-02)",
    r"/institutions/\d+/controls/objects": "nothing of the kind is expected (RS-D4-03)",
    r"/institutions/\d+/controls/pi_systems": "the PI manages none (RS-D4-04b)",
    r"/institutions/[1-9]\d*/controls/(systems|places)": "a joint institution uses none of its own (RS-D4-04a, 05)",
}
"""Facts that may be declared none where the reason is said."""


def facts_of(document: Any) -> Iterator[Path]:
    for place in all_paths(document):
        value = value_at(document, place)
        if isinstance(value, dict) and {"state", "declared"} <= value.keys():
            yield place


def declared_none(document: Any, place: Path, **more: Any) -> Any:
    fact = value_at(document, place)
    kept = {key: fact[key] for key in ("declared", "period") if key in fact}
    return with_value(document, place, {"state": "none", **kept, **more})


Prepared = Callable[..., list[str]]
"""From a program, and what more is said than `none`, to the places where that leaves the application prepared."""


@pytest.fixture(scope="module")
def prepared_with_none(bundles: dict[str, Bundle], engine: WasmEngine) -> Prepared:
    @cache
    def of(program: str, **more: str) -> list[str]:
        whole = Question(program, bundles[program], complete(program))
        places = list(facts_of(whole.facts))

        def outcome(place: Path) -> str:
            decided = decide(engine, question_of(whole, declared_none(whole.facts, place, **more)))
            return "refused" if decided is None else decided.outcome

        outcomes = zip(places, in_threads(outcome, places), strict=True)
        return [pointer(place) for place, found in outcomes if found == "prepared"]

    return of


def unlisted(places: list[str], *lists: dict[str, str]) -> list[str]:
    patterns = [pattern for listed in lists for pattern in listed]
    return [place for place in places if not any(re.fullmatch(p, place) for p in patterns)]


REASON = "研究の内容と本人の立場から、必要とされていない。"


@pytest.mark.parametrize("program", PROGRAMS)
def test_none_with_a_reason_is_an_answer_only_where_it_is_innocent(
    program: str, prepared_with_none: Prepared
) -> None:
    found = prepared_with_none(program, reason=REASON)
    assert found, "some facts may be declared none"
    assert unlisted(found, INNOCENT, INNOCENT_WITH_A_REASON) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_none_without_a_reason_is_one_only_where_none_is_asked_for(
    program: str, prepared_with_none: Prepared
) -> None:
    assert unlisted(prepared_with_none(program), INNOCENT) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_only_a_student_has_no_career(program: str, prepared_with_none: Prepared) -> None:
    found = prepared_with_none(program, reason=REASON)
    assert {
        pointer(("people", number, "disclosures", "career"))
        for number, person in enumerate(complete(program)["people"])
        if not person["student"]
    }.isdisjoint(found)


def test_each_innocent_fact_is_there_and_is_innocent(prepared_with_none: Prepared) -> None:
    bare = [place for program in PROGRAMS for place in prepared_with_none(program)]
    reasoned = [
        place for program in PROGRAMS for place in prepared_with_none(program, reason=REASON)
    ]
    assert idle(INNOCENT, bare) + idle(INNOCENT_WITH_A_REASON, reasoned) == []


def idle(listed: dict[str, str], places: list[str]) -> list[str]:
    return [pattern for pattern in listed if not any(re.fullmatch(pattern, p) for p in places)]
