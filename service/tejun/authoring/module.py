"""A bundle's compiled module: made by OPA from its Rego, and compared with it.

Always holds: the same Rego and the same OPA give the same module; so what this process had compiled once is not
compiled again to compare a bundle with it. No `-O`: it has changed logic before and breaks METADATA.

May not know: where the Rego comes from, or what it decides.
"""

import tarfile
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tejun import canonical, folders, toolchain
from tejun.bundle.archive import ENTRYPOINT, WASM, Bundle
from tejun.errors import BundleError
from tejun.reading import read_bytes
from tejun.words import Message

_CAPABILITIES = "capabilities.json"


class _Made:
    """The digests of the modules that this process had compiled last, by that of what each was made from."""

    _MOST = 64

    def __init__(self) -> None:
        self._modules: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, made_from: str, module: bytes) -> None:
        with self._lock:
            self._modules[made_from] = canonical.digest(module)
            if len(self._modules) > self._MOST:
                self._modules.popitem(last=False)

    def is_known(self, made_from: str, module: bytes) -> bool:
        with self._lock:
            return self._modules.get(made_from) == canonical.digest(module)


_MADE = _Made()


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
            file = built.extractfile("/policy.wasm")
            module = file.read() if file else b""
    _MADE.note(_made_from(rego, root, opa, capabilities), module)
    return module


def require_compiled(bundle: Bundle, *, opa: Path, capabilities: Path | None) -> None:
    """The module must be what OPA makes of the Rego, which may call no other built-ins.

    Raises BundleError or ToolMissingError.
    """
    if _MADE.is_known(_made_from(bundle.files, bundle.root, opa, capabilities), bundle.wasm):
        return
    module = compile_module(bundle.files, bundle.root, opa=opa, capabilities=capabilities)
    if module != bundle.wasm:
        raise BundleError(
            Message("authoring.not_its_module.detail", module=WASM),
            Message("authoring.not_its_module.advice", version=toolchain.OPA_VERSION),
        )


def _made_from(rego: Mapping[str, bytes], root: str, opa: Path, capabilities: Path | None) -> str:
    """The digest of all that a module is made from, the OPA by its file as it is now."""
    program = opa.stat() if opa.exists() else None
    allowed = capabilities is not None and capabilities.is_file() and read_bytes(capabilities)
    return canonical.digest(
        canonical.dumps(
            {
                "root": root,
                "rego": {
                    path: canonical.digest(text)
                    for path, text in rego.items()
                    if path.endswith(".rego")
                },
                "opa": [str(opa), program and [str(program.st_mtime_ns), program.st_size]],
                "capabilities": allowed and canonical.digest(allowed),
            }
        )
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
