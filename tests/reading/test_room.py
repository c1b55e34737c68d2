"""One room reads: a reader of JSON, YAML or gzip anywhere else is refused, by the lint or the contract on imports."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cases import ROOT

BIN = Path(sys.executable).parent
LIBRARIES = ("gzip", "jiter", "yaml", "zlib")


@pytest.mark.parametrize(
    "source",
    [
        "import json\n\nVALUE = json.loads('1')\n",
        "from json import JSONDecoder\n\nDECODER = JSONDecoder()\n",
        "import orjson\n\nVALUE = orjson.loads('1')\n",
    ],
)
@pytest.mark.parametrize(("file", "refused"), [("cli/x.py", True), ("reading/x.py", False)])
def test_the_lint_refuses_a_second_reader(source: str, file: str, *, refused: bool) -> None:
    name = str(ROOT / "service" / "tejun" / file)
    options = ("--no-cache", "--select", "TID251", "--stdin-filename", name, "-")
    command = [str(BIN / "ruff"), "check", *options]
    run = subprocess.run(
        command, input=source, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (run.returncode == 1) is refused
    assert ("bytes become values in tejun.reading" in run.stdout) is refused


@pytest.mark.slow
def test_the_contract_refuses_the_libraries_anywhere_else(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "service", tmp_path / "service", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "service" / "tejun" / "terms.py"
    imports = "".join(f"import {library}\n" for library in LIBRARIES)
    planted.write_text(planted.read_text("utf-8") + imports, "utf-8")
    run = subprocess.run(
        [str(BIN / "lint-imports"), "--no-logo", "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "service")},
    )
    assert run.returncode == 1
    assert "Bytes become values in one room BROKEN" in run.stdout
    assert [name for name in LIBRARIES if f"tejun.terms -> {name}" not in run.stdout] == []
