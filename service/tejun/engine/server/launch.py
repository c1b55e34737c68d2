"""Starts an OPA server of the service's own, on the loopback, and ends it.

Always holds: it listens on 127.0.0.1 only, and answers nobody but who has its token, and to them only the decisions
of its editions (`system.authz`, below); ad-hoc queries, policies, data to read or write are closed to everybody.
GET /health is open and says nothing. Its folder is this user's alone, and neither that nor the command line has the
token. It inherits nothing of the environment, asks nobody for versions, and logs no request.

May not know: when to start or to end one.
"""

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tejun import canonical
from tejun.bundle.archive import DATA, MANIFEST, Bundle, pack
from tejun.engine.server import tether
from tejun.engine.server.client import Client, Target

READY_SECONDS = 30.0
GRACE_SECONDS = 5
"""How long one that ends may finish what it was asked."""

AUTHZ = """package system.authz

default allow := false

allow if {
	input.method == "GET"
	input.path == ["health"]
}

allow if {
	input.method == "POST"
	["v1", "data", _, "decision", "result"] = input.path
	crypto.sha256(input.identity) == "{digest}"
}
"""
"""Who may ask what. OPA gives `identity`, the bearer token, and `path`, split at the slashes."""

_FLAGS = (
    *("--authentication=token", "--authorization=basic"),
    *("--log-level=error", "--skip-version-check"),
    f"--shutdown-grace-period={GRACE_SECONDS}",
)


class LaunchError(Exception):
    """It did not start; the message is how it began to say why."""


@dataclass(frozen=True)
class Launched:
    """A running OPA, the revisions that it has loaded, and its folder."""

    target: Target
    revisions: frozenset[str]
    process: "subprocess.Popen[bytes]" = field(repr=False)
    folder: Path = field(repr=False)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """Lets it finish what it was asked, ends it, and removes its folder."""
        self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS + 1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def loadable(editions: Iterable[Bundle]) -> dict[str, Bundle]:
    """The editions that one OPA can load together, by their root: of several under one, the highest sequence."""
    return {
        bundle.root: bundle for bundle in sorted(editions, key=lambda edition: edition.sequence)
    }


def launch(opa: Path, held: Mapping[str, Bundle]) -> Launched:
    """Starts one with these editions and waits until it is ready. Raises LaunchError or OSError.

    It ends with the thread that calls this (`tejun.engine.server.tether`).
    """
    token = secrets.token_urlsafe(32)
    folder = Path(tempfile.mkdtemp(prefix="tejun-opa-"))  # mode 0700
    port = _free_port()
    try:
        archives = [_write(folder, root, _for_opa(bundle)) for root, bundle in held.items()]
        archives.append(_write(folder, "authz", _authz(token)))
        process = _start(opa, folder, archives, port=port)
        launched = Launched(
            Target(f"http://127.0.0.1:{port}", token),
            frozenset(bundle.revision for bundle in held.values()),
            process,
            folder,
        )
        _wait_until_ready(launched)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return launched


def _for_opa(bundle: Bundle) -> Mapping[str, bytes]:
    """What OPA reads of a bundle: the signature was verified before, and it has no use for the rest."""
    return {
        path: content
        for path, content in bundle.files.items()
        if path in {MANIFEST, DATA} or path.endswith(".rego")
    }


def _authz(token: str) -> Mapping[str, bytes]:
    digest = hashlib.sha256(token.encode()).hexdigest()
    return {
        MANIFEST: canonical.dumps({"roots": ["system/authz"], "rego_version": 1}),
        "system/authz/authz.rego": AUTHZ.replace("{digest}", digest).encode(),
    }


def _write(folder: Path, name: str, files: Mapping[str, bytes]) -> Path:
    path = folder / f"{name}.tar.gz"
    path.write_bytes(pack(files))
    return path


def _start(
    opa: Path, folder: Path, archives: list[Path], *, port: int
) -> "subprocess.Popen[bytes]":
    tied = [sys.executable, "-I", "-S", tether.__file__, str(os.getpid())]
    command = [str(opa.resolve()), "run", "--server", f"--addr=127.0.0.1:{port}", *_FLAGS]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - the opa that was found, arguments of our own
            [*tied, *command, "--bundle", *map(str, archives)],
            cwd=folder,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _wait_until_ready(launched: Launched) -> None:
    end = time.monotonic() + READY_SECONDS
    nobody = Target(launched.target.url)  # /health is open: whoever has the port sees no token
    with Client(nobody) as client:
        while time.monotonic() < end and launched.alive:
            if client.is_ready(1.0) and launched.alive:
                return
            time.sleep(0.02)
    launched.process.kill()
    launched.process.wait()
    said = (launched.folder / "log").read_text("utf-8", "replace").strip()
    raise LaunchError(said[:500] or f"it was not ready within {READY_SECONDS:g} s")


def _free_port() -> int:
    """A port that is free now; where somebody takes it before OPA does, OPA ends, and is started again."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
