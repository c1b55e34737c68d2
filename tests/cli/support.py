"""How the tests run the command: in this process, or as a real one."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from tejun.cli.run import run
from tejun.settings import Settings

from tests.support.sample import is_long

ROOT = Path(__file__).parents[2]
APPLICATIONS = ROOT / "fixtures" / "programs" / "kprogram-2026"
TYPICAL = APPLICATIONS / "typical.yaml"
COMPLETE = APPLICATIONS / "complete.yaml"
BUNDLES = Path(Settings.from_env(os.environ).bundles).resolve()
AS_OF = ("--as-of", "2026-11-20")
OF_ITS_OWN = {"PYTHONIOENCODING", "PYTHONUTF8"}
"""Settings of Python itself, which it reads when a process begins."""


def tejun(
    *arguments: str | Path,
    data: bytes | None = None,
    environ: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    own_process: bool = False,
    this_process: bool = False,
) -> "subprocess.CompletedProcess[bytes]":
    """Runs the command, its output piped: as a process of its own where that is asked for and in a long run.

    `this_process`: in a long run too, since the test has changed something here.
    """
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    env = {**inherited, "LANG": "en_US.UTF-8", **(environ or {})}
    command = [str(argument) for argument in arguments]
    if not this_process and (own_process or is_long() or not OF_ITS_OWN.isdisjoint(env)):
        program = Path(sys.executable).parent / "tejun"
        return subprocess.run(
            [program, *command],
            input=data,
            capture_output=True,
            check=False,
            cwd=cwd,
            env=env,
            timeout=60,
        )
    return _here(command, data or b"", env, cwd)


def _here(
    command: list[str], data: bytes, env: Mapping[str, str], cwd: Path
) -> "subprocess.CompletedProcess[bytes]":
    """The same in this process, with streams, environment and folder as a process of its own would have them."""
    streams = [io.BytesIO(data), io.BytesIO(), io.BytesIO()]
    texts = [io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in streams]
    with (
        mock.patch.dict(os.environ, env, clear=True),
        mock.patch.multiple(sys, stdin=texts[0], stdout=texts[1], stderr=texts[2]),
        contextlib.chdir(cwd),
    ):
        code = run(command)
    return subprocess.CompletedProcess(command, code, *(one.getvalue() for one in streams[1:]))
