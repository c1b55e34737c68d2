"""What is looked at before an edition is published, one check after the other.

| name | holds when |
|---|---|
| signature | statement and archive are signed whole, by trusted keys, and say the same |
| order | it may follow what was published (`tejun.registry.timeline`), and its date is now |
| decides | its module decides on the smallest facts there are, and asks nothing of the host |
| compiled | the module is what OPA makes of its Rego, which calls only the built-ins that are allowed |
| fixtures | every case and whole application comes out as is written beside it |
| loosened | nothing is asked less of than by the edition before it |
| restores | of a rollback: it is the earlier edition's content, and decides as that does |

The last two, which need the editions before, stand in `tejun.publish.earlier`.

Always holds: pure but for the evaluation and OPA's run. A refusal says where and what, in both languages.

May not know: what follows from a refusal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from tejun.authoring.module import see_compiled
from tejun.bundle.archive import WASM, Bundle
from tejun.bundle.signatures import read_signed
from tejun.decide import decide_by
from tejun.engine.protocol import Engine
from tejun.errors import BundleError, EvaluationError, Place, SignatureError
from tejun.model.sample import smallest_facts
from tejun.policytest import Fixtures, Outcome, run
from tejun.registry import Publication, Registry, SignedPublication, publication, timeline
from tejun.signing import PublicKey, TrustedKeys
from tejun.words import Message, Words

Name = Literal["signature", "order", "decides", "compiled", "fixtures", "loosened", "restores"]

CLOCKS_MAY_DIFFER = timedelta(minutes=5)
MOST_SHOWN = 20
"""How many fixtures that fail are told one by one."""


@dataclass(frozen=True)
class Check:
    """One check: whether it ran, what is to be said of it, and every reason to refuse."""

    name: Name
    ran: bool
    note: Words
    refusals: tuple[Place, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Means:
    """What is at hand to look at an edition with. None: not at hand, and what needs it does not run.

    `log` has the program's publications so far; `registry` the editions themselves.
    """

    log: Sequence[Publication]
    trusted: TrustedKeys
    engine: Engine
    registry: Registry | None
    fixtures: Fixtures | None
    opa: Path | None
    capabilities: Path | None


def signature(
    signed: SignedPublication, archive: bytes | None, trusted: TrustedKeys
) -> Bundle | None:
    """The bundle in the archive; None of a withdrawal, which has none. Raises SignatureError or BundleError."""
    publication.read(signed.content, trusted)
    new = signed.publication
    if (archive is None) != (new.kind == "withdrawal"):
        raise _signature(Message("publish.signature"))
    if archive is None:
        return None
    bundle, _ = read_signed(archive, trusted, on=new.published_at.date())
    due = replace(
        publication.of_edition(bundle, (), published_at=new.published_at, reason=new.reason),
        number=new.number,
        previous=new.previous,
    )
    differing = [
        field.name for field in fields(new) if getattr(new, field.name) != getattr(due, field.name)
    ]
    if differing:
        raise _signature(Message("publish.signature.the_statement_is_not", differing=differing))
    return bundle


def signed_by(key: PublicKey) -> Check:
    """The check of a signature that holds."""
    note = (
        Message("publish.signed_by.example", id=key.id)
        if key.is_example
        else Message("publish.signed_by", id=key.id)
    )
    return Check("signature", ran=True, note=note)


def order(new: Publication, means: Means, *, now: datetime, today: date) -> Check:
    """Whether it may come next, and now."""
    reasons = list(timeline.problems(means.log, new))
    if abs(now - new.published_at) > CLOCKS_MAY_DIFFER:
        reasons.append(
            Message("publish.order", published_at=new.published_at.isoformat(), now=now.isoformat())
        )
    return Check("order", ran=True, note=_when(new, today), refusals=at("program.yaml", reasons))


def _when(new: Publication, today: date) -> Words:
    if new.kind == "withdrawal":
        return Message("publish.when", edition=new.edition)
    since = new.effective_from or ""
    days = (today - date.fromisoformat(since)).days
    if days > 0:
        return Message("publish.when.back", since=since, days=days)
    return Message("publish.when.from", since=since)


def decides(bundle: Bundle, engine: Engine, *, now: datetime) -> Check:
    """Whether the module gives a whole decision. A policy that calls the host is refused by the engine."""
    facts, day = (
        smallest_facts(bundle.program, bundle.call),
        date.fromisoformat(bundle.effective_from),
    )
    try:
        outcome = decide_by(facts, bundle, engine, as_of=day, now=now).decision["outcome"]
    except (BundleError, EvaluationError) as error:
        return Check("decides", ran=True, note=_NO_DECISION, refusals=at(WASM, [error.detail]))
    note = Message("publish.decides.note", outcome=outcome)
    return Check("decides", ran=True, note=note)


_NO_DECISION = Message("publish.no_decision")


def compiled(bundle: Bundle, *, opa: Path | None, capabilities: Path | None) -> Check:
    """Whether the module is its Rego's, and the Rego calls what it may."""
    if opa is None:
        return Check(
            "compiled",
            ran=False,
            note=Message("publish.compiled.note"),
        )
    try:
        see_compiled(bundle, opa=opa, capabilities=capabilities)
    except BundleError as error:
        note = Message("publish.compiled.note.the_module_is_refused")
        return Check("compiled", ran=True, note=note, refusals=at(WASM, [error.detail]))
    return Check("compiled", ran=True, note=_COMPILED if capabilities else _COMPILED_FREELY)


_COMPILED = Message("publish.compiled")
_COMPILED_FREELY = Message("publish.compiled_freely")


def fixtures(bundle: Bundle, means: Means) -> Check:
    """Whether it finds what is expected of it. Raises InvalidInputError where a file cannot be used."""
    if means.fixtures is None:
        return Check("fixtures", ran=False, note=NO_FIXTURES)
    outcomes = run(means.fixtures, bundle, means.engine)
    if not outcomes:
        name = means.fixtures.folder.name
        reason = Message("publish.fixtures.reason", program=bundle.program, name=name)
        return Check("fixtures", ran=True, note=reason, refusals=at(name, [reason]))
    return Check(
        "fixtures",
        ran=True,
        note=counted(outcomes),
        refusals=failed(outcomes, means.fixtures.folder),
    )


NO_FIXTURES = Message("publish.no_fixtures")


def counted(outcomes: Sequence[Outcome]) -> Words:
    """How many passed."""
    passed = sum(outcome.passed for outcome in outcomes)
    return Message("publish.counted", passed=passed, count=len(outcomes))


def failed(outcomes: Iterable[Outcome], folder: Path) -> tuple[Place, ...]:
    """The fixtures that did not pass, each by its file in the folder."""
    bad = [outcome for outcome in outcomes if not outcome.passed]
    nothing = Message("publish.failed.nothing")
    places = [
        Place(
            pointer=outcome.file.relative_to(folder).as_posix(),
            message=Message(
                "publish.failed",
                expected=outcome.expected or nothing,
                found=outcome.found or nothing,
            ),
        )
        for outcome in bad[:MOST_SHOWN]
    ]
    if bad[MOST_SHOWN:]:
        rest = len(bad) - MOST_SHOWN
        more = Message("publish.failed.more", rest=rest)
        places += at(folder.name, [more])
    return tuple(places)


def at(pointer: str, reasons: Iterable[Words]) -> tuple[Place, ...]:
    """The reasons, all of one place."""
    return tuple(Place(pointer=pointer, message=reason) for reason in reasons)


def _signature(detail: Words) -> SignatureError:
    return SignatureError(
        detail,
        Message("publish.signature.advice"),
    )
