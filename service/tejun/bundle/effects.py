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
    found: dict[str, dict[str, str]] = {}
    for entry in catalog["requirements"]:
        for code, reason in entry["reasons"].items():
            if "outcome" in reason and _counts(entry, reason):
                found.setdefault(entry["id"], {})[code] = reason["outcome"]
    return found


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


def _counts(entry: _Dict, reason: _Dict) -> bool:
    """A reason for which a program tightens the requirement says by which condition (`by`)."""
    fitting = (reason["outcome"], reason["status"]) in EFFECTS.items()
    own = entry["layer"] == "procedure" and "by" not in reason
    return fitting and own and bool(entry["enforcement"] == "binding")
