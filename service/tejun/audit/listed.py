"""Recorded decisions as lists have them, read from their codes.

Always holds: of one that was altered nothing is said but that, and why. What is said of one that was erased is what is
left of it.

May not know: which decisions a list has, or how it is shown.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from tejun.decide.digests import require_own_codes
from tejun.errors import AlteredRecordError
from tejun.reading.lenient import read_own
from tejun.store.listing import Listed
from tejun.store.records import Codes, Erasure, altered
from tejun.terms import OPEN, STATUSES, Mode, Outcome, Status
from tejun.words import Message, Words

State = Literal["recorded", "erased", "altered"]


@dataclass(frozen=True)
class OpenFinding:
    """What is left to do by one requirement for one reason, and of how many subjects."""

    requirement: str
    reason: str
    status: Status
    subjects: int


@dataclass(frozen=True)
class Recorded:
    """What a recorded decision came to, of an application and an institution that leads it; `summary` counts findings
    by their status."""

    recorded_at: datetime
    program: str
    edition: str
    base: str
    application: str
    institution: str
    mode: Mode
    as_of: str
    outcome: Outcome
    engine: str
    engine_version: str
    revision: str
    summary: Mapping[Status, int]
    findings: tuple[OpenFinding, ...] = field(repr=False)


@dataclass(frozen=True)
class ListedDecision:
    """A decision of a list: what it came to, and by what it was erased; or why it is none any more. `codes` are those
    that it is made of, canonical JSON; none of one that was altered."""

    id: str
    recorded: Recorded | None
    erasure: Erasure | None = None
    alteration: AlteredRecordError | None = None
    codes: bytes = field(default=b"", repr=False)

    @property
    def state(self) -> State:
        """What became of it."""
        if self.recorded is None:
            return "altered"
        return "recorded" if self.erasure is None else "erased"


@dataclass(frozen=True)
class EditionTitles:
    """What an edition calls its program, and its requirements by their ids; nothing where it is not at hand."""

    program: Words | None = None
    requirements: Mapping[str, Words] = field(default_factory=dict, repr=False)


TitlesOf = Callable[[str], EditionTitles]
"""Gives the titles of the edition with a revision; for whichever none."""


def listed_decision(found: Listed) -> ListedDecision:
    """The decision that the store has found, after its codes were held to what stands beside them."""
    if found.codes is None:
        return ListedDecision(found.name, None, alteration=found.alteration)
    try:
        require_own_codes(found.codes)
        codes = found.codes
        return ListedDecision(found.name, _recorded(codes), codes.erasure, codes=codes.codes)
    except AlteredRecordError as error:
        return ListedDecision(found.name, None, alteration=error)
    except (LookupError, TypeError, AttributeError):  # no decision has such codes
        no_codes = altered(found.name, Message("decide.altered.shape"))
        return ListedDecision(found.name, None, alteration=no_codes)


def _recorded(codes: Codes) -> Recorded:
    said: dict[str, Any] = read_own(codes.codes)
    engine, summary = said["engine"], said["summary"]
    return Recorded(
        recorded_at=codes.recorded_at,
        program=codes.program,
        edition=said["edition"],
        base=said["base"],
        application=codes.application,
        institution=codes.institution,
        mode=said["mode"],
        as_of=said["as_of"],
        outcome=said["outcome"],
        engine=engine["name"],
        engine_version=engine["version"],
        revision=codes.revision,
        summary={status: summary[status] for status in STATUSES},
        findings=_open(said["findings"]),
    )


def _open(findings: list[dict[str, Any]]) -> tuple[OpenFinding, ...]:
    counts = Counter(
        (each["requirement"], each["reason"], each["status"])
        for each in findings
        if each["status"] in OPEN
    )
    return tuple(OpenFinding(*key, subjects) for key, subjects in sorted(counts.items()))
