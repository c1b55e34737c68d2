"""The digests that a decision carries, and whether a record still is what they are of.

Always holds: pure. What can be worked out again from the record is worked out again, so that whoever changes a part
alone is found: the input, the facts in it, the result, and what the decision says of either. Who changes all of them
together, digests too, is not found by this.

May not know: where a record is kept, or which edition decided.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from tejun import canonical
from tejun.decide.codes import describe_values
from tejun.model.json_types import DecisionJson, FindingJson, ResultJson
from tejun.reading.lenient import read_own
from tejun.store.records import Codes, Record, altered
from tejun.terms import RESULT_SCHEMA_ID, STATUSES, Status
from tejun.words import Message, Words


def sort_result(result: Mapping[str, Any]) -> ResultJson:
    """The result with findings and indicators in canonical order: what is digested, whichever engine gave it."""
    return {
        "schema": RESULT_SCHEMA_ID,
        "edition": result["edition"],
        "outcome": result["outcome"],
        "findings": sorted(
            result["findings"], key=lambda finding: (finding["requirement"], finding["subject"])
        ),
        "indicators": sorted(
            result["indicators"],
            key=lambda indicator: (
                indicator["key"],
                indicator["requirement"],
                indicator["subject"],
                indicator["reads"],
            ),
        ),
    }


def count_statuses(findings: list[FindingJson]) -> dict[Status, int]:
    """How many findings have each status."""
    counts = dict.fromkeys(STATUSES, 0)
    for finding in findings:
        counts[finding["status"]] += 1
    return counts


def timestamp(moment: datetime) -> str:
    """RFC 3339, UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def require_unaltered(record: Record) -> Record:
    """The record, where it still is what its digests are of. Raises AlteredRecordError, which names the part."""
    try:
        part = next(_altered(record), None)
    except (ValueError, TypeError, LookupError, AttributeError):  # no decision has this shape
        part = Message("decide.altered.shape")
    if part is None:
        return record
    raise altered(record.decision_id, part)


def require_own_codes(codes: Codes) -> Codes:
    """The codes of a decision that was erased, where they are of the row beside them. Raises AlteredRecordError."""
    try:
        said = _said_of_record(read_own(codes.codes))
    except (ValueError, TypeError, LookupError):  # no decision has such codes
        raise altered(codes.decision_id, Message("decide.altered.shape")) from None
    if said != _stands_beside(codes):
        raise altered(codes.decision_id, Message("decide.altered.row"))
    return codes


def require_unaltered_decision(decision: bytes) -> None:
    """That a decision without its input is what its own digests are of, as far as that can be seen.

    Raises AlteredRecordError, or ValueError, LookupError or TypeError for what is no decision.
    """
    value: DecisionJson = read_own(decision)
    if canonical.dumps(value) != decision:
        raise altered(value["id"], Message("decide.altered.shape"))
    for part in _altered_result(value):
        raise altered(value["id"], part)


def _altered_result(decision: DecisionJson) -> Iterator[Words]:
    if canonical.digest(canonical.dumps(_result_of(decision))) != decision["digests"]["result"]:
        yield Message("decide.altered.result")
    if decision["summary"] != count_statuses(decision["findings"]):
        yield Message("decide.altered.result")


def _altered(record: Record) -> Iterator[Words]:
    """What is not as it was written, the part that says most first."""
    decision: DecisionJson = read_own(record.decision)
    document: dict[str, Any] = read_own(record.input)
    facts = document["facts"]
    if canonical.dumps(decision) != record.decision:
        yield Message("decide.altered.shape")
    if canonical.digest(record.input) != decision["digests"]["input"]:
        yield Message("decide.altered.input")
    if canonical.digest(canonical.dumps(facts)) != decision["digests"]["facts"]:
        yield Message("decide.altered.input")
    yield from _altered_result(decision)
    if _said_of_input(decision) != _stands_in(document):
        yield Message("decide.altered.head")
    if _said_of_record(decision) != _stands_beside(record):
        yield Message("decide.altered.row")
    if describe_values(decision, facts) != record.description:
        yield Message("decide.altered.codes")


def _result_of(decision: DecisionJson) -> ResultJson:
    edition = {key: decision[key] for key in ("program", "edition", "base")}
    return sort_result({**decision, "edition": edition})


def _said_of_input(decision: DecisionJson) -> tuple[Any, ...]:
    return decision["as_of"], decision["mode"], decision["application"]


def _stands_in(document: dict[str, Any]) -> tuple[Any, ...]:
    application = document["facts"]["application"]
    named = {key: application[key] for key in ("id", "title")}
    return document["as_of"], document["mode"], named


def _said_of_record(decision: DecisionJson | Mapping[str, Any]) -> tuple[str, ...]:
    program, revision = decision["program"], decision["bundle"]["revision"]
    return decision["id"], program, revision, decision["decided_at"]


def _stands_beside(record: Record | Codes) -> tuple[str, ...]:
    return record.decision_id, record.program, record.revision, timestamp(record.recorded_at)
