"""What a request may say beside its body, as OpenAPI documents it: query parameters, headers, a batch's bounds.

May not know: what is done with any of it.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from tejun.reading.days import read_day
from tejun.terms import Outcome
from tejun.words import Language

_Absent = SkipJsonSchema[None]
"""The parameter may be left out (None in Python); OpenAPI shows no null, which a query cannot hold."""


def _date(value: Any) -> date | None:
    """Only 2026-11-20; Pydantic itself would take timestamps and numbers for dates."""
    if value is None:
        return None
    return read_day(value if isinstance(value, str) else "")


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
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except OverflowError as error:  # its offset takes it out of the years 1 to 9999
        raise ValueError("not a moment") from error


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


def _whole(value: Any) -> Any:
    """In digits alone; Pydantic itself would take 1_0, +5 and blanks around."""
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("not a whole number")
    return value


_DIGITS = re.compile(r"[0-9]{1,9}")

Limit = Annotated[int, Field(ge=1, le=200, description="how many at most"), BeforeValidator(_whole)]
"""The bounds stand before the validator: after it, the document would not have them as `minimum` and `maximum`."""


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


class LanguageParameters(_Parameters):
    """The parameters of a recorded decision: of what is recorded nothing is translated, of a problem all."""

    lang: Annotated[
        Language | _Absent,
        Field(
            description="the language; where left out, the one that Accept-Language prefers, else en"
        ),
    ] = None


_Moment = Annotated[datetime | _Absent, BeforeValidator(_moment)]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=400)] | _Absent


class DecisionListParameters(LanguageParameters):
    """The parameters of a list of recorded decisions: of several all must hold."""

    program: Annotated[_Text, Field(description="those of this program")] = None
    edition: Annotated[_Text, Field(description="those made by this edition")] = None
    application: Annotated[_Text, Field(description="those on the application with this id")] = None
    institution: Annotated[
        _Text,
        Field(
            description="those whose lead institution is this one: its ROR id, where it has one, which alone finds it; "
            "else its name as it was entered"
        ),
    ] = None
    outcome: Annotated[Outcome | _Absent, Field(description="those with this outcome")] = None
    requirement: Annotated[
        _Text,
        Field(description="those with a finding on this requirement that leaves something to do"),
    ] = None
    reason: Annotated[
        _Text, Field(description="those with such a finding for this reason, a code")
    ] = None
    engine: Annotated[_Text, Field(description="those that this engine evaluated: wasm or opa")] = (
        None
    )
    engine_version: Annotated[_Text, Field(description="those by this version of the engine")] = (
        None
    )
    as_of: Annotated[
        date | _Absent, BeforeValidator(_date), Field(description="those decided for this day")
    ] = None
    recorded_from: Annotated[_Moment, Field(description="those recorded at it or later")] = None
    recorded_to: Annotated[_Moment, Field(description="those recorded before it")] = None
    known_at: Annotated[
        _Moment,
        Field(description="of what was recorded by this moment, and nothing later"),
    ] = None
    latest: Annotated[
        Literal["true", "false"],
        Field(
            description="true: of each application the last one that was recorded before recorded_to and by known_at, "
            "where it is as all else asks: how things stood then"
        ),
    ] = "false"
    cursor: Annotated[
        _Text, Field(description="`next_cursor` of the page before, of the same parameters")
    ] = None
    limit: Limit = 50
    export: Annotated[
        Literal["jsonl", "csv"] | _Absent,
        Field(
            description="jsonl: a line for each decision. csv: a table for spreadsheets, whose headings are on the "
            "first page alone, so that pages can be joined. The next page is in Link. Where left out, a JSON document"
        ),
    ] = None


class ExplanationParameters(LanguageParameters):
    """The parameters of an explanation."""

    depth: Annotated[
        Literal["full", "trace", "remedy"],
        Field(
            description="full: the whole decision in words. trace: how one requirement's findings came about, line by "
            "line beside its Rego; OPA evaluates the recorded input again. remedy: what would settle it, as sets of "
            "steps, each proven by evaluating it; bounded, and takes seconds"
        ),
    ] = "full"
    requirement: Annotated[
        str | _Absent,
        Field(
            description="with depth=trace, required: the requirement, by its id. With depth=remedy: its findings alone"
        ),
    ] = None
    subject: Annotated[
        str | _Absent,
        Field(
            description="with a requirement: this subject only, e.g. person:sato; else all of them"
        ),
    ] = None


class ReceiptParameters(LanguageParameters):
    """The parameters of a receipt."""

    format: Annotated[
        Literal["json", "tlog-proof", "cose"],
        Field(
            description="json: the whole receipt. tlog-proof, cose: the proof of its entry alone, as "
            "c2sp.org/tlog-proof and RFC 9942 have it"
        ),
    ] = "json"


BATCH_MAX_ITEMS = 100
"""How many applications one batch holds at most."""

BATCH_ID_MAX_LENGTH = 100
"""How many characters the id that a caller gives to an application of a batch may have."""

IdempotencyKey = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""A caller's own name for a request: printable ASCII without spaces."""
