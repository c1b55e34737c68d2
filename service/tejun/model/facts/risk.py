"""Judgements on risk indicators, measures, and what passed between the institution and the FA.

Always holds: what an institution reports of the FA stands here; what the FA itself recorded enters the input document
apart, under `fa`, in the same shapes.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from tejun.model.facts.envelope import Absent, Evidence, Fact, Id, Name, Opinion, Shape, Text

IndicatorKey = Annotated[str, Field(min_length=1, max_length=400)]
"""The stable key under which a decision raised the indicator, `<requirement>/<subject>/<kind>`."""

MeasureKind = Literal[
    "training",
    "data_access",
    "building_access",
    "meeting_attendance",
    "place_of_research",
    "cyber_defence",
    "employment",
    "other",
]


class RiskJudgement(Opinion):
    """The institution's view of one indicator. There is no score and no level."""

    indicator: IndicatorKey
    view: Text


class Risk(Shape):
    """The institution's judgements, and why no measure is needed where none is taken."""

    judgements: list[RiskJudgement] | Absent = None


class Measure(Shape):
    """A measure that mitigates risk (リスク軽減措置)."""

    id: Id
    kind: MeasureKind
    indicators: list[IndicatorKey] = Field(
        description="the indicators that it answers; may be empty"
    )
    reason: Text
    owner: Name
    due: date
    done_on: date | Absent = None
    evidence: list[Evidence] | Absent = None


class FollowUp(Shape):
    """A look at a measure after the start (④)."""

    measure: Id
    checked_on: date
    by: Name
    state: Text


TOPIC_RULES: dict[str, JsonValue] = {
    "if": {"not": {"required": ["requirement"]}},
    "then": {"required": ["indicator"]},
}
"""JSON Schema: what passes between an institution and the FA names a requirement or an indicator."""


class Consultation(Shape):
    """A question put to the FA (相談・調整): about a requirement for a subject, or about an indicator."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=TOPIC_RULES)

    id: Id
    requirement: Name | Absent = None
    subject: Name | Absent = None
    indicator: IndicatorKey | Absent = None
    opened_on: date
    question: Text


class Determination(Shape):
    """An answer of the FA; `reported` by the institution here, or recorded by the FA under `fa`."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=TOPIC_RULES)

    id: Id
    requirement: Name | Absent = None
    subject: Name | Absent = None
    indicator: IndicatorKey | Absent = None
    result: Literal["accepted", "declined"]
    on: date
    by: Name
    reference: Name
    reason: Text
    expires_on: date | Absent = None


class Response(Shape):
    """What the institution did about a further request."""

    state: Literal["done", "planned", "refused"]
    rationale: Text
    by: Name
    on: date


class FurtherRequest(Shape):
    """A further measure that the FA asked for (③ 追加的な措置の要請)."""

    id: Id
    on: date
    by: Name
    request: Text
    response: Response | Absent = None


class FundingAgencyPart(Shape):
    """What passed between the institution and the FA; the same shape for both tellers."""

    consultations: list[Consultation] | Absent = None
    determinations: list[Determination] | Absent = None
    requests: Fact[FurtherRequest] | Absent = None
