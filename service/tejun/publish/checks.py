"""The checks of an edition before it is published.

| name | holds when |
|---|---|
| signature | statement and archive are signed whole, by trusted keys, and agree |
| order | it may follow what was published (`tejun.registry.timeline`), and its date is now |
| decides | its module decides on the smallest facts there are, and calls no function of the host |
| compiled | the module is what OPA compiles its Rego to, which calls only the built-ins that are allowed |
| fixtures | every case and whole application comes out as expected |
| loosened | it asks no less than the previous edition, and no reason frees the application that does not in its base |
| restores | of a rollback: it has the content of the edition that it restores, and decides like it |

The last two, which compare with published editions, are in `tejun.publish.predecessors`.

Always holds: pure but for the evaluation and OPA's run. A refusal says where and what, in both languages.

May not know: what follows from a refusal.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from tejun.authoring.module import require_compiled
from tejun.bundle.archive import WASM, Bundle
from tejun.bundle.effects import Effects
from tejun.bundle.signatures import read_signed
from tejun.decide import decide_with_bundle
from tejun.engine.protocol import Engine
from tejun.errors import BundleError, EvaluationError, Place, SignatureError
from tejun.model.sample import smallest_facts
from tejun.policytest import FixtureResult, Fixtures, run_fixtures
from tejun.registry import (
    CLOCKS_MAY_DIFFER,
    Publication,
    Registry,
    SignedPublication,
    publication,
    timeline,
)
from tejun.signing import PublicKey, TrustedKeys
from tejun.words import Message, Words

Name = Literal["signature", "order", "decides", "compiled", "fixtures", "loosened", "restores"]

MAX_SHOWN = 20
"""How many failures a check lists one by one."""


@dataclass(frozen=True)
class Check:
    """The result of one check: whether it ran, a note on it, and every reason to refuse."""

    name: Name
    ran: bool
    note: Words
    refusals: tuple[Place, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckContext:
    """What the checks work with; a check does not run where what it needs is None.

    `log` has the program's publications so far, `registry` the editions themselves; `effects_of_base` gives what the
    reasons of a base edition bring about, None of one that is not known here.
    """

    log: Sequence[Publication]
    trusted: TrustedKeys
    engine: Engine
    registry: Registry | None
    fixtures: Fixtures | None
    opa: Path | None
    capabilities: Path | None
    effects_of_base: Callable[[str], Effects | None] | None = None
    skew: timedelta = CLOCKS_MAY_DIFFER


def verify_signatures(
    signed: SignedPublication, archive: bytes | None, trusted: TrustedKeys
) -> Bundle | None:
    """The bundle in the archive, None for a withdrawal, which has no archive. Raises SignatureError or BundleError."""
    publication.read(signed.content, trusted)
    new = signed.publication
    if (archive is None) != (new.kind == "withdrawal"):
        raise _signature_error(Message("publish.signature.archive"))
    if archive is None:
        return None
    bundle, _ = read_signed(archive, trusted, on=new.published_at.date())
    expected = replace(
        publication.of_edition(bundle, (), published_at=new.published_at, reason=new.reason),
        number=new.number,
        previous=new.previous,
    )
    different = [
        field.name
        for field in fields(new)
        if getattr(new, field.name) != getattr(expected, field.name)
    ]
    if different:
        raise _signature_error(Message("publish.signature.other_archive", differing=different))
    return bundle


def signature_check(key: PublicKey) -> Check:
    """The check `signature`, of a signature that was verified."""
    note = (
        Message("publish.signed_by.example_key", id=key.id)
        if key.is_example
        else Message("publish.signed_by.key", id=key.id)
    )
    return Check("signature", ran=True, note=note)


def check_order(
    new: Publication,
    log: Sequence[Publication],
    *,
    now: datetime,
    today: date,
    skew: timedelta,
) -> Check:
    """Whether it may follow the log, and is dated now, as far as clocks may differ."""
    reasons = list(timeline.problems(log, new))
    if abs(now - new.published_at) > skew:
        reasons.append(
            Message(
                "publish.order.clock",
                published_at=new.published_at.isoformat(),
                now=now.isoformat(),
                seconds=skew.total_seconds(),
            )
        )
    return Check(
        "order",
        ran=True,
        note=_describe_date(new, today),
        refusals=places_at("program.yaml", reasons),
    )


def _describe_date(new: Publication, today: date) -> Words:
    if new.kind == "withdrawal":
        return Message("publish.when.withdrawn", edition=new.edition)
    since = new.effective_from or ""
    days = (today - date.fromisoformat(since)).days
    if days > 0:
        return Message("publish.when.back", since=since, days=days)
    return Message("publish.when.from", since=since)


def check_decides(bundle: Bundle, engine: Engine, *, now: datetime) -> Check:
    """Whether the module gives a complete decision. The engine refuses a policy that calls the host."""
    facts, day = (
        smallest_facts(bundle.program, bundle.call),
        date.fromisoformat(bundle.effective_from),
    )
    try:
        outcome = decide_with_bundle(facts, bundle, engine, as_of=day, now=now).decision["outcome"]
    except (BundleError, EvaluationError) as error:
        return Check(
            "decides", ran=True, note=_NO_DECISION, refusals=places_at(WASM, [error.detail])
        )
    note = Message("publish.decides.holds", outcome=outcome)
    return Check("decides", ran=True, note=note)


_NO_DECISION = Message("publish.decides.not_at_all")


def check_compiled(bundle: Bundle, *, opa: Path | None, capabilities: Path | None) -> Check:
    """Whether the module is compiled from its Rego, and the Rego calls only allowed built-ins."""
    if opa is None:
        return Check(
            "compiled",
            ran=False,
            note=Message("publish.compiled.no_opa"),
        )
    try:
        require_compiled(bundle, opa=opa, capabilities=capabilities)
    except BundleError as error:
        note = Message("publish.compiled.refused")
        return Check("compiled", ran=True, note=note, refusals=places_at(WASM, [error.detail]))
    return Check("compiled", ran=True, note=_COMPILED if capabilities else _COMPILED_UNRESTRICTED)


_COMPILED = Message("publish.compiled.holds")
_COMPILED_UNRESTRICTED = Message("publish.compiled.without_capabilities")


def check_fixtures(bundle: Bundle, context: CheckContext) -> Check:
    """Whether every fixture comes out as expected. Raises InvalidInputError where a file cannot be used."""
    if context.fixtures is None:
        return Check("fixtures", ran=False, note=NO_FIXTURES)
    results = run_fixtures(context.fixtures, bundle, context.engine)
    if not results:
        name = context.fixtures.folder.name
        reason = Message("publish.fixtures.none_of_program", program=bundle.program, name=name)
        return Check("fixtures", ran=True, note=reason, refusals=places_at(name, [reason]))
    return Check(
        "fixtures",
        ran=True,
        note=describe_passed(results),
        refusals=list_failures(results, context.fixtures.folder),
    )


NO_FIXTURES = Message("publish.fixtures.none_here")


def describe_passed(results: Sequence[FixtureResult]) -> Words:
    """How many fixtures passed, in words."""
    passed = sum(result.passed for result in results)
    return Message("publish.fixtures.counted", passed=passed, count=len(results))


def list_failures(results: Iterable[FixtureResult], folder: Path) -> tuple[Place, ...]:
    """The fixtures that failed, each with its file in the folder, what was expected and what was found."""
    failures = [result for result in results if not result.passed]
    nothing = Message("publish.fixtures.nothing")
    places = [
        Place(
            pointer=result.file.relative_to(folder).as_posix(),
            message=Message(
                "publish.fixtures.failed",
                expected=result.expected or nothing,
                found=result.actual or nothing,
            ),
        )
        for result in failures[:MAX_SHOWN]
    ]
    if failures[MAX_SHOWN:]:
        rest = len(failures) - MAX_SHOWN
        more = Message("publish.fixtures.more", count=rest)
        places += places_at(folder.name, [more])
    return tuple(places)


def places_at(pointer: str, reasons: Iterable[Words]) -> tuple[Place, ...]:
    """Each reason as a place with this pointer."""
    return tuple(Place(pointer=pointer, message=reason) for reason in reasons)


def _signature_error(detail: Words) -> SignatureError:
    return SignatureError(
        detail,
        Message("publish.signature.advice"),
    )
