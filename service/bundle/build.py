"""Building a bundle: from the authored tree to one archive.

The steps, each only after the one before has held: lint (METADATA, program.yaml); our own checks on the Rego
(`service.bundle.checks`); mount under the edition's own root; OPA's checks (strict, the input schema, the allowed
built-ins); compile to WebAssembly; pack.

Always holds: the same sources and the same OPA give the same bytes, from whatever folder; what is built can be read
back by `read_archive`. No `-O`: it has changed logic before and breaks METADATA.

May not know: where the archive goes, or how it is signed.
"""

import tarfile
import tempfile
from pathlib import Path
from typing import Any

from service import canonical
from service.bundle import lint, tools
from service.bundle.archive import (
    CATALOG,
    DATA,
    ENTRYPOINT,
    MANIFEST,
    WASM,
    pack,
    read_archive,
    revision_of,
    root_of,
)
from service.bundle.catalog import catalog
from service.bundle.checks import gate
from service.bundle.mount import mounted
from service.bundle.source import Source, data_document, read_source
from service.errors import BundleError, Text


def build(policies: Path, slug: str, *, opa: Path) -> bytes:
    """The archive of the program's edition. Raises BundleError naming what to mend, or ToolMissingError."""
    source = read_source(policies, slug)
    lint.check(source, policies)
    gate.check(source, policies, opa=opa)
    root = root_of(slug, source.config["edition"])
    files = _files(source, root)
    files[WASM] = _compile(files, policies.resolve(), root=root, opa=opa)
    manifest = _manifest(source.config, root)
    files[MANIFEST] = canonical.dumps(manifest)
    manifest["revision"] = revision_of(files)
    files[MANIFEST] = canonical.dumps(manifest)
    archive = pack(files)
    read_archive(archive)
    return archive


def _files(source: Source, root: str) -> dict[str, bytes]:
    """The bundle's files but the module and the manifest."""
    rego = {
        f"{root}/{path}": mounted(path, text, root).encode("utf-8")
        for path, text in source.rego.items()
    }
    return {
        **rego,
        DATA: canonical.dumps({root: data_document(source)}),
        CATALOG: canonical.dumps(catalog(source)),
    }


def _manifest(config: dict[str, Any], root: str) -> dict[str, Any]:
    """The manifest without its revision. No `wasm` key: an OPA built without WebAssembly refuses a bundle with one."""
    return {
        "roots": [root],
        "rego_version": 1,
        "metadata": {
            "program": config["slug"],
            "edition": config["edition"],
            "base": config["base"],
            "sequence": config["sequence"],
            "effective_from": config["effective_from"],
            "entrypoint": f"{root}/{ENTRYPOINT}",
        },
    }


def _compile(files: dict[str, bytes], policies: Path, *, root: str, opa: Path) -> bytes:
    """Checks the mounted Rego and gives its WebAssembly module."""
    capabilities = f"--capabilities={policies / 'capabilities.json'}"
    schema = f"--schema={policies / 'schemas' / 'input.json'}"
    with tempfile.TemporaryDirectory() as name:
        # OPA writes the paths that it is given into errors and the archive: it runs inside the folder.
        folder = Path(name)
        for path in (path for path in files if path.endswith(".rego")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(files[path])
        _run(opa, ["check", "--strict", schema, capabilities, root], cwd=folder)
        entrypoint = f"--entrypoint={root}/{ENTRYPOINT}"
        target = ["--target=wasm", "--output=built.tar.gz"]
        _run(opa, ["build", *target, entrypoint, capabilities, root], cwd=folder)
        with tarfile.open(folder / "built.tar.gz") as built:
            module = built.extractfile("/policy.wasm")
            return module.read() if module else b""


def _run(opa: Path, arguments: list[str], *, cwd: Path) -> None:
    run = tools.run_opa(opa, arguments, cwd=cwd)
    if run.returncode != 0:
        said = (run.stderr or run.stdout).decode("utf-8", "replace")
        raise _refused_by_opa(arguments[0], said.strip())


def _refused_by_opa(command: str, said: str) -> BundleError:
    return BundleError(
        Text(
            ja=f"opa {command} がポリシーを受け付けませんでした。\n{said}",
            en=f"opa {command} refused the policies.\n{said}",
        ),
        Text(
            ja="示されたファイルを直してください（パスの先頭は版のルートで、以下は policies/ と同じです）。",
            en="Mend the files named (the first part of a path is the edition's root, the rest is as in policies/).",
        ),
    )
