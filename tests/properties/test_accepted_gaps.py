"""What could not be had, and the FA accepted so, hides nothing that comes after.

Of each program's complete application: a fact, or the record of an act, is said to be unobtainable or withheld, a list
to be kept elsewhere, or a joint institution withholds what one requirement asks; and the FA accepts whatever that
leaves open. On the day after, another envelope is signed anew or has an entry more, data are kept elsewhere, or a
measure is changed. Whatever that opens in the complete application, it opens here too, or the place is named here with
the reason why it may not: giving less never asks for less. And whatever the FA let wait is asked for again once the
research goes on, or is named here as what is found out of others; and what a joint institution withholds settles
nothing but what it names.

Does not see: gaps that the FA is not asked about, and other news that no envelope bears, such as a person who joins.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.accepted import (
    LATER,
    Application,
    Gap,
    News,
    gaps,
    institution_of,
    news_beside,
    one_of_each,
)
from tests.properties.deletions import question_of
from tests.support.answers import given
from tests.support.cases import PROGRAM, PROGRAMS
from tests.support.judged import Question, decide, in_threads
from tests.support.places import pointer_pattern, with_value
from tests.support.sample import Sample

ASKED_ELSEWHERE = {
    (
        "RS-P1-02",
        r"/people/\d+/questionnaire",
    ): "there is no form from which what is declared could differ",
}
"""Cells that news need not open beside a gap, as requirements and patterns of its pointer, each with its reason."""

FOUND_OUT = {
    r"/people/\d+/disclosures/\w+|/people/\d+/(factors|employment)": "(1), and what a person tells of others",
    r"/institutions/\d+/partner/(purpose|record|capital|finances|compliance|reputation)": "(2)",
    r"/institutions/\d+/supporters/entries/\d+/\w+": "what a supporter gives and is",
    r"(/\w+/\d+)+(/supporters/entries/\d+)?/due_diligence": "that no source can be had",
    r"/agreements/\d+/\w+": "a contract is concluded by the start, whatever of its terms can be had",
    r"/application/selection": "the FA's own notice",
}
"""What is not the subject's own to make or do, as patterns of pointers: the start of the research brings none of it."""


def tried(application: Application, sample: Sample) -> Iterator[tuple[Gap, list[News]]]:
    """Each gap with the news beside it; in a sample one of the gaps of each shape, and one of its news of each kind."""
    made = one_of_each(application, gaps(application))
    for gap in sample.of(made, lambda gap: pointer_pattern(gap.place)):
        yield gap, sample.of(news_beside(application, gap), lambda news: news.how)


def may_stay(requirement: str, gap: Gap) -> bool:
    return any(
        name == requirement and re.fullmatch(pattern, pointer(gap.place))
        for name, pattern in ASKED_ELSEWHERE
    )


# --- the property --------------------------------------------------------------------------------


@pytest.fixture(params=PROGRAMS)
def application(
    request: pytest.FixtureRequest, bundles: dict[str, Bundle], engine: WasmEngine
) -> Application:
    return Application(request.param, bundles[request.param], engine)


def test_a_gap_that_was_accepted_hides_nothing_that_comes_after(
    application: Application, sample: Sample
) -> None:
    pairs = list(tried(application, sample))
    found = in_threads(lambda pair: list(application.hidden(*pair)), pairs)
    hidden = [
        f"{gap} | {news} | {name}"
        for (gap, _), names in zip(pairs, found, strict=True)
        for news, name in names
        if not may_stay(name, gap)
    ]
    assert hidden == []


def test_what_was_to_come_is_asked_for_again_once_the_research_goes_on(
    application: Application, sample: Sample
) -> None:
    made = (gap for gap in gaps(application) if gap.how == "unobtainable")
    chosen = sample.of(one_of_each(application, made), lambda gap: (gap.place[0], gap.place[2:3]))
    waiting = in_threads(application.waits_for_ever, chosen)
    left = [gap for gap, waits in zip(chosen, waiting, strict=True) if waits]
    assert [str(gap) for gap in left if not is_found_out(gap.place)] == []


def is_found_out(place: Path) -> bool:
    return any(re.fullmatch(pattern, pointer(place)) for pattern in FOUND_OUT)


def test_what_is_withheld_settles_nothing_but_what_it_names(
    application: Application, sample: Sample
) -> None:
    facts = application.facts
    joint = {it["id"]: at for at, it in enumerate(facts["institutions"]) if "partner" in it}
    own = [place for place in application.envelopes if institution_of(facts, place) in joint]
    chosen = sample.of(own, lambda place: (place[0], place[2]))
    settled = in_threads(
        lambda place: application.settled_beside(joint[institution_of(facts, place)], place), chosen
    )
    left = {pointer(place): cells for place, cells in zip(chosen, settled, strict=True) if cells}
    assert left == {}


@pytest.fixture(scope="module")
def of_k(bundles: dict[str, Bundle], engine: WasmEngine) -> Application:
    return Application(PROGRAM, bundles[PROGRAM], engine)


LOOKS: Path = ("people", 1, "due_diligence")
CAREER: Path = ("people", 1, "disclosures", "career")
DESK: Path = ("institutions", 0, "desk")


def test_the_gate_sees_an_answer_that_covers_the_news(of_k: Application) -> None:
    """One that was given on the day of the news is on them too."""
    gap = next(gap for gap in gaps(of_k) if gap.place == LOOKS)
    assert (News(CAREER), "RS-DD-01") in of_k.hidden(gap, [News(CAREER)], on=LATER)


def test_gaps_are_accepted_and_news_open_something(of_k: Application) -> None:
    accepted = {gap.how for gap in gaps(of_k) if gap.place == LOOKS and of_k.accepted(gap)}
    assert accepted == {"unobtainable", "withheld"}
    assert of_k.opened(of_k.facts) == set()
    assert all(of_k.usual(News(CAREER, how)) for how in ("signed anew", "has more"))
    assert of_k.usual(News(("measures", 0), "is changed"))


def test_each_kind_of_what_is_found_out_is_there(of_k: Application) -> None:
    """And what is not, such as a desk, does not wait for ever."""
    found = {pointer(gap.place) for gap in gaps(of_k) if gap.how == "unobtainable"}
    others = [pattern for pattern in FOUND_OUT if "selection" not in pattern]
    assert [it for it in others if not any(re.fullmatch(it, place) for place in found)] == []
    named = [next(gap for gap in gaps(of_k) if gap.place == place) for place in (LOOKS, DESK)]
    assert [of_k.waits_for_ever(gap) for gap in named] == [True, False]


@pytest.mark.parametrize("since", [None, LATER])
def test_a_check_that_could_not_be_made_is_of_the_measure_as_it_stood(
    of_k: Application, since: str | None
) -> None:
    """A year after the start, the state of a measure is not known, and the FA accepts that."""
    facts = going_on(of_k.facts)
    question = Question("going on", of_k.question.bundle, facts, as_of="2028-05-01")
    answer = given([{"requirement": "RS-STP-05", "subject": "measure:m2"}], "accepted", LATER_ON)
    told = {**facts, "determinations": [*facts["determinations"], answer]}
    if since:
        told = with_value(told, ("measures", 1, "since"), "2028-04-20")
    decided = decide(of_k.engine, question_of(question, told))
    assert decided is not None
    found = decided.cells["RS-STP-05", "measure:m2"]
    assert found["reason"] == ("fa_answer_older" if since else "fa_accepted")


LATER_ON = "2028-04-19"


def going_on(facts: Any) -> Any:
    """The application a year after the start, of whose measures nobody could find out how they stand."""
    signed = {"by": "青葉理工大学 研究推進部 西村 和子", "on": LATER_ON}
    reason = "記録を置く外部のシステムが停止しており、確認できなかった。"
    application = {**facts["application"], "stage": "started", "starts_on": "2027-04-01"}
    not_known = {"state": "unobtainable", "declared": signed, "reason": reason}
    return {**facts, "application": application, "follow_up": not_known}


def test_each_exception_is_there(bundles: dict[str, Bundle], engine: WasmEngine) -> None:
    left = [*ASKED_ELSEWHERE]
    for program in PROGRAMS:
        application = Application(program, bundles[program], engine)
        left = [listed for listed in left if not is_met(application, *listed)]
    assert left == [], "it opens now: take it out"


def is_met(application: Application, requirement: str, pattern: str) -> bool:
    return any(
        name == requirement
        for gap in gaps(application)
        if re.fullmatch(pattern, pointer(gap.place))
        for _, name in application.hidden(gap, news_beside(application, gap))
    )
