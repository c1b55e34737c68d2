"""What a later edition of a program asks less of than the one before it, though it may only tighten.

Always holds: judged by what the two editions say, in this order:

1. its base is the same, or a later one;
2. no parameter moved against the direction that its METADATA declares, nor is one that was set left out while it is
   still read;
3. on the same base, each of the procedure's own requirements is still there, binds as it did, is asked of the same
   subjects, no later, and none of its reasons is gone or settled that left something to do;
4. on the same base, no reason brings about an outcome beside the scale (`tejun.bundle.effects`) that it did not. An
   edition whose catalog does not say which do is compared by its decisions alone, see `tejun.publish.predecessors`.

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
from tejun.terms import OPEN, STATUSES
from tejun.words import Bilingual, Message, Words

_Dict = Mapping[str, Any]

_COVERS = {"institution": {"lead", "joint"}, "person": {"person", "co_pi"}}
"""The kinds of subject that stand for others; see docs/writing-policies.md."""


@dataclass(frozen=True)
class Loosening:
    """One thing that is asked less of. `place` is where: `requirements/<id>/…`, `parameters/<name>` or `base`."""

    place: str
    message: Words


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
        Message("compare.earlier_base", base=before.base, after_base=after.base),
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


def _against(name: str, direction: str, *, was: Any, now: _Dict) -> Words:
    if name not in now:
        return Message("compare.against", name=name)
    moved = "" if isinstance(was, list | dict) else f": {was} → {now[name]}"
    return Message(
        "compare.against.moved_against_its_declared", name=name, direction=direction, moved=moved
    )


# --- the procedure's own requirements ----------------------------------------------------------


def _requirements(before: Bundle, after: Bundle) -> Iterator[Loosening]:
    now = {entry["id"]: entry for entry in _of_the_procedure(after)}
    for entry in _of_the_procedure(before):
        if entry["id"] in now:
            yield from _requirement(entry, now[entry["id"]])
        else:
            yield _at(entry, [], Message("compare.requirements"))


def _of_the_procedure(bundle: Bundle) -> Iterator[_Dict]:
    return (
        requirement
        for requirement in bundle.catalog["requirements"]
        if requirement["layer"] == "procedure"
    )


def _requirement(was: _Dict, now: _Dict) -> Iterator[Loosening]:
    if was["enforcement"] == "binding" != now["enforcement"]:
        yield _at(
            was, ["enforcement"], Message("compare.requirement", enforcement=now["enforcement"])
        )
    left_out = sorted(_kinds(was) - _kinds(now))
    if left_out:
        yield _at(
            was, ["subjects"], Message("compare.requirement.is_no_longer_asked", left_out=left_out)
        )
    if now["effective_from"] > was["effective_from"]:
        yield _at(
            was,
            ["effective_from"],
            Message(
                "compare.requirement.holds_later",
                effective_from=was["effective_from"],
                effective_from_2=now["effective_from"],
            ),
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
                    [f"reasons/{code}"],
                    Message("compare.effects", outcome=outcome, code=code),
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
            was, [f"reasons/{code}"], Message("compare.reason", code=code, status=reason["status"])
        )
    elif _rank(now["status"]) > _rank(reason["status"]):
        yield _at(
            was,
            [f"reasons/{code}"],
            Message(
                "compare.reason.takes_the_reason_more",
                code=code,
                status=reason["status"],
                status_2=now["status"],
            ),
        )


def _rank(status: Any) -> int:
    """From the worst up; a word that is no status holds nobody to anything."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _at(requirement: _Dict, where: list[str], message: Words) -> Loosening:
    name, title = requirement["id"], requirement["title"]
    return Loosening(
        "/".join(("requirements", name, *where)),
        Message("compare.of_requirement", id=name, title=Bilingual(**title), message=message),
    )
