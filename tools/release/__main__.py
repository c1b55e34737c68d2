"""`python -m tools.release [--trial]`: see the package's docstring. `make release` runs it."""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.release.distributions import BuildError
from tools.release.ready import head, reasons_against
from tools.release.twice import build_twice

REPOSITORY = Path(__file__).resolve().parents[2]
DIST = Path("dist")
TRIAL = Path("build") / "trial"
CHECKS = (("make", "audit", "ARGS="), ("make", "test", "ARGS="))


def main(arguments: list[str]) -> int:
    """Prints each file with its digest; 1 when something keeps it from being made."""
    parser = argparse.ArgumentParser(prog="make release", description="Make a release.")
    parser.add_argument(
        "--trial", action="store_true", help="check nothing, build into build/trial"
    )
    trial = parser.parse_args(arguments).trial
    commit = head(REPOSITORY)
    if not trial and not _is_ready():
        return 1
    try:
        files = build_twice(REPOSITORY, commit)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    target = TRIAL if trial else DIST
    keep(files, REPOSITORY / target)
    print(f"{target}: {'a trial, not for release' if trial else 'release'} of commit {commit.id}")
    print(digests(files), end="")
    return 0


def _is_ready() -> bool:
    """Whether nothing stands against a release, and all checks hold."""
    reasons = list(reasons_against(REPOSITORY))
    for reason in reasons:
        print(f"not ready: {reason}", file=sys.stderr)
    if reasons:
        return False
    # Else the inner make would take over the arguments of the outer one.
    plain = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return all(
        subprocess.run(check, cwd=REPOSITORY, env=plain, check=False).returncode == 0
        for check in CHECKS
    )


def keep(files: Mapping[str, bytes], target: Path) -> None:
    """Puts the files, and their digests, in the place of whatever an earlier run left there."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, content in files.items():
        (target / name).write_bytes(content)
    (target / "SHA256SUMS").write_text(digests(files), "utf-8")


def digests(files: Mapping[str, bytes]) -> str:
    """As `sha256sum --check` reads them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
