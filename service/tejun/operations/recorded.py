"""Recorded decisions: found, explained, and how one requirement of one came about.

Always holds: a record is held against its digests whenever it is read, and one that was altered is no decision. An
explanation evaluates nothing; it comes from the record and the catalog of the edition that decided. A trace evaluates
again, by OPA, and records nothing.

May not know: how an explanation is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tejun.audit.listed import EditionTitles, TitlesOf
from tejun.bundle.archive import Bundle
from tejun.decide.digests import require_own_codes, require_unaltered
from tejun.errors import TejunError, UnknownDecisionError
from tejun.explain import Explanation, explain
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.store.records import Codes, Erasure, Record
from tejun.trace.view import TraceView
from tejun.words import Bilingual, Language, Message, Words


def find_record(workplace: Workplace, decision_id: str) -> Record:
    """The record of a decision, which is as it was written.

    Raises UnknownDecisionError, ErasedRecordError, AlteredRecordError, SealError or StoreError; makes no record where
    there is none.
    """
    require_record(workplace)
    return require_unaltered(workplace.store.get(decision_id))


def require_record(workplace: Workplace) -> None:
    """That there is a record. Raises UnknownDecisionError."""
    if not workplace.has_record():
        raise _no_record(workplace.settings.database)


def find_codes(workplace: Workplace, decision_id: str) -> Codes:
    """The codes of a decision, which everybody who may read the record can read, also where it was erased.

    Raises UnknownDecisionError, AlteredRecordError or StoreError.
    """
    require_record(workplace)
    return workplace.store.codes(decision_id)


@dataclass(frozen=True)
class ReadCodes:
    """What everybody can read of a decision: its codes, as plain JSON, by what it was erased, where it was, and the
    titles of requirements by their ids, as far as the edition that decided is at hand."""

    codes: dict[str, Any] = field(repr=False)
    erasure: Erasure | None
    titles: Mapping[str, Words] = field(repr=False)


def find_erased(workplace: Workplace, decision_id: str) -> ReadCodes | None:
    """What is left of the decision; None where it was not erased. Raises what `find_codes` raises."""
    found = find_codes(workplace, decision_id)
    return None if found.erasure is None else _read(workplace, found)


def read_codes(workplace: Workplace, decision_id: str) -> ReadCodes:
    """What can be read of the decision without the master key. Raises what `find_codes` raises."""
    return _read(workplace, require_own_codes(find_codes(workplace, decision_id)))


def _read(workplace: Workplace, found: Codes) -> ReadCodes:
    titles = titles_of(workplace)(found.revision).requirements
    return ReadCodes(read_own(found.codes), found.erasure, titles)


def titles_of(workplace: Workplace) -> TitlesOf:
    """The titles of editions, each read when it is first asked for. Codes can be shown without the edition, which may
    be gone as long after as an erasure comes."""

    @cache
    def titles(revision: str) -> EditionTitles:
        try:
            catalog = workplace.registry.bundle_by_revision(revision).catalog
        except TejunError:
            return EditionTitles()
        requirements = {each["id"]: Bilingual(**each["title"]) for each in catalog["requirements"]}
        return EditionTitles(Bilingual(**catalog["program"]["title"]), requirements)

    return titles


@dataclass(frozen=True)
class ExplainedRecord:
    """A recorded decision, as plain JSON, and its explanation."""

    decision: dict[str, Any] = field(repr=False)
    explanation: Explanation = field(repr=False)


def explain_recorded(workplace: Workplace, decision_id: str, language: Language) -> ExplainedRecord:
    """The recorded decision, explained.

    Raises UnknownDecisionError, NotFoundError where its edition is not at hand, BundleError, RegistryError or
    StoreError.
    """
    record, bundle = _record_and_bundle(workplace, decision_id)
    decision = read_own(record.decision)
    return ExplainedRecord(
        decision,
        explain(decision, bundle.catalog, language=language, document=read_own(record.input)),
    )


def trace_recorded(
    workplace: Workplace,
    decision_id: str,
    requirement: str,
    *,
    subject: str | None = None,
    language: Language,
) -> TraceView:
    """How the decision's findings on the requirement came about, for one subject or for all.

    Raises UnknownFindingError, ToolMissingError where there is no OPA, TraceError, and what `explain_recorded` raises.
    """
    from tejun.trace import recorded  # noqa: PLC0415 - only a trace runs OPA

    record, bundle = _record_and_bundle(workplace, decision_id)
    return recorded.trace_recorded(
        record, bundle, requirement=requirement, subject=subject, language=language
    )


def _record_and_bundle(workplace: Workplace, decision_id: str) -> tuple[Record, Bundle]:
    record = find_record(workplace, decision_id)
    return record, workplace.registry.bundle_by_revision(record.revision)


def _no_record(path: Path) -> UnknownDecisionError:
    return UnknownDecisionError(
        Message("operations.recorded.no_record.detail", path=path),
        Message("operations.recorded.no_record.advice"),
    )
