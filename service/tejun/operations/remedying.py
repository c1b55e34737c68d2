"""What would settle a recorded decision: looked for within bounds, by the edition that decided.

Always holds: nothing is recorded. The record is held to its digests first, and the edition has to give again what was
recorded: only then do its evaluations prove anything of that decision. While the engine of this process evaluates, each
evaluation waits for its turn as a decision does.

May not know: how a remedy is shown.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

from tejun.audit.remedy import Bounds, RemedyView, Trial, forms_and_params, in_words, settle
from tejun.audit.replay import compare_results
from tejun.bundle.archive import Bundle
from tejun.decide.prepared import prepare
from tejun.engine.protocol import Evaluation
from tejun.errors import RemedyError
from tejun.operations.recorded import find_record
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.terms import INPUT_SCHEMA_ID
from tejun.trace.recorded import findings_of
from tejun.words import Language, Message

__all__ = ["Bounds", "RemedyView", "remedy_in_each", "remedy_recorded"]


def remedy_recorded(
    workplace: Workplace,
    decision_id: str,
    *,
    language: Language,
    requirement: str | None = None,
    subject: str | None = None,
    bounds: Bounds | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> RemedyView:
    """What settles the decision; with a requirement, and a subject of it, these findings alone.

    `clock` gives seconds, to which `bounds` are held. Raises UnknownFindingError where the decision has no such
    finding, RemedyError where the edition gives another result now or the input is of another form, EvaluationError,
    and what `find_record` raises.
    """
    only = None if requirement is None else (requirement, subject)
    return _settled(workplace, decision_id, (language,), only, bounds=bounds, clock=clock)[0]


def remedy_in_each(
    workplace: Workplace,
    decision_id: str,
    languages: Sequence[Language],
    *,
    bounds: Bounds | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[RemedyView, ...]:
    """What settles the decision, looked for once, in each of the languages. Raises what `remedy_recorded` raises."""
    return _settled(workplace, decision_id, languages, None, bounds=bounds, clock=clock)


def _settled(
    workplace: Workplace,
    decision_id: str,
    languages: Sequence[Language],
    only: tuple[str, str | None] | None,
    *,
    bounds: Bounds | None,
    clock: Callable[[], float],
) -> tuple[RemedyView, ...]:
    record = find_record(workplace, decision_id)
    bundle = workplace.registry.bundle_by_revision(record.revision)
    decision, document = read_own(record.decision), read_own(record.input)
    if document["schema"] != INPUT_SCHEMA_ID:
        raise _of_another_form(document["schema"])
    if only is not None:
        findings_of(decision["findings"], *only)

    def evaluate(bundle: Bundle, document: bytes) -> Evaluation:
        with workplace.turn():
            return workplace.engine.evaluate(bundle, document)

    evaluation = evaluate(bundle, record.input)
    if compare_results(decision, evaluation).verdict != "reproduced" or _is_prepared_otherwise(
        document
    ):
        raise _not_to_be_proven()
    remedy = settle(
        Trial(document, bundle, evaluate, clock, bounds or Bounds()),
        forms_and_params(bundle),
        only=only,
    )
    return tuple(
        in_words(remedy, decision, bundle.catalog, document, language=language)
        for language in languages
    )


def _is_prepared_otherwise(document: dict[str, Any]) -> bool:
    """Whether this tejun makes another input of the same facts than the one that decided."""
    return bool(prepare(document["facts"]) != document["prepared"])


def _of_another_form(schema: str) -> RemedyError:
    return RemedyError(
        Message("operations.remedying.another_form.detail", schema=schema),
        Message("operations.remedying.another_form.advice"),
    )


def _not_to_be_proven() -> RemedyError:
    return RemedyError(
        Message("operations.remedying.another_result.detail"),
        Message("operations.remedying.another_result.advice"),
    )
