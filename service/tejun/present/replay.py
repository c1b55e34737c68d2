"""What came of a replay: as lines, and as a JSON document (`tejun/replay/1`).

Always holds: a finding is shown by its codes and the status in words; what it says of the facts stands in JSON alone.

May not know: how decisions are evaluated, colours, terminals.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tejun.audit.replay import SCHEMA, DivergedFinding, Replay
from tejun.explain import words as explained
from tejun.model.json_types import FindingJson
from tejun.present.lines import Level, MarkedLine
from tejun.words import Language, Message, Words

_LEVELS: dict[str, Level] = {"reproduced": "ok", "diverged": "fail", "unreplayable": "warn"}
ERASED, ALTERED = "record-erased", "record-altered"


def replay_lines(replay: Replay, language: Language) -> Iterator[MarkedLine]:
    """The verdict, and below it each finding and each indicator that is another now, or why nothing was evaluated."""
    level: Level = "fail" if _code(replay) == ALTERED else _LEVELS[replay.verdict]
    yield MarkedLine(level, _headline(replay).in_(language))
    for words in _details(replay):
        yield MarkedLine("fail", words.in_(language), indent="  ")


def _headline(replay: Replay) -> Words:
    if replay.why is not None:
        return Message("present.replay.unreplayable", id=replay.decision_id, why=replay.why.detail)
    known = {"id": replay.decision_id, "engine": replay.evaluated_by}
    if replay.verdict == "reproduced":
        return Message("present.replay.reproduced", **known)
    return Message("present.replay.diverged", **known)


def _details(replay: Replay) -> Iterator[Words]:
    if replay.verdict != "diverged" or replay.recorded is None or replay.replayed is None:
        return
    before, now = replay.recorded, replay.replayed
    if before.outcome != now.outcome:
        yield Message(
            "present.replay.outcome",
            recorded=explained.HEADLINES[before.outcome],
            replayed=explained.HEADLINES[now.outcome],
        )
    yield Message("present.replay.result", recorded=before.result, replayed=now.result)
    yield from map(_finding, replay.findings)
    for each in replay.indicators:
        yield Message("present.replay.indicator", key=each.key)


def _finding(found: DivergedFinding) -> Words:
    return Message(
        "present.replay.finding",
        requirement=found.requirement,
        subject=found.subject,
        recorded=_status(found.recorded),
        replayed=_status(found.replayed),
    )


def _status(finding: FindingJson | None) -> Words:
    if finding is None:
        return Message("present.replay.no_finding")
    status = explained.STATUS[finding["status"]]
    return Message("present.replay.status", status=status, reason=finding["reason"])


def summary_line(counts: Counter[str], language: Language) -> str:
    """How many came out how; `counts` by verdict, and `record-erased` among those that can't be replayed."""
    return Message(
        "present.replay.summary",
        count=sum(counts[verdict] for verdict in _LEVELS),
        reproduced=counts["reproduced"],
        diverged=counts["diverged"],
        unreplayable=counts["unreplayable"],
        erased=counts[ERASED],
    ).in_(language)


def kinds_of(replay: Replay) -> tuple[str, ...]:
    """Under what it is counted: its verdict, and the code of why it can't be replayed."""
    code = _code(replay)
    return (replay.verdict,) if code is None else (replay.verdict, code)


def _code(replay: Replay) -> str | None:
    return None if replay.why is None else replay.why.code


def replay_as_json(replay: Replay, language: Language) -> dict[str, Any]:
    """All of it; findings and indicators whole, as recorded and as they come out."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "decision": replay.decision_id,
        "verdict": replay.verdict,
    }
    if replay.why is not None:
        why = replay.why
        said = {name: getattr(why, name).in_(language) for name in ("title", "detail", "advice")}
        return {**document, "why": {"code": why.code, **said}}
    assert replay.recorded is not None  # noqa: S101 - what was evaluated has both
    assert replay.replayed is not None  # noqa: S101
    return {
        **document,
        "engine": replay.engine,
        "recorded": asdict(replay.recorded),
        "replayed": asdict(replay.replayed),
        "findings": [asdict(found) for found in replay.findings],
        "indicators": [asdict(found) for found in replay.indicators],
    }
