"""The catalog of an edition: every requirement with its clause, its reasons and their words, from the METADATA.

Always holds: what it is made from has passed `tejun.authoring.lint`; every reason that a finding of the edition can
carry has its words, inherited ones and a program's tightenings included; requirements stand in the order of the
source's clauses.

May not know: findings, or how anything is shown to a person.
"""

from typing import Any

from tejun.authoring.source import (
    Source,
    is_program_path,
    requirement_packages,
    tightening_packages,
)
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
_WHERE_SAID = ("retention",)
"""Of the program where program.yaml says it, and not there where it does not."""

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


def build_catalog(source: Source) -> dict[str, Any]:
    """The catalog (`tejun/catalog/4`) of sources that have passed the lint."""
    entries = [_requirement(source, metadata) for metadata in requirement_packages(source)]
    return {
        "schema": CATALOG_SCHEMA_ID,
        "program": {
            **{key: source.config[key] for key in _PROGRAM_KEYS},
            **{key: source.config[key] for key in _WHERE_SAID if key in source.config},
            "base_edition": source.base.edition.catalog_entry,
            "designation": source.config.get("designation", {}),
            "fund": source.config.get("fund", {}),
            "forms": source.config.get("forms", []),
        },
        "requirements": sorted(entries, key=_clause_order),
    }


def declared_reasons(source: Source, metadata: Metadata) -> dict[str, Any]:
    """The reasons that the package declares, those of lib that it inherits included; its own come before theirs."""
    return _with_inherited(source, metadata, "reasons")


def declared_parameters(source: Source, metadata: Metadata) -> dict[str, Any]:
    """The parameters that the package reads, those of lib that it inherits included."""
    return _with_inherited(source, metadata, "parameters")


def declared_readings(source: Source, metadata: Metadata) -> list[dict[str, Any]]:
    """Where the package reads more into the source than its words, and why: its own readings, then the inherited.

    Each has its words (`ja`, `en`) and the `reasons` that rest on it.
    """
    inherited = [source.lib[name] for name in metadata.custom.get("inherits", [])]
    return [
        {"reasons": [], **reading}
        for block in (metadata, *inherited)
        for reading in block.custom.get("readings", [])
    ]


def _with_inherited(source: Source, metadata: Metadata, key: str) -> dict[str, Any]:
    inherited: dict[str, Any] = {}
    for name in metadata.custom.get("inherits", []):
        inherited |= source.lib[name].custom.get(key, {})
    return {**inherited, **metadata.custom.get(key, {})}


def _requirement(source: Source, metadata: Metadata) -> dict[str, Any]:
    custom = metadata.custom
    return {
        **{key: custom[key] for key in _REQUIREMENT_KEYS},
        "layer": "program" if is_program_path(metadata.path) else "procedure",
        "actors": custom.get("actors", {}),
        "description": metadata.descriptions,
        "package": metadata.package,
        "parameters": declared_parameters(source, metadata),
        "readings": declared_readings(source, metadata),
        "reasons": declared_reasons(source, metadata) | _tightening_reasons(source, custom["id"]),
    }


def _tightening_reasons(source: Source, requirement: str) -> dict[str, Any]:
    """The reasons for which the program tightens the requirement; `by` names the program's own condition."""
    return {
        code: {**reason, "by": {key: metadata.custom[key] for key in ("id", "title", "clause")}}
        for metadata in tightening_packages(source)
        if metadata.custom["tightens"] == requirement
        for code, reason in declared_reasons(source, metadata).items()
    }


def _clause_order(requirement: dict[str, Any]) -> tuple[int, str]:
    item = requirement["clause"]["item"]
    return (ITEMS.index(item) if item in ITEMS else len(ITEMS), requirement["id"])
