"""An act that counts for nothing makes nothing look as if it had been done in time.

Of each program's complete application, subject by subject: all its looks and marks, or all its runs of names, come on
the day of the decision, after what they are to be weighed by (②, a joint institution's completion, the FA's answer).
The application is prepared no more; and each cell that is then open stays so when an act is put before them that has
the right day and is no proof.

Does not see: acts that the intake refuses, such as a look by nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import question_of
from tests.support.cases import AS_OF, PROGRAMS, complete, rego_data
from tests.support.judged import CellDecision, Question, better_cells, decide, in_threads
from tests.support.places import value_at, with_value

SOMEBODY_ELSE = "Ostrander Quillfeather"


@dataclass(frozen=True)
class Subject:
    """Who, or what, is looked at, and an institution that does not do so; "" where each of them does."""

    program: str
    place: Path
    stranger: str

    @property
    def facts(self) -> Any:
        return value_at(complete(self.program), self.place)

    def __str__(self) -> str:
        return f"{self.program} {pointer(self.place)}"


Act = dict[str, Any]
Spoil = Callable[[Subject, Act], Act | None]
"""Makes of an act one that counts for nothing; None where the program has no such."""


def subjects(program: str) -> Iterator[Subject]:
    facts = complete(program)
    lead = next(found["id"] for found in facts["institutions"] if found["role"] == "lead")
    for i, person in enumerate(facts["people"]):
        lookers = {person["institution"], *([lead] if person["role"] == "co_pi" else [])}
        yield Subject(program, ("people", i), stranger_to(facts, lookers))
    for i, institution in enumerate(facts["institutions"]):
        if institution["role"] == "joint":
            yield Subject(program, ("institutions", i), stranger_to(facts, {lead}))
        for k, _ in enumerate(institution.get("supporters", {}).get("entries", [])):
            place: Path = ("institutions", i, "supporters", "entries", k)
            yield Subject(program, place, stranger_to(facts, {institution["id"]}))


def stranger_to(facts: Any, lookers: set[str]) -> str:
    found: list[str] = [it["id"] for it in facts["institutions"] if it["id"] not in lookers]
    return found[0] if found else ""


# --- looks -------------------------------------------------------------------------------------


def before_the_call(subject: Subject, act: Act) -> Act:
    return {**act, "on": first_day(subject, "look_max_age_days", before=1)}


def not_made(_: Subject, act: Act) -> Act:
    return {**act, "available": False}


def by_a_stranger(subject: Subject, act: Act) -> Act | None:
    """By somebody who is named with no institution: the form refuses one who is named with another."""
    if not subject.stranger:
        return None
    signed: Act = {key: "担当者" for key in ("by", "run_by") if key in act}
    return {**act, **signed, "institution": subject.stranger}


def before_what_was_declared(subject: Subject, act: Act) -> Act:
    return {**act, "on": first_day(subject, "look_max_age_days")}


LOOKS: tuple[Spoil, ...] = (before_the_call, not_made, by_a_stranger, before_what_was_declared)

NOT_NEW_TO_THE_FA = {(before_what_was_declared, "RS-RA-01")}
"""What was declared anew is looked at, and judged, again; who was looked at before was not added since the answer."""


def with_looks(subject: Subject, earlier: list[Act]) -> Any:
    """The subject, looked at on the day of the decision, and earlier; what was marked before is marked again."""
    facts = subject.facts
    record = facts["due_diligence"]
    entries = [*earlier, *({**look, "on": AS_OF} for look in innocent(record["entries"]))]
    kept = {key: value for key, value in record["declared"].items() if key != "since"}
    signed = {**record, "declared": {**kept, "on": AS_OF}, "entries": entries}
    late = [{**mark, "on": AS_OF} for mark in facts["concerns"]]
    return {**facts, "due_diligence": signed, "concerns": [*facts["concerns"], *late]}


def innocent(looks: list[Act]) -> list[Act]:
    """The looks, none of which found anything: what was found asks for more than a look that is in time."""
    return [
        {**look, **({"finding": "nothing_against"} if "finding" in look else {})} for look in looks
    ]


# --- runs --------------------------------------------------------------------------------------


def of_another_name(_: Subject, act: Act) -> Act:
    return {**act, "queried_names": [SOMEBODY_ELSE]}


def run_before_the_call(subject: Subject, act: Act) -> Act:
    day = first_day(subject, "screening_max_age_days", before=1)
    return {**act, "retrieved_on": day, "run_on": day}


def on_a_list_retrieved_later(_: Subject, act: Act) -> Act:
    return {**act, "retrieved_on": moved(act["run_on"], 1)}


RUNS: tuple[Spoil, ...] = (
    of_another_name,
    run_before_the_call,
    by_a_stranger,
    on_a_list_retrieved_later,
)


def with_runs(subject: Subject, earlier: list[Act]) -> Any:
    """The subject, searched for on the day of the decision on new versions of the lists; and earlier."""
    days = {"run_on": AS_OF, "retrieved_on": AS_OF, "list_version": AS_OF}
    late = [{**run, **days} for run in without_candidates(subject.facts["screening"])]
    return {**subject.facts, "screening": [*earlier, *late]}


def without_candidates(runs: list[Act]) -> list[Act]:
    """Runs that found nobody: what they found would count, whatever else they are."""
    return [
        {**{key: value for key, value in run.items() if key != "disposition"}, "candidates": []}
        for run in runs
    ]


# --- the gate ----------------------------------------------------------------------------------


def first_day(subject: Subject, age: str, before: int = 0) -> str:
    """The first day on which an act counts as the first, or one before: the call's first, or as old as the program has
    it where that was before. What has become too old since the call opened was the first all the same."""
    data = rego_data(subject.program)
    limit = data["params"].get(age)
    opens: str = data["call"]["opens"]
    return moved(opens if limit is None else min(opens, moved(AS_OF, -limit)), -before)


def moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


@dataclass(frozen=True)
class Acts:
    """How the acts of one kind are made late, and what of them counts for nothing."""

    late: Callable[[Subject, list[Act]], Any]
    earlier: Callable[[Any], list[Act]]
    spoils: tuple[Spoil, ...]
    asked: Callable[[Any], bool]


KINDS = {
    "looks": Acts(
        with_looks,
        lambda facts: innocent(facts["due_diligence"]["entries"]),
        LOOKS,
        lambda facts: bool(facts.get("due_diligence", {}).get("entries")),
    ),
    "runs": Acts(
        with_runs,
        lambda facts: without_candidates(facts["screening"]),
        RUNS,
        lambda facts: bool(facts.get("screening")),
    ),
}


class Gate:
    """One kind of acts in one program, put to its bundle."""

    def __init__(self, acts: Acts, program: str, bundle: Bundle, engine: WasmEngine) -> None:
        self.acts, self.engine = acts, engine
        self.whole = Question(program, bundle, complete(program))

    def asked(self) -> list[Subject]:
        return [it for it in subjects(self.whole.name) if self.acts.asked(it.facts)]

    def decided(self, subject: Subject, earlier: list[Act]) -> CellDecision:
        facts = with_value(self.whole.facts, subject.place, self.acts.late(subject, earlier))
        decided = decide(self.engine, question_of(self.whole, facts))
        assert decided is not None, f"{subject} is refused"
        return decided

    def taken_for_proof(self, subject: Subject) -> list[str]:
        """The ways in which acts that count for nothing make a cell better than without them."""
        without = self.decided(subject, [])
        assert without.outcome != "prepared", f"{subject} may be late"
        found = []
        for spoil in self.acts.spoils:
            spoiled = [spoil(subject, act) for act in self.acts.earlier(subject.facts)]
            earlier = [act for act in spoiled if act is not None]
            decided = self.decided(subject, earlier) if earlier else without
            better = [
                found
                for found in better_cells(without, decided)
                if (spoil, found.cell[0]) not in NOT_NEW_TO_THE_FA
            ]
            if decided.outcome == "prepared" or better:
                found.append(f"{subject} {spoil.__name__}")
        return found


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_counts_for_nothing_is_in_time_for_nothing(
    kind: str, program: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    gate = Gate(KINDS[kind], program, bundles[program], engine)
    asked = gate.asked()
    assert asked
    assert [way for found in in_threads(gate.taken_for_proof, asked) for way in found] == []


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_counts_is_in_time(
    kind: str, program: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    """The same acts unspoiled: the gate would see them, and each subject has them."""
    gate = Gate(KINDS[kind], program, bundles[program], engine)
    for subject in gate.asked():
        decided = gate.decided(subject, gate.acts.earlier(subject.facts))
        assert decided.outcome == "prepared", subject


@pytest.mark.parametrize("kind", KINDS)
def test_the_gate_sees_acts_that_are_taken_for_proof(
    kind: str, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    def as_it_is(_: Subject, act: Act) -> Act:
        return act

    acts = KINDS[kind]
    spoiled = Acts(acts.late, acts.earlier, (as_it_is,), acts.asked)
    gate = Gate(spoiled, PROGRAMS[0], bundles[PROGRAMS[0]], engine)
    assert all(gate.taken_for_proof(subject) for subject in gate.asked())
