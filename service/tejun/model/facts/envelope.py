"""The FACT envelope: what is known of one thing, and how it is known.

Always holds: a fact is in exactly one of five conditions. `provided`, `none` (declared to be none), `unobtainable`
(searched for, could not be confirmed), `withheld` (refused) are the four states; the fifth, *absent*, is the key not
being there at all. `null` is none of the five and is refused by the schema.

May not know: what any requirement makes of a fact. That is the policies' work.
"""

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints
from pydantic.json_schema import SkipJsonSchema

Entry = TypeVar("Entry", bound="Shape")

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
"""Words written by a person, ja or en, never blank."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"\S")]
"""A name of a person, body, thing or role."""

Id = Annotated[
    str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
]
"""An identifier chosen by the submitter, unique in its list."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2, upper case."""

Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]

Absent = SkipJsonSchema[None]
"""Marks an optional key: it may be left out; it may never be `null`."""


class Shape(BaseModel):
    """The base of every model of the facts: closed (no unknown keys) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Declared(Shape):
    """Who stands for a statement, and since when."""

    by: Name = Field(description="the person or office that declares it")
    on: date = Field(description="the day of the declaration")


class Opinion(Shape):
    """A person's judgement on a point for which the procedure sets no criterion; never a machine's."""

    rationale: Text
    by: Name
    on: date


class Disposition(Opinion):
    """How a discrepancy between a declaration and a source was settled."""

    view: Literal["explained", "corrected", "unresolved"]


class Discrepancy(Shape):
    """What a source says otherwise than the declaration (DD定義)."""

    id: Id
    found: Text
    source: Name
    disposition: Disposition | Absent = None


class Evidence(Shape):
    """A document that stays where it is: its title and the digest of its bytes."""

    title: Name
    digest: Digest


class Period(Shape):
    """The span of time that a declaration covers, both days included."""

    start: date
    end: date


STATE_RULES: list[JsonValue] = [
    {
        "if": {"properties": {"state": {"const": "provided"}}, "required": ["state"]},
        "then": {"required": ["entries"]},
        "else": {"properties": {"entries": False}},
    },
    {
        "if": {
            "properties": {"state": {"enum": ["unobtainable", "withheld"]}},
            "required": ["state"],
        },
        "then": {"required": ["reason"]},
    },
]
"""JSON Schema for the envelope's own logic; if/then, since its errors point at the missing key itself."""


class Fact(Shape, Generic[Entry]):
    """A list of entries of one kind with who declared them and the evidence, in one of four states.

    The fifth, absent, is the key left out. `entries` stands with `provided` and only there; `reason` is required for
    `unobtainable` (what was searched) and `withheld` (who refused), and welcome for `none`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"allOf": STATE_RULES})

    state: Literal["provided", "none", "unobtainable", "withheld"]
    declared: Declared
    entries: Annotated[list[Entry], Field(min_length=1)] | Absent = None
    period: Period | Absent = Field(default=None, description="what span the declaration covers")
    reason: Text | Absent = None
    discrepancies: list[Discrepancy] | Absent = None
    evidence: list[Evidence] | Absent = None


class Statement(Shape):
    """An entry that is a sentence: a policy, a practice, a purpose."""

    summary: Text


class Check(Shape):
    """One look into a source during due diligence (DD定義; ツール): query, date, who, what came back.

    `web` is any other page on the internet: its reliability and origin must have been looked at.
    """

    source: Name
    kind: Literal[
        "papers", "portal", "research_database", "ip_database", "list", "institution", "web"
    ]
    query: Text
    on: date
    by: Name
    result: Text
    available: bool = Field(
        description="false: the source is out of the institution's reach; `result` says why"
    )
    reliability: Opinion | Absent = None


class Candidate(Shape):
    """A name on the list that the search brought up; `score` in the units of the algorithm."""

    id: Name
    score: Annotated[float, Field(ge=0, le=1)]


class ScreeningDisposition(Opinion):
    """A person's answer to the candidates of one run."""

    view: Literal["different", "same", "unsure"]


class Screening(Shape):
    """One run of the names against one version of one list; never a bare yes or no."""

    list_id: Id
    list_version: Name
    retrieved_on: date
    queried_names: Annotated[list[Name], Field(min_length=1)]
    algorithm: Name
    threshold: Annotated[float, Field(ge=0, le=1)]
    candidates: list[Candidate]
    run_by: Name
    run_on: date
    disposition: ScreeningDisposition | Absent = None
