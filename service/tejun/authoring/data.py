"""What an edition's Rego reads besides the input, `data.policy`: made from program.yaml and the METADATA.

Always holds: which outcomes reasons bring about (`effects`) is taken from the catalog, never from METADATA once more.

May not know: what a rule makes of it.
"""

from collections.abc import Iterable
from typing import Any

from tejun.authoring.catalog import build_catalog
from tejun.authoring.source import Source
from tejun.bundle.effects import effects_of
from tejun.model.names import prepare_name


def data_document(source: Source) -> dict[str, Any]:
    """What Rego reads as `data.policy`: the edition's name, its word on the program (call, designation, kind of fund,
    how the agency's name compares),
    the program's parameters and forms, and which reasons bring about an outcome by themselves. The
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
        "funding_agency": {"forms": _forms(config["funding_agency"].values())},
        "params": config["parameters"],
        "forms": {
            form["id"]: [item["id"] for item in form["items"]] for form in config.get("forms", [])
        },
        "effects": effects_of(build_catalog(source)),
    }


def _forms(names: Iterable[str]) -> list[str]:
    return sorted({form for name in names for form in prepare_name(name)["forms"]})
