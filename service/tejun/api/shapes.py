"""The shapes of small answers, as OpenAPI documents them.

Decisions and explanations have theirs in `tejun.model.decision` and `tejun.explain.shape`; facts have their
JSON Schema.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tejun.errors import TejunError
from tejun.model.decision import Decision


class Answer(BaseModel):
    """An answer has these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Answer):
    """The same words in Japanese and English."""

    ja: str
    en: str


def words_of(error: TejunError) -> Words:
    """What an error says happened."""
    return Words(ja=error.detail.in_("ja"), en=error.detail.in_("en"))


class EditionView(Answer):
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


class EditionList(Answer):
    """Every edition at hand, by program and sequence."""

    programs: list[EditionView]
    registry_problems: list[Words] = Field(
        description="what is wrong with files of the registry, each named: what they are about is not in the list, or "
        "as it was read before"
    )


class WithdrawnView(Answer):
    """When an edition was taken back, and why; `signer` is the id of the key."""

    at: datetime
    reason: str
    signer: str


class PublishedView(Answer):
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


class PublishedList(Answer):
    """A program's editions, and the signed statements that they follow from, in order."""

    editions: list[PublishedView]
    publications: list[dict[str, Any]] = Field(
        description="the statements with their signatures, from the first: whoever has the keys can see for themselves"
    )


class CheckView(Answer):
    """One check that the edition went through before it was published."""

    name: str
    ran: bool = Field(description="false: the check could not be made here; `note` says why")
    note: Words


class PublicationView(Answer):
    """What was published or withdrawn, and the checks before it."""

    edition: PublishedView
    checks: list[CheckView]


class ClauseView(Answer):
    """Where the source asks for the requirement, and in what words."""

    section: str
    item: str
    quote: str


class RequirementView(Answer):
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


class CallView(Answer):
    """The program's call for proposals, and when its security review takes place."""

    reference: str
    opens: date
    closes: date
    review: Literal["with_application", "for_interview", "after_interview"]
    selection: str | None = Field(
        default=None,
        description="the requirement on which the funding agency's answer says whether it chose the project",
    )


class DesignationView(Answer):
    """Whether the program is designated (特定研究開発プログラム), by whom, and where the call says so."""

    status: Literal["designated", "not_designated", "pending"] | None = None
    by: str | None = None
    call_reference: str | None = None


class FundView(Answer):
    """The marks of a competitive research fund, as the edition has them."""

    public_call: bool | None = None
    competitive: bool | None = None
    research: bool | None = None
    formerly_competitive_fund: bool | None = None


class RetentionView(Answer):
    """For how many years the program keeps what was entered."""

    model_config = ConfigDict(populate_by_name=True)

    years: int
    start: Literal["decision", "end"] = Field(
        alias="from",
        description="from when they count: an application's last decision, or the end of its project",
    )


class ItemView(Answer):
    """One item of a form."""

    id: str
    title: Words


class FormView(Answer):
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
    retention: RetentionView | None = Field(
        default=None,
        description="how long what was entered is kept; null: the edition names no period, and nothing is erased",
    )
    parameters: dict[str, Any]
    requirements: list[RequirementView]


class PublishedProgramView(Answer):
    """A published edition, withdrawn or not, and all that it asks for."""

    published: PublishedView
    content: ProgramView


class Alive(Answer):
    """The process lives."""

    status: Literal["ok"] = "ok"


class Ready(Answer):
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
    registry_seen_since: datetime | None = Field(
        description="since when what was published is remembered, so that what is gone is missed; null: this process "
        "has seen the registry first"
    )
    reports_problem: Words | None = Field(
        description="why what OPAs report cannot be kept at present; decisions do not need it"
    )


class ProblemPlace(Answer):
    """One thing wrong: where in the submitted document (RFC 6901 pointer, 1-based line), and what."""

    pointer: str
    line: int | None
    message: str


class Problem(Answer):
    """A problem (RFC 9457), as `application/problem+json`."""

    type: str = Field(description="urn:tejun:problem:<code>; the code is stable")
    title: str
    status: int
    detail: str = Field(description="what happened")
    advice: str = Field(description="what to do next")
    retryable: bool = Field(description="whether the same request may succeed later")
    errors: list[ProblemPlace]
    request_id: str


class BatchSummary(Answer):
    """The ids of the items by what came of each, so that whoever sent them sees at once which need what."""

    action_required: list[str]
    information_required: list[str]
    consultation_required: list[str]
    prepared: list[str]
    replaced: list[str]
    out_of_scope: list[str]
    not_decided: list[str] = Field(description="those for which there is a problem and no decision")


class DecidedItem(Answer):
    """An item that was decided."""

    status: Literal[201]
    decision: Decision


class RefusedItem(Answer):
    """An item that was not decided; nothing was recorded of it."""

    status: int = Field(
        description="the HTTP status that it would have had as a request of its own"
    )
    problem: Problem


class BatchAnswer(Answer):
    """What came of each item of a batch, by its id, in the order in which they were sent."""

    summary: BatchSummary
    responses: dict[str, DecidedItem | RefusedItem]


class LogReceipt(Answer):
    """What was taken of the decision log that an OPA sent; it is on the disk."""

    decisions: int = Field(description="how many entries there were")
    unreadable: int = Field(
        description="how many of them could not be read; each is recorded as such"
    )


class StatusReceipt(Answer):
    """The status that an OPA reported was taken; it is on the disk."""

    status: Literal["taken"] = "taken"
