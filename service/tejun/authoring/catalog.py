"""The catalog of an edition: every requirement with its clause, its reasons and their words, from the METADATA.

Always holds: what it is made from has passed `tejun.authoring.lint`; every reason that a finding of the edition can
carry has its words, inherited ones and a program's tightenings included; requirements stand in the order of the
source's clauses.

May not know: findings, or how anything is shown to a person.
"""

from typing import Any

from tejun.authoring.source import Source, is_program_path, requirements, tightenings
from tejun.bundle.metadata import Metadata
from tejun.terms import CATALOG_SCHEMA_ID

ITEMS = (
    "定義",
    "基本的枠組み",
    "対象範囲",
    "平時",
    "process",
    "①",
    "②",
    "③",
    "④",
    "DD",
    "(1)",
    "(2)",
    "(3)",
    "(4)",
    "(5)",
    "リスク評価",
    "軽減措置",
    "整理",
)
"""The items of the procedure's clauses, in the order in which a person goes through them; a program's own come last."""

_PROGRAM_KEYS = (
    "slug",
    "title",
    "funding_agency",
    "contact",
    "example",
    "edition",
    "base",
    "sequence",
    "effective_from",
    "sources",
    "call",
    "parameters",
)
_REQUIREMENT_KEYS = (
    "id",
    "title",
    "clause",
    "actor",
    "stage",
    "classes",
    "subjects",
    "enforcement",
    "effective_from",
)


def catalog(source: Source) -> dict[str, Any]:
    """The catalog (`tejun/catalog/3`) of sources that have passed the lint."""
    listed = [_requirement(source, metadata) for metadata in requirements(source)]
    return {
        "schema": CATALOG_SCHEMA_ID,
        "program": {
            **{key: source.config[key] for key in _PROGRAM_KEYS},
            "base_edition": source.base.edition.about,
            "forms": source.config.get("forms", []),
        },
        "requirements": sorted(listed, key=_order),
    }


def reasons(source: Source, metadata: Metadata) -> dict[str, Any]:
    """The reasons that the package declares, those of lib that it inherits included; its own come before theirs."""
    return _with_inherited(source, metadata, "reasons")


def parameters(source: Source, metadata: Metadata) -> dict[str, Any]:
    """The parameters that the package reads, those of lib that it inherits included."""
    return _with_inherited(source, metadata, "parameters")


def _with_inherited(source: Source, metadata: Metadata, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in metadata.custom.get("inherits", []):
        found |= source.lib[name].custom.get(key, {})
    return {**found, **metadata.custom.get(key, {})}


def _requirement(source: Source, metadata: Metadata) -> dict[str, Any]:
    custom = metadata.custom
    return {
        **{key: custom[key] for key in _REQUIREMENT_KEYS},
        "layer": "program" if is_program_path(metadata.path) else "procedure",
        "actors": custom.get("actors", {}),
        "description": metadata.descriptions,
        "package": metadata.package,
        "parameters": parameters(source, metadata),
        "reasons": reasons(source, metadata) | _tightened(source, custom["id"]),
    }


def _tightened(source: Source, requirement: str) -> dict[str, Any]:
    """The reasons for which the program tightens the requirement; `by` names the program's own condition."""
    return {
        code: {**reason, "by": {key: metadata.custom[key] for key in ("id", "title", "clause")}}
        for metadata in tightenings(source)
        if metadata.custom["tightens"] == requirement
        for code, reason in reasons(source, metadata).items()
    }


def _order(requirement: dict[str, Any]) -> tuple[int, str]:
    item = requirement["clause"]["item"]
    return (ITEMS.index(item) if item in ITEMS else len(ITEMS), requirement["id"])
