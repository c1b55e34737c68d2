"""What an edition's Rego reads besides the input, `data.policy`: made from program.yaml and the METADATA.

Always holds: which outcomes reasons bring about (`effects`) is taken from the catalog, never from METADATA once more.

May not know: what a rule makes of it.
"""

from typing import Any

from tejun.authoring.catalog import build_catalog
from tejun.authoring.source import Source, requirement_packages
from tejun.bundle.effects import effects_of


def data_document(source: Source) -> dict[str, Any]:
    """What Rego reads as `data.policy`: the edition's name, its word on the program (call, designation, kind of fund),
    the program's parameters, what the edition asks for, and which reasons bring about an outcome by themselves. The
    sources must have passed the lint."""
    config = source.config
    return {
        "edition": {
            "program": config["slug"],
            "edition": config["edition"],
            "base": config["base"],
        },
        "call": config["call"],
        "designation": config.get("designation", {}),
        "fund": config.get("fund", {}),
        "params": config["parameters"],
        "forms": {
            form["id"]: [item["id"] for item in form["items"]] for form in config.get("forms", [])
        },
        "checklist": checklist_entries(source),
        "effects": effects_of(build_catalog(source)),
    }


def checklist_entries(source: Source) -> list[dict[str, Any]]:
    """The requirements of the edition with their classes (第2章(4) 整理), for the checks on the policy itself."""
    items = [
        {
            "id": metadata.custom["id"],
            "classes": metadata.custom.get("classes", []),
            "enforcement": metadata.custom.get("enforcement"),
        }
        for metadata in requirement_packages(source)
        if "id" in metadata.custom
    ]
    return sorted(items, key=lambda item: str(item["id"]))
