"""Supporters of this research other than the funder, and what binds the partners: items (3) and (5) of 第2章(3)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tejun.model.facts.envelope import (
    Absent,
    CertainFact,
    Concern,
    Country,
    Evidence,
    Fact,
    Id,
    Item,
    Look,
    Name,
    Opinion,
    Shape,
    Statement,
    Text,
)
from tejun.model.facts.findings import Assessed


class Condition(Item):
    """What a supporter asks for (支援要件)."""

    summary: Text
    return_asked: bool = Field(
        description="true when the supporter asks for something in return (見返り要求)"
    )


class Supporter(Item):
    """A person or body that supports this research with money, goods, pay or a post."""

    id: Id
    name: Name
    kind: Literal["individual", "company", "university", "government", "foundation", "other"]
    country: Country
    content: CertainFact[Statement] | Absent = None
    purpose: Fact[Statement] | Absent = None
    conditions: Fact[Condition] | Absent = None
    compliance: Fact[Assessed] | Absent = None
    reputation: Fact[Assessed] | Absent = None
    capital: Fact[Assessed] | Absent = None
    due_diligence: Fact[Look] | Absent = None
    concerns: list[Concern] | Absent = Field(
        default=None, description="what due diligence on this supporter closed with"
    )


class Adequacy(Opinion):
    """A person's view of a contract term's adequacy (適切性)."""

    view: Literal["adequate", "inadequate", "unsure"]


class Term(Item):
    """One term of a contract: where it stands, and what a person thinks of it."""

    clause: Text
    adequacy: Adequacy | Absent = None


class Agreement(Shape):
    """A joint research contract or agreement (共同研究契約・協定)."""

    id: Id
    title: Name
    status: Literal["concluded", "draft", "intended"] | Absent = Field(
        default=None, description="concluded; or before the start a draft, or the terms intended"
    )
    on: date | Absent = Field(default=None, description="the day of that status")
    between: Annotated[list[Id], Field(min_length=2)]
    scope: Fact[Term] | Absent = None
    data_access: Fact[Term] | Absent = None
    intellectual_property: Fact[Term] | Absent = None
    confidentiality: Fact[Term] | Absent = None


class Alternative(Item):
    """A document that stands in for the procedure (当該手順書によらない措置): an NDA, a trade secret, …"""

    kind: Literal["nda", "trade_secret", "other"]
    document: Evidence
    submitted_on: date
