"""The fleet as the API shows it: each OPA with its bundles, each of its decisions beside the service's own.

Always holds: pure; the models are the schemas of the OpenAPI document.

May not know: HTTP, or how anything is stored.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from tejun.fleet.editions import EditionsByRevision
from tejun.reading.lenient import read_own
from tejun.store.records import KnownOpa, LogEntry, ServiceDecision


class _View(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FleetError(_View):
    """Something that an OPA could not do, in its own words."""

    code: str | None
    message: str | None


class FleetBundle(_View):
    """A bundle of an OPA."""

    name: str
    revision: str | None = Field(description="the one that answers; null: none was ever activated")
    program: str | None
    edition: str | None = Field(description="which edition that is; null: none that is known here")
    current: bool = Field(description="whether that edition is in force today")
    last_successful_download: str | None
    last_successful_activation: str | None
    errors: list[FleetError] = Field(description="why it could not get or use the newest one")


class FleetOpa(_View):
    """One OPA, as it last said of itself. It has a new id each time it starts."""

    id: str
    labels: dict[str, str]
    first_seen: str
    last_seen: str
    current: bool = Field(
        description="whether it has bundles, and each is the edition that is in force today"
    )
    bundles: list[FleetBundle]
    plugins: dict[str, str] = Field(description="the state of each, as OPA has it: OK, NOT_READY")
    log_errors: list[FleetError] = Field(description="why it could not send its decisions")
    decisions: int = Field(description="how many of its decisions are here")
    last_decision: str | None


class FleetList(_View):
    """OPAs that have reported, the one that came last first."""

    opas: list[FleetOpa]
    next_cursor: str | None = Field(
        description="where the next page begins; null: this is the last"
    )


class FleetDecision(_View):
    """A decision that an OPA made and logged: not one of this service, and no record of it."""

    decision_id: str
    opa: str
    received_at: str
    decided_at: str | None
    path: str
    revision: str | None
    program: str | None
    edition: str | None
    outcome: str = Field(
        description="an outcome of a decision; or undefined, error, malformed, masked, other, unreadable"
    )
    same_as: list[str] = Field(
        description="decisions of this service, from before it came, with the same revision, input and result (of ten)"
    )
    differs_from: list[str] = Field(
        description="those of the last ten, from before it came, with the same revision and input, and another result"
    )
    labels: dict[str, str]
    error: str | None = Field(description="the code of OPA's error")
    masked: list[str] = Field(description="what the OPA left out of its log or changed in it")
    metrics: dict[str, int] = Field(description="how long it took, in nanoseconds, by OPA's names")


class FleetDecisionList(_View):
    """Decisions that OPAs logged, the one that came last first."""

    decisions: list[FleetDecision]
    next_cursor: str | None = Field(
        description="where the next page begins; null: this is the last"
    )


# --- made from what is stored --------------------------------------------------------------------


def opa_view(opa: KnownOpa, editions: EditionsByRevision, current: Collection[str]) -> FleetOpa:
    """An OPA as it is shown; `current` has the revisions that are in force now."""
    status: dict[str, Any] = read_own(opa.status or b"{}")
    bundles = [
        _bundle(name, bundle, editions, current=current)
        for name, bundle in sorted(status.get("bundles", {}).items())
    ]
    return FleetOpa(
        id=opa.opa,
        labels=read_own(opa.labels),
        first_seen=opa.first_seen,
        last_seen=opa.last_seen,
        current=bool(bundles) and all(bundle.current for bundle in bundles),
        bundles=bundles,
        plugins=status.get("plugins", {}),
        log_errors=_errors(status.get("decision_logs", {})),
        decisions=opa.decisions,
        last_decision=opa.last_decision,
    )


def decision_view(entry: LogEntry, service_decisions: Iterable[ServiceDecision]) -> FleetDecision:
    """An OPA's decision as it is shown, with this service's decisions over the same input on the same bundle.

    With those alone that were recorded before it came: what it was made over may be erased by now, and whoever had a
    guess at that recorded would see whether it is right.
    """
    logged = entry.decision
    details = read_own(logged.details)
    result = logged.result_digest
    comparable = [
        (ours.decision_id, ours.result_digest == result)
        for ours in service_decisions
        if result is not None
        and (ours.revision, ours.input_digest) == (logged.revision, logged.input_digest)
        and ours.recorded_at <= entry.received_at
    ]
    return FleetDecision(
        decision_id=logged.decision_id,
        opa=logged.opa,
        received_at=entry.received_at,
        decided_at=logged.decided_at,
        path=logged.path,
        revision=logged.revision,
        program=logged.program,
        edition=logged.edition,
        outcome=logged.outcome,
        same_as=[name for name, is_same in comparable if is_same],
        differs_from=[name for name, is_same in comparable if not is_same],
        labels=details.get("labels", {}),
        error=details.get("error", {}).get("code") or details.get("why"),
        masked=[*details.get("erased", []), *details.get("masked", [])],
        metrics=details.get("metrics", {}),
    )


def _bundle(
    name: str, bundle: Mapping[str, Any], editions: EditionsByRevision, *, current: Collection[str]
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
    """The error as a whole, then the errors of OPA's compiler that it consists of."""

    if "code" not in bundle:
        return []
    parts = [
        FleetError(code=part.get("code"), message=part.get("message"))
        for part in bundle.get("errors", [])
    ]
    return [FleetError(code=bundle["code"], message=bundle.get("message")), *parts]
