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
from typing_extensions import TypeAliasType

from tejun.model.facts.countries import COUNTRIES

Entry = TypeVar("Entry", bound="Item")

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
"""Words written by a person, ja or en, never blank."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"\S")]
"""A name of a person, body, thing or role."""

Id = Annotated[
    str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
]
"""An identifier chosen by the submitter, unique in its list."""

Country = TypeAliasType("Country", Annotated[str, Field(json_schema_extra={"enum": [*COUNTRIES]})])
"""ISO 3166-1 alpha-2, upper case: GB, not UK."""

Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]

Absent = SkipJsonSchema[None]
"""Marks an optional key: it may be left out; it may never be `null`."""


class Shape(BaseModel):
    """The base of every model of the facts: closed (no unknown keys) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Shape):
    """The base of whatever stands in a list of facts and may have been declared before, unchanged."""

    since: date | Absent = Field(
        default=None, description="since when this has been declared unchanged"
    )


class Declared(Shape):
    """Who stands for a statement, for which institution, and since when."""

    by: Name = Field(description="the person or office that declares it")
    on: date = Field(description="the day of the declaration")
    institution: Id | Absent = Field(
        default=None,
        description="the institution that makes it; left out: the lead institution, or the person of whom it is asked",
    )
    since: date | Absent = Field(
        default=None, description="since when the whole has been declared unchanged"
    )


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
    """A document that stays where it is: its title, and where it is kept or the digest of its bytes."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "if": {"not": {"required": ["digest"]}},
            "then": {"required": ["kept_at"]},
        },
    )

    title: Name
    on: date | Absent = Field(default=None, description="the document's day")
    kept_at: Name | Absent = Field(default=None, description="where it can be seen")
    digest: Digest | Absent = Field(default=None, description="the SHA-256 of its bytes; welcome")


class Span(Shape):
    """A span of time, both days included."""

    start: date
    end: date


Period = Span | Literal["all"]
"""The time that a declaration covers; `all` is a whole life."""


class KeptList(Shape):
    """A list that is kept elsewhere (researchmap, e-Rad, …): where, and as it stood on which day."""

    place: Name
    on: date


_PROVIDED: dict[str, JsonValue] = {
    "properties": {"state": {"const": "provided"}},
    "required": ["state"],
}
_REASON_RULE: JsonValue = {
    "if": {
        "properties": {"state": {"enum": ["unobtainable", "withheld"]}},
        "required": ["state"],
    },
    "then": {"required": ["reason"]},
}
STATE_RULES: list[JsonValue] = [
    {
        "if": _PROVIDED,
        "then": {"required": ["entries"]},
        "else": {"properties": {"entries": False}},
    },
    _REASON_RULE,
]
"""JSON Schema for the envelope's own logic; if/then, since its errors point at the missing key itself."""


_STATE = (
    "provided: the entries stand below. none: it is declared that there are none. "
    "unobtainable: it was searched for and could not be confirmed; reason says what was searched. "
    "withheld: somebody does not agree to give it; reason says who. "
    "What is not known yet is in no state: leave the whole fact out."
)
_STATE_OF_CERTAIN = _STATE.replace("none: it is declared that there are none. ", "")


class Fact(Shape, Generic[Entry]):
    """A list of entries of one kind with who declared them and the evidence, in one of four states.

    The fifth, absent, is the key left out. `entries` stands with `provided` and only there; `reason` is required for
    `unobtainable` (what was searched) and `withheld` (who refused), and welcome for `none`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"allOf": STATE_RULES})

    state: Literal["provided", "none", "unobtainable", "withheld"] = Field(description=_STATE)
    declared: Declared
    entries: Annotated[list[Entry], Field(min_length=1)] | Absent = Field(
        default=None, description="with state provided, and only there"
    )
    period: Period | Absent = Field(default=None, description="what span the declaration covers")
    reason: Text | Absent = Field(
        default=None,
        description="required for unobtainable (what was searched) and withheld (who refused); welcome for none",
    )
    discrepancies: list[Discrepancy] | Absent = None
    evidence: list[Evidence] | Absent = None


class CertainFact(Fact[Entry], Generic[Entry]):
    """A fact of which there is always something: it cannot be declared none."""

    state: Literal["provided", "unobtainable", "withheld"] = Field(description=_STATE_OF_CERTAIN)


_LISTED_RULES: list[JsonValue] = [
    {
        "if": {**_PROVIDED, "not": {"required": ["kept"]}},
        "then": {"required": ["entries"]},
    },
    {"if": _PROVIDED, "else": {"properties": {"entries": False, "kept": False}}},
    _REASON_RULE,
]


class ListedFact(Fact[Entry], Generic[Entry]):
    """A fact that is a long list: its entries, or where the list is kept."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"allOf": _LISTED_RULES}
    )

    kept: KeptList | Absent = None


class Statement(Item):
    """An entry that is a sentence: a policy, a practice, a purpose."""

    summary: Text


ItemOfInformation = Literal[
    "education",
    "supervisor",
    "career",
    "funding",
    "other_support",
    "papers",
    "talent_programs",
    "intellectual_property",
    "records",
    "purpose",
    "record",
    "capital",
    "finances",
    "compliance",
    "reputation",
    "foreign_link",
    "content",
    "conditions",
]
"""An item of (1) researchers, (2) the joint institution or (3) a supporter, as its fact is called."""


SourceKind = Literal[
    "papers",
    "portal",
    "research_database",
    "ip_database",
    "list",
    "institution",
    "own_records",
    "document",
    "web",
]
"""What kind of source was looked at."""


class Look(Item):
    """One look into a source during due diligence (DD定義; ツール): query, date, who, what came back.

    `web` is any other page on the internet: its reliability and origin must have been looked at. `own_records` are the
    institution's, `document` what is on paper, or was handed over. A source out of reach is a look that was not made:
    the items that it would have been for have none.
    """

    source: Name
    kind: SourceKind
    query: Text
    on: date
    by: Name
    institution: Id | Absent = Field(
        default=None, description="the institution that looked; left out: the lead institution"
    )
    items: Annotated[list[ItemOfInformation], Field(min_length=1)] | Absent = Field(
        default=None, description="what was looked at; a look that does not say so covers nothing"
    )
    result: Text
    finding: Literal["nothing_against", "differs", "not_confirmable"] | Absent = None
    available: bool = Field(
        description="false: the source is out of the institution's reach; `result` says why"
    )
    reliability: Opinion | Absent = None


class Concern(Shape):
    """What due diligence on a subject closes with: whether it raised a concern. No verdict, no score."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "if": {"properties": {"mark": {"const": "raised"}}, "required": ["mark"]},
            "then": {"required": ["reason"]},
        },
    )

    mark: Literal["none", "raised"]
    by: Name
    on: date
    institution: Id | Absent = Field(
        default=None,
        description="the institution that closes with it; left out: the lead institution",
    )
    reason: Text | Absent = Field(default=None, description="why, and at which item or source")


class Candidate(Shape):
    """A name on the list that the search brought up; `score` only where one was computed, and `scoring` says how."""

    id: Name
    score: float | Absent = None


class ScreeningDisposition(Opinion):
    """A person's answer to the candidates of one run."""

    view: Literal["different", "same", "unsure"]


class Scoring(Shape):
    """How names were compared where a program computed a score: by what, from which value on, and on which scale."""

    algorithm: Name
    threshold: float
    scale: Name


class Screening(Shape):
    """One run of the names against one version of one list; never a bare yes or no. A list read by eye is a run."""

    list_id: Id
    list_version: Name
    retrieved_on: date
    queried_names: Annotated[list[Name], Field(min_length=1)]
    scoring: Scoring | Absent = None
    candidates: list[Candidate]
    run_by: Name
    run_on: date
    institution: Id | Absent = Field(
        default=None, description="the institution that ran it; left out: the lead institution"
    )
    disposition: ScreeningDisposition | Absent = None


class OtherName(Shape):
    """A name beside the first: in Latin letters, a former one, an alias or an abbreviation."""

    name: Name
    kind: Literal["latin", "former", "alias"]
