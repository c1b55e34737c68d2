"""A recorded decision, evaluated again: whether the same comes out as was recorded, and where not, which findings.

Always holds: pure but for the engine, which is handed in; nothing is recorded, and what comes out is no decision. What
is compared is the result as it was digested, so that one changed byte of it is seen. A decision that cannot be
evaluated again is never said to be reproduced.

May not know: where records and editions are kept, or how a replay is shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.decide.digests import sort_result
from tejun.decide.steps import engine_of
from tejun.engine.protocol import Engine, Evaluation
from tejun.errors import TejunError
from tejun.model.json_types import DecisionJson, EngineJson, FindingJson, IndicatorJson
from tejun.reading.lenient import read_own
from tejun.terms import Outcome

SCHEMA = "tejun/replay/1"

Verdict = Literal["reproduced", "diverged", "unreplayable"]


@dataclass(frozen=True)
class DivergedFinding:
    """A finding that is another now: as it was recorded, and as it comes out; None where there is none."""

    requirement: str
    subject: str
    recorded: FindingJson | None
    replayed: FindingJson | None


@dataclass(frozen=True)
class DivergedIndicator:
    """What asked for a person's judgement then or now, and not in the same way."""

    key: str
    requirement: str
    subject: str
    recorded: IndicatorJson | None
    replayed: IndicatorJson | None


@dataclass(frozen=True)
class Outcomes:
    """The outcome, and the digest of the whole result (`sha256:<hex>`)."""

    outcome: Outcome
    result: str


@dataclass(frozen=True)
class Replay:
    """What came of evaluating a decision again.

    `engine` is what evaluated now, and what was to, where that is another; `why` says why nothing did: then there is
    nothing else.
    """

    decision_id: str
    verdict: Verdict
    engine: EngineJson | None = None
    recorded: Outcomes | None = None
    replayed: Outcomes | None = None
    findings: Sequence[DivergedFinding] = ()
    indicators: Sequence[DivergedIndicator] = ()
    why: TejunError | None = None

    @property
    def evaluated_by(self) -> str:
        """The engine's name and version; empty where nothing evaluated it."""
        return "" if self.engine is None else f"{self.engine['name']} {self.engine['version']}"


def unreplayable(decision_id: str, why: TejunError) -> Replay:
    """That a decision cannot be evaluated again, and why."""
    return Replay(decision_id, "unreplayable", why=why)


def replay(decision: bytes, input_document: bytes, bundle: Bundle, engine: Engine) -> Replay:
    """Evaluates the input of a decision by the edition that decided. All of it is as it was written.

    Raises EvaluationError, where nothing came out.
    """
    evaluation = engine.evaluate(bundle, input_document)
    return compare_results(read_own(decision), evaluation)


def compare_results(decision: DecisionJson, evaluation: Evaluation) -> Replay:
    """The recorded result beside another of the same input and edition."""
    result = sort_result(evaluation.result)
    recorded = Outcomes(decision["outcome"], decision["digests"]["result"])
    replayed = Outcomes(result["outcome"], canonical.digest(canonical.dumps(result)))
    return Replay(
        decision["id"],
        "reproduced" if recorded == replayed else "diverged",
        engine_of(evaluation),
        recorded,
        replayed,
        tuple(_diverged_findings(decision["findings"], result["findings"])),
        tuple(_diverged_indicators(decision["indicators"], result["indicators"])),
    )


def _diverged_findings(
    recorded: Iterable[FindingJson], replayed: Iterable[FindingJson]
) -> Iterator[DivergedFinding]:
    before = {(each["requirement"], each["subject"]): each for each in recorded}
    now = {(each["requirement"], each["subject"]): each for each in replayed}
    for requirement, subject in _different(before, now):
        key = (requirement, subject)
        yield DivergedFinding(requirement, subject, before.get(key), now.get(key))


def _diverged_indicators(
    recorded: Iterable[IndicatorJson], replayed: Iterable[IndicatorJson]
) -> Iterator[DivergedIndicator]:
    before, now = _by_place(recorded), _by_place(replayed)
    for place in _different(before, now):
        key, requirement, subject = place
        yield DivergedIndicator(key, requirement, subject, before.get(place), now.get(place))


def _by_place(indicators: Iterable[IndicatorJson]) -> dict[tuple[str, str, str], IndicatorJson]:
    return {(each["key"], each["requirement"], each["subject"]): each for each in indicators}


def _different(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> list[Any]:
    """The keys, in order, whose values are not the same to the last byte: 1 and 1.0 and true are three values."""
    return [
        key
        for key in sorted({*before, *now})
        if canonical.dumps(before.get(key)) != canonical.dumps(now.get(key))
    ]
