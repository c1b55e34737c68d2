"""Small decisions that differ in what lists are asked by, whole enough to be read again."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tejun import canonical
from tejun.decide.codes import describe
from tejun.decide.digests import count_statuses, sort_result, timestamp
from tejun.store.records import Record

BEGUN = datetime(2026, 11, 1, 9, tzinfo=UTC)
DAY = date(2026, 11, 20)

OUTCOMES = ("action_required", "information_required", "prepared")
FINDINGS = (
    ("REQ-A", "expired", "unsatisfied"),
    ("REQ-A", "not_reported", "missing_information"),
    ("REQ-B", "expired", "consult_fa"),
    ("REQ-B", "provided", "satisfied"),
)


def moment_of(number: int) -> datetime:
    """When the decision of this number is recorded: one each minute."""
    return BEGUN + timedelta(minutes=number)


def listed_record(number: int, **changed: Any) -> Record:
    """The decision of this number: of every third application, outcome and so on; `changed` says otherwise."""
    said: dict[str, Any] = {
        "program": f"program-{number % 2}",
        "edition": f"{number % 4}",
        "application": f"a-{number % 5}",
        "institution": f"機関{number % 3}",
        "kind": "university",
        "revision": f"sha256:{'0' * 64}",
        "outcome": OUTCOMES[number % 3],
        "engine": {"name": ("wasm", "opa")[number % 7 == 0], "version": f"{number % 2}.0"},
        "as_of": (DAY + timedelta(days=number % 4)).isoformat(),
        "findings": (FINDINGS[number % 4], FINDINGS[3]),
        "recorded_at": moment_of(number),
        "id": f"d-{number}",
        **changed,
    }
    return _record(said)


def _record(said: dict[str, Any]) -> Record:
    facts = {
        "application": {"id": said["application"], "title": "題"},
        "institutions": [{"role": "lead", "name": said["institution"], "kind": said["kind"]}],
    }
    document = {"facts": facts, "as_of": said["as_of"], "mode": "precheck"}
    edition = {"program": said["program"], "edition": said["edition"], "base": "1"}
    findings = [_finding(*each) for each in said["findings"]]
    result = sort_result(
        {"edition": edition, "outcome": said["outcome"], "findings": findings, "indicators": []}
    )
    content = canonical.dumps(document)
    revision = said["revision"]
    decision = canonical.dumps(
        {
            "schema": "tejun/decision/1",
            "id": said["id"],
            **edition,
            "bundle": {"digest": revision, "revision": revision},
            "engine": said["engine"],
            "mode": "precheck",
            "application": facts["application"],
            "as_of": said["as_of"],
            "decided_at": timestamp(said["recorded_at"]),
            "outcome": said["outcome"],
            "summary": count_statuses(result["findings"]),
            "findings": result["findings"],
            "indicators": [],
            "digests": {
                "facts": canonical.digest(canonical.dumps(facts)),
                "input": canonical.digest(content),
                "result": canonical.digest(canonical.dumps(result)),
            },
        }
    )
    return Record(
        decision_id=said["id"],
        program=said["program"],
        recorded_at=said["recorded_at"],
        decision=decision,
        input=content,
        revision=revision,
        description=describe(decision, content),
    )


def _finding(requirement: str, reason: str, status: str) -> dict[str, Any]:
    return {
        "requirement": requirement,
        "subject": "application",
        "status": status,
        "reason": reason,
        "params": {},
        "reads": [],
        "layer": "procedure",
        "enforcement": "binding",
    }


def listed_records(count: int, start: int = 0) -> Sequence[Record]:
    """Decisions with the numbers from `start` on."""
    return [listed_record(number) for number in range(start, start + count)]
