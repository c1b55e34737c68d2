"""Whether an engine's result may be called a decision.

The engine has held the result to its shape (`tejun.engine.answers`); here is what only the bundle and the
facts can tell.

Always holds: a result that passes has exactly one finding for every requirement and subject in scope and nothing else;
every status, reason, layer and enforcement is one that the bundle's catalog or the model knows; its edition is the
bundle's; its outcome is the one that its findings give. Subjects in scope are derived here, from the catalog and the
facts, and the outcome is worked out again, so that a policy which falls silent or contradicts itself is found out.

May not know: engines, records, words for people.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.bundle.effects import Effects
from tejun.errors import EvaluationError
from tejun.terms import EFFECTS, RESULT_SCHEMA_ID
from tejun.words import Message, Words

_FINDING_KEYS = {
    *("requirement", "subject", "status", "reason", "params", "reads", "layer", "enforcement")
}

_OUTCOME_OF = {
    "unsatisfied": "action_required",
    "missing_information": "information_required",
    "consult_fa": "consultation_required",
}

Cell = tuple[str, str]
"""A requirement and a subject."""


def examine(result: Any, bundle: Bundle, facts: Mapping[str, Any]) -> None:
    """Raises EvaluationError unless `result` is a decision of `bundle` over `facts`, whole and consistent."""
    try:
        _examine(result, bundle, facts)
    except (KeyError, TypeError, AttributeError) as error:
        raise refused(Message("decide.examine")) from error


def _examine(result: Any, bundle: Bundle, facts: Mapping[str, Any]) -> None:
    if not _is_of(result, bundle):
        raise refused(Message("decide.examine.it_is_of_another"))
    findings, indicators = result["findings"], result["indicators"]
    _examine_words(findings, bundle.requirements)
    _examine_cells(findings, expected_cells(bundle.catalog, facts, indicators))
    outcome = outcome_of(findings, bundle.effects)
    if result["outcome"] != outcome:
        raise refused(
            Message(
                "decide.examine.the_outcome_is_not",
                outcome=str(result["outcome"])[:40],
                outcome_2=outcome,
            )
        )


def expected_cells(
    catalog: Mapping[str, Any], facts: Mapping[str, Any], indicators: Iterable[Mapping[str, Any]]
) -> set[Cell]:
    """Every requirement with every subject of which it is asked: the application alone where there is nobody else."""
    subjects = _subjects(facts, indicators)
    cells: set[Cell] = set()
    for requirement in catalog["requirements"]:
        names = {name for kind in requirement["subjects"] for name in subjects[kind]}
        cells.update((requirement["id"], name) for name in names or {"application"})
    return cells


def outcome_of(findings: Iterable[Mapping[str, Any]], effects: Effects) -> str:
    """The outcome that findings give: one that a reason of the procedure's brings about, else the worst binding one."""
    brought_about: set[str | None] = set()
    standing: set[str] = set()
    for finding in findings:
        if finding["layer"] == "procedure":
            brought_about.add(effects.get(finding["requirement"], {}).get(finding["reason"]))
        if finding["enforcement"] == "binding":
            standing.add(finding["status"])
    beside = next((outcome for outcome in EFFECTS if outcome in brought_about), None)
    return beside or next(
        (outcome for status, outcome in _OUTCOME_OF.items() if status in standing),
        "prepared" if standing else "undefined",
    )


def refused(reason: Words) -> EvaluationError:
    """The one error for a result that may not be called a decision."""
    return EvaluationError(
        Message("decide.refused.detail", reason=reason),
        Message("decide.refused.advice"),
    )


def _subjects(
    facts: Mapping[str, Any], indicators: Iterable[Mapping[str, Any]]
) -> dict[str, list[str]]:
    """The names of the subjects of each kind, as findings have them."""
    institutions, people = facts["institutions"], facts["people"]
    supporters = facts.get("supporters", {})
    named = supporters["entries"] if supporters.get("state") == "provided" else []
    return {
        "application": ["application"],
        "lead": [
            f"institution:{institution['id']}"
            for institution in institutions
            if institution["role"] == "lead"
        ],
        "joint": [
            f"institution:{institution['id']}"
            for institution in institutions
            if institution["role"] != "lead"
        ],
        "institution": [f"institution:{institution['id']}" for institution in institutions],
        "person": [f"person:{person['id']}" for person in people],
        "co_pi": [f"person:{person['id']}" for person in people if person["role"] == "co_pi"],
        "supporter": [f"supporter:{supporter['id']}" for supporter in named],
        "measure": [f"measure:{measure['id']}" for measure in facts.get("measures", [])],
        "indicator": [f"indicator:{indicator['key']}" for indicator in indicators],
    }


def _is_of(result: Mapping[str, Any], bundle: Bundle) -> bool:
    return bool(result["schema"] == RESULT_SCHEMA_ID and result["edition"] == bundle.named)


def _examine_words(findings: Iterable[Any], requirements: Mapping[str, Any]) -> None:
    """Each finding says what its requirement can say: a reason of the catalog, with that reason's own status."""
    for finding in findings:
        requirement = requirements.get(finding["requirement"], {"reasons": {}})
        reason = requirement["reasons"].get(finding["reason"])
        if (
            finding.keys() != _FINDING_KEYS
            or reason is None
            or reason["status"] != finding["status"]
            or not _may_be_enforced(finding, requirement)
        ):
            raise _not_in_catalog(finding)


def _may_be_enforced(finding: Mapping[str, Any], requirement: Mapping[str, Any]) -> bool:
    """As the catalog has it; a program's tightening of the procedure may make it binding."""
    layer, enforcement = finding["layer"], finding["enforcement"]
    if layer == requirement["layer"]:
        return bool(enforcement == requirement["enforcement"])
    return layer == "program" and enforcement in {"binding", requirement["enforcement"]}


def _examine_cells(findings: list[dict[str, Any]], expected: set[Cell]) -> None:
    found = {(finding["requirement"], finding["subject"]) for finding in findings}
    if len(found) == len(findings) and found == expected:
        return
    missing, extra = sorted(expected - found), sorted(found - expected)
    if missing:
        what, (requirement, subject) = Message("decide.examine_cells"), missing[0]
    elif extra:
        what, (requirement, subject) = (
            Message("decide.examine_cells.was_not_asked_for"),
            extra[0],
        )
    else:
        what, (requirement, subject) = (
            Message("decide.examine_cells.stands_twice"),
            _twice(findings),
        )
    raise refused(
        Message(
            "decide.examine_cells.the_finding_on_for",
            requirement=requirement,
            subject=subject,
            what=what,
        )
    )


def _twice(findings: Iterable[Mapping[str, Any]]) -> Cell:
    seen: set[Cell] = set()
    for finding in findings:
        cell = finding["requirement"], finding["subject"]
        if cell in seen:
            return cell
        seen.add(cell)
    return "—", "—"


def _not_in_catalog(finding: Mapping[str, Any]) -> EvaluationError:
    requirement = str(finding["requirement"])[:40]
    said = "/".join(
        str(finding.get(key))[:60] for key in ("status", "reason", "layer", "enforcement")
    )
    return refused(Message("decide.not_in_catalog", requirement=requirement, said=said))
