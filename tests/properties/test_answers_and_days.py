"""No answer of the FA reaches what came after it, and of two answers of one day the worse counts.

Of each case whose cell the FA's acceptance settles: whatever the finding reads is signed, or done, anew on the day
after the answer; and a second answer of the same day, which has expired or declines, stands before or behind the
first. The finding is then no longer satisfied, or the place is named here with the reason why it may be.

Does not see: what has no day and is in no envelope, such as a country.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.policytest import Case, with_overrides
from tejun.reading import Path

from tests.support.answers import (
    ANSWERED_IN_WORDS_OF_ITS_OWN,
    ANSWERS,
    answered,
    is_listed,
    waiting,
)
from tests.support.cases import load_cases
from tests.support.judged import evaluated
from tests.support.places import value_at, with_value
from tests.support.sample import Sample

RECORDS = {
    r"/facts/(people|institutions)/\d+/due_diligence": "looks",
    r"/facts/process/judgement": "②",
    r"/facts/requests": "requests and responses",
    r"/facts/follow_up": "checks of ④",
}
"""Envelopes of acts that have their own days: signing them anew is no news, unless the acts are new too."""

NO_NEWS = {
    (
        "RS-P1-01a",
        r"/facts/people/\d+/disclosures/education",
    ): "the FA answers on the supervisor alone",
    (
        "RS-DD-04",
        r"/facts/people/\d+/due_diligence",
    ): "the discrepancy lies elsewhere, and no look found it",
    (
        "RS-SCP-02",
        r"/facts/people",
    ): "that no co-PI is named has no day; of the others it says nothing",
    (
        "RS-SCP-02",
        r"/facts/institutions/\d+/partner/checked_by_lead",
    ): "that the institution is checked once more changes nothing of who takes part",
}
"""What may come after the answer, as requirements and patterns of pointers, each with its reason."""

ANSWERS_THEMSELVES = r"/facts/(determinations|consultations)"


@cache
def settled() -> list[Case]:
    """The cases whose cell the FA's acceptance settles."""
    unanswered = (case for case in load_cases() if case.reason not in ANSWERS)
    return [
        case for case in waiting(unanswered) if not is_listed(case, ANSWERED_IN_WORDS_OF_ITS_OWN)
    ]


def day_after(case: Case) -> str:
    return (date.fromisoformat(case.input["as_of"]) + timedelta(days=1)).isoformat()


def before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


class Asked:
    """A case with the FA's acceptance of its cell, given on the day of the decision."""

    def __init__(self, case: Case, bundles: Mapping[str, Bundle], engine: WasmEngine) -> None:
        self.case, self.engine = case, engine
        self.bundle = with_overrides(bundles[case.program], case)
        self.document = answered(case, "fa_accepted").input
        self.later = {**self.document, "as_of": day_after(case)}

    def finding(self, document: Any) -> Mapping[str, Any]:
        cells = evaluated(self.engine, self.bundle, canonical.dumps(document)).cells
        expected = self.case.expect
        return cells.get((expected["requirement"], expected["subject"]), {"status": "gone"})

    def satisfied(self, document: Any) -> bool:
        return bool(self.finding(document)["status"] == "satisfied")

    def reads(self) -> list[Path]:
        """The facts that the finding reads: the envelope that a place is, or lies in, or the place itself."""
        finding = self.finding(self.later)
        assert finding["status"] == "satisfied", self.case.name
        found = [resolved(self.later, read) for read in finding["reads"]]
        return list(dict.fromkeys(envelope_of(self.later, place) for place in found if place))

    def with_news(self, place: Path) -> Any:
        """The document of the day after, with the place signed or done anew; the same where nothing there has a day."""
        day, old = self.later["as_of"], value_at(self.later, place)
        if not is_envelope(old):
            return with_value(self.later, place, done_anew(old, day))
        signed = signed_anew(old, day)
        acts = done_anew(signed, day) if matches(place, RECORDS) else signed
        return with_value(self.later, place, acts)

    def unnoticed(self, places: list[Path]) -> list[tuple[str, str]]:
        """Those of the places where news leave the finding satisfied."""
        news = ((place, self.with_news(place)) for place in places)
        return [
            (self.case.name, pointer(place))
            for place, document in news
            if document != self.later and self.satisfied(document)
        ]

    def with_another(self, answer: Mapping[str, Any]) -> Iterator[Any]:
        """The document with another answer of the same day, before and behind the one that accepts."""
        *rest, given = self.document["fa"]["determinations"]
        other = {**given, "id": "another", **answer}
        for answers in ([*rest, other, given], [*rest, given, other]):
            yield with_value(self.document, ("fa", "determinations"), answers)


def resolved(document: Any, read: str) -> Path:
    """The place that a finding names; () where it is none of the facts, or nothing is there."""
    if not read.startswith("/facts/") or re.fullmatch(ANSWERS_THEMSELVES, read):
        return ()
    return step_down(document, read.split("/")[1:])


def step_down(value: Any, names: list[str]) -> Path:
    place: Path = ()
    for name in names:
        key: Any = int(name) if isinstance(value, list) else name
        if isinstance(value, dict) and key not in value:
            return ()
        value, place = value[key], (*place, key)
    return place


def envelope_of(document: Any, place: Path) -> Path:
    around = (place[:depth] for depth in range(len(place), 0, -1))
    return next((outer for outer in around if is_envelope(value_at(document, outer))), place)


def is_envelope(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("declared"), dict)


def signed_anew(envelope: Any, day: str) -> Any:
    """The envelope, signed on the day, and nothing in it said to be as it was."""
    unchanged = without_since(envelope)
    return {**unchanged, "declared": {**unchanged["declared"], "on": day}}


def without_since(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_since(below) for key, below in value.items() if key != "since"}
    return [without_since(below) for below in value] if isinstance(value, list) else value


def done_anew(value: Any, day: str, key: str = "") -> Any:
    """The same, with every day on which something was done moved to the day."""
    if isinstance(value, dict):
        return {name: done_anew(below, day, name) for name, below in value.items()}
    if isinstance(value, list):
        return [done_anew(below, day) for below in value]
    return day if re.fullmatch(r"(.*_)?on", key) and isinstance(value, str) else value


def matches(place: Path, patterns: Mapping[str, str]) -> bool:
    return any(re.fullmatch(pattern, pointer(place)) for pattern in patterns)


def listed(case: Case, place: Path) -> list[tuple[str, str]]:
    return [
        (requirement, pattern)
        for requirement, pattern in NO_NEWS
        if requirement == case.requirement and re.fullmatch(pattern, pointer(place))
    ]


def test_an_answer_is_on_nothing_that_came_after_it(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    found = []
    for case in sample.of(settled(), lambda case: case.requirement):
        asked = Asked(case, bundles, engine)
        found += asked.unnoticed([place for place in asked.reads() if not listed(case, place)])
    assert found == []


def test_what_may_come_after_an_answer_is_there_and_may(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    left = {**NO_NEWS}
    for case in settled():
        if case.requirement in {requirement for requirement, _ in left}:
            asked = Asked(case, bundles, engine)
            for place in asked.reads():
                for name in listed(case, place):
                    if asked.unnoticed([place]):
                        left.pop(name, None)
    assert left == {}, "such news counts, or there is none: take it out"


@pytest.mark.parametrize(
    "answer", ["expired", "declined"], ids=["one_that_has_expired", "one_that_declines"]
)
def test_of_two_answers_of_one_day_the_worse_counts(
    answer: str, bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    found = [
        case.name
        for case in sample.of(settled(), lambda case: case.requirement)
        for asked in [Asked(case, bundles, engine)]
        if any(asked.satisfied(document) for document in asked.with_another(worse(case, answer)))
    ]
    assert found == []


def worse(case: Case, answer: str) -> dict[str, str]:
    return (
        {"result": "declined"}
        if answer == "declined"
        else {"expires_on": before(case.input["as_of"])}
    )


def test_the_gates_see_what_makes_no_difference(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    """News where the finding does not look, and a second answer that accepts as well, leave it satisfied."""
    asked = Asked(settled()[0], bundles, engine)
    elsewhere: Path = ("facts", "institutions", 0, "integrity")
    assert elsewhere not in asked.reads()
    assert asked.unnoticed([elsewhere]) == [(asked.case.name, pointer(elsewhere))]
    assert all(asked.satisfied(document) for document in asked.with_another({"result": "accepted"}))
