"""Institutions: the lead (A, the PI's) and the joint ones (B), their desk, routine collection, controls, partnership.

May not know: people, beyond the ids in a roster.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tejun.model.facts.data import DatasetId, ManagedDataset
from tejun.model.facts.envelope import (
    Absent,
    Concern,
    Country,
    Fact,
    Id,
    Item,
    Look,
    Name,
    OtherName,
    Screening,
    Shape,
    Statement,
    Text,
)
from tejun.model.facts.findings import Assessed
from tejun.model.facts.support import Supporter

Ror = Annotated[str, StringConstraints(pattern=r"^https://ror\.org/0[a-z0-9]{8}$")]


class Desk(Item):
    """The unit for research security and integrity (部署の指定)."""

    unit: Name
    contact: Name
    decides: Name | Absent = Field(default=None, description="who decides for the institution")


class RosterEntry(Item):
    """One member of the team whose state is followed, by the person's id; `since` when in the team of this research.

    That day may lie ahead where `known_since` says since when it is known.
    """

    person: Id
    known_since: date | Absent = Field(
        default=None,
        description="of somebody who joins later (`since`): since when that is known. What is judged and answered from "
        "then on is on this person, too; left out: since the person is in the team",
    )


class NotParticipating(Item):
    """Somebody whom the DMP names and the roster does not, and why he or she is no 研究参画者."""

    name: Name
    orcid: Name | Absent = None
    reason: Text


class NotManaged(Item):
    """A dataset of the DMP that no institution lists among its 管理対象データ, and why it is none of them."""

    dataset_id: DatasetId
    name: Name | Absent = Field(
        default=None,
        description="its title in the DMP, where several datasets share the identifier",
    )
    reason: Text


class Retention(Item):
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


class Policy(Item):
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


class Withheld(Shape):
    """What a joint institution does not give to the lead one: its whole part, or items of it."""

    items: Annotated[list[Name], Field(min_length=1)] | Absent = Field(
        default=None,
        description="the requirements (by id) that ask for what is withheld; left out: its whole part",
    )
    reason: Text
    by: Name
    on: date


class OwnManagement(Item):
    """A joint institution's word that ① and ② were done for its part, when, and whether they raised a concern."""

    summary: Text
    completed_on: date | Absent = None
    concern: Literal["none", "raised"] | Absent = None


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
    business: Fact[Statement] | Absent = Field(
        default=None,
        description="whether a foreign body other than a university is a business; `none` with the reason",
    )
    checked_by_lead: Fact[Statement] | Absent = Field(
        default=None, description="the lead institution's check of this institution and its co-PIs"
    )
    own_management: Fact[OwnManagement] | Absent = Field(
        default=None, description="this institution manages its own team and data"
    )
    withholds: list[Withheld] | Absent = Field(
        default=None, description="what this institution does not give to the lead one"
    )
    contract_not_needed: Fact[Statement] | Absent = Field(
        default=None, description="why no joint research contract is needed"
    )


class Institution(Shape):
    """The lead institution or a joint one."""

    id: Id
    role: Literal["lead", "joint"]
    name: Name
    other_names: list[OtherName] | Absent = None
    kind: Literal["university", "research_institute", "company", "other"]
    country: Country
    ror: Ror | Absent = None
    desk: Fact[Desk] | Absent = None
    integrity: Fact[Statement] | Absent = Field(
        default=None, description="existing integrity practice and autonomous risk management go on"
    )
    roster: Fact[RosterEntry] | Absent = None
    not_participating: Fact[NotParticipating] | Absent = None
    managed_data: Fact[ManagedDataset] | Absent = Field(
        default=None, description="the 管理対象データ of the project that this institution holds"
    )
    not_managed: Fact[NotManaged] | Absent = None
    supporters: Fact[Supporter] | Absent = Field(
        default=None, description="who supports this research here, other than the funder"
    )
    personal_data: Fact[Retention] | Absent = None
    routine: Routine | Absent = None
    controls: Controls | Absent = None
    partner: Partner | Absent = None
    due_diligence: Fact[Look] | Absent = None
    concerns: list[Concern] | Absent = Field(
        default=None, description="what due diligence on this joint institution closed with"
    )
    screening: list[Screening] | Absent = None
