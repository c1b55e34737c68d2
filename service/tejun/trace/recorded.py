"""The trace of one requirement of a recorded decision: OPA evaluates the record's input again.

Always holds: a trace is returned only where its findings for the requirement equal those of the record; else there is
an error that says so. Nothing is recorded, and no decision is made.

May not know: HTTP, terminals.
"""

from collections.abc import Iterable
from pathlib import Path

from tejun.bundle.archive import Bundle
from tejun.errors import TraceError, UnknownFindingError
from tejun.model.json_types import DecisionJson, FindingJson
from tejun.reading.lenient import read_own
from tejun.store.records import Record
from tejun.toolchain import OPA_VERSION, find_opa
from tejun.trace.explain import explain_trace
from tejun.trace.run import Decided, decide, run_trace
from tejun.trace.view import TraceView
from tejun.words import Language, Message
from tejun.words.schema import name_meant


def trace_recorded(
    record: Record,
    bundle: Bundle,
    *,
    requirement: str,
    subject: str | None = None,
    language: Language,
    opa: Path | None = None,
    decided: Decided | None = None,
) -> TraceView:
    """The trace of the requirement, for one subject or for all. `bundle` is the one that decided; `opa` is the path of
    the program to run, by default the one that `find_opa` finds. `decided` is what `decide_again` gave, where that is
    at hand.

    Raises UnknownFindingError, ToolMissingError where there is no OPA, and TraceError.
    """
    decision: DecisionJson = read_own(record.decision)
    recorded = findings_of(decision["findings"], requirement, subject)
    trace = run_trace(bundle, requirement, record.input, opa=opa or find_opa(), decided=decided)
    if _by_subject(trace.findings) != _by_subject(recorded):
        raise _different_result(requirement)
    return explain_trace(
        trace,
        decision,
        bundle,
        document=read_own(record.input),
        language=language,
        subject=subject,
    )


def decide_again(record: Record, bundle: Bundle, *, opa: Path) -> Decided:
    """OPA's decision on the record's input, for who traces several requirements of it. Raises what `decide` raises."""
    return decide(bundle, record.input, opa=opa)


def findings_of(
    findings: list[FindingJson], requirement: str, subject: str | None
) -> list[FindingJson]:
    """The recorded findings of the requirement, of all subjects. Raises UnknownFindingError."""
    own = [finding for finding in findings if finding["requirement"] == requirement]
    if not own:
        raise _unknown_finding(requirement, (finding["requirement"] for finding in findings))
    subjects = [finding["subject"] for finding in own]
    if subject is not None and subject not in subjects:
        raise _unknown_finding(subject, subjects, requirement=requirement)
    return own


def _by_subject(findings: Iterable[FindingJson]) -> list[FindingJson]:
    return sorted(findings, key=lambda finding: str(finding["subject"]))


def _unknown_finding(
    name: str, known: Iterable[str], *, requirement: str | None = None
) -> UnknownFindingError:
    shown = name[:80]
    if requirement is None:
        detail = Message("trace.unknown.requirement", requirement=shown)
    else:
        detail = Message("trace.unknown.subject", requirement=requirement, subject=shown)
    return UnknownFindingError(detail, name_meant(name, sorted(set(known)), most=20))


def _different_result(requirement: str) -> TraceError:
    return TraceError(
        Message("trace.another_result.detail", requirement=requirement),
        Message("trace.another_result.advice", version=OPA_VERSION),
    )
