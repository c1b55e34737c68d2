"""What `tejun check` imports and uses: start-up is most of its time, and its memory has a limit."""

import subprocess
import sys
from pathlib import Path

from tests.cli.support import AS_OF, TYPICAL

TEJUN = str(Path(sys.executable).parent / "tejun")
HEAVY = {
    "asyncio",
    "fastapi",
    "jinja2",
    "opa_client",
    "pydantic",
    "requests",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "starlette",
    "uvicorn",
}


def test_a_check_in_a_pipe_imports_no_framework() -> None:
    command = [sys.executable, "-X", "importtime", TEJUN, "check", str(TYPICAL), *AS_OF]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in run.stderr.splitlines()}
    assert run.returncode == 1
    assert "jsonschema_rs" in imported
    assert imported & HEAVY == set()


def test_a_check_takes_less_than_200_mb() -> None:
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, "-c", script, TEJUN, "check", str(TYPICAL), *AS_OF]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(run.stdout) * unit < 200 * 1024 * 1024
