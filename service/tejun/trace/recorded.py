"""How one requirement of a recorded decision came about: OPA evaluates the record's input again, line by line.

Always holds: a trace is shown only where its findings for the requirement are those of the record, to the last value;
else there is an error that says so. Nothing is recorded, and no decision is made.

May not know: HTTP, terminals.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.errors import TraceError, UnknownFindingError
from tejun.model import wording
from tejun.reading.lenient import read_own
from tejun.store.records import Record
from tejun.toolchain import find_opa
from tejun.trace.explain import explain_trace
from tejun.trace.run import trace
from tejun.trace.view import TraceView
from tejun.words import Language, Message


def trace_recorded(
    record: Record,
    bundle: Bundle,
    *,
    requirement: str,
    subject: str | None = None,
    language: Language,
    opa: Path | None = None,
) -> TraceView:
    """The trace of the requirement, for one subject or for all. `bundle` is the one that decided; `opa` is the program
    to ask, else the one that is found.

    Raises UnknownFindingError, ToolMissingError where there is no OPA, and TraceError.
    """
    decision = read_own(record.decision)
    recorded = _findings(decision["findings"], requirement, subject)
    traced = trace(bundle, requirement, record.input, opa=opa or find_opa())
    if _by_subject(traced.findings) != _by_subject(recorded):
        raise _another_result(requirement)
    return explain_trace(
        traced,
        decision,
        bundle,
        document=read_own(record.input),
        language=language,
        subject=subject,
    )


def _findings(
    findings: list[dict[str, Any]], requirement: str, subject: str | None
) -> list[dict[str, Any]]:
    """The recorded findings of the requirement, whoever they are of."""
    found = [finding for finding in findings if finding["requirement"] == requirement]
    if not found:
        raise _unknown(requirement, (finding["requirement"] for finding in findings))
    subjects = [finding["subject"] for finding in found]
    if subject is not None and subject not in subjects:
        raise _unknown(subject, subjects, of=requirement)
    return found


def _by_subject(findings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(findings, key=lambda finding: str(finding["subject"]))


def _unknown(name: str, known: Iterable[str], *, of: str | None = None) -> UnknownFindingError:
    shown = name[:80]
    if of is None:
        detail = Message("trace.unknown.detail", shown=shown)
    else:
        detail = Message("trace.unknown.detail.the_decision_has_no", of=of, shown=shown)
    return UnknownFindingError(detail, wording.name_meant(name, sorted(set(known)), most=20))


def _another_result(requirement: str) -> TraceError:
    return TraceError(
        Message("trace.another_result.detail", requirement=requirement),
        Message("trace.another_result.advice"),
    )
