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
from tejun.errors import BundleError, EvaluationError, Place, SignatureError, Text
from tejun.model.sample import smallest_facts
from tejun.policytest import Fixtures, Outcome, run
from tejun.registry import Publication, Registry, Signed, publication, timeline
from tejun.signing import PublicKey, TrustedKeys

Name = Literal["signature", "order", "decides", "compiled", "fixtures", "loosened", "restores"]

CLOCKS_MAY_DIFFER = timedelta(minutes=5)
MOST_SHOWN = 20
"""How many fixtures that fail are told one by one."""


@dataclass(frozen=True)
class Check:
    """One check: whether it ran, what is to be said of it, and every reason to refuse."""

    name: Name
    ran: bool
    note: Text
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


def signature(signed: Signed, archive: bytes | None, trusted: TrustedKeys) -> Bundle | None:
    """The bundle in the archive; None of a withdrawal, which has none. Raises SignatureError or BundleError."""
    publication.read(signed.content, trusted)
    new = signed.publication
    if (archive is None) != (new.kind == "withdrawal"):
        raise _signature(
            ja="版の公開にはアーカイブが必要で、取下げには不要です。",
            en="The publication of an edition comes with its archive, a withdrawal without one.",
        )
    if archive is None:
        return None
    bundle, _ = read_signed(archive, trusted, on=new.published_at.date())
    due = replace(
        publication.of_edition(bundle, (), published_at=new.published_at, reason=new.reason),
        number=new.number,
        previous=new.previous,
    )
    differing = [
        one.name for one in fields(new) if getattr(new, one.name) != getattr(due, one.name)
    ]
    if differing:
        raise _signature(
            ja=f"公開の記録とアーカイブの内容が一致しません（{'、'.join(differing)}）。",
            en=f"The statement is not about this archive: {', '.join(differing)}.",
        )
    return bundle


def signed_by(key: PublicKey) -> Check:
    """The check of a signature that holds."""
    example = " — 例示用の鍵です" if key.is_example else ""
    example_en = ", the example key" if key.is_example else ""
    return Check(
        "signature",
        ran=True,
        note=Text(ja=f"鍵 {key.id}{example}", en=f"key {key.id}{example_en}"),
    )


def order(new: Publication, means: Means, *, now: datetime, today: date) -> Check:
    """Whether it may come next, and now."""
    reasons = list(timeline.problems(means.log, new))
    if abs(now - new.published_at) > CLOCKS_MAY_DIFFER:
        reasons.append(
            Text(
                ja=f"公開の時刻（{new.published_at.isoformat()}）が、ここの時計（{now.isoformat()}）と5分を超えて違います。",
                en=f"It is dated {new.published_at.isoformat()}; here it is {now.isoformat()}, "
                "which is more than five minutes off.",
            )
        )
    return Check("order", ran=True, note=_when(new, today), refusals=at("program.yaml", reasons))


def _when(new: Publication, today: date) -> Text:
    if new.kind == "withdrawal":
        return Text(ja=f"第{new.edition}版の取下げ", en=f"withdraws edition {new.edition}")
    since = new.effective_from or ""
    days = (today - date.fromisoformat(since)).days
    ja, en = f"{since} から適用", f"in force from {since}"
    if days > 0:
        ja += f"（{days}日さかのぼります。その間の日付での確認にも適用されます）"
        en += f", {days} days back: it also answers for the days since then"
    return Text(ja=ja, en=en)


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
    note = Text(
        ja=f"最小の記載内容で判定できます（{outcome}）。ホストの関数は呼びません",
        en=f"it decides on the smallest facts ({outcome}) and calls nothing of the host",
    )
    return Check("decides", ran=True, note=note)


_NO_DECISION = Text(ja="判定できません", en="it does not decide")


def compiled(bundle: Bundle, *, opa: Path | None, capabilities: Path | None) -> Check:
    """Whether the module is its Rego's, and the Rego calls what it may."""
    if opa is None:
        return Check(
            "compiled",
            ran=False,
            note=Text(
                ja="opa がないため、モジュールとRegoの一致は確認していません",
                en="there is no opa here: whether the module is what its Rego compiles to was not looked at",
            ),
        )
    try:
        see_compiled(bundle, opa=opa, capabilities=capabilities)
    except BundleError as error:
        note = Text(ja="モジュールを認められません", en="the module is refused")
        return Check("compiled", ran=True, note=note, refusals=at(WASM, [error.detail]))
    return Check("compiled", ran=True, note=_COMPILED if capabilities else _COMPILED_FREELY)


_COMPILED = Text(
    ja="モジュールはRegoと一致し、認められた組込み関数だけを使っています",
    en="the module is its Rego's, which calls only the built-ins that are allowed",
)
_COMPILED_FREELY = Text(
    ja="モジュールはRegoと一致します（capabilities.json がないため、組込み関数はホストのものでないことだけを確認）",
    en="the module is its Rego's; without a capabilities.json, of its built-ins only those of the host are refused",
)


def fixtures(bundle: Bundle, means: Means) -> Check:
    """Whether it finds what is expected of it. Raises InvalidInputError where a file cannot be used."""
    if means.fixtures is None:
        return Check("fixtures", ran=False, note=NO_FIXTURES)
    outcomes = run(means.fixtures, bundle, means.engine)
    if not outcomes:
        name = means.fixtures.folder.name
        reason = Text(
            ja=f"プログラム「{bundle.program}」の事例が {name} に一つもありません。",
            en=f"There is not one fixture of the program “{bundle.program}” in {name}.",
        )
        return Check("fixtures", ran=True, note=reason, refusals=at(name, [reason]))
    return Check(
        "fixtures",
        ran=True,
        note=counted(outcomes),
        refusals=failed(outcomes, means.fixtures.folder),
    )


NO_FIXTURES = Text(
    ja="ここには事例がないため、実行していません",
    en="there are no fixtures here: none was run",
)


def counted(outcomes: Sequence[Outcome]) -> Text:
    """How many passed."""
    passed = sum(one.passed for one in outcomes)
    return Text(
        ja=f"事例{len(outcomes)}件中{passed}件が期待どおり",
        en=f"{passed} of {len(outcomes)} came out as expected",
    )


def failed(outcomes: Iterable[Outcome], folder: Path) -> tuple[Place, ...]:
    """The fixtures that did not pass, each by its file in the folder."""
    bad = [one for one in outcomes if not one.passed]
    places = [
        Place(
            pointer=one.file.relative_to(folder).as_posix(),
            message=Text(
                ja=f"期待: {one.expected or 'なし'}\n結果: {one.found or 'なし'}",
                en=f"expected: {one.expected or 'nothing'}\nfound: {one.found or 'nothing'}",
            ),
        )
        for one in bad[:MOST_SHOWN]
    ]
    if bad[MOST_SHOWN:]:
        rest = len(bad) - MOST_SHOWN
        more = Text(ja=f"ほか{rest}件", en=f"and {rest} more")
        places += at(folder.name, [more])
    return tuple(places)


def at(pointer: str, reasons: Iterable[Text]) -> tuple[Place, ...]:
    """The reasons, all of one place."""
    return tuple(Place(pointer=pointer, message=reason) for reason in reasons)


def _signature(*, ja: str, en: str) -> SignatureError:
    return SignatureError(
        Text(ja=ja, en=en),
        Text(
            ja="`tejun publish` で作り直してください。何も公開されていません。",
            en="Make it anew with `tejun publish`. Nothing was published.",
        ),
    )
