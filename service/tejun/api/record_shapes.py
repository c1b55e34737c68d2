"""The shapes of what is made of recorded decisions: a list, a receipt, and what comes of evaluating one again.

May not know: how either is made.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from tejun.api.shapes import Answer
from tejun.model.decision import EngineRef, Finding, Indicator
from tejun.terms import Mode, Outcome, Status


class ReceiptBundle(Answer):
    """The edition that decided."""

    digest: str = Field(description="SHA-256 of its archive, sha256:<hex>")
    revision: str = Field(description="the identity of its content, sha256:<hex>")


class ReceiptPart(Answer):
    """What is sealed in the record, opened."""

    document: str = Field(description="canonical JSON, as a text")
    salt: str = Field(description="the salt of the commitment to it, 64 hexadecimal digits")


class Receipt(Answer):
    """By which anybody can see that a decision was recorded; docs/verifying.md says how. The input is not in it."""

    schema_: Literal["tejun/receipt/1"] = Field(alias="schema")
    codes: str = Field(description="the codes of the decision: canonical JSON, as a text")
    opening: str = Field(
        description="what the log's entry is the SHA-256 of: canonical JSON, as a text"
    )
    bundle: ReceiptBundle
    proof: str = Field(
        description="that the entry is in the log, with the checkpoint (c2sp.org/tlog-proof)"
    )
    decision: ReceiptPart | SkipJsonSchema[None] = Field(
        default=None, description="the decision as it was recorded; not there where it was erased"
    )


class ReplayedResult(Answer):
    """What a decision came to."""

    outcome: Outcome
    result: str = Field(description="SHA-256 of the result, sha256:<hex>")


class DivergedFinding(Answer):
    """A finding that is another now; null: there is none."""

    requirement: str
    subject: str
    recorded: Finding | None
    replayed: Finding | None


class DivergedIndicator(Answer):
    """An indicator that is another now; null: there is none."""

    key: str
    requirement: str
    subject: str
    recorded: Indicator | None
    replayed: Indicator | None


class Unreplayable(Answer):
    """Why a decision cannot be evaluated again, or listed."""

    code: str = Field(description="stable, such as record-erased or not-found")
    title: str
    detail: str
    advice: str


class Replay(Answer):
    """What came of evaluating a recorded decision again. All but `why` is there where it was evaluated."""

    schema_: Literal["tejun/replay/1"] = Field(alias="schema")
    decision: str = Field(description="the decision's id")
    verdict: Literal["reproduced", "diverged", "unreplayable"]
    why: Unreplayable | SkipJsonSchema[None] = None
    engine: EngineRef | SkipJsonSchema[None] = Field(
        default=None, description="what evaluated it now"
    )
    recorded: ReplayedResult | SkipJsonSchema[None] = None
    replayed: ReplayedResult | SkipJsonSchema[None] = None
    findings: list[DivergedFinding] | SkipJsonSchema[None] = None
    indicators: list[DivergedIndicator] | SkipJsonSchema[None] = None


class OpenFinding(Answer):
    """What is left to do by one requirement for one reason."""

    requirement: str
    reason: str
    status: Status
    subjects: int = Field(description="of how many")


class ListedErasure(Answer):
    """That the decision was erased: its codes are left, and are what is listed."""

    at: datetime
    reason: str


class ListedDecision(Answer):
    """A recorded decision of a list, by its codes."""

    id: str
    state: Literal["recorded", "erased"]
    recorded_at: datetime
    program: str
    edition: str
    base: str = Field(description="the edition of the base procedure")
    application: str = Field(description="the application's id")
    institution: str = Field(description="the lead institution: its ROR id, or its name")
    mode: Mode
    as_of: date = Field(description="the day for which the facts were judged")
    outcome: Outcome
    engine: EngineRef
    revision: str = Field(description="the identity of the bundle's content, sha256:<hex>")
    summary: dict[Status, int] = Field(description="how many findings have each status")
    findings: list[OpenFinding]
    erased: ListedErasure | SkipJsonSchema[None] = None


class AlteredDecision(Answer):
    """What is no decision any more: it is not as it was recorded, or not what it is found by."""

    id: str
    state: Literal["altered"]
    why: Unreplayable


class DecisionList(Answer):
    """Recorded decisions, the newest first, as they were when the list began: what is recorded later is in no page."""

    schema_: Literal["tejun/decisions/1"] = Field(alias="schema")
    decisions: list[ListedDecision | AlteredDecision] = Field(
        description="at most `limit`; there may be fewer, none even, and others on the next page"
    )
    next_cursor: str | None = Field(description="null: there are no more")


class RecordedInput(Answer):
    """What a decision was made over: the document that the policy read."""

    schema_: str = Field(alias="schema", description="tejun/input/2, or the form of its time")
    as_of: date = Field(description="the day for which the facts were judged")
    mode: Mode
    facts: dict[str, Any] = Field(description="as the institution entered them")
    fa: dict[str, Any] = Field(description="what the funding agency recorded")
    prepared: dict[str, Any] = Field(
        default_factory=dict, description="what a policy cannot make itself: names, digests"
    )
