"""What a later edition of a program asks less of than the one before it, though it may only tighten.

Always holds: judged by what the two editions say, in this order:

1. its base is the same, or a later one;
2. no parameter moved against the direction that its METADATA declares, nor is one that was set left out while it is
   still read;
3. on the same base, each of the procedure's own requirements is still there, binds as it did, is asked of the same
   subjects, no later, and none of its reasons is gone or settled that left something to do;
4. on the same base, no reason brings about an outcome beside the scale (`tejun.bundle.effects`) that it did not. An
   edition whose catalog does not say which do is compared by its decisions alone, see `tejun.publish.earlier`.

On a later base the procedure's requirements are as that base has them: what it withdrew or eased is its own doing, and
only 1 and 2 are held against the program. What a program added of its own it may take back.

May not know: what the Rego does under the same words, see `tejun.compare.diff`; or what is done about a loosening.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.bundle.effects import are_declared, effects_of
from tejun.compare.declared import move, parameters, values
from tejun.errors import Text
from tejun.terms import OPEN, STATUSES

_Dict = Mapping[str, Any]

_COVERS = {"institution": {"lead", "joint"}, "person": {"person", "co_pi"}}
"""The kinds of subject that stand for others; see docs/writing-policies.md."""


@dataclass(frozen=True)
class Loosening:
    """One thing that is asked less of. `place` is where: `requirements/<id>/…`, `parameters/<name>` or `base`."""

    place: str
    message: Text


def loosened(before: Bundle, after: Bundle) -> tuple[Loosening, ...]:
    """Everything that `after` loosens of `before`, an earlier edition of its program; empty where nothing is.

    Raises BundleError where the METADATA of a tightening cannot be read.
    """
    moved = before.base != after.base
    later_base = moved and _dated(after) > _dated(before)
    found = [*_parameters(before, after, later_base=later_base)]
    if moved and not later_base:
        found.insert(0, _earlier_base(before, after))
    if not later_base:
        found += [*_requirements(before, after), *_effects(before, after)]
    return tuple(found)


def _dated(bundle: Bundle) -> str:
    """The day of the text that the base has; what is not known is no later than anything."""
    return str(bundle.catalog["program"].get("base_edition", {}).get("dated", ""))


def _earlier_base(before: Bundle, after: Bundle) -> Loosening:
    return Loosening(
        "base",
        Text(
            ja=f"基準とする版が {before.base} から {after.base} に変わりましたが、後の日付の版ではありません。",
            en=f"The base moved from {before.base} to {after.base}, which is not a later one.",
        ),
    )


# --- parameters --------------------------------------------------------------------------------


def _parameters(before: Bundle, after: Bundle, *, later_base: bool) -> Iterator[Loosening]:
    declared, still = parameters(before), parameters(after)
    now = values(after)
    for name, was in sorted(values(before).items()):
        if name not in still and (later_base or name not in _read_by_the_procedure(before)):
            continue  # what read it was withdrawn by the base, or was the program's own
        direction = declared.get(name, still.get(name, {})).get("direction", "set")
        if move(direction, was, now.get(name)) in {"looser", "both"}:
            yield Loosening(f"parameters/{name}", _against(name, direction, was=was, now=now))


def _read_by_the_procedure(bundle: Bundle) -> set[str]:
    return {name for entry in _of_the_procedure(bundle) for name in entry.get("parameters", {})}


def _against(name: str, direction: str, *, was: Any, now: _Dict) -> Text:
    if name not in now:
        return Text(
            ja=f"プログラムの設定値 {name} が、定められなくなりました。",
            en=f"The program sets {name} no more.",
        )
    moved = "" if isinstance(was, list | dict) else f": {was} → {now[name]}"
    return Text(
        ja=f"{name} の変更が、宣言された方向（{direction}）に反しています{moved}",
        en=f"{name} moved against its declared direction, {direction}{moved}",
    )


# --- the procedure's own requirements ----------------------------------------------------------


def _requirements(before: Bundle, after: Bundle) -> Iterator[Loosening]:
    now = {entry["id"]: entry for entry in _of_the_procedure(after)}
    for entry in _of_the_procedure(before):
        if entry["id"] in now:
            yield from _requirement(entry, now[entry["id"]])
        else:
            yield _at(
                entry,
                ja="手順書のこの事項がなくなりました。基準とする版は、それを取りやめた版ではありません。",
                en="is gone, and no later base withdrew it.",
            )


def _of_the_procedure(bundle: Bundle) -> Iterator[_Dict]:
    return (one for one in bundle.catalog["requirements"] if one["layer"] == "procedure")


def _requirement(was: _Dict, now: _Dict) -> Iterator[Loosening]:
    if was["enforcement"] == "binding" != now["enforcement"]:
        yield _at(
            was,
            "enforcement",
            ja=f"結果に影響しなくなりました（binding → {now['enforcement']}）。",
            en=f"no longer counts for the outcome: binding → {now['enforcement']}.",
        )
    left_out = sorted(_kinds(was) - _kinds(now))
    if left_out:
        yield _at(
            was,
            "subjects",
            ja=f"対象から外れたものがあります（{'、'.join(left_out)}）。",
            en=f"is no longer asked of: {', '.join(left_out)}.",
        )
    if now["effective_from"] > was["effective_from"]:
        yield _at(
            was,
            "effective_from",
            ja=f"適用が遅くなりました（{was['effective_from']} → {now['effective_from']}）。",
            en=f"holds later: {was['effective_from']} → {now['effective_from']}.",
        )
    for code, reason in was["reasons"].items():
        yield from _reason(was, code, reason, now=now["reasons"].get(code))


def _effects(before: Bundle, after: Bundle) -> Iterator[Loosening]:
    """Ways out of everything else that the earlier edition did not have."""
    if not are_declared(before.catalog):
        return
    known = effects_of(before.catalog)
    by_id = {entry["id"]: entry for entry in _of_the_procedure(after)}
    for name, outcomes in effects_of(after.catalog).items():
        for code, outcome in outcomes.items():
            if known.get(name, {}).get(code) != outcome:
                yield _at(
                    by_id[name],
                    f"reasons/{code}",
                    ja=f"理由「{code}」だけで結果が {outcome} になるようになりました。",
                    en=f"brings about the outcome {outcome} by the reason {code}, as it did not before.",
                )


def _kinds(requirement: _Dict) -> set[str]:
    """The kinds of subject that the requirement is asked of, one by one."""
    return set().union(*(_COVERS.get(kind, {kind}) for kind in requirement["subjects"]))


def _reason(was: _Dict, code: str, reason: _Dict, *, now: _Dict | None) -> Iterator[Loosening]:
    """A reason for which the program tightens the requirement (`by`) is the program's own."""
    if "by" in reason or reason["status"] not in OPEN:
        return
    if now is None:
        yield _at(
            was,
            f"reasons/{code}",
            ja=f"理由「{code}」（{reason['status']}）がなくなりました。",
            en=f"has no reason {code} ({reason['status']}) any more.",
        )
    elif _rank(now["status"]) > _rank(reason["status"]):
        yield _at(
            was,
            f"reasons/{code}",
            ja=f"理由「{code}」の扱いが軽くなりました（{reason['status']} → {now['status']}）。",
            en=f"takes the reason {code} more lightly: {reason['status']} → {now['status']}.",
        )


def _rank(status: Any) -> int:
    """From the worst up; a word that is no status holds nobody to anything."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _at(requirement: _Dict, *where: str, ja: str, en: str) -> Loosening:
    name, title = requirement["id"], requirement["title"]
    return Loosening(
        "/".join(("requirements", name, *where)),
        Text(ja=f"{name} {title['ja']}: {ja}", en=f"{name} {title['en']} {en}"),
    )
