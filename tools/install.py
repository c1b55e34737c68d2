"""Put a pinned command-line tool into `.tools/`: `python tools/install.py opa|opa-oldest|regal|sumdb`.

`opa-oldest` is the oldest OPA that loads our bundles, beside the newest one that builds them. `sumdb` is a few lines of
our own around the packages of Go's checksum database: tests hold the record's log to them.

The pin is the version in the tool's own `go.mod`. In this order:

1. what stands in `.tools/` already, if it has that version;
2. a program of that version on PATH, linked;
3. a build from source with Go, checked by `go.sum`;
4. the project's release, checked against a SHA-256 that a person put in `tools/<tool>.sha256`.

Nothing that was downloaded is run before its hash is checked. Standard library only: this runs
before any set-up.
"""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass, field, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / ".tools"


class InstallError(Exception):
    """The tool could not be had; the message says what a person can do about it."""


@dataclass(frozen=True)
class Tool:
    """A Go program, its release files and how its build learns its version."""

    name: str
    module: str
    assets: dict[tuple[str, str], str] = field(default_factory=dict)
    version_variable: str | None = None
    is_ours: bool = False
    """Whether the program stands beside `go.mod`, and only what it is made with is pinned."""

    @property
    def source(self) -> Path:
        """The folder of the module that pins the tool."""
        return HERE / self.name

    @property
    def pinned(self) -> str:
        """The version in `go.mod`, without its `v`."""
        text = (self.source / "go.mod").read_text(encoding="utf-8")
        found = re.search(rf"^\s*(?:require )?{re.escape(self.module)} v(\S+)", text, re.MULTILINE)
        if found is None:
            raise InstallError(f"{self.source}/go.mod does not pin {self.module}")
        return found[1]

    def is_in(self, target: Path) -> bool:
        """Whether the target is the pinned version, made from the source as it is now."""
        sources = self.source.glob("*.go") if self.is_ours else ()
        return version_of(target) == self.pinned and all(
            source.stat().st_mtime <= target.stat().st_mtime for source in sources
        )


_OPA = Tool(
    name="opa",
    module="github.com/open-policy-agent/opa",
    assets={
        ("linux", "amd64"): "opa_linux_amd64_static",
        ("linux", "arm64"): "opa_linux_arm64_static",
        ("darwin", "arm64"): "opa_darwin_arm64_static",
    },
)
TOOLS = {
    "opa": _OPA,
    "opa-oldest": replace(_OPA, name="opa-oldest"),
    "regal": Tool(
        name="regal",
        module="github.com/open-policy-agent/regal",
        assets={
            ("linux", "amd64"): "regal_Linux_x86_64",
            ("linux", "arm64"): "regal_Linux_arm64",
            ("darwin", "amd64"): "regal_Darwin_x86_64",
            ("darwin", "arm64"): "regal_Darwin_arm64",
        },
        version_variable="github.com/open-policy-agent/regal/pkg/version.Version",
    ),
    "sumdb": Tool(name="sumdb", module="golang.org/x/mod", is_ours=True),
}


def version_of(program: Path) -> str | None:
    """What `program version` says, or None when it is not there or cannot be run."""
    try:
        done = subprocess.run(
            [program, "version"], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"^Version:\s*v?(\S+)", done.stdout, re.MULTILINE)
    return found[1] if found else None


def from_path(tool: Tool, target: Path) -> bool:
    """Link a program of the pinned version that stands on PATH."""
    found = None if tool.is_ours else shutil.which(tool.name)
    if found is None or version_of(Path(found)) != tool.pinned:
        return False
    target.unlink(missing_ok=True)
    target.symlink_to(Path(found).resolve())
    return True


def from_source(tool: Tool, target: Path) -> bool:
    """Build with Go, when there is one."""
    go = shutil.which("go")
    if go is None:
        return False
    flags = "-s -w"
    if tool.version_variable:
        flags += f" -X {tool.version_variable}={tool.pinned}"
    print(
        f"building {tool.name} {tool.pinned}; the first time takes a few minutes", file=sys.stderr
    )
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        built = str(Path(folder) / tool.name)
        command = [
            go,
            "build",
            "-mod=readonly",
            "-trimpath",
            "-ldflags",
            flags,
            "-o",
            built,
            "." if tool.is_ours else tool.module,
        ]
        done = subprocess.run(
            command, cwd=tool.source, env=os.environ | {"CGO_ENABLED": "0"}, check=False
        )
        if done.returncode:
            raise InstallError(
                f"go could not build {tool.name} {tool.pinned}: its message stands above"
            )
        Path(built).replace(target)
    return True


def known_hash(tool: Tool, asset: str) -> str:
    """The SHA-256 that `tools/<tool>.sha256` gives for the file, in the format of sha256sum."""
    listed = HERE / f"{tool.name}.sha256"
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    for line in lines:
        digest, _, name = line.partition(" ")
        if name.strip(" *") == asset and re.fullmatch("[0-9a-f]{64}", digest):
            return digest
    raise InstallError(
        f"{tool.name} {tool.pinned} is not on PATH, there is no Go to build it, and no hash is "
        f"known for a download: put the published SHA-256 of {asset} in tools/{tool.name}.sha256 "
        f"(`<sha256>  {asset}`), or install Go"
    )


def from_release(tool: Tool, target: Path) -> bool:
    """Download the release and check it before it may be run."""
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    asset = tool.assets.get((platform.system().lower(), machine))
    if asset is None:
        raise InstallError(
            f"no {tool.name} release is known for this machine: install Go, or put it on PATH"
        )
    expected = known_hash(tool, asset)
    url = f"https://{tool.module}/releases/download/v{tool.pinned}/{asset}"
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            body: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        raise InstallError(f"{url}: {error}; install Go, or put {tool.name} on PATH") from error
    actual = hashlib.sha256(body).hexdigest()
    if actual != expected:
        raise InstallError(
            f"{url} has SHA-256 {actual}, tools/{tool.name}.sha256 says {expected}: not installed"
        )
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        fetched = Path(folder) / tool.name
        fetched.write_bytes(body)
        fetched.chmod(0o755)
        fetched.replace(target)
    return True


def install(tool: Tool) -> None:
    """Make `.tools/<tool>` the pinned version."""
    TARGET.mkdir(exist_ok=True)
    target = TARGET / tool.name
    if tool.is_in(target):
        return
    for way in (from_path, from_source, from_release):
        if way(tool, target):
            break
    if version_of(target) != tool.pinned:
        raise InstallError(f"{target} does not say it is {tool.pinned}: remove it and try again")


def main() -> int:
    """Install each named tool; 2 when one cannot be had."""
    unknown = set(sys.argv[1:]) - set(TOOLS)
    if unknown or not sys.argv[1:]:
        print(f"usage: install.py {{{'|'.join(TOOLS)}}} …", file=sys.stderr)
        return 2
    try:
        for name in sys.argv[1:]:
            install(TOOLS[name])
    except InstallError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
