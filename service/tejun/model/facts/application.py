"""The application, its program and call, and where the process stands (第2章(3) process, (4) 定義).

May not know: anything of people or institutions beyond their ids.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tejun.model.facts.envelope import (
    Absent,
    Country,
    Fact,
    Id,
    Item,
    Name,
    Shape,
    Statement,
    Text,
)


class Call(Shape):
    """The call for proposals (公募要領), as published."""

    reference: Name
    opens: date | Absent = None
    closes: date | Absent = None
    risk_management_due: date | Absent = Field(
        default=None,
        description="by when the call wants risk management done; left out when the call sets no date",
    )


class Fund(Shape):
    """The marks of a competitive research fund (競争的研究費の定義), or that it is a competitive fund of old."""

    public_call: bool
    competitive: bool
    research: bool
    formerly_competitive_fund: bool | Absent = Field(
        default=None, description="従来、競争的資金として整理されてきたもの"
    )


class Selection(Item):
    """What came of the experts' selection, where a program selects before it reviews security."""

    result: Literal["candidate", "not_selected"]
    notified_on: date


class JointCall(Item):
    """The other side of a call that two countries' funding agencies make together."""

    country: Country
    agency: Name
    reference: Name


class Application(Shape):
    """One application to one call of one program."""

    id: Id
    title: Text
    program: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    call: Call
    stage: Literal["preparing", "applying", "under_review", "selected", "started", "ended"]
    technology_areas: Annotated[list[Name], Field(min_length=1)]
    technology_areas_since: date | Absent = Field(
        default=None,
        description="since when the technology areas have been these; asked for where the call does not name one",
    )
    starts_on: date | Absent = Field(default=None, description="the first day of the research")
    fund: Fund | Absent = None
    selection: Fact[Selection] | Absent = Field(
        default=None, description="the experts' selection, where it precedes the security review"
    )
    joint_call: Fact[JointCall] | Absent = Field(
        default=None, description="the partner countries' sides of a joint call"
    )


class Designation(Shape):
    """Whether the state or the FA designated the program (特定研究開発プログラム), and where the call says so."""

    status: Literal["designated", "not_designated", "unknown"]
    by: Name
    basis: Text
    call_reference: Name


class Program(Shape):
    """What the call says of the program itself."""

    designation: Designation | Absent = None


class Scope(Shape):
    """The range of participants (対象範囲 ※1): narrowed by agreement with the FA, or declared not to be."""

    adjustment: Fact[Statement] | Absent = None


class Judged(Item):
    """The institution's judgement over one of the four fields of ② (people, partners, technology, data)."""

    field: Literal["people", "partners", "technology", "data"]
    view: Text
    concern: Literal["none", "raised"] | Absent = None
    rationale: Text
    by: Name
    on: date


class Collected(Item):
    """One line of ①: the extra information on people and partners, or the state of the managed data."""

    line: Literal["information", "managed_data"]
    summary: Text
    by: Name
    on: date


class Completion(Item):
    """The day on which risk management was finished."""

    completed_on: date


class Process(Shape):
    """Steps ① and ② and their end, as the institution attests them."""

    collection: Fact[Collected] | Absent = Field(
        default=None, description="① extra information collected, state of managed data checked"
    )
    judgement: Fact[Judged] | Absent = Field(
        default=None, description="② judged over the four fields"
    )
    completion: Fact[Completion] | Absent = None
