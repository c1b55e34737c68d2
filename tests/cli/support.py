"""How the tests run the command: in this process, or as a real one."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tejun.settings import Settings

ROOT = Path(__file__).parents[2]
APPLICATIONS = ROOT / "fixtures" / "programs" / "kprogram-2026"
TYPICAL = APPLICATIONS / "typical.yaml"
COMPLETE = APPLICATIONS / "complete.yaml"
BUNDLES = Path(Settings.from_env(os.environ).bundles).resolve()
AS_OF = ("--as-of", "2026-11-20")


def tejun(
    *arguments: str | Path,
    data: bytes | None = None,
    environ: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a process of its own, its output piped."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    command: Sequence[str | Path] = (Path(sys.executable).parent / "tejun", *arguments)
    return subprocess.run(
        command,
        input=data,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**inherited, "LANG": "en_US.UTF-8", **(environ or {})},
        timeout=60,
    )
