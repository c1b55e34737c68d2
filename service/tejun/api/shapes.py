"""The shapes of query parameters and of small answers, as OpenAPI documents them.

Decisions and explanations have theirs in `tejun.model.decision` and `tejun.explain.shape`; facts have their
JSON Schema.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from tejun.model.decision import Decision
from tejun.words import Language

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_Absent = SkipJsonSchema[None]
"""The parameter may be left out (None in Python); OpenAPI shows no null, which a query cannot hold."""


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


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def _moment(value: Any) -> datetime | None:
    """As RFC 3339 writes it, with an offset."""
    if value is None:
        return None
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError("not a moment")
    return datetime.fromisoformat(value.upper()).astimezone(UTC)


KnownAt = Annotated[
    datetime | _Absent,
    BeforeValidator(_moment),
    Field(description="as it was known at this moment, with what was published by then; else now"),
]


class _Parameters(BaseModel):
    """Query parameters. An unknown one is refused: a misspelt `as_of` must not judge for another day."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoParameters(_Parameters):
    """The request takes no query parameters."""


class DayParameters(_Parameters):
    """The parameters of a request that is answered for one day: a pre-check, or which edition is in force."""

    as_of: AsOf = None


CallReference = Annotated[
    Annotated[str, StringConstraints(min_length=1, max_length=300)] | _Absent,
    Field(
        description="the reference of a call for proposals; where left out, the edition that came into force last, "
        "whichever its call"
    ),
]
Cursor = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")] | _Absent,
    Field(description="`next_cursor` of the page before"),
]
Limit = Annotated[int, Field(ge=1, le=200, description="how many at most")]


class BundleParameters(_Parameters):
    """The parameters of a bundle."""

    call: CallReference = None


class OpaConfigParameters(_Parameters):
    """The parameters of an OPA's configuration."""

    call: CallReference = None
    logs: Annotated[
        Literal["true", "false"],
        Field(
            description="false: the OPA sends no decision, so that no facts leave its institution"
        ),
    ] = "true"


class PageParameters(_Parameters):
    """The parameters of a list in pages."""

    cursor: Cursor = None
    limit: Limit = 50


class FleetDecisionParameters(PageParameters):
    """The parameters of the list of decisions that institutions' own OPAs made and sent here."""

    opa: Annotated[str | _Absent, Field(description="only those of the OPA with this id")] = None
    outcome: Annotated[str | _Absent, Field(description="only those with this outcome")] = None


class EditionParameters(DayParameters):
    """The parameters of the question which edition is in force."""

    call: CallReference = None
    known_at: KnownAt = None


class ExplanationParameters(_Parameters):
    """The parameters of an explanation."""

    lang: Annotated[
        Language | _Absent,
        Field(
            description="the language; where left out, the one that Accept-Language prefers, else en"
        ),
    ] = None
    depth: Annotated[
        Literal["full", "trace"],
        Field(
            description="full: the whole decision in words. trace: how one requirement's findings came about, line by "
            "line beside its Rego; OPA evaluates the recorded input again"
        ),
    ] = "full"
    requirement: Annotated[
        str | _Absent,
        Field(description="with depth=trace, required: the requirement, by its id"),
    ] = None
    subject: Annotated[
        str | _Absent,
        Field(
            description="with depth=trace: this subject only, e.g. person:sato; else all of them"
        ),
    ] = None


BATCH_MAX_ITEMS = 100
"""How many applications one batch holds at most."""

BATCH_ID_MAX_LENGTH = 100
"""How many characters the id that a caller gives to an application of a batch may have."""

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
    sequence: int = Field(description="it rises with each edition of the program")
    effective_from: date
    effective_until: date | None = Field(description="null: until another takes its place")
    revision: str = Field(description="the identity of its content, sha256:<hex>")
    digest: str = Field(description="SHA-256 of its archive, sha256:<hex>")


class EditionList(_Answer):
    """Every edition at hand, by program and sequence."""

    programs: list[EditionView]


class WithdrawnView(_Answer):
    """When an edition was taken back, and why; `signer` is the id of the key."""

    at: datetime
    reason: str
    signer: str


class PublishedView(_Answer):
    """One published edition, as its signed statement has it."""

    program: str
    edition: str
    base: str
    call: str = Field(description="the reference of the call for proposals that it belongs to")
    sequence: int
    effective_from: date
    effective_until: date | None = Field(description="null: until another takes its place")
    archive: str = Field(description="SHA-256 of its archive, sha256:<hex>")
    revision: str = Field(description="the identity of its content, sha256:<hex>")
    restores: str | None = Field(description="of a rollback: the archive whose content it is")
    published_at: datetime
    reason: str
    signer: str = Field(description="the id of the key that signed the statement")
    withdrawn: WithdrawnView | None


class PublishedList(_Answer):
    """A program's editions, and the signed statements that they follow from, in order."""

    editions: list[PublishedView]
    publications: list[dict[str, Any]] = Field(
        description="the statements with their signatures, from the first: whoever has the keys can see for themselves"
    )


class CheckView(_Answer):
    """One check that the edition went through before it was published."""

    name: str
    ran: bool = Field(description="false: the check could not be made here; `note` says why")
    note: Words


class PublicationView(_Answer):
    """What was published or withdrawn, and the checks before it."""

    edition: PublishedView
    checks: list[CheckView]


class ClauseView(_Answer):
    """Where the source asks for the requirement, and in what words."""

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
    stage: str = Field(description="the step of the procedure to which it belongs")
    classes: list[str] = Field(
        description="of the procedure's four: research_integrity, governance, research_security, technology_area"
    )
    subjects: list[str] = Field(description="of whom or what it is asked")
    enforcement: str = Field(
        description="binding: it counts for the outcome; advisory: it is recommended; fa_duty: the funding agency "
        "must do it"
    )
    layer: str = Field(description="whether the procedure or the program asks for it")
    effective_from: str
    description: Words


class CallView(_Answer):
    """The program's call for proposals, and when its security review takes place."""

    reference: str
    opens: date
    closes: date
    review: Literal["with_application", "for_interview", "after_interview"]
    selection: str | None = Field(
        default=None,
        description="the requirement on which the funding agency's answer says whether it chose the project",
    )


class DesignationView(_Answer):
    """Whether the program is designated (特定研究開発プログラム), by whom, and where the call says so."""

    status: Literal["designated", "not_designated", "pending"] | None = None
    by: str | None = None
    call_reference: str | None = None


class FundView(_Answer):
    """The marks of a competitive research fund, as the edition has them."""

    public_call: bool | None = None
    competitive: bool | None = None
    research: bool | None = None
    formerly_competitive_fund: bool | None = None


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
    designation: DesignationView
    fund: FundView
    forms: list[FormView]
    parameters: dict[str, Any]
    requirements: list[RequirementView]


class PublishedProgramView(_Answer):
    """A published edition, withdrawn or not, and all that it asks for."""

    published: PublishedView
    content: ProgramView


class Alive(_Answer):
    """The process lives."""

    status: Literal["ok"] = "ok"


class Ready(_Answer):
    """Decisions can be made and recorded."""

    status: Literal["ready"] = "ready"
    programs: list[str] = Field(description="the programs of which an edition decides")
    engine: str = Field(description="the engine that is asked first")
    circuit: Literal["closed", "half_open", "open"] | None = Field(
        description="open: after failures that engine is not asked, and the embedded one stands in; half_open: one "
        "request tries it again; null: only the embedded engine is asked"
    )
    registry_problems: list[Words] = Field(
        description="the faults found when the registry was last read, where editions read before stay in force; "
        "and why an edition in it cannot decide"
    )


class ProblemPlace(_Answer):
    """One thing wrong: where in the submitted document (RFC 6901 pointer, 1-based line), and what."""

    pointer: str
    line: int | None
    message: str


class Problem(_Answer):
    """A problem (RFC 9457), as `application/problem+json`."""

    type: str = Field(description="urn:tejun:problem:<code>; the code is stable")
    title: str
    status: int
    detail: str = Field(description="what happened")
    advice: str = Field(description="what to do next")
    retryable: bool = Field(description="whether the same request may succeed later")
    errors: list[ProblemPlace]
    request_id: str


class BatchSummary(_Answer):
    """The ids of the items by what came of each, so that whoever sent them sees at once which need what."""

    action_required: list[str]
    information_required: list[str]
    consultation_required: list[str]
    prepared: list[str]
    replaced: list[str]
    out_of_scope: list[str]
    not_decided: list[str] = Field(description="those for which there is a problem and no decision")


class DecidedItem(_Answer):
    """An item that was decided."""

    status: Literal[201]
    decision: Decision


class RefusedItem(_Answer):
    """An item that was not decided; nothing was recorded of it."""

    status: int = Field(
        description="the HTTP status that it would have had as a request of its own"
    )
    problem: Problem


class BatchAnswer(_Answer):
    """What came of each item of a batch, by its id, in the order in which they were sent."""

    summary: BatchSummary
    responses: dict[str, DecidedItem | RefusedItem]


class LogReceipt(_Answer):
    """What was taken of the decision log that an OPA sent; it is on the disk."""

    decisions: int = Field(description="how many entries there were")
    unreadable: int = Field(
        description="how many of them could not be read; each is recorded as such"
    )


class StatusReceipt(_Answer):
    """The status that an OPA reported was taken; it is on the disk."""

    status: Literal["taken"] = "taken"
