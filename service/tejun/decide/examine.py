"""Whether an engine's result may be called a decision.

The engine has checked the result's shape (`tejun.engine.answers`); this module checks it against the bundle and the
facts.

Always holds: a result that passes has exactly one finding for every requirement and subject in scope and nothing else;
every status, reason, layer and enforcement is one that the bundle's catalog or the model knows; its edition is the
bundle's; its outcome is the one that its findings give. The subjects in scope and the outcome are derived again, from
the catalog and the facts, so that a policy which falls silent or contradicts itself is detected.

May not know: engines, records, words for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tejun.bundle.archive import Bundle
from tejun.bundle.effects import Effects
from tejun.errors import EvaluationError
from tejun.model.supporters import supporters
from tejun.terms import RESULT_SCHEMA_ID
from tejun.words import Message, Words

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import FindingJson, IndicatorJson, RequirementJson

_FINDING_FIELDS = {
    *("requirement", "subject", "status", "reason", "params", "reads", "layer", "enforcement")
}

_OUTCOME_OF = {
    "unsatisfied": "action_required",
    "missing_information": "information_required",
    "consult_fa": "consultation_required",
}

_SETTLED = {"satisfied", "not_applicable"}
"""What leaves nothing to do; where nothing is satisfied, and all is not applicable, the rules give no outcome."""

FindingKey = tuple[str, str]
"""A requirement and a subject: there is one finding for each."""


def examine(result: Any, bundle: Bundle, facts: Mapping[str, Any]) -> None:
    """Raises EvaluationError unless `result` is a decision of `bundle` over `facts`, whole and consistent."""
    try:
        _examine(result, bundle, facts)
    except (KeyError, TypeError, AttributeError) as error:
        raise no_decision_error(Message("decide.refused.form")) from error


def _examine(result: Any, bundle: Bundle, facts: Mapping[str, Any]) -> None:
    if not _is_result_of(result, bundle):
        raise no_decision_error(Message("decide.refused.edition"))
    findings, indicators = result["findings"], result["indicators"]
    _require_known_words(findings, bundle.requirements)
    _require_findings(findings, expected_finding_keys(bundle.catalog, facts, indicators))
    outcome = outcome_of(findings, bundle.effects)
    if result["outcome"] != outcome:
        raise no_decision_error(
            Message(
                "decide.refused.outcome",
                given=str(result["outcome"])[:40],
                expected=outcome,
            )
        )


def expected_finding_keys(
    catalog: Mapping[str, Any], facts: Mapping[str, Any], indicators: Iterable[IndicatorJson]
) -> set[FindingKey]:
    """Every requirement with every subject of which it is asked: the application alone where there is nobody else."""
    subjects = _subjects(facts, indicators)
    keys: set[FindingKey] = set()
    for requirement in catalog["requirements"]:
        names = {name for kind in requirement["subjects"] for name in subjects[kind]}
        keys.update((requirement["id"], name) for name in names or {"application"})
    return keys


def outcome_of(findings: Iterable[FindingJson], effects: Effects) -> str:
    """The outcome that findings give: one that a reason of the procedure's brings about, else the worst binding one.

    Where the procedure is replaced, what the program asks for beside it gives the outcome if that is worse.
    """
    effect_outcomes: set[str | None] = set()
    binding_statuses: dict[str, set[str]] = {"procedure": set(), "program": set()}
    for finding in findings:
        if finding["layer"] == "procedure":
            effect_outcomes.add(effects.get(finding["requirement"], {}).get(finding["reason"]))
        if finding["enforcement"] == "binding":
            binding_statuses[finding["layer"]].add(finding["status"])
    if "out_of_scope" in effect_outcomes:
        return "out_of_scope"
    replaced = "replaced" in effect_outcomes
    standing = binding_statuses["program"] | (set() if replaced else binding_statuses["procedure"])
    is_settled = standing <= _SETTLED
    at_best = "replaced" if replaced else "prepared" if "satisfied" in standing else "undefined"
    return next(
        (outcome for status, outcome in _OUTCOME_OF.items() if status in standing),
        at_best if is_settled else "undefined",
    )


def no_decision_error(reason: Words) -> EvaluationError:
    """The error for every result that may not be called a decision."""
    return EvaluationError(
        Message("decide.refused.detail", reason=reason),
        Message("decide.refused.advice"),
    )


def _subjects(
    facts: Mapping[str, Any], indicators: Iterable[IndicatorJson]
) -> dict[str, list[str]]:
    """The names of the subjects of each kind, as findings have them."""
    institutions, people = facts["institutions"], facts["people"]
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
        "supporter": [f"supporter:{supporter['id']}" for _, supporter in supporters(facts)],
        "measure": [f"measure:{measure['id']}" for measure in facts.get("measures", [])],
        "indicator": [f"indicator:{indicator['key']}" for indicator in indicators],
    }


def _is_result_of(result: Mapping[str, Any], bundle: Bundle) -> bool:
    return bool(result["schema"] == RESULT_SCHEMA_ID and result["edition"] == bundle.identity)


def _require_known_words(
    findings: Iterable[FindingJson], requirements: Mapping[str, RequirementJson]
) -> None:
    """Each finding says what its requirement can say: a reason of the catalog, with that reason's own status."""
    for finding in findings:
        requirement = requirements.get(finding["requirement"], {"reasons": {}})
        reason = requirement["reasons"].get(finding["reason"])
        if (
            finding.keys() != _FINDING_FIELDS
            or reason is None
            or reason["status"] != finding["status"]
            or not _has_known_enforcement(finding, requirement)
        ):
            raise _not_in_catalog_error(finding)


def _has_known_enforcement(finding: FindingJson, requirement: RequirementJson) -> bool:
    """As the catalog has it; a program's tightening of the procedure may make it binding."""
    layer, enforcement = finding["layer"], finding["enforcement"]
    if layer == requirement["layer"]:
        return bool(enforcement == requirement["enforcement"])
    return layer == "program" and enforcement in {"binding", requirement["enforcement"]}


def _require_findings(findings: Sequence[FindingJson], expected: set[FindingKey]) -> None:
    keys = {(finding["requirement"], finding["subject"]) for finding in findings}
    if len(keys) == len(findings) and keys == expected:
        return
    missing, extra = sorted(expected - keys), sorted(keys - expected)
    if missing:
        what, (requirement, subject) = Message("decide.finding.missing"), missing[0]
    elif extra:
        what, (requirement, subject) = (
            Message("decide.finding.not_asked_for"),
            extra[0],
        )
    else:
        what, (requirement, subject) = (
            Message("decide.finding.twice"),
            _first_repeated(findings),
        )
    raise no_decision_error(
        Message(
            "decide.finding.detail",
            requirement=requirement,
            subject=subject,
            what=what,
        )
    )


def _first_repeated(findings: Iterable[FindingJson]) -> FindingKey:
    seen: set[FindingKey] = set()
    for finding in findings:
        key = finding["requirement"], finding["subject"]
        if key in seen:
            return key
        seen.add(key)
    return "—", "—"


def _not_in_catalog_error(finding: FindingJson) -> EvaluationError:
    requirement = str(finding["requirement"])[:40]
    words = "/".join(
        str(finding.get(key))[:60] for key in ("status", "reason", "layer", "enforcement")
    )
    return no_decision_error(
        Message("decide.finding.not_in_catalog", requirement=requirement, finding=words)
    )
