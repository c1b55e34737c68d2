"""A recorded decision with all that explains it, to be filed.

Always holds: nothing is recorded or signed. The record is held to its digests, its edition to its signature; a trace is
there only where its findings come out as recorded, and where there is none it is said why.

May not know: how it is shown, or to whom facts may be.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from tejun.audit.filing import FiledDecision, Traced, of_subjects, to_trace
from tejun.bundle.archive import Bundle
from tejun.errors import ToolMissingError, TraceError
from tejun.explain import explain
from tejun.operations.receipts import receipt_digest_of
from tejun.operations.recorded import find_record
from tejun.operations.remedying import Bounds, remedy_in_each
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.store.records import Record
from tejun.toolchain import find_opa
from tejun.trace.view import TraceView
from tejun.words import Language, Words

Progress = Callable[[int, int], None]
"""Called with how many of how many are done."""


def file_recorded(
    workplace: Workplace,
    decision_id: str,
    language: Language,
    *,
    traced: Traced = "none",
    settled: Bounds | None = None,
    progress: Progress = lambda *_: None,
) -> FiledDecision:
    """The recorded decision, to be filed, the language first that is asked for. A trace is made by OPA, and takes a
    second or so for each requirement: `progress` is called with how many of how many are made; with `settled`, what
    would settle it is looked for within these bounds.

    Raises UnknownDecisionError, ErasedRecordError, AlteredRecordError, SealError, NotFoundError where its edition is
    not at hand, BundleError, RegistryError or StoreError; with `settled` EarlierFormError, RemedyError or
    EvaluationError.
    """
    record = find_record(workplace, decision_id)
    bundle = workplace.registry.bundle_by_revision(record.revision)
    decision, document = read_own(record.decision), read_own(record.input)
    other: Language = "en" if language == "ja" else "ja"
    first, second = (
        explain(decision, bundle.catalog, language=each, document=document)
        for each in (language, other)
    )
    remedies = (
        ()
        if settled is None
        else remedy_in_each(workplace, decision_id, (language, other), bounds=settled)
    )
    wanted = to_trace(decision, traced)
    traces, untraced = _traces(record, bundle, wanted, language=language, progress=progress)
    return FiledDecision(
        decision=decision,
        bundle=bundle,
        document=document,
        explanations=(first, second),
        digest=receipt_digest_of(workplace, decision_id),
        traces=traces,
        untraced=untraced,
        remedies=remedies,
    )


_AT_ONCE = 2
"""How many traces are made side by side, each by an OPA of its own; one takes a few hundred megabytes at most."""


def _traces(
    record: Record,
    bundle: Bundle,
    wanted: Mapping[str, set[str]],
    *,
    language: Language,
    progress: Progress,
) -> tuple[tuple[TraceView, ...], Mapping[str, Words]]:
    """The traces, and why the others could not be made."""
    if not wanted:
        return (), {}
    from tejun.trace import recorded  # noqa: PLC0415 - only a trace runs OPA

    try:
        opa = find_opa()
        decided = recorded.decide_again(record, bundle, opa=opa)
    except (ToolMissingError, TraceError) as error:
        return (), dict.fromkeys(wanted, error.detail)

    def trace(requirement: str) -> TraceView | Words:
        try:
            view = recorded.trace_recorded(
                record, bundle, requirement=requirement, language=language, opa=opa, decided=decided
            )
        except (ToolMissingError, TraceError) as error:
            return error.detail
        return of_subjects(view, wanted[requirement])

    made: dict[str, TraceView | Words] = {}
    progress(0, len(wanted))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for requirement, each in zip(wanted, pool.map(trace, wanted), strict=True):
            made[requirement] = each
            progress(len(made), len(wanted))
    views = {name: each for name, each in made.items() if isinstance(each, TraceView)}
    untraced = {name: each for name, each in made.items() if not isinstance(each, TraceView)}
    return tuple(views.values()), untraced
