"""Decisions: what a policy says of an application, as recorded and as sent.

Always holds: a decision names its program, edition, bundle, engine and the digests of what went in and came out; its
findings are in canonical order; it says where the application stands and never 'approved'.

Its codes are what stays of it when it is erased: nothing in them was written by a submitter.

May not know: how findings are worded (the catalog does) or where they are kept.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from tejun.terms import Enforcement, Layer, Mode, Outcome, Status


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Finding(_Closed):
    """What one requirement says of one subject; exactly one for each."""

    requirement: str = Field(description="the requirement's id")
    subject: str = Field(
        description="whom it is asked of: application, person:<id>, institution:<id>, …"
    )
    status: Status
    reason: str = Field(description="a code; the catalog has its words")
    params: dict[str, Any] = Field(description="the values that the reason's words name")
    reads: list[str] = Field(description="RFC 6901 pointers into the input document: what was read")
    layer: Layer
    enforcement: Enforcement


class Indicator(_Closed):
    """Something that asks for a person's judgement (リスク評価); no score, no level."""

    key: str
    requirement: str
    subject: str
    reads: list[str]


class BundleRef(_Closed):
    """The bundle that decided: its revision (identity of the content) and the archive's digest."""

    revision: str
    digest: str


class InsteadOf(_Closed):
    """The engine that was set and gave no decision, so that another one evaluated the same bundle."""

    name: str
    why: str = Field(
        pattern="^[a-z0-9_]+$", description="a code, such as unreachable, timeout or http_500"
    )


class EngineRef(_Closed):
    """The engine that evaluated."""

    name: str
    version: str
    instead_of: InsteadOf | SkipJsonSchema[None] = Field(
        default=None, description="only where another engine was to evaluate and gave no decision"
    )


class ApplicationRef(_Closed):
    """The application decided on."""

    id: str
    title: str


class Digests(_Closed):
    """SHA-256 over the canonical form (RFC 8785) of what went in and came out, as `sha256:<hex>`."""

    facts: str
    input: str
    result: str


class Decision(_Closed):
    """A recorded decision. `outcome` follows the worst binding finding; the funding agency decides, not tejun."""

    schema_: Literal["tejun/decision/1"] = Field(alias="schema")
    id: str = Field(description="UUIDv7")
    program: str
    edition: str
    base: str = Field(description="the edition of the base procedure")
    bundle: BundleRef
    engine: EngineRef
    mode: Mode
    application: ApplicationRef
    as_of: date = Field(description="the day for which the facts were judged")
    decided_at: datetime = Field(description="RFC 3339, UTC")
    outcome: Outcome
    summary: dict[Status, int] = Field(description="how many findings have each status")
    findings: list[Finding]
    indicators: list[Indicator]
    digests: Digests


class CodesOfFinding(_Closed):
    """A finding without what the facts say."""

    requirement: str = Field(description="the requirement's id")
    subject: str = Field(
        description="application, or a kind and a number: person:#2 is the same person throughout this decision"
    )
    status: Status
    reason: str = Field(description="a code; the catalog has its words")
    layer: Layer
    enforcement: Enforcement


class CodesOfIndicator(_Closed):
    """That something asked for a person's judgement, and of whom."""

    requirement: str
    subject: str


class DecisionCodes(_Closed):
    """What a decision came to, in codes alone: this stays when the decision itself is erased."""

    schema_: Literal["tejun/decision-codes/1"] = Field(alias="schema")
    id: str = Field(description="UUIDv7")
    program: str
    edition: str
    base: str = Field(description="the edition of the base procedure")
    bundle: BundleRef
    engine: EngineRef
    mode: Mode
    as_of: date = Field(description="the day for which the facts were judged")
    decided_at: datetime = Field(description="RFC 3339, UTC")
    outcome: Outcome
    summary: dict[Status, int] = Field(description="how many findings have each status")
    findings: list[CodesOfFinding]
    indicators: list[CodesOfIndicator]
