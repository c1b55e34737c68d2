"""People: the PI, the participants (研究参画者) and the co-PIs (研究分担者), with what is collected about researchers.

What is collected is item (1) of the list in 第2章(3) of the procedure. A `Fact[Paper]` holds a list of papers with who
declared them and the evidence; or says that there are none, or why they are not known.

Always holds: nationality, ethnicity and religion have no place here; no risk rule could read them.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tejun.model.facts.envelope import (
    Absent,
    CertainFact,
    Concern,
    Country,
    Evidence,
    Fact,
    Id,
    Item,
    ListedFact,
    Look,
    Name,
    OtherName,
    Screening,
    Shape,
    Text,
)

Orcid = Annotated[
    str, StringConstraints(pattern=r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")
]
When = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
    Field(description="a day (2008-04-01); the month or year alone where no more is known"),
]
ERad = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]


class Employment(Item):
    """An employment relation with the institution of the team."""

    employer: Name
    position: Name
    start: date
    end: date | Absent = Field(default=None, description="the last day, where it is known")


class Education(Item):
    """A course of study (学歴)."""

    institution: Name
    country: Country
    qualification: Name
    completed: Name


class Supervisor(Item):
    """A supervisor (指導教官), where someone judged that it is needed; `none` with a reason where not."""

    name: Name
    institution: Name


class Position(Item):
    """A post held (研究歴)."""

    institution: Name
    country: Country
    title: Name
    start: When
    end: When | Absent = None


class Grant(Item):
    """Research funding received (研究費取得歴)."""

    funder: Name
    title: Name
    start: When
    end: When | Absent = None


class Support(Item):
    """Support other than research funds (研究費以外の支援等)."""

    provider: Name
    country: Country
    kind: Literal["pay", "scholarship", "donation", "side_post", "honorary_post", "other"]
    description: Text


class Paper(Item):
    """A paper as first, corresponding or co-author (発表論文)."""

    title: Name
    venue: Name
    year: Annotated[int, Field(ge=1900, le=2200)]
    authorship: Literal["first", "corresponding", "co_author"]
    doi: Name | Absent = None


class TalentProgram(Item):
    """Participation in a foreign talent program (外国の人材育成プログラム)."""

    program: Name
    country: Country
    start: When
    end: When | Absent = None


class Right(Item):
    """An invention, patent or other intellectual property (発明・特許等の知的財産)."""

    title: Name
    kind: Literal["invention", "patent", "other"]
    reference: Name


class Record(Item):
    """A disposition under the guideline of 2021-12-17 or by law (処分歴)."""

    basis: Text
    on: When
    description: Text


class Disclosures(Shape):
    """What the researcher declares: what 第2章(3) of the procedure, item (1), asks about researchers."""

    education: CertainFact[Education] | Absent = None
    supervisor: Fact[Supervisor] | Absent = None
    career: Fact[Position] | Absent = None
    funding: ListedFact[Grant] | Absent = None
    other_support: Fact[Support] | Absent = None
    papers: ListedFact[Paper] | Absent = None
    talent_programs: Fact[TalentProgram] | Absent = None
    intellectual_property: ListedFact[Right] | Absent = None
    records: Fact[Record] | Absent = None


class Answer(Item):
    """The person's answer to one item of a program's questionnaire (様式)."""

    item: Id
    answer: Literal["yes", "no", "unsure"]
    detail: Text | Absent = Field(
        default=None, description="what the answer is about; asked for where it is not `no`"
    )
    due_diligence: Literal["done", "needed", "not_needed"] | Absent = Field(
        default=None, description="whether the item was looked into (済, 要・未, 不要)"
    )


class Undertaking(Item):
    """What the person signed: an undertaking (誓約) or a consent (同意) that the program asks for."""

    kind: Literal["undertaking", "consent"]
    document: Evidence


class Factor(Item):
    """A relation that a program's decision matrix names: with whom, and from when to when."""

    id: Id
    factor: Id = Field(description="the factor's code in the program's matrix")
    body: Name
    description: Text
    start: date
    end: date | Absent = Field(default=None, description="left out while the relation goes on")


class Person(Shape):
    """A member of the team."""

    id: Id
    name: Name
    kana: Name | Absent = Field(default=None, description="how the name is read")
    other_names: list[OtherName] | Absent = Field(
        default=None, description="in Latin letters, former names, aliases"
    )
    role: Literal["pi", "participant", "co_pi"]
    institution: Id
    student: bool
    orcid: Orcid | Absent = None
    e_rad: ERad | Absent = None
    affiliations: Fact[Position] | Absent = Field(
        default=None, description="posts beside the one at the institution of the team"
    )
    employment: Fact[Employment] | Absent = None
    disclosures: Disclosures | Absent = None
    questionnaire: Fact[Answer] | Absent = Field(
        default=None, description="a program's questionnaire; the signed form is its evidence"
    )
    factors: Fact[Factor] | Absent = Field(
        default=None, description="the relations that a program's decision matrix asks for"
    )
    undertakings: Fact[Undertaking] | Absent = None
    due_diligence: Fact[Look] | Absent = None
    concerns: list[Concern] | Absent = Field(
        default=None,
        description="what due diligence on this person closed with; of a co-PI the lead institution's and its own",
    )
    screening: list[Screening] | Absent = None
