"""A rollback's archive: an earlier edition's content under the name of a new, later one.

Always holds: rules, parameters, words and requirements are the earlier edition's to the last byte, but for the root
under which they stand and the edition's name, number and days. The manifest names the archive that it restores.

May not know: whether the new edition may be published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tejun import canonical
from tejun.authoring.module import compiled
from tejun.bundle.archive import (
    CATALOG,
    DATA,
    ENTRYPOINT,
    MANIFEST,
    SIGNATURES,
    WASM,
    Bundle,
    root_of,
    sealed,
)
from tejun.bundle.mount import moved
from tejun.registry import Edition


@dataclass(frozen=True)
class Place:
    """Where in the order of a program's editions a new one stands. `effective_from` is YYYY-MM-DD."""

    edition: str
    sequence: int
    effective_from: str


def next_edition(published: Sequence[Edition], effective_from: date) -> Place:
    """The place behind all that were published: names that are numbers count on."""
    numbers = [int(edition.edition) for edition in published if edition.edition.isdecimal()]
    return Place(
        edition=str(max(numbers, default=len(published)) + 1),
        sequence=max((edition.sequence for edition in published), default=0) + 1,
        effective_from=effective_from.isoformat(),
    )


def restored(
    earlier: Bundle, place: Place, *, opa: Path, capabilities: Path | None = None
) -> bytes:
    """The archive, unsigned. Raises BundleError or ToolMissingError."""
    root = root_of(earlier.program, place.edition)
    files = content(earlier, place)
    files[WASM] = compiled(files, root, opa=opa, capabilities=capabilities)
    return sealed(files, _manifest(earlier, place, root))


def content(earlier: Bundle, place: Place) -> dict[str, bytes]:
    """The earlier edition's files at the new place, but for manifest, module and signatures."""
    root = root_of(earlier.program, place.edition)
    rego = {
        path.replace(earlier.root, root, 1): moved(
            text.decode("utf-8"), root, before=earlier.root
        ).encode("utf-8")
        for path, text in earlier.files.items()
        if path not in {MANIFEST, SIGNATURES, DATA, CATALOG, WASM}
    }
    data = earlier.data[earlier.root]
    named = {**data["edition"], "edition": place.edition}
    program = {**earlier.catalog["program"], **_dated(place)}
    program.pop("effective_until", None)
    return {
        **rego,
        DATA: canonical.dumps({root: {**data, "edition": named}}),
        CATALOG: canonical.dumps({**earlier.catalog, "program": program}),
    }


def _manifest(earlier: Bundle, place: Place, root: str) -> dict[str, Any]:
    return {
        "roots": [root],
        "rego_version": 1,
        "metadata": {
            "program": earlier.program,
            "base": earlier.base,
            **_dated(place),
            "entrypoint": f"{root}/{ENTRYPOINT}",
            "restores": earlier.digest,
        },
    }


def _dated(place: Place) -> dict[str, Any]:
    return {
        "edition": place.edition,
        "sequence": place.sequence,
        "effective_from": place.effective_from,
    }
