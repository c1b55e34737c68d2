"""Real OPA servers on the loopback: a bare one to measure, and the service's own with what a test gives it.

May not know: what is asked of them.
"""

import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from tejun import canonical
from tejun.bundle.archive import DATA, MANIFEST, Bundle
from tejun.engine.server.managed import ManagedOpa
from tejun.engine.server.opa import OpaEngine
from tejun.toolchain import find_opa

from tests.support.server import Server, free_port, wait_until_ready


@contextmanager
def bare_opa(archives: Iterable[Path]) -> Iterator[Server]:
    """`opa run --server` with these bundles loaded, recording and logging nothing."""
    port = free_port()
    command = [str(find_opa()), "run", "--server", "--addr", f"127.0.0.1:{port}"]
    command += ["--log-level", "error", "--skip-version-check", "--skip-verify"]
    command += [part for archive in archives for part in ("--bundle", str(archive))]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    server = Server(port, process)
    try:
        wait_until_ready(server, "/health?bundles")
        yield server
    finally:
        server.stop()


@contextmanager
def managed_opa(editions: Callable[[], Iterable[Bundle]]) -> Iterator[ManagedOpa]:
    """An OPA as the service keeps it, started."""
    with closing(ManagedOpa(find_opa(), editions)) as kept:
        kept.wait()
        yield kept


@contextmanager
def opa_engine(bundles: Iterable[Bundle]) -> Iterator[OpaEngine]:
    """The OPA engine with these bundles loaded, with time enough for a machine that does other things too."""
    held = list(bundles)
    with (
        managed_opa(lambda: held) as kept,
        closing(OpaEngine(kept.target, deadline_seconds=60)) as engine,
    ):
        yield engine


def rerooted(bundle: Bundle, root: str) -> Bundle:
    """The same edition under another Rego root and a revision of its own, so that one OPA can hold several."""
    old, new = bundle.root.encode(), root.encode()
    files = {
        path.replace(bundle.root, root): content.replace(old, new)
        for path, content in bundle.files.items()
        if path.endswith(".rego")
    }
    revision = canonical.digest(bundle.revision.encode() + new)
    manifest = {"revision": revision, "roots": [root], "rego_version": 1}
    data = {root: bundle.data[bundle.root]}
    return replace(
        bundle,
        root=root,
        entrypoint=bundle.entrypoint.replace(bundle.root, root),
        revision=revision,
        data=data,
        files={**files, DATA: canonical.dumps(data), MANIFEST: canonical.dumps(manifest)},
    )
