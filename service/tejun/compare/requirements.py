"""What differs between the requirements of two editions, and between the tightenings that their programs add.

Always holds: a program's tightening is a requirement of its own here, with the reasons that it gives; the requirement
that it tightens is compared without them.

May not know: parameters, Rego, or how a difference is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.bundle.metadata import Metadata
from tejun.compare.changes import Change, Kind, find_changes, is_same_json
from tejun.compare.parameters import read_tightenings
from tejun.model.json_types import ReasonJson, RequirementJson

_TIGHTENING_KEYS = (
    "actor",
    "actors",
    "stage",
    "classes",
    "subjects",
    "enforcement",
    "effective_from",
    "parameters",
)
"""What the METADATA of a tightening says and the catalog does not."""


@dataclass(frozen=True)
class RequirementChange:
    """A requirement, or a tightening of one (`tightens`), that was added, removed or changed.

    `requirement` is its entry in the second edition, where it was removed that in the first; `changes` are empty where
    it was added or removed.
    """

    id: str
    kind: Kind
    layer: str
    tightens: str | None
    requirement: RequirementJson
    changes: tuple[Change, ...]


def find_requirement_changes(before: Bundle, after: Bundle) -> Iterator[RequirementChange]:
    """The differences, those of the second edition's requirements first.

    Raises BundleError where the METADATA of a tightening cannot be read.
    """
    old, new = _requirements_by_id(before), _requirements_by_id(after)
    for requirement_id in dict.fromkeys([*new, *old]):
        if requirement_id not in old:
            yield _change("added", new[requirement_id])
        elif requirement_id not in new:
            yield _change("removed", old[requirement_id])
        elif changes := tuple(find_changes(old[requirement_id], new[requirement_id])):
            yield _change("changed", new[requirement_id], changes)


def _change(
    kind: Kind, requirement: RequirementJson, changes: tuple[Change, ...] = ()
) -> RequirementChange:
    return RequirementChange(
        id=requirement["id"],
        kind=kind,
        layer=requirement["layer"],
        tightens=requirement.get("tightens"),
        requirement=requirement,
        changes=changes,
    )


def _requirements_by_id(bundle: Bundle) -> dict[str, RequirementJson]:
    """The requirements without the reasons for which the program tightens them, then its tightenings with these."""
    requirements: dict[str, RequirementJson] = {}
    tightenings: dict[str, Any] = {}
    descriptions = {
        metadata.custom["id"]: _description(metadata) for metadata in read_tightenings(bundle)
    }
    catalog: list[RequirementJson] = bundle.catalog["requirements"]
    for requirement in catalog:
        reasons = requirement["reasons"]
        own_reasons = {code: reason for code, reason in reasons.items() if "by" not in reason}
        requirements[requirement["id"]] = {**requirement, "reasons": own_reasons}
        for code, reason in reasons.items():
            if code in own_reasons:
                continue
            _add_reason(
                tightenings,
                code,
                reason,
                tightens=requirement["id"],
                descriptions=descriptions,
            )
    return requirements | tightenings


def _add_reason(
    tightenings: dict[str, Any],
    code: str,
    reason: ReasonJson,
    *,
    tightens: str,
    descriptions: dict[str, dict[str, Any]],
) -> None:
    """Adds the reason to the tightening that gives it (`by`)."""
    by = reason["by"]
    fields = {key: value for key, value in reason.items() if key != "by"}
    start = {
        **descriptions.get(by["id"], {}),
        **by,
        "tightens": tightens,
        "layer": "program",
        "reasons": {},
    }
    tightening = tightenings.setdefault(by["id"], start)
    # Each reason repeats whose it is; where it says otherwise than the first, that is a difference too.
    is_same = all(is_same_json(tightening[key], value) for key, value in by.items())
    tightening["reasons"][code] = fields if is_same else {**fields, "by": by}


def _description(metadata: Metadata) -> dict[str, Any]:
    custom = metadata.custom
    fields = {key: custom[key] for key in _TIGHTENING_KEYS if key in custom}
    return {"description": metadata.descriptions, **fields}
