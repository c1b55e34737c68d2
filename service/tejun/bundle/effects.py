"""The outcomes that reasons bring about by themselves, as an edition's catalog declares them (`outcome` of a reason).

Two outcomes stand beside the scale of statuses: `out_of_scope` and `replaced`. The Rego finds them with the edition's
data (`effects`), the examination of its result with the catalog; both have them from here.

Always holds: a bundle's data and its catalog name the same (`agree`, asked of every archive that is read). Only the
procedure's own binding requirements bring one about, for a reason with the status that belongs to it
(`tejun.terms.EFFECTS`). What a program adds or tightens brings about none, whatever an archive says of it.

May not know: findings, or how METADATA is written.
"""

from collections.abc import Mapping
from typing import Any

from tejun.terms import CATALOG_SCHEMA_ID, EFFECTS

Effects = Mapping[str, Mapping[str, str]]
"""An outcome, by the requirement's id and the reason that brings it about."""

_Dict = Mapping[str, Any]


def effects_of(catalog: _Dict) -> dict[str, dict[str, str]]:
    """What the reasons of the catalog bring about; requirements without such a reason are left out."""
    found = {
        entry["id"]: _of_reasons(entry["reasons"])
        for entry in catalog["requirements"]
        if _may(entry)
    }
    return {name: outcomes for name, outcomes in found.items() if outcomes}


def are_declared(catalog: _Dict) -> bool:
    """Whether the catalog says what its reasons bring about; one that an earlier tejun made says nothing of it."""
    return catalog.get("schema") == CATALOG_SCHEMA_ID


def agree(catalog: _Dict, data: Any) -> bool:
    """Whether the data of an archive (`effects`) say what its catalog declares; False where either has no such form."""
    if not are_declared(catalog):
        return True
    try:
        return bool(data.get("effects", {}) == effects_of(catalog))
    except (AttributeError, KeyError, TypeError):
        return False


def _may(entry: _Dict) -> bool:
    return bool(entry["layer"] == "procedure" and entry["enforcement"] == "binding")


def _of_reasons(reasons: Mapping[str, _Dict]) -> dict[str, str]:
    """A reason for which a program tightens the requirement says by which condition (`by`)."""
    return {
        code: reason["outcome"]
        for code, reason in reasons.items()
        if "by" not in reason and (reason.get("outcome"), reason["status"]) in EFFECTS.items()
    }
