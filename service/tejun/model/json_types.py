"""Decisions and catalogs as plain JSON values, with the types of their keys: what the code reads and makes itself.

Always holds: these are ordinary dicts, so a type costs nothing at run time and checks nothing. `tejun.model.decision`
says the same of a decision as Pydantic models, for the API's description; the lint holds what a catalog is made from.

May not know: who makes or reads them.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from tejun.terms import Enforcement, Layer, Mode, Outcome, Status


class FindingJson(TypedDict):
    """What one requirement says of one subject (`tejun.model.decision.Finding`)."""

    requirement: str
    subject: str
    status: Status
    reason: str
    params: dict[str, Any]
    reads: list[str]
    layer: Layer
    enforcement: Enforcement


class IndicatorJson(TypedDict):
    """Something that asks for a person's judgement (`tejun.model.decision.Indicator`)."""

    key: str
    requirement: str
    subject: str
    reads: list[str]


class EditionJson(TypedDict):
    """How a result names its edition: the program, the edition, and the edition of the base procedure."""

    program: str
    edition: str
    base: str


class ResultJson(TypedDict):
    """What an engine gives (`tejun/result/1`), once it was examined."""

    schema: str
    edition: EditionJson
    outcome: Outcome
    findings: list[FindingJson]
    indicators: list[IndicatorJson]


class EngineJson(TypedDict):
    """The engine that evaluated; `instead_of` has the name of another that gave no decision, and why."""

    name: str
    version: str
    instead_of: NotRequired[dict[str, str]]


class DecisionJson(TypedDict):
    """A decision (`tejun/decision/1`, `tejun.model.decision.Decision`)."""

    schema: str
    id: str
    program: str
    edition: str
    base: str
    bundle: dict[str, str]
    engine: EngineJson
    mode: Mode
    application: dict[str, str]
    as_of: str
    decided_at: str
    outcome: Outcome
    summary: dict[Status, int]
    findings: list[FindingJson]
    indicators: list[IndicatorJson]
    digests: dict[str, str]


class ClauseJson(TypedDict):
    """A place in the source: `quote` is its text, word for word."""

    section: str
    item: str
    quote: str


class AnsweredAtJson(TypedDict):
    """On what the FA's answer is that settles a reason (`tejun.explain.answers`)."""

    of: str
    requirement: NotRequired[str]


class ReasonJson(TypedDict, total=False):
    """A reason of a requirement; its words are `{ja, en}`. An empty one is a reason that a catalog lacks."""

    status: Status
    message: Mapping[str, str]
    remedy: Mapping[str, str]
    actor: str
    """Who acts where the finding has this reason, if not the requirement's own actor."""
    outcome: Outcome
    """The outcome that the reason brings about by itself, see `tejun.bundle.effects`."""
    answered_at: AnsweredAtJson
    """Where the FA's answer is entered, if not on the finding's own requirement and subject."""
    by: Mapping[str, Any]
    """Of a program's tightening: its `id`, `title` and `clause`."""


class RequirementJson(TypedDict, total=False):
    """A requirement of a catalog (`tejun/catalog/4`). An empty one is a requirement that a catalog lacks."""

    id: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    clause: ClauseJson
    actor: str
    actors: Mapping[str, str]
    stage: str
    classes: list[str]
    subjects: list[str]
    enforcement: Enforcement
    effective_from: str
    layer: Layer
    package: str
    parameters: Mapping[str, Any]
    reasons: Mapping[str, ReasonJson]
    tightens: str
    """Only where editions are compared, which takes a program's tightenings for requirements of their own."""
