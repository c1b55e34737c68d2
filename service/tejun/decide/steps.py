"""The steps to a decision, in the order that `tejun.decide` states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import uuid_utils

from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import InputDocument, assemble
from tejun.decide.codes import describe_values
from tejun.decide.digests import count_statuses, require_unaltered, sort_result, timestamp
from tejun.decide.examine import examine
from tejun.engine.protocol import Engine, Evaluation
from tejun.errors import BundleError, KeyReusedError, WrongProgramError
from tejun.model.intake import Facts
from tejun.reading import read_json
from tejun.registry import Registry
from tejun.store.records import Idempotency, Record, key_reused
from tejun.terms import (
    CATALOG_SCHEMA_ID,
    DECISION_SCHEMA_ID,
    Mode,
)
from tejun.words import Message

if TYPE_CHECKING:  # a check that records nothing pays for no SQL, nor for types of JSON
    from tejun.model.json_types import DecisionJson, EngineJson
    from tejun.store.store import Store


@dataclass(frozen=True)
class NewDecision:
    """A decision just made: as plain JSON, as the canonical bytes for the record, and what it was made from."""

    decision: DecisionJson = field(repr=False)
    body: bytes = field(repr=False)
    bundle: Bundle = field(repr=False)
    input: InputDocument = field(repr=False)


@dataclass(frozen=True)
class RecordedDecision:
    """A decision in the record: its canonical bytes, and whether a former request under its key had made it."""

    decision_id: str
    outcome: str
    body: bytes = field(repr=False)
    repeated: bool


@dataclass(frozen=True)
class UnrecordedDecision:
    """A decision that is on no disk yet and not to be given to anyone: its outcome, and the record to append."""

    outcome: str
    record: Record


def decide(
    facts: Facts,
    *,
    program: str,
    as_of: date,
    now: datetime,
    registry: Registry,
    engine: Engine,
    store: Store | None,
    mode: Mode = "precheck",
) -> NewDecision:
    """Decides, and records the decision where there is a store. `now`, an aware time, dates it and judges nothing.

    Raises UnknownProgramError, UnknownCallError, WrongProgramError, BundleError, EvaluationError or StoreError;
    nothing is recorded then.
    """
    bundle = _bundle_in_force(facts, registry, program=program, as_of=as_of)
    new = decide_with_bundle(facts, bundle, engine, as_of=as_of, now=now, mode=mode)
    if store is not None:
        store.append(_record_of(new, now))
    return new


def decide_without_recording(
    facts: Facts,
    *,
    program: str,
    as_of: date,
    now: datetime,
    registry: Registry,
    engine: Engine,
    store: Store,
    idempotency: Idempotency | None = None,
) -> RecordedDecision | UnrecordedDecision:
    """Decides, for `record_decisions` to record; where the key is known, the decision that was recorded under it.

    Raises KeyReusedError where the key was used for another request, or for one that was erased; AlteredRecordError
    where what was recorded under it is no longer as it was; and what `decide` raises.
    """
    known = store.by_key(idempotency.key) if idempotency else None
    if known is not None:
        return _decision_of_record(require_unaltered(known), idempotency)
    bundle = _bundle_in_force(facts, registry, program=program, as_of=as_of)
    new = decide_with_bundle(facts, bundle, engine, as_of=as_of, now=now, mode="precheck")
    record = _record_of(new, now, idempotency=idempotency)
    return UnrecordedDecision(new.decision["outcome"], record)


def record_decisions(
    decisions: Sequence[RecordedDecision | UnrecordedDecision], store: Store
) -> list[RecordedDecision | KeyReusedError]:
    """Records those that are not recorded yet in one transaction, all or none; gives for each what is in the record.

    An error takes the place of one whose key another request has used meanwhile. Raises StoreError; nothing is recorded
    then.
    """
    new_records = [
        decision.record for decision in decisions if isinstance(decision, UnrecordedDecision)
    ]
    records = iter(store.append_all(new_records))
    return [
        decision
        if isinstance(decision, RecordedDecision)
        else _decision_recorded(decision, next(records))
        for decision in decisions
    ]


def _decision_recorded(
    decision: UnrecordedDecision, record: Record
) -> RecordedDecision | KeyReusedError:
    """The decision where `record`, which the store holds now, is its own; else the decision of that record."""
    if record is decision.record:
        return RecordedDecision(
            record.decision_id, decision.outcome, record.decision, repeated=False
        )
    try:
        return _decision_of_record(record, decision.record.idempotency)
    except KeyReusedError as error:
        return error


def _decision_of_record(record: Record, idempotency: Idempotency | None) -> RecordedDecision:
    """What a former request recorded, where it was the same request. Raises KeyReusedError."""
    if record.idempotency != idempotency:
        raise _key_reused_error(record)
    outcome = read_json(record.decision)["outcome"]
    return RecordedDecision(record.decision_id, outcome, record.decision, repeated=True)


def decide_with_bundle(
    facts: Facts,
    bundle: Bundle,
    engine: Engine,
    *,
    as_of: date,
    now: datetime,
    mode: Mode = "precheck",
) -> NewDecision:
    """Decides by an edition that may be in force on no day, and records nothing: to try it out.

    Raises WrongProgramError, BundleError or EvaluationError.
    """
    _require_program(facts, bundle.program)
    _require_this_form(bundle)
    document = assemble(facts, as_of=as_of, mode=mode)
    evaluation = engine.evaluate(bundle, document.canonical)
    examine(evaluation.result, bundle, facts.document)
    decision = _decision_document(facts, document, evaluation, bundle=bundle, now=now)
    return NewDecision(
        decision=decision, body=canonical.dumps(decision), bundle=bundle, input=document
    )


def _bundle_in_force(facts: Facts, registry: Registry, *, program: str, as_of: date) -> Bundle:
    """The edition in force on the day, where a program has several calls that of the call which the facts name.

    Where it has only one, that is meant, however the facts spell it.
    """
    calls = registry.calls(program)
    call = facts.document["application"]["call"]["reference"] if len(calls) > 1 else None
    return registry.bundle(program, as_of, call=call)


def _require_program(facts: Facts, program: str) -> None:
    facts_program = facts.document["application"]["program"]
    if facts_program != program:
        raise WrongProgramError(
            Message("decide.other_program.detail", named=facts_program, program=program),
            Message("decide.other_program.advice"),
        )


def _require_this_form(bundle: Bundle) -> None:
    """The edition must read the form of the facts that is written now, and declare what its reasons bring about."""
    if bundle.catalog["schema"] == CATALOG_SCHEMA_ID:
        return
    program, edition, schema = bundle.program, bundle.edition, bundle.catalog["schema"]
    raise BundleError(
        Message("decide.built_earlier.detail", edition=edition, program=program, schema=schema),
        Message("decide.built_earlier.advice"),
    )


def _decision_document(
    facts: Facts, document: InputDocument, evaluation: Evaluation, *, bundle: Bundle, now: datetime
) -> DecisionJson:
    """The decision (`tejun.model.decision.Decision`) of a result that was examined."""
    result = sort_result(evaluation.result)
    application = facts.document["application"]
    return {
        "schema": DECISION_SCHEMA_ID,
        "id": str(uuid_utils.uuid7(nanoseconds=int(now.timestamp() * 1e9))),
        **bundle.identity,
        "bundle": {"revision": bundle.revision, "digest": bundle.digest},
        "engine": engine_of(evaluation),
        "mode": document.value["mode"],
        "application": {"id": application["id"], "title": application["title"]},
        "as_of": document.value["as_of"],
        "decided_at": timestamp(now),
        "outcome": result["outcome"],
        "summary": count_statuses(result["findings"]),
        "findings": result["findings"],
        "indicators": result["indicators"],
        "digests": {
            "facts": facts.digest,
            "input": document.digest,
            "result": canonical.digest(canonical.dumps(result)),
        },
    }


def engine_of(evaluation: Evaluation) -> EngineJson:
    """The engine that evaluated, and the one that was to, where that is another."""
    engine: EngineJson = {"name": evaluation.engine, "version": evaluation.version}
    instead_of = evaluation.instead_of
    if instead_of is not None:
        engine["instead_of"] = {"name": instead_of.name, "why": instead_of.why}
    return engine


def _record_of(
    new: NewDecision, now: datetime, *, idempotency: Idempotency | None = None
) -> Record:
    return Record(
        decision_id=new.decision["id"],
        program=new.bundle.program,
        recorded_at=now.astimezone(UTC),
        decision=new.body,
        input=new.input.canonical,
        revision=new.bundle.revision,
        description=describe_values(new.decision, new.input.value["facts"]),
        idempotency=idempotency,
    )


def _key_reused_error(record: Record) -> KeyReusedError:
    return key_reused(record.idempotency.key if record.idempotency else "")
