"""What the FA refused stands until it answers on the same: an answer on something else lifts nothing.

Of each program's complete application, with and without a measure outside the procedure that the FA accepted: it
refuses a cell, an indicator, a measure or a request, and accepts everything else on the day after. The application is
then neither prepared nor replaced, or the point is named here with the reason why it may be.

Does not see: what was changed since the refusal (`test_answers_and_days`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.terms import HOLDS

from tests.properties.changes import outcome
from tests.support.answers import given
from tests.support.cases import AS_OF, PROGRAMS, complete
from tests.support.judged import Question, decide, in_threads
from tests.support.sample import Sample

ALTERNATIVE = "RS-O5-02"

SAY_OTHERWISE = {
    ALTERNATIVE: "a measure outside the procedure that is not accepted leaves the procedure as it is",
    "DB-04": "that the candidate was not selected is no refusal of what is entered",
    "TR-01": "that the candidate was not selected is no refusal of what is entered",
}
"""The cells whose refusal asks for nothing, each with its reason."""

Topic = dict[str, str]


@dataclass(frozen=True)
class Refusal:
    """A topic that the FA refused on the day before, and the others."""

    topic: Topic
    others: tuple[Topic, ...]

    def __str__(self) -> str:
        return "/".join(self.topic.values())


def day(days: int) -> str:
    return (date.fromisoformat(AS_OF) + timedelta(days=days)).isoformat()


def alternative() -> dict[str, Any]:
    document = {"title": "代替の措置の届出書", "on": day(-20), "kept_at": "研究推進部"}
    return {
        "state": "provided",
        "declared": {"by": "研究推進部 西村 和子", "on": day(-20)},
        "entries": [{"kind": "other", "document": document, "submitted_on": day(-20)}],
    }


def topics(bundle: Bundle, engine: WasmEngine, program: str) -> list[Topic]:
    """Every cell of the application, with its measures and indicators."""
    whole = decide(engine, Question(program, bundle, complete(program)))
    assert whole is not None
    assert whole.outcome == "prepared"
    facts = complete(program)
    keys = {key for measure in facts["measures"] for key in measure.get("indicators", [])}
    cells = [
        {"requirement": requirement, "subject": subject}
        for requirement, subject in whole.cells
        if not (requirement == "RS-RA-01" and subject.startswith("indicator:"))
    ]
    return [
        *cells,
        *({"indicator": key} for key in sorted(keys)),
        *({"measure": measure["id"]} for measure in facts["measures"]),
    ]


def refusals(found: list[Topic]) -> Iterator[Refusal]:
    for topic in found:
        if topic.get("requirement") not in SAY_OTHERWISE:
            yield Refusal(topic, tuple(other for other in found if other != topic))


def answered(program: str, refusal: Refusal, *, replaced: bool, anew: bool = False) -> Any:
    """The application, accepted in all but what was refused the day before; `anew`: in that as well."""
    facts = complete(program)
    accepted = [*refusal.others, *([refusal.topic] if anew else [])]
    answers = [
        given([refusal.topic], "declined", day(-1), name="refused"),
        given(accepted, "accepted", AS_OF, name="accepted"),
    ]
    if replaced:
        facts = {**facts, "alternative": alternative()}
        answers[1]["about"] = [
            topic for topic in accepted if topic.get("requirement") != ALTERNATIVE
        ]
        answers.insert(
            0, given([{"requirement": ALTERNATIVE}], "accepted", day(-1), name="replaces")
        )
    signed = {**facts["requests"]["declared"], "on": AS_OF}  # that it asked no more is said since
    return {
        **facts,
        "requests": {**facts["requests"], "declared": signed},
        "determinations": [*facts.get("determinations", []), *answers],
    }


def kind(refusal: Refusal) -> str:
    """Which are alike for a sample: cells of one group of requirements; indicators; measures."""
    requirement = refusal.topic.get("requirement")
    return requirement.rpartition("-")[0] if requirement else next(iter(refusal.topic))


def outcomes(bundle: Bundle, engine: WasmEngine, program: str, documents: list[Any]) -> list[str]:
    questions = [Question(program, bundle, facts) for facts in documents]
    return in_threads(lambda question: outcome(engine, question), questions)


@pytest.mark.parametrize("replaced", [False, True], ids=["as it is", "replaced"])
def test_a_refusal_stands_until_the_fa_answers_on_the_same(
    replaced: bool, bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    lifted = []
    for program in PROGRAMS:
        drawn = sample.of(refusals(topics(bundles[program], engine, program)), kind)
        documents = [answered(program, refusal, replaced=replaced) for refusal in drawn]
        found = outcomes(bundles[program], engine, program, documents)
        assert "refused" not in found
        pairs = zip(drawn, found, strict=True)
        lifted += [f"{program} {refusal}" for refusal, end in pairs if end in HOLDS]
    assert lifted == []


@pytest.mark.parametrize("replaced", [False, True], ids=["as it is", "replaced"])
def test_an_answer_on_the_same_ends_it(
    replaced: bool, bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    """The gate sees the answer that lifts a refusal: of each kind of topic the first is lifted."""
    program = "kprogram-2026"
    found = list(refusals(topics(bundles[program], engine, program)))
    first = [
        next(refusal for refusal in found if key in refusal.topic)
        for key in ("requirement", "indicator", "measure")
    ]
    documents = [answered(program, refusal, replaced=replaced, anew=True) for refusal in first]
    assert {*outcomes(bundles[program], engine, program, documents)} <= HOLDS


def test_what_says_otherwise_leaves_the_application_prepared(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    program = "kprogram-2026"
    refusal = Refusal({"requirement": ALTERNATIVE}, ())
    document = answered(program, refusal, replaced=False)
    document["determinations"].pop()
    assert outcomes(bundles[program], engine, program, [document]) == ["prepared"]
