"""The fleet as people see it: each OPA with what it has, each decision beside our own over the same input.

Always holds: pure.

May not know: HTTP, or where any of it is kept.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tejun.fleet.editions import Editions
from tejun.fleet.shape import FleetBundle, FleetDecision, FleetError, FleetOpa
from tejun.reading.lenient import read_own
from tejun.store.records import KnownOpa, LogEntry, ServiceDecision


def opa_view(known: KnownOpa, editions: Editions, current: Collection[str]) -> FleetOpa:
    """The OPA; `current` has the revisions that are in force now."""
    told: dict[str, Any] = read_own(known.status or b"{}")
    bundles = [
        _bundle(name, bundle, editions, current=current)
        for name, bundle in sorted(told.get("bundles", {}).items())
    ]
    return FleetOpa(
        id=known.opa,
        labels=read_own(known.labels),
        first_seen=known.first_seen,
        last_seen=known.last_seen,
        current=bool(bundles) and all(bundle.current for bundle in bundles),
        bundles=bundles,
        plugins=told.get("plugins", {}),
        log_errors=_errors(told.get("decision_logs", {})),
        decisions=known.decisions,
        last_decision=known.last_decision,
    )


def decision_view(stored: LogEntry, own: Iterable[ServiceDecision]) -> FleetDecision:
    """The decision, beside those of ours over the same input with the same bundle."""
    logged = stored.decision
    details = read_own(logged.details)
    comparable = [
        ours
        for ours in own
        if logged.result_digest is not None
        and (ours.revision, ours.input_digest) == (logged.revision, logged.input_digest)
    ]
    return FleetDecision(
        decision_id=logged.decision_id,
        opa=logged.opa,
        received_at=stored.received_at,
        decided_at=logged.decided_at,
        path=logged.path,
        revision=logged.revision,
        program=logged.program,
        edition=logged.edition,
        outcome=logged.outcome,
        input_digest=logged.input_digest,
        result_digest=logged.result_digest,
        same_as=[it.decision_id for it in comparable if it.result_digest == logged.result_digest],
        differs_from=[
            it.decision_id for it in comparable if it.result_digest != logged.result_digest
        ],
        labels=details.get("labels", {}),
        error=details.get("error", {}).get("code") or details.get("why"),
        masked=[*details.get("erased", []), *details.get("masked", [])],
        metrics=details.get("metrics", {}),
    )


def _bundle(
    name: str, bundle: Mapping[str, Any], editions: Editions, *, current: Collection[str]
) -> FleetBundle:
    revision = bundle.get("active_revision")
    edition = editions.get(revision or "")
    return FleetBundle(
        name=name,
        revision=revision,
        program=edition.program if edition else None,
        edition=edition.edition if edition else None,
        current=revision in current,
        last_successful_download=bundle.get("last_successful_download"),
        last_successful_activation=bundle.get("last_successful_activation"),
        errors=_errors(bundle),
    )


def _errors(bundle: Mapping[str, Any]) -> list[FleetError]:
    """The error as a whole, then its parts, as OPA's compiler tells them."""
    if "code" not in bundle:
        return []
    parts = [
        FleetError(code=part.get("code"), message=part.get("message"))
        for part in bundle.get("errors", [])
    ]
    return [FleetError(code=bundle["code"], message=bundle.get("message")), *parts]
