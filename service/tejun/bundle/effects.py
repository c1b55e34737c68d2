"""The outcomes that reasons bring about by themselves, as an edition's catalog declares them (`outcome` of a reason).

Two outcomes stand beside the scale of statuses: `out_of_scope` and `replaced`. The Rego finds them with the edition's
data (`effects`), the examination of its result with the catalog; both have them from here.

Always holds: a bundle's data and its catalog agree (`effects_agree`, checked of every archive that is read). Only the
procedure's own binding requirements bring one about, for a reason with the status that belongs to it
(`tejun.terms.EFFECTS`). What a program adds or tightens brings about none, whatever an archive says of it.

May not know: findings, or how METADATA is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tejun.terms import CATALOG_BEFORE_EFFECTS, EFFECTS

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import ReasonJson, RequirementJson

Effects = Mapping[str, Mapping[str, str]]
"""An outcome, by the requirement's id and the reason that brings it about."""


def effects_of(catalog: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the reasons of the catalog bring about; requirements without such a reason are left out."""
    effects: dict[str, dict[str, str]] = {}
    for requirement in catalog["requirements"]:
        for code, reason in requirement["reasons"].items():
            if "outcome" in reason and _is_valid_effect(requirement, reason):
                effects.setdefault(requirement["id"], {})[code] = reason["outcome"]
    return effects


def are_declared(catalog: Mapping[str, Any]) -> bool:
    """Whether the catalog says what its reasons bring about; one that an early tejun made says nothing of it."""
    return catalog.get("schema") != CATALOG_BEFORE_EFFECTS


def effects_agree(catalog: Mapping[str, Any], data: Any) -> bool:
    """Whether the data of an archive (`effects`) say what its catalog declares; False where either has no such form."""
    if not are_declared(catalog):
        return True
    try:
        return bool(data.get("effects", {}) == effects_of(catalog))
    except (AttributeError, KeyError, TypeError):
        return False


def _is_valid_effect(requirement: RequirementJson, reason: ReasonJson) -> bool:
    """Whether the outcome counts; a reason that a program's tightening gives has `by`."""
    has_its_status = (reason["outcome"], reason["status"]) in EFFECTS.items()
    is_of_procedure = requirement["layer"] == "procedure" and "by" not in reason
    is_of_whole = requirement["enforcement"] == "binding" and requirement["subjects"] == _WHOLE
    return has_its_status and is_of_procedure and is_of_whole


_WHOLE = ["application"]
"""What frees the whole application is asked of it alone, as METADATA must say too (`tejun.authoring.effects`)."""
