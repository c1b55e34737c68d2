"""The shape of two decisions beside each other.

May not know: how it is made.
"""

from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from tejun.api.shapes import Answer
from tejun.terms import Enforcement, Layer, Mode, Outcome, Status

_By = Field(
    description="sets of changes, by their numbers: undoing any one of these sets brings back what was; empty where it "
    "was not found"
)


class ComparedDecision(Answer):
    """One of the two."""

    id: str
    edition: str
    base: str
    revision: str = Field(description="the identity of the edition's content, sha256:<hex>")
    mode: Mode
    as_of: str
    decided_at: str
    outcome: Outcome


class Change(Answer):
    """What changed. Of the facts and the FA's record only where; `before` and `after` are of the rest."""

    number: int
    what: Literal["edition", "as_of", "mode", "facts", "fa"]
    kind: Literal["added", "removed", "changed", "reordered"]
    place: str = Field(description="where, as people are shown it; empty where it is of the whole")
    pointer_before: str | None = Field(
        description="where in the facts, or in the FA's record, of the earlier decision (RFC 6901)"
    )
    pointer_after: str | None = Field(description="the same of the later decision")
    before: Any | SkipJsonSchema[None] = None
    after: Any | SkipJsonSchema[None] = None


class MovedOutcome(Answer):
    """The outcome of both."""

    before: Outcome
    after: Outcome
    by: list[list[int]] = _By


class MovedState(Answer):
    """A finding as one of the decisions has it, without what its words are about (`params`)."""

    requirement: str
    subject: str
    status: Status
    reason: str = Field(description="a code; the catalog has its words")
    reads: list[str] = Field(description="RFC 6901 pointers into the input document: what was read")
    layer: Layer
    enforcement: Enforcement


class MovedFinding(Answer):
    """A finding that is another in the later decision; null: there is none."""

    requirement: str
    title: str
    subject: str
    subject_label: str = Field(description="the subject by its id, in words")
    before: MovedState | None
    after: MovedState | None
    by: list[list[int]] = _By


class Comparison(Answer):
    """Two decisions of one application: what changed, and which change moved which finding."""

    schema_: Literal["tejun/comparison/1"] = Field(alias="schema")
    before: ComparedDecision
    after: ComparedDecision
    changes: list[Change]
    outcome: MovedOutcome
    findings: list[MovedFinding]
    idle: list[int] = Field(
        description="the numbers of the changes that are named nowhere; along with others they may have moved something"
    )
    evaluations: int = Field(description="how many were made")
    stopped: Literal["evaluations", "seconds", "changes"] | None = Field(
        description="what ended it before all was found; null: nothing did. changes: there are more than are given"
    )
