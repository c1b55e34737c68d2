"""The shapes of parameters and of small answers, as OpenAPI documents them.

Decisions and explanations have theirs in `service.model.decision` and `service.explain.shape`; facts have their
JSON Schema.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from service.errors import Language

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_Absent = SkipJsonSchema[None]


def _date(value: Any) -> date | None:
    """Only 2026-11-20; Pydantic itself would take timestamps and numbers for dates."""
    if value is None:
        return None
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("not a date")
    return date.fromisoformat(value)


AsOf = Annotated[
    date | _Absent,
    BeforeValidator(_date),
    Field(description="the day for which the facts are judged; today in Asia/Tokyo where left out"),
]


class _Parameters(BaseModel):
    """A parameter that is not known is refused: a misspelt `as_of` must not judge for another day."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DayParameters(_Parameters):
    """The parameters of what is asked for a day."""

    as_of: AsOf = None


class ExplanationParameters(_Parameters):
    """The parameters of an explanation."""

    lang: Annotated[
        Language | _Absent,
        Field(description="the language; else the better liked one of Accept-Language, else en"),
    ] = None


IdempotencyKey = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""A caller's own name for a request: printable ASCII without spaces."""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Answer):
    """The same words in Japanese and English."""

    ja: str
    en: str


class EditionView(_Answer):
    """One edition of a program's bundle."""

    slug: str = Field(description="the program, as facts and paths name it")
    title: Words
    funding_agency: Words
    example: bool = Field(description="true: an example, not a real call")
    edition: str
    base: str = Field(description="the edition of the base procedure")
    sequence: int
    effective_from: date
    revision: str = Field(description="the identity of its content, sha256:<hex>")
    digest: str = Field(description="SHA-256 of its archive, sha256:<hex>")


class EditionList(_Answer):
    """Every edition at hand, by program and sequence."""

    programs: list[EditionView]


class ClauseView(_Answer):
    """Where the source asks for it, and its words."""

    section: str
    item: str
    quote: str


class RequirementView(_Answer):
    """One thing that the edition asks for."""

    id: str
    title: Words
    clause: ClauseView
    actor: str = Field(description="who acts to settle it")
    actors: dict[str, str] = Field(description="who acts instead, for subjects of some kinds")
    stage: str
    classes: list[str]
    subjects: list[str]
    enforcement: str
    layer: str
    effective_from: str
    description: Words


class CallView(_Answer):
    """The program's call for proposals, and when its security review takes place."""

    reference: str
    opens: date
    closes: date
    review: Literal["with_application", "after_interview"]


class ItemView(_Answer):
    """One item of a form."""

    id: str
    title: Words


class FormView(_Answer):
    """A form that each person answers item by item."""

    id: str
    title: Words
    asked_of: Literal["person"]
    items: list[ItemView]


class ProgramView(EditionView):
    """The edition in force, with its parameters and all that it asks for."""

    contact: str
    sources: list[str]
    call: CallView
    forms: list[FormView]
    parameters: dict[str, Any]
    requirements: list[RequirementView]


class Alive(_Answer):
    """The process lives."""

    status: Literal["ok"] = "ok"


class Ready(_Answer):
    """Decisions can be made and recorded; which editions decide."""

    status: Literal["ready"] = "ready"
    programs: list[str]


class ProblemPlace(_Answer):
    """One thing wrong: where in the submitted document (RFC 6901 pointer, 1-based line), and what."""

    pointer: str
    line: int | None
    message: str


class ProblemDocument(_Answer):
    """A problem (RFC 9457), as `application/problem+json`."""

    type: str = Field(description="urn:tejun:problem:<code>; the code is stable")
    title: str
    status: int
    detail: str = Field(description="what happened")
    advice: str = Field(description="what to do next")
    retryable: bool = Field(description="whether the same request may succeed later")
    errors: list[ProblemPlace]
    request_id: str
