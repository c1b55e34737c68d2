"""Facts, form 2 (`tejun/facts/2`): the one document that a submitter writes.

The models author the JSON Schema and document each field; `tejun.model.schema` generates it and
`tejun.model.intake` holds submissions to it. A validated document then travels as plain JSON in a frozen `Facts`.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from tejun.model.facts.application import Application, Process, Program, Scope
from tejun.model.facts.data import Plan
from tejun.model.facts.envelope import Absent, CertainFact, Fact
from tejun.model.facts.institution import Institution
from tejun.model.facts.person import Person
from tejun.model.facts.risk import FollowUp, FundingAgencyPart, Measure, Risk
from tejun.model.facts.support import Agreement, Alternative


class FactsDocument(FundingAgencyPart):
    """The facts of one application: what institutions declare, and what they report of the FA's answers."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="tejun facts 2")

    schema_: Literal["tejun/facts/2"] = Field(alias="schema")
    application: Application
    program: Program | Absent = None
    scope: Scope | Absent = None
    process: Process | Absent = None
    institutions: Annotated[list[Institution], Field(min_length=1)]
    people: Annotated[list[Person], Field(min_length=1)]
    dmp: CertainFact[Plan] | Absent = Field(
        default=None, description="the project's data management plan, one for all"
    )
    agreements: list[Agreement] | Absent = None
    alternative: Fact[Alternative] | Absent = Field(
        default=None, description="measures outside the procedure, where some were submitted"
    )
    risk: Risk | Absent = None
    measures: list[Measure] | Absent = Field(
        default=None,
        description="an empty list says that none is taken; left out: not decided yet",
    )
    follow_up: Fact[FollowUp] | Absent = None
