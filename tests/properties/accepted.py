"""A program's complete application with a gap that the FA accepted, and the news that come on the day after.

A gap is a fact, or the record of an act, that is said to be unobtainable or withheld, a list that is kept elsewhere, or
what a joint institution withholds. News are an envelope that is signed anew or has an entry more, data that are kept
elsewhere since, a measure that was changed.

May not know: which requirement may stay closed beside which gap.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import question_of
from tests.properties.test_answers_and_days import is_envelope, signed_anew
from tests.support.answers import given
from tests.support.cases import AS_OF, complete
from tests.support.judged import STATUS_RANK, Cell, CellDecision, Question, decide
from tests.support.places import all_paths, pointer_pattern, value_at, with_value, without

LATER = (date.fromisoformat(AS_OF) + timedelta(days=1)).isoformat()

ROUNDS = 3
"""An answer may bring up what is asked next, such as the evaluation under ② of what was withheld."""


@dataclass(frozen=True)
class Gap:
    """A place of the complete application, what is said there instead, and in a word of what kind that is."""

    place: Path
    said: Any
    how: str

    def __str__(self) -> str:
        return f"{pointer(self.place)} {self.how}"


@dataclass(frozen=True)
class News:
    """What comes on the day after: at which place, and in a word of what kind."""

    place: Path
    how: str = "signed anew"

    def __str__(self) -> str:
        return f"{pointer(self.place)} {self.how}"

    def told(self, facts: Any) -> Any:
        return TOLD[self.how](facts, self.place)


class Application:
    """A program's complete application on the day after, and what is asked of it."""

    def __init__(self, program: str, bundle: Bundle, engine: WasmEngine) -> None:
        self.engine = engine
        self.facts: Any = complete(program)
        self.question = Question(program, bundle, self.facts, as_of=LATER)
        self._usual: dict[News, set[Cell]] = {}

    @cached_property
    def envelopes(self) -> list[Path]:
        return [
            place for place in all_paths(self.facts) if is_envelope(value_at(self.facts, place))
        ]

    @cached_property
    def news(self) -> list[News]:
        """All that opens anything in the complete application, or may."""
        lists = [place for place in self.envelopes if value_at(self.facts, place).get("entries")]
        moved = [place for place in lists if place[-1] == "managed_data"]
        return [
            *map(News, self.envelopes),
            *(News(place, "has more") for place in lists),
            *(News(place, "is kept elsewhere") for place in moved),
            *(News(("measures", at), "is changed") for at, _ in enumerate(self.facts["measures"])),
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

    def usual(self, news: News) -> set[Cell]:
        """What the news open in the complete application; nothing where the intake refuses them."""
        if news not in self._usual:
            self._usual[news] = self.opened(news.told(self.facts)) or set()
        return self._usual[news]

    def hidden(self, gap: Gap, news: Iterable[News], on: str = AS_OF) -> Iterator[tuple[News, str]]:
        """Each of the news with a requirement that they open in the complete application, and not beside the gap."""
        facts = self.accepted(gap, on)
        for told in news if facts is not None else ():
            found = self.opened(told.told(facts)) if self.usual(told) else None
            if found is not None:
                names = {requirement for requirement, _ in self.usual(told) - found}
                yield from ((told, name) for name in sorted(names))

    def waits_for_ever(self, gap: Gap) -> bool:
        """Whether nothing on which the FA answered is asked for again once the research goes on."""
        facts = self.accepted(gap)
        answers = [] if facts is None else facts["determinations"][self._answers :]
        begun = {"stage": "started", "starts_on": LATER}
        if not answers:
            return False
        found = self.opened({**facts, "application": {**facts["application"], **begun}})
        answered = [about for answer in answers for about in answer["about"]]
        return found is not None and not any(topic_of(cell) in answered for cell in found)

    @property
    def _answers(self) -> int:
        return len(self.facts.get("determinations", []))

    def settled_beside(self, at: int, place: Path) -> set[Cell]:
        """The cells that are open without this fact of a joint institution, and not where it withholds all else."""
        facts = without(self.facts, place)
        wanting = self.opened(facts) or set()
        asked = {requirement for requirement, _ in self.whole.cells}
        items = sorted(asked - {requirement for requirement, _ in wanting})
        subject = f"institution:{self.facts['institutions'][at]['id']}"
        answer = given([{"requirement": "RS-SCP-03", "subject": subject}], "accepted", AS_OF)
        facts = with_value(
            facts, ("institutions", at, "partner", "withholds"), [withheld(items=items)]
        )
        answers = [*facts.get("determinations", []), answer]
        found = self.opened({**facts, "determinations": answers})
        return set() if found is None else wanting - found


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


WORDS = {
    *("title", "summary", "policy", "institution", "provider", "funder", "program", "employer"),
    *("purpose", "query", "name", "unit", "view", "body"),
}
"""Keys of what an entry says in words."""


def with_more(facts: Any, place: Path) -> Any:
    """With one entry more, like the last in other words and of the day after; the rest as it stood."""
    found = value_at(facts, place)
    *_, last = found["entries"]
    more = {key: f"{said}その2" if key in WORDS else said for key, said in last.items()}
    more = {key: LATER if key in {"on", "completed_on"} else said for key, said in more.items()}
    if not {"on", "completed_on"} & more.keys():
        more["since"] = LATER
    old = [{"since": found["declared"]["on"]} | entry for entry in found["entries"]]
    if "since" not in more:
        old = found["entries"]
    declared = {**found["declared"], "on": LATER}
    return with_value(facts, place, {**found, "declared": declared, "entries": [*old, more]})


def kept_elsewhere(facts: Any, place: Path) -> Any:
    """With the first of the managed data kept at a joint institution since the day after."""
    found = value_at(facts, place)
    names = [it["name"] for it in facts["institutions"] if it["role"] == "joint"]
    first, *rest = ({"since": found["declared"]["on"]} | entry for entry in found["entries"])
    moved = {**first, "place": f"{names[0]} サーバー室" if names else "学外", "since": LATER}
    declared = {**found["declared"], "on": LATER}
    return with_value(facts, place, {**found, "declared": declared, "entries": [moved, *rest]})


def changed(facts: Any, place: Path) -> Any:
    """With a measure that was changed on the day after."""
    return with_value(facts, place, {**value_at(facts, place), "since": LATER})


TOLD: Mapping[str, Callable[[Any, Path], Any]] = {
    "signed anew": with_news,
    "has more": with_more,
    "is kept elsewhere": kept_elsewhere,
    "is changed": changed,
}
"""The kinds of news, and the facts with them."""


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


def news_beside(application: Application, gap: Gap) -> Iterator[News]:
    """What else is told of the same person or institution, and of its people; one of each shape and kind."""
    shapes: dict[tuple[str, ...], News] = {}
    for news in application.news:
        place = news.place
        # What is kept elsewhere may be said to be kept here as well; it has no entries to which one comes.
        has_none = gap.how != "kept" or news.how == "has more"
        lies_within = place[: len(gap.place)] == gap.place and has_none
        near = news.how == "is kept elsewhere" or is_near(application.facts, gap.place, place)
        if near and not lies_within:
            kind = kind_of(application.facts, place)
            shapes.setdefault((news.how, pointer_pattern(place), *kind), news)
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
