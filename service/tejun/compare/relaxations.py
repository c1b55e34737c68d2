"""The relaxations of an edition: what it asks less of than the edition before it, though it may only tighten.

Always holds: judged by what the two editions say, in this order:

1. its base is the same, or a later one;
2. no parameter moved against the direction that its METADATA declares, and none that was set is left out while it is
   still read;
3. on the same base, each of the procedure's own requirements is still there, binds as it did, is asked of the same
   subjects and no later, and none of its open reasons was removed or made less severe;
4. on the same base, no reason brings about an outcome beside the scale (`tejun.bundle.effects`) that it did not before.
   An edition whose catalog does not declare these is compared by its decisions alone, see `tejun.publish`.

On a later base the procedure's requirements are as that base has them, whatever the base withdrew or relaxed: the
program answers for 1 and 2 only. What a program added of its own it may take back.

May not know: what the Rego does under the same words, see `tejun.compare.rego`; or what follows from a relaxation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.bundle.effects import are_declared, effects_of
from tejun.compare.parameters import declared_parameters, judge_move, parameter_values
from tejun.model.json_types import ReasonJson, RequirementJson
from tejun.terms import OPEN, STATUSES
from tejun.words import Bilingual, Message, Words

_COVERS = {"institution": {"lead", "joint"}, "person": {"person", "co_pi"}}
"""The kinds of subject that include others; see docs/writing-policies.md."""


@dataclass(frozen=True)
class Relaxation:
    """One thing of which less is asked. `place`: `requirements/<id>/…`, `parameters/<name>` or `base`."""

    place: str
    message: Words


def find_relaxations(before: Bundle, after: Bundle) -> tuple[Relaxation, ...]:
    """Everything of which `after` asks less than `before`, an earlier edition of its program.

    Raises BundleError where the METADATA of a tightening cannot be read.
    """
    is_other_base = before.base != after.base
    is_later_base = is_other_base and _base_date(after) > _base_date(before)
    relaxations = [*_of_parameters(before, after, is_later_base=is_later_base)]
    if is_other_base and not is_later_base:
        relaxations.insert(0, _of_base(before, after))
    if not is_later_base:
        relaxations += [*_of_requirements(before, after), *_of_effects(before, after)]
    return tuple(relaxations)


def _base_date(bundle: Bundle) -> str:
    """The day of the base's text; empty, which is before every day, where it is not known."""
    return str(bundle.catalog["program"].get("base_edition", {}).get("dated", ""))


def _of_base(before: Bundle, after: Bundle) -> Relaxation:
    return Relaxation(
        "base",
        Message("compare.earlier_base", before=before.base, after=after.base),
    )


# --- parameters --------------------------------------------------------------------------------


def _of_parameters(before: Bundle, after: Bundle, *, is_later_base: bool) -> Iterator[Relaxation]:
    declared_before, declared_after = declared_parameters(before), declared_parameters(after)
    new_values = parameter_values(after)
    for name, old in sorted(parameter_values(before).items()):
        if name not in declared_after and (is_later_base or name not in _procedure_reads(before)):
            continue  # what read it was withdrawn by the base, or was the program's own
        declaration = declared_before.get(name, declared_after.get(name, {}))
        direction = declaration.get("direction", "set")
        if judge_move(direction, old, new_values.get(name)) in {"looser", "both"}:
            message = _parameter_message(name, direction, old=old, new_values=new_values)
            yield Relaxation(f"parameters/{name}", message)


def _procedure_reads(bundle: Bundle) -> set[str]:
    """The parameters that the procedure's own requirements read."""
    return {
        name
        for requirement in _procedure_requirements(bundle)
        for name in requirement.get("parameters", {})
    }


def _parameter_message(
    name: str, direction: str, *, old: Any, new_values: Mapping[str, Any]
) -> Words:
    if name not in new_values:
        return Message("compare.parameter_gone", name=name)
    moved = "" if isinstance(old, list | dict) else f": {old} → {new_values[name]}"
    return Message("compare.parameter_moved", name=name, direction=direction, moved=moved)


# --- the procedure's own requirements ----------------------------------------------------------


def _procedure_requirements(bundle: Bundle) -> Iterator[RequirementJson]:
    requirements: list[RequirementJson] = bundle.catalog["requirements"]
    return (requirement for requirement in requirements if requirement["layer"] == "procedure")


def _of_requirements(before: Bundle, after: Bundle) -> Iterator[Relaxation]:
    new_by_id = {requirement["id"]: requirement for requirement in _procedure_requirements(after)}
    for old in _procedure_requirements(before):
        new = new_by_id.get(old["id"])
        if new is None:
            yield _at(old, "", Message("compare.requirement_gone"))
        else:
            yield from _of_requirement(old, new)


def _of_requirement(old: RequirementJson, new: RequirementJson) -> Iterator[Relaxation]:
    if old["enforcement"] == "binding" != new["enforcement"]:
        message = Message("compare.no_longer_binding", enforcement=new["enforcement"])
        yield _at(old, "enforcement", message)
    left_out = sorted(_subject_kinds(old) - _subject_kinds(new))
    if left_out:
        message = Message("compare.subjects_left_out", subjects=left_out)
        yield _at(old, "subjects", message)
    if new["effective_from"] > old["effective_from"]:
        message = Message(
            "compare.holds_later",
            before=old["effective_from"],
            after=new["effective_from"],
        )
        yield _at(old, "effective_from", message)
    for code, reason in old["reasons"].items():
        message_of_reason = _reason_message(code, reason, new["reasons"].get(code))
        if message_of_reason is not None:
            yield _at(old, f"reasons/{code}", message_of_reason)


def _subject_kinds(requirement: RequirementJson) -> set[str]:
    """The kinds of subject that the requirement is asked of, with those that they include."""
    return set().union(*(_COVERS.get(kind, {kind}) for kind in requirement["subjects"]))


def _reason_message(code: str, old: ReasonJson, new: ReasonJson | None) -> Words | None:
    """What was relaxed of a reason, if anything; those of a program's own tightening (`by`) may be taken back."""
    if "by" in old or old["status"] not in OPEN:
        return None
    if new is None:
        return Message("compare.reason_gone", code=code, status=old["status"])
    if _rank(new["status"]) > _rank(old["status"]):
        return Message(
            "compare.reason_lighter",
            code=code,
            before=old["status"],
            after=new["status"],
        )
    return None


def _rank(status: str) -> int:
    """The status's place from the worst up; an unknown one obliges nobody and comes last."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _of_effects(before: Bundle, after: Bundle) -> Iterator[Relaxation]:
    """Outcomes beside the scale that a reason now brings about and did not before."""
    if not are_declared(before.catalog):
        return
    old_effects = effects_of(before.catalog)
    by_id = {requirement["id"]: requirement for requirement in _procedure_requirements(after)}
    for requirement_id, outcomes in effects_of(after.catalog).items():
        for code, outcome in outcomes.items():
            if old_effects.get(requirement_id, {}).get(code) != outcome:
                message = Message("compare.outcome_new", outcome=outcome, code=code)
                yield _at(by_id[requirement_id], f"reasons/{code}", message)


def _at(requirement: RequirementJson, path: str, message: Words) -> Relaxation:
    """The relaxation at a path inside a requirement; the empty path is the requirement itself."""
    requirement_id, title = requirement["id"], requirement["title"]
    return Relaxation(
        f"requirements/{requirement_id}/{path}".removesuffix("/"),
        Message(
            "compare.of_requirement", id=requirement_id, title=Bilingual(**title), message=message
        ),
    )
