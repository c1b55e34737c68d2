"""Judgements on risk indicators, measures, and what passed between the institution and the FA.

Always holds: what an institution reports of the FA stands here; what the FA itself recorded enters the input document
apart, under `fa`, in the same shapes.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tejun.model.facts.envelope import (
    Absent,
    Evidence,
    Fact,
    Id,
    Item,
    Name,
    Opinion,
    Shape,
    Text,
)

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
    no_measure: Text | Absent = Field(default=None, description="why no measure is taken on it")


class Risk(Shape):
    """The institution's judgements, and why no measure is needed where none is taken."""

    judgements: list[RiskJudgement] | Absent = None


class Withdrawal(Shape):
    """That a measure is not taken after all; it stays in the record, where questions and answers name it."""

    on: date
    by: Name
    reason: Text
    replaced_by: list[Id] | Absent = Field(
        default=None, min_length=1, description="the measures that are taken in its place"
    )


class Measure(Item):
    """A measure that mitigates risk (リスク軽減措置)."""

    id: Id
    kind: MeasureKind
    indicators: list[IndicatorKey] = Field(
        description="the indicators that it answers; may be empty"
    )
    reason: Text
    chosen_on: date | Absent = None
    owner: Name
    due: date
    done_on: date | Absent = None
    evidence: list[Evidence] | Absent = None
    people: list[Id] | Absent = Field(
        default=None,
        description="for whom alone it is; of a training, all who took part, those included who joined only later",
    )
    withdrawn: Withdrawal | Absent = Field(
        default=None, description="no longer taken, or replaced by another; asks for nothing more"
    )


class FollowUp(Item):
    """A look at a measure after the start (④)."""

    measure: Id
    checked_on: date
    by: Name
    state: Literal["as_agreed", "deviating", "not_in_place"] | Absent = None
    note: Text


class Topic(Shape):
    """What a question or an answer is about: a requirement for a subject, an indicator, a request or a measure."""

    requirement: Name | Absent = None
    subject: Name | Absent = Field(default=None, description="left out: the application")
    indicator: IndicatorKey | Absent = None
    request: Id | Absent = None
    measure: Id | Absent = None
    former: Literal[True] | Absent = Field(
        default=None,
        description="whom it is about takes part no longer and stands nowhere here (a measure against that is"
        " withdrawn): the record is kept, and moves nothing",
    )


class Consultation(Shape):
    """A question put to the FA, or to the government (相談・調整)."""

    id: Id
    about: Annotated[list[Topic], Field(min_length=1)]
    with_: Literal["fa", "government"] | Absent = Field(
        default=None, alias="with", description="left out: the FA"
    )
    opened_on: date
    question: Text


class Determination(Shape):
    """An answer of the FA on one or more topics; `reported` by the institution, or recorded by the FA under `fa`."""

    id: Id
    about: Annotated[list[Topic], Field(min_length=1)]
    result: Literal["accepted", "declined"]
    on: date
    by: Name
    reference: Name
    reason: Text = Field(description="for a declined one also what the FA asks for")
    conditions: list[Id] | Absent = Field(
        default=None,
        description="the further requests on which an acceptance depends; `[]`: its words make none",
    )
    expires_on: date | Absent = Field(default=None, description="the last day on which it counts")


class Response(Shape):
    """What the institution did about a further request."""

    state: Literal["done", "planned", "refused"]
    rationale: Text
    by: Name
    on: date
    measure: Id | Absent = Field(
        default=None, description="the measure, among those listed, by which it is introduced"
    )


class FurtherRequest(Item):
    """A further measure that the FA asked for (③ 追加的な措置の要請)."""

    id: Id
    on: date
    by: Name
    request: Text
    response: Response | Absent = None


class FundingAgencyPart(Shape):
    """What passed between the institution and the FA; the same shape for both tellers."""

    consultations: list[Consultation] | Absent = Field(
        default=None, description="questions put to the FA or the government"
    )
    determinations: list[Determination] | Absent = Field(
        default=None, description="the FA's answers"
    )
    requests: Fact[FurtherRequest] | Absent = Field(
        default=None, description="further measures that the FA asked for"
    )
