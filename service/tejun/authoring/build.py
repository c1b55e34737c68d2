"""Building a bundle: from the authored tree to one archive.

The steps, each only after the one before has succeeded: lint (METADATA, program.yaml); our own checks on the Rego
(`tejun.authoring.checks`); mount under the edition's own root; OPA's checks (strict, the input schema, the allowed
built-ins); compile to WebAssembly; pack.

Always holds: the same sources and the same OPA give the same bytes, from whatever folder; what is built can be read
back by `read_archive`.

May not know: where the archive goes, or how it is signed.
"""

from pathlib import Path
from typing import Any

from tejun import canonical
from tejun.authoring import lint
from tejun.authoring.catalog import build_catalog
from tejun.authoring.checks import gate
from tejun.authoring.data import data_document
from tejun.authoring.module import compile_module
from tejun.authoring.source import Source, read_source
from tejun.bundle.archive import CATALOG, DATA, ENTRYPOINT, WASM, root_of, seal_archive
from tejun.bundle.mount import mount


def build_archive(policies: Path, slug: str, *, opa: Path) -> bytes:
    """The archive of the program's edition. Raises BundleError naming what to mend, or ToolMissingError."""
    source = read_source(policies, slug)
    lint.check_sources(source, source.procedure)
    gate.check_rego(source, source.procedure, opa=opa)
    root = root_of(slug, source.config["edition"])
    files = _files(source, root)
    files[WASM] = _compile(files, source.procedure.resolve(), root=root, opa=opa)
    return seal_archive(files, _manifest(source.config, root))


def _files(source: Source, root: str) -> dict[str, bytes]:
    """The bundle's files but the module and the manifest."""
    rego = {
        f"{root}/{path}": mount(path, text, root).encode("utf-8")
        for path, text in source.rego.items()
    }
    return {
        **rego,
        DATA: canonical.dumps({root: data_document(source)}),
        CATALOG: canonical.dumps(build_catalog(source)),
    }


def _manifest(config: dict[str, Any], root: str) -> dict[str, Any]:
    """The manifest without its revision. No `wasm` key: an OPA built without WebAssembly refuses a bundle with one."""
    about = {
        "program": config["slug"],
        "edition": config["edition"],
        "base": config["base"],
        "sequence": config["sequence"],
        "effective_from": config["effective_from"],
        "entrypoint": f"{root}/{ENTRYPOINT}",
    }
    if "effective_until" in config:
        about["effective_until"] = config["effective_until"]
    return {"roots": [root], "rego_version": 1, "metadata": about}


def _compile(files: dict[str, bytes], procedure: Path, *, root: str, opa: Path) -> bytes:
    return compile_module(
        files,
        root,
        opa=opa,
        capabilities=procedure / "capabilities.json",
        input_schema=procedure / "schemas" / "input.json",
    )
