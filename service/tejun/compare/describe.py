"""The description of an edition: what it says of itself, in short, for whoever has only its archive.

May not know: languages, or how it is shown.
"""

from collections import Counter
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.compare.parameters import parameter_values, read_tightenings

DESCRIPTION_SCHEMA_ID = "tejun/bundle-description/1"


def describe_bundle(bundle: Bundle) -> dict[str, Any]:
    """The edition's description as plain JSON values (`tejun/bundle-description/1`).

    What the catalog of an older edition lacks is empty. Raises BundleError where the METADATA of a tightening cannot be
    read.
    """
    program = bundle.catalog["program"]
    layers = Counter(requirement["layer"] for requirement in bundle.catalog["requirements"])
    return {
        "schema": DESCRIPTION_SCHEMA_ID,
        **bundle.identity,
        "title": program.get("title", {}),
        "funding_agency": program.get("funding_agency", {}),
        "contact": program.get("contact", ""),
        "example": bundle.is_example,
        "base_edition": program.get("base_edition", {}),
        "sequence": bundle.sequence,
        "effective_from": bundle.effective_from,
        "effective_until": bundle.effective_until,
        "restores": bundle.restores,
        "call": program.get("call", {}),
        "revision": bundle.revision,
        "digest": bundle.digest,
        "entrypoint": bundle.entrypoint,
        "requirements": {layer: layers[layer] for layer in ("procedure", "program")},
        "tightenings": sum(1 for _ in read_tightenings(bundle)),
        "parameters": parameter_values(bundle),
        "files": {path: len(content) for path, content in sorted(bundle.files.items())},
    }
