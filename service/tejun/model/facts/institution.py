"""Institutions: the lead (A, the PI's) and the joint ones (B), their desk, routine collection, controls, partnership.

May not know: people, beyond the ids in a roster.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tejun.model.facts.envelope import (
    Absent,
    Check,
    Country,
    Fact,
    Id,
    Name,
    Screening,
    Shape,
    Statement,
    Text,
)

Ror = Annotated[str, StringConstraints(pattern=r"^https://ror\.org/0[a-z0-9]{8}$")]


class Desk(Shape):
    """The unit for research security and integrity (部署の指定)."""

    unit: Name
    contact: Name
    decides: Name | Absent = Field(default=None, description="who decides for the institution")


class RosterEntry(Shape):
    """One member of the team whose state is followed, by the person's id."""

    person: Id


class Retention(Shape):
    """How personal data gathered for due diligence are handled (留意事項: 別途検討中)."""

    purpose: Text
    basis: Text
    retention: Text


class Routine(Shape):
    """What the institution collects in normal times (平時からの情報収集)."""

    retrieval: Fact[Statement] | Absent = None
    funding: Fact[Statement] | Absent = None
    outputs: Fact[Statement] | Absent = None
    intellectual_property: Fact[Statement] | Absent = None
    integrity_declarations: Fact[Statement] | Absent = None
    dmp: Fact[Statement] | Absent = None
    systems: Fact[Statement] | Absent = None
    facilities: Fact[Statement] | Absent = None


class Policy(Shape):
    """A management policy for one thing or place: what it covers and what it says on security."""

    covers: Name
    policy: Text


class Controls(Shape):
    """Management policies for this research at this institution (第2章(3), item (4): 管理方針)."""

    objects: Fact[Policy] | Absent = Field(
        default=None, description="what cannot be managed electronically"
    )
    systems: Fact[Policy] | Absent = Field(
        default=None, description="the institution's information systems"
    )
    pi_systems: Fact[Policy] | Absent = Field(
        default=None, description="systems that the PI manages"
    )
    places: Fact[Policy] | Absent = Field(
        default=None, description="buildings, rooms, labs expected to be used"
    )


class Assessed(Shape):
    """What was found of a body, and whether the person who looked calls it adverse."""

    summary: Text
    source: Name
    adverse: bool


class Partner(Shape):
    """What is asked of a joint institution (第2章(3), item (2): 共同研究先の機関)."""

    purpose: Fact[Statement] | Absent = None
    record: Fact[Statement] | Absent = None
    capital: Fact[Assessed] | Absent = None
    finances: Fact[Assessed] | Absent = None
    compliance: Fact[Assessed] | Absent = None
    reputation: Fact[Assessed] | Absent = None
    foreign_link: Fact[Statement] | Absent = Field(
        default=None, description="a claimed foreign link of a company in Japan (parent, control)"
    )
    checked_by_lead: Fact[Statement] | Absent = Field(
        default=None, description="the lead institution's check of this institution and its co-PIs"
    )
    own_management: Fact[Statement] | Absent = Field(
        default=None, description="this institution manages its own team and data"
    )
    contract_not_needed: Fact[Statement] | Absent = Field(
        default=None, description="why no joint research contract is needed"
    )


class Institution(Shape):
    """The lead institution or a joint one."""

    id: Id
    role: Literal["lead", "joint"]
    name: Name
    kind: Literal["university", "research_institute", "company", "other"]
    country: Country
    ror: Ror | Absent = None
    desk: Fact[Desk] | Absent = None
    integrity: Fact[Statement] | Absent = Field(
        default=None, description="existing integrity practice and autonomous risk management go on"
    )
    roster: Fact[RosterEntry] | Absent = None
    personal_data: Fact[Retention] | Absent = None
    routine: Routine | Absent = None
    controls: Controls | Absent = None
    partner: Partner | Absent = None
    due_diligence: Fact[Check] | Absent = None
    screening: list[Screening] | Absent = None
