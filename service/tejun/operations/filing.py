"""A recorded decision with all that explains it, to be filed.

Always holds: nothing is recorded or signed. The record is held to its digests, its edition to its signature; a trace is
there only where its findings come out as recorded, and where there is none it is said why.

May not know: how it is shown, or to whom facts may be.
"""

from collections.abc import Mapping

from tejun.audit.filing import FiledDecision, Traced, of_subjects, to_trace
from tejun.bundle.archive import Bundle
from tejun.errors import ToolMissingError, TraceError
from tejun.explain import explain
from tejun.operations.receipts import receipt_digest_of
from tejun.operations.recorded import find_record
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.store.records import Record
from tejun.trace.view import TraceView
from tejun.words import Language, Words


def file_recorded(
    workplace: Workplace, decision_id: str, language: Language, *, traced: Traced = "none"
) -> FiledDecision:
    """The recorded decision, to be filed, the language first that is asked for. A trace is made by OPA, and takes a
    second or so for each requirement.

    Raises UnknownDecisionError, ErasedRecordError, AlteredRecordError, SealError, NotFoundError where its edition is
    not at hand, BundleError, RegistryError or StoreError.
    """
    record = find_record(workplace, decision_id)
    bundle = workplace.registry.bundle_by_revision(record.revision)
    decision, document = read_own(record.decision), read_own(record.input)
    other: Language = "en" if language == "ja" else "ja"
    first, second = (
        explain(decision, bundle.catalog, language=each, document=document)
        for each in (language, other)
    )
    traces, untraced = _traces(record, bundle, to_trace(decision, traced), language=language)
    return FiledDecision(
        decision=decision,
        bundle=bundle,
        document=document,
        explanations=(first, second),
        digest=receipt_digest_of(workplace, decision_id),
        traces=traces,
        untraced=untraced,
    )


def _traces(
    record: Record, bundle: Bundle, wanted: Mapping[str, set[str]], *, language: Language
) -> tuple[tuple[TraceView, ...], dict[str, Words]]:
    views: list[TraceView] = []
    untraced: dict[str, Words] = {}
    if not wanted:
        return (), untraced
    from tejun.trace.recorded import trace_recorded  # noqa: PLC0415 - only a trace runs OPA

    for requirement, subjects in wanted.items():
        try:
            view = trace_recorded(record, bundle, requirement=requirement, language=language)
        except (ToolMissingError, TraceError) as error:
            untraced[requirement] = error.detail
            if isinstance(error, ToolMissingError):  # it is missing for the others too
                break
        else:
            views.append(of_subjects(view, subjects))
    return tuple(views), untraced
