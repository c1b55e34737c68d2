"""The shapes of what is made of a recorded decision: its receipt, and what comes of evaluating it again.

May not know: how either is made.
"""

from typing import Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from tejun.api.shapes import Answer
from tejun.model.decision import EngineRef, Finding, Indicator
from tejun.terms import Outcome


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
    """Why a decision cannot be evaluated again."""

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
