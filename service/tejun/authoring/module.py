"""A bundle's compiled module: made by OPA from its Rego, and compared with it.

Always holds: the same Rego and the same OPA give the same module. No `-O`: it has changed logic before and breaks
METADATA.

May not know: where the Rego comes from, or what it decides.
"""

import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tejun import folders, toolchain
from tejun.bundle.archive import ENTRYPOINT, WASM, Bundle
from tejun.errors import BundleError
from tejun.words import Message

_CAPABILITIES = "capabilities.json"


def find_capabilities() -> Path | None:
    """The built-ins that a policy may call, as `policies/` here has them, else as they came with tejun."""
    places = (Path.cwd() / folders.POLICIES, folders.shipped(folders.POLICIES))
    files = (place / _CAPABILITIES for place in places if place)
    return next((file for file in files if file.is_file()), None)


def compile_module(
    rego: Mapping[str, bytes],
    root: str,
    *,
    opa: Path,
    capabilities: Path | None,
    input_schema: Path | None = None,
) -> bytes:
    """The WebAssembly module of the Rego files below `root`; with the input's schema they are checked against it first.

    Raises BundleError with what OPA says, or ToolMissingError.
    """
    allowed = [f"--capabilities={capabilities}"] if capabilities else []
    with tempfile.TemporaryDirectory() as name:
        # OPA writes the paths that it is given into errors and the archive: it runs inside the folder.
        folder = Path(name)
        for path in (path for path in rego if path.endswith(".rego")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(rego[path])
        if input_schema is not None:
            schema = f"--schema={input_schema}"
            _run(opa, ["check", "--strict", schema, *allowed, root], cwd=folder)
        target = ["--target=wasm", "--output=built.tar.gz", f"--entrypoint={root}/{ENTRYPOINT}"]
        _run(opa, ["build", *target, *allowed, root], cwd=folder)
        with tarfile.open(folder / "built.tar.gz") as built:
            module = built.extractfile("/policy.wasm")
            return module.read() if module else b""


def require_compiled(bundle: Bundle, *, opa: Path, capabilities: Path | None) -> None:
    """The module must be what OPA makes of the Rego, which may call no other built-ins.

    Raises BundleError or ToolMissingError.
    """
    module = compile_module(bundle.files, bundle.root, opa=opa, capabilities=capabilities)
    if module != bundle.wasm:
        raise BundleError(
            Message("authoring.not_its_module.detail", module=WASM),
            Message("authoring.not_its_module.advice", version=toolchain.OPA_VERSION),
        )


def _run(opa: Path, arguments: Sequence[str], *, cwd: Path) -> None:
    run = toolchain.run_opa(opa, list(arguments), cwd=cwd)
    if run.returncode != 0:
        output = (run.stderr or run.stdout).decode("utf-8", "replace")
        raise _opa_error(arguments[0], output.strip())


def _opa_error(command: str, output: str) -> BundleError:
    return BundleError(
        Message("authoring.refused_by_opa.detail", command=command, output=output),
        Message("authoring.refused_by_opa.advice"),
    )
