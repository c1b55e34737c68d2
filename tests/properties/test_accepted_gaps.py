"""What could not be had, and the FA accepted so, hides nothing that comes after.

Of each program's complete application: a fact, or the record of an act, is said to be unobtainable or withheld, a list
to be kept elsewhere, or a joint institution withholds what one requirement asks; and the FA accepts whatever that
leaves open. On the day after, another envelope is signed anew. Whatever that opens in the complete application, it
opens here too, or the place is named here with the reason why it may not: giving less never asks for less.

Does not see: gaps that the FA is not asked about, and news that no envelope bears, such as a person who joins.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import question_of
from tests.properties.test_answers_and_days import is_envelope, signed_anew
from tests.support.answers import given
from tests.support.cases import AS_OF, PROGRAM, PROGRAMS, complete
from tests.support.judged import (
    STATUS_RANK,
    Cell,
    CellDecision,
    Question,
    decide,
    in_threads,
)
from tests.support.places import all_paths, pointer_pattern, value_at, with_value
from tests.support.sample import Sample

LATER = (date.fromisoformat(AS_OF) + timedelta(days=1)).isoformat()

ROUNDS = 3
"""An answer may bring up what is asked next, such as the evaluation under ② of what was withheld."""

ASKED_ELSEWHERE = {
    (
        "RS-P1-02",
        r"/people/\d+/questionnaire",
    ): "there is no form from which what is declared could differ",
}
"""Cells that news need not open beside a gap, as requirements and patterns of its pointer, each with its reason."""


@dataclass(frozen=True)
class Gap:
    """A place of the complete application, what is said there instead, and in a word of what kind that is."""

    place: Path
    said: Any
    how: str

    def __str__(self) -> str:
        return f"{pointer(self.place)} {self.how}"


class Application:
    """A program's complete application on the day after, and what is asked of it."""

    def __init__(self, program: str, bundle: Bundle, engine: WasmEngine) -> None:
        self.engine = engine
        self.facts: Any = complete(program)
        self.question = Question(program, bundle, self.facts, as_of=LATER)
        self._usual: dict[Path, set[Cell]] = {}

    @cached_property
    def envelopes(self) -> list[Path]:
        return [
            place for place in all_paths(self.facts) if is_envelope(value_at(self.facts, place))
        ]

    @cached_property
    def whole(self) -> CellDecision:
        decided = decide(self.engine, self.question)
        assert decided is not None
        assert decided.outcome == "prepared"
        return decided

    @cached_property
    def never_closed(self) -> set[Cell]:
        """Those that bind the FA alone."""
        return left_open(self.whole)

    def opened(self, facts: Any) -> set[Cell] | None:
        """The cells in which something is left to do; None where the intake refuses the facts."""
        decided = decide(self.engine, question_of(self.question, facts))
        return None if decided is None else left_open(decided) - self.never_closed

    def accepted(self, gap: Gap, on: str = AS_OF) -> Any:
        """The facts with the gap, and the FA's answers on a day that accept it; None where it does not come to that."""
        facts = with_value(self.facts, gap.place, gap.said)
        for name in map(str, range(ROUNDS)):
            decided = decide(self.engine, question_of(self.question, facts))
            if decided is None:
                return None
            asked = left_open(decided) - self.never_closed
            if not asked:
                return facts
            if any(decided.cells[cell]["status"] != "consult_fa" for cell in asked):
                return None
            answer = given(list(map(topic_of, sorted(asked))), "accepted", on, name=name)
            facts = {**facts, "determinations": [*facts.get("determinations", []), answer]}
        return None

    def usual(self, news: Path) -> set[Cell]:
        """What the news open in the complete application; nothing where the intake refuses them."""
        if news not in self._usual:
            self._usual[news] = self.opened(with_news(self.facts, news)) or set()
        return self._usual[news]

    def hidden(self, gap: Gap, news: Iterable[Path], on: str = AS_OF) -> Iterator[tuple[Path, str]]:
        """Each of the news with a requirement that they open in the complete application, and not beside the gap."""
        facts = self.accepted(gap, on)
        for place in news if facts is not None else ():
            found = self.opened(with_news(facts, place))
            if found is not None:
                names = {requirement for requirement, _ in self.usual(place) - found}
                yield from ((place, name) for name in sorted(names))


def left_open(decided: CellDecision) -> set[Cell]:
    return {cell for cell, found in decided.cells.items() if STATUS_RANK[found["status"]] > 0}


def topic_of(cell: Cell) -> dict[str, str]:
    requirement, subject = cell
    kind, _, key = subject.partition(":")
    return (
        {"indicator": key}
        if kind == "indicator"
        else {"requirement": requirement, "subject": subject}
    )


def with_news(facts: Any, place: Path) -> Any:
    return with_value(facts, place, signed_anew(value_at(facts, place), LATER))


def may_stay(requirement: str, gap: Gap) -> bool:
    return any(
        name == requirement and re.fullmatch(pattern, pointer(gap.place))
        for name, pattern in ASKED_ELSEWHERE
    )


# --- the gaps, and the news beside them ----------------------------------------------------------


def gaps(application: Application) -> Iterator[Gap]:
    facts = application.facts
    for place in application.envelopes:
        signed = {"declared": value_at(facts, place)["declared"]}
        for state in ("unobtainable", "withheld"):
            yield Gap(
                place,
                {"state": state, "reason": "問い合わせたが、得られなかった。", **signed},
                state,
            )
        if "disclosures" in place:
            kept = {"place": "researchmap", "on": signed["declared"]["on"]}
            yield Gap(place, {"state": "provided", "kept": kept, **signed}, "kept")
    requirements = sorted({requirement for requirement, _ in application.whole.cells})
    for at, institution in enumerate(facts["institutions"]):
        if "partner" in institution:
            place = ("institutions", at, "partner", "withholds")
            yield Gap(place, [withheld()], "all")
            yield from (Gap(place, [withheld(items=[name])], name) for name in requirements)


def withheld(**items: list[str]) -> dict[str, Any]:
    said = {
        "reason": "規程により、外部に提供できないとの回答があった。",
        "by": "研究推進部 西村 和子",
    }
    return {**said, "on": "2026-10-26", **items}


def news_beside(application: Application, gap: Gap) -> Iterator[Path]:
    """What else is signed of the same person or institution, and of its people; one of each shape and kind."""
    shapes: dict[tuple[str, ...], Path] = {}
    for place in application.envelopes:
        lies_within = place[: len(gap.place)] == gap.place and gap.how != "kept"
        if is_near(application.facts, gap.place, place) and not lies_within:
            kind = kind_of(application.facts, place)
            shapes.setdefault((pointer_pattern(place), *kind), place)
    yield from shapes.values()


def is_near(facts: Any, one: Path, other: Path) -> bool:
    """Whether both are of one person; or of one institution, where but one is a person's."""
    if one[0] == other[0] == "people":
        return bool(one[1] == other[1])
    return len({institution_of(facts, one), institution_of(facts, other)} - {None}) < 2


def institution_of(facts: Any, place: Path) -> str | None:
    """The id of whose people or part it is; None of what is the whole application's."""
    if place[0] == "people":
        return str(facts["people"][place[1]]["institution"])
    if place[0] == "institutions":
        return str(facts["institutions"][place[1]]["id"])
    return None


def tried(application: Application, sample: Sample) -> Iterator[tuple[Gap, list[Path]]]:
    """Each gap with the news beside it; in a sample one of the gaps of each shape, and one of its news."""
    made = one_of_each(application, gaps(application))
    for gap in sample.of(made, lambda gap: pointer_pattern(gap.place)):
        yield gap, sample.of(news_beside(application, gap), lambda _: "one")


def one_of_each(application: Application, made: Iterator[Gap]) -> list[Gap]:
    """One of each shape and kind: of a PI, of a co-PI, of another participant of the lead or of a joint institution."""
    chosen: dict[tuple[str, ...], Gap] = {}
    for gap in made:
        kind = kind_of(application.facts, gap.place)
        chosen.setdefault((pointer_pattern(gap.place), gap.how, *kind), gap)
    return list(chosen.values())


def kind_of(facts: Any, place: Path) -> tuple[str, ...]:
    if place[0] not in {"people", "institutions"}:
        return ()
    holder = facts[place[0]][place[1]]
    home = next(it for it in facts["institutions"] if it["id"] == institution_of(facts, place))
    return holder["role"], home["role"]


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
        f"{gap} | {pointer(news)} | {name}"
        for (gap, _), names in zip(pairs, found, strict=True)
        for news, name in names
        if not may_stay(name, gap)
    ]
    assert hidden == []


@pytest.fixture(scope="module")
def of_k(bundles: dict[str, Bundle], engine: WasmEngine) -> Application:
    return Application(PROGRAM, bundles[PROGRAM], engine)


LOOKS: Path = ("people", 1, "due_diligence")
CAREER: Path = ("people", 1, "disclosures", "career")


def test_the_gate_sees_an_answer_that_covers_the_news(of_k: Application) -> None:
    """One that was given on the day of the news is on them too."""
    gap = next(gap for gap in gaps(of_k) if gap.place == LOOKS)
    assert (CAREER, "RS-DD-01") in of_k.hidden(gap, [CAREER], on=LATER)


def test_gaps_are_accepted_and_news_open_something(of_k: Application) -> None:
    accepted = {gap.how for gap in gaps(of_k) if gap.place == LOOKS and of_k.accepted(gap)}
    assert accepted == {"unobtainable", "withheld"}
    assert of_k.opened(of_k.facts) == set()
    assert of_k.opened(with_news(of_k.facts, CAREER))


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
