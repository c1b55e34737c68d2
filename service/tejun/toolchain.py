"""The outside program that building needs, `opa`: where it is, and how it is run. Serving decisions needs none.

May not know: what it is used for.
"""

import shutil
import subprocess
from pathlib import Path

from tejun import folders
from tejun.errors import ToolMissingError
from tejun.words import Message, Words
from tejun.words.system import system_reason

OPA_VERSION = "1.22.2"
"""The opa with which editions are built; `tools/opa/go.mod` pins the same."""

_TIMEOUT_SECONDS = 120


def find_opa() -> Path:
    """The opa to build with: `.tools/opa` here or in the repository, else the one on PATH. Raises ToolMissingError."""
    for folder in (Path.cwd(), folders.checkout()):
        program = shutil.which("opa", path=folder / ".tools") if folder else None
        if program:
            return Path(program)
    program = shutil.which("opa")
    if program:
        return Path(program)
    raise ToolMissingError(
        Message("toolchain.opa_not_found.detail"),
        how_to_get_opa(),
    )


def how_to_get_opa() -> Words:
    """What to do where there is no opa: in a checkout `make tools` puts it in place, an installation has no make."""
    if folders.checkout() is not None:
        return Message("toolchain.opa_not_found.advice_in_checkout", version=OPA_VERSION)
    return Message("toolchain.opa_not_found.advice", version=OPA_VERSION)


def find_opa_or_none() -> Path | None:
    """The same, or None where there is none: for callers that can do without."""

    try:
        return find_opa()
    except ToolMissingError:
        return None


def run_opa(
    opa: Path, arguments: list[str], *, cwd: Path | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """The finished run, whether it succeeded or not. Raises ToolMissingError where OPA does not run at all."""
    try:
        return subprocess.run(  # noqa: S603 - the opa that the caller chose, fixed arguments
            [opa, *arguments],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except OSError as error:
        raise _opa_does_not_run(opa, system_reason(error)) from error
    except subprocess.TimeoutExpired as error:
        raise _opa_does_not_run(
            opa, Message("toolchain.opa_not_running.no_answer", seconds=_TIMEOUT_SECONDS)
        ) from error


def _opa_does_not_run(opa: Path, reason: Words) -> ToolMissingError:
    return ToolMissingError(
        Message("toolchain.opa_not_running.detail", opa=opa, reason=reason),
        how_to_get_opa(),
    )
