"""The shape in which the fleet is shown, as OpenAPI documents it.

May not know: where any of it comes from.
"""

from pydantic import BaseModel, ConfigDict, Field


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
    input_digest: str | None
    result_digest: str | None
    same_as: list[str] = Field(
        description="decisions of this service with the same revision, input and result (of its last ten)"
    )
    differs_from: list[str] = Field(
        description="those of the last ten with the same revision and input, and another result"
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
