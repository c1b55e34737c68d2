"""The fleet as people see it: each OPA with what it has, each decision beside our own over the same input.

Always holds: pure.

May not know: HTTP, or where any of it is kept.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tejun.fleet.editions import Editions
from tejun.fleet.shape import FleetBundle, FleetDecision, FleetError, FleetOpa
from tejun.reading.lenient import read_own
from tejun.store.reports import KnownOpa, OwnDecision, StoredDecision


def opa_view(known: KnownOpa, editions: Editions, current: Collection[str]) -> FleetOpa:
    """The OPA; `current` has the revisions that are in force now."""
    told: dict[str, Any] = read_own(known.status or b"{}")
    bundles = [
        _bundle(name, one, editions, current=current)
        for name, one in sorted(told.get("bundles", {}).items())
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


def decision_view(stored: StoredDecision, own: Iterable[OwnDecision]) -> FleetDecision:
    """The decision, beside those of ours over the same input with the same bundle."""
    one = stored.decision
    details = read_own(one.details)
    comparable = [
        ours
        for ours in own
        if one.result_digest is not None
        and (ours.revision, ours.input_digest) == (one.revision, one.input_digest)
    ]
    return FleetDecision(
        decision_id=one.decision_id,
        opa=one.opa,
        received_at=stored.received_at,
        decided_at=one.decided_at,
        path=one.path,
        revision=one.revision,
        program=one.program,
        edition=one.edition,
        outcome=one.outcome,
        input_digest=one.input_digest,
        result_digest=one.result_digest,
        same_as=[it.decision_id for it in comparable if it.result_digest == one.result_digest],
        differs_from=[it.decision_id for it in comparable if it.result_digest != one.result_digest],
        labels=details.get("labels", {}),
        error=details.get("error", {}).get("code") or details.get("why"),
        masked=[*details.get("erased", []), *details.get("masked", [])],
        metrics=details.get("metrics", {}),
    )


def _bundle(
    name: str, one: Mapping[str, Any], editions: Editions, *, current: Collection[str]
) -> FleetBundle:
    revision = one.get("active_revision")
    edition = editions.get(revision or "")
    return FleetBundle(
        name=name,
        revision=revision,
        program=edition.program if edition else None,
        edition=edition.edition if edition else None,
        current=revision in current,
        last_successful_download=one.get("last_successful_download"),
        last_successful_activation=one.get("last_successful_activation"),
        errors=_errors(one),
    )


def _errors(one: Mapping[str, Any]) -> list[FleetError]:
    """The error as a whole, then its parts, as OPA's compiler tells them."""
    if "code" not in one:
        return []
    parts = [
        FleetError(code=part.get("code"), message=part.get("message"))
        for part in one.get("errors", [])
    ]
    return [FleetError(code=one["code"], message=one.get("message")), *parts]
