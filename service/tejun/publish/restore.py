"""A rollback's archive: the content of an older edition under the name of a new one.

Always holds: rules, parameters, words and requirements are the older edition's to the last byte, but for their root and
for the edition's name, number and days. The manifest names the archive that it restores.

May not know: whether the new edition may be published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tejun import canonical
from tejun.authoring.module import compile_module
from tejun.bundle.archive import (
    CATALOG,
    DATA,
    ENTRYPOINT,
    MANIFEST,
    SIGNATURES,
    WASM,
    Bundle,
    root_of,
    seal_archive,
)
from tejun.bundle.mount import change_root
from tejun.registry import Edition


@dataclass(frozen=True)
class NextEdition:
    """The name, number and first day (YYYY-MM-DD) of an edition that is to be published next."""

    edition: str
    sequence: int
    effective_from: str


def next_edition(published: Sequence[Edition], effective_from: date) -> NextEdition:
    """The edition to publish after all these; its name is a number above theirs where their names are numbers."""
    numbers = [int(edition.edition) for edition in published if edition.edition.isdecimal()]
    return NextEdition(
        edition=str(max(numbers, default=len(published)) + 1),
        sequence=max((edition.sequence for edition in published), default=0) + 1,
        effective_from=effective_from.isoformat(),
    )


def build_rollback(
    original: Bundle, target: NextEdition, *, opa: Path, capabilities: Path | None = None
) -> bytes:
    """The unsigned archive of a rollback to the original. Raises BundleError or ToolMissingError."""
    root = root_of(original.program, target.edition)
    files = rollback_files(original, target)
    files[WASM] = compile_module(files, root, opa=opa, capabilities=capabilities)
    return seal_archive(files, _manifest(original, target, root))


def rollback_files(original: Bundle, target: NextEdition) -> dict[str, bytes]:
    """The original's files under the new edition's name, without manifest, module and signatures."""
    root = root_of(original.program, target.edition)
    rego = {
        path.replace(original.root, root, 1): change_root(
            text.decode("utf-8"), root, old_root=original.root
        ).encode("utf-8")
        for path, text in original.files.items()
        if path not in {MANIFEST, SIGNATURES, DATA, CATALOG, WASM}
    }
    data = original.data[original.root]
    edition = {**data["edition"], "edition": target.edition}
    program = {**original.catalog["program"], **_edition_fields(target)}
    program.pop("effective_until", None)
    return {
        **rego,
        DATA: canonical.dumps({root: {**data, "edition": edition}}),
        CATALOG: canonical.dumps({**original.catalog, "program": program}),
    }


def _manifest(original: Bundle, target: NextEdition, root: str) -> dict[str, Any]:
    return {
        "roots": [root],
        "rego_version": 1,
        "metadata": {
            "program": original.program,
            "base": original.base,
            **_edition_fields(target),
            "entrypoint": f"{root}/{ENTRYPOINT}",
            "restores": original.digest,
        },
    }


def _edition_fields(target: NextEdition) -> dict[str, Any]:
    return {
        "edition": target.edition,
        "sequence": target.sequence,
        "effective_from": target.effective_from,
    }
