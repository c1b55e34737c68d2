"""The steps to a decision, in the order that `tejun.decide` states."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import uuid_utils

from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.bundle.effects import are_declared
from tejun.decide.assemble import InputDocument, assemble
from tejun.decide.examine import examine
from tejun.engine.protocol import Engine, Evaluation
from tejun.errors import BundleError, KeyReusedError, WrongProgramError
from tejun.model.intake import Facts
from tejun.reading import read_json
from tejun.registry import Registry
from tejun.store.records import Idempotency, Record
from tejun.terms import DECISION_SCHEMA_ID, RESULT_SCHEMA_ID, STATUSES, Mode
from tejun.words import Message

if TYPE_CHECKING:  # a check that records nothing pays for no SQL
    from tejun.store.store import Store


@dataclass(frozen=True)
class Decided:
    """A decision: as plain JSON, as the canonical bytes that were recorded, and what it was made from."""

    decision: dict[str, Any] = field(repr=False)
    body: bytes = field(repr=False)
    bundle: Bundle = field(repr=False)
    input: InputDocument = field(repr=False)


@dataclass(frozen=True)
class Recorded:
    """A decision in the record: its canonical bytes, and whether an earlier request had made it."""

    decision_id: str
    outcome: str
    body: bytes = field(repr=False)
    repeated: bool


@dataclass(frozen=True)
class Unrecorded:
    """A decision that is on no disk yet, and that nobody may be told of: its outcome, and what is to be recorded."""

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
    store: "Store | None",
    mode: Mode = "precheck",
) -> Decided:
    """Decides, and records it where there is a store. `now` is aware; it dates the decision and judges nothing.

    Raises UnknownProgramError, UnknownCallError, WrongProgramError, BundleError, EvaluationError or StoreError;
    nothing is recorded then.
    """
    bundle = _in_force(facts, registry, program=program, as_of=as_of)
    decided = decide_by(facts, bundle, engine, as_of=as_of, now=now, mode=mode)
    if store is not None:
        store.append(_record(decided, now))
    return decided


def decide_recorded(
    facts: Facts,
    *,
    program: str,
    as_of: date,
    now: datetime,
    registry: Registry,
    engine: Engine,
    store: "Store",
    idempotency: Idempotency | None = None,
) -> Recorded:
    """Decides and records; with an idempotency key once, however often and by however many it is asked.

    Raises KeyReusedError where the key stands for another request, and what `decide` raises.
    """
    made = decide_unrecorded(
        facts,
        program=program,
        as_of=as_of,
        now=now,
        registry=registry,
        engine=engine,
        store=store,
        idempotency=idempotency,
    )
    [recorded] = record_all([made], store)
    if isinstance(recorded, KeyReusedError):
        raise recorded
    return recorded


def decide_unrecorded(
    facts: Facts,
    *,
    program: str,
    as_of: date,
    now: datetime,
    registry: Registry,
    engine: Engine,
    store: "Store",
    idempotency: Idempotency | None = None,
) -> Recorded | Unrecorded:
    """As `decide_recorded`, but for the recording: where the key is known, the decision that was recorded under it.

    Raises KeyReusedError where the key stands for another request, and what `decide` raises.
    """
    standing = store.by_key(idempotency.key) if idempotency else None
    if standing is not None:
        return _repeated(standing, idempotency)
    bundle = _in_force(facts, registry, program=program, as_of=as_of)
    decided = decide_by(facts, bundle, engine, as_of=as_of, now=now, mode="precheck")
    record = _record(decided, now, idempotency=idempotency)
    return Unrecorded(decided.decision["outcome"], record)


def record_all(
    made: Sequence[Recorded | Unrecorded], store: "Store"
) -> list[Recorded | KeyReusedError]:
    """Records what is not recorded yet in one transaction, all or none; gives for each what stands in the record.

    An error stands for one whose key another request has taken meanwhile. Raises StoreError; nothing is recorded then.
    """
    records = [each.record for each in made if isinstance(each, Unrecorded)]
    standing = iter(store.append_all(records))
    return [each if isinstance(each, Recorded) else _of(each, next(standing)) for each in made]


def _of(made: Unrecorded, standing: Record) -> Recorded | KeyReusedError:
    """The decision, where its own record stands, else what stands instead."""
    if standing is made.record:
        return Recorded(standing.decision_id, made.outcome, standing.decision, repeated=False)
    try:
        return _repeated(standing, made.record.idempotency)
    except KeyReusedError as error:
        return error


def _repeated(standing: Record, idempotency: Idempotency | None) -> Recorded:
    """What an earlier request recorded, where it was the same request. Raises KeyReusedError."""
    if standing.idempotency != idempotency:
        raise _key_reused(standing)
    outcome = read_json(standing.decision)["outcome"]
    return Recorded(standing.decision_id, outcome, standing.decision, repeated=True)


def decide_by(
    facts: Facts,
    bundle: Bundle,
    engine: Engine,
    *,
    as_of: date,
    now: datetime,
    mode: Mode = "precheck",
) -> Decided:
    """Decides by an edition that may be in force on no day, and records nothing: to try it out.

    Raises WrongProgramError, BundleError or EvaluationError.
    """
    _see_that_it_is_meant(facts, bundle.program)
    _see_that_it_may_decide(bundle)
    document = assemble(facts, as_of=as_of, mode=mode)
    evaluation = engine.evaluate(bundle, document.canonical)
    examine(evaluation.result, bundle, facts.document)
    decision = _seal(facts, document, evaluation, bundle=bundle, now=now)
    return Decided(decision=decision, body=canonical.dumps(decision), bundle=bundle, input=document)


def _in_force(facts: Facts, registry: Registry, *, program: str, as_of: date) -> Bundle:
    """The edition in force on the day. Where a program has editions for several calls, for the one that the facts name;
    with one call alone it is that one, however the facts spell it."""
    calls = registry.calls(program)
    call = facts.document["application"]["call"]["reference"] if len(calls) > 1 else None
    return registry.bundle(program, as_of, call=call)


def _see_that_it_is_meant(facts: Facts, program: str) -> None:
    named = facts.document["application"]["program"]
    if named != program:
        raise WrongProgramError(
            Message("decide.see_that_it_is_meant.detail", named=named, program=program),
            Message("decide.see_that_it_is_meant.advice"),
        )


def _see_that_it_may_decide(bundle: Bundle) -> None:
    """What its reasons bring about must be declared: nobody here could examine the outcome otherwise."""
    if are_declared(bundle.catalog):
        return
    program, edition, schema = bundle.program, bundle.edition, bundle.catalog["schema"]
    raise BundleError(
        Message(
            "decide.see_that_it_may_decide.detail", edition=edition, program=program, schema=schema
        ),
        Message("decide.see_that_it_may_decide.advice"),
    )


def _seal(
    facts: Facts, document: InputDocument, evaluation: Evaluation, *, bundle: Bundle, now: datetime
) -> dict[str, Any]:
    """The decision (`tejun.model.decision.Decision`) of a result that was examined."""
    result = in_order(evaluation.result)
    application = facts.document["application"]
    return {
        "schema": DECISION_SCHEMA_ID,
        "id": str(uuid_utils.uuid7(nanoseconds=int(now.timestamp() * 1e9))),
        **bundle.named,
        "bundle": {"revision": bundle.revision, "digest": bundle.digest},
        "engine": _engine(evaluation),
        "mode": document.value["mode"],
        "application": {"id": application["id"], "title": application["title"]},
        "as_of": document.value["as_of"],
        "decided_at": _stamp(now),
        "outcome": result["outcome"],
        "summary": _summary(result["findings"]),
        "findings": result["findings"],
        "indicators": result["indicators"],
        "digests": {
            "facts": facts.digest,
            "input": document.digest,
            "result": canonical.digest(canonical.dumps(result)),
        },
    }


def _engine(evaluation: Evaluation) -> dict[str, Any]:
    """The engine that evaluated, and the one that was to, where that is another."""
    told: dict[str, Any] = {"name": evaluation.engine, "version": evaluation.version}
    instead_of = evaluation.instead_of
    if instead_of is not None:
        told["instead_of"] = {"name": instead_of.name, "why": instead_of.why}
    return told


def in_order(result: dict[str, Any]) -> dict[str, Any]:
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


def _summary(findings: list[dict[str, Any]]) -> dict[str, int]:
    counts = dict.fromkeys(map(str, STATUSES), 0)
    for finding in findings:
        counts[finding["status"]] += 1
    return counts


def _stamp(now: datetime) -> str:
    """RFC 3339, UTC, to the millisecond."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _record(decided: Decided, now: datetime, *, idempotency: Idempotency | None = None) -> Record:
    return Record(
        decision_id=decided.decision["id"],
        program=decided.bundle.program,
        recorded_at=now.astimezone(UTC),
        decision=decided.body,
        input=decided.input.canonical,
        revision=decided.bundle.revision,
        idempotency=idempotency,
    )


def _key_reused(record: Record) -> KeyReusedError:
    key = record.idempotency.key if record.idempotency else ""
    return KeyReusedError(
        Message("decide.key_reused.detail", name=key),
        Message("decide.key_reused.advice"),
    )
